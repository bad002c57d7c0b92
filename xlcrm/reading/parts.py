"""The records of a table in one sheet, as they stand, and what there is to say of the sheet."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any

from xlcrm.model.place import Place, Problem
from xlcrm.model.records import Source
from xlcrm.ooxml.a1 import Area
from xlcrm.ooxml.sheet_facts import SheetFacts
from xlcrm.reading.headers import Grid, Header, in_stated_units
from xlcrm.reading.open_sheets import OpenSheets
from xlcrm.reading.rows import NOT_COMPUTED, Rows, sort_rows
from xlcrm.reading.sheets import Candidate
from xlcrm.reading.values import Context
from xlcrm.reading.values.currencies import currency_of
from xlcrm.schema.calculated import UNNAMED
from xlcrm.schema.problems import ProblemKind

Cells = list[Any]

_FAR_SHOWN = 3
_NUMBERED = re.compile(rf"(?:{'|'.join(UNNAMED)})[0-9]+")


@dataclass(frozen=True)
class Part:
    """The records of a table in one sheet, as they stand, by column; `rows` are theirs as Excel counts them."""

    table: str
    source: Source
    rows: Sequence[int]
    columns: dict[str, Cells]
    extras: dict[str, Cells]
    scales: Mapping[str, float]
    not_computed: frozenset[str]

    def place(self, record: int, column: str) -> Place:
        """The cell of one value."""
        return Place(self.source.sheet, self.rows[record], self.source.columns.get(column))


def read_part(candidate: Candidate, sheets: OpenSheets, context: Context, problems: list[Problem]) -> Part:
    """The records of one sheet; what there is to say of it is added to `problems`."""
    return _Reading(candidate, sheets, context, problems).read()


class _Reading:
    """The steps from the cells of one sheet to its records, as they stand."""

    def __init__(self, candidate: Candidate, sheets: OpenSheets, context: Context, problems: list[Problem]) -> None:
        self.title = candidate.title
        self.sheets = sheets
        self.facts: SheetFacts = sheets.facts(candidate.title)
        self.header = _with_typed_names(_with_stated_units(candidate.header, sheets), self.facts)
        self.context = context
        self.problems = problems
        self.first_row = self.header.row + 2  # as Excel counts it
        self.foreign = self._foreign()
        self.foreign_problems = [
            self._foreign_problem(key, currency, sheets.grid(candidate.title)) for key, currency in self.foreign.items()
        ]
        self.header = _without(self.header, self.foreign)
        self.key_of = {place: key for key, place in self.header.columns.items()}

    def read(self) -> Part:
        """The records; what there is to say of the sheet is added to the problems."""
        grid = self.sheets.grid(self.title)
        body = grid[self.header.row + 1 :]
        header = self.header = _with_unnamed(self.header, body, UNNAMED.in_(self.context.language))
        wanted = {*header.columns.values(), *header.extras}
        columns = {place: _shared(map(itemgetter(place), body)) for place in wanted}
        self._put_in(columns)
        self.uncached = self.facts.uncached | self._written_for_none(columns)
        length = max(map(len, columns.values()), default=0)
        rows = sort_rows(header, columns, length, self._totalled)
        if grid:
            self.problems += _header_problems(header, self.title)
        self.problems += self.foreign_problems
        self.problems += self._row_problems(rows, columns)

        def cells(place: int) -> Cells:
            column = columns.get(place, [])
            return column if isinstance(rows.records, range) else [column[row] for row in rows.records]

        part = Part(
            header.table.key,
            Source(
                self.title,
                header.row + 1,
                dict(header.columns),
                dict(header.extras),
                dict(header.calculated),
                _last_used(header, grid),
            ),
            [row + self.first_row for row in rows.records],
            {key: cells(place) for key, place in header.columns.items()},
            _extras(header, cells),
            header.scales,
            frozenset(self.key_of[column] for _, column in self.uncached if column in self.key_of),
        )
        self.problems += self._cell_problems(part)
        return part

    def _put_in(self, columns: dict[int, Cells]) -> None:
        """Put in what the reader of values shows as blank but is not: error values and formulas without a value."""
        cells: dict[tuple[int, int], str] = dict.fromkeys(self.facts.uncached, NOT_COMPUTED)
        cells |= self.facts.errors
        for (row, place), shown in sorted(cells.items()):
            record = row - self.first_row
            if place not in self.key_of or record < 0 or (row, place) in self.facts.far:
                continue
            for column in columns.values() if record >= len(columns[place]) else ():
                column += [""] * (record + 1 - len(column))
            columns[place][record] = shown

    def _written_for_none(self, columns: dict[int, Cells]) -> frozenset[tuple[int, int]]:
        """The cells that a build wrote for a formula without a value, where it had to write the sheet anew."""
        return frozenset(
            (row + self.first_row, place)
            for place in self.key_of
            if NOT_COMPUTED in columns[place]
            for row, cell in enumerate(columns[place])
            if cell == NOT_COMPUTED
        )

    def _totalled(self) -> frozenset[int]:
        return frozenset(row - self.first_row for row in self.facts.summed_rows)

    def _foreign(self) -> dict[str, str]:
        """The columns whose header names another currency than the book's, where no column says each row's own."""
        said = self.header.table.currency
        if said is not None and said.key in self.header.columns:
            return {}
        base = self.context.base_currency
        named = {key: currency_of(word, base) for key, word in self.header.currencies.items()}
        return {key: currency for key, currency in named.items() if currency not in (None, base)}

    def _foreign_problem(self, key: str, currency: str, grid: Grid) -> Problem:
        place = self.header.columns[key]
        text = grid[self.header.row][place]
        cell = Place(self.title, self.header.row + 1, place)
        return Problem("foreign_currency", cell, self.header.table.key, key, value=text, params={"currency": currency})

    def _row_problems(self, rows: Rows, columns: dict[int, Cells]) -> list[Problem]:
        def problem(kind: ProblemKind, row: int) -> Problem:
            place = next(place for place in sorted(columns) if columns[place][row] != "")
            cell = Place(self.title, row + self.first_row, place)
            return Problem(kind, cell, self.header.table.key, value=columns[place][row])

        found = [problem("total_row_skipped", row) for row in rows.totals] + [
            problem("stray_note", row) for row in rows.notes
        ]
        return found + ([problem("other_table_below", rows.other_table)] if rows.other_table is not None else [])

    def _cell_problems(self, part: Part) -> list[Problem]:
        """What the values alone do not show: formulas, hidden rows, merged cells, and cells far away from the table."""
        table, facts = self.header.table.key, self.facts
        noted = self.uncached or facts.external or facts.hidden_rows or facts.merged
        record_of = {row: record for record, row in enumerate(part.rows)} if noted else {}

        def problem(kind: ProblemKind, cell: tuple[int, int]) -> Problem:
            row, column = cell
            record, key = record_of[row], self.key_of[column]
            value = part.columns[key][record]
            return Problem(kind, Place(self.title, row, column), table, key, record, value)

        def known(cells: frozenset[tuple[int, int]]) -> list[tuple[int, int]]:
            return sorted(cell for cell in cells if cell[0] in record_of and cell[1] in self.key_of)

        found = [problem("no_cached_value", cell) for cell in known(self.uncached)]
        found += [problem("external_formula", cell) for cell in known(facts.external)]
        hidden = sum(row in record_of for row in facts.hidden_rows)
        if hidden:
            found.append(Problem("rows_hidden", Place(self.title), table, params={"count": hidden}))
        covered: dict[int, int] = {}
        for area in sorted(facts.merged):
            found += self._merged(area, record_of, covered)
        far = sorted(cell for cell in facts.far if cell[1] in self.key_of)
        if far:
            cells = tuple(Place(self.title, *cell) for cell in far)
            params = {"count": len(cells), "cells": tuple(cell.cell for cell in cells[:_FAR_SHOWN])}
            found.append(Problem("cells_far_away", cells[0], table, value=cells[0].cell, params=params))
        return found

    def _merged(self, area: Area, record_of: Mapping[int, int], covered: dict[int, int]) -> list[Problem]:
        """Cells merged over several rows, a problem for each column of the table: Excel keeps the first value alone.

        `covered` says how far down each column is merged already: no program merges a cell twice.
        """
        top, left, bottom, right = area
        rows = range(max(top, self.first_row), bottom + 1)
        if bottom == top or not any(row in record_of for row in rows):
            return []
        found = []
        for column in range(left, min(right, max(self.key_of, default=-1)) + 1):
            if column in self.key_of and covered.get(column, 0) < top:
                covered[column] = bottom
                first, last = Place(self.title, top, column), Place(self.title, bottom, column)
                params = {"first": first.cell, "last": last.cell}
                found.append(Problem("merged_cells", first, self.header.table.key, self.key_of[column], params=params))
        return found


def _shared(cells: Iterable[Any]) -> Cells:
    """A column in which equal texts are one object: a region's book repeats a few words a million times."""
    known: dict[str, str] = {}
    return [known.setdefault(cell, cell) if type(cell) is str else cell for cell in cells]


