"""Which follow-ups a customer's pages list."""

from xlcrm.measures.customer import RowsOfCustomer
from xlcrm.measures.predicates import given, up_to_today
from xlcrm.subjects.follow_ups.measures import not_done

FOLLOW_UPS = RowsOfCustomer("follow_ups", up_to_today("date"), day="date", newest_first=True)
PROMISES = RowsOfCustomer("follow_ups", given("next_date") & not_done, day="next_date")
