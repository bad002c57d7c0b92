"""Make the example books and the blank books of `templates/` anew: `python examples/make.py`."""

import sys
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import xlsxwriter

import xlcrm
from xlcrm.commands.init import start_with, started
from xlcrm.labels import LANGUAGES, Language
from xlcrm.measures import compute
from xlcrm.model.book import Book
from xlcrm.sample import sample_book
from xlcrm.schema.kits import KITS
from xlcrm.schema.settings import PRESETS, default_settings
from xlcrm.workbook.build import build
from xlcrm.workbook.generated import MADE
from xlcrm.writing.cells import cell_values
from xlcrm.writing.styles import number_format

ROOT = Path(__file__).parent.parent

# A blank book shows today once it is opened; until then it shows the day that stands here.
BLANK_AS_OF = date(2026, 1, 1)


def plain(book: Book) -> bytes:
    """A book as an account manager keeps it by hand: five sheets with headers, nothing else."""
    stream = BytesIO()
    workbook = xlsxwriter.Workbook(stream)
    workbook.set_properties({"created": MADE})
    for records in book.tables.values():
        sheet = workbook.add_worksheet(records.schema.labels.in_(book.language))
        for place, column in enumerate(records.schema.columns):
            sheet.write_string(0, place, column.labels.in_(book.language))
            look = workbook.add_format({"num_format": number_format(column.kind)})
            sheet.write_column(1, place, cell_values(records, column, book.language), look)
    workbook.close()
    return stream.getvalue()


def examples(folder: Path) -> Iterator[Path]:
    """The example customers of each language: in a plain book, and in a book as `init --sample` makes it."""
    for language in LANGUAGES:
        source, target = folder / f"customers.{language}.xlsx", folder / f"customers.{language}.built.xlsx"
        book = sample_book(language)
        source.write_bytes(plain(book))
        target.write_bytes(build(book, xlcrm.check(book)))
        yield from (source, target)


def blank(language: Language, preset: str = "pyramid", kit: str | None = None) -> bytes:
    """A blank book with one of the tier presets, or of a kit."""
    book = Book(language=language, settings=default_settings(language, preset), as_of=BLANK_AS_OF, compute=compute)
    return build(started(book, start_with(kit=kit)), [])


def templates(folder: Path) -> Iterator[Path]:
    """A blank book in each language with each preset, and of each kit."""
    for language in LANGUAGES:
        books = {preset: blank(language, preset) for preset in PRESETS}
        books |= {kit: blank(language, kit=kit) for kit in KITS}
        for name, data in books.items():
            path = folder / f"{name}.{language}.xlsx"
            path.write_bytes(data)
            yield path


if __name__ == "__main__":
    for made in (*templates(ROOT / "templates"), *examples(ROOT / "examples")):
        sys.stdout.write(f"{made.relative_to(ROOT)}\n")
