"""Calculated columns of a built book in which somebody typed over a formula."""

from collections.abc import Sequence

from xlcrm.model.place import Place, Problem
from xlcrm.model.records import Source
from xlcrm.reading.open_sheets import OpenSheets
from xlcrm.schema.calculated import calculated_column
from xlcrm.schema.types import Table


def overwritten_formulas(table: Table, source: Source, rows: Sequence[int], sheets: OpenSheets) -> list[Problem]:
    """A problem for each record whose cell in a calculated column holds a typed value, where others hold formulas.

    `rows` are those of the records, as Excel counts them. A cell that was cleared holds nothing to lose.
    """
    found: list[Problem] = []
    added = calculated_column(table)
    if added is None or not source.calculated:
        return found
    grid = sheets.grid(source.sheet)
    formulas = sheets.facts(source.sheet).formulas
    for place in source.calculated.values():
        computed = formulas.get(place, ())
        for record, row in enumerate(rows):
            if row not in computed and (value := grid[row - 1][place]) not in ("", None):
                cell = Place(source.sheet, row, place)
                params = {"header": added[1]}
                found.append(Problem("formula_overwritten", cell, table.key, None, record, value, params=params))
    return found
