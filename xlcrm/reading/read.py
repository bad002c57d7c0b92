"""Read a workbook into a Book."""

import gc
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from xlcrm.labels import Language
from xlcrm.model.book import Book, Place, Problem, column_letters
from xlcrm.reading.faults import refusal
from xlcrm.reading.headers import language_of
from xlcrm.reading.ids import restore_ids
from xlcrm.reading.open_sheets import OpenSheets, open_sheets
from xlcrm.reading.own_names import own_names
from xlcrm.reading.package import WorkbookFile, open_workbook
from xlcrm.reading.settings import SettingsSheet, area_of, read_settings
from xlcrm.reading.sheets import Candidate, choose_sheets
from xlcrm.reading.tables import read_table
from xlcrm.reading.titles import named_table
from xlcrm.reading.values import Context
from xlcrm.schema import names
from xlcrm.schema.marks import marked_sheet

_PROTECTED = re.compile(rb"<(?:\w+:)?sheetProtection\b[^>]*\bsheet=[\"'](?:1|true)[\"']")


def read(
    path: str | Path,
    *,
    as_of: date | None = None,
    language: Language | None = None,
    password: str | None = None,
) -> Book:
    """Read the five tables and the settings of a workbook.

    `as_of` goes before the date typed on Settings, which goes before today. `language` is that of the book's own
    headers unless given. Raises UnreadableFile for a file that is no workbook or has no customers sheet.
    """
    return read_file(open_workbook(Path(path), password), as_of=as_of, language=language)


def read_file(file: WorkbookFile, *, as_of: date | None = None, language: Language | None = None) -> Book:
    """As `read`, for a workbook that is open."""
    with without_collector(), open_sheets(file) as sheets:
        return _read(file, sheets, as_of, language)


@contextmanager
def without_collector() -> Iterator[None]:
    """Millions of cells are made and none of them in a circle: looking for circles took a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(file: WorkbookFile, sheets: OpenSheets, as_of: date | None, language: Language | None) -> Book:
    titles = readable_titles(file)
    sheets.prepare(title for title in titles if named_table(title))
    choice = choose_sheets(titles, sheets.grid)
    if not choice.sheets["customers"]:
        raise refusal("F150", file.path, sheets=", ".join(sheet.title for sheet in file.sheets))
    chosen = [candidate for candidates in choice.sheets.values() for candidate in candidates]
    spoken = language or _language(chosen) or "zh-CN"
    ours = own_names(file.defined_names)
    cells = SettingsSheet(ours, sheets.grid, sheets.facts, spoken)
    settings = read_settings(cells, spoken, as_of_typed=_as_of_typed(file, ours))
    context = Context(spoken, settings.base_currency, file.date_1904)
    problems = [*file.problems, *choice.problems, *_out_of_sight(file, chosen), *cells.problems]
    tables = {
        key: read_table(candidates, sheets, context, problems)
        for key, candidates in choice.sheets.items()
        if candidates
    }
    return Book(
        tables,
        language=spoken,
        settings=settings,
        as_of=as_of or settings.as_of or date.today(),
        path=file.path,
        problems=restore_ids(tables, problems),
        origin=file,
    )


def readable_titles(file: WorkbookFile) -> list[str]:
    """The titles of the sheets that hold cells and that xlcrm did not make."""
    generated = {area[0] for name, text in file.defined_names.items() if marked_sheet(name) and (area := area_of(text))}
    return [sheet.title for sheet in file.sheets if sheet.kind == "worksheet" and sheet.title not in generated]


def _language(chosen: Sequence[Candidate]) -> Language | None:
    headers = [(candidate.header.table, candidate.header.texts.values()) for candidate in chosen]
    return language_of(headers, [candidate.title for candidate in chosen])


def _out_of_sight(file: WorkbookFile, chosen: Iterable[Candidate]) -> list[Problem]:
    """The chosen sheets that are hidden, or protected against changes."""
    return [
        Problem("sheet_hidden", Place(candidate.title), candidate.header.table.key, value=candidate.title)
        for candidate in chosen
        if file.sheet(candidate.title).state != "visible" or _is_protected(file.sheet_xml(candidate.title))
    ]


def _is_protected(xml: bytes) -> bool:
    return _PROTECTED.search(xml, max(xml.rfind(b"sheetData>"), 0)) is not None


def _as_of_typed(file: WorkbookFile, defined: Mapping[str, str]) -> bool:
    """Whether the as-of cell holds a date that somebody typed, rather than the formula for today."""
    area = area_of(defined.get(names.AS_OF, ""))
    if area is None or all(sheet.title != area[0] for sheet in file.sheets):
        return False
    title, row, column, *_ = area
    cell = re.escape(f"{column_letters(column)}{row + 1}".encode())
    return not re.search(rb'<(?:\w+:)?c r="' + cell + rb'"[^>]*>\s*<(?:\w+:)?f\b', file.sheet_xml(title))
