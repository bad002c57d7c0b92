"""Parts that several pages share: the line under the title, headings, links, charts and the colours of tiers."""

from itertools import accumulate, takewhile
from typing import Any

from xlcrm.labels import labels
from xlcrm.measures import measures
from xlcrm.measures.formula import quoted
from xlcrm.model.place import Place
from xlcrm.ooxml import a1
from xlcrm.pages.overview_layout import FIRST_ROW, helper_cells
from xlcrm.pages.units import Unit
from xlcrm.schema.settings import Tier
from xlcrm.schema.sheets import OVERVIEW
from xlcrm.writing.canvas import Canvas, Context, sheet_reference
from xlcrm.writing.styles import HEADER_FILL, LINE, MUTED, PANEL_FILL, WHITE, ink_on, text_width

AS_OF = labels("统计日期 ", "統計日期 ", "As of ")
AMOUNTS_IN = labels("金额单位：", "金額單位：", "Amounts in ")
GAP = "　"
"""What stands between two statements in one line."""

ISO_AS_OF = 'YEAR(as_of)&"-"&TEXT(MONTH(as_of),"00")&"-"&TEXT(DAY(as_of),"00")'
"""The as-of date as a text: number formats for dates are spelled differently in some countries, these are not."""

COUNT = "#,##0;-#,##0;–"
"""The number format of counts and sums where most are nothing: a dash stands for 0."""

ROW_HEIGHT = 17
"""The height of a row of a list, in points."""

OVERVIEW_FIRST_ROW = FIRST_ROW + 1
"""The Excel row of Overview's first customer."""


def as_of_line(canvas: Canvas, unit: Unit | None = None, rest: str = "") -> None:
    """The line under the title: the as-of date, the unit of money, and what else there is to say."""
    context = canvas.context
    template = f"{quoted(context.say(AS_OF))}&{ISO_AS_OF}"
    value = context.say(AS_OF) + context.book.as_of.isoformat()
    if unit is not None:
        template += f"&{quoted(GAP + context.say(AMOUNTS_IN))}&{unit.formula}"
        value += GAP + context.say(AMOUNTS_IN) + unit.text(context.book.settings.base_currency)
    if rest:
        template += f"&{quoted(GAP + rest)}"
        value += GAP + rest
    canvas.formula(1, 0, template, value, context.styles.subtitle)


def cell(row: int, column: int, *, fixed: bool = False) -> str:
    """The address of a cell whose row and column are counted from 0; a fixed one stays when a formula is copied."""
    found = a1.Cell(row + 1, column)
    return found.fixed if fixed else found.text


def heading(canvas: Canvas, row: int, first: int, last: int, text: str) -> None:
    """A heading over some columns."""
    for column in range(first + 1, last + 1):
        canvas.blank(row, column, canvas.context.styles.heading)
    canvas.text(row, first, text, canvas.context.styles.heading)


def across(
    canvas: Canvas,
    row: int,
    first: int,
    last: int,
    template: str,
    value: Any,
    style: Any,
    *,
    last_row: int | None = None,
) -> None:
    """A formula whose cell reaches over several columns."""
    canvas.merge(row, first, row if last_row is None else last_row, last, "", style)
    canvas.formula(row, first, template, value, style)


def text_across(canvas: Canvas, row: int, first: int, last: int, text: str, style: Any) -> None:
    """A text whose cell reaches over several columns."""
    canvas.merge(row, first, row, last, text, style)


def note(canvas: Canvas, row: int, column: int, text: str) -> None:
    """A line of small print."""
    canvas.text(row, column, text, canvas.context.styles(font_color=MUTED, font_size=9))


def overview_place(context: Context, row: int, measure: str | None = None) -> Place:
    """The cell of a measure on Overview, or the row, of the customer on a row of Customers counted from 0."""
    keys = [shown.key for shown in measures(context.book.subjects)]
    position = keys.index(measure) if measure is not None else 0
    return Place(context.titles[OVERVIEW.key], OVERVIEW_FIRST_ROW + row, position)


def overview_link(context: Context, position: str, text: str) -> str:
    """A formula whose text leads to the row of Overview at a position, counted from 1, given by a cell."""
    sheet = quoted("#" + sheet_reference(context.titles[OVERVIEW.key]) + "!A")
    return f"HYPERLINK({sheet}&({OVERVIEW_FIRST_ROW - 1}+{position}),{text})"


def customer_position(context: Context, position: str) -> str:
    """The row in the table Customers of the customer at a position on Overview: a formula."""
    column = helper_cells(context.book.subjects)["position"]
    last = OVERVIEW_FIRST_ROW + max(len(context.book.customers), 1) - 1
    letters = column.removesuffix("{row}")
    sheet = sheet_reference(context.titles[OVERVIEW.key])
    return f"INDEX({sheet}!{letters}${OVERVIEW_FIRST_ROW}:{letters}${last},{position})"


def tier_fill(tier: Tier) -> dict[str, Any]:
    """The look of a cell in a tier's colour, its text dark or white, whichever reads better."""
    if not tier.colour:
        return {}
    return {"bg_color": f"#{tier.colour}", "font_color": ink_on(tier.colour)}


def clipped(text: str | None, length: int) -> str | None:
    """A user's text in one line, cut where it is longer than a list has room for."""
    if not isinstance(text, str):
        return None
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def fitted(text: str | None, width: float) -> str | None:
    """A text in one line, cut where it is wider than a column of so many digits."""
    line = clipped(text, 1000)
    if line is None or text_width(line) <= width:
        return line
    widths = accumulate(text_width(char) for char in line)
    return line[: sum(1 for so_far in takewhile(lambda so_far: so_far < width, widths))] + "…"


def shrunk_name(context: Context, name: str | None) -> str:
    """A customer's name for a column of names whose cells shrink it: cut before its print is too small to read."""
    return fitted(name, 1.5 * context.names_width) or "—"


def ids_width(context: Context) -> float:
    """The width of a column of customers' IDs, in digits."""
    ids = context.book.customers["customer_id"].dropna().tolist()
    return min(max((text_width(number) for number in ids), default=0) + 3, 24)


def header_right(context: Context) -> Any:
    """The header cell over a column of numbers."""
    return _header(context, align="right")


def header_indented(context: Context) -> Any:
    """The header cell over a column of texts that stand beside a column of numbers."""
    return _header(context, indent=1)


def _header(context: Context, **properties: Any) -> Any:
    look = {"bold": True, "font_color": WHITE, "bg_color": HEADER_FILL, "border": 1, "border_color": LINE}
    return context.styles(text_wrap=True, **look, **properties)


def cell_style(context: Context, **properties: Any) -> Any:
    """A cell of a table on a page: a thin line under it."""
    return context.styles(bottom=1, bottom_color=LINE, **properties)


def colour_chip(canvas: Canvas, row: int, column: int, template: str, number: int | None, colour: str) -> None:
    """A number in a chart's colour, where the formula gives one: it ties a row of a table to its part of the chart."""
    look = canvas.context.styles(bold=True, align="center", bottom=1, bottom_color=WHITE)
    canvas.formula(row, column, template, number, look)
    fill = canvas.context.styles.highlight(bg_color=colour, font_color=ink_on(colour.lstrip("#")))
    canvas.highlight(row, column, row, column, f'{cell(row, column)}<>""', fill)


def panel_style(context: Context, **properties: Any) -> Any:
    """A cell of a card."""
    return context.styles(bg_color=PANEL_FILL, **properties)


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column `width` digits wide; a little more than it may need."""
    return sum(max(1, -(-text_width(line) // max(int(width) - 1, 1))) for line in text.splitlines() or [""])
