"""Which policies a customer's pages list."""

from xlcrm.measures.customer import RowsOfCustomer
from xlcrm.subjects.insurance.measures import in_force

POLICIES_IN_FORCE = RowsOfCustomer("insurance", in_force)
