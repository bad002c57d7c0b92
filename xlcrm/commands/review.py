"""What `review` does: each customer's own book is cut out here, and made a workbook on every processor there is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Literal

from xlcrm.commands.processes import in_processes
from xlcrm.errors import UserError
from xlcrm.labels import Labels
from xlcrm.labels.packing import IS_A_FILE, NO_ID, NOT_UNIQUE
from xlcrm.model.book import Book
from xlcrm.model.records import link_key
from xlcrm.packs.choice import Choice, choose
from xlcrm.packs.naming import folders, safe
from xlcrm.packs.redactor import Redactor

_FEW = 6
"""So many packs take less time than starting other processes."""

State = Literal["written", "unchanged", "skipped", "failed"]


@dataclass(frozen=True)
class PackResult:
    """What became of one customer's pack. `reason` says why there is none; `withheld` counts texts left out of it."""

    customer_id: str | None
    name: str | None
    state: State
    path: Path | None = None
    withheld: int = 0
    reason: Labels | UserError | None = None


@dataclass(frozen=True)
class _Task:
    """One pack to be written: the customer's own book, the folder, and what becomes of it."""

    book: Book
    folder: Path
    result: PackResult


def write_packs(book: Book, choice: Choice, outdir: Path) -> tuple[int, Iterator[PackResult]]:
    """Write a pack for each chosen customer into `outdir`; returns how many there are, and what became of each.

    A pack lies in a folder of its customer, named by the day of the latest review, or by the as-of date where there
    was none. One that was written before is written anew; but where its user has saved it since, the pack gets
    another name beside it. Raises WrongUsage for a customer or tier that there is not, UserError for a bad `outdir`.
    """
    rows = choose(book, choice)
    if outdir.exists() and not outdir.is_dir():
        raise UserError(IS_A_FILE, path=outdir)
    return len(rows), _write_each(book, rows, outdir)


def _write_each(book: Book, rows: Sequence[int], outdir: Path) -> Iterator[PackResult]:
    ids = link_key(book.customers["customer_id"])
    twice = ids.duplicated(keep=False)
    named = folders(book)
    redactor = Redactor(book)
    customers = book.customers

    def tasks() -> Iterator[_Task | PackResult]:
        for row in rows:
            number, name = customers["customer_id"].iat[row], customers["name"].iat[row]
            if not isinstance(number, str):
                yield PackResult(None, name, "skipped", reason=NO_ID)
            elif twice.iat[row]:
                yield PackResult(number, name, "skipped", reason=NOT_UNIQUE)
            else:
                own = redactor.redacted(row)
                yield _Task(own.book, outdir / named[row], PackResult(number, name, "written", withheld=own.withheld))

    if len(rows) <= _FEW:
        yield from map(_write, tasks())
    else:
        yield from in_processes(_write, tasks(), preload="xlcrm.packs")


def _write(task: _Task | PackResult) -> PackResult:
    """Write one pack; what its user can mend is a result too."""
    if isinstance(task, PackResult):
        return task
    try:
        return _write_pack(task)
    except UserError as error:
        return replace(task.result, state="failed", reason=error)


def _write_pack(task: _Task) -> PackResult:
    from xlcrm.measures import ledger
    from xlcrm.packs import pack
    from xlcrm.packs.summary import TITLE
    from xlcrm.writing.save import save
    from xlcrm.writing.unwritable import failed

    day = ledger(task.book)["review_date"].iat[0]
    day = task.book.as_of if day != day else day.date()
    data = pack(task.book)
    try:
        task.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise failed(error, task.folder, 0) from None
    path = _free_path(task.folder, safe(f"{day} {TITLE.in_(task.book.language)}"), data)
    saved = save(data, path, read_hash=None, backup=False)
    return replace(task.result, state="unchanged" if saved.unchanged else "written", path=path)


def _free_path(folder: Path, name: str, data: bytes) -> Path:
    """The first of `name`, `name (2)` and on that is not there, or holds a pack that nobody has saved since."""
    from xlcrm.packs.seal import is_sealed

    for number in count(1):
        path = folder / (f"{name}.xlsx" if number == 1 else f"{name} ({number}).xlsx")
        if not path.exists() or (present := path.read_bytes()) == data or is_sealed(present):
            break
    return path
