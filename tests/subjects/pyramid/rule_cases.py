"""The cases of the rules on tiers and the contact plan; the as-of date is 2026-03-31."""

from dataclasses import replace
from typing import Any

import numpy as np

from tests.rules.cases import Case, bad, case
from xlcrm.schema.settings import Tier, default_settings

SETTINGS = default_settings("zh-CN")


def of_policy(code: str, method: str, *tiers: Tier, found: int = 1, **changes: Any) -> Case:
    """A tier policy with `found` findings."""
    tiers = tiers or SETTINGS.policy.tiers
    policy = replace(SETTINGS.policy, method=method, tiers=tiers, threshold_measures=("assets_here", "", "revenue_12m"))
    return case(code, settings=replace(SETTINGS, policy=policy, **changes), places=["设置"] * found)


def from_(name: str, *thresholds: float | None) -> Tier:
    """A tier with thresholds."""
    return Tier(name, thresholds=thresholds + (None,) * (3 - len(thresholds)))


CASES = (
    of_policy("S402", "share", Tier("高端", 0.1), Tier("普通", 0.5), Tier("高端", 0.8), Tier("流失客户", 1.0), found=2),
    of_policy("S403", "share", Tier("A", 0.05), Tier("B", 0.04), Tier("C", 0.04), Tier("D", 1.0), found=2),
    of_policy("S404", "share", Tier("A", 0.0), Tier("B", 5.0), Tier("C", 1.0), found=2),
    of_policy("S405", "share", Tier("A", 0.1), Tier("B"), Tier(""), Tier("C", 1.0)),
    of_policy(
        "S406", "threshold", from_("A", 200, 1, 50), from_("B", 500, 2, None), from_("C", 100, None, 50), found=2
    ),
    of_policy("S408", "threshold", from_("A", 500), from_("B"), from_("C", 200)),
    of_policy("S409", "share", Tier("A", 0.01), Tier("B", 0.2)),
    of_policy("S409", "threshold", from_("A", 500), from_("B", 200)),
    case(
        "B401",
        customers=[{"customer_id": bad("C1")}, {"customer_id": "C2"}, {"customer_id": "C3"}],
        measures={
            "review_due": np.array(["2026-03-30", "2026-03-31", "NaT"], "datetime64[s]"),
            "tier": ["顶端客户", "高端客户", None],
        },
    ),
    case(
        "B402",
        customers=[{"customer_id": bad("C1"), "opened_on": "2020-01-01"}, {"customer_id": "C2", "stage": "lost"}],
        purchases=[{"customer_id": "C1", "date": "2026-03-05", "product": "A", "amount": 100}],
    ),
    case(
        "B403",
        customers=[
            {"customer_id": bad("C1"), "opened_on": "2020-01-01"},
            {"customer_id": "C2", "opened_on": "2020-01-01"},
            {"customer_id": "C3"},
        ],
        purchases=[
            {"customer_id": customer, "date": "2026-03-05", "product": "A", "amount": 100}
            for customer in ("C1", "C2", "C3")
        ],
        follow_ups=[
            {"customer_id": "C1", "date": "2026-02-01", "channel": "call"},
            {"customer_id": "C2", "date": "2026-03-30", "channel": "call"},
        ],
    ),
    case(
        "B501",
        customers=[
            {"customer_id": "C1", "phone": bad(), "birth_date": bad(), "risk_profile": bad()},
            {"customer_id": "C2", "customer_type": "company", "phone": bad(), "birth_date": None, "risk_profile": None},
            {"customer_id": "C3", "phone": "1", "birth_date": "1990-03-07", "risk_profile": "C3"},
            {"customer_id": "C4", "phone": None, "birth_date": None, "risk_profile": None},
        ],
        measures={"tier": ["顶端客户", "高端客户", "高端客户", "普通客户"]},
    ),
    case(
        "B503",
        customers=[
            {"customer_id": "C1", "stage": bad("prospect")},
            {"customer_id": "C2", "stage": "customer"},
            {"customer_id": "C3", "stage": None},
            {"customer_id": "C4", "stage": "lost"},
            {"customer_id": "C5", "stage": bad("lost")},
        ],
        purchases=[
            {"customer_id": customer, "date": "2026-03-01", "product": "A", "amount": 100}
            for customer in ("C1", "C2", "C3")
        ],
        assets=[{"customer_id": "C5", "review_date": "2026-03-01", "asset_class": "fund", "name": "A", "value": 5}],
    ),
)
