"""Where something stands in a workbook, and what the reader has to say of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from xlcrm.ooxml.a1 import letters_of
from xlcrm.schema.problems import ProblemKind


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A cell, a row or a sheet: `row` as Excel counts it, `column` counted from 0; None is all of them."""

    sheet: str
    row: int | None = None
    column: int | None = None

    @property
    def cell(self) -> str | None:
        """The cell's address, such as `C17`."""
        if self.row is None or self.column is None:
            return None
        return f"{letters_of(self.column)}{self.row}"

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet


@dataclass(frozen=True, slots=True)
class Problem:
    """What the reader has to say of one cell, column or sheet.

    `record` is the position in the table's frame. `value` is the cell as it stands, `fixed` the typed value that was
    understood from it, None where nothing was.
    """

    kind: ProblemKind
    place: Place | None = None
    table: str | None = None
    column: str | None = None
    record: int | None = None
    value: Any = None
    fixed: Any = None
    params: Mapping[str, Any] = field(default_factory=dict)
