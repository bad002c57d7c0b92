"""Which policies a customer's pages list."""

from xlcrm.labels import labels
from xlcrm.measures.customer import RowsOfCustomer
from xlcrm.subjects.insurance.measures import in_force

IN_FORCE = labels("有效保单", "有效保單", "Policies in force")
POLICIES_IN_FORCE = RowsOfCustomer("insurance", in_force)
