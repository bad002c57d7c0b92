"""Read one table from the sheet or sheets that hold it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from xlcrm.book import Place, Problem, Records, Source
from xlcrm.importers.cells import CellFacts
from xlcrm.importers.headers import Grid, Header
from xlcrm.importers.rows import Rows, sort_rows
from xlcrm.importers.sheets import Candidate
from xlcrm.importers.values import CellNote, Context, convert_column
from xlcrm.schema.problems import ProblemKind
from xlcrm.schema.types import Column, Table

Cells = list[Any]


@dataclass(frozen=True)
class Part:
    """The records of a table in one sheet, as they stand, by column."""

    source: Source
    rows: list[int]
    columns: dict[str, Cells]
    extras: dict[str, Cells]
    scales: dict[str, float]


def read_table(
    sheets: Sequence[Candidate],
    grid_of: Callable[[str], Grid],
    facts_of: Callable[[str], CellFacts],
    context: Context,
    problems: list[Problem],
) -> Records:
    """The typed records of one table; what there is to say of it is added to `problems`."""
    table = sheets[0].header.table
    parts = [_read_part(sheet, grid_of(sheet.title), facts_of(sheet.title), problems) for sheet in sheets]
    raw = {
        column.key: _joined([part.columns.get(column.key) for part in parts], parts)
        for column in table.columns
        if any(column.key in part.columns for part in parts)
    }
    headers = list(dict.fromkeys(header for part in parts for header in part.extras))
    records = Records(
        table,
        raw=raw,
        extras={header: _joined([part.extras.get(header) for part in parts], parts) for header in headers},
        sources=[part.source for part in parts],
        source_of=[number for number, part in enumerate(parts) for _ in part.rows],
        row_of=[row for part in parts for row in part.rows],
        length=sum(len(part.rows) for part in parts),
    )
    for key in raw:
        _convert(records, table[key], parts, context, problems)
    if table.key == "purchases":
        _fill_amounts(records, problems)
    return records


def _joined(columns: Sequence[Cells | None], parts: Sequence[Part]) -> Cells:
    """One column of several sheets, blank where a sheet does not have it."""
    if len(parts) == 1 and columns[0] is not None:
        return columns[0]
    return [cell for cells, part in zip(columns, parts, strict=True) for cell in (cells or [""] * len(part.rows))]


def _read_part(sheet: Candidate, grid: Grid, facts: CellFacts, problems: list[Problem]) -> Part:
    header = _with_typed_names(sheet.header, facts)
    rows = sort_rows(grid, header)
    source = Source(sheet.title, header.row + 1, dict(header.columns), dict(header.extras), dict(header.calculated))
    problems += _header_problems(header, sheet.title)
    problems += _row_problems(header, sheet.title, grid, rows)
    records = [grid[row] for row in rows.records]
    by_place = list(zip(*records, strict=True)) if records else []
    blank = [""] * len(records)

    def cells(place: int) -> Cells:
        return list(by_place[place]) if place < len(by_place) else list(blank)

    part = Part(
        source,
        [row + 1 for row in rows.records],
        {key: cells(place) for key, place in header.columns.items()},
        _extras(header, cells),
        dict(header.scales),
    )
    problems += _cell_problems(part, header.table, facts)
    return part


def _last_used(header: Header, grid: Grid) -> int:
    """The last column that holds anything from the header downwards."""
    known = max((*header.columns.values(), *header.extras, *header.calculated.values()), default=0)
    width = max((len(row) for row in grid[header.row :]), default=0)
    beyond = range(width - 1, known, -1)
    return next(
        (c for c in beyond if any(row[c] not in ("", None) for row in grid[header.row :] if c < len(row))), known
    )


def _with_typed_names(header: Header, facts: CellFacts) -> Header:
    """A calculated column that holds no formulas was typed, and stays its user's."""
    typed = {key: place for key, place in header.calculated.items() if place not in facts.formula_columns}
    if not typed:
        return header
    texts = {place: header.calculated_texts[key] for key, place in typed.items()}
    kept = {key: place for key, place in header.calculated.items() if key not in typed}
    return replace(header, calculated=kept, extras={**header.extras, **texts})


