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
    from xlcrm.book import Book
    from xlcrm.labels import Language
    from xlcrm.rules import Finding
    from xlcrm.writers.save import Saved

__all__ = ["build", "check", "read"]


def read(
    path: str | Path, *, as_of: date | None = None, language: Language | None = None, password: str | None = None
) -> Book:
    """Read a workbook; see `xlcrm.importers.read.read`."""
    from xlcrm.importers.read import read

    return read(path, as_of=as_of, language=language, password=password)


def check(book: Book, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> list[Finding]:
    """What is wrong with a book; see `xlcrm.rules.check`."""
    from xlcrm.rules import check

    return check(book, select, ignore)


def build(
    book: Book, path: str | Path, *, findings: Iterable[Finding] | None = None, password: str | None = None
) -> Saved:
    """Write a book with everything that follows from it to `path`, a copy of what was there kept beside it.

    `findings` are checked afresh unless given. With a password the file is encrypted. Raises UnwritableFile where it
    cannot be written safely; nothing is changed then.
    """
    from xlcrm.writers.save import encrypt, save

    target = Path(path)
    data = _built(book, check(book) if findings is None else findings)
    if password is not None:
        data = encrypt(data, password)
    in_place = book.origin is not None and book.path is not None and target.resolve() == book.path.resolve()
    return save(data, target, read_hash=book.origin.sha256 if in_place else None, backup=True)


def _built(book: Book, findings: Iterable[Finding]) -> bytes:
    """The bytes of a book; building what they hold would give the same bytes.

    A build that changed how cells are written or added columns is followed by one on its result: only then are the
    findings in the book those that are still to be found in it.
    """
    from xlcrm.writers.build import build, is_settled

    data = build(book, list(findings))
    if is_settled(book):
        return data
    from xlcrm.importers.package import reopened
    from xlcrm.importers.read import read_file

    settled = read_file(reopened(book.origin, data), as_of=book.as_of)
    return build(settled, check(settled))
