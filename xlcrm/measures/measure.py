"""A measure: one number, date or word per customer, declared once in the folder of its subject."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from xlcrm.labels import Labels
from xlcrm.measures.expressions import Expression
from xlcrm.schema.measure import DeclaredMeasure
from xlcrm.schema.types import Column, Kind

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


class Measure(Expression, DeclaredMeasure):
    """A column of Overview: its key, kind and label, and what it says of each customer.

    `place` says where it stands on Overview among the measures of other subjects, if not where its subject does.
    `basis` marks one that a tier policy may look at, so that it must not depend on the tier. A `helper` stands in a
    hidden cell beside the table.
    """

    def __init__(self, key: str, kind: Kind, labels: Labels, definition: Expression | ByHand, **more: Any) -> None:
        super().__init__(Column(key, kind, labels), **more)
        self.definition = definition


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

    def declare(twin: Callable[["Ledger"], pd.Series]) -> Measure:
        return Measure(key, kind, labels, ByHand(formula, twin, array), **more)

    return declare
