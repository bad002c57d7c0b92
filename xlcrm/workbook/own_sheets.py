"""The sheets on which a book holds its tables: edited where they stand, or put aside for sheets of ours."""

from xlcrm.labels import Labels
from xlcrm.model.book import Book
from xlcrm.model.records import Records, Source
from xlcrm.ooxml import Package, SheetEntry, content_hash
from xlcrm.schema.types import Table
from xlcrm.workbook.aside import ORIGINAL, ORIGINAL_KEY, is_aside, mark, with_suffix
from xlcrm.writing import notices
from xlcrm.writing.inplace import InPlace
from xlcrm.writing.notices import Notice
from xlcrm.writing.unit_users import is_computed_with


class OwnSheets:
    """Finds them when it is made, and makes room for what is to be written.

    `titles` maps every table to the title of its sheet, `edits` those that are edited where they stand to their edits;
    the others get a sheet of ours. All renaming comes before any editing, since whatever mentions a sheet changes with
    its title.
    """

    def __init__(self, package: Package, book: Book, notes: list[Notice]) -> None:
        self.package = package
        self.book = book
        self.notices = notes
        self.titles = {key: records.schema.labels.in_(book.language) for key, records in book.tables.items()}
        self._tell_of_originals()
        found = {key: entry for key, records in book.tables.items() if (entry := self._whole_table(records))}
        reasons = {key: self._obstacle(key, entry) for key, entry in found.items()}
        package.store_edits()
        fitting = [key for key in found if reasons[key] is None]
        self._retitle({key: found[key].title for key in fitting})
        for key in book.tables:
            if key not in fitting:
                self._make_room(book[key], reasons.get(key) or notices.JOINED)
                self.titles[key] = package.workbook.free_title(self.titles[key])
        self.edits = {key: self._edit(key, entry) for key in fitting if (entry := package.sheet(self.titles[key]))}

    @property
    def missing(self) -> list[Table]:
        """The tables that get a sheet of ours."""
        return [records.schema for key, records in self.book.tables.items() if key not in self.edits]

    def _edit(self, key: str, entry: SheetEntry) -> InPlace:
        return InPlace(self.package, entry, self.book[key], self.book.language)

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
        edit = self._edit(key, entry)
        scaled = [p.column for p in self.book.problems if p.kind == "column_scaled" and p.table == key and p.column]
        if any(map(edit.has_formulas, scaled)):
            return notices.FORMULAS_IN_A_UNIT
        source = self.book[key].sources[0]
        columns = [source.columns[column] for column in scaled]
        if columns and is_computed_with(self.package, entry, columns, source.calculated.values()):
            return notices.COMPUTED_WITH
        return edit.obstacle

    def _retitle(self, present: dict[str, str]) -> None:
        """An input sheet keeps its title, but one that is called as in another language follows the book's."""
        called_otherwise: dict[str, str] = {}
        for key, title in present.items():
            wanted = self.titles[key]
            if title in self.book[key].schema.labels and title != wanted and self.package.sheet(wanted) is None:
                called_otherwise[title] = wanted
            else:
                self.titles[key] = title
        self.package.rename_sheets(called_otherwise)

    def _make_room(self, records: Records, reason: Labels) -> None:
        """Put sheets aside that hold a table, but cannot be edited in place, for a sheet of ours to take over."""
        for source in records.sources:
            entry = self._worksheet(source)
            if entry is None:
                continue
            free = self.package.workbook.free_title
            kept = free(with_suffix(entry.title, ORIGINAL.in_(self.book.language)))
            self.package.rename_sheet(entry.title, kept)
            mark(self.package, ORIGINAL_KEY, next(listed for listed in self.package.sheets if listed.title == kept))
            ours = free(self.titles[records.schema.key])
            self._tell(notices.ORIGINAL_KEPT, title=entry.title, kept=kept, ours=ours, reason=reason)

    def _tell_of_originals(self) -> None:
        """Say what was typed on sheets that an earlier build put aside: it counts for nothing."""
        owned = self.package.owned
        for key in [key for key in owned.keys if is_aside(key)]:
            entry = owned.sheet(key)
            if entry is None:
                owned.release(key)
            elif key.startswith(ORIGINAL_KEY) and owned.content_hash(key) != content_hash(self.package, entry):
                self._tell(notices.ORIGINAL_CHANGED, title=entry.title, ours=self.titles["customers"])

    def _tell(self, text: Labels, **params: object) -> None:
        self.notices.append(Notice(text, params))
