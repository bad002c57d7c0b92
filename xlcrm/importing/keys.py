"""By which values a row of a table is known again, in a book and in the file that is imported."""

import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from xlcrm.model.records import Records
from xlcrm.schema.types import Table

_DECIMALS = 6

Identity = tuple[int, tuple[Any, ...]]
"""The place of a key among those of its table, and the values that a row has in it."""


def typed_rows(records: Records) -> list[dict[str, Any]]:
    """The typed values of each row by column, without its blanks."""
    frame = records.frame
    blanks = {key: frame[key].isna().tolist() for key in frame}
    values = {key: frame[key].tolist() for key in frame}
    return [{key: values[key][i] for key in values if not blanks[key][i]} for i in range(len(frame))]


def comparable(value: Any) -> Any:
    """A typed value as it is compared: text without regard to width, case and runs of space."""
    if isinstance(value, str):
        return " ".join(unicodedata.normalize("NFKC", value).casefold().split())
    return round(value, _DECIMALS) if isinstance(value, float) else value


def identity(table: Table, row: Mapping[str, Any]) -> Identity | None:
    """By what a row is known: the first key that it fills whole, else the last one; None where that lacks a must."""
    number = next((i for i, key in enumerate(table.keys) if all(column in row for column in key)), None)
    if number is None:
        number = len(table.keys) - 1
        if any(table[column].required and column not in row for column in table.keys[number]):
            return None
    return number, _values(table, number, row)


def _values(table: Table, number: int, row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(comparable(row.get(column)) for column in table.keys[number])


class Index:
    """The rows of a table in a book, found by any of their keys."""

    def __init__(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        self.table = table
        self.rows = rows
        self._by_key: list[dict[tuple[Any, ...], list[int]]] = [defaultdict(list) for _ in table.keys]
        for record, row in enumerate(rows):
            known = identity(table, row)
            for number, key in enumerate(table.keys):
                if all(column in row for column in key) or (known is not None and known[0] == number):
                    self._by_key[number][_values(table, number, row)].append(record)

    def find(self, row: Mapping[str, Any]) -> list[int]:
        """The records that are this row.

        A row with a number that the book does not have is still the row without a number that agrees in all else by
        which it is known.
        """
        known = identity(self.table, row)
        if known is None:
            return []
        first, values = known
        found = self._by_key[first].get(values, [])
        if found:
            return found
        sure = self.table.keys[first]
        for number in range(first + 1, len(self.table.keys)):
            if all(column in row for column in self.table.keys[number]):
                alike = self._by_key[number].get(_values(self.table, number, row), [])
                found = [record for record in alike if not all(column in self.rows[record] for column in sure)]
                if found:
                    return found
        return []
