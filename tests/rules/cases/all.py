"""The cases of all rules."""

from tests.rules.cases import Case, business, dates, keys, people, settings, told, too_many_rows

CASES: tuple[Case, ...] = (
    *told.CASES,
    *settings.CASES,
    *people.CASES,
    *keys.CASES,
    *dates.CASES,
    *business.CASES,
    *too_many_rows.CASES,
)
