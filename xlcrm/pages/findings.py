"""The Findings sheet: what the rules found, each leading to its cell."""

from collections.abc import Sequence
from typing import Any

from xlcrm.labels import labels
from xlcrm.model.book import Place
from xlcrm.pages.links import link_names
from xlcrm.pages.panels import as_of_line, cell_style, clipped, ids_width, lines_of, overview_place, shrunk_name
from xlcrm.pages.severity import severity_look, severity_words
from xlcrm.rules.finding import SEVERITIES, Finding, shown
from xlcrm.schema.measures import MEASURE_COLUMN
from xlcrm.schema.sheets import FINDINGS
from xlcrm.schema.tables import TABLE
from xlcrm.schema.types import Enum
from xlcrm.writing.canvas import Canvas, Context
from xlcrm.writing.styles import GOOD_FILL, GOOD_INK, LINK, MUTED

SEVERITY = labels("级别", "等級", "Severity")
CODE = labels("代码", "代碼", "Code")
PLACE = labels("位置", "位置", "Where")
VALUE = labels("单元格内容", "儲存格內容", "Value")
MESSAGE = labels("问题", "問題", "What is wrong")
HINT = labels("怎样改正", "如何修正", "How to mend it")
REST = labels(
    "上次生成时检查；改正后再次生成即更新。点“位置”可到原处",
    "上次產生時檢查；修正後再次產生即更新。點「位置」可到原處",
    "As checked at the last build: mend, then build again. Each place leads to its cell",
)
NOTHING = labels(
    "✔ 没有发现问题。每次生成都会重新检查，结果列在这里。",
    "✔ 沒有發現問題。每次產生都會重新檢查，結果列在這裡。",
    "✔ Nothing found. Every build checks again and lists here what it finds.",
)
MANY = labels(
    "只列出前 {count} 项；其余请用 xlcrm check 查看。",
    "只列出前 {count} 項；其餘請用 xlcrm check 檢視。",
    "Only the first {count} are listed: `xlcrm check` shows them all.",
)

LISTED = 100_000
"""How many findings are listed: more would help nobody, and Excel has rows for ten times as many."""

_HEADER, _FIRST = 5, 6
_SEVERITY, _CODE, _PLACE, _ID, _NAME, _VALUE, _MESSAGE, _HINT = range(8)
_WIDTHS = (10, 8, 22, 13, 20, 20, 58, 50)
_LINE = 15
_SHOWN = 60


def write(canvas: Canvas, context: Context) -> None:
    """Write the counts by severity, then the list, or that there is nothing to list."""
    canvas.title(context.say(FINDINGS.labels))
    as_of_line(canvas, None, context.say(REST))
    canvas.widths(*_WIDTHS)
    canvas.set_width(_ID, max(_WIDTHS[_ID], ids_width(context)))
    canvas.set_width(_NAME, context.names_width)
    if not context.findings:
        for column in range(1, _HINT):
            canvas.blank(3, column, context.styles(bg_color=GOOD_FILL))
        canvas.text(3, 0, context.say(NOTHING), context.styles(bg_color=GOOD_FILL, font_color=GOOD_INK, bold=True))
        canvas.worksheet.set_row(3, 24)
        canvas.page(landscape=True)
        return
    _counts(canvas, context)
    _header(canvas, context)
    listed = context.findings[:LISTED]
    for row, finding in enumerate(listed, start=_FIRST):
        _finding(canvas, context, row, finding)
    _people(canvas, listed)
    if len(context.findings) > LISTED:
        canvas.text(_HEADER - 1, 0, context.say(MANY, count=LISTED), context.styles.subtitle)
    canvas.worksheet.autofilter(_HEADER, 0, _FIRST + len(listed) - 1, _HINT)
    canvas.page(landscape=True, repeat_rows=(_HEADER, _HEADER), freeze=_FIRST)


