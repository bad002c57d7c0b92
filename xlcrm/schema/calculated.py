"""What a build adds to the input tables: to Customers the tier, to the others whose their rows are."""

from xlcrm.labels import Labels, labels
from xlcrm.schema.measures import MEASURE_COLUMN
from xlcrm.schema.tables import CUSTOMERS, TABLE
from xlcrm.schema.types import Table

CUSTOMER_ID = "customer_id"

UNNAMED = labels("列", "欄", "Column")
"""What a column without a header is called, with a number, as a table wants every column to have a name."""


def calculated_column(table: Table) -> tuple[str, Labels] | None:
    """The key and the header of the calculated column of a table; None for one whose rows belong to no customer.

    Rows that name their customer get the name; those that name a row of another table get the customer's ID from there.
    """
    if table.key == CUSTOMERS.key:
        return "tier", MEASURE_COLUMN["tier"].labels
    if table.owner_table == CUSTOMERS.key:
        return "name", CUSTOMERS["name"].labels
    return (CUSTOMER_ID, CUSTOMERS[CUSTOMER_ID].labels) if _is_of_customers(table) else None


def _is_of_customers(table: Table) -> bool:
    return table.key == CUSTOMERS.key or (table.owner_table is not None and _is_of_customers(TABLE[table.owner_table]))


def column_of_customers(table: Table) -> str:
    """The key of the column of a table that says whose its rows are, be it typed or calculated."""
    return table.says_which if CUSTOMERS.key in (table.key, table.owner_table) else CUSTOMER_ID


def header_of(table: Table, column: str) -> Labels:
    """The header of a column that is declared, or of the calculated one."""
    added = calculated_column(table)
    return table[column].labels if column in table.by_key or added is None else added[1]
