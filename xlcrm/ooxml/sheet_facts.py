"""What a sheet's values alone do not show: error values, formulas, hidden and filtered rows, merged cells.

Cheap searches of the sheet's bytes, in the plain form, say whether there is anything to look at; only what they find is
looked at closely. A tokeniser of XML takes 5 s for a region's book, these searches 0.3 s.
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from xlcrm.ooxml.a1 import Area, Cell, column_of
from xlcrm.ooxml.plain_sheet import PlainSheet, filter_area


class SheetFacts(NamedTuple):
    """Facts of one sheet.

    `errors` holds the error values, such as `#N/A`, without the cells that stand for a picture or a linked data type.
    `uncached` are formulas that were never computed, `external` those that point to other workbooks. `formulas` holds
    the rows with a formula by column, `summed_rows` those in which one adds up more than one row. `filtered_rows` are
    those of the hidden rows that an active filter hides. `far` are cells too far away from the others to be read.
    """

    errors: Mapping[tuple[int, int], str] = {}
    uncached: frozenset[Cell] = frozenset()
    external: frozenset[Cell] = frozenset()
    formulas: Mapping[int, set[int]] = {}
    summed_rows: frozenset[int] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    filtered_rows: frozenset[int] = frozenset()
    merged: tuple[Area, ...] = ()
    far: frozenset[Cell] = frozenset()
    is_protected: bool = False

    @property
    def formula_columns(self) -> frozenset[int]:
        """The columns that hold a formula."""
        return frozenset(self.formulas)


_ADDRESS = re.compile(rb' r="([A-Za-z]+)([0-9]+)"')
# Searched for as a pattern, which is twice as fast here as bytes.find: `<` stands everywhere.
_FORMULA = re.compile(rb"<f[ />]")
_FORMULA_CELL = re.compile(rb'<c r="([A-Za-z]+)([0-9]+)"[^>]*>\s*<f[ />]')
_NOT_FOLLOWED_BY_VALUE = (re.compile(rb"</f>(?!<v>[^<])"), re.compile(rb"<f [^>]*/>(?!<v>[^<])"))
_VALUE = re.compile(rb"\s*<v(?:\s[^>]*)?>[^<]")
_EMPTY_VALUE = re.compile(rb"\s*<v(?:\s[^>]*)?(?:/>|></v>)")
# `[1]Sheet!A1` and `'[1]My Sheet'!A1` are links; `Sales[2024]` and `Sales[[#This Row],[2024]]` are columns of a table.
# What may not stand before the bracket is looked at after it: a pattern that starts with `[` is found 20 times as fast.
_LINK = re.compile(rb"\[(?<![\w\[\]@.\x80-\xff]\[)(?:[0-9]+|[^\[\]<]+\.xl\w+)\](?=[^\[\],:;)\s<])")
_HIDDEN_ROW = re.compile(rb'<row [^>]*?hidden="(?:1|true)"[^>]*>')
_ROW_NUMBER = re.compile(rb' r="([0-9]+)"')
_ADDS_UP = re.compile(
    rb"<f(?: [^>]*)?>[^<]*?(?<![A-Z.])(?:SUM|SUBTOTAL|AGGREGATE|AVERAGE|COUNTA?|MAX|MIN)\((?:[0-9]+,){0,2}"
    rb"(?:\$?[A-Z]{1,3}\$?([0-9]+):\$?[A-Z]{1,3}\$?([0-9]+)|\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|[^<(]*\[)"
)


def sheet_facts(sheet: PlainSheet, far: frozenset[Cell], tables: Callable[[], list[Area]]) -> SheetFacts:
    """The facts of a sheet; `tables` gives the areas of its tables' filters. Raises MalformedSheet."""
    xml, start, end = sheet.xml, sheet.start, sheet.end
    has_formulas = _FORMULA.search(xml, start, end) is not None
    hidden = _hidden_rows(xml, start, end)
    own = filter_area(sheet.frame)
    filters = [*tables(), *([own] if own else [])] if hidden else []
    return SheetFacts(
        errors=_errors(xml, start, end),
        uncached=_uncached(xml, start, end) if has_formulas else frozenset(),
        external=_external(xml, start, end) if has_formulas else frozenset(),
        formulas=_formulas(xml, start, end) if has_formulas else {},
        summed_rows=_summed_rows(xml, start, end) if has_formulas else frozenset(),
        hidden_rows=hidden,
        filtered_rows=frozenset(row for row in hidden if any(area.top < row <= area.bottom for area in filters)),
        merged=sheet.merged,
        far=far,
        is_protected=sheet.is_protected,
    )


def stored_number(sheet: PlainSheet, cell: Cell) -> float | None:
    """The number that a cell holds, whatever its format shows; None where it holds none."""
    found = re.search(rb'<c r="%b"[^>]*>.*?</c>' % cell.text.encode(), sheet.xml, re.DOTALL)
    value = re.search(rb"<v[^>]*>([0-9.Ee+-]+)</v>", found[0]) if found else None
    return float(value[1]) if value else None


def _cell_at(xml: bytes, position: int) -> tuple[Cell | None, bytes]:
    """The address and the opening tag of the cell that a position lies in."""
    start = xml.rfind(b"<c ", 0, position)
    tag = xml[start : xml.find(b">", start) + 1]
    address = _ADDRESS.search(tag) if start >= 0 else None
    return (Cell(int(address[2]), column_of(address[1].decode())) if address else None), tag


def _errors(xml: bytes, start: int, end: int) -> dict[tuple[int, int], str]:
    errors: dict[tuple[int, int], str] = {}
    position = xml.find(b't="e"', start, end)
    while position >= 0:
        cell, tag = _cell_at(xml, position)
        if cell and b' t="e"' in tag and b" vm=" not in tag:
            close = xml.find(b"</c>", position)
            value = re.search(rb"<v[^>]*>([^<]*)</v>", xml[position:close])
            errors[cell] = value[1].decode("utf-8", "replace") if value else ""
        position = xml.find(b't="e"', position + 1, end)
    return errors


def _formulas(xml: bytes, start: int, end: int) -> dict[int, set[int]]:
    rows: dict[bytes, set[int]] = {}
    for letters, row in _FORMULA_CELL.findall(xml, start, end):
        rows.setdefault(letters, set()).add(int(row))
    return {column_of(letters.decode()): found for letters, found in rows.items()}


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


def _summed_rows(xml: bytes, start: int, end: int) -> frozenset[int]:
    rows = set()
    for match in _ADDS_UP.finditer(xml, start, end):
        cell, _ = _cell_at(xml, match.start())
        if cell and (match[1] is None or match[1] != match[2]):
            rows.add(cell.row)
    return frozenset(rows)
