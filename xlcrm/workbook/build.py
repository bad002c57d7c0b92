"""Build a workbook: our pages within the package of its user, in which everything else is kept.

A book without a file is built the same way, into a package that is empty so far.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from xlcrm.errors import UserError
from xlcrm.model.book import Book
from xlcrm.ooxml import Adoption, Package, SheetEntry, adopt, content_hash
from xlcrm.ooxml.formulas import mentions
from xlcrm.ooxml.references import Renaming
from xlcrm.pages.every import users_cells
from xlcrm.reading.package import reopened
from xlcrm.reading.read import read_file
from xlcrm.rules import check
from xlcrm.rules.engine import Order
from xlcrm.rules.finding import Finding
from xlcrm.schema.sheets import SETTINGS
from xlcrm.schema.tables import TABLE
from xlcrm.workbook.aside import is_aside
from xlcrm.workbook.generated import Generated, empty_package
from xlcrm.workbook.last_build import LastBuild, has_guide, is_replaced
from xlcrm.workbook.own_sheets import OwnSheets
from xlcrm.workbook.rewritten import rewritten
from xlcrm.workbook.sheet_order import pages_of, sheet_order
from xlcrm.writing import notices
from xlcrm.writing.cell_change import Conversion
from xlcrm.writing.inplace import InPlace
from xlcrm.writing.notices import Notice
from xlcrm.writing.table_layout import fresh_layout

FIRST_ROW = 2
"""The Excel row of the first record on an input sheet that a build wrote."""


@dataclass(frozen=True)
class BuiltBook:
    """A workbook as the bytes of a file, what is to be told of it, and the user's cells that were written over."""

    data: bytes
    notices: tuple[Notice, ...] = ()
    conversions: tuple[Conversion, ...] = ()


def build(book: Book, found: Iterable[Finding] | None = None) -> bytes:
    """The whole workbook, as the bytes of a file; see `built`."""
    return built(book, found).data


def built(
    book: Book, found: Iterable[Finding] | None = None, *, in_place: bool = True, allow_empty: bool = True
) -> BuiltBook:
    """The whole workbook, such that building it again changes nothing.

    `found` are the findings in the book; without them it is checked. A book that was read keeps everything of its
    user's. Without `in_place` the result goes to another file than the one that was read, and may leave out what no
    edited book can keep. Raises UnwritableFile for a package that cannot be kept whole, and unless `allow_empty`
    UserError for a table that had rows at the last build and has none now.
    """
    return _Build(book, None if found is None else list(found), in_place=in_place).built(allow_empty=allow_empty)


def rows_value(table: str) -> str:
    """The key under which a book says how many rows a table had when it was built."""
    return f"rows.{table}"