def _last_used(header: Header, grid: Grid) -> int:
    """The last column that holds anything from the header downwards."""
    known = max((*header.columns.values(), *header.extras, *header.calculated.values()), default=0)
    rows = grid[header.row :]
    beyond = range(len(rows[0]) - 1, known, -1) if rows else ()
    return next((column for column in beyond if any(row[column] != "" for row in rows)), known)


def _with_unnamed(header: Header, body: Grid, unnamed: str) -> Header:
    """The header with the columns in the table that hold something and have no name, numbered as a table names them.

    A column that was named so and holds nothing is none of the user's.
    """
    known = {*header.columns.values(), *header.calculated.values()}
    nameless = [place for place in range(min(known, default=0), max(known, default=0)) if place not in known]
    numbered = {place: f"{unnamed}{n}" for n, place in enumerate((p for p in nameless if p not in header.extras), 1)}
    extras = {
        place: text
        for place, text in {**header.extras, **numbered}.items()
        if not (_NUMBERED.fullmatch(text) or place in numbered) or any(row[place] != "" for row in body)
    }
    return replace(header, extras=extras) if extras != header.extras else header


def _with_stated_units(header: Header, sheets: OpenSheets) -> Header:
    """The header in the units stated above and under it, but in a book that was built: its amounts are plain by now."""
    return header if sheets.are_built else in_stated_units(header)


