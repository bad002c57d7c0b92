"""Writing into the user's own input sheets what an import adds or changes; every other cell stays as it is."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from xlcrm.book import Book, Place, Problem, Records, Source, column_letters
from xlcrm.errors import UnwritableFile, UserError
from xlcrm.importing.changes import Addition, Changes
from xlcrm.labels import importing as say
from xlcrm.schema.tables import TABLE, TABLES
from xlcrm.schema.types import Column
from xlcrm.writers.fresh_sheet import cells_of, write_fresh_sheet
from xlcrm.writers.inplace import converted_style
from xlcrm.writers.inputs import column_width
from xlcrm.writers.package import Package, SheetEditor, edit_sheet
from xlcrm.writers.package import Table as ExcelTable
from xlcrm.writers.package.cells import CellContent, split_range
from xlcrm.writers.package.formulas import MAX_ROW, shift
from xlcrm.writers.package.tables import MERGED, calculated_formulas

_MODELS: Final = 5
"""How many of the last rows are looked at for what a row of the table looks like."""


@dataclass(frozen=True)
class Written:
    """The bytes of the book, where each addition stands, by table, and the formulas that were left alone."""

    data: bytes
    added: Mapping[str, Sequence[Place]]
    formulas: Sequence[Place]


def write_changes(book: Book, changes: Changes) -> Written:
    """The book that was read, with the changes written into its input sheets in place.

    A table without a sheet gets one. Raises UserError where rows cannot be added below a table without writing over
    what stands there, and UnwritableFile for a package that cannot be kept whole.
    """
    package = Package.from_bytes(book.origin.data)
    added: dict[str, Sequence[Place]] = {}
    formulas: list[Place] = []
    for key in (table.key for table in TABLES if table.key in changes.tables):
        records, rows = book[key], changes.additions.get(key, ())
        if not records.sources:
            added[key] = write_fresh_sheet(package, TABLE[key], rows, book.language)
            continue
        sheets = [_InputSheet(package, book, records, number) for number in range(len(records.sources))]
        for record, values in changes.updates.get(key, {}).items():
            formulas += sheets[int(records.source_of[record])].change(record, values)
        added[key] = sheets[-1].append(rows) if rows else []
    package.workbook.calculate_on_load()
    return Written(package.to_bytes(), added, formulas)


class _InputSheet:
    """One of the user's sheets that holds a table or a part of it."""

    def __init__(self, package: Package, book: Book, records: Records, number: int) -> None:
        self.package = package
        self.schema = records.schema
        self.language = book.language
        self.source: Source = records.sources[number]
        if not self.source.columns:
            raise UserError(say.NO_HEADER, sheet=self.source.sheet)
        entry = package.sheet(self.source.sheet)
        if entry is None:
            raise KeyError(self.source.sheet)
        self.editor: SheetEditor = edit_sheet(package, entry)
        rows = records.row_of[records.source_of == number]
        self.row_of = records.row_of
        self.rows: list[int] = sorted(rows.tolist())
        self.columns = dict(self.source.columns)
        own = [problem for problem in book.problems if self._concerns(problem)]
        self.scales = {p.column: p.params["scale"] for p in own if p.kind == "column_scaled"}
        self.foreign = {p.column for p in own if p.kind == "foreign_currency" and p.record is None}

    def _concerns(self, problem: Problem) -> bool:
        at = problem.place
        return problem.table == self.schema.key and at is not None and at.sheet == self.source.sheet

    # Cells

    def change(self, record: int, values: Mapping[str, Any]) -> list[Place]:
        """Write the values of a row that is there; returns the cells that hold formulas, which stay."""
        row = int(self.row_of[record])
        kept = []
        for key, value in self._cells([values])[0].items():
            place = self._column(key)
            present = self.editor.cell(_reference(row, place))
            if present.formula is not None:
                kept.append(Place(self.source.sheet, row, place))
            else:
                self._set(row, place, self.schema[key], value, present.style)
        return kept

    def _set(self, row: int, place: int, column: Column, value: Any, style: int | None) -> None:
        fitting = converted_style(self.package.styles, column, style, value)
        self.editor.set_cell(_reference(row, place), value, style=style if fitting is None else fitting)

    def _cells(self, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Typed values as this sheet holds them: words of its language, in its unit of money."""
        cells = cells_of(self.schema, rows, self.language, date_1904=self.package.date_1904)
        for row in cells:
            for key in row:
                if key in self.foreign:
                    label = self.schema[key].labels.in_(self.language)
                    raise UserError(say.OTHER_CURRENCY, sheet=self.source.sheet, column=label)
                if key in self.scales:
                    row[key] /= self.scales[key]
        return cells

    # Columns

    @property
    def _right(self) -> int:
        """The last column of the table, counted from 0."""
        right = max((*self.columns.values(), *self.source.calculated.values()))
        while right + 1 in self.source.extras:
            right += 1
        return right

    @property
    def _left(self) -> int:
        return min(self.columns.values())

    def _column(self, key: str) -> int:
        """The place of a column, which is put behind the others where the sheet does not have it."""
        if key in self.columns:
            return self.columns[key]
        table, label = self._table(), self.schema[key].labels.in_(self.language)
        place = max(self._right + 1, split_range(table.reference)[3] if table else 0)
        if place <= self.source.last_used:
            raise UserError(say.NO_ROOM_BESIDE, sheet=self.source.sheet, column=label)
        header = self.source.header_row
        beside = self.editor.cell(_reference(header, place - 1)).style
        self.columns[key] = place
        if table is not None:
            top, left, bottom, _ = split_range(table.reference)
            wide = f"{column_letters(left - 1)}{top}:{column_letters(place)}{bottom}"
            self.editor.set_table(table.name, wide, [*table.columns, label])
        self.editor.set_cell(_reference(header, place), label, style=beside)
        self.editor.set_column_width(place + 1, column_width(self.schema[key].kind.name, label, ()))
        return place

    def _table(self) -> ExcelTable | None:
        """The Excel table whose header is the header of the records."""
        for table in self.editor.tables:
            top, left, _, right = split_range(table.reference)
            if top == self.source.header_row and left - 1 <= self._left < right:
                return table
        return None

    # Rows

    def append(self, rows: Sequence[Addition]) -> list[Place]:
        """Write rows under the last record; returns their places."""
        cells = self._cells(rows)
        for key in dict.fromkeys(key for row in cells for key in row):
            self._column(key)
        start = (self.rows[-1] if self.rows else self.source.header_row) + 1
        end = start + len(rows) - 1
        if end > MAX_ROW:
            raise UserError(say.FULL, sheet=self.source.sheet)
        table = self._table()
        left, right = self._left, self._right
        if table is not None:
            _, first, _, last = split_range(table.reference)
            left, right = min(left, first - 1), max(right, last - 1)
        self._refuse_overwriting(start, end, left, right)
        formulas = calculated_formulas(self.package, table) if table else {}
        models = {place: self._model(place) for place in range(left, right + 1)}
        filled = {place: self._filled_formula(place, formulas.get(place)) for place in models}
        keys = {place: key for key, place in self.columns.items()}
        for row, values in enumerate(cells, start):
            for place, model in models.items():
                self._fill(row, place, model, filled[place], keys.get(place), values)
        if table is not None:
            self._extend(table, end)
        return [Place(self.source.sheet, row) for row in range(start, end + 1)]

    def _fill(
        self,
        row: int,
        place: int,
        model: CellContent,
        formula: tuple[str, int] | None,
        key: str | None,
        values: Mapping[str, Any],
    ) -> None:
        """One cell of a new row: its value, or what the rows above have in that column."""
        present = self.editor.cell(_reference(row, place))
        style = model.style if present.style is None else present.style
        if key is not None:
            if key in values:
                self._set(row, place, self.schema[key], values[key], style)
                return
        elif formula is not None and present.formula is None:
            text, from_row = formula
            self.editor.set_cell(_reference(row, place), "", formula=shift(text, row - from_row, 0), style=style)
            return
        if present.style is None and style is not None and present.formula is None:
            self.editor.set_cell(_reference(row, place), None, style=style)

    def _model(self, place: int) -> CellContent:
        """A cell of the last rows with the look that most of them have in this column."""
        rows = self.rows[-_MODELS:] or [self.source.header_row + 1]
        cells = [self.editor.cell(_reference(row, place)) for row in rows]
        look, _ = Counter(cell.style for cell in reversed(cells)).most_common(1)[0]
        return CellContent(style=look)

    def _filled_formula(self, place: int, declared: str | None) -> tuple[str, int] | None:
        """The formula that the Excel table fills into new rows, and the row for which it is written."""
        if declared is None or not self.rows:
            return (declared, 0) if declared is not None and shift(declared, 1, 0) == declared else None
        if shift(declared, 1, 0) == declared:
            return declared, 0
        last = self.editor.cell(_reference(self.rows[-1], place))
        return (last.formula, self.rows[-1]) if last.formula and not last.formula_attributes else None

    def _refuse_overwriting(self, start: int, end: int, left: int, right: int) -> None:
        """Stop where a total, a note or anything else stands in the rows to be written."""
        for cells in self.editor.merged_ranges:
            top, first, bottom, last = split_range(cells)
            if top <= end and bottom >= start and first - 1 <= right and last - 1 >= left:
                raise UnwritableFile(MERGED, sheet=self.source.sheet, cells=cells)
        known = set(self.columns.values())
        for row in range(start, end + 1):
            for place in range(left, right + 1):
                cell = self.editor.cell(_reference(row, place))
                stands = cell.value not in (None, "") and cell.formula is None
                if stands or (cell.formula is not None and place in known):
                    shown = f"={cell.formula}" if cell.formula else cell.value
                    at = _reference(row, place)
                    raise UserError(say.IN_THE_WAY, sheet=self.source.sheet, cell=at, value=shown, count=end - row + 1)

    def _extend(self, table: ExcelTable, end: int) -> None:
        """Let the Excel table take in the rows that were added under it."""
        table = self._table() or table
        top, left, bottom, right = split_range(table.reference)
        if end > bottom - table.has_total_row:
            wide = f"{column_letters(left - 1)}{top}:{column_letters(right - 1)}{end}"
            self.editor.set_table(table.name, wide, table.columns)


def _reference(row: int, place: int) -> str:
    return f"{column_letters(place)}{row}"
