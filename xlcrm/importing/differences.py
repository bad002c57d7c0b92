"""How a row of another file differs from the row of the book that it is."""

from collections.abc import Mapping
from math import isclose
from typing import Any

from xlcrm.importing.keys import comparable, typed_rows
from xlcrm.labels import importing as say
from xlcrm.model.records import Records
from xlcrm.rules.finding import Phrase
from xlcrm.schema.types import Column, Enum


class Present:
    """The rows of a table that the book has."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.rows = typed_rows(records)
        self._schema = records.schema

    def differing(self, record: int, theirs: Mapping[str, Any]) -> list[str]:
        """The columns in which a row says something else than a record of the book."""
        return [key for key, value in theirs.items() if not _agree(self._schema[key], self._value(record, key), value)]

    def _value(self, record: int, key: str) -> Any:
        """The typed value of a cell, or what a blank one means; None for one that was not understood."""
        value = self.rows[record].get(key)
        if value is None and not self.records.given(key)[record]:
            return self._schema[key].default
        return value

    def change(self, record: int, key: str, value: Any) -> Phrase:
        """That a value of a record becomes another one."""
        column = self._schema[key]
        old = self.rows[record].get(key)
        if old is None:
            old = self.records.cell_value(key, record) if key in self.records.raw else None
        return Phrase(say.CHANGE, {"column": column.labels, "old": _shown(column, old), "new": _shown(column, value)})


def say_the_same(records: Records, earlier: Mapping[str, Any], later: Mapping[str, Any]) -> bool:
    """Whether a later row of a file says nothing else than an earlier one; what it leaves blank says nothing."""
    schema = records.schema
    return all(_agree(schema[key], earlier.get(key, schema[key].default), value) for key, value in later.items())


def _agree(column: Column, ours: Any, theirs: Any) -> bool:
    if ours is None:
        return False
    if isinstance(ours, float):
        return isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-6)
    if column.kind.is_code:
        return bool(comparable(ours) == comparable(theirs))
    return bool(ours == theirs)


def _shown(column: Column, value: Any) -> Any:
    """A value as a message shows it: the word of a choice rather than its key."""
    if isinstance(column.kind, Enum) and value in column.kind.keys:
        return column.kind[value].labels
    return value
