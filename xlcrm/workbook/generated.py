"""The sheets that a build makes anew, written by xlsxwriter into a package of their own."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from xlcrm.labels import Language, facts_of
from xlcrm.measures.formula import Dialect
from xlcrm.model.book import Book
from xlcrm.ooxml import Package
from xlcrm.pages.every import write_page
from xlcrm.pages.overview_layout import helper_cells
from xlcrm.rules.finding import Finding
from xlcrm.schema import names
from xlcrm.schema.sheet import Sheet
from xlcrm.schema.tables import referred_to
from xlcrm.schema.types import Table
from xlcrm.writing.canvas import Context
from xlcrm.writing.inputs import calculated, write_input_sheet
from xlcrm.writing.parts_workbook import PartsWorkbook
from xlcrm.writing.styles import FONT_SIZE, Styles
from xlcrm.writing.table_layout import TableLayout
from xlcrm.writing.worksheet import FastWorksheet

# The file says when it was made; a fixed day makes two builds of the same book the same bytes.
MADE = datetime(2026, 1, 1)

_MANY_ROWS = 50_000
"""From how many rows on the pages are too large for the memory that a build may take."""


def empty_package(language: Language) -> Package:
    """A package without sheets, in the fonts of a language, for the sheets of a new book."""
    workbook = _workbook(language)
    workbook.set_properties({"created": MADE})
    workbook.set_size(2400, 1500)
    package = Package.from_parts(workbook.parts())
    package.remove_sheet(package.sheets[0])
    return package


def _workbook(language: Language, *, date_1904: bool = False, rows: int = 0) -> PartsWorkbook:
    fonts = {"font_name": facts_of(language).font, "font_size": FONT_SIZE}
    options = {"default_format_properties": fonts, "date_1904": date_1904}
    return PartsWorkbook(options, in_memory=rows < _MANY_ROWS)


class Generated:
    """Pages and input sheets; `context` is what they were written from, and `package` holds them."""

    def __init__(
        self, book: Book, findings: Sequence[Finding], titles: Mapping[str, str], layouts: Mapping[str, TableLayout]
    ) -> None:
        date_1904 = book.origin is not None and book.origin.date_1904
        rows = sum(map(len, book.tables.values()))
        self._workbook = workbook = _workbook(book.language, date_1904=date_1904, rows=rows)
        called = {key: layout.table_name for key, layout in layouts.items()}
        self.context = Context(
            book=book,
            findings=list(findings),
            workbook=workbook,
            styles=Styles(workbook, book.language),
            titles=titles,
            dialect=Dialect(book.language, helper_cells(book.subjects), called, book.converted),
            layouts=layouts,
        )
        for key, column in referred_to(book.schemas):
            workbook.define_name(names.rows_name(key), f"={self.context.dialect.column(key, column)}")

    def write_pages(self, pages: Sequence[Sheet], picked: Mapping[str, dict[str, Any]]) -> None:
        """Write pages; `picked` holds what stood in the cells in which the user picks what they show."""
        for sheet in pages:
            write_page(sheet.key, self.context.canvas(sheet), self.context, picked.get(sheet.key, {}))

    def write_tables(self, tables: Sequence[Table]) -> None:
        """Write input sheets."""
        context = self.context
        for table in tables:
            added = calculated(context, table)
            sheet = self._workbook.add_worksheet(context.sheet_of(table.key), FastWorksheet)
            write_input_sheet(
                sheet,
                context.styles,
                context.book[table.key],
                context.language,
                date_1904=context.date_1904,
                calculated_values=added.values if added else (),
            )

    def package(self) -> Package:
        """The package, once all is written."""
        return Package.from_parts(self._workbook.parts())
