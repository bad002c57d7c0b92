"""Which pages a book has, and the order of its sheets."""

from collections.abc import Mapping, Sequence

from xlcrm.model.book import Book
from xlcrm.schema.sheet import Sheet
from xlcrm.schema.sheets import AFTER_INPUT, ALWAYS, GUIDE, before_input


def pages_of(book: Book, *, guide: bool) -> list[Sheet]:
    """The pages of a book in the order of their tabs, the input sheets left out: those that Settings asks for."""
    off = {sheet for subject in book.subjects if _is_off(book, subject.key) for sheet in subject.sheets}
    shown = [sheet for sheet in before_input(book.subjects) if sheet not in off and _is_shown(book, sheet)]
    return [*shown, *AFTER_INPUT, *([GUIDE] if guide else [])]


def _is_off(book: Book, subject: str) -> bool:
    return not book.settings.subjects.get(subject, True)


def _is_shown(book: Book, sheet: Sheet) -> bool:
    wanted = book.settings.pages.get(sheet.key, "yes")
    if sheet in ALWAYS or wanted == "yes":
        return True
    return wanted == "filled" and (sheet.shows is None or len(book.tables.get(sheet.shows, ())) > 0)


def sheet_order(pages: Sequence[Sheet], titles: Mapping[str, str], tables: Sequence[str]) -> list[str]:
    """The titles of our sheets in order: pages, the tables, then Settings and the Guide."""
    behind = (*AFTER_INPUT, GUIDE)
    first = [titles[sheet.key] for sheet in pages if sheet not in behind]
    return [*first, *tables, *(titles[sheet.key] for sheet in pages if sheet in behind)]
