"""What it costs to keep the user's package: `python -m tests.bench.keeping_costs --scale S M`.

CPU seconds of one process for each: a plain book read and built into its own package, and the same book read and
written whole into a fresh file. Both are built twice over, as it is then; the book is read and checked once.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from statistics import median

import xlcrm
from tests.bench.__main__ import CUSTOMERS
from tests.support.generate import plain_book
from xlcrm.model.book import Book
from xlcrm.reading.read import read as read_book
from xlcrm.workbook.build import built

AS_OF = date(2026, 10, 31)


def job(path: Path, *, fresh: bool) -> None:
    """Read, check and build a book, keeping its package or not."""
    book = read_book(path, as_of=AS_OF)
    findings = xlcrm.check(book)
    if fresh:
        book = Book(book.tables, language=book.language, settings=book.settings, as_of=AS_OF)
    path.with_name("out.xlsx").write_bytes(built(book, findings).data)


def cpu_seconds(path: Path, kind: str) -> float:
    """What one process took."""
    code = "import resource; from tests.bench.keeping_costs import job; from pathlib import Path"
    code += f"; job(Path({str(path)!r}), fresh={kind == 'fresh'})"
    code += "; used = resource.getrusage(resource.RUSAGE_SELF); print(used.ru_utime + used.ru_stime)"
    return float(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout)


def main() -> int:
    """Measure the scales asked for; 1 where keeping adds more than a quarter."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.keeping_costs", description=__doc__)
    parser.add_argument("--scale", nargs="+", choices=CUSTOMERS, default=["S"])
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    worst = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for scale in options.scale:
            plain = plain_book(Path(folder) / f"{scale}.xlsx", CUSTOMERS[scale])
            once = Path(folder) / f"{scale}-built.xlsx"
            xlcrm.build(read_book(plain, as_of=AS_OF), once)
            for what, path in (("first build", plain), ("built book", once)):
                costs = {kind: [] for kind in ("kept", "fresh")}
                for _ in range(options.runs):
                    for kind, found in costs.items():
                        found.append(cpu_seconds(path, kind))
                kept, fresh = median(costs["kept"]), median(costs["fresh"])
                worst = max(worst, kept / fresh - 1)
                sys.stdout.write(
                    f"{scale} {what}: kept {kept:.2f} s, fresh {fresh:.2f} s, adds {kept / fresh - 1:.0%}\n"
                )
    return int(worst > 0.25)


if __name__ == "__main__":
    raise SystemExit(main())
