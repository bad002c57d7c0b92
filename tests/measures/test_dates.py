"""Ages, birthdays, months and contact plans: the days that are easy to get wrong."""

from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.books import make_book
from xlcrm.measures.dates import add_months

DAYS = st.dates(date(1940, 1, 1), date(2060, 12, 31))


def edate(day: date, months: int) -> date:
    """EDATE, said again in plain Python."""
    month = day.year * 12 + day.month - 1 + months
    first = date(month // 12, month % 12 + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


def moved(day: date, months: int) -> date:
    return add_months(pd.Series([pd.Timestamp(day).as_unit("s")]), months)[0].date()


@given(DAYS, st.integers(-1200, 1200))
def test_months_are_added_as_edate_adds_them(day: date, months: int) -> None:
    assert moved(day, months) == edate(day, months)


@given(DAYS, DAYS, st.integers(2, 60))
def test_premiums_are_paid_up_on_the_same_day_by_the_formula_and_by_the_definition(
    as_of: date, start: date, years: int
) -> None:
    # Excel's DATE lets 29 February of a common year be 1 March, and EDATE takes no columns.
    after = as_of + timedelta(days=1)
    by_formula = start >= date(after.year - years, after.month, 1) + timedelta(days=after.day - 1)
    assert by_formula == (as_of < edate(start, 12 * years))


@pytest.mark.parametrize(
    ("born", "as_of", "age", "birthday"),
    [
        ("1990-06-15", "2026-06-14", 35, "2026-06-15"),
        ("1990-06-15", "2026-06-15", 36, "2026-06-15"),
        ("1990-06-15", "2026-06-16", 36, "2027-06-15"),
        ("2000-02-29", "2026-02-27", 25, "2026-02-28"),
        ("2000-02-29", "2026-02-28", 26, "2026-02-28"),
        ("2000-02-29", "2027-03-01", 27, "2028-02-29"),
        ("2000-02-29", "2028-02-28", 27, "2028-02-29"),
        ("2026-06-15", "2026-06-15", 0, "2026-06-15"),
    ],
)
def test_age_and_next_birthday(born: str, as_of: str, age: int, birthday: str) -> None:
    book = make_book(as_of=date.fromisoformat(as_of), customers=[{"customer_id": "A", "name": "a", "birth_date": born}])
    assert book.measures["age"][0] == age
    assert book.measures["next_birthday"][0].date().isoformat() == birthday


def test_a_birth_in_the_future_has_no_age() -> None:
    book = make_book(customers=[{"customer_id": "A", "name": "a", "birth_date": "2030-01-01"}])
    assert book.measures[["age", "next_birthday"]].isna().all(axis=None)


def due(**more: Any) -> list[str | None]:
    """Call, visit and review due of one customer in the first tier, as of 2026-03-31."""
    customer = {"customer_id": "A", "name": "a"} | more.pop("customer", {})
    bought = {"customer_id": "A", "date": "2026-01-01", "product": "P", "amount": 1}
    measures = make_book(customers=[customer], purchases=[bought], **more).measures
    days = [measures[key][0] for key in ("call_due", "visit_due", "review_due")]
    return [None if pd.isna(day) else day.date().isoformat() for day in days]


def test_contacts_are_due_at_the_as_of_date_where_nothing_is_known() -> None:
    assert due() == ["2026-03-31"] * 3


def test_contacts_are_counted_from_the_opening_while_there_was_none() -> None:
    assert due(customer={"opened_on": "2026-03-01"}) == ["2026-03-31", "2026-05-30", "2026-03-31"]


def test_contacts_are_counted_from_the_last_one_that_took_place() -> None:
    follow_ups = [
        {"customer_id": "A", "date": "2026-03-10", "channel": "call"},
        {"customer_id": "A", "date": "2026-02-01", "channel": "meeting"},
        {"customer_id": "A", "date": "2026-03-20", "channel": "visit", "done": False},
        {"customer_id": "A", "date": "2026-04-20", "channel": "visit"},
    ]
    assert due(follow_ups=follow_ups)[:2] == ["2026-04-09", "2026-05-02"]


def test_groups_below_the_pyramid_have_no_plan() -> None:
    measures = make_book(customers=[{"customer_id": "A", "name": "a", "stage": "prospect"}]).measures
    assert measures[["call_due", "visit_due", "review_due"]].isna().all(axis=None)
