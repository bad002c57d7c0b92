"""What `check` does with one book: check it, fix it, write a marked copy, list what a review needs."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from xlcrm.commands.check_options import CheckOptions, CheckResult, FindingLine
from xlcrm.commands.summary import Summary, in_words
from xlcrm.errors import WrongUsage
from xlcrm.labels import Labels, Language
from xlcrm.labels import terminal as say
from xlcrm.model.book import Book
from xlcrm.rules import check, fold
from xlcrm.rules.finding import Finding

MOST_LINES = 1000
"""How many findings are printed for people; the rest are counted."""


def check_book(
    book: Book,
    options: CheckOptions,
    *,
    started: float | None = None,
    on_step: Callable[[Labels], None] = lambda _: None,
) -> CheckResult:
    """Check a book that was read, and do with it what else is asked for.

    `started` is when reading it began, by the monotonic clock. Raises UserError where the book or the copy cannot be
    written; nothing is changed then.
    """
    started = time.monotonic() if started is None else started
    on_step(say.CHECKING)
    language = options.language or book.language
    path: Path = book.path or Path()
    notices: list[str] = []
    as_json: dict[str, Any] = {}
    fixes: list[str] = []
    if options.fix:
        book, fixes = _fix(book, options, notices, as_json, language)
    found = check(book, options.select, options.ignore, folded=False)
    review = _review(book, as_json, language) if options.review else []
    if options.report is not None:
        _write_report(book, found, options.report, language)
        notices.append(say.WRITTEN.in_(language).format(path=options.report))
    findings = fold(found)
    summary = Summary(path, book, findings, language)
    took = say.TOOK.in_(language).format(seconds=time.monotonic() - started)
    return CheckResult(
        path,
        language,
        counts=summary.counts(),
        lines=[] if options.as_json else list(_lines(findings, language)),
        more=max(len(findings) - MOST_LINES, 0),
        fixes=fixes,
        review=review,
        closing=[summary.read_line(), summary.found_line(), *notices, took],
        as_json={**summary.as_json(), **as_json} if options.as_json else None,
    )


def _lines(findings: list[Finding], language: Language) -> Iterator[FindingLine]:
    for finding in findings[:MOST_LINES]:
        place, kind, text = in_words(finding, language)
        yield FindingLine(place, finding.severity, kind, text)


def _fix(
    book: Book, options: CheckOptions, notices: list[str], as_json: dict[str, Any], language: Language
) -> tuple[Book, list[str]]:
    """The book after its fixes, and a line for each of them; in a dry run the book as it is."""
    from xlcrm.commands.fix import fix_book, save_fixed

    fixed = fix_book(book, options.select, options.ignore)
    as_json["fixes"] = [fix.as_json() for fix in fixed.fixes]
    lines = [fix.line() for fix in fixed.fixes]
    if options.dry_run:
        notices.append(say.WOULD_FIX.in_(language).format(count=len(lines)))
        return book, lines
    if not lines:
        notices.append(say.NOTHING_TO_FIX.in_(language))
        return book, lines
    saved = save_fixed(book, fixed)
    notices.append(say.FIXED.in_(language).format(count=len(lines), path=book.path))
    if saved.backup:
        notices.append(say.KEPT.in_(language).format(path=saved.backup))
    return fixed.book, lines


def _write_report(book: Book, findings: list[Finding], out: Path, language: Language) -> None:
    """Write the marked copy."""
    from xlcrm.workbook.marked import marked_copy
    from xlcrm.writing.save import encrypt, real_path, save

    if book.path is not None and real_path(out) == real_path(book.path):
        raise WrongUsage(say.REPORT_OVER_BOOK, path=out)
    suffix = ".xlsm" if book.origin.macros else ".xlsx"
    if out.suffix.lower() != suffix:
        raise WrongUsage(say.REPORT_SUFFIX, path=out, suffix=suffix)
    data = marked_copy(book, findings, language)
    if book.origin.password:
        data = encrypt(data, book.origin.password)
    save(data, out, read_hash=None, backup=True, action="report")


def _review(book: Book, as_json: dict[str, Any], language: Language) -> list[str]:
    from xlcrm.commands.readiness import readiness
    from xlcrm.commands.readiness_lines import lines

    found = readiness(book)
    as_json["review"] = found.as_json()
    return list(lines(found, language))
