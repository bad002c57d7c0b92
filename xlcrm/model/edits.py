"""What somebody changed in the tables of a book since it was read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Values = Mapping[str, Any]
"""Values by the keys of their columns, or by the headers of the user's own; None is a blank."""


@dataclass(frozen=True)
class AddedRow:
    """A row that was added: its label in the DataFrame, its typed values, and those of the user's own columns."""

    label: int
    values: Values
    own: Values = field(default_factory=dict)


@dataclass(frozen=True)
class TableEdits:
    """What changed in one table: cells by the positions of their rows, rows that are gone, rows that were added."""

    cells: Mapping[int, Values] = field(default_factory=dict)
    own: Mapping[int, Values] = field(default_factory=dict)
    removed: Sequence[int] = ()
    added: Sequence[AddedRow] = ()

    def __bool__(self) -> bool:
        return bool(self.cells or self.own or self.removed or self.added)


Edits = Mapping[str, TableEdits]
"""What changed in a book, by table; a table in which nothing did is left out."""
