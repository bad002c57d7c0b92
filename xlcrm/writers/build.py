"""Build a workbook: input sheets, generated sheets and their names, moved into the user's own package."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from xlcrm.book import Book
from xlcrm.measures.formula import Dialect, column_of
from xlcrm.rules.finding import Finding
from xlcrm.schema import names
from xlcrm.schema.sheets import (
    AFTER_INPUT,
    BEFORE_INPUT,
    GENERATED,
)
from xlcrm.schema.tables import TABLES
from xlcrm.schema.tables.customers import CUSTOMERS
from xlcrm.writers.canvas import Canvas, Context
from xlcrm.writers.inputs import write_table
from xlcrm.writers.package import Package
from xlcrm.writers.pages import overview
from xlcrm.writers.styles import FONT, FONT_SIZE, Styles
from xlcrm.writers.worksheet import FastWorksheet

# The file says when it was made; a fixed day makes two builds of the same book the same bytes.
MADE = datetime(2026, 1, 1)

import importlib
import importlib.util


def _page(key):
    name = f"xlcrm.writers.pages.{key}"
    if importlib.util.find_spec(name) is None:
        return lambda canvas, context: canvas.title(key)
    return importlib.import_module(name).write


PAGES: Mapping[str, Callable[[Canvas, Context], None]] = {sheet.key: _page(sheet.key) for sheet in GENERATED}


def titles_of(book: Book) -> dict[str, str]:
    """The titles of generated sheets and of input sheets, by the keys of sheets and tables."""
    generated = {sheet.key: sheet.labels.in_(book.language) for sheet in GENERATED}
    return generated | {table.key: table.labels.in_(book.language) for table in TABLES}


def build(book: Book, found: Sequence[Finding]) -> bytes:
    """The whole workbook, as the bytes of a file."""
    package = Package.from_bytes(_written(book, found))
    titles = titles_of(book)
    for sheet in GENERATED:
        entry = package.sheet(titles[sheet.key])
        assert entry is not None
        package.owned.claim(sheet.key, entry)
    return package.to_bytes()


def _written(book: Book, found: Sequence[Finding]) -> bytes:
    """A workbook of its own with every sheet in it."""
    stream = BytesIO()
    workbook = Workbook(
        stream,
        {
            "use_future_functions": False,
            "default_format_properties": {"font_name": FONT[book.language], "font_size": FONT_SIZE},
        },
    )
    workbook.set_properties({"created": MADE, "author": "", "comments": ""})
    workbook.set_size(2400, 1500)
    context = Context(
        book=book,
        findings=list(found),
        workbook=workbook,
        styles=Styles(workbook, book.language),
        titles=titles_of(book),
        dialect=Dialect(book.language, overview.HELPER_CELLS),
        customer_positions=list(range(1, len(book.customers) + 1)),
    )
    ids = column_of(CUSTOMERS.excel_name, CUSTOMERS["customer_id"].labels.in_(book.language))
    workbook.define_name(names.CUSTOMER_IDS, f"={ids}")
    for sheet in BEFORE_INPUT:
        PAGES[sheet.key](context.canvas(sheet), context)
    for table in TABLES:
        worksheet = workbook.add_worksheet(context.titles[table.key], FastWorksheet)
        write_table(Canvas(worksheet, context), context, table)
    for sheet in AFTER_INPUT:
        PAGES[sheet.key](context.canvas(sheet), context)
    workbook.close()
    return stream.getvalue()
