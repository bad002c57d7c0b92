"""The lists of the Client Card: policies in force, the latest follow-ups and the latest purchases."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from xlcrm.labels import Labels, labels
from xlcrm.measures.customer import FOLLOW_UPS, POLICIES_IN_FORCE, PURCHASES, RowsOfCustomer
from xlcrm.pages.cell_texts import iso, shortened
from xlcrm.pages.customer_picker import Picked
from xlcrm.pages.hidden import Hidden
from xlcrm.pages.panels import across, heading, text_across
from xlcrm.pages.row_list import RowList, row_list
from xlcrm.schema.tables import TABLE
from xlcrm.schema.types import DATE, MONEY, TEXT, Kind
from xlcrm.writing.canvas import Canvas, Context
from xlcrm.writing.styles import BAD_FILL, BAD_INK, LINE, MUTED

POLICIES = labels("有效保单", "有效保單", "Policies in force")
LATEST_FOLLOW_UPS = labels("最近跟进", "最近跟進", "Latest follow-ups")
LATEST_PURCHASES = labels("最近购买", "最近購買", "Latest purchases")
NOTHING = labels("暂无记录", "尚無紀錄", "Nothing yet")
MORE = labels("… 另有 {count} 条，见「{sheet}」", "… 另有 {count} 筆，見「{sheet}」", "… and {count} more on {sheet}")
UNPAID = labels("未收金额", "未收金額", "Outstanding")

WIDTHS = (15, 22, 15, 18, 15, 18)
"""The widths of the card's columns, in digits."""

Pair = tuple[str, Any]


@dataclass(frozen=True)
class ListColumn:
    """A column of a list: where it stands, its heading, and the formula and value of the cell of row `number`."""

    first: int
    last: int
    heading: Labels
    kind: Kind
    cell: Callable[[RowList, int], Pair]
    wrap: bool = False


def _plain(key: str) -> Callable[[RowList, int], Pair]:
    return lambda rows, number: (rows.formula(number, key), rows.value(number, key))


def _of(table: str, key: str, first: int, last: int | None = None) -> ListColumn:
    """A column of the table as it is."""
    column = TABLE[table][key]
    return ListColumn(first, first if last is None else last, column.labels, column.kind, _plain(key))


def _content(rows: RowList, number: int) -> Pair:
    """What was talked about; its subject where nothing more was written."""
    content, subject = rows.formula(number, "content"), rows.formula(number, "subject")
    return f'IF({content}="",{subject},{content})', rows.value(number, "content") or rows.value(number, "subject")


def _next(rows: RowList, number: int) -> Pair:
    """What comes next, and when."""
    action, day = rows.formula(number, "next_action"), rows.formula(number, "next_date")
    promised = rows.value(number, "next_date")
    said = [rows.value(number, "next_action") or "", "" if promised is None else f"{promised:%Y-%m-%d}"]
    joined = f'TRIM({action}&IF({day}="",""," "&{iso(day)}))'
    return joined, " ".join(part for part in " ".join(said).split(" ") if part) or None


def _unpaid(rows: RowList, number: int) -> Pair:
    """What a purchase with a due date leaves to be paid."""
    due, amount = rows.formula(number, "due_date"), rows.formula(number, "amount")
    template = f'IF({due}="","",ROUND(N({amount})-N({rows.formula(number, "paid_amount")}),2))'
    if rows.value(number, "due_date") is None:
        return template, None
    return template, round((rows.value(number, "amount") or 0.0) - (rows.value(number, "paid_amount") or 0.0), 2)


@dataclass(frozen=True)
class CardList:
    """One list of the card: its heading, its rows, how many it shows, and its columns."""

    heading: Labels
    rows: RowsOfCustomer
    slots: int
    columns: Sequence[ListColumn]
    height: float = 16
    alarm: str | None = None


LISTS = (
    CardList(
        POLICIES,
        POLICIES_IN_FORCE,
        10,
        (
            _of("insurance", "coverage_type", 0),
            _of("insurance", "product", 1),
            _of("insurance", "insurer", 2),
            _of("insurance", "sum_insured", 3),
            _of("insurance", "premium", 4),
            _of("insurance", "next_due", 5),
        ),
    ),
    CardList(
        LATEST_FOLLOW_UPS,
        FOLLOW_UPS,
        12,
        (
            _of("follow_ups", "date", 0),
            _of("follow_ups", "channel", 1),
            ListColumn(2, 3, TABLE["follow_ups"]["content"].labels, TEXT, _content, wrap=True),
            ListColumn(4, 5, TABLE["follow_ups"]["next_action"].labels, TEXT, _next, wrap=True),
        ),
        height=38,
    ),
    CardList(
        LATEST_PURCHASES,
        PURCHASES,
        10,
        (
            _of("purchases", "date", 0),
            _of("purchases", "product", 1),
            _of("purchases", "category", 2),
            _of("purchases", "amount", 3),
            ListColumn(4, 4, TABLE["purchases"]["due_date"].labels, DATE, _plain("due_date")),
            ListColumn(5, 5, UNPAID, MONEY, _unpaid),
        ),
        alarm="AND(ISNUMBER(E{row}),N(E{row})<as_of,N(F{row})>0)",
    ),
)


def write_lists(canvas: Canvas, hidden: Hidden, picked: Picked, row: int) -> int:
    """Write every list from a row on; returns the last row.

    The second list begins a page, where it fits together with the third: no list is torn.
    """
    for each in LISTS:
        if each is LISTS[1]:
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
        if column.first == column.last:
            canvas.text(row, column.first, context.say(column.heading), look)
        else:
            text_across(canvas, row, column.first, column.last, context.say(column.heading), look)
    first = row + 1
    for number in range(each.slots):
        canvas.worksheet.set_row(first + number, each.height)
        for column in each.columns:
            _cell(canvas, rows, column, first + number, number)
    last = first + each.slots
    if each.alarm:
        look = context.styles.highlight(bg_color=BAD_FILL, font_color=BAD_INK, bold=True)
        canvas.highlight(first, 4, last - 1, 5, each.alarm.format(row=first + 1), look)
    line = context.styles.highlight(bottom=1, bottom_color=LINE)
    canvas.highlight(first, 0, last - 1, 5, f'$A{first + 1}<>""', line)
    more, said = _more(context, rows, each)
    canvas.formula(last, 0, more, said, context.styles(font_color=MUTED, italic=True, indent=1))
    return last + 1


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
    if column.first == column.last:
        canvas.formula(row, column.first, template, value, look)
    else:
        across(canvas, row, column.first, column.last, template, value, look)


def _more(context: Context, rows: RowList, each: CardList) -> Pair:
    """How many rows there are beyond those listed."""
    sheet = context.sheet_of(each.rows.table).replace('"', '""')
    before, after = MORE.in_(context.language).split("{count}")
    after = after.format(sheet=sheet)
    template = f'IF({rows.count}>{each.slots},"{before}"&({rows.count}-{each.slots})&"{after}","")'
    rest = rows.total - each.slots
    return template, f"{before}{rest}{after}" if rest > 0 else None
