"""The worksheets of an open workbook, each read once, large ones at the same time on two cores."""

import re
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, Final

from xlcrm.model.book import column_letters
from xlcrm.reading.cells import CellFacts, cell_facts
from xlcrm.reading.sheet_values import read_values
from xlcrm.reading.workbook_file import WorkbookFile
from xlcrm.schema.marks import marked_sheet

# Each thread opens the package anew, which pays from about a second of reading on.
_WORTH_THREADS: Final = 8 << 20
_THREADS: Final = 2

_ADDS_UP = re.compile(
    rb"<f(?: [^>]*)?>[^<]*?(?<![A-Z.])(?:SUM|SUBTOTAL|AGGREGATE|AVERAGE|COUNTA?|MAX|MIN)\((?:[0-9]+,){0,2}"
    rb"(?:\$?[A-Z]{1,3}\$?([0-9]+):\$?[A-Z]{1,3}\$?([0-9]+)|\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|[^<(]*\[)"
)
_ROW_OF_CELL = re.compile(rb'<c [^>]*?r="[A-Za-z]+([0-9]+)"')

Loaded = tuple[list[list[Any]], CellFacts]


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

    def facts(self, title: str) -> CellFacts:
        """What the values of a sheet alone do not show."""
        return self._of(title)[1]

    def release(self, title: str) -> None:
        """Forget a sheet that was read."""
        self._loaded.pop(title, None)
        self._loading.pop(title, None)
        self.file.archive.release(self.file.sheet(title).part)

    def totalled_rows(self, title: str) -> frozenset[int]:
        """The rows, as Excel counts them, with a formula that adds up more than one row."""
        if not self.facts(title).formula_columns:
            return frozenset()
        xml = self.file.plain_xml(title)
        rows = set()
        for match in _ADDS_UP.finditer(xml):
            cell = _ROW_OF_CELL.match(xml, max(xml.rfind(b"<c ", 0, match.start()), 0))
            if cell and (match[1] is None or match[1] != match[2]):
                rows.add(int(cell[1]))
        return frozenset(rows)

    def stored_number(self, title: str, row: int, column: int) -> float | None:
        """The number that a cell holds, whatever its format shows; None where it holds none."""
        address = f"{column_letters(column)}{row}".encode()
        found = re.search(rb'<c [^>]*?r="' + address + rb'"[^>]*>.*?</c>', self.file.plain_xml(title), re.DOTALL)
        value = re.search(rb"<v[^>]*>([0-9.Ee+-]+)</v>", found[0]) if found else None
        return float(value[1]) if value else None

    def _size(self, title: str) -> int:
        return self.file.archive.held_size(self.file.sheet(title).part) or _WORTH_THREADS

    def _of(self, title: str) -> Loaded:
        if title not in self._loaded:
            future = self._loading.pop(title, None)
            self._loaded[title] = future.result() if future else self._load(title)
        return self._loaded[title]

    def _load(self, title: str) -> Loaded:
        return read_values(self.file, title), cell_facts(self.file, title)


@contextmanager
def open_sheets(file: WorkbookFile) -> Iterator[OpenSheets]:
    """The worksheets of a workbook, while it is being read."""
    with ThreadPoolExecutor(_THREADS) as pool:
        yield OpenSheets(file, pool)
