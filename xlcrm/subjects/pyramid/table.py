"""The customer pyramid: what each tier and each group below brings, and who moved since a year ago."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from xlcrm.measures import ledger
from xlcrm.measures.engine import Ledger, add_months
from xlcrm.schema.measures import MEASURE_COLUMN
from xlcrm.schema.names import TIER_CUTOFFS, TIER_THRESHOLD_MEASURES, TIER_THRESHOLDS
from xlcrm.schema.settings import TIER_SLOTS
from xlcrm.subjects.pyramid.tiers import cut_offs

IN_NO_TIER = TIER_SLOTS + 0.5
"""Where an active customer that reaches no tier stands: below all tiers, above the inactive."""


def places(m: Ledger) -> list[int]:
    """The rows of the tier table of Settings that are in use, counted from 1: named tiers, then the groups below."""
    return [place for place, slot in enumerate(m.settings.slots, start=1) if slot.name or place > TIER_SLOTS]


@dataclass(frozen=True)
class OfPlace:
    """A number of each tier or group: its formula for one place, and its twin."""

    formula: Callable[[int], str]
    twin: Callable[[Ledger, int], float]


def _sum_of(key: str) -> OfPlace:
    return OfPlace(
        lambda place: f"SUMIFS({{all:{key}}},overview_place,{place})",
        lambda m, place: float(m[key][m["place"] == place].fillna(0).sum()),
    )


CUSTOMERS = OfPlace(
    lambda place: f"COUNTIFS(overview_place,{place})", lambda m, place: float((m["place"] == place).sum())
)
REVENUE = _sum_of("revenue_12m")
MARGIN = _sum_of("margin_12m")


def entry_formula(place: int, alternative: str) -> str:
    """What a customer must reach for a tier: the cut-off by share, else the thresholds, any of which will do.

    `alternative` is the word between two thresholds.
    """
    listed = ""
    for measure, thresholds in zip(TIER_THRESHOLD_MEASURES, TIER_THRESHOLDS, strict=True):
        number = f"INDEX({thresholds},{place})"
        listed += f'&IF(ISNUMBER({number}),"{alternative}"&{measure}&" ≥ "&TEXT({number},"#,##0"),"")'
    by_threshold = f"MID({listed[1:]},{len(alternative) + 1},300)"
    return f'IFERROR(IF(tier_by_share,INDEX({TIER_CUTOFFS},{place}),{by_threshold}),"")'


def entry(m: Ledger, place: int, alternative: str) -> float | str | None:
    """The twin of `entry_formula`, in the book's language."""
    policy = m.settings.policy
    if place > len(policy.tiers):
        return None
    if policy.method == "share":
        return cut_offs(m)[place - 1]
    listed = [
        f"{MEASURE_COLUMN[key].labels.in_(m.book.language) if key else ''} ≥ {int(at_least + 0.5):,}"
        for key, at_least in zip(policy.threshold_measures, policy.tiers[place - 1].thresholds, strict=False)
        if at_least is not None
    ]
    return alternative.join(listed) or None


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
    before, now = past["place"].fillna(IN_NO_TIER), m["place"].fillna(IN_NO_TIER)
    opened = m.own("opened_on")
    moved = (before != now) & ~(opened > then)
    found = pd.DataFrame({"row": range(len(now)), "before": before, "now": now})[moved]
    return found.sort_values(["now", "before", "row"], ignore_index=True)
