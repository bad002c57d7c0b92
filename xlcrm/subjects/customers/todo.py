"""Days to remember: birthdays of people, founding days of companies."""

from xlcrm.labels import labels
from xlcrm.measures.todo import ToDo

BIRTHDAYS = ToDo(
    key="birthday",
    labels=labels("生日", "生日", "Birthday"),
    place=90,
    counted=60,
    never_overdue=True,
    day="next_birthday",
    leads_to="birth_date",
    of_type="individual",
    years=labels("满 {years} 岁", "滿 {years} 歲", "Turns {years}"),
)
FOUNDING_DAYS = ToDo(
    key="founding",
    labels=labels("公司成立日", "公司成立日", "Founding day"),
    place=100,
    day="next_birthday",
    leads_to="birth_date",
    of_type="company",
    years=labels("成立 {years} 周年", "成立 {years} 週年", "{years} years old"),
)
