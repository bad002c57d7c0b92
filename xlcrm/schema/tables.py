"""The tables of the workbook, one module each, in the order of their sheets."""

from xlcrm.subjects.assets.tables import ASSETS
from xlcrm.subjects.customers.tables import CUSTOMERS
from xlcrm.subjects.follow_ups.tables import FOLLOW_UPS
from xlcrm.subjects.insurance.tables import INSURANCE
from xlcrm.subjects.purchases.tables import PURCHASES

TABLES = (CUSTOMERS, FOLLOW_UPS, PURCHASES, INSURANCE, ASSETS)
TABLE = {table.key: table for table in TABLES}
CHILDREN = TABLES[1:]
