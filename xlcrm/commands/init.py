"""What `init` does: a workbook to start from, blank or filled with made-up customers."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from xlcrm.commands.build import build_book
from xlcrm.commands.subjects import known_subjects
from xlcrm.errors import UserError, WrongUsage
from xlcrm.labels import Labels, Language
from xlcrm.labels import terminal as say
from xlcrm.measures import compute
from xlcrm.model.book import Book
from xlcrm.schema.kits import KITS, Kit
from xlcrm.schema.registry import subjects as every_subject
from xlcrm.schema.settings import default_settings
from xlcrm.schema.sheets import before_input
from xlcrm.schema.shown import Shown


@dataclass(frozen=True)
class Start:
    """What a book starts with: the keys of subjects besides the core, and the pages that wait for rows."""

    subjects: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()

    @property
    def waiting_called(self) -> tuple[Labels, ...]:
        """What the pages are called."""
        return tuple(sheet.labels for sheet in before_input(every_subject()) if sheet.key in self.waiting)


def start_with(subjects: Iterable[str] = (), kit: str | None = None) -> Start:
    """A kit and subjects besides; WrongUsage for one that there is not."""
    chosen = _kit(kit)
    wanted = known_subjects(subjects)
    core = {subject.key for subject in every_subject() if subject.core}
    brought = chosen.brings if chosen else ()
    return Start(
        tuple(dict.fromkeys(key for key in (*brought, *wanted) if key not in core)),
        chosen.when_filled if chosen else (),
    )


def _kit(kit: str | None) -> Kit | None:
    if kit is not None and kit not in KITS:
        raise WrongUsage(say.NO_SUCH_KIT, kit=kit, kits=", ".join(KITS))
    return None if kit is None else KITS[kit]


def started(book: Book, start: Start) -> Book:
    """A new book as its kit has it."""
    pages: dict[str, Shown] = dict.fromkeys(start.waiting, "filled")
    return book.but(settings=replace(book.settings, pages=pages), subjects=start.subjects)


def init_file(path: Path, language: Language, preset: str = "pyramid", *, sample: bool = False, start: Start) -> None:
    """Write a book to `path`; UserError where something is there already."""
    if path.exists():
        raise UserError(say.EXISTS, path=path)
    if sample:
        from xlcrm.sample import sample_book

        book = sample_book(language, preset, subjects=start.subjects)
    else:
        settings = default_settings(language, preset)
        book = Book(language=language, settings=settings, as_of=date.today(), compute=compute)
    build_book(started(book, start), path)
