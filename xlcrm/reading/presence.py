"""Which subjects a book has: those asked for, those whose tables stand on its sheets or whose columns hold values."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from xlcrm.reading.headers import Grid, Header, find_header
from xlcrm.reading.sheets import Candidate
from xlcrm.schema.registry import subjects
from xlcrm.schema.subject import Subject
from xlcrm.schema.tables import present, tables_of
from xlcrm.schema.types import Column, Table

Sheets = Mapping[str, Sequence[Candidate]]
GridOf = Callable[[str], Grid]


def subjects_on(sheets: Sheets, grid_of: GridOf, asked: Mapping[str, bool]) -> tuple[Subject, ...]:
    """The subjects of a book whose tables stand on these sheets; `asked` is what Settings says of them."""
    return present(
        [
            subject.key
            for subject in subjects()
            if asked.get(subject.key, False)
            or any(sheets.get(table.key) for table in subject.tables)
            or any(
                holds_values(candidate.header, columns, grid_of(candidate.title))
                for table, columns in subject.columns.items()
                for candidate in sheets.get(table, ())
            )
        ]
    )


def sheets_for(those: tuple[Subject, ...], sheets: Sheets, grid_of: GridOf) -> dict[str, list[Candidate]]:
    """The sheets read as tables of a book with those subjects: what another would call its column is the user's own."""
    tables = tables_of(those)
    return {key: [_under(tables[key], each, grid_of) for each in found] for key, found in sheets.items() if found}


def holds_values(header: Header, columns: Iterable[Column], grid: Grid) -> bool:
    """Whether any of the columns holds something under a header."""
    keys = {column.key for column in columns}
    places = [place for key, place in header.columns.items() if key in keys]
    return bool(places) and any(
        place < len(row) and row[place] not in ("", None) for row in grid[header.row + 1 :] for place in places
    )


def _under(table: Table, candidate: Candidate, grid_of: GridOf) -> Candidate:
    header = candidate.header
    if table is header.table:
        return candidate
    if all(key in table.by_key for key in header.columns):
        return replace(candidate, header=replace(header, table=table))
    return replace(candidate, header=find_header(table, grid_of(candidate.title)) or Header(table, 0, {}))
