"""What the Dashboard says of insurance: policies in force, and what comes up."""

from xlcrm.labels import labels
from xlcrm.measures import figures
from xlcrm.pages.blocks import Block, Card, Shown, Spot
from xlcrm.pages.panels import heading
from xlcrm.subjects.insurance.coming import COMING, write_coming
from xlcrm.subjects.insurance.lists import IN_FORCE
from xlcrm.writing.canvas import Canvas

DAYS = labels(" 天", " 天", " days")


def _coming(canvas: Canvas, spot: Spot) -> None:
    last = spot.column + 3
    heading(canvas, spot.row, spot.column, last, "")
    write_coming(canvas, spot.row, spot.column, last, DAYS, spot.unit)


CARDS = (
    Card(
        80,
        Shown(IN_FORCE, figures.POLICIES, "count"),
        Shown(labels("年缴保费", "年繳保費", "Yearly premiums"), figures.PREMIUM_YEAR, "money"),
    ),
)
BLOCKS = (Block(70, 1, lambda _: 1 + len(COMING), _coming),)
HIDDEN = 0
