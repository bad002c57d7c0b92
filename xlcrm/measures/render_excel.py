"""Expressions as formulas over the tables themselves: SUMIFS and its like, or arrays where those do not reach.

What comes out are templates (see `xlcrm.measures.formula`), without the leading equals sign. Another layout of the
workbook takes a class of its own with the same methods.
"""

from collections.abc import Callable, Collection, Iterable, Sequence

from xlcrm.measures.expressions import (
    EVERY_ROW,
    Count,
    Difference,
    Expression,
    Extreme,
    IfAny,
    IfGiven,
    Newest,
    Share,
    Total,
)
from xlcrm.measures.formula import by_currency, converted_in_brackets
from xlcrm.measures.measure import ByHand, Measure
from xlcrm.measures.predicates import Keyed, Predicate
from xlcrm.measures.render_conditions import column_of, conditions, criteria_of, is_list, owner_of, splits
from xlcrm.schema.names import CURRENCY_CODES, CURRENCY_RATES
from xlcrm.schema.tables import CORE, TABLE


class TableFormulas:
    """The formulas that ask the input tables and Overview directly, in a book that has these tables."""

    def __init__(self, tables: Collection[str] = CORE) -> None:
        self.tables = tables

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
                return found if splits(expression.where) else f'IF({found}=0,"",{found})'
            case Newest(days):
                found = f"MAX({','.join(self._extreme(day) for day in days if day.table in self.tables)})"
                return f'IF({found}=0,"",{found})'
            case IfAny(measure, then):
                bare = self._extreme(then) if isinstance(then, Extreme) else self.of_customer(then)
                return f'IF({{@{measure.key}}}=0,"",{bare})'
            case IfGiven(measure, then, otherwise):
                shown = '""' if otherwise is None else f"{otherwise:g}"
                return f'IF({{@{measure.key}}}="",{shown},{self.of_customer(then)})'
            case Share(part, whole):
                by = self.of_customer(whole)
                of_it = _bracketed(part, self.of_customer(part))
                return f'IF({by}=0,"",{of_it}/{_bracketed(whole, by)})'
            case Difference(whole, less):
                return f"{self.of_customer(whole)}-{_bracketed(less, self.of_customer(less))}"
            case Total() | Count():
                return self._sum(expression, f"{owner_of(expression.table)},{{key}}")
            case Keyed():
                return f"{{@{expression.key}}}"
        raise TypeError(expression)

    def of_book(self, expression: Expression) -> str:
        """The formula for the whole book, wherever it stands."""
        match expression:
            case Total(table, column, where) if where == EVERY_ROW and expression.currency is None:
                return f"SUM({column_of(table, column)})"
            case Total() | Count():
                return self._sum(expression)
        raise TypeError(expression)

    def criteria(self, table: str, where: Predicate) -> str:
        """The criteria of a SUMIFS over the customer's rows `where`; for a formula that is written by hand."""
        (only,) = criteria_of(table, where)
        return ",".join((f"{owner_of(table)},{{key}}", *only.pairs))

    def condition(self, table: str, where: Predicate, who: str = "{@customer_id}") -> str:
        """1 for the rows `where` of the customer whose ID is in the cell `who`, else 0 or an error; an array."""
        return "*".join((f"({owner_of(table)}={who})", *conditions(table, where)))

    def rate(self, table: str, before: str = "*") -> str:
        """After an array of the amounts of a table, `before` and what makes them base currency; else nothing."""
        return by_currency(table, "", f"{before}({rate_of(table)})")

    def _sum(self, expression: Total | Count, *first: str) -> str:
        """The sum or count over the rows that meet the criteria `first` as well."""
        table, where = expression.table, expression.where
        if isinstance(expression, Count):
            return _signed(table, where, lambda pairs: f"COUNTIFS({','.join((*first, *pairs))})")
        summed = column_of(table, expression.column)
        plain = _signed(table, where, lambda pairs: _sumifs(summed, (*first, *pairs)))
        if expression.currency is None:
            return plain
        currency = column_of(table, expression.currency)
        found = (
            (each.negative, in_base(summed, currency, ",".join((*first, *each.pairs))))
            for each in criteria_of(table, where, apart=True)
        )
        converted = _added_up((negative, f"({formula})" if negative else formula) for negative, formula in found)
        return by_currency(table, plain, converted)

    def _extreme(self, expression: Extreme) -> str:
        """The latest or earliest day; 0 where there is none, but nothing if only an array can tell."""
        table, where = expression.table, expression.where
        day = column_of(table, expression.column)
        if splits(where):
            chosen = f'({{@customer_id}}<>"")*{self.condition(table, where)}'
            return f'IFERROR(AGGREGATE({14 if expression.latest else 15},6,{day}/({chosen}),1),"")'
        name = "MAX" if expression.latest else "MIN"
        found = f"{name}IFS({day},{self.criteria(table, where)})"
        return f"SUMPRODUCT({name}({found}))" if is_list(table, where) else found


def in_base(summed: str, currency: str, criteria: str) -> str:
    """The sum in base currency; a blank currency is the base currency, one without a rate on Settings is left out."""
    values = f"{summed},{criteria},{currency}" if criteria else f"{summed},{currency}"
    return f'SUMPRODUCT(SUMIFS({values},{CURRENCY_CODES}),{CURRENCY_RATES})+SUMIFS({values},"=")'


def rate_of(table: str) -> str:
    """What one unit of each row's currency is worth, as an array: 1 where it is blank, 0 without a rate on Settings."""
    currency = column_of(table, said.key if (said := TABLE[table].currency) else "")
    return f'({currency}="")+({currency}<>"")*SUMIF({CURRENCY_CODES},{literal(currency)},{CURRENCY_RATES})'


def literal(column: str) -> str:
    """A column as criteria: what a user typed is never taken for a pattern or a comparison."""
    return f'"="&SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({column},"~","~~"),"*","~*"),"?","~?")'


def _sumifs(summed: str, criteria: Sequence[str]) -> str:
    return f"SUMIFS({','.join((summed, *criteria))})" if criteria else f"SUM({summed})"


def _bracketed(expression: Expression, formula: str) -> str:
    if isinstance(expression, Difference) or (isinstance(expression, Total | Count) and splits(expression.where)):
        return f"({formula})"
    if isinstance(expression, Total) and expression.currency is not None:
        return converted_in_brackets(formula)
    return formula


def _signed(table: str, where: Predicate, call: Callable[[tuple[str, ...]], str]) -> str:
    """What each set of criteria finds, added up or taken off."""
    whole = "SUMPRODUCT({})" if is_list(table, where) else "{}"
    return _added_up((criteria.negative, whole.format(call(criteria.pairs))) for criteria in criteria_of(table, where))


def _added_up(found: Iterable[tuple[bool, str]]) -> str:
    """Formulas added up, or taken off where they are negative."""
    return "".join(
        ("-" if negative else "+" if number else "") + formula for number, (negative, formula) in enumerate(found)
    )


IN_TABLES = TableFormulas()
"""The layout of today's workbooks, in those with the core's tables alone."""
