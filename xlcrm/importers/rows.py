"""Which rows under a header are records, and which are blanks, totals or notes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from xlcrm.importers.headers import Grid, Header, fold

_TOTAL = re.compile(r"^(合计|合計|小计|小計|总计|總計|总和|總和|累计|累計|sum|total|subtotal|grandtotal)$")


@dataclass
class Rows:
    """The rows under a header, by their positions in the grid counted from 0."""

    records: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)


def sort_rows(grid: Grid, header: Header) -> Rows:
    """Tell records from blank rows, totals and stray notes.

    Cells of calculated columns do not make a record: a table keeps its formulas in rows not yet filled.
    """
    width = 1 + max((*header.columns.values(), *header.extras), default=0)
    skipped = set(header.calculated.values())
    places = [place for place in range(width) if place not in skipped]
    required = [header.columns[c.key] for c in header.table.columns if c.required and c.key in header.columns]
    rows = Rows()
    for number in range(header.row + 1, len(grid)):
        row = grid[number]
        # Nearly every row has all that it must have, and needs no second look.
        if required and all(place < len(row) and row[place] not in ("", None) for place in required):
            rows.records.append(number)
            continue
        given = [place for place in places if place < len(row) and row[place] not in ("", None)]
        if not given:
            continue
        if _is_total(row, given):
            rows.totals.append(number)
        elif len(given) == 1 and not _is_value(row, given[0], required):
            rows.notes.append(number)
        else:
            rows.records.append(number)
    return rows


def _is_total(row: Sequence[Any], given: Sequence[int]) -> bool:
    words = [place for place in given if isinstance(row[place], str)]
    return bool(words) and bool(_TOTAL.match(fold(row[words[0]])))


def _is_value(row: Sequence[Any], place: int, required: Sequence[int]) -> bool:
    """Whether a lone cell may be the start of a record rather than a note: short, and where a record must have one."""
    if place not in required:
        return False
    return not isinstance(row[place], str) or (len(row[place]) <= 30 and " " not in row[place].strip())
