"""Numbers of the whole book: each a formula for a page and its Python twin."""

from collections.abc import Callable
from dataclasses import dataclass

from xlcrm.measures.engine import Ledger
from xlcrm.measures.evaluate import of_book
from xlcrm.measures.expressions import OVERVIEW, Expression, Total, count
from xlcrm.measures.predicates import is_
from xlcrm.measures.render_excel import IN_TABLES
from xlcrm.schema.names import factor_name

SOON_DAYS = 30
"""How far "soon" reaches on the dashboard, in days from the as-of date."""

LOOK_AHEAD = factor_name("look_ahead_days")


@dataclass(frozen=True)
class Figure:
    """One number: its formula template (see `xlcrm.measures.formula`) and its twin; None where it shows nothing."""

    formula: str
    twin: Callable[[Ledger], float | None]


def figure(expression: Expression) -> Figure:
    """An expression over the whole book."""
    return Figure(IN_TABLES.of_book(expression), lambda m: of_book(expression, m))


def total(key: str) -> Figure:
    """The sum of a measure over all customers."""
    return figure(Total(OVERVIEW, key))


def share(part: Figure, whole: Figure) -> Figure:
    """A part of a whole; nothing where the whole is not above 0."""

    def twin(m: Ledger) -> float | None:
        divisor = whole.twin(m) or 0.0
        return (part.twin(m) or 0.0) / divisor if round(divisor, 2) > 0 else None

    return Figure(f'IF(ROUND({whole.formula},2)<=0,"",({part.formula})/({whole.formula}))', twin)


CUSTOMERS = Figure('SUMPRODUCT(--({all:activity}<>""))', lambda m: float(len(m.book.customers)))
ACTIVE = figure(count(OVERVIEW, where=is_("activity", "active")))
REVIEWED = Figure("COUNT({all:review_date})", lambda m: float(m["review_date"].notna().sum()))
REVENUE = total("revenue_12m")
MARGIN = total("margin_12m")
MARGIN_SHARE = share(MARGIN, REVENUE)
ASSETS_HERE = total("assets_here")
ASSETS_TOTAL = total("assets_total")
WALLET_SHARE = share(ASSETS_HERE, ASSETS_TOTAL)
RECEIVABLE = total("receivable")
OVERDUE = total("overdue")
POLICIES = total("policies")
PREMIUM_YEAR = total("premium_year")
RISK_MISMATCHES = total("risk_mismatch")