class _Build:
    """One build: first the input sheets are settled, then the pages are made from them as they are read then."""

    def __init__(self, book: Book, found: Sequence[Finding] | None, *, in_place: bool) -> None:
        self.book = book
        self.found = found
        self.in_place = in_place
        self.package = _package_of(book, in_place=in_place)
        self.notices: list[Notice] = []
        self.conversions: list[Conversion] = []

    def built(self, *, allow_empty: bool) -> BuiltBook:
        """The file, and what is to be told of it."""
        package = self.package
        if not allow_empty:
            self._refuse_emptied()
        if not self.in_place:
            package.make_workbook()
        first_time = not package.owned.keys
        self.pages = pages_of(self.book, guide=has_guide(package))
        last = LastBuild(package, self.book, self.pages, self.notices)
        self.titles, self.picked = last.titles, last.picked
        self._settle_input_sheets()
        self._write_pages()
        self._claim()
        package.order_sheets(
            sheet_order(self.pages, self.titles, [self.layouts[key].title for key in self.book.tables])
        )
        if first_time or package.sheet(package.workbook.active or "") is None:
            package.set_active(self.titles[self.pages[0].key])
        if package.left_out:
            self.notices.append(Notice(notices.LEFT_OUT, {"parts": ", ".join(package.left_out)}))
        return BuiltBook(package.to_bytes(), tuple(self.notices), tuple(self.conversions))

    def _refuse_emptied(self) -> None:
        for key, table in TABLE.items():
            rows = self.package.owned.values.get(rows_value(key), "0")
            if rows != "0" and not len(self.book.tables.get(key, ())):
                raise UserError(notices.EMPTIED, sheet=table.labels, rows=rows)

    def _settle_input_sheets(self) -> None:
        """Let every table lie on a sheet that is read as it will be from now on.

        Where a table was not, the book is read again before the pages are made from it: what was converted is no
        finding any longer, and cells have come to stand elsewhere. A book that was built before is not read again.
        """
        package = self.package
        own = OwnSheets(package, self.book, self.notices)
        self._prepare(own.edits)
        self._follow_headers()
        for edit in self.edits:
            edit.convert(self.book)
            self.conversions += edit.conversions
            self._let_go(edit)
        if own.missing or is_replaced(self.book) or any(edit.changed for edit in self.edits):
            self._write_input_sheets(own)
            self._read_again(own.titles)

    def _let_go(self, edit: InPlace) -> None:
        """Hold no more than the edits of one sheet, which are enough for a large one."""
        self.package.store_edits()
        self.package.parts.pack(edit.entry.part)

    def _prepare(self, edits: Mapping[str, InPlace]) -> None:
        self.edits = list(edits.values())
        self.layouts = {key: edit.prepare() for key, edit in edits.items()}

    def _write_input_sheets(self, own: OwnSheets) -> None:
        """Write the tables that have no sheet, and Settings, which are read like any user's sheet."""
        package, titles = self.package, [own.titles[table.key] for table in own.missing]
        for table, title in zip(own.missing, titles, strict=True):
            self.layouts[table.key] = fresh_layout(self.book[table.key], title)
        generated = Generated(self.book, (), self.titles, self.layouts)
        generated.write_tables(own.missing)
        generated.write_pages([SETTINGS], {})
        adopted = adopt(package, generated.package(), [*titles, self.titles[SETTINGS.key]])
        package.owned.claim(SETTINGS.key, adopted.sheets[self.titles[SETTINGS.key]])

    def _read_again(self, titles: Mapping[str, str]) -> None:
        """Take the book as the package says it now; what was typed over a formula is replaced by it later on."""
        before, package = self.book, self.package
        book = read_file(reopened(before.origin, package.to_bytes()), as_of=before.as_of)
        book.problems = tuple(problem for problem in book.problems if problem.kind != "formula_overwritten")
        book.path = before.path
        if before.origin is None:
            # It was never typed: an ID that is called #N/A is one, though it is no longer when it is read.
            for key, records in before.tables.items():
                written = book[key].row_of - FIRST_ROW  # blank rows are no records any longer
                book[key].frame = records.frame.iloc[written].reset_index(drop=True)
        if before.origin is not None or self.found is None:
            self.found = check(book)
        self.book = book
        package.remove_sheet(self._sheet(self.titles[SETTINGS.key]))
        self._prepare(
            {key: InPlace(package, self._sheet(titles[key]), book[key], book.language) for key in book.tables}
        )

    def _sheet(self, title: str) -> SheetEntry:
        entry = self.package.sheet(title)
        if entry is None:
            raise KeyError(title)
        return entry

    def _follow_headers(self) -> None:
        """Let formulas and pivots of the user's that mention a column by its header mention it as it is called now."""
        columns: dict[str, dict[str, str]] = {}
        for edit in self.edits:
            if edit.renamed:
                name = self.layouts[edit.records.schema.key].table_name.casefold()
                columns |= {name: edit.renamed, f"{edit.entry.title.casefold()}!": edit.renamed}
        if columns:
            self.package.follow(Renaming(columns=columns))

    def _write_pages(self) -> None:
        """Make the pages, and fill in on the input sheets what is computed."""
        package, titles = self.package, self.titles
        found = list(check(self.book) if self.found is None else self.found)
        found += rewritten(package.owned.values, self.book, self.conversions)
        found.sort(key=Order(self.book))
        generated = Generated(self.book, found, titles, self.layouts)
        generated.write_pages(self.pages, self.picked)
        adoption = Adoption(package, generated.package(), [titles[sheet.key] for sheet in self.pages])
        for edit in self.edits:
            edit.finish(generated.context, adoption.renaming.formula)
            self._let_go(edit)
        self._forget_names(adoption.run().names.values())

    def _forget_names(self, written: Iterable[str]) -> None:
        """Take out the names of what is not made any longer; one on a page that was left to its user is theirs."""
        package = self.package
        put_aside = [entry.title for key in package.owned.keys if (entry := package.owned.sheet(key)) and is_aside(key)]
        for name in list(package.defined_names):
            if name.scope is None and name.name in package.owned.names.difference(written):
                package.owned.names.remove(name.name)
                if not any(mentions(name.text, title) for title in put_aside):
                    package.workbook.remove_name(name.name)

    def _claim(self) -> None:
        """Record what is ours and what it says, so that the next build knows if a user wrote on it."""
        package = self.package
        for sheet in self.pages:
            entry = self._sheet(self.titles[sheet.key])
            said = content_hash(package, entry, ignoring=users_cells(sheet.key, package.defined_names))
            package.owned.claim(sheet.key, entry, content_hash=said)
        for key in TABLE:
            package.owned.values.pop(rows_value(key), None)
        for key, records in self.book.tables.items():
            package.owned.values[rows_value(key)] = str(len(records))


def _package_of(book: Book, *, in_place: bool) -> Package:
    if book.origin is None:
        return empty_package(book.language)
    return Package.of_graph(book.origin.graph, unsigned=not in_place)
