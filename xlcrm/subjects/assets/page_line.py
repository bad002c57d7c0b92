"""The columns of the Review Report, and what a line of it is: whether it is shown, its kind, and its cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from xlcrm.measures.formula import quoted
from xlcrm.pages.tables import Cell

WIDTHS = (2, 26, 19, 11, 13.5, 12, 7, 12, 9.5, 14)
"""The widths of the columns, in digits."""

LAST = len(WIDTHS) - 1
"""The last column, counted from 0."""

HOLDING_KEYS = dict(
    zip(
        "BCDEFGHIJ",
        ("name", "institution", "acquired_on", "risk_level", "value", "share", "change", "status", "remark"),
        strict=True,
    )
)
"""What stands in the columns of a line about a holding."""

POLICY_KEYS = {
    "B": "product", "C": "insurer", "D": "next_due", "E": "coverage_type", "F": "sum_insured", "H": "premium",
    "J": "remark",
}  # fmt: skip
"""What stands in the columns of a line about a policy."""

COLUMNS = tuple(HOLDING_KEYS)

GROUP, HOLDING, TOTAL, HEADING, HEADER, ROW, RULE, SMALL, GONE = range(1, 10)
"""Kinds of lines, for their looks."""


@dataclass
class Line:
    """A line that may be shown: whether, as a formula and as a truth, its kind, and its cells by column.

    `number` is the formula for its own number and the value; without it the line follows the one before.
    """

    kind: int
    shown: str
    is_shown: bool
    cells: Mapping[str, Cell] = field(default_factory=dict)
    number: tuple[str, int] | None = None


def always(kind: int, said: str = "") -> Line:
    """A line that is always shown, with a text or empty."""
    return Line(kind, "TRUE", True, {"B": text(said)} if said else {})


def text(said: str) -> Cell:
    """A cell that always says the same."""
    return quoted(said), said


def width(column: str) -> float:
    """How wide a column is, in digits."""
    return WIDTHS[ord(column) - ord("A")]
