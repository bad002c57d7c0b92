"""The sample's policies, with the gaps, premiums due and ended policies that an account manager looks for."""

from dataclasses import dataclass
from datetime import date, timedelta

from xlcrm.story.plot import SAMPLE_AS_OF, Role, Row, anniversary, rounded
from xlcrm.story.telling import Telling
from xlcrm.story.world import World


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy; `premium` and `sum_insured` in thousands of yuan, `years` of cover, None for whole life."""

    customer: int
    coverage_type: str
    start: date
    years: int | None
    pay_years: int | None
    premium: float
    sum_insured: float
    relation: str = "self"
    status: str = "in_force"


D = date

POLICIES = (
    Policy(1, "life", D(2018, 11, 20), None, 20, 120, 8000),
    Policy(1, "critical_illness", D(2016, 1, 15), None, 20, 36, 1500),
    Policy(1, "medical", D(2026, 3, 1), 1, 1, 18, 6000),
    Policy(1, "annuity", D(2021, 12, 8), 30, 10, 100, 1000),
    Policy(1, "critical_illness", D(2019, 5, 22), None, 20, 22, 800, "spouse"),
    Policy(1, "endowment", D(2020, 9, 9), 20, 10, 50, 600, "child"),
    Policy(2, "critical_illness", D(2017, 11, 28), None, 20, 30, 1200),
    Policy(2, "medical", D(2025, 12, 20), 1, 1, 12, 4000),
    Policy(2, "life", D(2019, 4, 10), None, 20, 60, 4000),
    Policy(2, "endowment", D(2021, 3, 18), 15, 10, 30, 400, "child"),
    Policy(3, "property", D(2026, 1, 1), 1, 1, 24, 12000),
    Policy(4, "annuity", D(2013, 6, 15), 30, 10, 50, 600),
    Policy(4, "medical", D(2026, 5, 6), 1, 1, 6, 2000),
    Policy(4, "endowment", D(2010, 4, 12), 15, 10, 40, 500, status="matured"),
    Policy(5, "life", D(2020, 1, 9), 30, 20, 28, 6000),
    Policy(5, "critical_illness", D(2020, 1, 9), None, 20, 25, 1500),
    Policy(5, "accident", D(2026, 2, 14), 1, 1, 1.2, 2000),
    Policy(5, "endowment", D(2022, 12, 1), 18, 10, 36, 500, "child"),
    Policy(6, "life", D(2019, 8, 30), 20, 15, 15, 1500),
    Policy(6, "medical", D(2026, 7, 1), 1, 1, 5, 3000),
    Policy(6, "property", D(2026, 4, 20), 1, 1, 9, 3000),
    Policy(7, "critical_illness", D(2021, 11, 5), None, 20, 14, 600),
    Policy(7, "medical", D(2026, 6, 18), 1, 1, 3, 3000),
    Policy(9, "life", D(2017, 1, 21), None, 20, 32, 3000),
    Policy(9, "critical_illness", D(2015, 10, 10), None, 20, 9, 300),
    Policy(9, "medical", D(2026, 1, 12), 1, 1, 4, 4000),
    Policy(9, "accident", D(2026, 8, 8), 1, 1, 0.8, 1000, "spouse"),
    Policy(10, "medical", D(2026, 4, 2), 1, 1, 2.5, 2000),
    Policy(10, "critical_illness", D(2018, 6, 6), None, 20, 8, 400, status="lapsed"),
    Policy(11, "medical", D(2026, 9, 1), 1, 1, 3.6, 1000),
    Policy(13, "life", D(2020, 2, 29), 20, 20, 6, 1200),
    Policy(13, "critical_illness", D(2022, 1, 18), None, 20, 9, 500, "child"),
    Policy(13, "medical", D(2026, 10, 10), 1, 1, 2, 2000),
    Policy(15, "life", D(2021, 11, 16), 30, 20, 18, 3500),
    Policy(15, "accident", D(2025, 11, 20), 1, 1, 3, 3000),
    Policy(15, "critical_illness", D(2021, 11, 16), None, 20, 15, 800, "spouse"),
    Policy(16, "critical_illness", D(2018, 12, 12), None, 15, 11, 300),
    Policy(16, "endowment", D(2019, 9, 1), 15, 10, 12, 180, "child"),
    Policy(17, "life", D(2012, 3, 15), None, 10, 10, 400),
    Policy(17, "accident", D(2026, 5, 20), 1, 1, 0.5, 300, "child"),
    Policy(18, "medical", D(2026, 2, 8), 1, 1, 0.9, 2000),
    Policy(19, "life", D(2022, 8, 19), 30, 20, 5, 1500),
    Policy(19, "critical_illness", D(2022, 8, 19), None, 20, 8, 500),
    Policy(19, "accident", D(2026, 3, 3), 1, 1, 0.6, 300, "parent"),
    Policy(20, "property", D(2025, 12, 31), 1, 1, 4, 2000),
    Policy(21, "medical", D(2026, 1, 25), 1, 1, 1.5, 2000),
    Policy(21, "auto", D(2025, 11, 30), 1, 1, 4, 500),
    Policy(22, "accident", D(2026, 6, 26), 1, 1, 0.6, 500),
    Policy(23, "critical_illness", D(2021, 12, 22), None, 20, 7, 400),
    Policy(24, "life", D(2023, 5, 5), 10, 5, 3, 200, status="surrendered"),
    Policy(25, "medical", D(2026, 9, 15), 1, 1, 0.8, 2000),
    Policy(27, "annuity", D(2009, 9, 9), 30, 1, 200, 300),
    Policy(27, "accident", D(2026, 4, 16), 1, 1, 0.4, 100, "other"),
)
"""No critical illness cover: customers 4, 6, 22 and others; over 50 without annuity: 11, 17, 26; no life cover: 22."""


def policy_rows(telling: Telling) -> list[Row]:
    """Every policy of the customers who are there."""
    present = {role.number: role for role in telling.cast}
    return [
        _row(number, policy, present[policy.customer], telling.world)
        for number, policy in enumerate(POLICIES, start=1)
        if policy.customer in present
    ]


def _row(number: int, policy: Policy, role: Role, world: World) -> Row:
    insurer, product = _product(number, policy, role, world)
    end = anniversary(policy.start, policy.years) - timedelta(days=1) if policy.years else None
    heirs = policy.coverage_type in ("life", "endowment", "annuity", "accident")
    return {
        "policy_no": f"{world.policy_prefix}{policy.start:%Y}{number:06d}",
        "customer_id": role.customer_id,
        "insured": world.family.get((policy.customer, policy.relation), world.people[policy.customer - 1].name),
        "relation": policy.relation,
        "insurer": insurer,
        "product": product,
        "coverage_type": policy.coverage_type,
        "start_date": policy.start,
        "end_date": end,
        "pay_years": policy.pay_years,
        "premium": rounded(policy.premium * 1000 * world.scale),
        "sum_insured": rounded(policy.sum_insured * 1000 * world.scale),
        "next_due": _next_due(policy),
        "status": policy.status,
        "beneficiary": world.beneficiaries[_heir(role)] if heirs else None,
        "notes": world.policy_notes.get(policy.status),
    }


def _product(number: int, policy: Policy, role: Role, world: World) -> tuple[str, str]:
    """Insurer and product: whole life before term life, private before commercial property, else by turns."""
    products = world.policies[policy.coverage_type]
    match policy.coverage_type:
        case "life":
            return products[policy.years is not None]
        case "property":
            return products[role.is_company]
        case _:
            return products[number % len(products)]


def _next_due(policy: Policy) -> date | None:
    """The next anniversary on which a premium falls due, while premiums are still paid."""
    if policy.status != "in_force" or not policy.pay_years:
        return None
    dues = (anniversary(policy.start, year) for year in range(1, policy.pay_years))
    return next((due for due in dues if due >= SAMPLE_AS_OF), None)


def _heir(role: Role) -> int:
    """Who inherits: the children, or the spouse, or by law."""
    if role.children:
        return 2
    return 1 if role.marital == "married" else 0


ROWS = {"insurance": policy_rows}
