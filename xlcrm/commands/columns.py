"""What `columns` says: what may be typed into each table."""

from collections.abc import Collection

from xlcrm.errors import WrongUsage
from xlcrm.labels import terminal as say
from xlcrm.schema.registry import subjects
from xlcrm.schema.subject import Subject
from xlcrm.schema.tables import TABLE
from xlcrm.schema.types import Column, Enum, Table


def tables_of(key: str | None) -> Collection[Table]:
    """One table, or every one; WrongUsage for a table that there is not."""
    if key is not None and key not in TABLE:
        raise WrongUsage(say.NO_SUCH_TABLE, table=key, tables=", ".join(TABLE))
    return [TABLE[key]] if key else TABLE.values()


def subject_of(table: Table, column: Column | None = None) -> Subject | None:
    """Whose a table is, or one of its columns, which another subject may have added."""
    for subject in subjects():
        if column is not None and column in subject.columns.get(table.key, ()):
            return subject
    return next((subject for subject in subjects() if any(each.key == table.key for each in subject.tables)), None)


def kind_of(column: Column) -> str:
    """What a column holds: the key of its list, or the name of its kind."""
    return column.kind.key if isinstance(column.kind, Enum) else column.kind.name
