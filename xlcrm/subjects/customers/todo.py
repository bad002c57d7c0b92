"""Days to remember: birthdays of people, founding days of companies."""

from xlcrm.labels import labels
from xlcrm.measures.todo import MeasureDue

BIRTHDAYS = MeasureDue(
    key="birthday",
    labels=labels("生日", "生日", "Birthday"),
    place=90,
    counted=60,
    never_overdue=True,
    measure="next_birthday",
    leads_to="birth_date",
    of_type="individual",
)
FOUNDING_DAYS = MeasureDue(
    key="founding",
    labels=labels("公司成立日", "公司成立日", "Founding day"),
    place=100,
    measure="next_birthday",
    leads_to="birth_date",
    of_type="company",
)
