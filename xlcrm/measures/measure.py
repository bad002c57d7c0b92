"""A measure: one number, date or word per customer, declared once in the folder of its subject."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from xlcrm.labels import Labels
from xlcrm.measures.engine import Twin
from xlcrm.measures.expressions import Expression
from xlcrm.measures.predicates import Predicate
from xlcrm.schema.measure import DeclaredMeasure
from xlcrm.schema.types import Kind


class Layout(Protocol):
    """A layout of the workbook: how formulas in it ask for a customer's rows of a table."""

    def criteria(self, table: str, where: Predicate) -> str:
        """The criteria of a SUMIFS over the customer's rows `where`."""

    def condition(self, table: str, where: Predicate) -> str:
        """1 for the customer's rows `where`, else 0 or an error; an array."""

    def rate(self, table: str) -> str:
        """After an array of the amounts of a table, times what makes them base currency; nothing where they are."""


@dataclass(frozen=True)
class ByHand:
    """What no expression says: a formula and its Python twin, side by side.

    `formula` is a template (see `xlcrm.measures.formula`), without the leading equals sign, or makes it for a layout;
    `array` says that it has to be entered as an array formula. `twin` computes the same from a book, one value for
    each row of Customers: NaN, NaT or None where the formula shows nothing.
    """

    formula: str | Callable[[Layout], str]
    twin: Twin
    array: bool = False


@dataclass(frozen=True, eq=False)
class Measure(DeclaredMeasure, Expression):
    """A column of Overview, and what it shows of each customer."""

    shows: Expression | ByHand


def by_hand(
    key: str,
    kind: Kind,
    labels: Labels,
    formula: str | Callable[[Layout], str],
    *,
    array: bool = False,
    **more: Any,
) -> Callable[[Twin], Measure]:
    """Declare the decorated function to be the twin of `formula`."""
    return lambda twin: Measure(key, kind, labels, ByHand(formula, twin, array), **more)
