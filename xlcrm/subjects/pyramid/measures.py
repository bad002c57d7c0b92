"""Activity and tier: who is active, and where each customer stands in the pyramid."""

import numpy as np
import pandas as pd

from xlcrm.labels import labels, same
from xlcrm.measures.engine import Ledger
from xlcrm.measures.measure import by_hand
from xlcrm.measures.methods import METHODS, by_method, method_of
from xlcrm.schema.settings import BELOW, TIER_SLOTS
from xlcrm.schema.types import INTEGER, TEXT

_RANKS = "{" + ";".join(str(rank + 1) for rank in range(TIER_SLOTS)) + "}"


def _first(reached: str) -> str:
    """The first row of the tier table for which a condition over its rows holds."""
    return f"AGGREGATE(15,6,{_RANKS}/({reached}),1)"


@by_hand(
    "activity",
    TEXT,
    labels("活跃状态", "活躍狀態", "Activity"),
    "".join(f"IF({{own.stage}}={{stage:{stage}}},{{stage:{stage}}}," for stage in BELOW[1:])
    + "IF(OR({@revenue_12m}>0,{@assets_here}>0),{activity:active},{activity:inactive})"
    + ")" * len(BELOW[1:]),
)
def activity(m: Ledger) -> pd.Series:
    """Active with revenue in the last 12 months or assets held here; prospects, onlookers and lost keep their stage."""
    busy = (m["revenue_12m"] > 0) | (m["assets_here"] > 0)
    stage = m.own("stage")
    return stage.where(stage != "customer", busy.map({True: "active", False: "inactive"}))


@by_hand(
    "tier_row",
    INTEGER,
    same("tier_row"),
    f"""
    IF({{@activity}}<>{{activity:active}},
    {TIER_SLOTS}+MATCH({{@activity}},{{any activity:{",".join(BELOW)}}},0),
    IFERROR({by_method(METHODS.values(), lambda method: _first(method.reached))},""))
    """,
    helper=True,
)
def tier_row(m: Ledger) -> pd.Series:
    """The row of the customer's tier or group in the tier table of Settings, counted from 1; NaN in none."""
    below = m["activity"].map({group: TIER_SLOTS + 1.0 + n for n, group in enumerate(BELOW)})
    reached = method_of(m).reached_by(m)
    found = pd.Series(np.where(reached.any(axis=0), reached.argmax(axis=0) + 1.0, np.nan), index=below.index)
    return below.where(m["activity"] != "active", found)


@by_hand("tier", TEXT, labels("客户等级", "客戶等級", "Tier"), 'IFERROR(INDEX(plan_names,{tier_row})&"","")')
def tier(m: Ledger) -> pd.Series:
    """The name of the customer's tier, or of the group under the pyramid."""
    names = [tier.name for tier in m.settings.slots]
    rows = m["tier_row"]
    found = [names[int(row) - 1] if row == row else None for row in rows]
    return pd.Series(found, index=rows.index, dtype=object).replace("", None)
