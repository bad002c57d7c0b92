"""The Overview sheet: one row for each row of Customers, every measure a live formula, rows coloured by tier."""

from typing import Any

from xlcrm.labels import labels
from xlcrm.measures import helpers, measures
from xlcrm.measures.formula import OVERVIEW_TABLE
from xlcrm.measures.measure import ByHand, Measure
from xlcrm.measures.render_excel import TableFormulas
from xlcrm.ooxml.a1 import Area
from xlcrm.pages.links import link_names
from xlcrm.pages.overview_layout import FIRST_ROW, HEADER_ROW, helper_cells, helper_columns
from xlcrm.pages.page import Page
from xlcrm.pages.panels import COUNT, GAP, as_of_line, cell, header_indented, header_right, ids_width, tier_fill
from xlcrm.pages.units import whole
from xlcrm.schema import names
from xlcrm.schema.activity import ACTIVITIES
from xlcrm.schema.measure import declared_by
from xlcrm.schema.sheets import CARD, OVERVIEW
from xlcrm.schema.tables import present
from xlcrm.schema.types import Column
from xlcrm.writing.canvas import Canvas, Context, serial
from xlcrm.writing.cells import serials
from xlcrm.writing.styles import BAD_FILL, BAD_INK, LINK, text_width
from xlcrm.writing.worksheet import BlockColumn

CUSTOMERS = labels("共 {count} 位客户", "共 {count} 位客戶", "{count} customers")
REST = labels(
    "本页由公式算出，请在各输入表中填写",
    "本頁由公式算出，請在各輸入表中填寫",
    "This page is computed: type in the input sheets",
)
NOBODY = labels(
    "还没有客户：请先在“{customers}”登记，再次生成后每位客户在这里占一行。",
    "還沒有客戶：請先在「{customers}」登錄，再次產生後每位客戶在這裡占一列。",
    "No customers yet: enter them on {customers}, build again, and each has a row here.",
)

_WIDTH = {"date": 13, "money": 14, "integer": 9, "percent": 10, "id": 13, "text": 14}
_DUE = ("call_due", "visit_due", "review_due")


def write(canvas: Canvas, context: Context) -> None:
    """Write the table and its hidden helpers, and name the helpers that other pages count by."""
    count = len(context.book.customers)
    shown = measures(context.book.subjects)
    canvas.title(context.say(OVERVIEW.labels))
    as_of_line(canvas, whole(context.language))
    # On the second and third page, where the first columns are repeated, there is no room for more than that.
    canvas.text(1, 3, GAP.join((context.say(CUSTOMERS, count=count), context.say(REST))), context.styles.subtitle)
    last_row = FIRST_ROW + max(count, 1) - 1
    columns = [
        {"header": context.say(measure.column.labels), "header_format": _header(context, measure.column)}
        for measure in shown
    ]
    options = {"name": OVERVIEW_TABLE, "columns": columns, "style": None}
    if count:
        canvas.worksheet.set_block(FIRST_ROW, _block(context))
    else:
        canvas.text(2, 0, context.say(NOBODY, customers=context.sheet_of("customers")), context.styles(bold=True))
        canvas.worksheet.write_blank(FIRST_ROW, 0, None)
    canvas.worksheet.add_large_table(HEADER_ROW, last_row, len(shown) - 1, options)
    canvas.worksheet.set_row(HEADER_ROW, 32)
    canvas.widths(*(_width(context, measure.column) for measure in shown))
    if CARD.key in context.titles:
        link_names(canvas, range(FIRST_ROW, FIRST_ROW + count), [measure.key for measure in shown].index("name"))
    _group(canvas, context)
    hidden = helper_columns(context.book.subjects).values()
    canvas.hide_columns(min(hidden), max(hidden))
    _name_helpers(canvas, context, last_row)
    _colours(canvas, context, last_row)
    canvas.page(landscape=True, repeat_rows=(HEADER_ROW, HEADER_ROW))
    # On paper the measures take three pages side by side, each with the customers' names.
    canvas.worksheet.fit_to_pages(3, 0)
    canvas.worksheet.repeat_columns(0, 1)
    canvas.worksheet.freeze_panes(FIRST_ROW, 2)


PAGE = Page(OVERVIEW, write)


