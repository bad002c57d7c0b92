"""The Findings sheet: what the rules found, each leading to its cell."""

from collections.abc import Sequence

from xlcrm.labels import labels
from xlcrm.model.place import Place
from xlcrm.pages.links import link_names
from xlcrm.pages.page import Page
from xlcrm.pages.panels import as_of_line, cell_style, clipped, ids_width, lines_of, overview_place, shrunk_name
from xlcrm.pages.severity import severity_look, severity_words
from xlcrm.rules.finding import Finding
from xlcrm.rules.finding_lines import HEADERS, FindingLine, counts, finding_lines
from xlcrm.schema.sheets import FINDINGS
from xlcrm.writing.canvas import Canvas, Context
from xlcrm.writing.styles import GOOD_FILL, GOOD_INK, LINK, MUTED

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
    for row, line in enumerate(finding_lines(context.book, listed, context.language), start=_FIRST):
        _finding(canvas, context, row, line)
    _people(canvas, listed)
    if len(context.findings) > LISTED:
        canvas.text(_HEADER - 1, 0, context.say(MANY, count=LISTED), context.styles.subtitle)
    canvas.worksheet.autofilter(_HEADER, 0, _FIRST + len(listed) - 1, _HINT)
    canvas.page(landscape=True, repeat_rows=(_HEADER, _HEADER), freeze=_FIRST)


PAGE = Page(FINDINGS, write)


def _counts(canvas: Canvas, context: Context) -> None:
    """How many there are of each severity; one that speaks for many cells counts as many."""
    for column, (severity, count) in zip((0, 2, 4), counts(context.findings).items(), strict=True):
        look = severity_look(severity)
        canvas.text(3, column, severity_words(severity, context.language), context.styles(bold=True, **look))
        big = context.styles(bold=True, font_size=16, num_format="#,##0", align="left", **look)
        canvas.number(3, column + 1, count, big)
    canvas.worksheet.set_row(3, 26)


def _header(canvas: Canvas, context: Context) -> None:
    for column, text in enumerate(HEADERS.values()):
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
    for listed_row, (finding, row, name) in enumerate(zip(listed, found, named, strict=True), start=_FIRST):
        canvas.text(listed_row, _NAME, name, shrunk if name else plain)
        number = clipped(finding.customer_id, _SHOWN)
        if row is None or number is None:
            canvas.text(listed_row, _ID, number, plain)
        else:
            canvas.link(listed_row, _ID, overview_place(context, row), number, link)


def _finding(canvas: Canvas, context: Context, row: int, line: FindingLine) -> None:
    finding = line.finding
    plain = cell_style(context, valign="top")
    wrapped = cell_style(context, valign="top", text_wrap=True)
    words = severity_words(finding.severity, context.language)
    canvas.text(row, _SEVERITY, words, cell_style(context, valign="top", bold=True, **severity_look(finding.severity)))
    canvas.text(row, _CODE, finding.code, plain)
    place = place_of(context, finding)
    if place is not None:
        canvas.link(row, _PLACE, place, str(place), cell_style(context, valign="top", font_color=LINK, underline=1))
    else:
        canvas.text(row, _PLACE, line.place, plain)
    canvas.text(row, _VALUE, line.value, cell_style(context, valign="top", text_wrap=True, font_color=MUTED))
    canvas.text(row, _MESSAGE, line.message, wrapped)
    canvas.text(row, _HINT, line.hint, wrapped)
    texts = ((_VALUE, line.value or ""), (_MESSAGE, line.message), (_HINT, line.hint))
    height = max(lines_of(text, _WIDTHS[column]) for column, text in texts)
    canvas.worksheet.set_row(row, _LINE * height + 3)


def place_of(context: Context, finding: Finding) -> Place | None:
    """Where a finding's cell stands in the workbook being written; None where it has no such cell."""
    if finding.table is None:
        place = finding.place
        return place if place is not None and place.sheet in context.sheets else None
    place = context.place(finding.table, finding.record, finding.column)
    return place if place.column is not None else Place(place.sheet, place.row, 0)
