"""The tables of all subjects, in the order of their sheets, and those of a book that has only some of the subjects."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from xlcrm.schema.enums import BOOLEAN
from xlcrm.schema.registry import subjects
from xlcrm.schema.subject import Subject
from xlcrm.schema.types import Enum, Table


def present(wanted: Collection[str] = ()) -> tuple[Subject, ...]:
    """The subjects of a book that has those `wanted`, by their keys, besides the core.

    Raises KeyError for a key that no subject has.
    """
    unknown = set(wanted) - {subject.key for subject in subjects()}
    if unknown:
        raise KeyError(*sorted(unknown))
    return tuple(subject for subject in subjects() if subject.core or subject.key in wanted)


@cache
def tables_of(those: tuple[Subject, ...]) -> Mapping[str, Table]:
    """The tables of a book with those subjects, by their keys; columns that a subject adds to another's stand last."""
    tables = {table.key: table for subject in those for table in subject.tables}
    for subject in those:
        for key, columns in subject.columns.items():
            if key in tables:
                tables[key] = replace(tables[key], columns=tables[key].columns + columns)
    return tables


def referred_to(tables: Iterable[Table]) -> Iterator[tuple[str, str]]:
    """Which of the tables the others refer to, with the column by which they do."""
    tables = tuple(tables)
    named = {column.kind.refers_to for table in tables for column in table.references}
    return ((table.key, table.named_by) for table in tables if table.named_by and table.key in named)


TABLE = tables_of(subjects())
"""Every table with every column that it may have, by its key."""

TABLES = tuple(TABLE.values())

CORE = frozenset(tables_of(present()))
"""The tables that every book has."""

CUSTOMERS = TABLE["customers"]
"""The one table without which there is no book: whom all the others are about."""

_USED = [column.kind for table in TABLES for column in table.columns if isinstance(column.kind, Enum)]
ENUMS = {enum.key: enum for enum in (*_USED, BOOLEAN)}
"""Every list of values that a column may hold, by its key."""
