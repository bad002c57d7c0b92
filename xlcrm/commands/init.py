"""What `init` does: a workbook to start from, blank or filled with made-up customers."""

from datetime import date
from pathlib import Path

from xlcrm.commands.build import build_book
from xlcrm.errors import UserError
from xlcrm.labels import Language
from xlcrm.labels import terminal as say
from xlcrm.measures import compute
from xlcrm.model.book import Book
from xlcrm.schema.settings import default_settings


def init_file(path: Path, language: Language, preset: str = "pyramid", *, sample: bool = False) -> None:
    """Write a book to `path`; raises UserError where something is there already."""
    if path.exists():
        raise UserError(say.EXISTS, path=path)
    if sample:
        from xlcrm.sample import sample_book

        book = sample_book(language, preset)
    else:
        settings = default_settings(language, preset)
        book = Book(language=language, settings=settings, as_of=date.today(), compute=compute)
    build_book(book, path)
