"""What the last build left in a book: its pages come out of the package, but for those that a user wrote on."""

from collections.abc import Mapping, Sequence
from typing import Any

from xlcrm.model.book import Book
from xlcrm.ooxml import Package, SheetEntry, content_hash, edit_sheet, keep_as_own
from xlcrm.ooxml.mentions import is_mentioned
from xlcrm.ooxml.references import Renaming
from xlcrm.pages.customer_picker import LABELS_NAME
from xlcrm.pages.every import PAGES, users_cells
from xlcrm.schema.sheet import Sheet
from xlcrm.schema.sheets import GUIDE, SETTINGS
from xlcrm.workbook.aside import EDITED, EDITED_KEY, OFF, mark, with_suffix
from xlcrm.writing import notices
from xlcrm.writing.notices import Notice


def has_guide(package: Package) -> bool:
    """Whether a book gets a Guide: a new one does, and one that has it as it was written; a changed one is its user's.

    No other book gets one: it was made without, or its user deleted it.
    """
    owned = package.owned
    if not package.sheets:
        return True
    entry = owned.sheet(GUIDE.key)
    if entry is not None and owned.content_hash(GUIDE.key) == content_hash(package, entry):
        return True
    if GUIDE.key in owned.keys:
        owned.release(GUIDE.key)
        if entry is not None:
            mark(package, EDITED_KEY, entry)
    return False


class LastBuild:
    """The pages of the last build, taken out when this is made.

    A page that a user wrote on stays, as a sheet of their own. A page that they called by another title keeps it; what
    of theirs mentions a page goes on to mention it. A page that is not to be made any longer goes, but where something
    of theirs mentions it. `titles` are those of the pages to be made, `picked` holds what
    stood in the cells in which the user picks what a page shows.
    """

    def __init__(self, package: Package, book: Book, pages: Sequence[Sheet], notes: list[Notice]) -> None:
        self.package = package
        self.book = book
        self.pages = pages
        self.notices = notes
        self.picked: dict[str, dict[str, Any]] = {}
        self._let_go()
        found = {sheet.key: entry for sheet in pages if (entry := package.owned.sheet(sheet.key))}
        for sheet in pages:
            if sheet.key in found:
                self.picked[sheet.key] = self._picked(sheet.key, found[sheet.key])
                if self._is_written_on(sheet, found[sheet.key]):
                    self._put_aside(found.pop(sheet.key))
        self.titles = self._titles(found)
        for key in found:
            package.remove_sheet(next(entry for entry in package.sheets if entry.title == self.titles[key]))

    def _let_go(self) -> None:
        """Take the pages out that are not to be made, and keep those that their user needs as sheets of their own."""
        package, owned = self.package, self.package.owned
        wanted = {sheet.key for sheet in self.pages} | {GUIDE.key}
        pages = {key: owned.sheet(key) for key in owned.keys if key in PAGES}
        going = {key: entry for key, entry in pages.items() if key not in wanted}
        kept = self._needed(going, [entry for entry in pages.values() if entry is not None])
        for key, entry in going.items():
            if key in kept:
                continue
            if entry is not None:
                package.remove_sheet(entry, with_names=True)
            owned.release(key)
        for entry in kept.values():
            self._keep_off_page(entry)

    def _needed(self, going: Mapping[str, SheetEntry | None], ours: list[SheetEntry]) -> dict[str, SheetEntry]:
        """The pages on which a user wrote, and those that something of theirs mentions, such as one that they keep."""
        left = {key: entry for key, entry in going.items() if entry is not None}
        kept = {key: entry for key, entry in left.items() if self._is_written_on(PAGES[key].sheet, entry)}
        found = left
        while found:
            ours = [entry for entry in ours if entry not in kept.values()]
            left = {key: entry for key, entry in left.items() if key not in kept}
            found = {k: entry for k, entry in left.items() if is_mentioned(self.package, entry, ours, (LABELS_NAME,))}
            kept |= found
        return kept

    def _keep_off_page(self, entry: SheetEntry) -> None:
        kept = keep_as_own(self.package, entry, with_suffix(entry.title, OFF.in_(self.book.language)))
        mark(self.package, EDITED_KEY, kept)
        self.package.follow(Renaming(sheets={entry.title.casefold(): kept.title}))
        self.notices.append(Notice(notices.OFF_PAGE_KEPT, {"title": entry.title, "kept": kept.title}))

    def _titles(self, found: dict[str, SheetEntry]) -> dict[str, str]:
        titles: dict[str, str] = {}
        called_otherwise: dict[str, str] = {}
        for sheet in self.pages:
            entry, usual = found.get(sheet.key), sheet.labels.in_(self.book.language)
            if entry is not None and (entry.title not in sheet.labels or entry.title == usual):
                titles[sheet.key] = entry.title
                continue
            taken = list(called_otherwise.values())
            titles[sheet.key] = self.package.workbook.free_title(usual, also_taken=taken)
            if entry is not None:
                called_otherwise[entry.title] = titles[sheet.key]
        self.package.rename_sheets(called_otherwise)
        return titles

    def _picked(self, key: str, entry: SheetEntry) -> dict[str, Any]:
        cells = PAGES[key].pick_cells
        editor = edit_sheet(self.package, entry) if cells else None
        return {cell: editor.cell(cell).value for cell in cells} if editor else {}

    def _is_written_on(self, sheet: Sheet, entry: SheetEntry) -> bool:
        """Whether a user wrote on a page outside the cells that are there for it, or what they set is lost there."""
        if sheet is SETTINGS and has_lost_settings(self.book):
            return True
        ignoring = users_cells(sheet.key, self.package.defined_names)
        written = self.package.owned.content_hash(sheet.key)
        return written not in ("", content_hash(self.package, entry, ignoring=ignoring))

    def _put_aside(self, entry: SheetEntry) -> None:
        """Keep a page that a user wrote on, as a sheet of their own."""
        kept = keep_as_own(self.package, entry, with_suffix(entry.title, EDITED.in_(self.book.language)))
        mark(self.package, EDITED_KEY, kept)
        self.notices.append(Notice(notices.PAGE_KEPT, {"title": entry.title, "kept": kept.title}))


def has_lost_settings(book: Book) -> bool:
    """Whether something typed on Settings was not understood, and is replaced there by what holds instead."""
    return any(problem.kind == "setting_not_understood" for problem in book.problems)


def is_replaced(book: Book) -> bool:
    """Whether a user typed what a build replaces: settings that were not understood, values over formulas."""
    return has_lost_settings(book) or any(problem.kind == "formula_overwritten" for problem in book.problems)
