"""Build a workbook: pages and input sheets, moved into the user's own package where there is one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from xlcrm.labels import facts_of
from xlcrm.measures.formula import Dialect
from xlcrm.model.book import Book
from xlcrm.ooxml import Package, content_hash, edit_sheet
from xlcrm.pages.every import users_cells, write_page
from xlcrm.pages.overview_layout import helper_cells
from xlcrm.rules.finding import Finding
from xlcrm.schema import names
from xlcrm.schema.calculated import calculated_column
from xlcrm.schema.sheet import Sheet
from xlcrm.schema.sheets import AFTER_INPUT, BEFORE_INPUT, GENERATED, GUIDE
from xlcrm.schema.tables import referred_to
from xlcrm.writing.canvas import Canvas, Context
from xlcrm.writing.input_rules import set_rules
from xlcrm.writing.inputs import write_table
from xlcrm.writing.standing import fresh
from xlcrm.writing.styles import FONT_SIZE, Styles
from xlcrm.writing.told import Told
from xlcrm.writing.worksheet import FastWorksheet

# The file says when it was made; a fixed day makes two builds of the same book the same bytes.
MADE = datetime(2026, 1, 1)


@dataclass(frozen=True)
class Built:
    """A workbook as the bytes of a file, and what is to be told of it.

    `settled` says that nothing was written on the input sheets that is read otherwise than before, so that the
    findings in the book are those that will be found in it.
    """

    data: bytes
    told: tuple[Told, ...] = ()
    settled: bool = True


def build(book: Book, found: Sequence[Finding]) -> bytes:
    """The whole workbook, as the bytes of a file; see `built`."""
    return built(book, found).data


def built(book: Book, found: Sequence[Finding], *, in_place: bool = True, allow_empty: bool = True) -> Built:
    """The whole workbook.

    A book that was read keeps everything of its user's: his package is edited, not written anew. Without `in_place`
    the result goes to another file than the one that was read, and may leave out what no edited book can keep. Raises
    UnwritableFile for a package that cannot be kept whole, and unless `allow_empty` UserError for a table that had
    rows at the last build and has none now.
    """
    if book.origin is None:
        return FreshBuild(book, found).built()
    from xlcrm.workbook.rebuild import Rebuild  # which builds on this module

    return Rebuild(book, found, in_place=in_place, allow_empty=allow_empty).built()


def rows_value(table: str) -> str:
    """The key under which a book says how many rows a table had when it was built."""
    return f"rows.{table}"


class FreshBuild:
    """A book without a file: everything is written, into a package of its own.

    `pages` are the sheets that are ours.
    """

    def __init__(self, book: Book, found: Sequence[Finding], pages: Sequence[Sheet] = (*GENERATED, GUIDE)) -> None:
        self.book = book
        self.found = found
        self.pages = pages
        self.titles = {sheet.key: sheet.labels.in_(book.language) for sheet in pages}
        self.titles |= {table.key: table.labels.in_(book.language) for table in book.schemas}
        self.standings = {table.key: fresh(book[table.key], self.titles[table.key]) for table in book.schemas}
        self.picked: dict[str, dict[str, Any]] = {}

    def built(self) -> Built:
        """The file."""
        package = Package.from_bytes(self.written().getvalue())
        package.owned.names.update(name.name for name in package.defined_names if name.scope is None)
        self.set_rules(package, lambda formula: formula)
        self.claim(package)
        first = package.sheets[0]
        package.select(first, selected=False)  # and again, so that a rebuilt book is the same to the byte
        package.select(first)
        return Built(package.to_bytes())

    def set_rules(self, package: Package, follow: Callable[[str], str]) -> None:
        """Set the rules of the input sheets that were written afresh."""
        for key, standing in self.standings.items():
            entry = package.sheet(standing.title)
            if entry is not None and not standing.in_place:
                schema, added = self.book[key].schema, calculated_column(self.book[key].schema)
                columns = dict(standing.columns)
                if added is not None:
                    columns[added[0]] = len(standing.columns) + len(self.book[key].extras)
                rows = range(2, max(len(self.book[key]), 1) + 2)
                set_rules(edit_sheet(package, entry), self.context, schema, columns, rows, follow)

    def claim(self, package: Package) -> None:
        """Record what is ours and what it says, so that the next build knows if the user wrote on it."""
        for sheet in self.pages:
            entry = package.sheet(self.titles[sheet.key])
            if entry is None:
                raise KeyError(sheet.key)
            said = content_hash(package, entry, ignoring=users_cells(sheet.key, package.defined_names))
            package.owned.claim(sheet.key, entry, content_hash=said)
        for key in self.book.tables:
            package.owned.values[rows_value(key)] = str(len(self.book[key]))

    def written(self) -> BytesIO:
        """A workbook by xlsxwriter with the pages and the input sheets that are not edited in place."""
        stream = BytesIO()
        fonts = {"font_name": facts_of(self.book.language).font, "font_size": FONT_SIZE}
        date_1904 = self.book.origin is not None and self.book.origin.date_1904
        workbook = Workbook(stream, {"default_format_properties": fonts, "date_1904": date_1904})
        workbook.set_properties({"created": MADE})
        workbook.set_size(2400, 1500)
        self.context = context = self._context(workbook)
        for key, column in referred_to(self.book.schemas):
            workbook.define_name(names.rows_name(key), f"={context.dialect.column(key, column)}")
        self._write_pages(BEFORE_INPUT)
        for table in self.book.schemas:
            if not self.standings[table.key].in_place:
                worksheet = workbook.add_worksheet(self.titles[table.key], FastWorksheet)
                write_table(Canvas(worksheet, context), context, table)
        self._write_pages(AFTER_INPUT)
        self._write_pages([sheet for sheet in self.pages if sheet is GUIDE])
        workbook.close()
        return stream

    def _write_pages(self, sheets: Sequence[Sheet]) -> None:
        for sheet in sheets:
            write_page(sheet.key, self.context.canvas(sheet), self.context, self.picked.get(sheet.key, {}))

    def _context(self, workbook: Workbook) -> Context:
        called: Mapping[str, str] = {key: standing.table_name for key, standing in self.standings.items()}
        return Context(
            book=self.book,
            findings=list(self.found),
            workbook=workbook,
            styles=Styles(workbook, self.book.language),
            titles=self.titles,
            dialect=Dialect(self.book.language, helper_cells(self.book.subjects), called),
            standings=self.standings,
            read_language=self.book.read_language,
        )
