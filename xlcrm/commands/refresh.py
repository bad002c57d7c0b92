"""What `build` does with a book that was read: take over what was asked for, check it, and write it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from xlcrm.commands.build import BuildResult, build_book, refuse
from xlcrm.errors import UserError
from xlcrm.labels import Labels, Language
from xlcrm.labels import terminal as say
from xlcrm.model.book import Book
from xlcrm.rules import check
from xlcrm.rules.finding import Finding
from xlcrm.schema.settings import with_preset


@dataclass(frozen=True)
class BuildOptions:
    """What is to be another in the book from now on, None for what stays; and whether it may be without customers."""

    as_of: date | None = None
    language: Language | None = None
    preset: str | None = None
    allow_empty: bool = False


def refresh(
    book: Book,
    target: Path,
    options: BuildOptions,
    *,
    password: str | None = None,
    on_step: Callable[[Labels], None] = lambda _: None,
) -> tuple[Book, list[Finding], BuildResult]:
    """Build a book into `target`, encrypted where it was; returns it as written, what was found in it, and the save.

    Raises UserError for a book without customers, and UnwritableFile where it cannot be written safely; nothing is
    changed then.
    """
    refuse(book, target)
    if not len(book.customers) and not options.allow_empty:
        sheet = book["customers"].schema.labels.in_(book.language)
        raise UserError(say.NO_CUSTOMERS, path=book.path, sheet=sheet)
    if options.language and options.language != book.language:
        book = book.in_language(options.language)
    if options.preset:
        book.settings = with_preset(book.settings, book.language, options.preset)
    if options.as_of:
        book.settings = replace(book.settings, as_of=options.as_of)
    on_step(say.CHECKING)
    findings = check(book)
    on_step(say.WRITING)
    password = password if book.origin.encrypted else None
    result = build_book(book, target, findings=findings, password=password, allow_empty=options.allow_empty)
    return book, findings, result
