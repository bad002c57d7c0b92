"""What somebody changed in a book's tables, written into the cells that it came from; all else stays as it is."""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from xlcrm.errors import UserError
from xlcrm.labels import frames as say
from xlcrm.labels import in_each_language
from xlcrm.model.book import Book
from xlcrm.model.edits import Edits, TableEdits, Values
from xlcrm.model.place import Place
from xlcrm.model.records import Records, Source, typed_values
from xlcrm.model.row_changes import RowChanges
from xlcrm.ooxml import Package, SheetEntry, edit_sheet
from xlcrm.ooxml.a1 import area_of, cell_of
from xlcrm.ooxml.insertion import NotSafe
from xlcrm.ooxml.removal import Removal, StandsBeside, remove_rows, spread_ranges
from xlcrm.reading.package import reopened
from xlcrm.reading.read import read_file
from xlcrm.schema.types import DATE, TEXT, Column
from xlcrm.writing.additions import Written, write_changes
from xlcrm.writing.canvas import serial
from xlcrm.writing.inplace import converted_style


def edited(book: Book, edits: Edits) -> Book:
    """The book with the edits, as it would be read from its file if they had been typed there.

    Raises UserError, in one line that names the table, where they cannot be written, or would not be read back.
    """
    if book.origin is None:
        return _in_memory(book, edits)
    data = _Writing(book, edits).written()
    again = read_file(reopened(book.origin, data), as_of=book.as_of, language=book.language)
    for key, changed in edits.items():
        _refuse_unlike(book[key], changed, again[key])
    return again


class _Writing:
    """The steps from edits to the bytes of the file."""

    def __init__(self, book: Book, edits: Edits) -> None:
        self.book = book
        self.edits = edits

    def written(self) -> bytes:
        for key, changed in self.edits.items():
            self._refuse_formulas(key, changed)
        values = self._values()
        self.package = Package.from_bytes(values.data)
        for key, changed in self.edits.items():
            self._write_others(key, changed, values.added.get(key, ()))
        for key, changed in self.edits.items():
            self._remove(key, changed.removed)
        self.package.workbook.calculate_on_load()
        return self.package.to_bytes()

    def _values(self) -> Written:
        """The values of known columns, and the rows that are added, as an import writes them."""
        updates = {key: {row: _given(v) for row, v in e.cells.items() if _given(v)} for key, e in self.edits.items()}
        additions = {key: [row.values for row in e.added] for key, e in self.edits.items() if e.added}
        return write_changes(self.book, RowChanges(updates, additions))

    def _refuse_formulas(self, key: str, changed: TableEdits) -> None:
        """Stop at a cell that holds a formula: its value follows from others, and belongs to them."""
        records = self.book[key]
        package = Package.from_bytes(self.book.origin.data)
        for row, values in (*changed.cells.items(), *changed.own.items()):
            for column in values:
                place = _place(records, row, column)
                if place is None:
                    if column in records.extras:
                        raise UserError(
                            say.NOT_ON_SHEET, frame=key, row=row, column=column, sheet=_source(records, row).sheet
                        )
                    continue
                entry = package.sheet(place.sheet)
                if entry is not None and _is_computed(package, entry, str(place.cell)):
                    raise UserError(say.IS_FORMULA, frame=key, row=row, column=column, cell=place)

    def _write_others(self, key: str, changed: TableEdits, added: Sequence[Place]) -> None:
        """What an import does not write: cells that become blank, and the user's own columns."""
        records = self.book[key]
        for row, values in changed.cells.items():
            for column in values:
                place = _place(records, row, column)
                if values[column] is None and place is not None:
                    self._set(place, TEXT_COLUMN, None)
        for row, values in changed.own.items():
            for column, value in values.items():
                place = _place(records, row, column)
                if place is not None:
                    self._set(place, OWN_COLUMN, value)
        for new, place_added in zip(changed.added, added, strict=True):
            for column, value in new.own.items():
                source = records.sources[-1] if records.sources else None
                position = _own_position(records, source, column) if source is not None else None
                if position is None:
                    raise UserError(say.NOT_ON_SHEET, frame=key, row=new.label, column=column, sheet=place_added.sheet)
                self._set(Place(place_added.sheet, place_added.row, position), OWN_COLUMN, value)

    def _set(self, place: Place, column: Column, value: Any) -> None:
        entry = self.package.sheet(place.sheet)
        if entry is None:
            raise KeyError(place.sheet)
        editor = edit_sheet(self.package, entry)
        cell = str(place.cell)
        style = None
        if isinstance(value, date):
            value = serial(value, date_1904=self.package.date_1904)
            style = converted_style(self.package.styles, column, editor.cell(cell).style, value)
        editor.set_cell(cell, value, style=style)

    def _remove(self, key: str, removed: Sequence[int]) -> None:
        """Take rows out of their sheets; what is below moves up. A table keeps one row, which is emptied."""
        records = self.book[key]
        for number, source in enumerate(records.sources):
            here = {int(records.row_of[row]): row for row in removed if records.source_of[row] == number}
            if here:
                self._remove_from(key, source, here)

    def _remove_from(self, key: str, source: Source, rows: Mapping[int, int]) -> None:
        entry = self.package.sheet(source.sheet)
        if entry is None:
            raise KeyError(source.sheet)
        places = [*source.columns.values(), *source.extras, *source.calculated.values()]
        left, right = min(places), max(places)
        gone = sorted(rows)
        for table in edit_sheet(self.package, entry).tables:
            top, first, bottom, last = area_of(table.reference)
            if top == source.header_row:
                left, right = min(left, first), max(right, last)
                within = range(top + 1, bottom + 1 - table.has_total_row)
                if set(within) <= set(gone):
                    kept = gone.pop(0)
                    for place in (*source.columns.values(), *source.extras):
                        self._set(Place(source.sheet, kept, place), TEXT_COLUMN, None)
        if not gone:
            return
        removal = Removal.of_rows(source.sheet, gone, left, right)
        try:
            remove_rows(self.package, entry, removal)
        except StandsBeside as beside:
            cell = beside.cell
            reason = in_each_language(lambda language: say.BESIDE.in_(language).format(cell=cell))
            row = beside.row
        except NotSafe:
            reason, row = say.HANGS_ON, gone[0]
        else:
            return
        raise UserError(say.NOT_REMOVED, frame=key, row=rows[row], sheet=source.sheet, number=row, reason=reason)


