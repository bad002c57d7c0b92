"""What a build adds to the input tables: the tier to Customers, the customer's name to the others."""

from xlcrm.labels import Labels, labels
from xlcrm.schema.measures import MEASURE_COLUMN
from xlcrm.schema.tables import CHILDREN
from xlcrm.schema.types import Table
from xlcrm.subjects.customers.tables import CUSTOMERS

UNNAMED = labels("列", "欄", "Column")
"""What a column without a header is called, with a number, as a table wants every column to have a name."""


def calculated_column(table: Table) -> tuple[str, Labels]:
    """The key and the header of the calculated column of a table."""
    return ("name", CUSTOMERS["name"].labels) if table in CHILDREN else ("tier", MEASURE_COLUMN["tier"].labels)
