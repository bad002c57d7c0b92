"""Tier methods: by which of them customers reach the tiers of the pyramid, as Excel computes it and as Python does.

A tier policy ranks active customers by a measure, and a customer belongs to the first tier that the customer reaches.
By cut-off, the tiers hold so many customers K_1 <= K_2 <= ..., at least one more each and at most n in all; the cut-off
of a tier is the K_i-th largest value, so that ties share the better tier.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from xlcrm.labels import Labels
from xlcrm.measures.engine import Ledger
from xlcrm.schema.names import TIER_BASIS_NO, TIER_CUTOFFS
from xlcrm.schema.settings import Tier


def cents(value: float) -> float:
    """A value rounded to two decimals as Excel's ROUND does, away from zero at the half."""
    return float(np.sign(value) * np.floor(np.round(abs(value) * 100, 6) + 0.5) / 100)


@dataclass(frozen=True)
class TierMethod(ABC):
    """A method that Settings offers; `place` says where among the others."""

    key: str
    labels: Labels
    place: int

    @property
    @abstractmethod
    def reached(self) -> str:
        """Which tiers a customer of Overview reaches: a formula's condition over the rows of the tier table."""

    @abstractmethod
    def reached_by(self, m: Ledger) -> np.ndarray:
        """The twin of `reached`: for each tier and customer, whether the customer reaches it."""

    @abstractmethod
    def entry_formula(self, tier_row: int, alternative: str) -> str:
        """What must be reached for a tier; `alternative` is the word between two ways to reach it."""

    @abstractmethod
    def entry(self, m: Ledger, tier_row: int, alternative: str) -> float | str | None:
        """The twin of `entry_formula`, in the book's language."""

    @abstractmethod
    def leaves_some(self, last: Tier) -> bool:
        """Whether customers may be left who do not reach even the last tier."""


@dataclass(frozen=True)
class ByCutOff(TierMethod):
    """A method by which each tier holds so many customers, counted from the best.

    `number` is what the tier's number on Settings is called, a percentage unless it is `whole`. `count` is the formula
    of how many customers the tier and those above it hold, made of `{active}`, the number of active customers, and
    `{number}`; `count_of` is its twin.
    """

    number: Labels
    count: str
    count_of: Callable[[int, float], int]
    whole: bool = False

    @property
    def reached(self) -> str:
        """Tiers whose cut-off is not above the customer's value."""
        value = f"ROUND(CHOOSE({TIER_BASIS_NO},{{@bases}}),2)"
        return f"ISNUMBER({TIER_CUTOFFS})*({TIER_CUTOFFS}<={value})"

    def reached_by(self, m: Ledger) -> np.ndarray:
        """The twin of `reached`."""
        basis = m[m.settings.policy.basis].map(cents).to_numpy()
        reached = [np.full(len(basis), False) if cut is None else basis >= cut for cut in self.cut_offs(m)]
        return np.array(reached).reshape(len(reached), len(basis))

    def cut_offs(self, m: Ledger) -> list[float | None]:
        """The value that a customer must reach for each tier, rounded to cents; None where a tier has no number."""
        basis = m[m.settings.policy.basis][m["activity"] == "active"].sort_values(ascending=False).to_numpy()
        found: list[float | None] = []
        rank = 0
        for candidate in m.settings.policy.tiers:
            rank += bool(candidate.name)
            if not candidate.name or candidate.share is None or not len(basis):
                found.append(None)
                continue
            count = min(len(basis), max(rank, self.count_of(len(basis), candidate.share)))
            found.append(cents(basis[count - 1]))
        return found

    def entry_formula(self, tier_row: int, alternative: str) -> str:  # noqa: ARG002 - there is one way alone
        """The cut-off."""
        return f"INDEX({TIER_CUTOFFS},{tier_row})"

    def entry(self, m: Ledger, tier_row: int, alternative: str) -> float | str | None:  # noqa: ARG002
        """The twin of `entry_formula`."""
        return self.cut_offs(m)[tier_row - 1]

    def leaves_some(self, last: Tier) -> bool:
        """Whether the last percentage is less than all; nobody counts on a whole number to be enough."""
        return not self.whole and last.share is not None and last.share < 1
