"""Runs whole processes and measures them."""

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).parents[2]


class Cost(NamedTuple):
    """What a process took: seconds by the clock, seconds of CPU in all its threads, and its peak memory in MiB."""

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True)
class Job:
    """A Python process to measure: its name in the table, and what stands behind `python`."""

    name: str
    arguments: tuple[str, ...]


class JobFailed(Exception):
    """A process ended in a way that makes its time worthless."""


def run(job: Job) -> Cost:
    """Run a process to its end. Raises JobFailed where it does not end well.

    This process must stay small: Linux counts the memory of the one that forks into the peak of the one forked.
    """
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *job.arguments], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    complaint = process.stderr.read().decode(errors="replace")
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode:
        raise JobFailed(f"{job.name}: exit code {process.returncode}\n{complaint[-2000:]}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def interleaved(jobs: Sequence[Job], runs: int) -> Mapping[str, Cost]:
    """The median costs of each job, by its name; the jobs take turns, so that a busy machine slows all alike."""
    costs: dict[str, list[Cost]] = {job.name: [] for job in jobs}
    for _ in range(runs):
        for job in jobs:
            costs[job.name].append(run(job))
    return {name: _median(found) for name, found in costs.items()}


def _median(costs: Iterable[Cost]) -> Cost:
    return Cost(*(median(values) for values in zip(*costs, strict=True)))
