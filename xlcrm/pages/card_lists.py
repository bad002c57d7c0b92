"""The panels and lists of the Client Card, gathered from the modules `card` of subjects: `PANELS` and `LISTS`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from xlcrm.labels import Labels, labels
from xlcrm.measures.customer import RowsOfCustomer
from xlcrm.pages.cell_texts import shortened
from xlcrm.pages.customer_picker import Picked
from xlcrm.pages.hidden import Hidden
from xlcrm.pages.panels import heading
from xlcrm.pages.row_list import RowList, row_list
from xlcrm.pages.tables import Cell, put
from xlcrm.schema.registry import modules
from xlcrm.schema.tables import TABLE
from xlcrm.schema.types import TEXT, Kind
from xlcrm.writing.canvas import Canvas, Context
from xlcrm.writing.styles import BAD_FILL, BAD_INK, LINE, MUTED

NOTHING = labels("暂无记录", "尚無紀錄", "Nothing yet")
MORE = labels("… 另有 {count} 条，见「{sheet}」", "… 另有 {count} 筆，見「{sheet}」", "… and {count} more on {sheet}")

WIDTHS = (15, 22, 15, 18, 15, 18)
"""The widths of the card's columns, in digits."""


@dataclass(frozen=True)
class ListColumn:
    """A column of a list: where it stands, its heading, and the formula and value of the cell of row `number`."""

    first: int
    last: int
    heading: Labels
    kind: Kind
    cell: Callable[[RowList, int], Cell]
    wrap: bool = False


def plain(key: str) -> Callable[[RowList, int], Cell]:
    """A cell of the row as it is."""
    return lambda rows, number: rows.cell(number, key)


def of_table(table: str, key: str, first: int) -> ListColumn:
    """A column of a table as it is."""
    column = TABLE[table][key]
    return ListColumn(first, first, column.labels, column.kind, plain(key))


@dataclass(frozen=True)
class CardList:
    """One list of the card: its place among the lists, its heading, its rows, how many it shows, and its columns.

    `alarm` is a condition for the last two columns of a row, whose Excel row is `{row}`; `{above_zero}` in it says that
    the amount in the last of them is.
    """

    place: int
    heading: Labels
    rows: RowsOfCustomer
    slots: int
    columns: Sequence[ListColumn]
    height: float = 16
    alarm: str | None = None


@dataclass(frozen=True)
class CardPanel:
    """What a subject says of the customer above the lists: its place, and how it is written from a row on.

    `write` returns the row after it.
    """

    place: int
    write: Callable[[Canvas, Hidden, Picked, int], int]


def write_panels(canvas: Canvas, hidden: Hidden, picked: Picked, row: int) -> int:
    """Write the panel of each subject that has one; returns the row from which the lists are written."""
    for panel in _declared(canvas.context, "PANELS"):
        row = panel.write(canvas, hidden, picked, row) + 1
    return row


def _declared(context: Context, what: str) -> list[Any]:
    """What the modules `card` of the book's subjects export by this name, in the order of their places."""
    found = (getattr(module, what, ()) for _, module in modules("card", context.book.subjects))
    return sorted((each for part in found for each in part), key=lambda each: each.place)


def write_lists(canvas: Canvas, hidden: Hidden, picked: Picked, row: int) -> int:
    """Write every list from a row on; returns the last row.

    The second list begins a page, where it fits together with the third: no list is torn.
    """
    for number, each in enumerate(_declared(canvas.context, "LISTS")):
        if number == 1:
            canvas.worksheet.set_h_pagebreaks([row - 1])  # with the space before it
        row = _write(canvas, row_list(hidden, each.rows, picked.customer, picked.who, each.slots), each, row) + 1
    return row - 1


def _write(canvas: Canvas, rows: RowList, each: CardList, row: int) -> int:
    context = canvas.context
    heading(canvas, row, 0, 5, context.say(each.heading))
    row += 1
    for column in each.columns:
        align = {"align": "right"} if column.kind.is_number else {}
        look = context.styles(bold=True, font_color=MUTED, bottom=1, bottom_color=LINE, shrink=True, indent=1, **align)
        put(canvas, row, column.first, context.say(column.heading), look, column.last)
    first = row + 1
    for number in range(each.slots):
        canvas.worksheet.set_row(first + number, each.height)
        for column in each.columns:
            _cell(canvas, rows, column, first + number, number)
    last = first + each.slots
    if each.alarm:
        look = context.styles.highlight(bg_color=BAD_FILL, font_color=BAD_INK, bold=True)
        alarm = each.alarm.format(row=first + 1, above_zero=_above_zero(f"F{first + 1}", context, each.rows.table))
        canvas.highlight(first, 4, last - 1, 5, alarm, look)
    line = context.styles.highlight(bottom=1, bottom_color=LINE)
    canvas.highlight(first, 0, last - 1, 5, f'$A{first + 1}<>""', line)
    more, said = _more(context, rows, each)
    canvas.formula(last, 0, more, said, context.styles(font_color=MUTED, italic=True, indent=1))
    return last + 1


def _above_zero(cell: str, context: Context, table: str) -> str:
    """Whether the amount in a cell is above 0; one in another currency is a text."""
    number = f"N({cell})>0"
    return f'IF(ISTEXT({cell}),LEFT({cell}&"-")<>"-",{number})' if table in context.book.converted else number


def _cell(canvas: Canvas, rows: RowList, column: ListColumn, row: int, number: int) -> None:
    context = canvas.context
    template, value = column.cell(rows, number)
    if column.kind is TEXT:
        width = sum(WIDTHS[column.first : column.last + 1])
        template, value = shortened(context, (template, value), width, 3 if column.wrap else 1)
    if number == 0 and column.first == 0:
        nothing = context.say(NOTHING)
        template = f'IF({rows.count}=0,"{nothing}",{template})'
        value = value if rows.total else nothing
    fit = {"text_wrap": True, "font_size": 9} if column.wrap else {"shrink": True}
    look = context.styles.of_kind(column.kind, whole=True, computed=True, indent=1, **fit)
    put(canvas, row, column.first, (template, value), look, column.last)


def _more(context: Context, rows: RowList, each: CardList) -> Cell:
    """How many rows there are beyond those listed."""
    sheet = context.sheet_of(each.rows.table).replace('"', '""')
    more = MORE.in_(context.language).replace("{sheet}", sheet)
    before, after = more.split("{count}")
    template = f'IF({rows.count}>{each.slots},"{before}"&({rows.count}-{each.slots})&"{after}","")'
    rest = rows.total - each.slots
    return template, f"{before}{rest}{after}" if rest > 0 else None
