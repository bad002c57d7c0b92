"""Expressions as formulas over the tables themselves: SUMIFS and its like, or arrays where those do not reach.

What comes out are templates (see `xlcrm.measures.formula`), without the leading equals sign. Another layout of the
workbook takes a class of its own with the same methods.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

from xlcrm.measures.expressions import (
    EVERY_ROW,
    OVERVIEW,
    Count,
    Difference,
    Expression,
    Extreme,
    IfAny,
    IfGiven,
    Share,
    Total,
)
from xlcrm.measures.measure import ByHand, Measure
from xlcrm.measures.predicates import All, Compare, Given, Is, Keyed, NotOver, OfColumn, Predicate, Today
from xlcrm.schema.names import AS_OF, CURRENCY_CODES, CURRENCY_RATES, factor_name
from xlcrm.schema.tables import TABLE
from xlcrm.schema.types import BOOLEAN, TEXT, Enum


def _column(table: str, column: str) -> str:
    return f"{{all:{column}}}" if table == OVERVIEW else f"{{{table}.{column}}}"


@dataclass(frozen=True)
class _Criteria:
    """The criteria of one SUMIFS, and whether what it finds is to be taken off."""

    pairs: tuple[str, ...] = ()
    negative: bool = False

    def __and__(self, other: "_Criteria") -> "_Criteria":
        return _Criteria(self.pairs + other.pairs, self.negative != other.negative)


class TableFormulas:
    """The formulas that ask the input tables and Overview directly."""

    def of_measure(self, measure: Measure) -> str:
        """The formula of a measure, on the customer's row of Overview."""
        shows = measure.shows
        if not isinstance(shows, ByHand):
            return self.of_customer(shows)
        typed = shows.formula if isinstance(shows.formula, str) else shows.formula(self)
        return "".join(line.strip() for line in typed.splitlines())

    def of_customer(self, expression: Expression) -> str:
        """The formula for one customer, on the customer's row of Overview."""
        match expression:
            case Extreme():
                found = self._extreme(expression)
                return found if _splits(expression.where) else f'IF({found}=0,"",{found})'
            case IfAny(measure, then):
                bare = self._extreme(then) if isinstance(then, Extreme) else self.of_customer(then)
                return f'IF({{@{measure.key}}}=0,"",{bare})'
            case IfGiven(measure, then, otherwise):
                shown = '""' if otherwise is None else f"{otherwise:g}"
                return f'IF({{@{measure.key}}}="",{shown},{self.of_customer(then)})'
            case Share(part, whole):
                by = self.of_customer(whole)
                return f'IF({by}=0,"",{self.of_customer(part)}/{_bracketed(whole, by)})'
            case Difference(whole, less):
                return f"{self.of_customer(whole)}-{_bracketed(less, self.of_customer(less))}"
            case Total() | Count():
                return self._sum(expression, f"{_owner(expression.table)},{{key}}")
            case Keyed():
                return f"{{@{expression.key}}}"
        raise TypeError(expression)

    def of_book(self, expression: Expression) -> str:
        """The formula for the whole book, wherever it stands."""
        match expression:
            case Total(table, column, where) if where == EVERY_ROW:
                return f"SUM({_column(table, column)})"
            case Total() | Count():
                return self._sum(expression)
        raise TypeError(expression)

    def criteria(self, table: str, where: Predicate) -> str:
        """The criteria of a SUMIFS over the customer's rows `where`; for a formula that is written by hand."""
        (only,) = _criteria(table, where)
        return ",".join((f"{_owner(table)},{{key}}", *only.pairs))

    def condition(self, table: str, where: Predicate, who: str = "{@customer_id}") -> str:
        """1 for the rows `where` of the customer whose ID is in the cell `who`, else 0 or an error; an array."""
        return "*".join((f"({_owner(table)}={who})", *_conditions(table, where)))

    def _sum(self, expression: Total | Count, *first: str) -> str:
        """The sum or count over the rows that meet the criteria `first` as well."""
        table, wanted = expression.table, _criteria(expression.table, expression.where)
        if isinstance(expression, Count):
            return _signed(wanted, lambda pairs: f"COUNTIFS({','.join((*first, *pairs))})")
        summed = _column(table, expression.column)
        if expression.currency is None:
            return _signed(wanted, lambda pairs: f"SUMIFS({','.join((summed, *first, *pairs))})")
        (only,) = wanted
        return in_base(summed, _column(table, expression.currency), ",".join((*first, *only.pairs)))

    def _extreme(self, expression: Extreme) -> str:
        """The latest or earliest day; 0 where there is none, but nothing if only an array can tell."""
        table, where = expression.table, expression.where
        day = _column(table, expression.column)
        if _splits(where):
            chosen = f'({{@customer_id}}<>"")*{self.condition(table, where)}'
            return f'IFERROR(AGGREGATE({14 if expression.latest else 15},6,{day}/({chosen}),1),"")'
        name = "MAX" if expression.latest else "MIN"
        found = f"{name}IFS({day},{self.criteria(table, where)})"
        return f"SUMPRODUCT({name}({found}))" if _is_list(where) else found


