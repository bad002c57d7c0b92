"""Build a workbook: pages and input sheets, moved into the user's own package where there is one."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from xlcrm.book import Book, Records
from xlcrm.labels import labels
from xlcrm.measures.formula import Dialect
from xlcrm.rules.finding import Finding
from xlcrm.schema import names
from xlcrm.schema.calculated import calculated_column
from xlcrm.schema.problems import ProblemKind
from xlcrm.schema.sheets import (
    AFTER_INPUT,
    BEFORE_INPUT,
    CARD,
    COVERAGE,
    DASHBOARD,
    FINDINGS,
    GENERATED,
    OVERVIEW,
    PYRAMID,
    REVIEW,
    SETTINGS,
    TODO,
)
from xlcrm.schema.tables import TABLE, TABLES
from xlcrm.writers.canvas import Canvas, Context
from xlcrm.writers.inplace import InPlace
from xlcrm.writers.input_rules import set_rules
from xlcrm.writers.inputs import write_table
from xlcrm.writers.package import Package, SheetEntry, adopt, content_hash, edit_sheet, keep_as_own
from xlcrm.writers.pages import card, coverage, dashboard, findings, overview, pyramid, review, settings, todo
from xlcrm.writers.standing import fresh
from xlcrm.writers.styles import FONT, FONT_SIZE, Styles
from xlcrm.writers.worksheet import FastWorksheet

ORIGINAL = labels("{title}(原表)", "{title}(原表)", "{title} (original)")
KEPT_PAGE = labels("{title}(已改)", "{title}(已改)", "{title} (edited)")

# The cells in which the user picks what a page shows: writing there is no writing on the page.
_PICKED: Mapping[str, Sequence[str]] = defaultdict(tuple)

# What a build mends on the way: the cell then says what was understood, and the problem is gone.
MENDED: frozenset[ProblemKind] = frozenset(
    {
        "amount_filled",
        "cleaned",
        "column_missing",
        "column_scaled",
        "column_twice",
        "converted",
        "date_order_from_column",
        "id_zeros_restored",
        "serial_date",
        "sheets_joined",
    }
)

# The file says when it was made; a fixed day makes two builds of the same book the same bytes.
MADE = datetime(2026, 1, 1)

PAGES: Mapping[str, Callable[[Canvas, Context], None]] = {
    DASHBOARD.key: dashboard.write,
    TODO.key: todo.write,
    OVERVIEW.key: overview.write,
    CARD.key: card.write,
    REVIEW.key: review.write,
    PYRAMID.key: pyramid.write,
    COVERAGE.key: coverage.write,
    FINDINGS.key: findings.write,
    SETTINGS.key: settings.write,
}


def build(book: Book, found: Sequence[Finding]) -> bytes:
    """The whole workbook, as the bytes of a file.

    A book that was read keeps everything of its user's: his package is edited, not written anew. Raises UnwritableFile
    for a package that cannot be kept whole.
    """
    if book.origin is None:
        return _Fresh(book, found).build()
    return _Rebuilt(book, found).build()


def is_settled(book: Book) -> bool:
    """Whether a build writes nothing on the input sheets that would be read otherwise the next time."""
    if book.origin is None:
        return True
    return book.language == book.read_language and not any(problem.kind in MENDED for problem in book.problems)


class _Fresh:
    """A book without a file: everything is written, into a package of its own."""

    def __init__(self, book: Book, found: Sequence[Finding]) -> None:
        self.book = book
        self.found = found
        self.titles = {sheet.key: sheet.labels.in_(book.language) for sheet in GENERATED}
        self.titles |= {table.key: table.labels.in_(book.language) for table in TABLES}
        self.standings = {table.key: fresh(book[table.key], self.titles[table.key]) for table in TABLES}

    def build(self) -> bytes:
        """The bytes of the file."""
        package = Package.from_bytes(self.written().getvalue())
        package.owned.names.update(name.name for name in package.defined_names if name.scope is None)
        self._set_rules(package)
        self._claim(package)
        first = package.sheets[0]
        package.select(first, selected=False)  # and again, so that a rebuilt book is the same to the byte
        package.select(first)
        return package.to_bytes()

    def _set_rules(self, package: Package) -> None:
        """Set the rules of the input sheets that were written afresh."""
        for key, standing in self.standings.items():
            entry = package.sheet(standing.title)
            if entry is not None and not standing.in_place:
                added, _ = calculated_column(TABLE[key])
                columns = standing.columns | {added: len(standing.columns) + len(self.book[key].extras)}
                rows = range(2, max(len(self.book[key]), 1) + 2)
                set_rules(edit_sheet(package, entry), self.context, TABLE[key], columns, rows)

    def _claim(self, package: Package) -> None:
        """Record which sheets are ours, and what they say, so that the next build knows if the user wrote on them."""
        for sheet in GENERATED:
            entry = package.sheet(self.titles[sheet.key])
            if entry is None:
                raise KeyError(sheet.key)
            said = content_hash(package, entry, ignoring=_PICKED[sheet.key])
            package.owned.claim(sheet.key, entry, content_hash=said)

    def written(self) -> BytesIO:
        """A workbook by xlsxwriter with the pages and the input sheets that are not edited in place."""
        stream = BytesIO()
        fonts = {"font_name": FONT[self.book.language], "font_size": FONT_SIZE}
        date_1904 = self.book.origin is not None and self.book.origin.date_1904
        workbook = Workbook(stream, {"default_format_properties": fonts, "date_1904": date_1904})
        workbook.set_properties({"created": MADE})
        workbook.set_size(2400, 1500)
        self.context = context = self._context(workbook)
        ids = context.dialect.column("customers", "customer_id")
        workbook.define_name(names.CUSTOMER_IDS, f"={ids}")
        for sheet in BEFORE_INPUT:
            PAGES[sheet.key](context.canvas(sheet), context)
        for table in TABLES:
            if not self.standings[table.key].in_place:
                worksheet = workbook.add_worksheet(self.titles[table.key], FastWorksheet)
                write_table(Canvas(worksheet, context), context, table)
        for sheet in AFTER_INPUT:
            PAGES[sheet.key](context.canvas(sheet), context)
        workbook.close()
        return stream

    def _context(self, workbook: Workbook) -> Context:
        called = {key: standing.table_name for key, standing in self.standings.items()}
        return Context(
            book=self.book,
            findings=list(self.found),
            workbook=workbook,
            styles=Styles(workbook, self.book.language),
            titles=self.titles,
            dialect=Dialect(self.book.language, overview.HELPER_CELLS, called),
            standings=self.standings,
            read_language=self.book.read_language,
        )


class _Rebuilt(_Fresh):
    """A book that was read from a file: the user's package, with our pages in place of those of the last build."""

    def __init__(self, book: Book, found: Sequence[Finding]) -> None:
        super().__init__(book, found)
        self.package = Package.from_bytes(book.origin.data)
        self.edited: list[InPlace] = []

    def build(self) -> bytes:
        """The bytes of the file."""
        package = self.package
        first_time = not package.owned.keys
        self._take_out_pages()
        own = self._own_sheets()
        for table in TABLES:
            self._settle(self.book[table.key], own.get(table.key))
        generated = Package.from_bytes(self.written().getvalue())
        for edit in self.edited:
            edit.finish(self.context)
        moving = [self.titles[sheet.key] for sheet in GENERATED]
        moving += [self.titles[key] for key, standing in self.standings.items() if not standing.in_place]
        adopt(package, generated, moving)
        self._set_rules(package)
        self._claim(package)
        keys = (*(s.key for s in BEFORE_INPUT), *TABLE, *(s.key for s in AFTER_INPUT))
        package.order_sheets([self.titles[key] for key in keys])
        if first_time:
            package.set_active(self.titles[BEFORE_INPUT[0].key])
        return package.to_bytes()

    def _take_out_pages(self) -> None:
        """Take out the pages of the last build; one that the user wrote on stays, as a sheet of his own.

        A page that the user called by another title keeps it.
        """
        package = self.package
        for sheet in GENERATED:
            entry = package.owned.sheet(sheet.key)
            if entry is None:
                continue
            if entry.title not in sheet.labels:
                self.titles[sheet.key] = entry.title
            written = package.owned.sheets.get(sheet.key)
            if written and written.content_hash not in ("", content_hash(package, entry, ignoring=_PICKED[sheet.key])):
                keep_as_own(package, entry, KEPT_PAGE.in_(self.book.language).format(title=entry.title))
            else:
                package.remove_sheet(entry)
        for sheet in GENERATED:
            self.titles[sheet.key] = package.workbook.free_title(self.titles[sheet.key])

    def _own_sheets(self) -> dict[str, SheetEntry]:
        """The user's sheets that are edited in place, by table; the others make room for sheets of ours.

        All renaming comes before any editing, since whatever mentions a sheet changes with its title.
        """
        found = {table.key: entry for table in TABLES if (entry := self._whole_table(self.book[table.key]))}
        fitting = {key for key, entry in found.items() if self._in_place(key, entry).fits}
        self.package.store_edits()
        for table in TABLES:
            if table.key in fitting:
                self._retitle(table.key, found[table.key].title)
            else:
                self._make_room(self.book[table.key])
        return {key: entry for key in fitting if (entry := self.package.sheet(self.titles[key]))}

    def _whole_table(self, records: Records) -> SheetEntry | None:
        """The sheet that holds a table by itself."""
        if len(records.sources) != 1 or not records.sources[0].columns:
            return None
        entry = self.package.sheet(records.sources[0].sheet)
        return entry if entry is not None and entry.kind == "worksheet" else None

    def _in_place(self, key: str, entry: SheetEntry) -> InPlace:
        return InPlace(self.package, entry, self.book[key], self.book.language)

    def _settle(self, records: Records, entry: SheetEntry | None) -> None:
        """Decide how a table stands: on the user's own sheet where it can, else on a sheet of ours beside his."""
        key = records.schema.key
        if entry is None:
            self.titles[key] = self.package.workbook.free_title(self.titles[key])
            self.standings[key] = fresh(records, self.titles[key])
        else:
            edit = self._in_place(key, entry)
            self.standings[key] = edit.prepare(entry.title)
            self.edited.append(edit)

    def _make_room(self, records: Records) -> None:
        """Let sheets that hold a table, but cannot be edited in place, give its title to the one that takes over."""
        for source in records.sources:
            if source.sheet in records.schema.labels:
                title = ORIGINAL.in_(self.book.language).format(title=source.sheet)
                self.package.rename_sheet(source.sheet, self.package.workbook.free_title(title))

    def _retitle(self, key: str, title: str) -> None:
        """An input sheet keeps its title, but one that is called as in another language follows the book's."""
        if title in TABLE[key].labels and title != self.titles[key] and self.package.sheet(self.titles[key]) is None:
            self.package.rename_sheet(title, self.titles[key])
        else:
            self.titles[key] = title
