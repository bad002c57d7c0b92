"""One Excel workbook as a whole customer-relationship system.

book = xlcrm.read("customers.xlsx")
findings = xlcrm.check(book)
xlcrm.build(book, "customers.xlsx")
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # each of these takes long to import, and a command needs only some of them
    from xlcrm.commands.build import BuildResult
    from xlcrm.labels import Language
    from xlcrm.model.book import Book
    from xlcrm.rules import Finding

__all__ = ["build", "check", "read"]


def read(
    path: str | Path, *, as_of: date | None = None, language: Language | None = None, password: str | None = None
) -> Book:
    """Read a workbook; see `xlcrm.reading.read.read`."""
    from xlcrm.reading.read import read

    return read(path, as_of=as_of, language=language, password=password)


def check(book: Book, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> list[Finding]:
    """What is wrong with a book; see `xlcrm.rules.check`."""
    from xlcrm.rules import check

    return check(book, select, ignore)


def build(
    book: Book,
    path: str | Path,
    *,
    findings: Iterable[Finding] | None = None,
    password: str | None = None,
    allow_empty: bool = False,
) -> BuildResult:
    """Write a book with everything that follows from it to `path`, a copy of what was there kept beside it.

    `findings` are checked afresh unless given. With a password, or where the book was read with one, the file is
    encrypted. Raises UnwritableFile where it cannot be written safely or the package cannot be kept whole, and unless
    `allow_empty` UserError where a table lost all the rows that it had at the last build; nothing is changed then.
    """
    from xlcrm.commands.build import build_book

    return build_book(book, Path(path), findings=findings, password=password, allow_empty=allow_empty)
