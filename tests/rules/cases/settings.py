"""Cases of the rules on Settings: a policy that is found; what passes is tested on every preset."""

from dataclasses import replace
from typing import Any

from tests.rules.cases import Case, case
from xlcrm.schema.settings import Method, Tier, default_settings

SETTINGS = default_settings("zh-CN")


def of_policy(code: str, method: Method, *tiers: Tier, found: int = 1, **changes: Any) -> Case:
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
    of_policy("S407", "share", rates={"CNY": 1.0, "USD": 0.0}),
    of_policy("S408", "threshold", from_("A", 500), from_("B"), from_("C", 200)),
    of_policy("S409", "share", Tier("A", 0.01), Tier("B", 0.2)),
    of_policy("S409", "threshold", from_("A", 500), from_("B", 200)),
)
