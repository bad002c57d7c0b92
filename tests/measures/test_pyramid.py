"""The pyramid by tier, who moved, the best customers, the asset mix and its history."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.support.books import make_book
from xlcrm.measures import ledger
from xlcrm.model.book import Book
from xlcrm.schema.settings import default_settings
from xlcrm.subjects.assets.mix import class_values, month_ends, reviewed_by, totals_at
from xlcrm.subjects.pyramid.ranking import best
from xlcrm.subjects.pyramid.table import CUSTOMERS, REVENUE, entry, movements, tier_rows


def customer(number: str, **more: Any) -> dict[str, Any]:
    return {"customer_id": number, "name": number, "stage": "customer", **more}


def bought(number: str, amount: float, day: str = "2026-03-01") -> dict[str, Any]:
    return {"customer_id": number, "date": day, "product": "p", "amount": amount}


def holding(number: str, value: float, day: str, **more: Any) -> dict[str, Any]:
    return {"customer_id": number, "review_date": day, "asset_class": "fund", "name": "n", "value": value, **more}


def book_of(amounts: list[float], preset: str = "pyramid") -> Book:
    names = [chr(65 + place) for place in range(len(amounts))]
    return make_book(
        customers=[customer(name) for name in names],
        purchases=[bought(name, amount) for name, amount in zip(names, amounts, strict=True) if amount],
        settings=default_settings("zh-CN", preset),
    )


def test_each_place_has_its_customers_and_their_revenue() -> None:
    m = ledger(book_of([100, 40, 30, 20, 10, 0]))
    assert [CUSTOMERS.twin(m, place) for place in tier_rows(m)] == [1, 1, 1, 2, 1, 0, 0, 0]
    assert [REVENUE.twin(m, place) for place in tier_rows(m)][:4] == [100, 40, 30, 30]


def test_a_tier_is_entered_at_its_cut_off_or_any_of_its_thresholds() -> None:
    assert entry(ledger(book_of([100, 40])), 1, " 或 ") == 100
    vip = ledger(book_of([100], "bank-vip"))
    assert entry(vip, 1, " 或 ") == "本行资产 ≥ 500,000 或 总负债 ≥ 1,000,000 或 近12个月购买额 ≥ 100,000"


def test_who_moved_is_told_by_the_tiers_of_a_year_ago() -> None:
    book = make_book(
        customers=[customer("A"), customer("B"), customer("C", opened_on="2026-01-01")],
        purchases=[bought("A", 100), bought("A", 10, "2025-01-01"), bought("B", 90, "2025-01-01"), bought("C", 5)],
        settings=default_settings("zh-CN", "branch"),
    )
    moved = movements(ledger(book))
    assert [(row.row, row.before, row.now) for row in moved.itertuples()] == [(0, 2, 1), (1, 1, 7)]


def test_ties_among_the_best_stand_in_the_order_of_customers() -> None:
    assert [(found.row, found.value) for found in best(ledger(book_of([5, 9, 9, 0, -1])), 4)] == [
        (1, 9),
        (2, 9),
        (0, 5),
    ]


def test_the_best_are_ranked_by_the_basis_of_the_tier_policy() -> None:
    settings = default_settings("zh-CN")
    policy = replace(settings.policy, basis="assets_total")
    book = make_book(
        customers=[customer("A"), customer("B")],
        purchases=[bought("A", 100)],
        assets=[holding("B", 7, "2026-03-01")],
        settings=replace(settings, policy=policy),
    )
    assert [(found.row, found.value) for found in best(ledger(book), 9)] == [(1, 7)]


def test_the_mix_is_of_the_latest_reviews_without_loans() -> None:
    rows = [
        holding("A", 5, "2026-03-01"),
        holding("A", 7, "2026-02-01"),
        holding("A", 9, "2026-03-01", asset_class="loan"),
        holding("B", 2, "2025-12-01", asset_class="bond", currency="USD"),
        holding("X", 4, "2026-03-01"),
    ]
    book = make_book(customers=[customer("A"), customer("B")], assets=rows)
    values = class_values(ledger(book))
    usd = book.settings.rates["USD"]
    assert {key: value for key, value in values.items() if value} == pytest.approx({"fund": 5, "bond": 2 * usd})


def test_each_month_counts_every_customer_at_the_latest_review_by_then() -> None:
    rows = [
        holding("A", 10, "2025-12-10"),
        holding("A", 20, "2026-02-10"),
        holding("B", 100, "2026-01-31"),
        holding("B", 50, "2026-03-15", asset_class="loan"),
    ]
    m = ledger(make_book(customers=[customer("A"), customer("B")], assets=rows))
    days = month_ends(m)
    assert [day.date() for day in days[-3:]] == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]
    assert totals_at(m, days)[-5:] == [0, 10, 110, 120, 20]
    assert reviewed_by(m, days)[-5:] == [0, 1, 2, 2, 2]


def test_the_last_month_is_the_sum_of_overview() -> None:
    twice = [customer("A"), customer("A"), customer("B")]
    m = ledger(make_book(customers=twice, assets=[holding("A", 10, "2026-01-10"), holding("B", 1, "2026-01-10")]))
    assert totals_at(m, month_ends(m))[-1] == m["assets_total"].sum() == 21
