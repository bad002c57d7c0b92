"""Tiers by share: each holds a part of all active customers."""

import numpy as np

from xlcrm.labels import labels
from xlcrm.measures.tiers import ByCutOff


def _count(active: int, share: float) -> int:
    # Rounding first keeps 0.29 x 100 from being 28.
    return int(np.floor(round(active * share, 9)))


METHOD = ByCutOff(
    "share",
    labels("按占比", "按占比", "By share"),
    place=10,
    number=labels("累计占比", "累計占比", "Cumulative share"),
    count="INT(ROUND({active}*{number},9))",
    count_of=_count,
)
