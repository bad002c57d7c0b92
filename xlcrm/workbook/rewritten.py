"""What builds wrote over in the user's cells: remembered in the book, and listed on Findings until the cells change."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from xlcrm.model.book import Book
from xlcrm.model.place import Problem
from xlcrm.rules.catalogue import all_rules
from xlcrm.rules.checked import Checked
from xlcrm.rules.engine import FIRST_CELLS
from xlcrm.rules.finding import Finding, plain
from xlcrm.writing.cell_change import Conversion

KEY = "rewritten"
"""Under which the book remembers them."""


@dataclass(frozen=True)
class _Column:
    """The cells of one column that a build wrote over: how many, and the first of them as row, before and after."""

    table: str
    column: str
    count: int
    cells: Sequence[tuple[int, Any, Any]]


def rewritten(values: MutableMapping[str, str], book: Book, made: Iterable[Conversion]) -> list[Finding]:
    """The findings on cells that this build wrote over, or an earlier one, and that hold the same since.

    `values` is what the book remembers; it is brought up to date. `book` is read after the conversions.
    """
    columns = {(each.table, each.column): each for each in _remembered(values.get(KEY, "[]"))}
    columns |= {(each.table, each.column): each for each in _columns(made)}
    kept = [still for each in columns.values() if (still := _still(book, each)) is not None]
    values.pop(KEY, None)
    if kept:
        values[KEY] = json.dumps([asdict(each) for each in kept], ensure_ascii=False)
    checked = Checked(book)
    return [finding for each in kept for finding in _findings(checked, each)]


def _remembered(text: str) -> Iterator[_Column]:
    for each in json.loads(text):
        yield _Column(each["table"], each["column"], each["count"], [tuple(cell) for cell in each["cells"]])


def _columns(made: Iterable[Conversion]) -> Iterator[_Column]:
    groups: dict[tuple[str, str], list[Conversion]] = defaultdict(list)
    for conversion in made:
        groups[conversion.table, conversion.column].append(conversion)
    for (table, column), group in groups.items():
        cells = [(each.place.row or 0, plain(each.before), plain(each.typed)) for each in group[:FIRST_CELLS]]
        yield _Column(table, column, len(group), cells)


def _still(book: Book, column: _Column) -> _Column | None:
    """What is left of a column's cells: those that hold what was written; None where there is none."""
    if column.table not in book.tables or column.column not in book[column.table].schema.by_key:
        return None
    cells = [cell for cell in column.cells if _holds(book, column, cell[0], cell[2])]
    count = column.count - len(column.cells) + len(cells)
    return replace(column, count=count, cells=cells) if cells else None


def _holds(book: Book, column: _Column, row: int, after: Any) -> bool:
    record = _record(book, column.table, row)
    if record is None:
        return False
    records = book[column.table]
    typed = plain(records[column.column].iat[record])
    return (plain(records.cell_value(column.column, record)) if typed is None else typed) == after


def _record(book: Book, table: str, row: int) -> int | None:
    found = np.flatnonzero(book[table].row_of == row)
    return int(found[0]) if len(found) == 1 else None


def _findings(checked: Checked, column: _Column) -> Iterator[Finding]:
    records = checked[column.table]
    is_date = records.schema[column.column].kind.name == "date"
    problems = []
    for row, before, after in column.cells:
        record = _record(checked.book, column.table, row)
        place = None if record is None else records.place(record, column.column)
        fixed = date.fromisoformat(after) if is_date and _is_day(after) else after
        problems.append(Problem("rewritten", place, column.table, column.column, record, before, fixed))
    rule = next(rule for rule in all_rules().values() if rule.kind == "rewritten")
    findings = list(rule.findings(checked, problems))
    if column.count > FIRST_CELLS:
        places = tuple(finding.place for finding in findings if finding.place)
        yield replace(findings[0], record=None, customer_id=None, count=column.count, cells=places)
    else:
        yield from findings


def _is_day(text: Any) -> bool:
    try:
        return isinstance(text, str) and bool(date.fromisoformat(text))
    except ValueError:
        return False
