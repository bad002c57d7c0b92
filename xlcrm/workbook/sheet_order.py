"""Which pages a book has, and the order of its sheets."""

from collections.abc import Mapping, Sequence

from xlcrm.model.book import Book
from xlcrm.schema.sheet import Sheet
from xlcrm.schema.sheets import AFTER_INPUT, GUIDE, before_input


def pages_of(book: Book, *, guide: bool) -> list[Sheet]:
    """The pages of a book in the order of their tabs, the input sheets left out."""
    return [*before_input(book.subjects), *AFTER_INPUT, *([GUIDE] if guide else [])]


def sheet_order(pages: Sequence[Sheet], titles: Mapping[str, str], tables: Sequence[str]) -> list[str]:
    """The titles of our sheets in order: pages, the tables, then Settings and the Guide."""
    behind = (*AFTER_INPUT, GUIDE)
    first = [titles[sheet.key] for sheet in pages if sheet not in behind]
    return [*first, *tables, *(titles[sheet.key] for sheet in pages if sheet in behind)]