def _extras(header: Header, cells: Callable[[int], Cells]) -> dict[str, Cells]:
    """The user's own columns by their headers; a header that stands twice is told apart by a number."""
    found: dict[str, Cells] = {}
    for place, text in sorted(header.extras.items()):
        name, number = text, 2
        while name in found:
            name, number = f"{text} ({number})", number + 1
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


def _row_problems(header: Header, title: str, grid: Grid, rows: Rows) -> list[Problem]:
    def note(kind: ProblemKind, number: int) -> Problem:
        column, value = next((c, v) for c, v in enumerate(grid[number]) if v not in ("", None))
        return Problem(kind, Place(title, number + 1, column), header.table.key, value=value)

    totals = [note("total_row_skipped", number) for number in rows.totals]
    return totals + [note("stray_note", number) for number in rows.notes]


def _cell_problems(part: Part, table: Table, facts: CellFacts) -> list[Problem]:
    """What the values alone do not show: errors, formulas without a value, hidden rows, merged cells."""
    place_of = {place: key for key, place in part.source.columns.items()}
    record_of = {row: record for record, row in enumerate(part.rows)}
    title = part.source.sheet
    found: list[Problem] = []
    for (row, column), error in facts.errors.items():
        if column in place_of and row in record_of:
            # The reader of values sees a blank where there is an error: it is an error, never a blank.
            part.columns[place_of[column]][record_of[row]] = error
    for row, column in facts.uncached:
        if column in place_of and row in record_of:
            place = Place(title, row, column)
            found.append(Problem("no_cached_value", place, table.key, place_of[column], record_of[row], value="="))
    for row, column in facts.external:
        if column in place_of and row in record_of:
            place = Place(title, row, column)
            value = part.columns[place_of[column]][record_of[row]]
            found.append(Problem("external_formula", place, table.key, place_of[column], record_of[row], value=value))
    hidden = sum(1 for row in facts.hidden_rows if row in record_of)
    if hidden:
        found.append(Problem("rows_hidden", Place(title), table.key, params={"count": hidden}))
    for top, left, bottom, right in facts.merged:
        if bottom > top and left in place_of and (top in record_of or bottom in record_of):
            area = {"first": Place(title, top, left).cell, "last": Place(title, bottom, right).cell}
            found.append(Problem("merged_cells", Place(title, top, left), table.key, place_of[left], params=area))
    return found


def _convert(
    records: Records, column: Column, parts: Sequence[Part], context: Context, problems: list[Problem]
) -> None:
    """Type one column, sheet by sheet: each may show its own order of dates and unit of money."""
    raw = records.raw[column.key]
    typed, start = [], 0
    for part in parts:
        stop = start + len(part.rows)
        own = replace(context, scale=part.scales.get(column.key, 1.0))
        values, notes = convert_column(column, raw[start:stop], own)
        typed.append(values)
        for note in notes:
            if note.fixed is None and note.kind in ("cleaned", "converted"):
                raw[start + note.record] = ""  # such as a dash: it was understood, as a blank
        problems += (_problem(records, column, note, start) for note in notes)
        start = stop
    records.frame[column.key] = typed[0] if len(typed) == 1 else pd.concat(typed, ignore_index=True)


def _problem(records: Records, column: Column, note: CellNote, start: int) -> Problem:
    record = start + note.record
    place = records.place(record, column.key)
    return Problem(note.kind, place, records.schema.key, column.key, record, note.value, note.fixed, note.params)


def _fill_amounts(records: Records, problems: list[Problem]) -> None:
    """A blank amount is quantity times unit price, where both are given."""
    product = records["quantity"] * records["unit_price"]
    fill = ~records.given("amount") & product.notna()
    records.frame["amount"] = records["amount"].where(~fill, product)
    problems += (
        Problem("amount_filled", records.place(i, "amount"), "purchases", "amount", i, "", product[i])
        for i in np.flatnonzero(fill).tolist()
    )
