"""Which sheets of a workbook hold which tables."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from xlcrm.book import Place, Problem
from xlcrm.importers.headers import Grid, Header, find_header, fold, recognise, table_titles
from xlcrm.schema.tables import TABLES
from xlcrm.schema.types import Table

# What a spreadsheet or a person adds to the title of a copy.
_COPY = re.compile(r"^(\(\d+\)|\((?:原表|original)\)|[-_]?(副本|拷贝|复制|複製|备份|備份|copy|backup|old|旧|舊).*)$")

_SIMILAR = 0.8
"""How much of two header rows must agree for their sheets to be parts of one table."""


@dataclass(frozen=True)
class Candidate:
    """A sheet that may hold a table: `rank` 0 by its label, 1 by an alias, 2 by the start of its title, 3 by headers."""

    title: str
    header: Header
    rank: int
    rest: str = ""

    @property
    def is_copy(self) -> bool:
        """Whether the title says that this is a copy of another sheet."""
        return bool(self.rest) and bool(_COPY.match(self.rest))


@dataclass
class Choice:
    """The sheets of each table, by its key, and what there is to say of them."""

    sheets: dict[str, list[Candidate]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def choose_sheets(titles: Sequence[str], grid_of: Callable[[str], Grid]) -> Choice:
    """Decide by title, and for tables without a sheet of their name by headers."""
    candidates: dict[str, list[Candidate]] = {table.key: [] for table in TABLES}
    unknown = []
    for title in titles:
        found = _by_title(title, grid_of)
        if found is None:
            unknown.append(title)
        else:
            candidates[found.header.table.key].append(found)
    choice = Choice()
    missing = [key for key, found in candidates.items() if not any(c.rank < 2 or not c.is_copy for c in found)]
    if missing:
        for title in unknown:
            header = recognise(grid_of(title))
            if header is not None and header.table.key in missing:
                candidates[header.table.key].append(Candidate(title, header, 3))
    for table in TABLES:
        choice.sheets[table.key] = _decide(table, candidates[table.key], choice.problems)
    return choice


def _by_title(title: str, grid_of: Callable[[str], Grid]) -> Candidate | None:
    """The table that a title names: whole, or at its start where the headers agree."""
    folded = fold(title)
    table = table_titles().get(folded)
    if table is not None:
        rank = 0 if any(fold(label) == folded for label in table.labels) else 1
        header = find_header(table, grid_of(title)) or Header(table, 0, {})
        return Candidate(title, header, rank)
    known = max((name for name in table_titles() if len(name) > 1 and folded.startswith(name)), key=len, default=None)
    if known is None:
        return None
    recognised = recognise(grid_of(title))
    if recognised is None or recognised.table is not table_titles()[known]:
        return None
    return Candidate(title, recognised, 2, folded.removeprefix(known))


def _decide(table: Table, candidates: Iterable[Candidate], problems: list[Problem]) -> list[Candidate]:
    """The sheets to read a table from: the best named one, and those that are parts of the same table."""
    ordered = sorted(candidates, key=lambda candidate: (candidate.is_copy, candidate.rank))
    if not ordered:
        return []
    first, *others = ordered
    chosen = [first]
    for other in others:
        if other.is_copy:
            problems.append(_note("sheet_copy_ignored", table, other, read=first.title))
        elif other.rank == 2 and _similar(first, other):
            chosen.append(other)
        else:
            problems.append(_note("sheet_ambiguous", table, other, read=first.title))
    if first.rank == 3:
        problems.append(_note("sheet_found_by_headers", table, first, expected=table.labels))
    if len(chosen) > 1:
        titles = ", ".join(candidate.title for candidate in chosen)
        problems.append(_note("sheets_joined", table, first, sheets=titles))
    return chosen


def _similar(one: Candidate, other: Candidate) -> bool:
    ours, theirs = set(one.header.columns), set(other.header.columns)
    return len(ours & theirs) >= _SIMILAR * len(ours | theirs)


def _note(kind: str, table: Table, candidate: Candidate, **params: object) -> Problem:
    return Problem(kind, Place(candidate.title), table=table.key, value=candidate.title, params=params)  # type: ignore[arg-type]
