"""What `columns` says: what may be typed into each table."""

from collections.abc import Collection

from xlcrm.errors import WrongUsage
from xlcrm.labels import terminal as say
from xlcrm.schema.tables import TABLE
from xlcrm.schema.types import Column, Enum, Table


def tables_of(key: str | None) -> Collection[Table]:
    """One table, or every one; WrongUsage for a table that there is not."""
    if key is not None and key not in TABLE:
        raise WrongUsage(say.NO_SUCH_TABLE, table=key, tables=", ".join(TABLE))
    return [TABLE[key]] if key else TABLE.values()


def kind_of(column: Column) -> str:
    """What a column holds: the key of its list, or the name of its kind."""
    return column.kind.key if isinstance(column.kind, Enum) else column.kind.name
