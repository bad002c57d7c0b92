"""The cases of the rules on policies; the as-of date is 2026-03-31."""

from typing import Any

from tests.rules.cases import bad, case


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
        "D401",
        insurance=[
            {"start_date": "2026-03-05", "end_date": "2026-03-05"},
            {"start_date": "2026-03-05", "end_date": None},
            {"start_date": "2026-03-05", "end_date": bad("2026-03-04")},
        ],
    ),
    case(
        "D402",
        insurance=[
            {"start_date": "2020-05-01", "end_date": "2036-05-01", "next_due": "2026-05-01"},
            {"start_date": "2020-05-01", "end_date": None, "next_due": "2026-05-01"},
            {"start_date": "2020-05-01", "end_date": "2026-04-30", "next_due": bad("2026-05-01")},
            {"start_date": "2026-06-01", "end_date": None, "next_due": bad("2026-05-01")},
        ],
    ),
    case(
        "D403",
        insurance=[
            {"end_date": "2026-03-31", "status": "in_force"},
            {"end_date": "2026-03-30", "status": "lapsed"},
            {"end_date": None, "status": "in_force"},
            {"end_date": "2026-03-30", "status": bad("in_force")},
            {"end_date": "2026-03-30", "status": bad()},
        ],
    ),
    case(
        "D404",
        insurance=[
            {"start_date": "2010-05-01", "pay_years": 20, "next_due": "2026-05-01"},
            {"start_date": "2010-05-01", "pay_years": None, "next_due": "2026-05-01"},
            {"start_date": "2026-03-01", "pay_years": 1, "next_due": "2026-05-01"},
            {"start_date": "2010-05-01", "pay_years": 10, "next_due": bad("2026-05-01")},
            {"start_date": "2016-05-01", "pay_years": 10, "next_due": bad("2026-05-01")},
        ],
    ),
    case(
        "D405",
        insurance=[
            {"end_date": "2040-01-01", "status": "in_force"},
            {"end_date": "2026-01-01", "status": "matured"},
            {"end_date": "2040-01-01", "status": bad("matured")},
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
)
