"""Cases of the business rules and of what Excel cannot hold; the as-of date is 2026-03-31."""

from typing import Any

import numpy as np

from tests.rules.cases import bad, case

LONG = "C" * 256


def holding(customer: Any, review: str, name: str, **more: Any) -> dict[str, Any]:
    """A holding of 100 in a fund."""
    return {"customer_id": customer, "review_date": review, "asset_class": "fund", "name": name, "value": 100, **more}


def policy(product: str, start: Any, end: str | None, **more: Any) -> dict[str, Any]:
    """A medical policy of C1."""
    return {
        "customer_id": "C1",
        "coverage_type": "medical",
        "product": product,
        "start_date": start,
        "end_date": end,
        **more,
    }


CASES = (
    case(
        "K201",
        follow_ups=[
            {"customer_id": "C1", "date": "2026-03-05", "channel": "call", "content": "续期"},
            {"customer_id": "C1", "date": "2026-03-05", "channel": "call", "content": "生日"},
            {"customer_id": "C2", "date": "2026-03-05", "channel": "call", "content": "续期"},
            {"customer_id": "C1", "date": bad("2026-03-05"), "channel": "call", "content": "续期"},
            {"customer_id": "C3", "date": "2026-03-05", "channel": "call"},
            {"customer_id": "C3", "date": bad("2026-03-05"), "channel": "call"},
            {"customer_id": "C1", "date": None, "channel": "call"},
            {"customer_id": "C1", "date": None, "channel": "call"},
        ],
    ),
    case(
        "K202",
        assets=[
            holding("C1", "2026-03-31", "基金A"),
            holding("C1", "2026-02-28", "基金A"),
            holding("C1", "2026-03-31", "基金A", institution="他行"),
            holding("C1", "2026-03-31", bad("基金A")),
        ],
    ),
    case(
        "K203",
        purchases=[
            {"customer_id": "C1", "date": "2026-03-05", "product": "A", "amount": 100},
            {"customer_id": "C1", "date": "2026-03-05", "product": bad("A"), "amount": 100},
            {"customer_id": "C1", "date": "2026-03-05", "product": "A", "amount": 100, "order_no": "S-1"},
            {"customer_id": "C1", "date": "2026-03-05", "product": "A", "amount": 90},
        ],
    ),
    case(
        "B101",
        purchases=[
            {"quantity": 3, "unit_price": 500, "amount": 1500},
            {"quantity": 3, "unit_price": 33.33, "amount": 100},
            {"quantity": -3, "unit_price": 500, "amount": -1500},
            {"quantity": None, "unit_price": 500, "amount": 7},
            {"quantity": 3, "unit_price": 500, "amount": bad(150)},
            {"quantity": 1, "unit_price": 500, "amount": bad(500.02)},
        ],
    ),
    case(
        "B102",
        purchases=[
            {"amount": 1000, "paid_amount": 1000},
            {"amount": -1000, "paid_amount": 0},
            {"amount": 1000, "paid_amount": None},
            {"amount": 1000, "paid_amount": bad(1000.01)},
        ],
    ),
    case(
        "B103",
        purchases=[
            {"amount": 1000, "paid_amount": 1000, "due_date": "2026-01-31"},
            {"amount": 1000, "paid_amount": None, "due_date": "2026-03-31"},
            {"amount": 1000, "paid_amount": None, "due_date": None},
            {"amount": -1000, "paid_amount": None, "due_date": "2026-01-31"},
            {"amount": 1000, "paid_amount": 200, "due_date": bad("2026-03-30")},
            {"amount": 1000, "paid_amount": None, "due_date": bad("2026-03-30")},
        ],
    ),
    case(
        "B104",
        purchases=[
            {"amount": 500, "cost": 500},
            {"amount": -500, "cost": -450},
            {"amount": 500, "cost": None},
            {"amount": 500, "cost": bad(4500)},
        ],
    ),
    case(
        "B105",
        customers=[{"customer_id": "C1"}, {"customer_id": "C2"}],
        purchases=[
            {"customer_id": "C1", "date": "2026-01-05", "product": "A", "amount": 100},
            {"customer_id": "c1", "date": "2026-03-05", "product": "A", "amount": -100},
            {"customer_id": "C1", "date": "2026-01-04", "product": "A", "amount": bad(-100)},
            {"customer_id": "C2", "date": "2026-03-05", "product": "A", "amount": bad(-100)},
            {"customer_id": "C9", "date": "2026-03-05", "product": "A", "amount": -100},
            {"customer_id": "C2", "date": "2026-03-05", "product": None, "amount": -100},
        ],
    ),
    case(
        "B106",
        purchases=[
            {"paid_on": "2026-03-20", "paid_amount": 100},
            {"paid_on": None, "paid_amount": None},
            {"paid_on": bad("2026-03-20"), "paid_amount": None},
        ],
    ),
    case(
        "B107",
        customers=[
            {"customer_id": "C1", "credit_limit": bad(50)},
            {"customer_id": "C2", "credit_limit": 80},
            {"customer_id": "C3", "credit_limit": None},
        ],
        purchases=[
            {"customer_id": customer, "date": "2026-03-05", "product": "A", "amount": 80, "due_date": "2026-05-05"}
            for customer in ("C1", "C2", "C3")
        ],
    ),
    case(
        "B201",
        insurance=[
            {"premium": 8000, "sum_insured": 500_000},
            {"premium": 0, "sum_insured": 0},
            {"premium": None, "sum_insured": None},
            {"premium": 8000, "sum_insured": bad(0)},
            {"premium": 8000, "sum_insured": bad()},
        ],
    ),
    case(
        "B202",
        customers=[
            {"customer_id": "C1", "annual_income": bad(100_000)},
            {"customer_id": "C2", "annual_income": 300_000},
            {"customer_id": "C3", "annual_income": None},
            {"customer_id": "C4", "annual_income": 0},
        ],
        insurance=[
            {"customer_id": customer, "start_date": "2020-05-01", "pay_years": 20, "premium": 30_000}
            for customer in ("C1", "C2", "C3", "C4")
        ],
    ),
    case(
        "B203",
        customers=[{"customer_id": "C1"}],
        insurance=[
            policy("医疗A", "2024-01-01", "2025-01-01"),
            policy("医疗A", "2025-01-01", "2026-06-30"),
            policy("医疗A", bad("2026-01-01"), "2026-12-31", relation="self"),
            policy("医疗A", "2026-01-01", "2026-12-31", relation="child"),
            policy("医疗B", "2026-01-01", None),
            policy("医疗B", "2026-02-01", None, status="surrendered"),
            policy("医疗B", bad("2027-01-01"), None),
            policy("医疗C", "2026-01-01", None, insured="李伟"),
            policy("医疗C", "2026-01-01", None, insured="王芳"),
        ],
    ),
    case(
        "B204",
        insurance=[
            {"start_date": "2020-05-01", "next_due": "2026-03-31"},
            {"start_date": "2020-05-01", "next_due": "2026-01-10", "status": "lapsed"},
            {"start_date": "2020-05-01", "next_due": "2026-01-10", "end_date": "2026-02-01"},
            {"start_date": "2020-05-01", "next_due": bad("2026-01-10")},
        ],
    ),
    case(
        "B205",
        insurance=[
            {"start_date": "2020-05-01", "pay_years": 20, "next_due": "2026-05-01"},
            {"start_date": "2020-05-01", "pay_years": 1, "next_due": None},
            {"start_date": "2010-05-01", "pay_years": 10, "next_due": None},
            {"start_date": "2020-05-01", "pay_years": 20, "next_due": bad()},
        ],
    ),
    case(
        "B206",
        insurance=[
            {"status": "in_force", "sum_insured": 100_000},
            {"status": "lapsed", "end_date": "2020-01-01", "sum_insured": 100_000},
            {"status": bad("lapsed"), "end_date": "2040-01-01", "sum_insured": 100_000},
        ],
    ),
    case(
        "B207",
        customers=[{"customer_id": "C1", "name": "Li Wei"}],
        insurance=[
            {"customer_id": "C1", "insured": "LI WEI", "relation": "self"},
            {"customer_id": "C1", "insured": "本人", "relation": None},
            {"customer_id": "C1", "insured": None, "relation": None},
            {"customer_id": "C1", "insured": "Wang Fang", "relation": "spouse"},
            {"customer_id": "C9", "insured": "Wang Fang", "relation": "self"},
            {"customer_id": "C1", "insured": bad("Wang Fang"), "relation": None},
        ],
    ),
    case(
        "B301",
        assets=[{"currency": "CNY"}, {"currency": "USD"}, {"currency": None}, {"currency": bad("THB")}],
    ),
    case(
        "B302",
        customers=[{"customer_id": "C1", "risk_profile": "C3"}, {"customer_id": "C2"}],
        assets=[
            holding("C1", "2026-03-31", "A", risk_level="R3"),
            holding("C1", "2026-03-31", "B", risk_level=bad("R4")),
            holding("C1", "2026-02-28", "B", risk_level="R4"),
            holding("C1", "2026-04-30", "B", risk_level="R5"),
            holding("C1", "2026-03-31", "C", risk_level=None),
            holding("C2", "2026-03-31", "B", risk_level="R5"),
            holding("C9", "2026-03-31", "B", risk_level="R5"),
        ],
    ),
    case(
        "B303",
        customers=[
            {"customer_id": "C1", "risk_profile": bad()},
            {"customer_id": "C2", "risk_profile": "C3"},
            {"customer_id": "C3", "risk_profile": None},
            {"customer_id": "C4", "risk_profile": None, "stage": "prospect"},
        ],
        assets=[holding(customer, "2026-03-31", "A") for customer in ("C1", "C2", "C4")],
    ),
    case(
        "B304",
        customers=[{"customer_id": bad("C1")}, {"customer_id": "C2"}, {"customer_id": "C3"}],
        assets=[
            holding("C1", "2026-02-28", "A"),
            holding("C1", "2026-02-28", "B"),
            holding("C1", "2026-03-31", "A"),
            holding("C2", "2026-02-28", "A", maturity="2026-03-15"),
            holding("C2", "2026-03-31", "B"),
            holding("C3", "2026-02-28", "A", institution="他行"),
            holding("C3", "2026-03-31", "A", institution="他行"),
        ],
    ),
    case(
        "B305",
        customers=[
            {"customer_id": bad("C1")},
            {"customer_id": "C2"},
            {"customer_id": "C3"},
            {"customer_id": bad("C4")},
        ],
        assets=[
            holding("C1", "2026-02-28", "A"),
            holding("C1", "2026-03-31", "A", value=151),
            holding("C2", "2026-02-28", "A"),
            holding("C2", "2026-03-31", "A", value=150),
            holding("C3", "2026-03-31", "A"),
            holding("C4", "2026-02-28", "A"),
            holding("C4", "2026-03-31", "A", value=10),
        ],
    ),
    case(
        "B401",
        customers=[{"customer_id": bad("C1")}, {"customer_id": "C2"}, {"customer_id": "C3"}],
        measures={
            "review_due": np.array(["2026-03-30", "2026-03-31", "NaT"], "datetime64[s]"),
            "tier": ["顶端客户", "高端客户", None],
        },
    ),
    case(
        "B402",
        customers=[{"customer_id": bad("C1"), "opened_on": "2020-01-01"}, {"customer_id": "C2", "stage": "lost"}],
        purchases=[{"customer_id": "C1", "date": "2026-03-05", "product": "A", "amount": 100}],
    ),
    case(
        "B403",
        customers=[
            {"customer_id": bad("C1"), "opened_on": "2020-01-01"},
            {"customer_id": "C2", "opened_on": "2020-01-01"},
            {"customer_id": "C3"},
        ],
        purchases=[
            {"customer_id": customer, "date": "2026-03-05", "product": "A", "amount": 100}
            for customer in ("C1", "C2", "C3")
        ],
        follow_ups=[
            {"customer_id": "C1", "date": "2026-02-01", "channel": "call"},
            {"customer_id": "C2", "date": "2026-03-30", "channel": "call"},
        ],
    ),
    case(
        "B404",
        follow_ups=[
            {"next_date": "2026-03-10", "done": True},
            {"next_date": "2026-03-10", "done": None},
            {"next_date": "2026-03-31", "done": False},
            {"next_date": bad("2026-03-10"), "done": False},
        ],
    ),
    case(
        "B405",
        follow_ups=[
            {"date": "2026-03-01", "done": True},
            {"date": "2026-03-01", "done": False, "next_date": "2026-03-10"},
            {"date": "2026-03-31", "done": False},
            {"date": bad("2026-03-01"), "done": False},
        ],
    ),
    case(
        "B406",
        follow_ups=[
            {"next_action": "送方案", "next_date": "2026-04-02"},
            {"next_action": None, "next_date": None},
            {"next_action": bad("送方案"), "next_date": None},
        ],
    ),
    case(
        "X104",
        customers=[{"customer_id": "007"}, {"customer_id": bad("7")}, {"customer_id": "C7"}, {"customer_id": "8"}],
        purchases=[
            {"customer_id": bad("008")},
            {"customer_id": "007"},
            {"customer_id": "7"},
            {"customer_id": bad("7.0")},
        ],
        assets=[
            {"customer_id": "6222020000000000017"},
            {"customer_id": bad("6222020000000000025")},
            {"customer_id": "6222020000000100025"},
            {"customer_id": "1E2"},
            {"customer_id": bad("100")},
        ],
    ),
    case(
        "X105",
        customers=[
            {"customer_id": bad("C*1")},
            {"customer_id": "C-1"},
            {"customer_id": bad("<100")},
            {"customer_id": "A=1"},
        ],
        purchases=[{"customer_id": "C*1"}, {"customer_id": bad("VIP?")}],
    ),
    case(
        "X106",
        customers=[
            {"name": "李伟", "notes": bad('=HYPERLINK("http://example.com")')},
            {"name": bad("-李伟"), "notes": "a=b"},
            {"name": bad("+1+1"), "notes": bad("@SUM(1,1)")},
            {"name": "王芳", "phone": "+886 2 2311-1234", "notes": "+86 13800138000"},
        ],
        purchases=[{"amount": -5, "notes": bad("\t=1")}],
    ),
    case("X107", customers=[{"customer_id": LONG[:255]}, {"customer_id": bad(LONG)}]),
)
