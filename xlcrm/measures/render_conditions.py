"""Conditions as Excel says them: as criteria of SUMIFS and its like, or as factors of an array, each 1 or 0 a row."""

from dataclasses import dataclass
from itertools import product

from xlcrm.measures.expressions import OVERVIEW
from xlcrm.measures.predicates import All, Compare, Given, Is, Keyed, NotOver, OfColumn, Predicate, Today
from xlcrm.schema.calculated import column_of_customers
from xlcrm.schema.names import AS_OF, factor_name
from xlcrm.schema.tables import TABLE
from xlcrm.schema.types import BOOLEAN, TEXT, Enum


def column_of(table: str, column: str) -> str:
    """A column of an input table, or a measure of all customers."""
    return f"{{all:{column}}}" if table == OVERVIEW else f"{{{table}.{column}}}"


def owner_of(table: str) -> str:
    """The column that says whose the rows of a table are."""
    return column_of(table, column_of_customers(TABLE[table]))


@dataclass(frozen=True)
class Criteria:
    """The criteria of one SUMIFS, and whether what it finds is to be taken off."""

    pairs: tuple[str, ...] = ()
    negative: bool = False

    def __and__(self, other: "Criteria") -> "Criteria":
        return Criteria(self.pairs + other.pairs, self.negative != other.negative)


def splits(where: Predicate) -> bool:
    """Whether a condition cannot be said by the criteria of one function alone."""
    return isinstance(where, NotOver) or (isinstance(where, All) and any(map(splits, where.parts)))


def is_list(table: str, where: Predicate) -> bool:
    """Whether a criterion is several values, so that a function finds as many results."""
    if isinstance(where, All):
        return any(is_list(table, part) for part in where.parts)
    return isinstance(where, Is) and any("{any " in test.operand for test in _tests(table, where))


def criteria_of(table: str, where: Predicate, *, apart: bool = False) -> list[Criteria]:
    """A condition as criteria; what is not over is everything less what is over.

    With `apart` each of several values has criteria of its own, so that none of them is a list.
    """
    match where:
        case All(parts):
            found = [Criteria()]
            for part in sorted(parts, key=lambda part: isinstance(part, NotOver)):
                found = [first & second for first, second in product(found, criteria_of(table, part, apart=apart))]
            return found
        case Is(column, values) if apart and is_list(table, where):
            return [each for value in values for each in criteria_of(table, Is(column, (value,)))]
        case NotOver(column):
            return [Criteria(), Criteria((f'{column_of(table, column)},"<"&{AS_OF}',), negative=True)]
        case OfColumn(column):
            return [Criteria(tuple(f"{column_of(table, column)},{test.criterion}" for test in _tests(table, where)))]
    raise TypeError(where)


def conditions(table: str, where: Predicate) -> list[str]:
    """A condition as factors, each 1 or 0 for every row."""
    match where:
        case All(parts):
            return [factor for part in parts for factor in conditions(table, part)]
        case NotOver(column):
            return ['(({0}="")+({0}>={1})>0)'.format(column_of(table, column), AS_OF)]
        case Given(column):
            return [f"ISNUMBER({column_of(table, column)})"]
        case OfColumn(column):
            name = column_of(table, column)
            if is_list(table, where):
                return [f"ISNUMBER(MATCH({name},{_tests(table, where)[0].operand},0))"]
            number = [f"ISNUMBER({name})"] if isinstance(where, Compare) else []
            return [*number, *(f"({name}{test.operator}{test.operand})" for test in _tests(table, where))]
    raise TypeError(where)


@dataclass(frozen=True)
class _Test:
    """What a cell is compared with: an expression, or a number as it is typed."""

    operator: str
    operand: str
    typed: bool = False

    @property
    def criterion(self) -> str:
        """As a criterion."""
        if self.typed:
            return f'"{self.operator}{self.operand}"'
        return self.operand if self.operator == "=" else f'"{self.operator}"&{self.operand}'


def _tests(table: str, where: Predicate) -> list[_Test]:
    match where:
        case Compare(_, operator, bound):
            return [_Test(operator, *_bound(bound))]
        case Given(column):
            # Holds for numbers only: one that was typed, whatever its sign.
            return [_Test(">", "0" if TABLE[table][column].kind.name == "date" else "-1E+300", typed=True)]
        case Is(column, values, held):
            kind = TEXT if table == OVERVIEW else TABLE[table][column].kind
            default = None if table == OVERVIEW else TABLE[table][column].default
            if isinstance(default, bool):
                default = "yes" if default else "no"
            if held and default in values:
                # A blank counts as the default, and so does what was not understood: it is none of the other values.
                every = kind.keys if isinstance(kind, Enum) else ("yes", "no")
                held, values = False, tuple(value for value in every if value not in values)
            before = "" if kind is BOOLEAN else f"{kind.key if isinstance(kind, Enum) else column}:"
            if held and len(values) > 1:
                return [_Test("=", f"{{any {before}{','.join(values)}}}")]
            return [_Test("=" if held else "<>", f"{{{before}{value}}}") for value in values]
    raise TypeError(where)


def _bound(bound: Today | Keyed | float) -> tuple[str, bool]:
    """What a cell is compared with, and whether it is a number as it is typed."""
    match bound:
        case Today(months, days):
            day = f"EDATE({AS_OF},{months})" if months else AS_OF
            return day + (f"+{factor_name(days)}" if isinstance(days, str) else f"+{days}" if days else ""), False
        case int() | float():
            return f"{bound:g}", True
    return f"{{@{bound.key}}}", False
