"""What `columns` says: what may be typed into each table."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlcrm.errors import WrongUsage
from xlcrm.labels import Language
from xlcrm.labels import terminal as say
from xlcrm.schema.tables import TABLE
from xlcrm.schema.types import Column, Enum, Table


@dataclass(frozen=True)
class ColumnInWords:
    """A column: its key, what it holds, whether it must be filled, its label and what else it may be called."""

    key: str
    kind: str
    required: bool
    label: str
    other_names: Sequence[str]


def columns_of(table: str | None, language: Language) -> list[tuple[Table, list[ColumnInWords]]]:
    """The columns of a table, or of every one; WrongUsage for a table that there is not."""
    if table is not None and table not in TABLE:
        raise WrongUsage(say.NO_SUCH_TABLE, table=table, tables=", ".join(TABLE))
    tables = [TABLE[table]] if table else TABLE.values()
    return [(schema, [_in_words(column, language) for column in schema.columns]) for schema in tables]


def _in_words(column: Column, language: Language) -> ColumnInWords:
    kind = column.kind.key if isinstance(column.kind, Enum) else column.kind.name
    other_names = (*dict.fromkeys(column.labels), *column.aliases)
    return ColumnInWords(column.key, kind, column.required, column.labels.in_(language), other_names)
