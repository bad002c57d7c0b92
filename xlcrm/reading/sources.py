"""Another file's sheets, whatever its format: told by its content, never by its name, and opened with care."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from xlcrm.labels import Labels, Language
from xlcrm.labels.importing import DELIMITERS, SPREADSHEET, TEXT_FILE
from xlcrm.ooxml.archive import Archive
from xlcrm.ooxml.sheet_facts import SheetFacts
from xlcrm.reading.csv_source import read_text_table
from xlcrm.reading.engine import Errors, Grids, read_sheets
from xlcrm.reading.faults import refusal, refusing
from xlcrm.reading.open_sheets import OpenSheets, open_sheets
from xlcrm.reading.package import content_of, open_workbook
from xlcrm.reading.read import readable_titles
from xlcrm.reading.sniff import FileKind, kind_of

_ENGINE_FORMATS: Final[dict[FileKind, str]] = {"xls": ".xls", "xlsb": ".xlsb", "ods": ".ods"}

Recognised = Callable[[Sequence[Sequence[Any]]], int]


class PlainSheets(OpenSheets):
    """Sheets of which nothing is known but their values, errors among them."""

    def __init__(self, grids: Grids, errors: Errors | None = None) -> None:
        self._grids = grids
        self._errors = errors or {}

    @property
    def are_built(self) -> bool:
        """No build makes such sheets."""
        return False

    def prepare(self, titles: Iterable[str]) -> None:
        """Nothing is to be read any more."""

    def grid(self, title: str) -> list[list[Any]]:
        """The cells of a sheet, row 1 first."""
        return self._grids.get(title, [])

    def facts(self, title: str) -> SheetFacts:
        """The error values, and nothing more."""
        return SheetFacts(errors=self._errors.get(title, {}))

    def release(self, title: str) -> None:
        """The values stay: they are needed to the end."""

    def stored_number(self, title: str, row: int, column: int) -> float | None:  # noqa: ARG002
        """No number is known beside the value."""
        return None


@dataclass(frozen=True)
class OpenSource:
    """A file to import from, while it is open.

    `how` and `params` say in words what it is. `widths` are the numbers of values in the rows of a text file.
    """

    path: Path
    sheets: OpenSheets
    titles: Sequence[str]
    date_1904: bool
    how: Labels
    params: dict[str, object]
    widths: Sequence[int] = ()


@contextmanager
def open_source(path: Path, language: Language, recognised: Recognised, password: str | None) -> Iterator[OpenSource]:
    """Open a file of any format that can be imported; `recognised` as in `read_text_table`.

    Raises UnreadableFile, in one line with the remedy, for every other format and for damaged or hostile files.
    """
    data = content_of(path)
    kind = kind_of(data)
    if kind == "text":
        table = read_text_table(path, data, language, recognised)
        said: dict[str, object] = {"encoding": table.encoding, "delimiter": DELIMITERS[table.delimiter]}
        title = path.stem[:31]
        yield OpenSource(path, PlainSheets({title: table.rows}), [title], False, TEXT_FILE, said, table.widths)
    elif kind in _ENGINE_FORMATS:
        grids, errors = _engine_grids(path, data, kind)
        form = _ENGINE_FORMATS[kind]
        yield OpenSource(path, PlainSheets(grids, errors), list(grids), False, SPREADSHEET, {"format": form})
    else:
        file = open_workbook(path, password)
        form = ".xlsm" if file.macros else ".xlsx"
        with open_sheets(file) as sheets:
            yield OpenSource(path, sheets, readable_titles(file), file.date_1904, SPREADSHEET, {"format": form})


def _engine_grids(path: Path, data: bytes, kind: FileKind) -> tuple[Grids, Errors]:
    if data.startswith(b"PK"):
        with refusing(path):
            archive = Archive(data, limited=True)
            for part in ("content.xml", "styles.xml", "meta.xml"):
                if part in archive:
                    archive.xml(part)  # refuses a DTD
    grids, errors = read_sheets(path, data)
    if not grids:
        raise refusal("F136", path)
    return ({title: _trimmed(grid) for title, grid in grids.items()} if kind == "ods" else grids), errors


def _trimmed(grid: list[list[Any]]) -> list[list[Any]]:
    """Without the blank rows at the end, of which a styled sheet may have a million."""
    end = len(grid)
    while end and not any(cell != "" for cell in grid[end - 1]):
        end -= 1
    return grid[:end]