def _counts(canvas: Canvas, context: Context) -> None:
    """How many there are of each severity; one that speaks for many cells counts as many."""
    for at, severity in zip((0, 2, 4), SEVERITIES, strict=True):
        count = sum(finding.count for finding in context.findings if finding.severity == severity)
        look = severity_look(severity)
        canvas.text(3, at, severity_words(severity, context.language), context.styles(bold=True, **look))
        big = context.styles(bold=True, font_size=16, num_format="#,##0", align="left", **look)
        canvas.number(3, at + 1, count, big)
    canvas.worksheet.set_row(3, 26)


def _header(canvas: Canvas, context: Context) -> None:
    texts = (
        SEVERITY,
        CODE,
        PLACE,
        *(MEASURE_COLUMN[key].labels for key in ("customer_id", "name")),
        VALUE,
        MESSAGE,
        HINT,
    )
    for column, text in enumerate(texts):
        canvas.text(_HEADER, column, context.say(text), context.styles.header)
    canvas.worksheet.set_row(_HEADER, 24)


def _people(canvas: Canvas, listed: Sequence[Finding]) -> None:
    """The customers that findings are about, after all places have their links: a sheet takes only so many."""
    context, customers = canvas.context, canvas.context.book.customers
    names = customers["name"].tolist()
    rows = {number: row for row, number in enumerate(customers["customer_id"].tolist()) if isinstance(number, str)}
    plain = cell_style(context, valign="top")
    link = cell_style(context, valign="top", font_color=LINK, underline=1)
    found = [rows.get(finding.customer_id or "") for finding in listed]
    named = [shrunk_name(context, names[row]) if row is not None and names[row] else None for row in found]
    shrunk = cell_style(context, valign="top", font_color=LINK, underline=1, shrink=True)
    link_names(canvas, [row for row, name in enumerate(named, _FIRST) if name], _NAME)
    for line, (finding, row, name) in enumerate(zip(listed, found, named, strict=True), start=_FIRST):
        canvas.text(line, _NAME, name, shrunk if name else plain)
        number = clipped(finding.customer_id, _SHOWN)
        if row is None or number is None:
            canvas.text(line, _ID, number, plain)
        else:
            canvas.link(line, _ID, overview_place(context, row), number, link)


def _finding(canvas: Canvas, context: Context, row: int, finding: Finding) -> None:
    language = context.language
    plain = cell_style(context, valign="top")
    wrapped = cell_style(context, valign="top", text_wrap=True)
    words = severity_words(finding.severity, language)
    canvas.text(row, _SEVERITY, words, cell_style(context, valign="top", bold=True, **severity_look(finding.severity)))
    canvas.text(row, _CODE, finding.code, plain)
    place = place_of(context, finding)
    if place is not None:
        canvas.link(row, _PLACE, place, str(place), cell_style(context, valign="top", font_color=LINK, underline=1))
    else:
        canvas.text(row, _PLACE, str(finding.place) if finding.place else None, plain)
    blank = finding.value is None or finding.value == ""
    value = None if blank else shown(_in_words(finding), language)
    canvas.text(row, _VALUE, value, cell_style(context, valign="top", text_wrap=True, font_color=MUTED))
    message, hint = finding.message(language), finding.hint(language)
    canvas.text(row, _MESSAGE, message, wrapped)
    canvas.text(row, _HINT, hint, wrapped)
    lines = max(lines_of(text or "", _WIDTHS[at]) for at, text in ((_VALUE, value), (_MESSAGE, message), (_HINT, hint)))
    canvas.worksheet.set_row(row, _LINE * lines + 3)


def _in_words(finding: Finding) -> Any:
    """The value; the label of a list's value, where a book was not read from cells."""
    column = TABLE[finding.table].by_key.get(finding.column) if finding.table and finding.column else None
    if column is not None and isinstance(column.kind, Enum) and finding.value in column.kind.keys:
        return column.kind[finding.value].labels
    return finding.value


def place_of(context: Context, finding: Finding) -> Place | None:
    """Where a finding's cell stands in the workbook being written; None where it has no such cell."""
    if finding.table is None:
        place = finding.place
        return place if place is not None and place.sheet in context.sheets else None
    place = context.place(finding.table, finding.record, finding.column)
    return place if place.column is not None else Place(place.sheet, place.row, 0)
