"""A measure: one number, date or word per customer, declared once in the folder of its subject."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from xlcrm.labels import Labels
from xlcrm.measures.expressions import Expression
from xlcrm.schema.measure import DeclaredMeasure
from xlcrm.schema.types import Kind

if TYPE_CHECKING:
    from xlcrm.measures.engine import Ledger
    from xlcrm.measures.render_excel import TableFormulas


@dataclass(frozen=True)
class ByHand:
    """What no expression says: a formula and its Python twin, side by side.

    `formula` is a template (see `xlcrm.measures.formula`), without the leading equals sign, or makes it for a layout;
    `array` says that it has to be entered as an array formula. `twin` computes the same from a book, one value for
    each row of Customers: NaN, NaT or None where the formula shows nothing.
    """

    formula: str | Callable[["TableFormulas"], str]
    twin: Callable[["Ledger"], pd.Series]
    array: bool = False


@dataclass(frozen=True, eq=False)
class Measure(DeclaredMeasure, Expression):
    """A column of Overview, and what it shows of each customer."""

    shows: Expression | ByHand


def by_hand(
    key: str,
    kind: Kind,
    labels: Labels,
    formula: str | Callable[["TableFormulas"], str],
    *,
    array: bool = False,
    **more: Any,
) -> Callable[[Callable[["Ledger"], pd.Series]], Measure]:
    """Declare the decorated function to be the twin of `formula`."""
    return lambda twin: Measure(key, kind, labels, ByHand(formula, twin, array), **more)
