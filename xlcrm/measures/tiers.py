"""The tier policy: which customers reach which tier of the pyramid.

A tier policy ranks active customers by a measure. By share, n customers and cumulative shares P1 < P2 < ... give the
counts K_i = max(i, floor(n x P_i)), at most n; a tier's cut-off is the K_i-th largest value, and a customer belongs to
the first tier whose cut-off it reaches, so that ties share the better tier. By threshold, it is the first tier for
which any of its thresholds is reached.
"""

import numpy as np

from xlcrm.measures.engine import Ledger


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


def by_share(m: Ledger) -> np.ndarray:
    """For each tier and customer, whether the customer reaches the tier's cut-off."""
    basis = m[m.settings.policy.basis].map(cents).to_numpy()
    reached = [np.full(len(basis), False) if cut is None else basis >= cut for cut in cut_offs(m)]
    return np.array(reached).reshape(len(reached), len(basis))


def by_threshold(m: Ledger) -> np.ndarray:
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
