"""The numbers to reach, and how far a run has come."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from tests.bench.processes import Cost

Costs = Mapping[str, Mapping[str, Cost]]
"""Median costs by scale and job."""

ROWS = {"S": 9_600, "M": 403_200, "L": 960_000}
"""Rows of all five tables, by scale."""


class Verdict(NamedTuple):
    """One line of the table: what was asked, the most it may be, and what it is."""

    what: str
    at_most: float
    reached: float


class Ratio(NamedTuple):
    """A job's time at a scale may be so many times that of another."""

    scale: str
    job: str
    yardstick: str
    at_most: float

    def judge(self, costs: Costs) -> Iterator[Verdict]:
        """One verdict where the scale was run."""
        if self.scale in costs:
            here = costs[self.scale]
            reached = here[self.job].wall / here[self.yardstick].wall
            yield Verdict(f"{self.scale}: {self.job} / {self.yardstick}", self.at_most, reached)


class Limit(NamedTuple):
    """A job at a scale may cost so much in one respect."""

    scale: str
    job: str
    unit: str
    of: Callable[[Cost], float]
    at_most: float

    def judge(self, costs: Costs) -> Iterator[Verdict]:
        """One verdict where the scale was run."""
        if self.scale in costs:
            yield Verdict(f"{self.scale}: {self.job}, {self.unit}", self.at_most, self.of(costs[self.scale][self.job]))


class Growth(NamedTuple):
    """A job's time per row at the scale M may be so many times that at S."""

    job: str
    at_most: float

    def judge(self, costs: Costs) -> Iterator[Verdict]:
        """One verdict where both scales were run."""
        if "S" in costs and "M" in costs:
            small, large = (costs[scale][self.job].wall / ROWS[scale] for scale in "SM")
            yield Verdict(f"{self.job} per row, M / S", self.at_most, large / small)


TARGETS = (
    Limit("S", "help", "CPU s", lambda cost: cost.cpu, 0.15),
    Ratio("S", "check", "read", 0.8),
    Ratio("S", "check", "read", 0.6),
    Ratio("S", "build", "read + write", 1.2),
    Ratio("S", "check a team", "check a team in turn", 1 / 1.6),
    Ratio("M", "check", "read", 0.35),
    Ratio("M", "check", "read by calamine", 2.0),
    Ratio("M", "build", "read + write", 0.6),
    Limit("M", "build", "peak MiB", lambda cost: cost.peak, 2048),
    Growth("check", 1.2),
    Growth("build", 1.2),
)


def verdicts(costs: Costs) -> list[Verdict]:
    """What was reached of everything that can be said about the scales that were run."""
    return [verdict for target in TARGETS for verdict in target.judge(costs)]