def cached(context: Context, measure: Measure) -> list[object]:
    """The values of a measure as its cells hold them: activities in words, dates as serial numbers, blanks None."""
    values = context.ledger[measure.key]
    if measure.key == "activity":
        values = values.map({key: text.in_(context.language) for key, text in ACTIVITIES.items()})
    if measure.column.kind.name == "date":
        return list(serials(values, date_1904=context.date_1904))
    return [serial(value) for value in values.tolist()]


def _block(context: Context) -> list[BlockColumn]:
    styles = context.styles
    columns = [
        _measured(context, measure, _style(context, measure.column)) for measure in measures(context.book.subjects)
    ]
    gap = BlockColumn(None, [None] * len(context.book.customers))
    position = BlockColumn(styles(), context.layouts["customers"].positions)
    return [
        *columns,
        gap,
        position,
        *(_measured(context, helper, styles()) for helper in helpers(context.book.subjects)),
    ]


def _measured(context: Context, measure: Measure, style: Any) -> BlockColumn:
    formula = context.dialect.render(TableFormulas(context.book.tables).of_measure(measure))
    array = isinstance(measure.shows, ByHand) and measure.shows.array
    return BlockColumn(style, cached(context, measure), formula, array)


def _style(context: Context, column: Column) -> Any:
    """How a measure looks; a dash stands for nothing, so that what there is stands out."""
    if column.kind.name in ("money", "integer"):
        return context.styles(num_format=COUNT, align="right")
    return context.styles.of_kind(column.kind, computed=True, **_look(context, column))


def _look(context: Context, column: Column) -> dict[str, Any]:
    """Names look like the links that they are; what stands beside numbers keeps a distance from them."""
    if column.key == "name" and CARD.key in context.titles:
        return {"font_color": LINK, "underline": 1}
    return {} if column.kind.is_number or column.key == "customer_id" else {"indent": 1}


def _header(context: Context, column: Column) -> Any:
    if column.kind.is_number:
        return header_right(context)
    return header_indented(context) if "indent" in _look(context, column) else context.styles.header


def _width(context: Context, column: Column) -> float:
    if column.key == "name":
        return context.names_width
    if column.key == "customer_id":
        return max(_WIDTH["id"], ids_width(context))
    return max(_WIDTH[column.kind.name], min(text_width(context.say(column.labels)) + 4, 18))


def _group(canvas: Canvas, context: Context) -> None:
    """The measures of each subject besides the core, folded away under its name."""
    core = len(measures(present()))
    shown = measures(context.book.subjects)
    for subject in context.book.subjects:
        if subject.core:
            continue
        own = [column for column in range(core, len(shown)) if shown[column] in declared_by(subject)]
        if own:
            canvas.text(HEADER_ROW - 1, own[0], context.say(subject.labels), context.styles(bold=True))
            canvas.fold(own[0], [_width(context, shown[column].column) for column in own])


def _name_helpers(canvas: Canvas, context: Context, last_row: int) -> None:
    for key, name in names.OVERVIEW_HELPERS.items():
        column = helper_columns(context.book.subjects)[key]
        canvas.name(name, Area(FIRST_ROW + 1, column, last_row + 1, column).fixed)


def _colours(canvas: Canvas, context: Context, last_row: int) -> None:
    """Dates due and money overdue stand out; each row has the colour of its tier, whose name stands in it."""
    late = context.styles.highlight(bg_color=BAD_FILL, font_color=BAD_INK, bold=True)
    subjects = context.book.subjects
    keys = [measure.key for measure in measures(subjects)]
    for key in _DUE:
        column = keys.index(key)
        first = cell(FIRST_ROW, column)
        canvas.highlight(FIRST_ROW, column, last_row, column, f'AND({first}<>"",{first}<{names.AS_OF})', late)
    column = keys.index("overdue")
    canvas.highlight(FIRST_ROW, column, last_row, column, f"N({cell(FIRST_ROW, column)})>0", late)
    tier_row = helper_cells(subjects)["tier_row"].format(row=FIRST_ROW + 1)
    for number, tier in enumerate(context.book.settings.slots, start=1):
        if tier.colour:
            fill = context.styles.highlight(**tier_fill(tier))
            canvas.highlight(FIRST_ROW, 0, last_row, len(keys) - 1, f"{tier_row}={number}", fill)
