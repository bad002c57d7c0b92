"""The list in front of a marked copy: what was found, each line leading to its cell."""

from collections.abc import Sequence
from typing import Any

from xlsxwriter import Workbook

from xlcrm.labels import Language, facts_of, labels
from xlcrm.model.book import Book, Place
from xlcrm.pages.severity import severity_look, severity_words
from xlcrm.rules.finding import SEVERITIES, Finding, shown
from xlcrm.schema.measures import MEASURE_COLUMN
from xlcrm.writing.canvas import sheet_reference
from xlcrm.writing.styles import FONT_SIZE, LINK, MUTED, Styles, text_width

HEADERS = (
    (labels("级别", "等級", "Severity"), 10),
    (labels("代码", "代碼", "Code"), 8),
    (labels("位置", "位置", "Where"), 22),
    (MEASURE_COLUMN["customer_id"].labels, 13),
    (MEASURE_COLUMN["name"].labels, 22),
    (labels("单元格内容", "儲存格內容", "Value"), 20),
    (labels("问题", "問題", "What is wrong"), 58),
    (labels("怎样改正", "如何修正", "How to mend it"), 48),
)
ABOUT = labels(
    "{path}，统计日期 {as_of}。表中有问题的单元格已着色并加批注；点“位置”可到该处",
    "{path}，統計日期 {as_of}。表中有問題的儲存格已著色並加註解；點「位置」可到該處",
    "{path}, as of {as_of}. The cells in question are coloured and have notes; each place leads to its cell",
)
NOTHING = labels("✔ 没有发现问题", "✔ 沒有發現問題", "✔ Nothing found")
MANY = labels(
    "只列出前 {count:,} 项；其余见 xlcrm check 的输出",
    "只列出前 {count:,} 項；其餘見 xlcrm check 的輸出",
    "Only the first {count:,} are listed; xlcrm check prints the others",
)

LISTED = 60_000
"""How many findings are listed: Excel opens no sheet with more than 65,530 links."""

_COUNTS, _NOTE, _HEADER = 2, 3, 4
_LINE = 15


def write_list(workbook: Workbook, title: str, book: Book, findings: Sequence[Finding], language: Language) -> None:
    """Write the list on a sheet of its own; `findings` may be folded."""
    workbook.formats[0].set_font_name(facts_of(language).font)
    workbook.formats[0].set_font_size(FONT_SIZE)
    sheet = workbook.add_worksheet(title)
    styles = Styles(workbook, language)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, title, styles.title)
    name = book.path.name if book.path else ""
    sheet.write_string(1, 0, ABOUT.in_(language).format(path=name, as_of=book.as_of), styles.subtitle)
    _write_counts(sheet, findings, styles, language)
    for column, (text, width) in enumerate(HEADERS):
        sheet.set_column(column, column, width)
        sheet.write_string(_HEADER, column, text.in_(language), styles.header)
    names = _names(book)
    for row, finding in enumerate(findings[:LISTED], _HEADER + 1):
        _write_finding(sheet, row, finding, names, styles, language)
    if len(findings) > LISTED:
        sheet.write_string(_NOTE, 0, MANY.in_(language).format(count=LISTED), styles.subtitle)
    if findings:
        sheet.autofilter(_HEADER, 0, _HEADER + min(len(findings), LISTED), len(HEADERS) - 1)
    sheet.freeze_panes(_HEADER + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADER)


def _write_counts(sheet: Any, findings: Sequence[Finding], styles: Styles, language: Language) -> None:
    if not findings:
        sheet.write_string(_COUNTS, 0, NOTHING.in_(language), styles(bold=True))
    for column, severity in zip((0, 2, 4), SEVERITIES if findings else (), strict=False):
        count = sum(finding.count for finding in findings if finding.severity == severity)
        look = severity_look(severity)
        sheet.write_string(_COUNTS, column, severity_words(severity, language), styles(bold=True, **look))
        sheet.write_number(_COUNTS, column + 1, count, styles(bold=True, align="left", num_format="#,##0", **look))


def _names(book: Book) -> dict[str, str]:
    """Customers' names by their IDs."""
    pairs = zip(book.customers["customer_id"].tolist(), book.customers["name"].tolist(), strict=True)
    return {number: name for number, name in pairs if isinstance(number, str) and isinstance(name, str)}


def _write_finding(
    sheet: Any, row: int, finding: Finding, names: dict[str, str], styles: Styles, language: Language
) -> None:
    place = finding.place
    customer = finding.customer_id or ""
    blank = finding.value is None or finding.value == ""
    texts = (
        severity_words(finding.severity, language),
        finding.code,
        str(place) if place else "",
        shown(customer, language) if customer else "",
        shown(names[customer], language) if customer in names else "",
        "" if blank else shown(finding.value, language),
        finding.message(language),
        finding.hint(language),
    )
    plain = {"valign": "top", "text_wrap": True}
    looks: list[dict[str, Any]] = [plain] * len(texts)
    looks[0] = {"valign": "top", "bold": True, **severity_look(finding.severity)}
    looks[5] = {**plain, "font_color": MUTED}
    for column, (text, look) in enumerate(zip(texts, looks, strict=True)):
        if text:
            sheet.write_string(row, column, text, styles(**look))
    if place is not None:
        sheet.write_url(row, 2, _link(place), styles(valign="top", font_color=LINK, underline=1), texts[2])
    lines = max(1 + text_width(text) // width for text, (_, width) in zip(texts, HEADERS, strict=True))
    sheet.set_row(row, _LINE * lines + 3)


def _link(place: Place) -> str:
    row = place.row or 1
    return f"internal:{sheet_reference(place.sheet)}!{place.cell or f'A{row}'}"
