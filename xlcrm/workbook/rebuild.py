"""Build a book that was read from a file: our pages are replaced in the user's package, all else in it is kept."""

from collections.abc import Mapping, Sequence
from typing import Any

from xlcrm.errors import UserError
from xlcrm.labels import Labels, labels
from xlcrm.model.book import Book
from xlcrm.model.records import Records, Source
from xlcrm.ooxml import Adoption, Package, SheetEntry, content_hash, edit_sheet, keep_as_own
from xlcrm.ooxml.references import Renaming
from xlcrm.pages.every import PAGES, users_cells
from xlcrm.rules.finding import Finding
from xlcrm.schema.sheet import Sheet
from xlcrm.schema.sheets import AFTER_INPUT, BEFORE_INPUT, GENERATED, GUIDE, SETTINGS
from xlcrm.schema.tables import TABLE
from xlcrm.workbook.fresh import Built, FreshBuild, rows_value
from xlcrm.writing import told
from xlcrm.writing.inplace import InPlace
from xlcrm.writing.standing import fresh
from xlcrm.writing.told import Told
from xlcrm.writing.unit_users import is_computed_with

ORIGINAL = labels("(原表)", "(原表)", " (original)")
EDITED = labels("(已改)", "(已改)", " (edited)")
KEYS = (*(sheet.key for sheet in BEFORE_INPUT), *TABLE, *(sheet.key for sheet in AFTER_INPUT), GUIDE.key)

# Sheets that a build put aside for the user: marked like ours, so that no table is read from them.
_ORIGINAL_KEY, _EDITED_KEY = "original_", "edited_"


