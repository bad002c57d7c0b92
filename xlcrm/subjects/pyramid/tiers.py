"""Activity and tier: who is active, and where each customer stands in the pyramid.

A tier policy ranks active customers by a measure. By share, n customers and cumulative shares P1 < P2 < ... give the
counts K_i = max(i, floor(n x P_i)), at most n; a tier's cut-off is the K_i-th largest value, and a customer belongs to
the first tier whose cut-off it reaches, so that ties share the better tier. By threshold, it is the first tier for
which any of its thresholds is reached.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from xlcrm.measures.engine import Ledger, measure
from xlcrm.schema.measures import BASES
from xlcrm.schema.settings import BELOW, TIER_SLOTS, Tier

_RANKS = "{" + ";".join(str(rank + 1) for rank in range(TIER_SLOTS)) + "}"
_CHOICES = ",".join(f"{{@{key}}}" for key in BASES)


def _threshold_reached(slot: int) -> str:
    return (
        f"ISNUMBER(tier_thresholds_{slot})"
        f"*(tier_thresholds_{slot}<=IFERROR(CHOOSE(tier_threshold_no_{slot},{_CHOICES}),-1E+300))"
    )


_REACHED = "+".join(_threshold_reached(slot) for slot in (1, 2, 3))
_NO_THRESHOLD = "*".join(f"(1-ISNUMBER(tier_thresholds_{slot}))" for slot in (1, 2, 3))


@measure(
    "activity",
    formula="".join(f"IF({{own.stage}}={{stage:{stage}}},{{stage:{stage}}}," for stage in BELOW[1:])
    + "IF(OR({@revenue_12m}>0,{@assets_here}>0),{activity:active},{activity:inactive})"
    + ")" * len(BELOW[1:]),
)
def activity(m: Ledger) -> pd.Series:
    """Active with revenue in the last 12 months or assets held here; prospects, onlookers and lost keep their stage."""
    busy = (m["revenue_12m"] > 0) | (m["assets_here"] > 0)
    stage = m.own("stage")
    return stage.where(stage != "customer", busy.map({True: "active", False: "inactive"}))


@measure(
    "place",
    formula=f"""
    IF({{@activity}}<>{{activity:active}},
    {TIER_SLOTS}+MATCH({{@activity}},{{any activity:{",".join(BELOW)}}},0),
    IFERROR(IF(tier_by_share,
    AGGREGATE(15,6,{_RANKS}/(ISNUMBER(tier_cutoffs)*(tier_cutoffs<=ROUND(CHOOSE(tier_basis_no,{_CHOICES}),2))),1),
    AGGREGATE(15,6,{_RANKS}/((tier_names<>"")*({_REACHED}+{_NO_THRESHOLD}>0)),1)),""))
    """,
)
def place(m: Ledger) -> pd.Series:
    """The row of the customer's tier or group in the tier table of Settings, counted from 1; NaN in none."""
    policy = m.settings.policy
    below = m["activity"].map({group: TIER_SLOTS + 1.0 + n for n, group in enumerate(BELOW)})
    reached = _by_share(m) if policy.method == "share" else _by_threshold(m)
    found = pd.Series(np.where(reached.any(axis=0), reached.argmax(axis=0) + 1.0, np.nan), index=below.index)
    return below.where(m["activity"] != "active", found)


@measure("tier", formula='IFERROR(INDEX(plan_names,{place})&"","")')
def tier(m: Ledger) -> pd.Series:
    """The name of the customer's tier, or of the group under the pyramid."""
    names = [tier.name for tier in slots(m)]
    found = [names[int(place) - 1] if place == place else None for place in m["place"]]
    return pd.Series(found, index=m["place"].index, dtype=object).replace("", None)


def slots(m: Ledger) -> Sequence[Tier]:
    """The tiers and groups as they stand on Settings: unused rows blank, then the groups under the pyramid."""
    return m.settings.slots


def cut_offs(m: Ledger) -> list[float | None]:
    """The value that a customer must reach for each tier, rounded to cents; None where a tier has no share."""
    basis = m[m.settings.policy.basis][m["activity"] == "active"].sort_values(ascending=False).to_numpy()
    found: list[float | None] = []
    rank = 0
    for candidate in m.settings.policy.tiers:
        rank += bool(candidate.name)
        if not candidate.name or candidate.share is None or not len(basis):
            found.append(None)
            continue
        # Rounding first keeps 0.29 x 100 from being 28.
        count = min(len(basis), max(rank, int(np.floor(round(len(basis) * candidate.share, 9)))))
        found.append(cents(basis[count - 1]))
    return found


def cents(value: float) -> float:
    """A value rounded to two decimals as Excel's ROUND does, away from zero at the half."""
    return float(np.sign(value) * np.floor(np.round(abs(value) * 100, 6) + 0.5) / 100)


def _by_share(m: Ledger) -> np.ndarray:
    """For each tier and customer, whether the customer reaches the tier's cut-off."""
    basis = m[m.settings.policy.basis].map(cents).to_numpy()
    reached = [np.full(len(basis), False) if cut is None else basis >= cut for cut in cut_offs(m)]
    return np.array(reached).reshape(len(reached), len(basis))


def _by_threshold(m: Ledger) -> np.ndarray:
    """For each tier and customer, whether the customer reaches any threshold, or the tier has none."""
    policy = m.settings.policy
    rows = []
    for candidate in policy.tiers:
        known = [
            (key, at_least)
            for key, at_least in zip(policy.threshold_measures, candidate.thresholds, strict=False)
            if at_least is not None
        ]
        open_to_all = all(at_least is None for at_least in candidate.thresholds)
        reached = np.full(len(m["activity"]), open_to_all)
        for key, at_least in known:
            reached |= (m[key] >= at_least).to_numpy() if key else False
        rows.append(reached & bool(candidate.name))
    return np.array(rows).reshape(len(rows), len(m["activity"]))
