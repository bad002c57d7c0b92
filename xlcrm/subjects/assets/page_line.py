"""What a line of the Review Report is: whether it is shown, its kind, and a formula and a value for each column."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from xlcrm.labels import Labels, labels
from xlcrm.measures.formula import quoted
from xlcrm.writing.canvas import Context

COLUMNS = "BCDEFGHIJ"
"""The columns of a line: name, institution, date, risk, value, share, change, what became of it, remark."""

GROUP, HOLDING, TOTAL, HEADING, HEADER, ROW, RULE, SMALL, GONE = range(1, 10)
"""Kinds of lines, for their looks."""

ITEMS = labels("{n} 项", "{n} 項", "Holdings: {n}")
REMARK = labels("提示", "提示", "Remark")

Cell = tuple[str, Any]
"""A formula template and its value."""


@dataclass
class Line:
    """A line that may be shown: whether, as a formula and as a truth, its kind, and its cells by column.

    `number` and `at` are the formula for its own number and the value; without them it follows the line before.
    """

    kind: int
    shown: str
    is_shown: bool
    cells: dict[str, Cell] = field(default_factory=dict)
    number: str | None = None
    at: int | None = None


def text(said: str) -> Cell:
    """A cell that always says the same."""
    return quoted(said), said


def counted(context: Context, words: Labels, number: str, value: int) -> Cell:
    """A text with a number in it, `{n}`."""
    before, after = words.in_(context.language).split("{n}")
    return f"{quoted(before)}&({number})&{quoted(after)}", f"{before}{value}{after}"


def headed(context: Context, words: Sequence[Labels | None]) -> dict[str, Cell]:
    """The headings of columns."""
    return {column: text(context.say(said)) for column, said in zip(COLUMNS, words, strict=True) if said is not None}
