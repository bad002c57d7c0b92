"""The tables of a book that asked for nothing besides the core."""

from xlcrm.schema.tables import present, tables_of

CORE_TABLES = tuple(tables_of(present()).values())
