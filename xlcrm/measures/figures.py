"""Numbers of the whole book: each a formula for a page and its Python twin."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from xlcrm.measures.engine import Ledger
from xlcrm.schema.names import AS_OF, factor_name
from xlcrm.subjects.insurance.enums import POLICY_STATUS
from xlcrm.subjects.insurance.measures import in_force

SOON_DAYS = 30
"""How far "soon" reaches on the dashboard, in days from the as-of date."""

LOOK_AHEAD = factor_name("look_ahead_days")


@dataclass(frozen=True)
class Figure:
    """One number: its formula template (see `xlcrm.measures.formula`) and its twin; None where it shows nothing."""

    formula: str
    twin: Callable[[Ledger], float | None]


def total(key: str) -> Figure:
    """The sum of a measure over all customers."""
    return Figure(f"SUM({{all:{key}}})", lambda m: float(m[key].fillna(0).sum()))


def share(part: Figure, whole: Figure) -> Figure:
    """A part of a whole; nothing where the whole is not above 0."""

    def twin(m: Ledger) -> float | None:
        of = whole.twin(m) or 0.0
        return (part.twin(m) or 0.0) / of if round(of, 2) > 0 else None

    return Figure(f'IF(ROUND({whole.formula},2)<=0,"",({part.formula})/({whole.formula}))', twin)


CUSTOMERS = Figure('SUMPRODUCT(--({all:activity}<>""))', lambda m: float(len(m.book.customers)))
ACTIVE = Figure("COUNTIFS({all:activity},{activity:active})", lambda m: float((m["activity"] == "active").sum()))
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


def _late(dates: pd.Series, m: Ledger) -> pd.Series:
    return dates < m.as_of


def _within(dates: pd.Series, m: Ledger, days: float) -> pd.Series:
    return (dates >= m.as_of) & (dates <= m.as_of + pd.Timedelta(days=days))


def _ahead(column: str, days: str) -> str:
    """Criteria: from the as-of date to `days` after it."""
    return f'{column},">="&{AS_OF},{column},"<="&{AS_OF}+{days}'


def _before(column: str) -> str:
    return f'{column},"<"&{AS_OF}'


@dataclass(frozen=True)
class DueCount:
    """How much of one kind is overdue, and how much is due soon; None where the kind cannot be overdue."""

    kind: str
    overdue: Figure | None
    soon: Figure


def _of_measure(kind: str, key: str) -> DueCount:
    column = f"{{all:{key}}}"
    return DueCount(
        kind,
        Figure(f"COUNTIFS({_before(column)})", lambda m: float(_late(m[key], m).sum())),
        Figure(f"COUNTIFS({_ahead(column, str(SOON_DAYS))})", lambda m: float(_within(m[key], m, SOON_DAYS).sum())),
    )


def promised(m: Ledger) -> pd.Series:
    """The promised day of each follow-up that is not done; NaT for the others."""
    return m.follow_ups["next_date"].where(~m.follow_ups["done"].astype(bool))


_OPEN = "{follow_ups.done},{no}"
_PROMISES = DueCount(
    "promise",
    Figure(
        f"COUNTIFS({_OPEN},{_before('{follow_ups.next_date}')})",
        lambda m: float(_late(promised(m), m).sum()),
    ),
    Figure(
        f"COUNTIFS({_OPEN},{_ahead('{follow_ups.next_date}', str(SOON_DAYS))})",
        lambda m: float(_within(promised(m), m, SOON_DAYS).sum()),
    ),
)

_BEGUN = '{insurance.start_date},"<="&as_of' + "".join(
    f',{{insurance.status}},"<>"&{{policy_status:{status}}}' for status in POLICY_STATUS.keys if status != "in_force"
)
_OVER = '{insurance.end_date},"<"&as_of'


def _policies(conditions: str) -> str:
    """The number of policies in force that meet `conditions`."""
    return f"COUNTIFS({_BEGUN},{conditions})-COUNTIFS({_BEGUN},{_OVER},{conditions})"


def _look_ahead(m: Ledger) -> float:
    return m.settings.factors["look_ahead_days"]


def _due_premiums(m: Ledger, days: float) -> pd.Series:
    return in_force(m) & _within(m.insurance["next_due"], m, days)


_NEXT_DUE = "{insurance.next_due}"
_PREMIUMS = DueCount(
    "premium",
    Figure(_policies(_before(_NEXT_DUE)), lambda m: float((in_force(m) & _late(m.insurance["next_due"], m)).sum())),
    Figure(_policies(_ahead(_NEXT_DUE, str(SOON_DAYS))), lambda m: float(_due_premiums(m, SOON_DAYS).sum())),
)
_BIRTHDAYS = DueCount("birthday", None, _of_measure("birthday", "next_birthday").soon)

DUE_COUNTS = (
    _PROMISES,
    _of_measure("call", "call_due"),
    _of_measure("visit", "visit_due"),
    _of_measure("review", "review_due"),
    _PREMIUMS,
    _BIRTHDAYS,
)
"""What is overdue and due soon, kind by kind, in the order of the dashboard."""

PREMIUMS_AHEAD = Figure(
    _policies(_ahead(_NEXT_DUE, LOOK_AHEAD)), lambda m: float(_due_premiums(m, _look_ahead(m)).sum())
)
"""How many premiums of policies in force fall due within the look-ahead days of Settings."""

_AHEAD = _ahead(_NEXT_DUE, LOOK_AHEAD)
PREMIUM_SUM_AHEAD = Figure(
    f"SUMIFS({{insurance.premium}},{_BEGUN},{_AHEAD})-SUMIFS({{insurance.premium}},{_BEGUN},{_OVER},{_AHEAD})",
    lambda m: float(m.insurance["premium"][_due_premiums(m, _look_ahead(m))].fillna(0).sum()),
)
"""What those premiums come to, in base currency."""

POLICIES_ENDING = Figure(
    f"COUNTIFS({_BEGUN},{_ahead('{insurance.end_date}', LOOK_AHEAD)})",
    lambda m: float((in_force(m) & _within(m.insurance["end_date"], m, _look_ahead(m))).sum()),
)
"""How many policies in force end within the look-ahead days of Settings."""
