"""What `add` does: subjects that a book did not have, added in place."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from xlcrm.commands.build import BuildResult, build_book
from xlcrm.commands.subjects import known_subjects
from xlcrm.model.book import Book


@dataclass(frozen=True)
class Added:
    """The keys of subjects added, and of those that were there; `result` is None where nothing was to be written."""

    added: tuple[str, ...]
    there: tuple[str, ...]
    result: BuildResult | None


def add_subjects(book: Book, typed: Iterable[str], password: str | None = None) -> Added:
    """Build a book over its file with subjects that it did not ask for, a copy of what was there kept beside it.

    Raises WrongUsage for a subject that there is not, and what `build` raises where the file cannot be written over.
    """
    wanted = known_subjects(typed)
    has = {subject.key for subject in book.subjects if book.settings.subjects.get(subject.key, True)}
    added = tuple(key for key in wanted if key not in has)
    there = tuple(key for key in wanted if key in has)
    if not added:
        return Added(added, there, None)
    return Added(added, there, _written(having(book, added), password))


def having(book: Book, keys: Iterable[str]) -> Book:
    """The book, asking for some subjects besides those that it has."""
    asked = {**book.settings.subjects, **dict.fromkeys(keys, True)}
    settings = replace(book.settings, subjects=asked)
    return book.but(settings=settings, subjects=[*(subject.key for subject in book.subjects), *keys])


def _written(book: Book, password: str | None) -> BuildResult:
    if book.path is None:
        raise ValueError("a book without a file")
    return build_book(book, book.path, password=password, action="add")
