"""Which purchases a customer's pages list."""

from xlcrm.measures.customer import RowsOfCustomer
from xlcrm.measures.predicates import up_to_today

PURCHASES = RowsOfCustomer("purchases", up_to_today("date"), day="date", newest_first=True)
