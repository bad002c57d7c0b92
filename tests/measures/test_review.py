"""An asset review against the one before: which holding is which, what became of it, and what the classes add up to."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from tests.support.books import make_book
from xlcrm.measures import ledger
from xlcrm.measures.customer import Customer
from xlcrm.subjects.assets.review import CLOSED, DOWN, GROUPS, LOANS, MATURED, NEW, SAME, UNCLASSED, UP, Review

THEN, NOW = "2026-02-28", "2026-03-31"


def holding(date: str, name: str, value: float | None, **others: Any) -> dict[str, Any]:
    return {"customer_id": "A", "review_date": date, "asset_class": "fund", "name": name, "value": value, **others}


def review(*assets: dict[str, Any], day: str | None = None, customers: Sequence[dict[str, Any]] = ()) -> Review:
    book = make_book(customers=[{"customer_id": "A", "name": "Ann"}, *customers], assets=list(assets))
    return Review(Customer(ledger(book), 0), None if day is None else pd.Timestamp(day))


def test_a_holding_is_new_up_down_or_the_same() -> None:
    found = review(
        holding(THEN, "up", 1), holding(THEN, "down", 5), holding(THEN, "same", 3),
        holding(NOW, "up", 2), holding(NOW, "down", 4), holding(NOW, "same", 3), holding(NOW, "new", 7),
    )  # fmt: skip
    assert [(change.status, change.amount) for change in found.changes] == [(UP, 1), (DOWN, -1), (SAME, 0), (NEW, 7)]


def test_what_is_gone_was_closed_or_has_matured() -> None:
    found = review(
        holding(THEN, "sold", 1), holding(THEN, "ended", 2, maturity="2026-03-15"), holding(THEN, "kept", 3),
        holding(NOW, "kept", 3),
    )  # fmt: skip
    assert [(change.status, change.amount) for change in found.closings] == [(CLOSED, -1), (MATURED, -2), (None, None)]


def test_of_holdings_alike_the_first_goes_with_the_first() -> None:
    found = review(holding(THEN, "x", 1), holding(THEN, "x", 10), holding(NOW, "x", 2), holding(NOW, "x", 20))
    assert [change.amount for change in found.changes] == [1, 10]


def test_the_same_name_elsewhere_or_in_another_currency_is_another_holding() -> None:
    found = review(
        holding(THEN, "x", 1, institution="here"), holding(THEN, "y", 1, currency="USD"),
        holding(NOW, "x", 1, institution="there"), holding(NOW, "y", 1, currency="EUR"),
    )  # fmt: skip
    assert [change.status for change in found.changes] == [NEW, NEW]


def test_a_blank_currency_is_the_base_currency() -> None:
    found = review(holding(THEN, "x", 1), holding(NOW, "x", 1, currency="CNY"))
    assert [change.status for change in found.changes] == [SAME]


def test_the_first_review_has_no_changes() -> None:
    found = review(holding(NOW, "x", 1))
    assert (found.previous, [(change.status, change.amount) for change in found.changes]) == (None, [(0, None)])


def test_a_holding_without_a_rate_has_no_value_and_no_change() -> None:
    found = review(holding(THEN, "x", 1, currency="XAU"), holding(NOW, "x", 1, currency="XAU"))
    assert (found.now[0].value, found.changes[0].amount, found.total_at(found.day)) == (None, None, 0)


def test_loans_stand_apart_from_the_total() -> None:
    found = review(holding(NOW, "x", 10), holding(NOW, "home loan", 4, asset_class="loan"))
    assert (found.total_at(found.day), found.groups[LOANS - 1].total) == (10, 4)


def test_what_has_no_class_is_the_rest_of_the_total() -> None:
    found = review(holding(NOW, "x", 10), holding(NOW, "?", 4, asset_class=None))
    assert found.groups[UNCLASSED - 1].total == 4


def test_classes_are_ranked_by_value() -> None:
    found = review(
        holding(NOW, "x", 1), holding(NOW, "y", 5, asset_class="stock"), holding(NOW, "z", 1, asset_class="metal")
    )
    assert {GROUPS[place]: rank for place, rank in enumerate(found.ranks) if rank} == {
        "stock": 1,
        "fund": 2,
        "metal": 3,
    }


def test_a_day_without_a_review_gives_the_latest() -> None:
    found = review(holding(THEN, "x", 1), holding(NOW, "x", 1), day="2026-03-01")
    assert found.day == pd.Timestamp(NOW)


def test_an_earlier_day_is_compared_with_the_one_before_it() -> None:
    found = review(holding("2026-01-31", "x", 1), holding(THEN, "x", 4), holding(NOW, "x", 9), day=THEN)
    assert (found.previous, found.changes[0].amount) == (pd.Timestamp("2026-01-31"), 3)


def test_reviews_after_the_as_of_date_are_not_offered() -> None:
    found = review(holding(NOW, "x", 1), holding("2026-04-30", "x", 1))
    assert found.dates == [pd.Timestamp(NOW)]


def test_the_trend_ends_with_the_review_and_leaves_later_ones_out() -> None:
    found = review(holding("2026-01-31", "x", 1), holding(THEN, "x", 4), holding(NOW, "x", 9), day=THEN)
    assert [total for _, total in found.trend] == [1, 4]


def test_rows_of_another_customer_do_not_count() -> None:
    found = review(
        holding(NOW, "x", 1), {**holding(NOW, "y", 2), "customer_id": "B"},
        {**holding(NOW, "z", 4), "customer_id": None},
        customers=[{"customer_id": "B", "name": "Bob"}],
    )  # fmt: skip
    assert (found.count, found.total_at(found.day)) == (1, 1)
