"""What a user says of headers that are not known by themselves: "their header=column"."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from xlcrm.errors import WrongUsage
from xlcrm.labels import Language
from xlcrm.labels import importing as say
from xlcrm.reading.headers import HEADER_ROWS, Grid, Header, find_header, fold, readings
from xlcrm.schema.tables import CUSTOMERS
from xlcrm.schema.types import Table

CUSTOMER_NAME = "customer_name"
"""Stands for the column by which rows of a child table name their customer; no table has a column of that key."""

# In a list of policies or holdings these may as well be theirs.
_OF_ANYTHING = frozenset(("名称", "名稱", "Name"))


class HeaderMap:
    """The columns that headers mean, by the header as the file has it, for one table."""

    def __init__(self, table: Table, pairs: Iterable[str], language: Language) -> None:
        self.table = table
        # Keys are headers too, as in what somebody wrote with pandas.
        self._key_of: dict[str, str] = {fold(column.key): column.key for column in table.columns if "_" in column.key}
        self._written: dict[str, str] = {}
        for pair in pairs:
            header, equals, column = pair.rpartition("=")
            if not equals or not header.strip() or not column.strip():
                raise WrongUsage(say.BAD_MAP, pair=pair)
            key = _columns(table).get(fold(column))
            if key is None:
                known = ", ".join(f"{each.key} ({each.labels.in_(language)})" for each in table.columns)
                raise WrongUsage(
                    say.MAP_NO_COLUMN, table=table.labels.in_(language), column=column.strip(), columns=known
                )
            self._key_of[fold(header)] = key
            self._written[fold(header)] = header.strip()

    def header_in(self, grid: Grid) -> Header | None:
        """The header of a sheet, what the user said of it before anything that is known; None where there is none."""
        header = find_header(self.table, self.labelled_rows(grid))
        return None if header is None else self._corrected(header, grid)

    def labelled_rows(self, grid: Grid) -> Grid:
        """A grid whose first rows call what the user explained by its own label."""
        first = [[self._label(cell) for cell in row] for row in grid[:HEADER_ROWS]]
        return [*first, *grid[HEADER_ROWS:]]

    def refuse_unused(self, path: Path, grids: Iterable[Grid]) -> None:
        """WrongUsage where no sheet has a header of which the user spoke."""
        found = [(grid, self.header_in(grid)) for grid in grids]
        rows = [row for grid, top in found for row in (grid[top.row : top.row + 1] if top else grid[:HEADER_ROWS])]
        texts = {str(cell).strip(): None for row in rows for cell in row if _is_text(cell)}
        met = {self._named(text) for text in texts}
        for folded, header in self._written.items():
            if folded not in met:
                raise WrongUsage(say.MAP_NO_HEADER, file=path, header=header, headers=", ".join(list(texts)[:30]))

    def _named(self, cell: Any) -> str | None:
        """The header that the user named by which this cell is meant, with a unit beside it or without."""
        if not _is_text(cell):
            return None
        names = [fold(cell), *(name for name, _ in readings(cell))]
        return next((name for name in names if name in self._key_of), None)

    def _label(self, cell: Any) -> Any:
        named = self._named(cell)
        if named is None:
            return cell
        key = self._key_of[named]
        return (CUSTOMERS["name"] if key == CUSTOMER_NAME else self.table[key]).labels.en

    def _corrected(self, header: Header, grid: Grid) -> Header:
        """The header with the texts as they stand, and each column where the user said that it is."""
        row, above = grid[header.row], grid[header.row - 1] if header.row else []
        columns = dict(header.columns)
        scales, currencies, texts = dict(header.scales), dict(header.currencies), dict(header.texts)
        for place, cell in enumerate(row):
            text = cell if cell not in ("", None) else (above[place] if place < len(above) else "")
            named = self._named(text)
            key = self._key_of[named] if named else None
            if key is None or key == CUSTOMER_NAME:
                continue
            columns = {other: column for other, column in columns.items() if column != place}
            columns[key], texts[key] = place, text
            scales.pop(key, None)
            currencies.pop(key, None)
            unit = next((unit for _, unit in readings(text) if unit), None)
            kind = self.table[key].kind.name
            if unit is not None and unit.scale != 1 and kind in ("money", "number"):
                scales[key] = unit.scale
            if unit is not None and unit.currency and kind == "money":
                currencies[key] = unit.currency
        taken = {*columns.values(), *header.calculated.values()}
        extras = {place: text for place, text in header.extras.items() if place not in taken}
        lost = {*header.columns.values()} - taken
        extras |= {place: str(row[place]) for place in lost if _is_text(row[place])}
        twice = tuple((key, place) for key, place in header.twice if place not in taken)
        texts = {key: text for key, text in texts.items() if key in columns}
        return replace(
            header,
            columns=columns,
            scales=scales,
            currencies=currencies,
            extras=extras,
            texts=texts,
            twice=twice,
        )

    def name_place(self, header: Header, grid: Grid) -> int | None:
        """Where a child table's rows name their customer."""
        if self.table.owner_table != CUSTOMERS.key:
            return None
        row = grid[header.row]
        for place, text in enumerate(row):
            named = self._named(text)
            if named is not None and self._key_of[named] == CUSTOMER_NAME:
                return place
        if "name" in header.calculated:
            return header.calculated["name"]
        words = _names_of_customers()
        return next((place for place, text in sorted(header.extras.items()) if words & _meanings(text)), None)


def _is_text(cell: Any) -> bool:
    return isinstance(cell, str) and bool(cell.strip())


def _meanings(text: str) -> set[str]:
    return {name for name, _ in readings(text)}


@cache
def _names_of_customers() -> frozenset[str]:
    column = CUSTOMERS["name"]
    return frozenset(fold(word) for word in {*column.labels, *column.aliases} - _OF_ANYTHING)


@cache
def _columns(table: Table) -> Mapping[str, str]:
    """The folded keys, labels and aliases of a table's columns, the surest ones first."""
    known: dict[str, str] = {fold(column.key): column.key for column in table.columns}
    for column in table.columns:
        for label in column.labels:
            known.setdefault(fold(label), column.key)
    if table.owner_table == CUSTOMERS.key:
        for word in (CUSTOMER_NAME, *CUSTOMERS["name"].labels):
            known.setdefault(fold(word), CUSTOMER_NAME)
    for column in table.columns:
        for alias in column.aliases:
            known.setdefault(fold(alias), column.key)
    return known
