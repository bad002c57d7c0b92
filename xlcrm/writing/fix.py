"""Safe fixes: cells of the user's own sheets that come to say what was understood; no other cell is touched."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from xlcrm.model.book import Book
from xlcrm.model.place import Place
from xlcrm.ooxml import Package, SheetEditor, edit_sheet
from xlcrm.ooxml.a1 import Area, area_of, cell_of
from xlcrm.ooxml.cells import ATTRIBUTE
from xlcrm.rules.finding import Finding
from xlcrm.schema.types import Column
from xlcrm.writing.cell_change import CellChange
from xlcrm.writing.cells import cell_value, cell_values
from xlcrm.writing.inplace import converted_style

DAYS_TO_1904 = 1462
SCALED = ("money", "number")
"""The kinds of values that a unit in the header applies to."""

_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_SPREAD = re.compile(rb'<(?:\w+:)?f\s(?=[^>]*\bt="(?:array|dataTable)")[^>]*>')


def fix(book: Book, findings: Iterable[Finding]) -> tuple[bytes, list[CellChange]]:
    """The file with the cells of the fixable findings as they were understood, and each cell that was changed.

    Cells with a formula are left alone; so is everything that is no cell in question. Where nothing was to change, the
    bytes are those of the file. Raises UnwritableFile for a package that cannot be kept whole.
    """
    wanted = [found for found in findings if found.fixable and found.place and found.place.cell]
    if not wanted:
        return book.origin.data, []
    package = Package.of_graph(book.origin.graph)
    fixes = list(_Fixing(book, package).fixes(wanted))
    if not fixes:
        return book.origin.data, []
    if any(_FORMULA.search(package.parts[entry.part]) for entry in package.sheets if entry.kind == "worksheet"):
        package.workbook.calculate_on_load()  # what was computed from the old values is no longer right
    return package.to_bytes(), fixes


class _Fixing:
    """The state of one run over a package."""

    def __init__(self, book: Book, package: Package) -> None:
        self.book = book
        self.package = package
        self._columns: dict[tuple[str, str], list[Any]] = {}
        self._spread: dict[str, list[Area]] = {}

    def fixes(self, findings: Iterable[Finding]) -> Iterator[CellChange]:
        """Fix cell by cell; each is changed once."""
        done: set[Place] = set()
        for finding in findings:
            place = finding.place
            entry = self.package.sheet(place.sheet) if place else None
            if place is None or entry is None or place in done or finding.table is None or finding.record is None:
                continue
            done.add(place)
            editor = edit_sheet(self.package, entry)
            if self._fixed(editor, place, finding):
                yield CellChange(place, finding.value, self._after(finding))

    def _fixed(self, editor: SheetEditor, place: Place, finding: Finding) -> bool:
        """Whether the cell was changed."""
        reference = str(place.cell)
        present = editor.cell(reference)
        value = self._value(finding)
        if value is None or present.formula is not None or self._is_computed(editor, reference):
            return False
        column = self.book.column(str(finding.table), str(finding.column))
        style = converted_style(self.package.styles, column, present.style, value)
        if type(present.value) is type(value) and present.value == value and style in (None, present.style):
            return False
        editor.set_cell(reference, value, style=style)
        return True

    def _value(self, finding: Finding) -> Any:
        """What the cell shall hold: a word in the book's language, a date as its number, money in the header's unit."""
        column = self.book.column(str(finding.table), str(finding.column))
        if finding.proposed:
            value = cell_value(finding.fixed, column, self.book.language)
        else:
            value = self._understood(str(finding.table), column)[finding.record or 0]
        if isinstance(value, bool | str) or value is None:
            return value
        kind = column.kind.name
        if kind == "date":
            return float(value - DAYS_TO_1904) if self.package.date_1904 else float(value)
        return float(f"{value / self._scale(finding):.15g}") if kind in SCALED else float(value)

    def _understood(self, table: str, column: Column) -> list[Any]:
        """What the cells of a column say to the reader."""
        if (table, column.key) not in self._columns:
            self._columns[table, column.key] = cell_values(self.book[table], column, self.book.language)
        return self._columns[table, column.key]

    def _scale(self, finding: Finding) -> float:
        """The unit that the header of the cell's column states, such as 10000."""
        for problem in self.book.problems:
            same = (problem.table, problem.column) == (finding.table, finding.column)
            if problem.kind == "column_scaled" and same and _are_of_one_column(problem.place, finding.place):
                return float(problem.params["scale"])
        return 1.0

    def _after(self, finding: Finding) -> Any:
        """What the line says that the cell holds now."""
        if self.book.column(str(finding.table), str(finding.column)).kind.name == "date":
            return finding.fixed
        return self._value(finding)

    def _is_computed(self, editor: SheetEditor, reference: str) -> bool:
        """Whether a cell shows a part of what an array formula or a data table elsewhere yields."""
        part = editor.entry.part
        if part not in self._spread:
            self._spread[part] = [
                area_of(match[2].decode())
                for formula in _SPREAD.findall(self.package.parts[part])
                for match in ATTRIBUTE.finditer(formula)
                if match[1] == b"ref"
            ]
        row, column = cell_of(reference)
        return any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in self._spread[part])


def _are_of_one_column(first: Place | None, other: Place | None) -> bool:
    return first is not None and other is not None and (first.sheet, first.column) == (other.sheet, other.column)
