"""What `xlcrm check` does with one book: check it, fix it, write a marked copy, list what a review needs."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from xlcrm.commands.parallel import Line, Outcome, Wanted
from xlcrm.commands.report import Checked, line
from xlcrm.errors import UserError, WrongUsage
from xlcrm.labels import Labels, Language
from xlcrm.labels import terminal as say
from xlcrm.model.book import Book
from xlcrm.reading.read import read
from xlcrm.rules import check, fold
from xlcrm.rules.finding import Finding

MOST_LINES = 1000
"""How many findings are printed for people; the rest are counted."""


def read_book(path: Path, wanted: Wanted) -> Book:
    """Read a book as it is wanted; raises UnreadableFile."""
    return read(path, as_of=wanted.as_of, password=wanted.password)


def examine(
    book: Book, wanted: Wanted, *, started: float | None = None, step: Callable[[Labels], None] = lambda _: None
) -> Outcome:
    """Check a book that was read, and do with it what else is wanted.

    `started` is when reading it began, by the monotonic clock. Raises UserError where the book or the copy cannot be
    written; nothing is changed then.
    """
    started = time.monotonic() if started is None else started
    step(say.CHECKING)
    language = wanted.language or book.language
    path: Path = book.path or Path()
    told: list[str] = []
    more: dict[str, Any] = {}
    fixes: list[str] = []
    if wanted.fix:
        book, fixes = _fix(book, wanted, told, more, language)
    found = check(book, wanted.select, wanted.ignore, folded=False)
    review = _review(book, more, language) if wanted.review else []
    if wanted.report is not None:
        told.append(_report(book, found, wanted, language))
    findings = fold(found)
    checked = Checked(path, book, findings, language)
    as_json = {**checked.as_json(), **more} if wanted.as_json else None
    took = say.TOOK.in_(language).format(seconds=time.monotonic() - started)
    return Outcome(
        path,
        language,
        counts=checked.counts(),
        lines=[] if wanted.as_json else list(_lines(findings, language)),
        more=max(len(findings) - MOST_LINES, 0),
        fixes=fixes,
        review=review,
        closing=[checked.read_line(), checked.found_line(), *told, took],
        as_json=as_json,
    )


def _lines(findings: list[Finding], language: Language) -> Iterator[Line]:
    for finding in findings[:MOST_LINES]:
        place, kind, text = line(finding, language)
        yield Line(place, finding.severity, kind, text)


def _fix(
    book: Book, wanted: Wanted, told: list[str], more: dict[str, Any], language: Language
) -> tuple[Book, list[str]]:
    """The book after its fixes, and a line for each of them; in a dry run the book as it is."""
    from xlcrm.commands.fix import fix_book
    from xlcrm.writing.save import encrypt, save

    fixed = fix_book(book, wanted.select, wanted.ignore)
    more["fixes"] = [fix.as_json() for fix in fixed.fixes]
    lines = [fix.line() for fix in fixed.fixes]
    if wanted.dry_run:
        told.append(say.WOULD_FIX.in_(language).format(count=len(lines)))
        return book, lines
    if not lines:
        told.append(say.NOTHING_TO_FIX.in_(language))
        return book, lines
    path = book.path or Path()
    if not book.origin.in_place:
        raise UserError(say.CANNOT_FIX, path=path, reason=book.origin.reason.in_(language))
    data = encrypt(fixed.data, book.origin.password) if book.origin.password else fixed.data
    saved = save(data, path, read_hash=book.origin.sha256, backup=True, action="fix")
    told.append(say.FIXED.in_(language).format(count=len(lines), path=path))
    if saved.backup:
        told.append(say.KEPT.in_(language).format(path=saved.backup))
    return fixed.book, lines


def _report(book: Book, findings: list[Finding], wanted: Wanted, language: Language) -> str:
    """Write the marked copy; returns what to say of it."""
    from xlcrm.workbook.marked import marked_copy
    from xlcrm.writing.save import encrypt, real_path, save

    out = wanted.report or Path()
    if book.path is not None and real_path(out) == real_path(book.path):
        raise WrongUsage(say.REPORT_OVER_BOOK, path=out)
    suffix = ".xlsm" if book.origin.macros else ".xlsx"
    if out.suffix.lower() != suffix:
        raise WrongUsage(say.REPORT_SUFFIX, path=out, suffix=suffix)
    data = marked_copy(book, findings, language)
    if book.origin.password:
        data = encrypt(data, book.origin.password)
    save(data, out, read_hash=None, backup=True, action="report")
    return say.WRITTEN.in_(language).format(path=out)


def _review(book: Book, more: dict[str, Any], language: Language) -> list[str]:
    from xlcrm.commands.readiness import readiness
    from xlcrm.commands.readiness_lines import lines

    found = readiness(book)
    more["review"] = found.as_json()
    return list(lines(found, language))
