"""The Client Card's list of contacts."""

from xlcrm.labels import labels
from xlcrm.measures.customer import FOLLOW_UPS as FOLLOW_UPS_OF_CUSTOMER
from xlcrm.pages.card_lists import CardList, ListColumn, of_table
from xlcrm.pages.cell_texts import iso
from xlcrm.pages.row_list import RowList
from xlcrm.pages.tables import Cell
from xlcrm.schema.types import TEXT
from xlcrm.subjects.follow_ups.tables import FOLLOW_UPS


def _content(rows: RowList, number: int) -> Cell:
    """What was talked about; its subject where nothing more was written."""
    content, subject = rows.formula(number, "content"), rows.formula(number, "subject")
    return f'IF({content}="",{subject},{content})', rows.value(number, "content") or rows.value(number, "subject")


def _next(rows: RowList, number: int) -> Cell:
    """What comes next, and when."""
    action, day = rows.formula(number, "next_action"), rows.formula(number, "next_date")
    promised = rows.value(number, "next_date")
    said = [rows.value(number, "next_action") or "", "" if promised is None else f"{promised:%Y-%m-%d}"]
    joined = f'TRIM({action}&IF({day}="",""," "&{iso(day)}))'
    return joined, " ".join(part for part in " ".join(said).split(" ") if part) or None


LISTS = (
    CardList(
        20,
        labels("最近跟进", "最近跟進", "Latest follow-ups"),
        FOLLOW_UPS_OF_CUSTOMER,
        12,
        (
            of_table("follow_ups", "date", 0),
            of_table("follow_ups", "channel", 1),
            ListColumn(2, 3, FOLLOW_UPS["content"].labels, TEXT, _content, wrap=True),
            ListColumn(4, 5, FOLLOW_UPS["next_action"].labels, TEXT, _next, wrap=True),
        ),
        height=38,
    ),
)
