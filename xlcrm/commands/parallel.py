"""Checking one book or several, two at a time: what is wanted, and what comes back of each."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any, TypeVar

from xlcrm.commands.garbage import no_collecting
from xlcrm.errors import UnreadableFile, UserError
from xlcrm.labels import Language

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True)
class Wanted:
    """How books are to be checked. `language` is that of what is said, None for each book's own.

    `speak` is the language of errors before a book is read. `report` is where a marked copy goes.
    """

    as_of: date | None = None
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    language: Language | None = None
    speak: Language = "en"
    password: str | None = None
    fix: bool = False
    dry_run: bool = False
    report: Path | None = None
    review: bool = False
    as_json: bool = False


@dataclass(frozen=True)
class Line:
    """One finding for people: where, how grave, what kind, what is wrong and how to mend it."""

    place: str
    severity: str
    kind: str
    text: str


@dataclass(frozen=True)
class Outcome:
    """What came of one book: plain data, so that another process can hand it over.

    `error` says why it was not checked, `code` is the F code of that. `more` findings are not among `lines`. `closing`
    holds the parts of its closing line, `as_json` the object that stands for it in JSON.
    """

    path: Path
    language: Language
    error: str | None = None
    code: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    lines: Sequence[Line] = ()
    more: int = 0
    fixes: Sequence[str] = ()
    review: Sequence[str] = ()
    closing: Sequence[str] = ()
    as_json: Mapping[str, Any] | None = None

    @property
    def has_errors(self) -> bool:
        """Whether anything of severity error was found."""
        return self.counts.get("errors", 0) > 0


def check_each(paths: Sequence[Path], wanted: Wanted) -> Iterator[Outcome]:
    """The outcome of each book, in the order given, as many at a time as there are processors.

    Processes, not threads: reading lets other threads run, but checking does not. A book that cannot be read or
    written has an outcome that says so; an error in xlcrm itself propagates.
    """
    yield from at_once(partial(check_path, wanted=wanted), paths, preload="xlcrm.commands.check")


def at_once(work: Callable[[T], R], tasks: Iterable[T], *, preload: str) -> Iterator[R]:
    """The result of `work` for each of `tasks`, in their order, as many at a time as there are processors.

    Processes, each of which imports the module `preload` before it begins; a few tasks wait for each, so that a long
    row of them is made only as it is worked off.
    """
    workers = _processors()
    first = list(islice(tasks := iter(tasks), 2))
    if workers < 2 or len(first) < 2:
        yield from map(work, chain(first, tasks))
        return
    # Slow to import, and needed here alone.
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing import get_all_start_methods, get_context

    if "forkserver" in get_all_start_methods():
        context: Any = get_context("forkserver")
        context.set_forkserver_preload([preload])  # imported once, for all
    else:
        context = get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        waiting: deque[Future[R]] = deque()
        try:
            for task in chain(first, tasks):
                waiting.append(pool.submit(work, task))
                if len(waiting) > 4 * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def check_path(path: Path, wanted: Wanted) -> Outcome:
    """The outcome of one book; what its user can mend is an outcome too."""
    from xlcrm.commands.check import examine, read_book

    try:
        with no_collecting():
            return examine(read_book(path, wanted), wanted)
    except UserError as error:
        code = error.code if isinstance(error, UnreadableFile) else None
        return Outcome(path, wanted.speak, error=error.message(wanted.speak), code=code)


def _processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
