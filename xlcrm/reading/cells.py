"""What a sheet's values alone do not show: error values, formulas, hidden and filtered rows, merged cells.

Cheap searches of the sheet's bytes say whether there is anything to look at; only what they find is looked at closely.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from xlcrm.reading.faults import refusing
from xlcrm.reading.sheet_values import fitted_sheet
from xlcrm.reading.sheet_xml import MalformedSheet, column_index, plain
from xlcrm.reading.workbook_file import WorkbookFile

Cell = tuple[int, int]


class Area(NamedTuple):
    """A rectangle of cells, both ends included: rows as Excel counts them, columns counted from 0."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class CellFacts:
    """Facts of one sheet. A cell is its row as Excel counts it, and its column counted from 0.

    `errors` holds the error values, such as `#N/A`, without the cells that stand for a picture or a linked data type.
    `uncached` are formulas that were never computed, `external` those that point to other workbooks. `filtered_rows`
    are those of the hidden rows that an active filter hides. `far` are cells too far away from the others to be read.
    """

    errors: dict[Cell, str]
    uncached: frozenset[Cell]
    external: frozenset[Cell]
    formula_columns: frozenset[int]
    hidden_rows: frozenset[int]
    filtered_rows: frozenset[int]
    merged: tuple[Area, ...]
    far: frozenset[Cell]


_ADDRESS = re.compile(rb' r="([A-Za-z]+)([0-9]+)"')
# Searched for as patterns, which is twice as fast here as bytes.find: `<` stands everywhere.
_MARKUP = re.compile(rb"<!")
_FORMULA = re.compile(rb"<f[ />]")
_FORMULA_COLUMN = re.compile(rb'<c r="([A-Za-z]+)[0-9]+"[^>]*>\s*<f[ />]')
_FORMULA_COLUMN_ANY_ORDER = re.compile(rb'<c [^>]*?r="([A-Za-z]+)[0-9]+"[^>]*>\s*<f[ />]')  # three times as slow
_NOT_FOLLOWED_BY_VALUE = (re.compile(rb"</f>(?!<v>[^<])"), re.compile(rb"<f [^>]*/>(?!<v>[^<])"))
_VALUE = re.compile(rb"\s*<v(?:\s[^>]*)?>[^<]")
_EMPTY_VALUE = re.compile(rb"\s*<v(?:\s[^>]*)?(?:/>|></v>)")
# `[1]Sheet!A1` and `'[1]My Sheet'!A1` are links; `Sales[2024]` and `Sales[[#This Row],[2024]]` are columns of a table.
# What may not stand before the bracket is looked at after it: a pattern that starts with `[` is found 20 times as fast.
_LINK = re.compile(rb"\[(?<![\w\[\]@.\x80-\xff]\[)(?:[0-9]+|[^\[\]<]+\.xl\w+)\](?=[^\[\],:;)\s<])")
_HIDDEN_ROW = re.compile(rb'<row [^>]*?hidden="(?:1|true)"[^>]*>')
_ROW_NUMBER = re.compile(rb' r="([0-9]+)"')
_AREA = re.compile(r"\$?([A-Za-z]+)\$?([0-9]+)(?::\$?([A-Za-z]+)\$?([0-9]+))?")


def cell_facts(file: WorkbookFile, title: str) -> CellFacts:
    """The facts of a worksheet; raises UnreadableFile where it is damaged or too large."""
    xml = file.plain_xml(title)
    start = max(xml.find(b"<sheetData"), 0)
    if _MARKUP.search(xml, start):  # comments and CDATA may hold what looks like a tag
        try:
            xml = plain(xml)
        except MalformedSheet:
            raise file.malformed(title) from None
        start = xml.find(b"<sheetData")
    end = max(xml.rfind(b"</sheetData>"), start)
    try:
        tail = _fragment(xml[end:].removeprefix(b"</sheetData>").replace(b"</worksheet>", b""))
    except etree.XMLSyntaxError:
        raise file.malformed(title) from None
    has_formulas = _FORMULA.search(xml, start, end) is not None
    hidden = _hidden_rows(xml, start, end)
    filters = _filters(file, file.sheet(title).part, tail) if hidden else []
    if title not in file.far:
        fitted_sheet(file, title)
    return CellFacts(
        errors=_errors(xml, start, end),
        uncached=_uncached(xml, start, end) if has_formulas else frozenset(),
        external=_external(xml, start, end) if has_formulas else frozenset(),
        formula_columns=_formula_columns(xml) if has_formulas else frozenset(),
        hidden_rows=hidden,
        filtered_rows=frozenset(row for row in hidden if any(f.first_row < row <= f.last_row for f in filters)),
        merged=tuple(dict.fromkeys(area for e in _named(tail, "mergeCell") if (area := area_of(e.get("ref"))))),
        far=file.far[title],
    )


