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

    parts: tuple[Predicate, ...] = ()


@dataclass(frozen=True)
class Today:
    """The as-of date, moved by months, and by days or by as many as a factor on Settings says."""

    months: int = 0
    days: int | str = 0


@dataclass(frozen=True)
class OfColumn(Predicate):
    """A condition on one column."""

    column: str


@dataclass(frozen=True)
class Compare(OfColumn):
    """A column against a day, a number, or a measure of the row's customer; for a blank no comparison holds."""

    operator: Operator
    bound: Today | Keyed | float


@dataclass(frozen=True)
class Is(OfColumn):
    """A column holds one of these values, a blank counting as the column's default; or, if not `held`, none of them."""

    values: tuple[str, ...]
    held: bool = True


@dataclass(frozen=True)
class Given(OfColumn):
    """A column holds a number or a day."""


@dataclass(frozen=True)
class NotOver(OfColumn):
    """The end in a column is not past: blank, or the as-of date, or later."""


def is_(column: str, *values: str) -> Predicate:
    """One of these values."""
    return Is(column, values)


def is_not(column: str, *values: str) -> Predicate:
    """Another value, or none."""
    return Is(column, values, held=False)


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


def on_day(column: str, measure: Keyed) -> Predicate:
    """The very day that a measure of the customer names."""
    return Compare(column, "=", measure)


# Conditions and what they are made of read alike.
given, not_over = Given, NotOver
