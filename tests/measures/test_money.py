"""What customers bought, own and are insured for: one definition a test."""

from typing import Any

import pytest

from tests.support.books import Raw, make_book
from xlcrm.model.book import Book

CUSTOMER = {"customer_id": "A", "name": "a", "risk_profile": "C3"}


def purchase(day: str = "2026-03-01", amount: Any = 100.0, **more: Any) -> dict[str, Any]:
    return {"customer_id": "A", "date": day, "product": "P", "amount": amount, **more}


def holding(value: float, day: str = "2026-03-01", **more: Any) -> dict[str, Any]:
    return {"customer_id": "A", "review_date": day, "asset_class": "fund", "name": "n", "value": value, **more}


def policy(**more: Any) -> dict[str, Any]:
    usual = {"policy_no": "P", "customer_id": "A", "coverage_type": "life", "start_date": "2020-01-01"}
    return {**usual, "sum_insured": 1000.0, "premium": 10.0, "pay_years": 20, **more}


def measured(key: str, book: Book | None = None, **tables: Any) -> Any:
    found = (book or make_book(customers=[CUSTOMER], **tables)).measures[key][0]
    return found.date().isoformat() if hasattr(found, "date") else found


def test_revenue_is_of_the_12_months_up_to_the_as_of_date() -> None:
    days = ["2025-03-31", "2025-04-01", "2026-03-31", "2026-04-01"]
    assert measured("revenue_12m", purchases=[purchase(day, 10**n) for n, day in enumerate(days)]) == 110
    assert measured("revenue_total", purchases=[purchase(day, 10**n) for n, day in enumerate(days)]) == 111


def test_a_return_lowers_the_revenue_and_is_no_purchase() -> None:
    assert measured("revenue_12m", purchases=[purchase(), purchase(amount=-30)]) == 70
    assert measured("purchase_count", purchases=[purchase(), purchase(amount=-30)]) == 1


def test_margin_is_of_the_purchases_whose_cost_is_known() -> None:
    assert measured("margin_12m", purchases=[purchase(cost=60), purchase(), purchase(cost=0)]) == 140


def test_what_is_owed_has_a_due_date_and_is_overdue_after_it() -> None:
    owed = [
        purchase(due_date="2026-03-30", paid_amount=40),
        purchase(due_date="2026-03-31"),
        purchase(paid_amount=10),
    ]
    assert measured("receivable", purchases=owed) == 160
    assert measured("overdue", purchases=owed) == 60


def test_a_cell_that_is_not_understood_is_left_out() -> None:
    assert measured("revenue_total", purchases=[purchase(), purchase(amount=Raw("约一百"))]) == 100


def test_ids_link_without_regard_to_case() -> None:
    assert measured("revenue_total", purchases=[purchase(customer_id="a")]) == 100


def test_a_customer_that_stands_twice_sees_the_same_in_both_rows() -> None:
    book = make_book(customers=[CUSTOMER, CUSTOMER], purchases=[purchase()])
    assert list(book.measures["revenue_total"]) == [100, 100]


def test_rows_of_nobody_count_for_nobody() -> None:
    book = make_book(customers=[{"name": "no id"}], purchases=[purchase(customer_id=None)])
    assert list(book.measures["revenue_total"]) == [0]


def test_assets_are_those_of_the_latest_review_and_loans_are_liabilities() -> None:
    assets = [
        holding(1000, "2026-01-01"),
        holding(500),
        holding(300, held_here=False),
        holding(200, asset_class="loan"),
        holding(9999, "2026-04-01"),
    ]
    keys = ("assets_here", "assets_total", "liabilities", "net_worth", "wallet_share", "assets_change")
    assert [measured(key, assets=assets) for key in keys] == [500, 800, 200, 600, 0.625, -200]
    assert measured("assets_change_pct", assets=assets) == -0.2
    assert measured("review_date", assets=assets) == "2026-03-01"
    assert measured("previous_review", assets=assets) == "2026-01-01"


def test_values_are_in_base_currency_and_a_currency_without_a_rate_is_left_out() -> None:
    book = make_book(
        customers=[CUSTOMER],
        assets=[
            holding(100),
            holding(10, currency="USD"),
            holding(1, currency="XXX"),
            holding(5, currency=Raw("美圓?")),
        ],
    )
    assert measured("assets_total", book) == pytest.approx(100 + 10 * book.settings.rates["USD"])


def test_a_holding_riskier_than_its_owner_is_a_mismatch() -> None:
    levels = ["R3", "R4", "R5", None]
    assert measured("risk_mismatch", assets=[holding(1, risk_level=level) for level in levels]) == 2
    nobody_knows = make_book(customers=[{"customer_id": "A", "name": "a"}], assets=[holding(1, risk_level="R5")])
    assert measured("risk_mismatch", nobody_knows) == 0


@pytest.mark.parametrize(
    ("change", "counted"),
    [
        ({}, 1),
        ({"status": "in_force"}, 1),
        ({"status": "lapsed"}, 0),
        ({"start_date": "2026-03-31"}, 1),
        ({"start_date": "2026-04-01"}, 0),
        ({"end_date": "2026-03-31"}, 1),
        ({"end_date": "2026-03-30"}, 0),
    ],
)
def test_a_policy_is_in_force_by_status_start_and_end(change: dict[str, Any], counted: int) -> None:
    assert measured("policies", insurance=[policy(**change)]) == counted
    assert measured("sum_life", insurance=[policy(**change)]) == 1000 * counted


@pytest.mark.parametrize(
    ("change", "premium"),
    [
        ({}, 10),
        ({"pay_years": 1}, 0),
        ({"pay_years": None}, 0),
        ({"pay_years": 6, "start_date": "2020-04-01"}, 10),
        ({"pay_years": 6, "start_date": "2020-03-31"}, 0),
        ({"status": "surrendered"}, 0),
    ],
)
def test_premiums_are_those_of_policies_still_being_paid_for(change: dict[str, Any], premium: float) -> None:
    assert measured("premium_year", insurance=[policy(**change)]) == premium


def test_the_next_premium_is_the_earliest_from_the_as_of_date_on() -> None:
    dues = ["2026-03-30", "2026-05-01", "2026-04-01"]
    assert measured("next_premium", insurance=[policy(next_due=day) for day in dues]) == "2026-04-01"
