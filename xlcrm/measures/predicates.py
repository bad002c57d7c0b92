"""Which rows of a table a measure speaks of: conditions by name, free of any formula's text and of any computing."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

Operator = Literal["<", "<=", ">", ">=", "="]


@runtime_checkable
class Keyed(Hashable, Protocol):
    """A measure, as far as a condition has to know it."""

    @property
    def key(self) -> str:
        """The key of the measure."""


class Predicate:
    """A condition that a row of a table meets or does not; `a & b` is both."""

    def __and__(self, other: "Predicate") -> "All":
        return All((self, other))


@dataclass(frozen=True)
class All(Predicate):
    """Every one of several conditions."""

    parts: tuple[Predicate, ...]


@dataclass(frozen=True)
class Today:
    """The as-of date, moved by months, and by days or by as many as a factor on Settings says."""

    months: int = 0
    days: int | str = 0


@dataclass(frozen=True)
class Compare(Predicate):
    """A column against a day, a number, or a measure of the row's customer; for a blank no comparison holds."""

    column: str
    operator: Operator
    bound: Today | Keyed | float


@dataclass(frozen=True)
class Is(Predicate):
    """A column holds one of these values; a blank counts as the column's default."""

    column: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class IsNot(Predicate):
    """A column holds another value, or none."""

    column: str
    value: str


@dataclass(frozen=True)
class Given(Predicate):
    """A column holds a number or a day."""

    column: str


@dataclass(frozen=True)
class NotOver(Predicate):
    """The end in a column is not past: blank, or the as-of date, or later."""

    column: str


def all_of(*parts: Predicate) -> Predicate:
    """Several conditions that make one with a name of its own."""
    return All(parts)


def up_to_today(column: str) -> Predicate:
    """The as-of date or before."""
    return Compare(column, "<=", Today())


def before_today(column: str) -> Predicate:
    """Before the as-of date."""
    return Compare(column, "<", Today())


def from_today(column: str) -> Predicate:
    """The as-of date or later."""
    return Compare(column, ">=", Today())


def last_12_months(column: str) -> Predicate:
    """After the day 12 months before the as-of date, up to the as-of date."""
    return up_to_today(column) & Compare(column, ">", Today(months=-12))


def next_days(column: str, days: int | str) -> Predicate:
    """From the as-of date to so many days after it, or to as many as a factor on Settings says."""
    return from_today(column) & Compare(column, "<=", Today(days=days))


def above(column: str, number: float) -> Predicate:
    """More than a number."""
    return Compare(column, ">", number)


def on(column: str, measure: Keyed) -> Predicate:
    """The very day that a measure of the customer names."""
    return Compare(column, "=", measure)


def before(column: str, measure: Keyed) -> Predicate:
    """Before the day that a measure of the customer names."""
    return Compare(column, "<", measure)


def since(column: str, measure: Keyed) -> Predicate:
    """The day that a measure of the customer names, or later."""
    return Compare(column, ">=", measure)


def is_(column: str, *values: str) -> Predicate:
    """One of these values."""
    return Is(column, values)


def is_not(column: str, value: str) -> Predicate:
    """Any other value, or none."""
    return IsNot(column, value)


def given(column: str) -> Predicate:
    """Filled in, with a number or a day."""
    return Given(column)


def not_over(column: str) -> Predicate:
    """Without an end, or with one that is not past."""
    return NotOver(column)
