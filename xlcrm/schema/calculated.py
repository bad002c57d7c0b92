"""What a build adds to the input tables: the tier to Customers, the customer's name to the others."""

from xlcrm.labels import Labels
from xlcrm.schema.measures import MEASURE_COLUMN
from xlcrm.schema.tables import CHILDREN
from xlcrm.schema.tables.customers import CUSTOMERS
from xlcrm.schema.types import Table


def calculated_column(table: Table) -> tuple[str, Labels]:
    """The key and the header of the calculated column of a table."""
    return ("name", CUSTOMERS["name"].labels) if table in CHILDREN else ("tier", MEASURE_COLUMN["tier"].labels)
