"""An input sheet of the user's, edited: only what is told changes, every other cell and setting keeps its bytes."""

import re
from collections.abc import Collection, Mapping, Sequence

from xlcrm.ooxml.a1 import Cell, area_of, cell_of
from xlcrm.ooxml.cells import CellContent, CellPatch, Value, attributes
from xlcrm.ooxml.notes import add_notes
from xlcrm.ooxml.package import Package
from xlcrm.ooxml.rows import Rows
from xlcrm.ooxml.rules import ConditionalFormat, OwnedRules, Validation
from xlcrm.ooxml.sheet_xml import SheetXml
from xlcrm.ooxml.tables import Table, TableEditor
from xlcrm.ooxml.workbook import SheetEntry

COLUMN = re.compile(rb"<(?:\w+:)?col\s[^>]*?/?>(?:</(?:\w+:)?col\s*>)?")
MAX_WIDTH = 255.0


def edit_sheet(package: Package, entry: SheetEntry) -> "SheetEditor":
    """The editor of a worksheet: the one at work on it, or another. The package writes its changes when it must."""
    present = package.edits.get(entry.part)
    if isinstance(present, SheetEditor):
        return present
    editor = package.edits[entry.part] = SheetEditor(package, entry)
    return editor


class SheetEditor:
    """Edits one worksheet of a package; changes are in the package after `store`. Columns are counted from 0."""

    def __init__(self, package: Package, entry: SheetEntry) -> None:
        if entry.kind != "worksheet":
            raise ValueError(f"{entry.title} is no worksheet")
        self.package = package
        self.entry = entry
        self._seen = package.parts[entry.part]
        self._xml = SheetXml(self._seen, entry.part)
        self._rows = Rows(self._xml.rows, self._xml.prefix, package.strings, self.style_of_column)
        self._patches: dict[int, dict[int, CellPatch]] = {}
        self._tables = TableEditor(package, entry, self._xml)

    # Cells

    def cell(self, reference: str) -> CellContent:
        """What a cell says, as the sheet was or as it was told; an empty content where it is not written."""
        row, column = cell_of(reference)
        return self._content(row, column)

    def _content(self, row: int, column: int) -> CellContent:
        present = self._rows.content(row, column) or CellContent()
        patch = self._patches.get(row, {}).get(column)
        if patch is None:
            return present
        return CellContent(patch.value, patch.formula, present.style if patch.style is None else patch.style)

    def are_blank(self, rows: range, columns: Collection[int]) -> bool:
        """Whether no cell in these rows and columns says anything, as the sheet was."""
        return self._rows.is_blank(rows, columns)

    def styles_of_cells(self, rows: range, columns: Collection[int]) -> dict[tuple[int, int], int]:
        """The formats that the user gave cells in these rows and columns, by row and column, as the sheet was."""
        return self._rows.styles(rows, columns)

    def set_cell(self, reference: str, value: Value, *, formula: str | None = None, style: int | None = None) -> None:
        """Let a cell hold a value, or a formula (without `=`) with the value as its result; None empties it.

        Dates are serial numbers. Text is text, whatever it starts with. Without `style` the cell keeps its format, and
        one that was not written takes that of its row or column. Raises ValueError for NaN and infinity on `store`.
        """
        row, column = cell_of(reference)
        self._patches.setdefault(row, {})[column] = CellPatch(value, formula, style)

    def fill_column(
        self,
        column: int,
        first_row: int,
        values: Sequence[Value],
        *,
        formula: str | None = None,
        style: int | None = None,
    ) -> None:
        """Fill a column downwards as `set_cell` does, with the same formula in each cell."""
        for row, value in enumerate(values, first_row):
            self._patches.setdefault(row, {})[column] = CellPatch(value, formula, style)

    # Columns

    def _column_elements(self) -> list[bytes]:
        columns = self._xml.first("cols")
        return [] if columns is None else COLUMN.findall(columns)

    def style_of_column(self, column: int) -> int | None:
        """The format of a whole column, where it has one."""
        for element in self._column_elements():
            about = attributes(element)
            if int(about["min"]) <= column + 1 <= int(about["max"]) and "style" in about:
                return int(about["style"])
        return None

    def set_width(self, column: int, width: float) -> None:
        """Give a column a width in characters, unless the user gave it one or anything else."""
        elements = self._column_elements()
        place = len(elements)
        for position, element in enumerate(elements):
            about = attributes(element)
            if int(about["min"]) <= column + 1 <= int(about["max"]):
                return
            if int(about["min"]) > column + 1:
                place = min(place, position)
        p = self._xml.prefix
        text = f'<{p}col min="{column + 1}" max="{column + 1}" width="{min(width, MAX_WIDTH):g}" customWidth="1"/>'
        elements.insert(place, text.encode())
        self._xml.replace("cols", [f"<{p}cols>".encode() + b"".join(elements) + f"</{p}cols>".encode()])

    # Tables and rules

    @property
    def tables(self) -> list[Table]:
        """The tables of the sheet, in the order of their ranges."""
        return self._tables.tables

    @property
    def merged_ranges(self) -> list[str]:
        """The merged ranges of the sheet."""
        element = self._xml.first("mergeCells")
        return [] if element is None else [area.decode() for area in re.findall(rb'\sref="([A-Z0-9:]+)"', element)]

    def set_table(
        self,
        name: str,
        reference: str,
        columns: Sequence[str],
        *,
        calculated: Mapping[str, str] | None = None,
        style: str = "TableStyleLight9",
    ) -> Table:
        """Have a table over a range of header and data, with these columns; returns it as it is then.

        The table that has this name or lies over the header is changed, and keeps its name, filters, order, style,
        total row and what its columns have; otherwise a table is made, which takes over a filter of the sheet. Header
        cells become text equal to the names. `calculated` gives columns their formula (without `=`) for new rows; the
        cells are set apart. Raises UnwritableFile where merged cells or another table lie in the range, or a total row
        in the way.
        """
        table = self._tables.set_table(name, reference, columns, dict(calculated or {}), style, self.merged_ranges)
        area = area_of(table.reference)
        for column, title in enumerate(columns, area.left):
            content = self._content(area.top, column)
            if content.value != title or content.formula is not None:
                self.set_cell(Cell(area.top, column).text, title)
        return table

    def set_owned_validations(self, validations: Sequence[Validation]) -> None:
        """Have these validations of ours in place of those of an earlier build; the user's own cover theirs first."""
        OwnedRules(self.package, self._xml).set_validations(validations)

    def set_owned_conditional_formats(self, formats: Sequence[ConditionalFormat]) -> None:
        """Have these conditional formats of ours, behind the user's own, in place of those of an earlier build."""
        OwnedRules(self.package, self._xml).set_formats(formats)

    def add_owned_conditional_formats(self, formats: Sequence[ConditionalFormat]) -> None:
        """Have these conditional formats of ours too, before all others; the next build takes them out again."""
        OwnedRules(self.package, self._xml).add_formats(formats)

    # Notes

    def add_notes(self, notes: Mapping[str, str], author: str) -> None:
        """Put a note on each of some cells, by their references; one that is there gets the text behind its own."""
        add_notes(self.package, self.entry, self._xml, notes, author)

    # Writing

    def store(self) -> None:
        """Write the changes into the package's part, which stays the same where nothing was to change."""
        if self._patches:
            self._rows.patch(self._patches)
            self._patches = {}
            self._xml.rows = self._rows.data
            if self._rows.formulas_changed:
                self.package.drop_calculation_chain()
            self._widen_dimension()
        self._tables.store()
        data = self._xml.to_bytes()
        if self.package.parts[self.entry.part] != self._seen:
            raise RuntimeError(f"{self.entry.title} was changed elsewhere since this editor was made")
        if data != self._seen:
            self.package.parts[self.entry.part] = self._seen = data

    def _widen_dimension(self) -> None:
        """Let the sheet's stated extent take in the cells that were added, since some readers trust it."""
        element = self._xml.first("dimension")
        match = re.search(rb'\sref="([A-Z]+[0-9]+(?::[A-Z]+[0-9]+)?)"', element or b"")
        if element is None or match is None or self._rows.added is None:
            return
        stated = area_of(match[1].decode())
        wide = stated.spanned(self._rows.added)
        if wide != stated:
            self._xml.replace("dimension", [element.replace(match[1], wide.text.encode(), 1)])
