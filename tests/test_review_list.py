"""The readiness list: who is on it, why, and that a second reckoning of the sample comes to the same."""

import json
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest

from tests.support.books import make_book
from xlcrm.commands.readiness import ReviewEntry, readiness
from xlcrm.commands.readiness_lines import lines
from xlcrm.model.book import Book
from xlcrm.sample import sample_book
from xlcrm.schema.settings import ContactPlan

AS_OF = date(2026, 3, 31)
WANG = {"customer_id": "C1", "name": "王一", "manager": "李经理", "opened_on": "2026-03-01"}


def book_of(customers: list[dict[str, Any]] | None = None, **tables: list[dict[str, Any]]) -> Book:
    return make_book(customers=customers or [WANG], as_of=AS_OF, **tables)


def entries(book: Book) -> list[ReviewEntry]:
    return [entry for group in readiness(book).by_manager.values() for entry in group]


def holding(day: str, value: float, name: str = "基金甲", **more: Any) -> dict[str, Any]:
    row = {"customer_id": "C1", "review_date": day, "asset_class": "fund", "name": name, "value": value}
    return {**row, "held_here": True, **more}


def policy(**more: Any) -> dict[str, Any]:
    row = {"customer_id": "C1", "coverage_type": "life", "start_date": "2020-01-01", "status": "in_force"}
    return {**row, "sum_insured": 1e5, "premium": 5000, "product": "终身寿险", **more}


def promise(**more: Any) -> dict[str, Any]:
    row = {"customer_id": "C1", "date": "2026-03-01", "channel": "phone", "next_date": "2026-04-20", "done": False}
    return {**row, "next_action": "送方案", **more}


def test_a_customer_with_nothing_to_see_to_is_left_out() -> None:
    assert entries(book_of()) == []


def test_a_holding_of_the_review_before_is_missing() -> None:
    book = book_of(assets=[holding("2026-02-28", 100, "基金甲"), holding("2026-02-28", 100, "基金乙"),
                           holding("2026-03-30", 110, "基金甲")])  # fmt: skip
    (entry,) = entries(book)
    assert [(item.text, item.amount, str(item.place)) for item in entry.missing] == [("基金乙", 100.0, "资产回顾!F3")]


def test_a_holding_that_had_matured_is_not_missing() -> None:
    book = book_of(assets=[holding("2026-02-28", 100, "基金乙", maturity="2026-03-15"), holding("2026-03-30", 110)])
    assert not any(entry.missing for entry in entries(book))


@pytest.mark.parametrize(("now", "moved"), [(150.0, None), (151.0, (100.0, 151.0)), (49.0, (100.0, 49.0))])
def test_a_total_moved_by_over_half(now: float, moved: tuple[float, float] | None) -> None:
    book = book_of(assets=[holding("2026-02-28", 100), holding("2026-03-30", now)])
    assert entries(book)[0].moved == moved


def test_a_customer_with_holdings_lacks_a_risk_profile() -> None:
    assert entries(book_of(assets=[holding("2026-03-30", 100)]))[0].no_risk_profile
    profiled = book_of([{**WANG, "risk_profile": "C3"}], assets=[holding("2026-03-30", 100)])
    assert not any(entry.no_risk_profile for entry in entries(profiled))


def test_a_promise_is_open_until_it_is_done() -> None:
    (entry,) = entries(book_of(follow_ups=[promise(), promise(done=True), promise(next_date=None)]))
    assert [(item.text, item.day) for item in entry.promises] == [("送方案", date(2026, 4, 20))]


@pytest.mark.parametrize(
    ("terms", "is_due"),
    [
        ({"next_due": "2026-03-31"}, True),
        ({"next_due": "2026-02-01"}, True),
        ({"next_due": "2026-04-01"}, False),
        ({"next_due": "2026-03-31", "status": "lapsed"}, False),
        ({"next_due": "2026-03-31", "end_date": "2026-03-30"}, False),
    ],
)
def test_a_premium_is_due_by_the_end_of_the_month_where_no_review_is_planned(
    terms: dict[str, Any], is_due: bool
) -> None:
    assert bool(entries(book_of(insurance=[policy(**terms)]))) == is_due


def test_a_premium_is_due_by_the_next_review() -> None:
    book = book_of(
        [{**WANG, "risk_profile": "C3"}],
        assets=[holding("2026-03-30", 100)],
        purchases=[{"customer_id": "C1", "date": "2026-03-01", "product": "基金", "amount": 10}],
        insurance=[policy(next_due="2026-04-29"), policy(next_due="2026-04-30")],
    )
    assert book.measures["review_due"].tolist() == [pd.Timestamp("2026-04-29")]
    assert [item.day for item in entries(book)[0].premiums] == [date(2026, 4, 29)]


