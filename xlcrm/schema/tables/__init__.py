"""The tables of the workbook, one module each, in the order of their sheets."""

from xlcrm.schema.tables.assets import ASSETS
from xlcrm.schema.tables.customers import CUSTOMERS
from xlcrm.schema.tables.follow_ups import FOLLOW_UPS
from xlcrm.schema.tables.insurance import INSURANCE
from xlcrm.schema.tables.purchases import PURCHASES

TABLES = (CUSTOMERS, FOLLOW_UPS, PURCHASES, INSURANCE, ASSETS)
TABLE = {table.key: table for table in TABLES}
CHILDREN = TABLES[1:]