def area_of(reference: str | None) -> Area | None:
    """The area of a reference such as `A1:B2` or `C3`; None where it is none."""
    match = _AREA.fullmatch(reference or "")
    if not match:
        return None
    column, row, last_column, last_row = match.groups()
    first = (int(row), column_index(column))
    return Area(*first, int(last_row or row), column_index(last_column or column))


def _fragment(xml: bytes) -> etree._Element:
    """What stands after a sheet's cells, whatever prefixes its extensions use."""
    without_prefixes = re.sub(rb"(</?)[\w.-]+:(?=\w)", rb"\1", xml)
    without_attributes = re.sub(rb"""\s[\w.-]+:[\w.-]+\s*=\s*(?:"[^"]*"|'[^']*')""", b"", without_prefixes)
    root = etree.fromstring(b"<x>" + without_attributes + b"</x>")
    # Within the tree: controls stand in alternatives within alternatives.
    etree.strip_elements(root, "extLst", "AlternateContent", with_tail=False)
    return root


def _named(element: etree._Element, name: str) -> list[etree._Element]:
    return list(element.iter("{*}" + name))


def _cell_at(xml: bytes, position: int) -> tuple[Cell | None, bytes]:
    """The address and the opening tag of the cell that a position lies in."""
    at = xml.rfind(b"<c ", 0, position)
    tag = xml[at : xml.find(b">", at) + 1]
    address = _ADDRESS.search(tag) if at >= 0 else None
    return ((int(address[2]), column_index(address[1].decode())) if address else None), tag


def _errors(xml: bytes, start: int, end: int) -> dict[Cell, str]:
    errors: dict[Cell, str] = {}
    at = xml.find(b't="e"', start, end)
    while at >= 0:
        cell, tag = _cell_at(xml, at)
        if cell and b' t="e"' in tag and b" vm=" not in tag:
            close = xml.find(b"</c>", at)
            value = re.search(rb"<v[^>]*>([^<]*)</v>", xml[at:close])
            errors[cell] = value[1].decode("utf-8", "replace") if value else ""
        at = xml.find(b't="e"', at + 1, end)
    return errors


def _formula_columns(xml: bytes) -> frozenset[int]:
    usual_order = xml.startswith(b'<c r="', max(xml.find(b"<c "), 0))
    pattern = _FORMULA_COLUMN if usual_order else _FORMULA_COLUMN_ANY_ORDER
    return frozenset(column_index(letters.decode()) for letters in set(pattern.findall(xml)))


def _uncached(xml: bytes, start: int, end: int) -> frozenset[Cell]:
    cells: set[Cell] = set()
    for pattern in _NOT_FOLLOWED_BY_VALUE:
        for match in pattern.finditer(xml, start, end):
            if _VALUE.match(xml, match.end()):
                continue
            cell, tag = _cell_at(xml, match.start())
            blank_text = b' t="str"' in tag and _EMPTY_VALUE.match(xml, match.end())
            if cell and not blank_text:
                cells.add(cell)
    return frozenset(cells)


def _external(xml: bytes, start: int, end: int) -> frozenset[Cell]:
    cells: set[Cell] = set()
    for match in _LINK.finditer(xml, start, end):
        tag = xml.rfind(b"<", 0, match.start())
        if xml[tag : tag + 3] in (b"<f>", b"<f "):
            cell, _ = _cell_at(xml, match.start())
            if cell:
                cells.add(cell)
    return frozenset(cells)


def _hidden_rows(xml: bytes, start: int, end: int) -> frozenset[int]:
    if xml.find(b"hidden=", start, end) < 0:
        return frozenset()
    numbers = (_ROW_NUMBER.search(match[0]) for match in _HIDDEN_ROW.finditer(xml, start, end))
    return frozenset(int(number[1]) for number in numbers if number)


def _filters(file: WorkbookFile, part: str, tail: etree._Element) -> list[Area]:
    """The areas whose rows an active filter, of the sheet or of one of its tables, may hide."""
    with refusing(file.path):
        tables = [table.part for table in file.graph.relationships(part).of_kind("table") if table.part]
        roots = [tail, *(file.graph.tree(table).root for table in tables)]
    active = [e for root in roots for e in _named(root, "autoFilter") if _named(e, "filterColumn")]
    return [area for e in active if (area := area_of(e.get("ref")))]
