"""The customer pyramid as a chart: hidden cells with its labels and bars, and the bars drawn from them."""

from typing import Any

from xlcrm.pages.charts import Series, pyramid_chart
from xlcrm.pages.panels import cell
from xlcrm.pages.tables import Cell
from xlcrm.subjects.pyramid.table import places
from xlcrm.writing.canvas import Canvas


def write_bar(canvas: Canvas, line: int, column: int, label: Cell, bar: Cell) -> None:
    """The hidden cells of one tier: its label, the space before its bar, and the bar as a share of the longest."""
    share = bar[1] or 0.0
    canvas.formula(line, column, *label)
    canvas.formula(line, column + 2, *bar)
    canvas.formula(line, column + 1, f"(1-{cell(line, column + 2)})/2", (1 - share) / 2)


def bars(canvas: Canvas, sheet: str, first: int, column: int, title: str = "") -> Any:
    """The chart over hidden cells from a row and column on, a row for each tier."""
    context, slots = canvas.context, canvas.context.book.settings.slots
    colours = [slots[place - 1].colour for place in places(context.ledger)]
    series = Series(context.titles[sheet], first, first + len(colours) - 1, column, column + 2)
    return pyramid_chart(context, series, column + 1, colours, title)
