"""The cases of the rules on the customer record; the as-of date is 2026-03-31."""

from dataclasses import replace
from typing import Any

from tests.rules.cases import bad, case
from xlcrm.schema.settings import default_settings
from xlcrm.subjects.card.fields import COMPANY, EVERYBODY, INDIVIDUAL, switch

SETTINGS = default_settings("zh-CN")

FULL: dict[str, Any] = {
    "name": "甲", "customer_type": "individual", "stage": "customer", "manager": "李", "phone": "13800138000",
    "address": "杭州", "source": "网点", "opened_on": "2020-01-06", "potential": "high", "needs": "养老",
    "gender": "male", "birth_date": "1980-05-01", "occupation": "医生", "risk_profile": "C3", "annual_income": 500_000,
}  # fmt: skip
FULL_COMPANY: dict[str, Any] = {
    key: FULL[key] for key in EVERYBODY
} | {
    "customer_type": "company", "industry": "制造", "decision_maker": "王", "credit_limit": 100_000,
    "finances": "稳", "business": "稳", "purchasing": "季",
}  # fmt: skip
BOUGHT = [
    {"customer_id": f"C{number}", "date": "2026-03-05", "product": "A", "amount": 1_000 - number}
    for number in range(1, 5)
]


def without(row: dict[str, Any], *columns: str, **other: Any) -> dict[str, Any]:
    """A record with some columns blank, and others changed."""
    return {key: None if key in columns else value for key, value in row.items()} | other


CASES = (
    # Of 15 columns 12 are 80 %: enough. Whoever is in a lower tier may lack more.
    case(
        "B601",
        customers=[
            without(FULL, "needs", "potential", "occupation", customer_id="C1"),
            without(FULL, "needs", "potential", "occupation", "customer_type", customer_id="C2", customer_type=bad()),
            without(FULL, "needs", "potential", "occupation", "source", customer_id="C3"),
        ],
        purchases=BOUGHT,
    ),
    case(
        "B601",
        customers=[
            without(FULL_COMPANY, "business", "purchasing", "finances", customer_id="C1"),
            without(FULL_COMPANY, "finances", "business", "purchasing", "needs", customer_id="C2", needs=bad()),
        ],
        purchases=BOUGHT,
    ),
    # What an error or a warning speaks of counts half: 11.5 and 12.5 of 15.
    case(
        "B601",
        customers=[
            without(
                FULL, "needs", "potential", "occupation", customer_id="C1", potential=bad(), birth_date="2062-05-01"
            ),
            without(
                FULL, "needs", "potential", customer_id="C2", name="乙", phone="13900139000", birth_date="2062-05-01"
            ),
        ],
        purchases=BOUGHT,
    ),
    case(
        "B601",
        customers=[
            without(FULL, "needs", "potential", "occupation", "source", customer_id="C1"),
            without(FULL, "occupation", "source", "address", customer_id="C2", address=bad()),
        ],
        purchases=BOUGHT,
        settings=replace(SETTINGS, factors=SETTINGS.factors | {switch("needs"): 0, switch("potential"): 0}),
    ),
    case(
        "B602",
        customers=[
            {"customer_id": "C1", "id_expiry": bad("2026-03-30")},
            {"customer_id": "C2", "id_expiry": "2026-03-31"},
            {"customer_id": "C3", "id_expiry": "2026-03-30"},
            {"customer_id": "C4", "id_expiry": None},
        ],
        purchases=BOUGHT,
    ),
    case(
        "B603",
        customers=[
            without(FULL, "needs", customer_id="C1"),
            without(FULL, customer_id="C2"),
            without(FULL_COMPANY, "purchasing", customer_id="C3"),
            without(FULL, "business", "address", customer_id="C4"),
            without(FULL, "annual_income", customer_id="C5"),
            without(FULL, "needs", customer_id="C6"),
        ],
        follow_ups=[
            {"customer_id": "C1", "date": "2026-03-05", "channel": bad("visit")},
            {"customer_id": "C1", "date": "2026-03-01", "channel": "visit"},
            {"customer_id": "C2", "date": "2026-03-05", "channel": "visit"},
            {"customer_id": "C3", "date": "2026-03-05", "channel": bad("meeting")},
            {"customer_id": "C4", "date": "2026-03-05", "channel": "visit"},
            {"customer_id": "C5", "date": "2026-03-05", "channel": "call"},
            {"customer_id": "C5", "date": "2026-04-05", "channel": "visit"},
            {"customer_id": "C6", "date": "2026-03-05", "channel": "visit", "done": False},
            {"customer_id": "C9", "date": "2026-03-05", "channel": "visit"},
        ],
    ),
    case(
        "B603",
        customers=[without(FULL, "needs", customer_id="C1"), without(FULL, "needs", customer_id="C2", potential=None)],
        follow_ups=[
            {"customer_id": "C1", "date": "2026-03-05", "channel": "visit"},
            {"customer_id": "C2", "date": "2026-03-05", "channel": bad("visit")},
        ],
        settings=replace(SETTINGS, factors=SETTINGS.factors | {switch("needs"): 0}),
    ),
    # Nothing is asked for, so nothing is missing.
    case(
        "B602",
        customers=[{"customer_id": "C1", "id_expiry": bad("2020-01-01")}],
        purchases=BOUGHT,
        settings=replace(
            SETTINGS, factors=SETTINGS.factors | {switch(key): 0 for key in EVERYBODY + INDIVIDUAL + COMPANY}
        ),
    ),
)
