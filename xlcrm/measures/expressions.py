"""What a measure says: sums, counts, latest days and shares over tables; not how that is written or computed."""

from collections.abc import Iterable
from dataclasses import dataclass

from xlcrm.measures.predicates import All, Keyed, Predicate
from xlcrm.schema.tables import TABLE
from xlcrm.schema.types import MONEY

OVERVIEW = "overview"
"""The table of the measures themselves, one row a customer."""

EVERY_ROW = All()


class Expression:
    """A number or a day of each customer; of the whole book where it stands on a page."""

    def __sub__(self, other: "Expression") -> "Difference":
        return Difference(self, other)


@dataclass(frozen=True)
class Total(Expression):
    """The sum of a column over the rows `where`.

    Money of a table that has a column of currencies is summed in base currency; a row without a rate adds nothing.
    """

    table: str
    column: str
    where: Predicate = EVERY_ROW

    @property
    def currency(self) -> str | None:
        """The column that says in which currency each row's amount is; None where there is no such column."""
        if self.table == OVERVIEW or TABLE[self.table][self.column].kind != MONEY:
            return None
        said = TABLE[self.table].currency
        return said.key if said else None


@dataclass(frozen=True)
class Count(Expression):
    """How many rows there are `where`, in whatever currency: one without a rate counts here."""

    table: str
    where: Predicate


@dataclass(frozen=True)
class Extreme(Expression):
    """The latest or earliest day of a column over the rows `where`; blank where there are none."""

    table: str
    column: str
    where: Predicate
    latest: bool


@dataclass(frozen=True)
class Newest(Expression):
    """The latest of several days, of those whose tables the book has; blank where there are none."""

    days: tuple[Extreme, ...]


@dataclass(frozen=True)
class Difference(Expression):
    """One less the other."""

    whole: Expression
    less: Expression


@dataclass(frozen=True)
class Share(Expression):
    """A part of a whole; blank where the whole is 0."""

    part: Expression
    whole: Expression


@dataclass(frozen=True)
class IfGiven(Expression):
    """What holds where a measure is not blank; else `otherwise`, blank where that is None."""

    measure: Keyed
    then: Expression
    otherwise: float | None = None


@dataclass(frozen=True)
class IfAny(Expression):
    """What holds where a measure is not 0; else blank."""

    measure: Keyed
    then: Expression


@dataclass(frozen=True)
class MeasureOf(Expression):
    """A measure that another subject declares, by its key."""

    key: str


def total(column: str, where: Predicate = EVERY_ROW) -> Expression:
    """The sum of a column such as `purchases.amount`."""
    table, _, name = column.partition(".")
    return Total(table, name, where)


def latest(column: str, where: Predicate) -> Expression:
    """The latest day of a column such as `purchases.date`."""
    table, _, name = column.partition(".")
    return Extreme(table, name, where, latest=True)


def newest(days: Iterable[tuple[str, Predicate]]) -> Expression:
    """The latest day of several columns, each such as `purchases.date` with its own condition."""
    parts = ((column.partition("."), where) for column, where in days)
    return Newest(tuple(Extreme(table, name, where, latest=True) for (table, _, name), where in parts))


def earliest(column: str, where: Predicate) -> Expression:
    """The earliest day of a column such as `purchases.date`."""
    table, _, name = column.partition(".")
    return Extreme(table, name, where, latest=False)


# Expressions and what they are made of read alike.
count, share, if_given, if_any, measured = Count, Share, IfGiven, IfAny, MeasureOf
