"""Read a workbook into a Book."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from xlcrm.garbage import no_garbage_collection
from xlcrm.labels import Language
from xlcrm.measures import compute
from xlcrm.model.book import Book
from xlcrm.model.place import Place, Problem
from xlcrm.reading.faults import refusal
from xlcrm.reading.headers import language_of
from xlcrm.reading.ids import restore_ids
from xlcrm.reading.open_sheets import OpenSheets, open_sheets
from xlcrm.reading.own_names import own_names
from xlcrm.reading.package import WorkbookFile, open_workbook
from xlcrm.reading.presence import sheets_for, subjects_on
from xlcrm.reading.settings import SettingsSheet, area_of, read_settings, subjects_asked
from xlcrm.reading.sheets import Candidate, choose_sheets
from xlcrm.reading.tables import read_table
from xlcrm.reading.titles import named_table
from xlcrm.reading.values import Context
from xlcrm.schema import names
from xlcrm.schema.marks import marked_sheet
from xlcrm.schema.tables import CUSTOMERS


def read(
    path: str | Path,
    *,
    as_of: date | None = None,
    language: Language | None = None,
    password: str | None = None,
) -> Book:
    """Read the tables and the settings of a workbook.

    `as_of` goes before the date typed on Settings, which goes before today. `language` is that of the book's own
    headers unless given. Raises UnreadableFile for a file that is no workbook or has no customers sheet.
    """
    return read_file(open_workbook(Path(path), password), as_of=as_of, language=language)


def read_file(file: WorkbookFile, *, as_of: date | None = None, language: Language | None = None) -> Book:
    """As `read`, for a workbook that is open."""
    with no_garbage_collection(), open_sheets(file) as sheets:
        return _read(file, sheets, as_of, language)


def _read(file: WorkbookFile, sheets: OpenSheets, as_of: date | None, language: Language | None) -> Book:
    titles = readable_titles(file)
    sheets.prepare(title for title in titles if named_table(title))
    choice = choose_sheets(titles, sheets.grid)
    if not choice.sheets[CUSTOMERS.key]:
        raise refusal("F150", file.path, sheets=", ".join(sheet.title for sheet in file.sheets))
    ours = own_names(file.defined_names)
    # Yes and no are told in any language, and the language of the book is known once its subjects are.
    asked = subjects_asked(SettingsSheet(ours, sheets.grid, sheets.facts, "en"))
    those = subjects_on(choice.sheets, sheets.grid, asked)
    found = sheets_for(those, choice.sheets, sheets.grid)
    chosen = [candidate for candidates in found.values() for candidate in candidates]
    spoken = language or _language(chosen) or "zh-CN"
    cells = SettingsSheet(ours, sheets.grid, sheets.facts, spoken)
    settings = read_settings(cells, spoken, as_of_typed=_as_of_typed(sheets, ours))
    context = Context(spoken, settings.base_currency, file.date_1904)
    problems = [*file.problems, *choice.problems, *_out_of_sight(sheets, chosen), *cells.problems]
    tables = {key: read_table(candidates, sheets, context, problems) for key, candidates in found.items()}
    return Book(
        tables,
        language=spoken,
        settings=settings,
        as_of=as_of or settings.as_of or date.today(),
        subjects=[subject.key for subject in those],
        path=file.path,
        problems=restore_ids(tables, problems),
        origin=file,
        compute=compute,
    )


def readable_titles(file: WorkbookFile) -> list[str]:
    """The titles of the sheets that hold cells and that xlcrm did not make."""
    generated = {area[0] for name, text in file.defined_names.items() if marked_sheet(name) and (area := area_of(text))}
    return [sheet.title for sheet in file.sheets if sheet.kind == "worksheet" and sheet.title not in generated]


def _language(chosen: Sequence[Candidate]) -> Language | None:
    headers = [(candidate.header.table, candidate.header.texts.values()) for candidate in chosen]
    return language_of(headers, [candidate.title for candidate in chosen])


def _out_of_sight(sheets: OpenSheets, chosen: Iterable[Candidate]) -> list[Problem]:
    """The chosen sheets that are hidden, or protected against changes."""
    return [
        Problem("sheet_hidden", Place(candidate.title), candidate.header.table.key, value=candidate.title)
        for candidate in chosen
        if sheets.file.sheet(candidate.title).state != "visible" or sheets.facts(candidate.title).is_protected
    ]


def _as_of_typed(sheets: OpenSheets, defined: Mapping[str, str]) -> bool:
    """Whether the as-of cell holds a date that somebody typed, rather than the formula for today."""
    area = area_of(defined.get(names.AS_OF, ""))
    if area is None or not sheets.file.has_sheet(area[0]):
        return False
    title, row, column, *_ = area
    return row + 1 not in sheets.facts(title).formulas.get(column, ())