def test_managers_stand_by_name_and_those_without_one_last() -> None:
    customers = [{**WANG, "customer_id": f"C{n}", "manager": who} for n, who in enumerate(("张", None, "李"))]
    follow_ups = [promise(customer_id=f"C{n}") for n in range(3)]
    assert list(readiness(book_of(customers, follow_ups=follow_ups)).by_manager) == ["张", "李", None]


@pytest.mark.parametrize("language", ["zh-CN", "zh-TW", "en"])
def test_each_customer_of_the_list_has_one_line(language: Any) -> None:
    book = sample_book(language)
    said = list(lines(readiness(book), language))
    assert sum(line.startswith("  C") for line in said) == len(entries(book))


def test_a_list_without_entries_says_that_all_is_ready() -> None:
    assert list(lines(readiness(book_of()), "en")) == ["Before the reviews of 2026-03: everything is ready"]


def test_the_list_is_json() -> None:
    json.dumps(readiness(sample_book("en")).as_json(), allow_nan=False)


def test_a_book_without_customers_has_an_empty_list() -> None:
    assert readiness(make_book(customers=[])).by_manager == {}


@pytest.mark.parametrize("as_of", [date(2026, 10, 31), date(2026, 7, 15), date(2025, 12, 1)])
def test_a_second_reckoning_of_the_sample_comes_to_the_same(as_of: date) -> None:
    book = sample_book("zh-CN")
    book = book.but(as_of=as_of)
    found = {entry.customer_id: entry for entry in entries(book)}
    for row, customer in enumerate(book.customers.to_dict("records")):
        entry = found.get(customer["customer_id"])
        assert reckoned(book, row, customer) == said_of(entry)


def said_of(entry: ReviewEntry | None) -> tuple[Any, ...]:
    if entry is None:
        return (None, [], False, False, [], [])
    missing = sorted(item.text for item in entry.missing)
    days = [sorted(item.day for item in items if item.day) for items in (entry.promises, entry.premiums)]
    return (entry.review_due, missing, entry.moved is not None, entry.no_risk_profile, *days)


def reckoned(book: Book, row: int, customer: dict[str, Any]) -> tuple[Any, ...]:
    """One customer's entry, reckoned in plain Python from the rows of the tables."""
    as_of, number = book.as_of, customer["customer_id"]
    month_end = (as_of.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    held = rows_of(book, "assets", number)
    days = sorted({holding["review_date"] for holding in held if holding["review_date"] <= as_of})
    latest = days[-1] if days else None
    before = days[-2] if len(days) > 1 else None
    now_held = {(one["name"], one["institution"]) for one in held if one["review_date"] == latest}
    missing = [
        one["name"]
        for one in held
        if before and one["review_date"] == before
        if (one["name"], one["institution"]) not in now_held
        if not (one["maturity"] and one["maturity"] <= latest)
    ]
    now, earlier = total(book, held, latest), total(book, held, before)
    has_moved = before is not None and earlier != 0 and abs(now / earlier - 1) > 0.5
    measures = book.measures.iloc[row]
    assets = [one for one in held if latest and one["review_date"] == latest and one["asset_class"] != "loan"]
    unprofiled = bool(assets) and customer["risk_profile"] is None and measures["activity"] == "active"
    plan: ContactPlan = next(
        tier.plan for tier in (*book.settings.policy.tiers, *book.settings.below) if tier.name == measures["tier"]
    )
    due = (latest or plain_day(customer["opened_on"]) or as_of) + timedelta(days=plan.review) if plan.review else None
    if due and not latest and not plain_day(customer["opened_on"]):
        due = as_of
    promises = [one["next_date"] for one in rows_of(book, "follow_ups", number) if one["done"] is False]
    until = max(due, month_end) if due else month_end
    premiums = [
        one["next_due"]
        for one in rows_of(book, "insurance", number)
        if one["status"] in (None, "in_force") and one["start_date"] <= as_of
        if one["end_date"] is None or one["end_date"] >= as_of
        if one["next_due"] and one["next_due"] <= until
    ]
    is_due = due is not None and due <= month_end
    promised = sorted(day for day in promises if day)
    return (due if is_due else None, sorted(missing), has_moved, unprofiled, promised, sorted(premiums))


def rows_of(book: Book, table: str, number: str) -> list[dict[str, Any]]:
    rows = book[table].frame.to_dict("records")
    return [{key: plain_day(value) for key, value in one.items()} for one in rows if one["customer_id"] == number]


def plain_day(value: Any) -> Any:
    if value is None or value != value:
        return None
    return value.date() if hasattr(value, "date") else value


def total(book: Book, held: list[dict[str, Any]], day: Any) -> float:
    rates = {book.settings.base_currency: 1.0, **book.settings.rates, None: 1.0}
    return sum(
        one["value"] * rates[one["currency"]]
        for one in held
        if one["review_date"] == day and one["asset_class"] != "loan"
    )