def _without(header: Header, keys: Iterable[str]) -> Header:
    """The header without columns in another currency, which are the user's own: no amount of ours may come of them."""
    left_out = set(keys)
    if not left_out:
        return header
    own = {header.columns[key]: header.texts[key] for key in left_out}

    def rest(columns: Mapping[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in columns.items() if key not in left_out}

    return replace(
        header,
        columns=rest(header.columns),
        scales=rest(header.scales),
        texts=rest(header.texts),
        extras={**header.extras, **own},
        twice=[(key, place) for key, place in header.twice if key not in left_out],
    )


def _with_typed_names(header: Header, facts: SheetFacts) -> Header:
    """A calculated column that holds no formulas was typed, and stays its user's."""
    typed = {key: place for key, place in header.calculated.items() if place not in facts.formula_columns}
    if not typed:
        return header
    texts = {place: header.calculated_texts[key] for key, place in typed.items()}
    kept = {key: place for key, place in header.calculated.items() if key not in typed}
    return replace(header, calculated=kept, extras={**header.extras, **texts})


def _extras(header: Header, cells: Callable[[int], Cells]) -> dict[str, Cells]:
    """The user's own columns by their headers; a header that stands twice is told apart by a number, as in a table."""
    taken = {text.casefold() for text in header.texts.values()}
    found: dict[str, Cells] = {}
    for place, text in sorted(header.extras.items()):
        name, number = text, 2
        while name.casefold() in taken:
            name, number = f"{text} ({number})", number + 1
        taken.add(name.casefold())
        found[name] = cells(place)
    return found


def _header_problems(header: Header, title: str) -> list[Problem]:
    table, row = header.table, header.row + 1
    missing = [Problem("column_missing", Place(title, row), table.key, column.key) for column in header.missing]
    twice = [
        Problem("column_twice", Place(title, row, place), table.key, key, params={"first": header.columns[key]})
        for key, place in header.twice
    ]
    scaled = [
        Problem("column_scaled", Place(title, row, header.columns[key]), table.key, key, params={"scale": scale})
        for key, scale in header.scales.items()
    ]
    return missing + twice + scaled
