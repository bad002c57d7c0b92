"""The customer pyramid: what each tier and each group below brings, and who moved since a year ago."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from xlcrm.measures import ledger
from xlcrm.measures.dates import add_months
from xlcrm.measures.engine import Ledger
from xlcrm.measures.methods import METHODS, by_method, method_of
from xlcrm.schema.settings import TIER_SLOTS

IN_NO_TIER = TIER_SLOTS + 0.5
"""Where an active customer that reaches no tier stands: below all tiers, above the inactive."""


def tier_rows(m: Ledger) -> list[int]:
    """The rows of the tier table of Settings that are in use, counted from 1: named tiers, then the groups below."""
    return [row for row, slot in enumerate(m.settings.slots, start=1) if slot.name or row > TIER_SLOTS]


@dataclass(frozen=True)
class OfTier:
    """A number of each tier or group: its formula for a row of the tier table, and its twin."""

    formula: Callable[[int], str]
    twin: Callable[[Ledger, int], float]


def _sum_of(key: str) -> OfTier:
    return OfTier(
        lambda tier_row: f"SUMIFS({{all:{key}}},overview_place,{tier_row})",
        lambda m, tier_row: float(m[key][m["tier_row"] == tier_row].fillna(0).sum()),
    )


CUSTOMERS = OfTier(
    lambda tier_row: f"COUNTIFS(overview_place,{tier_row})",
    lambda m, tier_row: float((m["tier_row"] == tier_row).sum()),
)
REVENUE = _sum_of("revenue_12m")
MARGIN = _sum_of("margin_12m")


def entry_formula(tier_row: int, alternative: str) -> str:
    """What a customer must reach for a tier, by the method on Settings.

    `alternative` is the word between two thresholds.
    """
    found = by_method(METHODS.values(), lambda method: method.entry_formula(tier_row, alternative))
    return f'IFERROR({found},"")'


def entry(m: Ledger, tier_row: int, alternative: str) -> float | str | None:
    """The twin of `entry_formula`, in the book's language."""
    return None if tier_row > len(m.settings.policy.tiers) else method_of(m).entry(m, tier_row, alternative)


def a_year_before(m: Ledger) -> pd.Timestamp:
    """The day that tiers are compared with: 12 months before the as-of date."""
    return add_months(pd.Series([m.as_of]), -12)[0]


def movements(m: Ledger) -> pd.DataFrame:
    """The customers that stand in another place than a year ago: `row`, `before` and `now`, the best first.

    The places of a year ago are computed with the purchases and reviews up to that day, today's stage and today's tier
    policy. Customers who were opened since are new and did not move.
    """
    then = a_year_before(m)
    book = m.book
    past = ledger(book.but(as_of=then.date()))
    before, now = past["tier_row"].fillna(IN_NO_TIER), m["tier_row"].fillna(IN_NO_TIER)
    opened = m.own("opened_on")
    moved = (before != now) & ~(opened > then)
    found = pd.DataFrame({"row": range(len(now)), "before": before, "now": now})[moved]
    return found.sort_values(["now", "before", "row"], ignore_index=True)
