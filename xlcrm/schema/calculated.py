"""What a build adds to the input tables: the tier to Customers, the customer's name to the tables of customers."""

from xlcrm.labels import Labels, labels
from xlcrm.schema.measures import MEASURE_COLUMN
from xlcrm.schema.tables import CUSTOMERS
from xlcrm.schema.types import Table

UNNAMED = labels("列", "欄", "Column")
"""What a column without a header is called, with a number, as a table wants every column to have a name."""


def calculated_column(table: Table) -> tuple[str, Labels] | None:
    """The key and the header of the calculated column of a table; None for one whose rows belong to no customer."""
    if table.key == CUSTOMERS.key:
        return "tier", MEASURE_COLUMN["tier"].labels
    return ("name", CUSTOMERS["name"].labels) if table.owner_table == CUSTOMERS.key else None