def in_base(summed: str, currency: str, criteria: str) -> str:
    """The sum in base currency; a blank currency is the base currency, one without a rate on Settings is left out."""
    values = f"{summed},{criteria},{currency}"
    return f'SUMPRODUCT(SUMIFS({values},{CURRENCY_CODES}),{CURRENCY_RATES})+SUMIFS({values},"=")'


def _owner(table: str) -> str:
    return _column(table, str(TABLE[table].owner))


def _splits(where: Predicate) -> bool:
    """Whether a condition cannot be said by the criteria of one function alone."""
    return isinstance(where, NotOver) or (isinstance(where, All) and any(map(_splits, where.parts)))


def _is_list(where: Predicate) -> bool:
    """Whether a criterion is several values, so that the function finds as many days."""
    if isinstance(where, All):
        return any(map(_is_list, where.parts))
    return isinstance(where, Is) and len(where.values) > 1


def _bracketed(expression: Expression, formula: str) -> str:
    compound = isinstance(expression, Difference) or (
        isinstance(expression, Total | Count)
        and (_splits(expression.where) or getattr(expression, "currency", None) is not None)
    )
    return f"({formula})" if compound else formula


def _signed(wanted: Sequence[_Criteria], call: Callable[[tuple[str, ...]], str]) -> str:
    """What each set of criteria finds, added up or taken off."""
    return "".join(
        ("-" if criteria.negative else "+" if number else "") + call(criteria.pairs)
        for number, criteria in enumerate(wanted)
    )


def _criteria(table: str, where: Predicate) -> list[_Criteria]:
    """A condition as criteria; what is not over is everything less what is over."""
    match where:
        case All(parts):
            found = [_Criteria()]
            for part in sorted(parts, key=lambda part: isinstance(part, NotOver)):
                found = [first & second for first, second in product(found, _criteria(table, part))]
            return found
        case NotOver(column):
            return [_Criteria(), _Criteria((f'{_column(table, column)},"<"&{AS_OF}',), negative=True)]
        case OfColumn(column):
            return [_Criteria(tuple(f"{_column(table, column)},{test.criterion}" for test in _tests(table, where)))]
    raise TypeError(where)


def _conditions(table: str, where: Predicate) -> list[str]:
    """A condition as factors, each 1 or 0 for every row."""
    match where:
        case All(parts):
            return [factor for part in parts for factor in _conditions(table, part)]
        case NotOver(column):
            return ['(({0}="")+({0}>={1})>0)'.format(_column(table, column), AS_OF)]
        case Given(column):
            return [f"ISNUMBER({_column(table, column)})"]
        case OfColumn(column):
            name = _column(table, column)
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


IN_TABLES = TableFormulas()
"""The layout of today's workbooks."""
