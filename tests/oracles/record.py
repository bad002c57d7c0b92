"""The customer record by its definition, in plain loops over plain rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

Row = Mapping[str, Any]

EVERYBODY = (
    "name", "customer_type", "stage", "manager", "phone", "address", "source", "opened_on", "potential", "needs",
)  # fmt: skip
PEOPLE = ("gender", "birth_date", "occupation", "risk_profile", "annual_income")
COMPANIES = ("industry", "decision_maker", "credit_limit", "finances", "business", "purchasing")

DAYS = {"follow_ups": "date", "purchases": "date", "assets": "review_date"}


def completeness(customer: Row, given: Row, off: Collection[str]) -> float | None:
    """Filled columns of those asked for; `given` says of each column whether anything stands in its cell."""
    asked = [*EVERYBODY, *(COMPANIES if customer["customer_type"] == "company" else PEOPLE)]
    asked = [column for column in asked if column not in off]
    return sum(bool(given[column]) for column in asked) / len(asked) if asked else None


def last_change(customer: Row, tables: Mapping[str, Sequence[Row]], as_of: date) -> date | None:
    """The latest day on which something happened, by the as-of date."""
    number = customer["customer_id"]
    if number is None:
        return None
    days = [
        row[column]
        for table, column in DAYS.items()
        for row in tables[table]
        if (row["customer_id"] or "").upper() == number.upper()
    ]
    return max((day for day in days if day is not None and day <= as_of), default=None)
