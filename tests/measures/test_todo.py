"""What is due, and when it is listed: one definition a test. The as-of date is 2026-03-31, the look-ahead 90 days."""

from typing import Any

import pytest

from tests.support.books import make_book
from xlcrm.measures import ledger
from xlcrm.measures.todo import Due, due

CUSTOMER = {"customer_id": "A", "name": "a", "stage": "prospect"}
POLICY = {"policy_no": "P", "customer_id": "A", "coverage_type": "life", "start_date": "2020-01-01", "sum_insured": 9.0}
HOLDING = {"customer_id": "A", "review_date": "2026-03-01", "asset_class": "fund", "name": "n", "value": 5.0}


def listed(kind: str, customer: dict[str, Any] = CUSTOMER, **tables: Any) -> list[Due]:
    return [item for item in due(ledger(make_book(customers=[customer], **tables))) if item.kind == kind]


def days(kind: str, **tables: Any) -> list[str]:
    return [item.day.date().isoformat() for item in listed(kind, **tables)]


def promise(day: str, **more: Any) -> dict[str, Any]:
    return {"customer_id": "A", "date": "2026-01-01", "channel": "call", "next_date": day, "done": False, **more}


def test_a_promise_is_due_until_it_is_done() -> None:
    rows = [promise("2025-01-01"), promise("2026-06-29"), promise("2026-06-30"), promise("2026-04-01", done=True)]
    assert days("promise", follow_ups=rows) == ["2025-01-01", "2026-06-29"]


def test_a_promise_says_its_next_action_or_else_its_subject() -> None:
    rows = [promise("2026-04-01", next_action="call back", subject="s"), promise("2026-04-02", subject="s")]
    assert [item.detail for item in listed("promise", follow_ups=rows)] == ["call back", "s"]


def test_a_premium_is_due_while_the_policy_is_in_force() -> None:
    policies = [
        {**POLICY, "next_due": "2026-03-01"},
        {**POLICY, "next_due": "2026-06-29"},
        {**POLICY, "next_due": "2026-06-30"},
        {**POLICY, "next_due": "2026-04-01", "status": "lapsed"},
    ]
    assert days("premium", insurance=policies) == ["2026-03-01", "2026-06-29"]


def test_a_policy_that_has_ended_is_not_listed() -> None:
    assert days("policy_end", insurance=[{**POLICY, "end_date": day} for day in ("2026-03-30", "2026-03-31")]) == [
        "2026-03-31"
    ]


def test_a_holding_of_the_latest_review_matures_even_if_it_did_since() -> None:
    holdings = [
        {**HOLDING, "maturity": "2026-03-15"},
        {**HOLDING, "maturity": "2026-02-01"},
        {**HOLDING, "maturity": "2026-05-01", "review_date": "2026-01-01"},
    ]
    assert days("maturity", assets=holdings) == ["2026-03-15"]


def test_a_receivable_is_listed_once_it_is_overdue_and_not_paid() -> None:
    bought = {"customer_id": "A", "date": "2026-01-01", "product": "p", "amount": 100.0}
    rows = [
        {**bought, "due_date": "2026-03-30", "paid_amount": 40},
        {**bought, "due_date": "2026-03-30", "paid_amount": 100},
        {**bought, "due_date": "2026-03-31"},
    ]
    assert [(item.record, item.amount) for item in listed("receivable", purchases=rows)] == [(0, 60.0)]


@pytest.mark.parametrize(("kind", "of"), [("birthday", "individual"), ("founding", "company")])
def test_an_anniversary_is_a_birthday_of_people_and_a_founding_day_of_companies(kind: str, of: str) -> None:
    customer = {**CUSTOMER, "customer_type": of, "birth_date": "1980-04-02"}
    assert [item.day.date().isoformat() for item in listed(kind, customer)] == ["2026-04-02"]


def test_the_contact_plan_leads_to_overview() -> None:
    customer = {"customer_id": "A", "name": "a", "stage": "customer"}
    bought = {"customer_id": "A", "date": "2026-03-01", "product": "p", "amount": 100.0}
    (call,) = listed("call", customer, purchases=[bought])
    assert (call.table, call.column, call.record) == ("overview", "call_due", 0)


def test_a_row_of_nobody_is_listed_without_a_customer() -> None:
    (item,) = listed("promise", follow_ups=[promise("2026-04-01", customer_id="X")])
    assert (item.customer, item.customer_id) == (None, "X")


def test_the_list_goes_by_day() -> None:
    book = make_book(
        customers=[CUSTOMER],
        follow_ups=[promise("2026-04-05"), promise("2026-04-01")],
        insurance=[{**POLICY, "next_due": "2026-04-03"}],
    )
    assert [item.kind for item in due(ledger(book))] == ["promise", "premium", "promise"]
