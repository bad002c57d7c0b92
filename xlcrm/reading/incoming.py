"""The rows of one table in another file, typed as a book's are."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from xlcrm.errors import UserError
from xlcrm.labels import Labels, Language
from xlcrm.labels import importing as say
from xlcrm.model.book import Book
from xlcrm.model.place import Problem
from xlcrm.model.records import Records
from xlcrm.reading.header_map import HeaderMap
from xlcrm.reading.headers import Grid, Header, fold
from xlcrm.reading.presence import holds_values
from xlcrm.reading.sheets import Candidate, choose_sheets
from xlcrm.reading.sources import OpenSource, open_source
from xlcrm.reading.tables import read_table
from xlcrm.reading.values import Context, convert_column
from xlcrm.schema.problems import ProblemKind
from xlcrm.schema.registry import subjects
from xlcrm.schema.subject import Subject
from xlcrm.schema.tables import CUSTOMERS, TABLE, present, tables_of
from xlcrm.schema.types import Column, Table

# No cell holds these characters, so that no header of the user's is the same.
_NAME_HEADER = "\0customer name"

_START_OF_NUMBER = re.compile(r"\D{0,3}-?[1-9][0-9]{0,2}")
_REST_OF_NUMBER = re.compile(r"[0-9]{3}(?:\.[0-9]+)?\D?")

# What is said of the sheet, and has nothing to do with what becomes of its rows.
_NOT_FOR_ROWS: frozenset[ProblemKind] = frozenset({"column_missing", "merged_cells", "sheet_missing"})


@dataclass(frozen=True)
class Incoming:
    """What another file holds of one table.

    `names` are the customers' names that the rows give, beside `records` or in place of their IDs. `unmatched` are
    the headers that mean nothing here, `longer` the records with more values than there are headers. `how` with
    `params` says what the file is.
    """

    path: Path
    records: Records
    names: Sequence[str | None]
    problems: tuple[Problem, ...]
    unmatched: tuple[str, ...]
    longer: frozenset[int]
    how: Labels
    params: Mapping[str, object]


def read_incoming(
    path: Path, book: Book, table: Table, *, sheet: str | None, maps: Sequence[str], password: str | None = None
) -> Incoming:
    """Read one table of another file, in the language and currency of the book that it is meant for.

    Columns that a subject would add to the table, which the book does not have, are read where they hold values.
    Raises UserError where the file cannot be read, where it is not plain which sheet is meant, or where no column
    says which row is which.
    """
    mapping = HeaderMap(TABLE[table.key], maps, book.language)

    def recognised(grid: Grid) -> int:
        header = mapping.header_in(grid)
        return len(header.columns) if header else 0

    with open_source(path, book.language, recognised, password) as source:
        those = _with_columns(source, book, mapping)
        if those != book.subjects:
            table = tables_of(those)[table.key]
        return _Reading(source, book, table, HeaderMap(table, maps, book.language)).read(sheet)


def _with_columns(source: OpenSource, book: Book, mapping: HeaderMap) -> tuple[Subject, ...]:
    """The subjects of the book, and those whose columns of the table hold values in a sheet of the file."""
    more = {subject: subject.columns.get(mapping.table.key) for subject in subjects() if subject not in book.subjects}
    wanted = [subject.key for subject in book.subjects]
    for title in source.titles if any(more.values()) else ():
        grid = source.sheets.grid(title)
        header = mapping.header_in(grid)
        wanted += (s.key for s, columns in more.items() if header and columns and holds_values(header, columns, grid))
    return present(wanted)


class _Reading:
    """The steps from an open file to the typed rows of one table."""

    def __init__(self, source: OpenSource, book: Book, table: Table, mapping: HeaderMap) -> None:
        self.source = source
        self.book = book
        self.table = table
        self.mapping = mapping
        self.language: Language = book.language
        self.problems: list[Problem] = []

    def read(self, wanted: str | None) -> Incoming:
        """The rows of the sheet that is wanted, or of those that hold the table."""
        titles = self._titles(wanted)
        self.mapping.refuse_unused(self.source.path, [self.source.sheets.grid(title) for title in titles])
        found = self._candidates(titles)
        candidates = [self._with_name(each) for each in found]
        unmatched = [text for each in candidates for text in self._unmatched(each.header)]
        longer_rows = {each.title: self._longer(each) for each in candidates}
        context = Context(self.language, self.book.settings.base_currency, self.source.date_1904)
        records = read_table(candidates, self.source.sheets, context, self.problems)
        names, _ = convert_column(CUSTOMERS["name"], records.extras.get(_NAME_HEADER, [""] * len(records)), context)
        sheet_of = [records.sources[number].sheet for number in records.source_of.tolist()]
        rows = zip(sheet_of, records.row_of.tolist(), strict=True)
        return Incoming(
            self.source.path,
            records,
            names.tolist(),
            tuple(problem for problem in self.problems if problem.kind not in _NOT_FOR_ROWS),
            tuple(dict.fromkeys(unmatched)),
            frozenset(record for record, (title, row) in enumerate(rows) if row in longer_rows[title]),
            self.source.how,
            self.source.params,
        )

    def _titles(self, wanted: str | None) -> list[str]:
        titles = self.source.titles
        if wanted is None:
            filled = [title for title in titles if any(_filled(row) for row in self.source.sheets.grid(title))]
            if not filled:
                raise UserError(say.NO_ROWS, file=self.source.path)
            return filled
        exact = [title for title in titles if title == wanted] or [t for t in titles if fold(t) == fold(wanted)]
        if not exact:
            raise UserError(say.NO_SHEET, file=self.source.path, sheet=wanted, sheets=", ".join(titles))
        return exact[:1]

    def _candidates(self, titles: Sequence[str]) -> list[Candidate]:
        """The sheet that holds the table, or the sheets of which each holds a part of it."""
        headers = {title: self.mapping.header_in(self.source.sheets.grid(title)) for title in titles}
        fitting = [title for title in titles if (header := headers[title]) and not self._missing(header, title)]
        chosen = fitting if len(titles) == 1 else self._chosen(titles, fitting)
        if not chosen:
            raise self._no_key(titles, headers)
        return [Candidate(title, header, 0) for title in chosen if (header := headers[title])]

    def _chosen(self, titles: Sequence[str], fitting: Sequence[str]) -> list[str]:
        choice = choose_sheets(titles, lambda title: self.mapping.labelled_rows(self.source.sheets.grid(title)))
        named = [candidate.title for candidate in choice.sheets[self.table.key] if candidate.title in fitting]
        doubtful = any(p.kind == "sheet_ambiguous" and p.table == self.table.key for p in choice.problems)
        if named and not doubtful:
            self.problems += (p for p in choice.problems if p.table == self.table.key)
            return named
        if len(fitting) > 1:
            called = self.table.labels.in_(self.language)
            raise UserError(say.WHICH_SHEET, file=self.source.path, table=called, sheets=", ".join(titles))
        return list(fitting)

    def _missing(self, header: Header, title: str) -> list[Column]:
        """The columns without which no row can be told from another: none where those of one key are there."""
        has = set(header.columns)
        if self.mapping.name_place(header, self.source.sheets.grid(title)) is not None or (
            self.table.key == CUSTOMERS.key and "name" in has
        ):
            has.add(self.table.says_which)
        has |= {column.key for column in self.table.columns if column.product_of and has.issuperset(column.product_of)}
        *sure, last = self.table.keys
        if any(has.issuperset(key) for key in sure):
            return []
        return [self.table[key] for key in last if key not in has and self.table[key].required]

    def _no_key(self, titles: Sequence[str], headers: Mapping[str, Header | None]) -> UserError:
        title = max(titles, key=lambda title: len(header.columns) if (header := headers[title]) else 0)
        header = headers[title]
        last = [self.table[key] for key in self.table.keys[-1] if self.table[key].required]
        missing = self._missing(header, title) if header else last
        grid = self.source.sheets.grid(title)
        row = next((row for row in grid if _filled(row)), []) if header is None else []
        texts = self._unmatched(header) if header else [str(cell) for cell in row if cell != ""]
        return UserError(
            say.NO_KEY,
            file=self.source.path,
            table=self.table.labels.in_(self.language),
            missing=", ".join(column.labels.in_(self.language) for column in missing),
            headers=", ".join(texts[:30]) or "-",
        )

    def _with_name(self, candidate: Candidate) -> Candidate:
        """The candidate whose columns are all read as they were typed, that of the customers' names under ours."""
        grid = self.source.sheets.grid(candidate.title)
        header = candidate.header
        place = self.mapping.name_place(header, grid)
        extras = {
            **header.extras,
            **{column: header.calculated_texts[key] for key, column in header.calculated.items()},
        }
        if place is not None:
            extras[place] = _NAME_HEADER
        return replace(candidate, header=replace(header, extras=extras, calculated={}, calculated_texts={}))

    def _unmatched(self, header: Header) -> list[str]:
        twice = [self.table[key].labels.in_(self.language) for key, _ in header.twice]
        return [text for _, text in sorted(header.extras.items()) if text != _NAME_HEADER] + twice

    def _longer(self, candidate: Candidate) -> set[int]:
        """The rows, as Excel counts them, that go on behind the last header: a comma in 1,200.50 may have split it."""
        widths = self.source.widths
        if not widths:
            return set()
        grid, top = self.source.sheets.grid(candidate.title), candidate.header.row
        filled = [row for row in range(top + 1, len(grid)) if _filled(grid[row])]
        longer = {row for row in filled if widths[row] > widths[top]}
        end = max(place for place, cell in enumerate(grid[top]) if cell != "") + 1
        found = {row for row in filled if _filled(grid[row][end:])}
        split = {row for row in longer if _is_split(grid[row])}
        # A comma behind the last value of every row means nothing.
        if len(longer) < len(filled) or len(split) == len(filled):
            found |= split
        return {row + 1 for row in found}


def _is_split(row: Sequence[object]) -> bool:
    """Whether two values beside each other may have been one number with a thousands mark."""
    return any(
        _START_OF_NUMBER.fullmatch(str(value)) and _REST_OF_NUMBER.fullmatch(str(other))
        for value, other in pairwise(row)
    )


def _filled(row: Sequence[object]) -> bool:
    return any(cell not in ("", None) for cell in row)
