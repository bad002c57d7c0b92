"""The tables of all subjects, in the order of their sheets."""

from xlcrm.schema.registry import subjects

TABLES = tuple(table for subject in subjects() for table in subject.tables)
TABLE = {table.key: table for table in TABLES}
CHILDREN = tuple(table for table in TABLES if table.owner_table == "customers")
"""The tables whose rows belong to a customer."""
