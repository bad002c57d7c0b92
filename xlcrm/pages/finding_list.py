"""The list in front of a marked copy: what was found, each line leading to its cell."""

from collections.abc import Sequence
from typing import Any

from xlsxwriter import Workbook

from xlcrm.labels import Language, facts_of, labels
from xlcrm.model.book import Book
from xlcrm.model.place import Place
from xlcrm.pages.severity import severity_look, severity_words
from xlcrm.rules.finding import Finding, shown
from xlcrm.rules.finding_lines import HEADERS, FindingLine, counts, finding_lines
from xlcrm.writing.canvas import sheet_reference
from xlcrm.writing.styles import FONT_SIZE, LINK, MUTED, Styles, text_width

WIDTHS = (10, 8, 22, 13, 22, 20, 58, 48)
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
    for column, (text, width) in enumerate(zip(HEADERS.values(), WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(_HEADER, column, text.in_(language), styles.header)
    for row, line in enumerate(finding_lines(book, findings[:LISTED], language), _HEADER + 1):
        _write_finding(sheet, row, line, styles)
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
    found = counts(findings) if findings else {}
    for column, (severity, count) in zip((0, 2, 4), found.items(), strict=False):
        look = severity_look(severity)
        sheet.write_string(_COUNTS, column, severity_words(severity, language), styles(bold=True, **look))
        sheet.write_number(_COUNTS, column + 1, count, styles(bold=True, align="left", num_format="#,##0", **look))


def _write_finding(sheet: Any, row: int, line: FindingLine, styles: Styles) -> None:
    finding, language = line.finding, line.language
    texts = (
        severity_words(finding.severity, language),
        finding.code,
        line.place or "",
        shown(finding.customer_id, language) if finding.customer_id else "",
        shown(line.name, language) if line.name else "",
        line.value or "",
        line.message,
        line.hint,
    )
    plain = {"valign": "top", "text_wrap": True}
    looks: list[dict[str, Any]] = [plain] * len(texts)
    looks[0] = {"valign": "top", "bold": True, **severity_look(finding.severity)}
    looks[5] = {**plain, "font_color": MUTED}
    for column, (text, look) in enumerate(zip(texts, looks, strict=True)):
        if text:
            sheet.write_string(row, column, text, styles(**look))
    if finding.place is not None:
        sheet.write_url(row, 2, _link(finding.place), styles(valign="top", font_color=LINK, underline=1), texts[2])
    lines = max(1 + text_width(text) // width for text, width in zip(texts, WIDTHS, strict=True))
    sheet.set_row(row, _LINE * lines + 3)


def _link(place: Place) -> str:
    row = place.row or 1
    return f"internal:{sheet_reference(place.sheet)}!{place.cell or f'A{row}'}"