class Rebuild(FreshBuild):
    """A book that was read from a file: the user's package, with our pages in place of those of the last build."""

    def __init__(self, book: Book, found: Sequence[Finding], *, in_place: bool, allow_empty: bool) -> None:
        self.package = Package.of(book.origin.graph, unsigned=not in_place)
        super().__init__(book, found, pages=(*GENERATED, GUIDE) if self._has_guide() else GENERATED)
        self.in_place = in_place
        self.allow_empty = allow_empty
        self.edited: list[InPlace] = []
        self.told: list[Told] = []

    def built(self) -> Built:
        """The file, and what is to be told of it."""
        package = self.package
        if not self.allow_empty:
            self._refuse_emptied()
        if not self.in_place:
            package.make_workbook()
        first_time = not package.owned.keys
        self._take_out_pages()
        own = self._own_sheets()
        for table in self.book.schemas:
            self._settle(self.book[table.key], own.get(table.key))
        self._follow_headers()
        generated = Package.from_bytes(self.written().getvalue())
        moving = [self.titles[sheet.key] for sheet in self.pages]
        moving += [self.titles[key] for key, standing in self.standings.items() if not standing.in_place]
        adoption = Adoption(package, generated, moving)
        follow = adoption.renaming.formula
        for edit in self.edited:
            # One by one: the edits of one large sheet are enough to hold.
            package.store_edits()
            edit.finish(self.context, follow)
            package.store_edits()
            package.parts.pack(edit.entry.part)
        adoption.run()
        self.set_rules(package, follow)
        self.claim(package)
        package.order_sheets([self.titles[key] for key in KEYS if key in self.titles])
        if first_time:
            package.set_active(self.titles[BEFORE_INPUT[0].key])
        if package.left_out:
            self._tell(told.LEFT_OUT, parts=", ".join(package.left_out))
        return Built(package.to_bytes(), tuple(self.told), self._is_settled())

    def _is_settled(self) -> bool:
        in_place = all(standing.in_place for standing in self.standings.values())
        overwritten = any(problem.kind == "formula_overwritten" for problem in self.book.problems)
        return in_place and not (self._lost_settings or overwritten or any(edit.changed for edit in self.edited))

    @property
    def _lost_settings(self) -> bool:
        """Whether something typed on Settings was not understood, and is replaced there by what holds instead."""
        return any(problem.kind == "setting_not_understood" for problem in self.book.problems)

    def _tell(self, text: Labels, **params: object) -> None:
        self.told.append(Told(text, params))

    def _refuse_emptied(self) -> None:
        for table in TABLE.values():
            rows = self.package.owned.values.get(rows_value(table.key), "0")
            if rows != "0" and not len(self.book.tables.get(table.key, ())):
                raise UserError(told.EMPTIED, sheet=table.labels, rows=rows)

    def _has_guide(self) -> bool:
        """Whether the book has a Guide that is still as it was written; one that its user changed is his from now on.

        No other book gets one: it was made without, or its user deleted it.
        """
        owned = self.package.owned
        entry = owned.sheet(GUIDE.key)
        if entry is not None and owned.content_hash(GUIDE.key) == content_hash(self.package, entry):
            return True
        if GUIDE.key in owned.keys:
            owned.release(GUIDE.key)
            if entry is not None:
                self._mark(_EDITED_KEY, entry)
        return False

    def _take_out_pages(self) -> None:
        """Take out the pages of the last build; one that the user wrote on stays, as a sheet of his own.

        A page that the user called by another title keeps it; what of his mentions a page goes on to mention it.
        """
        package = self.package
        pages = {sheet.key: entry for sheet in self.pages if (entry := package.owned.sheet(sheet.key))}
        for sheet in self.pages:
            if sheet.key in pages:
                self.picked[sheet.key] = self._picked(sheet.key, pages[sheet.key])
                if self._is_written_on(sheet, pages[sheet.key]):
                    self._put_aside(pages.pop(sheet.key))
        called_otherwise: dict[str, str] = {}
        for sheet in self.pages:
            entry = pages.get(sheet.key)
            if entry is not None and (entry.title not in sheet.labels or entry.title == self.titles[sheet.key]):
                self.titles[sheet.key] = entry.title
                continue
            self.titles[sheet.key] = package.workbook.free_title(
                self.titles[sheet.key], also_taken=list(called_otherwise.values())
            )
            if entry is not None:
                called_otherwise[entry.title] = self.titles[sheet.key]
        package.rename_sheets(called_otherwise)
        for key in pages:
            package.remove_sheet(next(entry for entry in package.sheets if entry.title == self.titles[key]))

    def _picked(self, key: str, entry: SheetEntry) -> dict[str, Any]:
        cells = PAGES[key].pick_cells
        editor = edit_sheet(self.package, entry) if cells else None
        return {cell: editor.cell(cell).value for cell in cells} if editor else {}

    def _is_written_on(self, sheet: Sheet, entry: SheetEntry) -> bool:
        """Whether the user wrote on a page, outside the cells that are there for him; or what he set is lost there."""
        if sheet is SETTINGS and self._lost_settings:
            return True
        ignoring = users_cells(sheet.key, self.package.defined_names)
        written = self.package.owned.content_hash(sheet.key)
        return written not in ("", content_hash(self.package, entry, ignoring=ignoring))

    def _put_aside(self, entry: SheetEntry) -> None:
        """Keep a page that the user wrote on, as a sheet of his own."""
        kept = keep_as_own(self.package, entry, _titled(entry.title, EDITED.in_(self.book.language)))
        self._mark(_EDITED_KEY, kept)
        self._tell(told.PAGE_KEPT, title=entry.title, kept=kept.title)

    def _mark(self, prefix: str, entry: SheetEntry) -> None:
        owned = self.package.owned
        number = next(n for n in range(1, len(owned.keys) + 2) if f"{prefix}{n}" not in owned.keys)
        owned.claim(f"{prefix}{number}", entry, content_hash=content_hash(self.package, entry))

    def _own_sheets(self) -> dict[str, SheetEntry]:
        """The user's sheets that are edited in place, by table; the others make room for sheets of ours.

        All renaming comes before any editing, since whatever mentions a sheet changes with its title.
        """
        self._tell_of_originals()
        found = {table.key: entry for table in self.book.schemas if (entry := self._whole_table(self.book[table.key]))}
        reasons = {key: self._obstacle(key, entry) for key, entry in found.items()}
        self.package.store_edits()
        titles: dict[str, str] = {}
        for table in self.book.schemas:
            if table.key in found and reasons[table.key] is None:
                self._retitle(table.key, found[table.key].title, titles)
        self.package.rename_sheets(titles)
        for table in self.book.schemas:
            if table.key not in found or reasons[table.key] is not None:
                self._make_room(self.book[table.key], reasons.get(table.key) or told.JOINED)
        fitting = [key for key in found if reasons[key] is None]
        return {key: entry for key in fitting if (entry := self.package.sheet(self.titles[key]))}

    def _whole_table(self, records: Records) -> SheetEntry | None:
        """The sheet that holds a table by itself."""
        if len(records.sources) != 1 or not records.sources[0].columns:
            return None
        return self._worksheet(records.sources[0])

    def _worksheet(self, source: Source) -> SheetEntry | None:
        entry = self.package.sheet(source.sheet)
        return entry if entry is not None and entry.kind == "worksheet" else None

    def _obstacle(self, key: str, entry: SheetEntry) -> Labels | None:
        """Why a table cannot be edited where it stands.

        A formula in a column whose header states a unit goes on to yield its value in that unit, which no header
        would state any longer; and whatever computes with such a column counts on its unit.
        """
        edit = self._in_place(key, entry)
        scaled = [p.column for p in self.book.problems if p.kind == "column_scaled" and p.table == key and p.column]
        if any(map(edit.has_formulas, scaled)):
            return told.FORMULAS_IN_A_UNIT
        source = self.book[key].sources[0]
        columns = [source.columns[column] for column in scaled]
        if columns and is_computed_with(self.package, entry, columns, source.calculated.values()):
            return told.COMPUTED_WITH
        return edit.obstacle

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

    def _follow_headers(self) -> None:
        """Let formulas and pivots of the user's that mention a column by its header mention it as it is called now."""
        columns: dict[str, Mapping[str, str]] = {}
        for edit in self.edited:
            if edit.renamed:
                name = self.standings[edit.records.schema.key].table_name.casefold()
                columns |= {name: edit.renamed, f"{edit.entry.title.casefold()}!": edit.renamed}
        if columns:
            self.package.follow(Renaming(columns=columns))

    def _make_room(self, records: Records, reason: Labels) -> None:
        """Put sheets aside that hold a table, but cannot be edited in place, for a sheet of ours to take over."""
        for source in records.sources:
            entry = self._worksheet(source)
            if entry is None:
                continue
            free = self.package.workbook.free_title
            kept = free(_titled(entry.title, ORIGINAL.in_(self.book.language)))
            self.package.rename_sheet(entry.title, kept)
            self._mark(_ORIGINAL_KEY, next(listed for listed in self.package.sheets if listed.title == kept))
            ours = free(self.titles[records.schema.key])
            self._tell(told.ORIGINAL_KEPT, title=entry.title, kept=kept, ours=ours, reason=reason)

    def _tell_of_originals(self) -> None:
        """Say what was typed on sheets that an earlier build put aside: it counts for nothing."""
        owned = self.package.owned
        for key in [key for key in owned.keys if key.startswith((_ORIGINAL_KEY, _EDITED_KEY))]:
            entry = owned.sheet(key)
            if entry is None:
                owned.release(key)
            elif key.startswith(_ORIGINAL_KEY) and owned.content_hash(key) != content_hash(self.package, entry):
                ours = self.titles["customers"]
                self._tell(told.ORIGINAL_CHANGED, title=entry.title, ours=ours)

    def _retitle(self, key: str, title: str, titles: dict[str, str]) -> None:
        """An input sheet keeps its title, but one that is called as in another language follows the book's."""
        if title in TABLE[key].labels and title != self.titles[key] and self.package.sheet(self.titles[key]) is None:
            titles[title] = self.titles[key]
        else:
            self.titles[key] = title


def _titled(title: str, suffix: str) -> str:
    """A title with a suffix, no longer than Excel takes."""
    return title[: 31 - len(suffix)] + suffix
