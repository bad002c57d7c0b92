"""Read one table from the sheet or sheets that hold it."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from xlcrm.model.place import Problem
from xlcrm.model.records import Records, empty_values
from xlcrm.reading.calculated import overwritten_formulas
from xlcrm.reading.open_sheets import OpenSheets
from xlcrm.reading.parts import Cells, Part, read_part
from xlcrm.reading.rows import NOT_COMPUTED
from xlcrm.reading.sheets import Candidate
from xlcrm.reading.values import CellNote, Context, convert_column
from xlcrm.schema.types import Column

_FIRST_OF_MARCH = np.datetime64("1900-03-01")
_NO_DAY = 60
"""The serial number of 29 February 1900, which there never was."""


def read_table(
    candidates: Sequence[Candidate], sheets: OpenSheets, context: Context, problems: list[Problem]
) -> Records:
    """The typed records of one table; what there is to say of it is added to `problems`. The sheets are released."""
    table = candidates[0].header.table
    parts = []
    for candidate in candidates:
        parts.append(read_part(candidate, sheets, context, problems))
        problems += overwritten_formulas(table, parts[-1].source, parts[-1].rows, sheets)
        sheets.release(candidate.title)
    keys = [column.key for column in table.columns if any(column.key in part.columns for part in parts)]
    columns = {key: _converted(table[key], parts, context, sheets, problems) for key in keys}
    headers = list(dict.fromkeys(header for part in parts for header in part.extras))
    records = Records(
        table,
        columns,
        raw={key: _joined([part.columns.get(key) for part in parts], parts) for key in keys},
        extras={header: _joined([part.extras.get(header) for part in parts], parts) for header in headers},
        sources=[part.source for part in parts],
        source_of=np.repeat(np.arange(len(parts)), [len(part.rows) for part in parts]),
        row_of=np.concatenate([np.asarray(part.rows, dtype=int) for part in parts]),
        length=sum(len(part.rows) for part in parts),
    )
    for column in table.columns:
        if column.product_of:
            _multiply(records, column, column.product_of, problems)
    if table.currency is not None and table.currency.key in keys:
        _read_in_own_currency(records, table.currency, context, problems)
    return records


def _joined(columns: Sequence[Cells | None], parts: Sequence[Part]) -> Cells:
    """One column of several sheets, blank where a sheet does not have it."""
    if len(parts) == 1 and columns[0] is not None:
        return columns[0]
    return [cell for cells, part in zip(columns, parts, strict=True) for cell in (cells or [""] * len(part.rows))]


def _converted(
    column: Column, parts: Sequence[Part], context: Context, sheets: OpenSheets, problems: list[Problem]
) -> pd.Series:
    """One typed column, sheet by sheet: each may show its own order of dates and unit of money."""
    typed, start = [], 0
    for part in parts:
        cells = part.columns.get(column.key)
        if cells is None:
            typed.append(empty_values(column.kind, len(part.rows)))
        else:
            values, notes = _convert(column, part, cells, context, sheets)
            typed.append(values)
            problems += (_problem(part, column, note, start) for note in notes)
        start += len(part.rows)
    return typed[0] if len(typed) == 1 else pd.concat(typed, ignore_index=True)


def _convert(
    column: Column, part: Part, cells: Cells, context: Context, sheets: OpenSheets
) -> tuple[pd.Series, list[CellNote]]:
    """The typed values of one column of one sheet; the cells are changed where they turn out to be something else."""
    own = replace(context, scale=part.scales.get(column.key, 1.0))
    shown = cells
    if column.key in part.not_computed:
        shown = ["" if cell == NOT_COMPUTED else cell for cell in cells]
    values, notes = convert_column(column, shown, own)
    if column.kind.name == "date" and not context.date_1904 and _restore_no_days(values, column, part, cells, sheets):
        values, notes = convert_column(column, cells, own)
    for note in notes:
        if note.fixed is None and note.kind in ("cleaned", "converted"):
            cells[note.record] = ""  # such as a dash: it was understood, as a blank
    return values, notes


def _restore_no_days(values: pd.Series, column: Column, part: Part, cells: Cells, sheets: OpenSheets) -> bool:
    """Put back the 29 February 1900, of which the reader of values makes the day before; whether there was any."""
    early = np.flatnonzero(values.to_numpy() < _FIRST_OF_MARCH).tolist()
    found = False
    for record in early:
        number = sheets.stored_number(part.source.sheet, part.rows[record], part.source.columns[column.key])
        if number is not None and int(number) == _NO_DAY:
            cells[record] = number
            found = True
    return found


def _problem(part: Part, column: Column, note: CellNote, start: int) -> Problem:
    place = part.place(note.record, column.key)
    return Problem(note.kind, place, part.table, column.key, start + note.record, note.value, note.fixed, note.params)


def _multiply(records: Records, column: Column, factors: tuple[str, str], problems: list[Problem]) -> None:
    """A blank amount is quantity times unit price, where both are given."""
    table, key = records.schema.key, column.key
    product = records[factors[0]] * records[factors[1]]
    fill = ~records.given(key) & product.notna()
    records.frame[key] = records[key].where(~fill, product)
    problems += (
        Problem("amount_filled", records.place(i, key), table, key, i, "", product[i])
        for i in np.flatnonzero(fill).tolist()
    )


def _read_in_own_currency(records: Records, said: Column, context: Context, problems: list[Problem]) -> None:
    """An amount that names the currency that its row is in, such as US$1,000 beside USD, is that many of it."""
    currencies = records[said.key].tolist()
    scaled = {p.column for p in problems if p.table == records.schema.key and p.kind == "column_scaled"}
    for number, problem in enumerate(problems):
        record = problem.record
        if (problem.table, problem.kind) != (records.schema.key, "foreign_currency") or record is None:
            continue
        if problem.column in (None, *scaled) or currencies[record] is None:
            continue
        own = replace(context, base_currency=currencies[record])
        (value,), notes = convert_column(records.schema[str(problem.column)], [problem.value], own)
        if notes and notes[0].kind == "converted":
            records.frame.loc[record, problem.column] = value
            problems[number] = replace(problem, kind="converted", fixed=value, params={})
