"""Writing packs: each customer's own book is cut out here, and made a workbook on every processor that there is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Literal

from xlcrm.commands.processes import in_processes
from xlcrm.errors import UserError
from xlcrm.labels import Labels
from xlcrm.labels.packing import IS_A_FILE, NO_ID, NOT_UNIQUE
from xlcrm.model.book import Book, link_key
from xlcrm.packs.choice import Choice, choose
from xlcrm.packs.naming import folders, safe
from xlcrm.packs.redactor import Discretion

_FEW = 6
"""So many packs take less time than starting other processes."""

State = Literal["written", "unchanged", "skipped", "failed"]


@dataclass(frozen=True)
class Packed:
    """What became of one customer's pack. `said` tells why there is none; `withheld` counts texts left out of it."""

    customer_id: str | None
    name: str | None
    state: State
    path: Path | None = None
    withheld: int = 0
    said: Labels | UserError | None = None


def review(book: Book, choice: Choice, outdir: Path) -> "tuple[int, Iterator[Packed]]":
    """Write a pack for each chosen customer into `outdir`; returns how many there are, and what became of each.

    A pack lies in a folder of its customer, named by the day of the latest review, or by the as-of date where there
    was none. One that was written before is written anew; but where its user has saved it since, the pack gets
    another name beside it. Raises WrongUsage for a customer or tier that there is not, UserError for a bad `outdir`.
    """
    rows = choose(book, choice)
    if outdir.exists() and not outdir.is_dir():
        raise UserError(IS_A_FILE, path=outdir)
    return len(rows), _write_each(book, rows, outdir)


def _write_each(book: Book, rows: Sequence[int], outdir: Path) -> Iterator[Packed]:
    ids = link_key(book.customers["customer_id"])
    twice = ids.duplicated(keep=False)
    named = folders(book)
    discretion = Discretion(book)
    customers = book.customers

    def tasks() -> Iterator["Task | Packed"]:
        for row in rows:
            number, name = customers["customer_id"].iat[row], customers["name"].iat[row]
            if not isinstance(number, str):
                yield Packed(None, name, "skipped", said=NO_ID)
            elif twice.iat[row]:
                yield Packed(number, name, "skipped", said=NOT_UNIQUE)
            else:
                own = discretion.of(row)
                yield Task(own.book, outdir / named[row], Packed(number, name, "written", withheld=own.withheld))

    if len(rows) <= _FEW:
        yield from map(done, tasks())
    else:
        yield from in_processes(done, tasks(), preload="xlcrm.packs")


@dataclass(frozen=True)
class Task:
    """One pack to be written: the customer's own book, the folder, and what is to be said of it."""

    book: Book
    folder: Path
    about: Packed


def done(task: "Task | Packed") -> Packed:
    """Write one pack; what its user can mend is told."""
    if isinstance(task, Packed):
        return task
    try:
        return _written(task)
    except UserError as error:
        return replace(task.about, state="failed", said=error)


def _written(task: Task) -> Packed:
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
    path = free(task.folder, safe(f"{day} {TITLE.in_(task.book.language)}"), data)
    saved = save(data, path, read_hash=None, backup=False)
    return replace(task.about, state="unchanged" if saved.unchanged else "written", path=path)


def free(folder: Path, name: str, data: bytes) -> Path:
    """The first of `name`, `name (2)` and on that is not there, or holds a pack that nobody has saved since."""
    from xlcrm.packs.seal import is_sealed

    for number in count(1):
        path = folder / (f"{name}.xlsx" if number == 1 else f"{name} ({number}).xlsx")
        if not path.exists() or (present := path.read_bytes()) == data or is_sealed(present):
            break
    return path
