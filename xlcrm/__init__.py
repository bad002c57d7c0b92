"""One Excel workbook as a whole customer-relationship system.

book = xlcrm.read("customers.xlsx")
findings = xlcrm.check(book)
xlcrm.build(book, "customers.xlsx")
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # each of these takes long to import, and a command needs only some of them
    from xlcrm.api.book import Book
    from xlcrm.commands.build import BuildResult
    from xlcrm.labels import Language
    from xlcrm.model import book as model
    from xlcrm.rules.finding import Finding

    __version__: str

__all__ = ["Book", "Finding", "__version__", "build", "check", "read"]

_FOUND_IN = {"Book": "xlcrm.api.book", "Finding": "xlcrm.rules.finding"}


def __getattr__(name: str) -> Any:
    """The classes and the version, when they are first asked for: `import xlcrm` stays light."""
    if name == "__version__":
        from importlib.metadata import version

        return version("xlcrm")
    if name in _FOUND_IN:
        return getattr(import_module(_FOUND_IN[name]), name)
    raise AttributeError(f"module 'xlcrm' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def read(
    path: str | Path,
    *,
    as_of: date | str | None = None,
    language: Language | None = None,
    password: str | None = None,
) -> Book:
    """Read a workbook: every table becomes a DataFrame with one row for each row of its sheet, in their order.

    Any workbook with a sheet of customers will do; headers are found by label or alias in three languages. Amounts are
    in the base currency that Settings names and in its unit, also where a header says 万 or thousands; percentages are
    parts of one. Dtypes: `string` for texts, IDs, currencies and choices (by their keys in English), `boolean`,
    `Int64`, `Float64`, `datetime64[s]` for days; blank cells, and those that were not understood, are NA. The user's
    own columns come last, under their headers. What each table and `measures` hold is in docs/python.md.

    `as_of` is the day on which measures are taken, as a date or as ISO text such as "2026-06-30"; it goes before the
    date typed on Settings, which goes before today. `language` (zh-CN, zh-TW or en) is that of the book's own headers
    unless given. `password` opens an encrypted file.

    Raises ValueError for an `as_of` that is no day or a `language` that there is not, and UnreadableFile for a file
    that is no workbook, is damaged or locked, or has no sheet of customers.
    """
    from xlcrm.api.book import Book
    from xlcrm.labels import LANGUAGES
    from xlcrm.reading.read import read

    if language is not None and language not in LANGUAGES:
        raise ValueError(f"language {language!r} is not one of {', '.join(LANGUAGES)}")
    return Book(read(path, as_of=_day(as_of), language=language, password=password))


def check(book: Book | model.Book, select: str | Iterable[str] = (), ignore: str | Iterable[str] = ()) -> list[Finding]:
    """What is wrong with a book, as its DataFrames are now: a list of findings by sheet, row and column.

    `select` and `ignore` name rules by their codes or the beginnings of codes: one ("B4"), or several ("B4,K1" or
    ["B4", "K1"]); nothing selected selects all. `xlcrm rules` lists them. A finding has a `code`, a `severity`
    (error, warning, info), a `place` (its sheet and cell) and its `message(language)`; what says the same of a whole
    column is one finding.

    Raises WrongUsage for a code that no rule has, and UserError for an edit that cannot be written.
    """
    from xlcrm.rules import check

    return check(_content(book), _codes(select), _codes(ignore))


def build(
    book: Book | model.Book,
    path: str | Path,
    *,
    findings: Iterable[Finding] | None = None,
    password: str | None = None,
    allow_empty: bool = False,
) -> BuildResult:
    """Write a book with everything that follows from it to `path`, a copy of what was there kept beside it.

    What was changed in the DataFrames goes into the cells that it came from: rows without a label of theirs are added
    at the end of their table, rows whose label is gone are taken out and what is below moves up. The user's other
    cells, sheets and formats stay as they are. `findings`, those of `check`, are computed unless given. With a
    password, or where the book was read with one, the file is encrypted.

    Returns the path written, the backup made, whether nothing was to change, and what is to be told. Raises
    UserError, in one line that names the DataFrame, for an edit that cannot be written, and unless `allow_empty` where
    a table lost all the rows that it had at the last build; UnwritableFile where the file cannot be written safely or
    the package cannot be kept whole. Nothing is changed then.
    """
    from xlcrm.commands.build import build_book
    from xlcrm.model import book as model

    before = None if isinstance(book, model.Book) else book.stored
    return build_book(
        _content(book), Path(path), findings=findings, password=password, allow_empty=allow_empty, before=before
    )


def _content(book: Book | model.Book) -> model.Book:
    from xlcrm.model import book as model

    return book if isinstance(book, model.Book) else book.content()


def _day(value: date | str | None) -> date | None:
    """A day given as a date, a Timestamp or ISO text."""
    day = date.fromisoformat(value) if isinstance(value, str) else value
    if isinstance(day, datetime):  # a Timestamp is one too
        day = day.date()
    # The day of NaT is NaT again, which is no date but passes for one.
    if day is not None and (not isinstance(day, date) or day != day):
        raise ValueError(f"as_of {value!r} is not a day")
    return day


def _codes(codes: str | Iterable[str]) -> list[str]:
    """Codes or their beginnings; a string is one of them, or several with commas between."""
    return codes.replace(",", " ").split() if isinstance(codes, str) else list(codes)
