"""Writing into the user's own input sheets what an import adds or changes; every other cell stays as it is."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from xlcrm.errors import UnwritableFile, UserError
from xlcrm.labels import importing as say
from xlcrm.model.book import Book
from xlcrm.model.place import Place, Problem
from xlcrm.model.records import Records, Source
from xlcrm.model.row_changes import AddedRow, RowChanges
from xlcrm.ooxml import Package, SheetEditor, SheetEntry, edit_sheet
from xlcrm.ooxml import Table as ExcelTable
from xlcrm.ooxml.a1 import ROWS, Area, Cell, area_of
from xlcrm.ooxml.cells import CellContent
from xlcrm.ooxml.formulas import shift
from xlcrm.ooxml.insertion import Insertion, NotSafe, insert_rows
from xlcrm.ooxml.tables import MERGED, calculated_formulas
from xlcrm.schema.types import Column
from xlcrm.writing.fresh_sheet import cells_of, write_fresh_sheet
from xlcrm.writing.inplace import converted_style
from xlcrm.writing.inputs import column_width

_MODELS: Final = 5
"""How many of the last rows are looked at for what a row of the table looks like."""


@dataclass(frozen=True)
class Written:
    """The bytes of the book, where each addition stands, by table, and the formulas that were left alone."""

    data: bytes
    added: Mapping[str, Sequence[Place]]
    formulas: Sequence[Place]


def write_changes(book: Book, changes: RowChanges) -> Written:
    """The book that was read, with the changes written into its input sheets in place.

    A table without a sheet gets one. Raises UserError where rows cannot be added below a table without writing over
    what stands there, and UnwritableFile for a package that cannot be kept whole.
    """
    package = Package.of_graph(book.origin.graph)
    names = _names(book, changes)
    added: dict[str, Sequence[Place]] = {}
    formulas: list[Place] = []
    for key in (key for key in book.tables if key in changes.tables):
        records, rows = book[key], changes.additions.get(key, ())
        if not records.sources:
            added[key] = write_fresh_sheet(package, records.schema, rows, book.language)
            continue
        sheets = [_InputSheet(package, book, records, number) for number in range(len(records.sources))]
        for record, values in changes.updates.get(key, {}).items():
            formulas += sheets[int(records.source_of[record])].change(record, values)
        added[key] = sheets[-1].append(rows, names) if rows else []
    package.workbook.calculate_on_load()
    return Written(package.to_bytes(), added, formulas)


@dataclass(frozen=True)
class _Model:
    """What the new cells of a column are like; a formula goes with the row for which it is written."""

    style: int | None
    key: str | None
    formula: tuple[str, int] | None


def _names(book: Book, changes: RowChanges) -> dict[str, str]:
    """The names of the customers by their IDs, with those that are added."""
    frame = book.customers
    names = dict(zip(frame["customer_id"].tolist(), frame["name"].tolist(), strict=True))
    names |= {row["customer_id"]: row.get("name") for row in changes.additions.get("customers", ())}
    return {typed: name for typed, name in names.items() if typed and name}


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
        self.entry: SheetEntry = entry
        rows = records.row_of[records.source_of == number]
        self.row_of = records.row_of
        self.rows: list[int] = sorted(rows.tolist())
        self.columns = dict(self.source.columns)
        self._fitting: dict[tuple[str, int | None, bool], int | None] = {}
        own = [problem for problem in book.problems if self._concerns(problem)]
        self.totals = [p.place for p in own if p.kind == "total_row_skipped" and p.place is not None]
        self.scales = {p.column: p.params["scale"] for p in own if p.kind == "column_scaled"}
        self.foreign = {p.column for p in own if p.kind == "foreign_currency" and p.record is None}

    @property
    def editor(self) -> SheetEditor:
        """The editor at work on the sheet, or another one once its edits were stored."""
        return edit_sheet(self.package, self.entry)

    def _concerns(self, problem: Problem) -> bool:
        place = problem.place
        return problem.table == self.schema.key and place is not None and place.sheet == self.source.sheet

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
        """Write a value, in a format in which it shows as what it is; that depends on its type and nothing else."""
        case = (column.key, style, isinstance(value, str))
        if case not in self._fitting:
            fitting = converted_style(self.package.styles, column, style, value)
            self._fitting[case] = style if fitting is None else fitting
        self.editor.set_cell(_reference(row, place), value, style=self._fitting[case])

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
        place = max(self._right, area_of(table.reference).right if table else 0) + 1
        if place <= self.source.last_used:
            raise UserError(say.NO_ROOM_BESIDE, sheet=self.source.sheet, column=label)
        header = self.source.header_row
        beside = self.editor.cell(_reference(header, place - 1)).style
        self.columns[key] = place
        if table is not None:
            wide = area_of(table.reference)._replace(right=place)
            self.editor.set_table(table.name, wide.text, [*table.columns, label])
        self.editor.set_cell(_reference(header, place), label, style=beside)
        self.editor.set_width(place, column_width(self.schema[key].kind.name, label, ()))
        return place

    def _table(self) -> ExcelTable | None:
        """The Excel table whose header is the header of the records."""
        for table in self.editor.tables:
            area = area_of(table.reference)
            if area.top == self.source.header_row and area.left <= self._left <= area.right:
                return table
        return None

    # Rows

    def append(self, rows: Sequence[AddedRow], names: Mapping[str, str]) -> list[Place]:
        """Write rows under the last record; returns their places. `names` are those of the customers, by ID."""
        cells = self._cells(rows)
        for key in dict.fromkeys(key for row in cells for key in row):
            self._column(key)
        start = (self.rows[-1] if self.rows else self.source.header_row) + 1
        end = start + len(rows) - 1
        if end > ROWS:
            raise UserError(say.FULL, sheet=self.source.sheet)
        table = self._table()
        left, right = self._left, self._right
        if table is not None:
            _, first, _, last = area_of(table.reference)
            left, right = min(left, first), max(right, last)
        self._make_room(start, end, left, right)
        models = self._models(range(left, right + 1), table)
        for row, values in enumerate(cells, start):
            name = names.get(values.get(self.schema.says_which, ""), "")
            for place, model in models.items():
                self._fill(row, place, model, values, name)
        if table is not None:
            self._extend(table, end)
        return [Place(self.source.sheet, row) for row in range(start, end + 1)]

    def _models(self, places: Iterable[int], table: ExcelTable | None) -> dict[int, _Model]:
        """What new cells are like in each column: the look that most of the last rows have, the table's formula."""
        formulas = calculated_formulas(self.package, table) if table else {}
        keys = {place: key for key, place in self.columns.items()}
        rows = self.rows[-_MODELS:] or [self.source.header_row + 1]
        models = {}
        for place in places:
            looks = Counter(self.editor.cell(_reference(row, place)).style for row in reversed(rows))
            formula = None if place in keys else self._formula(place, formulas.get(place))
            models[place] = _Model(looks.most_common(1)[0][0], keys.get(place), formula)
        return models

    def _formula(self, place: int, declared: str | None) -> tuple[str, int] | None:
        """The formula that the Excel table fills into new rows, and a row for which it is written."""
        if declared is None or shift(declared, 1, 0) == declared:
            return (declared, 0) if declared else None
        last = self.editor.cell(_reference(self.rows[-1], place)) if self.rows else CellContent()
        return (last.formula, self.rows[-1]) if last.formula and not last.formula_attributes else None

    def _fill(self, row: int, place: int, model: _Model, values: Mapping[str, Any], name: str) -> None:
        """One cell of a new row: its value, or what the rows above have in that column; formulas there stay."""
        reference = _reference(row, place)
        present = self.editor.cell(reference)
        style = model.style if present.style is None else present.style
        if model.key is not None and model.key in values:
            self._set(row, place, self.schema[model.key], values[model.key], style)
        elif present.formula is not None:
            return
        elif model.formula is not None:
            text, written_for = model.formula
            shown = name if place == self.source.calculated.get("name") else ""
            self.editor.set_cell(reference, shown, formula=shift(text, row - written_for, 0), style=style)
        elif present.style is None and style is not None:
            self.editor.set_cell(reference, None, style=style)

    def _make_room(self, start: int, end: int, left: int, right: int) -> None:
        """Put rows in above a total, a note or anything else that stands in the rows to be written.

        Raises UserError where that would leave something wrong.
        """
        found = self._in_the_way(start, end, left, right)
        if found is None:
            return
        row, cell, shown = found
        refused = UserError(say.IN_THE_WAY, sheet=self.source.sheet, cell=cell, value=shown, count=end - row + 1)
        # A sum that was typed would be none any longer.
        if any(place.row >= row and self._is_typed(place) for place in self.totals if place.row):
            raise refused
        insertion = Insertion(title=self.source.sheet, first=row, count=end - row + 1, last=start - 1)
        try:
            insert_rows(self.package, self.entry, insertion)
        except NotSafe:
            raise refused from None

    def _is_typed(self, total: Place) -> bool:
        """Whether a row of totals has numbers, and no formula."""
        cells = [self.editor.cell(_reference(total.row or 0, place)) for place in self.columns.values()]
        return any(isinstance(c.value, int | float) for c in cells) and not any(c.formula for c in cells)

    def _in_the_way(self, start: int, end: int, left: int, right: int) -> tuple[int, str, Any] | None:
        """The first row among those to be written that holds something, with the cell and what it holds."""
        merged = [area_of(cells) for cells in self.editor.merged_ranges]
        known = set(self.columns.values())
        for row in range(start, end + 1):
            for area in merged:
                if area.overlaps(Area(row, left, row, right)):
                    if area.top < start:
                        raise UnwritableFile(MERGED, sheet=self.source.sheet, cells=area.text)
                    shown = self.editor.cell(_reference(area.top, area.left)).value
                    return row, _reference(row, area.left), shown
            for place in range(left, right + 1):
                cell = self.editor.cell(_reference(row, place))
                # Rows are numbered in advance, in a column of the user's own.
                is_number = place in self.source.extras and isinstance(cell.value, int | float)
                stands = cell.value not in (None, "") and cell.formula is None and not is_number
                if stands or (cell.formula is not None and place in known):
                    return row, _reference(row, place), f"={cell.formula}" if cell.formula else cell.value
        return None

    def _extend(self, table: ExcelTable, end: int) -> None:
        """Let the Excel table take in the rows that were added under it."""
        table = self._table() or table
        area = area_of(table.reference)
        if end > area.bottom - table.has_total_row:
            self.editor.set_table(table.name, area._replace(bottom=end).text, table.columns)


def _reference(row: int, place: int) -> str:
    return Cell(row, place).text
