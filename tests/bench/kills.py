"""Kills builds at random moments: `python -m tests.bench.kills --times 200`; the book must be whole after each."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from tests.support.generate import plain_book
from xlcrm.model.backups import backups_of, folder_of

DAYS = ("2026-10-30", "2026-10-31")
PATIENCE = 60.0


def command(book: Path, day: str) -> list[str]:
    """The build whose result depends on the day, so that there is something to write each time."""
    return [sys.executable, "-m", "xlcrm", "build", str(book), "--as-of", day]


def killed_builds(book: Path, times: int, seed: int = 1) -> Counter[str]:
    """How often the book was as before, or as it was to be, after its build was killed; anything else is `damaged`.

    Every second build is killed at any moment, the others soon after they have begun to write. A build always gives
    the same bytes, so that the file must be one of two, and each of its backups too.
    """
    moments, found = Random(seed), Counter[str]()
    wanted = []
    started = time.monotonic()
    for day in (*DAYS, DAYS[0]):
        subprocess.run(command(book, day), check=True, capture_output=True)
        wanted.append(book.read_bytes())
    takes = (time.monotonic() - started) / len(wanted)
    versions = {DAYS[0]: wanted[2], DAYS[1]: wanted[1]}
    for number in range(times):
        day = next(day for day in DAYS if versions[day] != book.read_bytes())
        before = book.read_bytes()
        shutil.rmtree(folder_of(book), ignore_errors=True)
        process = subprocess.Popen(command(book, day), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if number % 2:
            time.sleep(moments.uniform(0, takes))
        else:
            _wait_for_writing(process, book)
            time.sleep(moments.uniform(0, 0.01))
        process.kill()
        process.wait()
        after = book.read_bytes() if book.exists() else b""
        whole = all(backup.path.read_bytes() == before for backup in backups_of(book))
        kind = "as before" if after == before else "as it was to be" if after == versions[day] else "damaged"
        if kind == "as it was to be" and not backups_of(book):
            kind = "without a backup"
        found[kind if whole else "damaged backup"] += 1
        if kind == "damaged":
            book.write_bytes(before)
        for left in book.parent.glob(".xlcrm-*.tmp"):
            left.unlink()
    return found


def _wait_for_writing(process: subprocess.Popen[bytes], book: Path) -> None:
    ends = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < ends:
        if folder_of(book).exists() or any(book.parent.glob(".xlcrm-*.tmp")):
            return
        time.sleep(0.0005)


def main() -> int:
    """Kill as often as asked; 1 where a file was not whole."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.kills", description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--customers", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = killed_builds(plain_book(Path(folder) / "book.xlsx", options.customers), options.times)
    for kind, count in found.items():
        sys.stdout.write(f"{kind}: {count}\n")
    return int(not set(found) <= {"as before", "as it was to be"})


if __name__ == "__main__":
    raise SystemExit(main())
