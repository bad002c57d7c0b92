"""Measures the command line on plain books: `python -m tests.bench --scale S M --runs 5`."""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench.processes import Cost, Job, JobFailed, interleaved, run
from tests.bench.targets import Costs, verdicts

CUSTOMERS = {"S": 300, "M": 12_600, "L": 30_000}
AS_OF = ("--as-of", "2026-10-31")
TEAM = 40
"""How many books of the scale S are checked in one go."""


def jobs(book: Path, folder: Path) -> list[Job]:
    """What is measured on one book."""
    pandas = ("-m", "tests.bench.yardsticks")
    return [
        Job("read", (*pandas, "read", str(book))),
        Job("check", ("-m", "xlcrm", "check", str(book), *AS_OF)),
        Job("read + write", (*pandas, "copy", str(book), str(folder / "copy.xlsx"))),
        Job("build", ("-m", "xlcrm", "build", str(book), "-o", str(folder / "built.xlsx"), *AS_OF)),
        Job("read by calamine", (*pandas, "calamine", str(book))),
        Job("help", ("-m", "xlcrm", "--help")),
    ]


def team_jobs(book: Path, folder: Path) -> list[Job]:
    """The books of a team, side by side and one after the other."""
    team = folder / "team"
    team.mkdir(exist_ok=True)
    books = [str(shutil.copyfile(book, team / f"{number}.xlsx")) for number in range(TEAM)]
    return [
        Job("check a team", ("-m", "xlcrm", "check", *books, *AS_OF)),
        Job("check a team in turn", ("-m", "tests.bench.one_by_one", *books, *AS_OF)),
    ]


def measure(scale: str, runs: int, folder: Path) -> Costs:
    """The costs of every job at one scale. The book is made by a process of its own, so that this one stays small."""
    book = folder / f"{scale}.xlsx"
    if not book.exists():
        size = str(CUSTOMERS[scale])
        run(Job("book", ("-m", "tests.support.generate", str(book), "--customers", size)))
    more = team_jobs(book, folder) if scale == "S" else []
    return {scale: interleaved(jobs(book, folder) + more, runs)}


def show(costs: Costs) -> None:
    """Print what each job cost, and what was reached of the targets."""
    console = Console()
    table = Table("scale", "job", title="medians of whole processes")
    for heading in ("wall s", "CPU s", "peak MiB"):
        table.add_column(heading, justify="right")
    for scale, found in costs.items():
        for job, cost in found.items():
            table.add_row(scale, job, f"{cost.wall:.2f}", f"{cost.cpu:.2f}", f"{cost.peak:,.0f}")
    console.print(table)
    table = Table("what", title="targets")
    for heading in ("at most", "reached", ""):
        table.add_column(heading, justify="right")
    for verdict in verdicts(costs):
        met = "yes" if verdict.reached <= verdict.at_most else "NO"
        table.add_row(verdict.what, f"{verdict.at_most:,.2f}", f"{verdict.reached:,.2f}", met)
    console.print(table)


def main() -> int:
    """Measure the scales asked for; 2 where a process failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--scale", nargs="+", choices=CUSTOMERS, default=["S"])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="keep the books here, and use those that are here already")
    options = parser.parse_args()
    costs: dict[str, Mapping[str, Cost]] = {}
    with tempfile.TemporaryDirectory() as passing:
        folder = options.folder or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        try:
            for scale in options.scale:
                costs |= measure(scale, options.runs, folder)
        except JobFailed as failure:
            sys.stderr.write(f"{failure}\n")
            return 2
    show(costs)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
