"""Which table a sheet holds, where its header stands, and which column each header cell names."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from xlcrm.labels import LANGUAGES, Language
from xlcrm.schema.calculated import calculated_column
from xlcrm.schema.tables import TABLES
from xlcrm.schema.types import Column, Table

HEADER_ROWS = 20
"""How far down a header is looked for."""

Grid = Sequence[Sequence[Any]]

# What people write beside a header: a star for "must", a unit in brackets, an order of sorting.
_UNIT = re.compile(r"[(\[【](.*?)[)\]】]")
_MARKS = re.compile(r"[\s​‌‍﻿*＊:：!！#]+")

_SCALES = {
    "千": 1e3, "千元": 1e3, "仟元": 1e3, "k": 1e3,
    "万": 1e4, "万元": 1e4, "萬": 1e4, "萬元": 1e4, "10k": 1e4,
    "百万": 1e6, "百万元": 1e6, "百萬": 1e6, "百萬元": 1e6, "m": 1e6, "million": 1e6,
    "亿": 1e8, "亿元": 1e8, "億": 1e8, "億元": 1e8,
}  # fmt: skip


def fold(text: object) -> str:
    """A header or title as it is compared: without width, case, spaces, stars and line breaks."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", str(text))).casefold()


def unit_of(text: object) -> tuple[str, float]:
    """A folded header without the unit in its brackets, and what the unit multiplies the values by."""
    folded = fold(text)
    for match in _UNIT.finditer(folded):
        if match[1] in _SCALES:
            return folded.replace(match[0], ""), _SCALES[match[1]]
    return _UNIT.sub("", folded), 1.0


@dataclass(frozen=True)
class Header:
    """The header row of one table in one sheet; rows and columns are counted from 0."""

    table: Table
    row: int
    columns: Mapping[str, int]
    scales: Mapping[str, float] = field(default_factory=dict)
    calculated: Mapping[str, int] = field(default_factory=dict)
    extras: Mapping[int, str] = field(default_factory=dict)
    twice: Sequence[tuple[str, int]] = ()
    calculated_texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def missing(self) -> list[Column]:
        """The required columns that the sheet does not have."""
        return [column for column in self.table.columns if column.required and column.key not in self.columns]


@cache
def _names(table: Table) -> dict[str, str]:
    """Every folded label and alias of a table's columns; where two columns share an alias, the first one has it."""
    known: dict[str, str] = {}
    for column in table.columns:
        for label in column.labels:
            known.setdefault(fold(label), column.key)
    for column in table.columns:
        for alias in column.aliases:
            known.setdefault(fold(alias), column.key)
    return known


@cache
def _primary(table: Table) -> dict[str, str]:
    return {fold(label): column.key for column in table.columns for label in column.labels}


@cache
def _calculated(table: Table) -> dict[str, str]:
    key, texts = calculated_column(table)
    return {fold(label): key for label in texts}


@cache
def table_titles() -> dict[str, Table]:
    """Every folded title by which a table's sheet is known; a label goes before an alias."""
    titles: dict[str, Table] = {}
    for table in TABLES:
        titles.update((fold(label), table) for label in table.labels)
    for table in TABLES:
        for alias in (*table.aliases, table.excel_name):
            titles.setdefault(fold(alias), table)
    return titles


def match_row(table: Table, row: Sequence[Any], number: int) -> Header:
    """The columns that one row names, taken as the header of `table`; a label goes before an alias."""
    cells = {place: unit_of(cell) for place, cell in enumerate(row) if isinstance(cell, str) and cell.strip()}
    columns: dict[str, int] = {}
    calculated: dict[str, int] = {}
    twice: list[tuple[str, int]] = []
    for place, (name, _) in cells.items():
        key = _primary(table).get(name)
        if key is None:
            if name in _calculated(table):
                calculated.setdefault(_calculated(table)[name], place)
        else:
            columns.setdefault(key, place)
    for place, (name, _) in cells.items():
        key = _names(table).get(name)
        if key is not None and key not in columns and place not in calculated.values():
            columns[key] = place
        elif key is not None and place != columns.get(key) and name == cells[columns[key]][0]:
            twice.append((key, place))
    taken = {*columns.values(), *calculated.values()}
    return Header(
        table,
        number,
        columns,
        {key: cells[place][1] for key, place in columns.items() if cells[place][1] != 1.0},
        calculated,
        {place: str(row[place]) for place in cells if place not in taken},
        twice,
        {key: str(row[place]) for key, place in calculated.items()},
    )


def find_header(table: Table, grid: Grid) -> Header | None:
    """The row among the first that names most columns of `table`, the lower one where a title row names as many."""
    best: Header | None = None
    for number, row in enumerate(grid[:HEADER_ROWS]):
        found = match_row(table, row, number)
        if found.columns and (best is None or len(found.columns) > len(best.columns)):
            best = found
    return best


def recognise(grid: Grid) -> Header | None:
    """The table that a sheet with an unknown title holds, by its headers; None where none or more than one fits."""
    found = [header for table in TABLES if (header := find_header(table, grid)) and _plausible(header)]
    found.sort(key=lambda header: len(header.columns), reverse=True)
    if not found or (len(found) > 1 and len(found[0].columns) == len(found[1].columns)):
        return None
    return found[0]


def _plausible(header: Header) -> bool:
    required = sum(column.required for column in header.table.columns)
    return "customer_id" in header.columns and len(header.missing) * 2 < required and len(header.columns) >= 3


def language_of(headers: Iterable[tuple[Table, Iterable[str]]], titles: Iterable[str]) -> Language | None:
    """The language in which most headers and titles are written; None where none shows it."""
    votes = dict.fromkeys(LANGUAGES, 0)
    for table, texts in headers:
        for text in texts:
            folded, _ = unit_of(text)
            for language in LANGUAGES:
                votes[language] += any(fold(column.labels.in_(language)) == folded for column in table.columns)
    for title in titles:
        for language in LANGUAGES:
            votes[language] += any(fold(table.labels.in_(language)) == fold(title) for table in TABLES)
    best = max(LANGUAGES, key=lambda language: votes[language])
    if not votes[best]:
        return None
    return best
