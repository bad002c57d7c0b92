"""Books made in memory out of plain rows, so that a test shows its data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from xlcrm.labels import Language
from xlcrm.measures import compute
from xlcrm.model.book import Book
from xlcrm.model.place import Problem
from xlcrm.model.records import Records, Source, typed_values
from xlcrm.schema.registry import subjects
from xlcrm.schema.settings import Settings, default_settings
from xlcrm.schema.tables import present, tables_of
from xlcrm.schema.types import Kind, Table

AS_OF = date(2026, 3, 31)
HEADER_ROW = 1


@dataclass(frozen=True)
class Raw:
    """A cell as it stands that is not understood, or is understood as `typed`."""

    value: Any
    typed: Any = None


def make_book(
    language: Language = "zh-CN",
    as_of: date = AS_OF,
    settings: Settings | None = None,
    problems: Iterable[Problem] = (),
    **tables: Sequence[Mapping[str, Any]],
) -> Book:
    """A book whose sheets have the labels of `language`, a header in row 1 and all columns in the declared order.

    A row is a dict of column keys and typed values; dates may be ISO text, numbers ints, enums are keys. A key that no
    column has is a column of the user's own. A table that is not named has no sheet. The book has the subjects that
    these tables and keys belong to.
    """
    declared = tables_of(present(_asked_for(tables)))
    return Book(
        {key: records(declared[key], rows, language) for key, rows in tables.items()},
        language=language,
        settings=settings or default_settings(language),
        as_of=as_of,
        problems=problems,
        compute=compute,
    )


def _asked_for(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[str]:
    """The subjects whose tables are named, or whose columns a row fills."""
    named = {key: {column for row in rows for column in row} for key, rows in tables.items()}
    return [
        subject.key
        for subject in subjects()
        if any(table.key in named for table in subject.tables)
        or any(column.key in named.get(key, ()) for key, columns in subject.columns.items() for column in columns)
    ]


def records(table: Table, rows: Sequence[Mapping[str, Any]], language: Language = "zh-CN") -> Records:
    """One table of such a book."""
    known = [column.key for column in table.columns]
    own = list(dict.fromkeys(key for row in rows for key in row if key not in known))
    source = Source(
        sheet=table.labels.in_(language),
        header_row=HEADER_ROW,
        columns={key: position for position, key in enumerate(known)},
        extras={len(known) + position: header for position, header in enumerate(own)},
    )
    return Records(
        table,
        {c.key: typed_values(c.kind, [_typed(row.get(c.key), c.kind) for row in rows]) for c in table.columns},
        raw={key: [_raw(row.get(key)) for row in rows] for key in known},
        extras={header: [row.get(header) for row in rows] for header in own},
        sources=[source],
    )


def _raw(cell: Any) -> Any:
    return cell.value if isinstance(cell, Raw) else cell


def _typed(cell: Any, kind: Kind) -> Any:
    if isinstance(cell, Raw):
        cell = cell.typed
    if cell is None or cell == "":
        return None
    if kind.name == "date":
        return cell if isinstance(cell, date | datetime) else datetime.fromisoformat(cell)
    return float(cell) if kind.is_number else cell
