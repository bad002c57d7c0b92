"""Tiers by threshold: a customer reaches the first tier any of whose thresholds the customer reaches."""

from dataclasses import dataclass

import numpy as np

from xlcrm.labels import labels
from xlcrm.measures.engine import Ledger
from xlcrm.measures.tiers import TierMethod
from xlcrm.schema.measure import declared
from xlcrm.schema.names import TIER_NAMES, TIER_THRESHOLD_MEASURES, TIER_THRESHOLD_NOS, TIER_THRESHOLDS
from xlcrm.schema.registry import subjects
from xlcrm.schema.settings import Tier


def _threshold_reached(number: str, thresholds: str) -> str:
    return f"ISNUMBER({thresholds})*({thresholds}<=IFERROR(CHOOSE({number},{{@bases}}),-1E+300))"


_REACHED = "+".join(map(_threshold_reached, TIER_THRESHOLD_NOS, TIER_THRESHOLDS))
_NO_THRESHOLD = "*".join(f"(1-ISNUMBER({thresholds}))" for thresholds in TIER_THRESHOLDS)


@dataclass(frozen=True)
class _ByThreshold(TierMethod):
    @property
    def reached(self) -> str:
        """Tiers any of whose thresholds is reached, or that have none."""
        return f'({TIER_NAMES}<>"")*({_REACHED}+{_NO_THRESHOLD}>0)'

    def reached_by(self, m: Ledger) -> np.ndarray:
        """The twin of `reached`."""
        policy = m.settings.policy
        rows = []
        for candidate in policy.tiers:
            known = [
                (key, at_least)
                for key, at_least in zip(policy.threshold_measures, candidate.thresholds, strict=False)
                if at_least is not None
            ]
            reached = np.full(len(m["activity"]), not self.leaves_some(candidate))
            for key, at_least in known:
                reached |= (m[key] >= at_least).to_numpy() if key else False
            rows.append(reached & bool(candidate.name))
        return np.array(rows).reshape(len(rows), len(m["activity"]))

    def entry_formula(self, tier_row: int, alternative: str) -> str:
        """The thresholds, any of which will do."""
        listed = ""
        for measure, thresholds in zip(TIER_THRESHOLD_MEASURES, TIER_THRESHOLDS, strict=True):
            number = f"INDEX({thresholds},{tier_row})"
            listed += f'&IF(ISNUMBER({number}),"{alternative}"&{measure}&" ≥ "&TEXT({number},"#,##0"),"")'
        return f"MID({listed[1:]},{len(alternative) + 1},300)"

    def entry(self, m: Ledger, tier_row: int, alternative: str) -> float | str | None:
        """The twin of `entry_formula`."""
        policy = m.settings.policy
        known = {measure.key: measure.labels.in_(m.book.language) for measure in declared(subjects())}
        listed = [
            f"{known.get(key, '')} ≥ {int(at_least + 0.5):,}"
            for key, at_least in zip(policy.threshold_measures, policy.tiers[tier_row - 1].thresholds, strict=False)
            if at_least is not None
        ]
        return alternative.join(listed) or None

    def leaves_some(self, last: Tier) -> bool:
        """Whether the last tier has a threshold."""
        return any(at_least is not None for at_least in last.thresholds)


METHOD = _ByThreshold("threshold", labels("按门槛", "按門檻", "By threshold"), place=20)