OWN_COLUMN = Column("own", DATE, say.WHOLE_ROW)
TEXT_COLUMN = Column("blank", TEXT, say.WHOLE_ROW)


def _is_computed(package: Package, entry: SheetEntry, cell: str) -> bool:
    """Whether a cell holds a formula, or shows a part of what one elsewhere yields."""
    row, column = cell_of(cell)
    return edit_sheet(package, entry).cell(cell).formula is not None or any(
        top <= row <= bottom and left <= column <= right
        for top, left, bottom, right in spread_ranges(package.parts[entry.part])
    )


def _given(values: Values) -> dict[str, Any]:
    return {column: value for column, value in values.items() if value is not None}


def _source(records: Records, row: int) -> Source:
    return records.sources[int(records.source_of[row])]


def _place(records: Records, row: int, column: str) -> Place | None:
    """The cell of a known column or one of the user's own; None where the sheet of the row has no such column."""
    source = _source(records, row)
    position = source.columns.get(column)
    if position is None and column in records.extras:
        position = _own_position(records, source, column)
    return None if position is None else Place(source.sheet, int(records.row_of[row]), position)


def _own_position(records: Records, source: Source, name: str) -> int | None:
    """The place of a column of the user's own; headers alike are told apart by numbers, from left to right."""
    left = dict.fromkeys(records.extras)
    for position, header in sorted(source.extras.items()):
        numbered = (f"{header} ({number})" for number in range(2, len(records.extras) + 3))
        found = next((each for each in (header, *numbered) if each in left), None)
        if found == name:
            return position
        left.pop(found or "", None)
    return None


def _refuse_unlike(before: Records, changed: TableEdits, again: Records) -> None:
    """Stop where a row that was changed would not be read back as it was meant, such as one that becomes a total."""
    for row, label, values in _expected(before, changed):
        if row >= len(again):
            raise UserError(say.NOT_KEPT, frame=before.schema.key, row=label, column=say.WHOLE_ROW)
        for column, value in values.items():
            if not _is_same(again[column].iat[row], value):
                raise UserError(say.NOT_KEPT, frame=before.schema.key, row=label, column=column)
    if len(again) != len(before) - len(changed.removed) + len(changed.added):
        label = changed.added[-1].label if changed.added else next(iter((*changed.removed, *changed.cells)), 0)
        raise UserError(say.NOT_KEPT, frame=before.schema.key, row=label, column=say.WHOLE_ROW)


def _expected(before: Records, changed: TableEdits) -> Iterator[tuple[int, int, Values]]:
    """Where each changed row is afterwards, its label, and what its cells are to hold."""
    gone = np.asarray(sorted(changed.removed), dtype=int)
    for row, values in changed.cells.items():
        yield row - int(np.searchsorted(gone, row)), row, values
    start = len(before) - len(gone)
    for number, new in enumerate(changed.added):
        yield start + number, new.label, new.values


def _is_same(this: Any, other: Any) -> bool:
    if other is None:
        return bool(pd.isna(this))
    if isinstance(other, float):
        return bool(np.isclose(this, other, rtol=1e-9, atol=1e-9))
    return bool(pd.Timestamp(this) == pd.Timestamp(other)) if isinstance(other, np.datetime64) else bool(this == other)


def _in_memory(book: Book, edits: Edits) -> Book:
    """A book without a file, with the edits in its tables."""
    again = copy(book)
    again.tables = {key: _records(rows, edits[key]) if key in edits else rows for key, rows in book.tables.items()}
    vars(again).pop("measures", None)  # those of the book as it was
    return again


def _records(records: Records, changed: TableEdits) -> Records:
    """The rows of a table with its edits."""
    gone = set(changed.removed)
    kept = [row for row in range(len(records)) if row not in gone]

    def column(present: Sequence[Any], key: str, cells: Mapping[int, Values], added: Sequence[Values]) -> list[Any]:
        here = [cells[row][key] if key in cells.get(row, ()) else present[row] for row in kept]
        return here + [row.get(key) for row in added]

    added = [row.values for row in changed.added]
    columns = {
        c.key: typed_values(c.kind, column(list(records[c.key].to_numpy()), c.key, changed.cells, added))
        for c in records.schema.columns
    }
    raw = {key: column(cells, key, changed.cells, added) for key, cells in records.raw.items()}
    own = [row.own for row in changed.added]
    extras = {key: column(cells, key, changed.own, own) for key, cells in records.extras.items()}
    return Records(records.schema, columns, raw=raw, extras=extras, length=len(kept) + len(added))
