"""Read a workbook into a Book."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache, partial
from pathlib import Path

from xlcrm.book import Book, column_letters
from xlcrm.importers.cells import cell_facts
from xlcrm.importers.faults import refusal
from xlcrm.importers.headers import Grid, language_of
from xlcrm.importers.ids import restore_ids
from xlcrm.importers.package import WorkbookFile, open_workbook, read_values
from xlcrm.importers.settings import SettingsSheet, area_of, read_settings
from xlcrm.importers.sheets import Candidate, choose_sheets
from xlcrm.importers.tables import read_table
from xlcrm.importers.values import Context
from xlcrm.labels import Language
from xlcrm.schema import names
from xlcrm.schema.marks import marked_sheet


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
    grid_of = cache(lambda title: read_values(file, title))
    generated = {area[0] for name, text in file.defined_names.items() if marked_sheet(name) and (area := area_of(text))}
    titles = [sheet.title for sheet in file.sheets if sheet.kind == "worksheet" and sheet.title not in generated]
    choice = choose_sheets(titles, grid_of)
    if not choice.sheets["customers"]:
        raise refusal("F150", file.path, sheets=", ".join(sheet.title for sheet in file.sheets))
    spoken = language or _language(choice.sheets, grid_of) or "zh-CN"
    sheet = SettingsSheet(file.defined_names, grid_of, spoken)
    settings = read_settings(sheet, spoken, as_of_typed=_as_of_typed(file))
    context = Context(spoken, settings.base_currency, file.date_1904)
    problems = [*file.problems, *choice.problems, *sheet.problems]
    tables = {
        key: read_table(sheets, grid_of, partial(cell_facts, file), context, problems)
        for key, sheets in choice.sheets.items()
        if sheets
    }
    problems += restore_ids(tables)
    return Book(
        tables,
        language=spoken,
        settings=settings,
        as_of=as_of or settings.as_of or date.today(),
        path=file.path,
        problems=problems,
        origin=file,
    )


def _language(sheets: dict[str, list[Candidate]], grid_of: Callable[[str], Grid]) -> Language | None:
    chosen = [candidate for candidates in sheets.values() for candidate in candidates]
    headers = [
        (c.header.table, [str(grid_of(c.title)[c.header.row][place]) for place in c.header.columns.values()])
        for c in chosen
    ]
    return language_of(headers, [candidate.title for candidate in chosen])


def _as_of_typed(file: WorkbookFile) -> bool:
    """Whether the as-of cell holds a date that somebody typed, rather than the formula for today."""
    area = area_of(file.defined_names.get(names.AS_OF, ""))
    if area is None:
        return False
    title, row, column, *_ = area
    cell = re.escape(f"{column_letters(column)}{row + 1}".encode())
    return not re.search(rb'<(?:\w+:)?c r="' + cell + rb'"[^>]*>\s*<(?:\w+:)?f\b', file.sheet_xml(title))
