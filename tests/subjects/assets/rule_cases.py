"""The cases of the rules on holdings; the as-of date is 2026-03-31."""

from typing import Any

from tests.rules.cases import bad, case


def holding(customer: Any, review: str, name: str, **more: Any) -> dict[str, Any]:
    """A holding of 100 in a fund."""
    return {"customer_id": customer, "review_date": review, "asset_class": "fund", "name": name, "value": 100, **more}


CASES = (
    case(
        "K202",
        assets=[
            holding("C1", "2026-03-31", "基金A"),
            holding("C1", "2026-02-28", "基金A"),
            holding("C1", "2026-03-31", "基金A", institution="他行"),
            holding("C1", "2026-03-31", bad("基金A")),
        ],
    ),
    case("D501", assets=[{"review_date": "2026-03-31"}, {"review_date": bad("2026-04-30")}]),
    case(
        "D502",
        assets=[
            {"acquired_on": "2024-06-01", "maturity": "2025-06-01"},
            {"acquired_on": None, "maturity": "2025-06-01"},
            {"acquired_on": "2025-06-01", "maturity": bad("2024-06-01")},
        ],
    ),
    case(
        "D503",
        assets=[
            {"review_date": "2026-03-31", "acquired_on": "2026-03-31"},
            {"review_date": "2026-02-28", "acquired_on": bad("2026-03-15")},
        ],
    ),
    case(
        "D504",
        assets=[
            {"review_date": "2026-03-31", "maturity": "2026-03-31"},
            {"review_date": "2026-03-31", "maturity": None},
            {"review_date": "2026-03-31", "maturity": bad("2026-01-15")},
        ],
    ),
    case(
        "B301",
        assets=[{"currency": "CNY"}, {"currency": "USD"}, {"currency": None}, {"currency": bad("THB")}],
        purchases=[{"currency": "USD"}, {"currency": bad("THB")}],
        insurance=[{"currency": bad("THB")}],
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
)
