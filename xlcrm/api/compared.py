"""What differs between a table's DataFrame and the table that was read."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from xlcrm.api.frames import table_frame
from xlcrm.api.typed import NotAValue, is_blank, typed, typed_own
from xlcrm.errors import UserError
from xlcrm.labels import frames as say
from xlcrm.model.book import Book
from xlcrm.model.edits import AddedRow, Edits, TableEdits
from xlcrm.model.records import Records
from xlcrm.reading.values import Context

SHOWN = 60
"""Characters of a refused value that a message shows."""


def edits_of(book: Book, frames: Mapping[str, pd.DataFrame]) -> Edits:
    """What changed in the DataFrames of some tables, checked by the rules by which their columns are read.

    Raises UserError, in one line that names the frame, for what cannot be written.
    """
    context = Context(book.language, book.settings.base_currency)
    found = {key: _Comparing(book[key], frame, context).edits() for key, frame in frames.items()}
    return {key: edits for key, edits in found.items() if edits}


class _Comparing:
    """One table beside its DataFrame."""

    def __init__(self, records: Records, frame: pd.DataFrame, context: Context) -> None:
        self.records = records
        self.key = records.schema.key
        self.context = context
        self.frame = frame
        self.read = table_frame(records)

    def edits(self) -> TableEdits:
        if self.frame.equals(self.read):
            return TableEdits()
        self._refuse_columns()
        self._refuse_labels()
        labels = self.frame.index
        kept = labels[labels.isin(self.read.index)]
        cells: dict[int, dict[str, Any]] = {}
        own: dict[int, dict[str, Any]] = {}
        for column in self.read.columns:
            target = own if column in self.records.extras else cells
            for label, value in self._changed(column, kept):
                target.setdefault(label, {})[column] = self._value(label, column, value)
        return TableEdits(cells, own, self.read.index.difference(labels).tolist(), self._added())

    def _added(self) -> list[AddedRow]:
        rows = self.frame[~self.frame.index.isin(self.read.index)]
        found = []
        for position, label in enumerate(rows.index.tolist()):
            given = {
                column: self._value(label, column, value)
                for column in self.read.columns
                if not is_blank(value := rows[column].iloc[position])
            }
            own = {column: given.pop(column) for column in self.records.extras if column in given}
            found.append(AddedRow(label, given, own))
        return found

    def _changed(self, column: str, kept: pd.Index) -> Sequence[tuple[int, Any]]:
        """The labels under which a column holds something else than was read, each with what it holds now."""
        before, after = self.read[column].loc[kept], self.frame[column].loc[kept]
        if before.equals(after):
            return []
        pairs = zip(kept.tolist(), before, after, strict=True)
        return [(label, new) for label, old, new in pairs if not _is_same(old, new)]

    def _value(self, label: int, column: str, value: Any) -> Any:
        try:
            if column in self.records.extras:
                return typed_own(value)
            return typed(self.records.schema[column], value, self.context)
        except NotAValue as refused:
            details = {"row": label, "column": column, "value": _shown(value), "wanted": refused.wanted}
            raise UserError(say.NOT_A_VALUE, frame=self.key, **details) from None

    def _refuse_columns(self) -> None:
        if not self.frame.columns.is_unique:
            twice = self.frame.columns[self.frame.columns.duplicated()][0]
            raise UserError(say.COLUMN_TWICE, frame=self.key, column=twice)
        for text, columns in (
            (say.UNKNOWN_COLUMN, [column for column in self.frame.columns if column not in self.read.columns]),
            (say.MISSING_COLUMN, [column for column in self.read.columns if column not in self.frame.columns]),
        ):
            if columns:
                raise UserError(text, frame=self.key, column=columns[0])

    def _refuse_labels(self) -> None:
        labels = self.frame.index
        if len(labels) and (labels.nlevels > 1 or labels.inferred_type != "integer"):
            raise UserError(say.NOT_LABELS, frame=self.key)
        if not labels.is_unique:
            raise UserError(say.LABEL_TWICE, frame=self.key, row=labels[labels.duplicated()][0])


def _shown(value: Any) -> str:
    """A value on one line of a message; the longest stand by their beginnings."""
    try:
        text = " ".join(repr(value).split())
    except ValueError:  # Python prints no integers of thousands of digits
        return type(value).__name__
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def _is_same(value: Any, other: Any) -> bool:
    if is_blank(value) or is_blank(other):
        return is_blank(value) and is_blank(other)
    if isinstance(value, bool) != isinstance(other, bool):
        return False
    try:
        return bool(value == other)
    except (TypeError, ValueError, OverflowError):  # an array, or a number larger than any float
        return False
