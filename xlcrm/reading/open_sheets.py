"""The worksheets of an open workbook, each read once, large ones at the same time on two cores."""

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, Final

from xlcrm.ooxml.a1 import Area, Cell
from xlcrm.ooxml.plain_sheet import MalformedSheet, filter_area
from xlcrm.ooxml.sheet_facts import SheetFacts, sheet_facts, stored_number
from xlcrm.reading.faults import refusing
from xlcrm.reading.sheet_values import fitted_sheet, read_values
from xlcrm.reading.workbook_file import WorkbookFile
from xlcrm.schema.marks import marked_sheet

# Each thread opens the package anew, which pays from about a second of reading on.
_WORTH_THREADS: Final = 8 << 20
_THREADS: Final = 2

Loaded = tuple[list[list[Any]], SheetFacts]


class OpenSheets:
    """The cells of each worksheet and what is known of them, kept until they are released."""

    def __init__(self, file: WorkbookFile, pool: ThreadPoolExecutor) -> None:
        self.file = file
        self._pool = pool
        self._loading: dict[str, Future[Loaded]] = {}
        self._loaded: dict[str, Loaded] = {}

    @property
    def are_built(self) -> bool:
        """Whether the workbook holds sheets that a build made."""
        return any(marked_sheet(name) for name in self.file.defined_names)

    def prepare(self, titles: Iterable[str]) -> None:
        """Begin to read sheets that will be asked for, the largest first, if they are large."""
        sizes = {title: self._size(title) for title in titles}
        if len(sizes) > 1 and sum(sizes.values()) >= _WORTH_THREADS:
            for title in sorted(sizes, key=lambda title: sizes[title], reverse=True):
                self._loading[title] = self._pool.submit(self._load, title)

    def grid(self, title: str) -> list[list[Any]]:
        """The cells of a sheet, row 1 first; none for a sheet that the workbook does not have."""
        return self._of(title)[0] if self.file.has_sheet(title) else []

    def facts(self, title: str) -> SheetFacts:
        """What the values of a sheet alone do not show."""
        return self._of(title)[1]

    def release(self, title: str) -> None:
        """Forget a sheet that was read."""
        self._loaded.pop(title, None)
        self._loading.pop(title, None)
        self.file.release(title)

    def stored_number(self, title: str, row: int, column: int) -> float | None:
        """The number that a cell holds, whatever its format shows; None where it holds none."""
        return stored_number(self.file.plain_sheet(title), Cell(row, column))

    def _size(self, title: str) -> int:
        return self.file.archive.held_size(self.file.sheet(title).part) or _WORTH_THREADS

    def _of(self, title: str) -> Loaded:
        if title not in self._loaded:
            future = self._loading.pop(title, None)
            self._loaded[title] = future.result() if future else self._load(title)
        return self._loaded[title]

    def _load(self, title: str) -> Loaded:
        return read_values(self.file, title), facts_of(self.file, title)


def facts_of(file: WorkbookFile, title: str) -> SheetFacts:
    """The facts of a worksheet; raises UnreadableFile where it is damaged or too large."""
    if title not in file.far:
        fitted_sheet(file, title)
    try:
        return sheet_facts(file.plain_sheet(title), file.far[title], lambda: _filters_of_tables(file, title))
    except MalformedSheet:
        raise file.malformed(title) from None


def _filters_of_tables(file: WorkbookFile, title: str) -> list[Area]:
    with refusing(file.path):
        tables = file.graph.relationships(file.sheet(title).part).of_kind("table")
        roots = [file.graph.tree(table.part).root for table in tables if table.part]
    return [area for root in roots if (area := filter_area(root))]


@contextmanager
def open_sheets(file: WorkbookFile) -> Iterator[OpenSheets]:
    """The worksheets of a workbook, while it is being read."""
    with ThreadPoolExecutor(_THREADS) as pool:
        yield OpenSheets(file, pool)
