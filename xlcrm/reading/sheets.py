"""Which sheets of a workbook hold which tables."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from xlcrm.model.place import Place, Problem
from xlcrm.reading.headers import Grid, Header, find_header, is_plausible, recognise
from xlcrm.reading.titles import Named, named_in_other_script, named_table, stem
from xlcrm.schema.problems import ProblemKind
from xlcrm.schema.tables import CORE, CUSTOMERS, TABLES
from xlcrm.schema.types import Table

_SIMILAR = 0.8
"""How much of two header rows must agree for their sheets to be parts of one table."""

_REPEATED = 0.5
"""A sheet of which more rows than that stand on another one is a copy of it, or a selection from it."""

_BY_HEADERS = 3


@dataclass(frozen=True)
class Candidate:
    """A sheet that may hold a table: `rank` as in `Named`, or 3 for a sheet known by its headers alone."""

    title: str
    header: Header
    rank: int
    is_copy: bool = False


@dataclass
class Choice:
    """The sheets of each table, by its key, and what there is to say of them."""

    sheets: dict[str, list[Candidate]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def choose_sheets(titles: Sequence[str], grid_of: Callable[[str], Grid]) -> Choice:
    """Decide by title, and for tables without a sheet of their name by headers.

    A book that has all its core tables is not searched for others that would be known by their headers alone.
    """
    candidates: dict[str, list[Candidate]] = {table.key: [] for table in TABLES}
    unknown = []
    for title in titles:
        found = _candidate(title, named_table(title), grid_of)
        if found is None:
            unknown.append(title)
        else:
            candidates[found.header.table.key].append(found)
    missing = {key for key, found in candidates.items() if not any(_is_sure(c) for c in found)}
    for title in unknown if missing else ():
        found = _candidate(title, named_in_other_script(title), grid_of)
        if found is None and missing & CORE:
            found = _by_headers(title, grid_of)
        if found is not None and found.header.table.key in missing:
            candidates[found.header.table.key].append(found)
    choice = Choice()
    for table in TABLES:
        choice.sheets[table.key] = _Decision(table, candidates[table.key], grid_of, choice.problems).sheets()
    return choice


def _is_sure(candidate: Candidate) -> bool:
    return not candidate.is_copy and bool(candidate.header.columns)


def _candidate(title: str, named: Named | None, grid_of: Callable[[str], Grid]) -> Candidate | None:
    """A sheet whose title names a table: a whole title of the core is enough, any other must agree with the headers."""
    if named is None:
        return None
    if named.rank < 2 and not named.is_copy and named.table.key in CORE:
        header = find_header(named.table, grid_of(title)) or Header(named.table, 0, {})
        return Candidate(title, header, named.rank)
    header_found = find_header(named.table, grid_of(title))
    if header_found is None or not is_plausible(header_found):
        return None
    return Candidate(title, header_found, named.rank, named.is_copy)


def _by_headers(title: str, grid_of: Callable[[str], Grid]) -> Candidate | None:
    header = recognise(grid_of(title))
    return None if header is None else Candidate(title, header, _BY_HEADERS)


class _Decision:
    """The sheets to read one table from: the best named one, and those that are parts of the same table."""

    def __init__(
        self,
        table: Table,
        candidates: Iterable[Candidate],
        grid_of: Callable[[str], Grid],
        problems: list[Problem],
    ) -> None:
        self.table = table
        self.ordered = sorted(candidates, key=lambda c: (c.is_copy, not c.header.columns, c.rank))
        self.grid_of = grid_of
        self.problems = problems

    def sheets(self) -> list[Candidate]:
        """The chosen sheets, in the order of the workbook; none where the book has none."""
        if not self.ordered:
            if self.table.key in CORE and self.table.key != CUSTOMERS.key:
                self.problems.append(Problem("sheet_missing", table=self.table.key))
            return []
        first, *others = self.ordered
        chosen = [first]
        for other in others:
            if other.is_copy or self._repeats(other, chosen):
                self._say("sheet_copy_ignored", other, read=first.title)
            elif _are_parts(first, other):
                chosen.append(other)
            elif other.header.columns:
                self._say("sheet_ambiguous", other, read=first.title)
        for sheet in chosen:
            if sheet.rank == _BY_HEADERS or sheet.is_copy:
                self._say("sheet_found_by_headers", sheet, expected=self.table.labels)
        if len(chosen) > 1:
            self._say("sheets_joined", first, sheets=tuple(sheet.title for sheet in chosen))
        return chosen

    def _repeats(self, other: Candidate, chosen: Sequence[Candidate]) -> bool:
        """Whether the rows of a sheet stand on the chosen ones already."""
        keys = [key for key in other.header.columns if all(key in sheet.header.columns for sheet in chosen)]
        if self.table.owner is None:
            keys = [key for key in keys if key in self.table.keys[0]]
        rows = self._rows(other, keys) if keys else set()
        repeated = rows & set().union(*(self._rows(sheet, keys) for sheet in chosen)) if rows else rows
        return bool(rows) and len(repeated) > _REPEATED * len(rows)

    def _rows(self, sheet: Candidate, keys: Sequence[str]) -> set[tuple[Any, ...]]:
        places = [sheet.header.columns[key] for key in keys]
        rows = {tuple(row[place] for place in places) for row in self.grid_of(sheet.title)[sheet.header.row + 1 :]}
        return {row for row in rows if any(cell not in ("", None) for cell in row)}

    def _say(self, kind: ProblemKind, sheet: Candidate, **params: object) -> None:
        place = Place(sheet.title)
        self.problems.append(Problem(kind, place, table=self.table.key, value=sheet.title, params=params))


def _are_parts(first: Candidate, other: Candidate) -> bool:
    """Whether two sheets are parts of one table: their titles have a stem in common, and their headers agree."""
    if other.rank < 2:
        return False
    ours, theirs = set(first.header.columns), set(other.header.columns)
    return stem(first.title) == stem(other.title) and len(ours & theirs) >= _SIMILAR * len(ours | theirs)
