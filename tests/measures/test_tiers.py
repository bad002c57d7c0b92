"""The customer pyramid: cut-offs, ties, thresholds, and who stands below it."""

from dataclasses import replace
from typing import Any

import pytest

from tests.support.books import make_book
from xlcrm.measures import ledger
from xlcrm.measures.methods import cut_offs
from xlcrm.measures.tiers import cents
from xlcrm.model.book import Book
from xlcrm.schema.settings import Settings, Tier, default_settings


def book_of(revenues: list[float], settings: Settings | None = None, **more: Any) -> Book:
    """One customer for each revenue, bought within the last 12 months."""
    customers = [{"customer_id": f"C{n}", "name": f"N{n}"} for n in range(len(revenues))]
    purchases = [
        {"customer_id": f"C{n}", "date": "2026-03-01", "product": "P", "amount": revenue}
        for n, revenue in enumerate(revenues)
        if revenue
    ]
    return make_book(settings=settings, customers=customers, purchases=purchases, **more)


def tiers_of(book: Book) -> list[str]:
    return list(book.measures["tier"])


def shares(*names_and_shares: tuple[str, float]) -> Settings:
    settings = default_settings("zh-CN")
    tiers = tuple(Tier(name, share) for name, share in names_and_shares)
    return replace(settings, policy=replace(settings.policy, tiers=tiers))


def test_450_active_customers_of_the_published_firm_make_4_18_68_and_360() -> None:
    found = tiers_of(book_of([float(1000 + n) for n in range(450)]))
    assert [found.count(name) for name in ("顶端客户", "高端客户", "普通客户", "小客户")] == [4, 18, 68, 360]


def test_a_tie_at_a_cut_off_shares_the_better_tier() -> None:
    assert tiers_of(book_of([50, 50, 10], shares(("A", 0.1), ("B", 1)))) == ["A", "A", "B"]


def test_each_tier_has_at_least_its_rank_in_customers_while_there_are_enough() -> None:
    settings = shares(("A", 0.01), ("B", 0.02), ("C", 0.03), ("D", 1))
    assert tiers_of(book_of([40, 30, 20, 10], settings)) == ["A", "B", "C", "D"]


def test_one_customer_alone_is_in_the_first_tier() -> None:
    assert tiers_of(book_of([1])) == ["顶端客户"]


def test_a_share_that_is_no_binary_fraction_counts_as_written() -> None:
    # 0.29 x 100 is 28.999999999999996 in binary.
    book = book_of([float(n) for n in range(1, 101)], shares(("A", 0.29), ("B", 1)))
    assert tiers_of(book).count("A") == 29


def test_customers_that_no_cut_off_reaches_have_no_tier() -> None:
    assert tiers_of(book_of([30, 20, 10], shares(("A", 0.4)))) == ["A", None, None]


def test_customers_without_business_stand_below_the_pyramid() -> None:
    customers = [
        {"customer_id": "A", "name": "a"},
        {"customer_id": "B", "name": "b", "stage": "prospect"},
        {"customer_id": "C", "name": "c", "stage": "onlooker"},
        {"customer_id": "D", "name": "d", "stage": "lost"},
    ]
    assert tiers_of(make_book(customers=customers)) == ["不活跃客户", "潜在客户", "观望客户", "流失客户"]


def test_inactive_customers_do_not_count_for_the_shares() -> None:
    book = book_of([30, 20, 0, 0, 0, 0], shares(("A", 0.5), ("B", 1)))
    assert tiers_of(book)[:2] == ["A", "B"]


@pytest.mark.parametrize(
    ("here", "loan", "revenue", "tier"),
    [
        (500_000, 0, 0, "白金客户"),
        (1, 1_000_000, 0, "白金客户"),
        (1, 0, 100_000, "白金客户"),
        (499_999, 0, 0, "黄金客户"),
        (1, 500_000, 0, "黄金客户"),
        (1, 0, 49_999, "普通客户"),
    ],
)
def test_any_threshold_of_the_bank_that_is_reached_will_do(here: float, loan: float, revenue: float, tier: str) -> None:
    review = {"customer_id": "C0", "review_date": "2026-03-01", "name": "x"}
    assets = [{**review, "asset_class": "deposit", "value": here}, {**review, "asset_class": "loan", "value": loan}]
    book = book_of([revenue], default_settings("zh-CN", "bank-vip"), assets=assets)
    assert tiers_of(book) == [tier]


def test_a_tier_without_thresholds_takes_the_rest() -> None:
    book = book_of([60_000, 20_000, 6_000, 4_000, 10], default_settings("en", "telecom"))
    assert tiers_of(book) == ["A", "B", "C", "D", "Other"]


def test_cut_offs_are_the_values_at_the_counts() -> None:
    book = book_of([40, 30, 20, 10], shares(("A", 0.25), ("B", 0.75), ("C", 1)))
    assert cut_offs(ledger(book)) == [40, 20, 10]


@pytest.mark.parametrize(
    ("value", "rounded"), [(1.005, 1.01), (2.675, 2.68), (-1.005, -1.01), (1e9 + 0.125, 1e9 + 0.13)]
)
def test_cents_round_as_excel_does(value: float, rounded: float) -> None:
    assert cents(value) == rounded
