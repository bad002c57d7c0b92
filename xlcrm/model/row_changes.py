"""What is to be written into the tables of a book: values of rows that are there, and rows that are not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

AddedRow = Mapping[str, Any]
"""The typed values of a new row by the keys of their columns, without its blanks."""


@dataclass(frozen=True)
class RowChanges:
    """By table: the values that change, by record and column, and the rows that are added, in their order."""

    updates: Mapping[str, Mapping[int, Mapping[str, Any]]] = field(default_factory=dict)
    additions: Mapping[str, Sequence[AddedRow]] = field(default_factory=dict)

    @property
    def tables(self) -> list[str]:
        """The tables that change."""
        found = (*self.additions, *self.updates)
        return [key for key in dict.fromkeys(found) if self.additions.get(key) or self.updates.get(key)]
