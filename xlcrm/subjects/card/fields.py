"""Which columns of Customers the record asks for: of everybody, of people, of companies."""

from collections.abc import Sequence

EVERYBODY = (
    "name", "customer_type", "stage", "manager", "phone", "address", "source", "opened_on", "potential", "needs",
)  # fmt: skip
INDIVIDUAL = ("gender", "birth_date", "occupation", "risk_profile", "annual_income")
COMPANY = ("industry", "decision_maker", "credit_limit", "finances", "business", "purchasing")

FIELDS = EVERYBODY + INDIVIDUAL + COMPANY

TAUGHT = {"individual": ("needs", "potential", "occupation", "annual_income"),
          "company": ("needs", "potential", "business", "purchasing")}  # fmt: skip
"""What a visit should have taught of a customer of each type."""

COMPLETE_AT_LEAST = "complete_at_least"
"""The key of the share of the record that the best customers should have."""


def of_type(customer_type: str) -> Sequence[str]:
    """What is asked of a customer of one type, in the order of the record."""
    return EVERYBODY + (COMPANY if customer_type == "company" else INDIVIDUAL)


def switch(column: str) -> str:
    """The key of the cell on Settings that says whether a column is asked for."""
    return f"ask_{column}"
