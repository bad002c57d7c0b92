"""Every measure of a customer by its definition, in plain loops over plain rows."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

Row = Mapping[str, Any]

BELOW = ("inactive", "prospect", "onlooker", "lost")


@dataclass(frozen=True)
class Policy:
    """How customers are ranked: tiers of a name, a cumulative share, thresholds and days between contacts."""

    basis: str
    by_share: bool
    threshold_measures: Sequence[str | None]
    tiers: Sequence[tuple[str, float | None, Sequence[float | None], Mapping[str, int | None]]]
    below: Sequence[tuple[str, Mapping[str, int | None]]]


@dataclass(frozen=True)
class World:
    """The rows of a book. `UNREADABLE` stands for a currency that was not understood; other such cells are None."""

    as_of: date
    tables: Mapping[str, Sequence[Row]]
    rates: Mapping[str, float]
    policy: Policy


UNREADABLE = "?"


def months_later(day: date, months: int) -> date:
    """The same day of another month, or its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))


def own_rows(world: World, table: str, customer: Row) -> list[Row]:
    """The customer's rows; IDs are compared without regard to case."""
    number = customer["customer_id"]
    if number is None:
        return []
    return [row for row in world.tables[table] if (row["customer_id"] or "").upper() == number.upper()]


def cents(value: float) -> float:
    """Rounded to two decimals, away from zero at the half."""
    return math.copysign(math.floor(round(abs(value) * 100, 6) + 0.5) / 100, value)


def by_person(world: World, customer: Row) -> dict[str, Any]:
    """Age and birthday: 29 February falls on the 28th in common years."""
    born = customer["birth_date"]
    if born is None or born > world.as_of:
        return {"age": None, "next_birthday": None}
    age = 0
    while months_later(born, 12 * (age + 1)) <= world.as_of:
        age += 1
    birthday = months_later(born, 12 * age)
    return {"age": age, "next_birthday": birthday if birthday >= world.as_of else months_later(born, 12 * (age + 1))}


def in_base(world: World, row: Row, column: str) -> float:
    """An amount of a row in base currency, which a blank currency means; one without a rate is left out.

    What was not understood counts as 0, and so does what a row does not say.
    """
    currency = row.get("currency")
    rate = 1.0 if currency is None else world.rates.get(currency.upper(), 0.0)
    return (row[column] or 0.0) * rate


def by_purchases(world: World, customer: Row) -> dict[str, Any]:
    """Revenue, margin, purchases and what is owed."""
    year_ago = months_later(world.as_of, -12)
    found: dict[str, Any] = {
        "revenue_12m": 0.0, "revenue_total": 0.0, "margin_12m": 0.0, "receivable": 0.0, "overdue": 0.0,
    }  # fmt: skip
    days = []
    for row in own_rows(world, "purchases", customer):
        amount, day = row["amount"], row["date"]
        if day is not None and day <= world.as_of:
            found["revenue_total"] += in_base(world, row, "amount")
            if (amount or 0) > 0:
                days.append(day)
            if day > year_ago:
                found["revenue_12m"] += in_base(world, row, "amount")
                if row["cost"] is not None:
                    found["margin_12m"] += in_base(world, row, "amount") - in_base(world, row, "cost")
        if row["due_date"] is not None:
            left = in_base(world, row, "amount") - in_base(world, row, "paid_amount")
            found["receivable"] += left
            if row["due_date"] < world.as_of:
                found["overdue"] += left
    found |= {"purchase_count": len(days)}
    return found | {"first_purchase": min(days, default=None), "last_purchase": max(days, default=None)}


def is_contact(row: Row, as_of: date) -> bool:
    """Whether a follow-up took place: dated by the as-of date, and not said to be undone."""
    return row["date"] is not None and row["date"] <= as_of and row["done"] is not False


def by_follow_ups(world: World, customer: Row) -> dict[str, Any]:
    """When the customer was last met."""
    contacts = [row for row in own_rows(world, "follow_ups", customer) if is_contact(row, world.as_of)]
    visits = [row["date"] for row in contacts if row["channel"] in ("visit", "meeting", "review")]
    return {
        "last_contact": max((row["date"] for row in contacts), default=None),
        "last_visit": max(visits, default=None),
    }


def is_held_here(row: Row) -> bool:
    """Whether a holding is at the manager's own bank: unless said otherwise."""
    return row["held_here"] is not False


def by_assets(world: World, customer: Row) -> dict[str, Any]:
    """Holdings at the latest review and at the one before."""
    holdings = own_rows(world, "assets", customer)
    days = sorted({row["review_date"] for row in holdings if row["review_date"] and row["review_date"] <= world.as_of})
    latest = days[-1] if days else None
    previous = days[-2] if len(days) > 1 else None
    now = [row for row in holdings if latest and row["review_date"] == latest]
    then = [row for row in holdings if previous and row["review_date"] == previous]
    here = sum(in_base(world, row, "value") for row in now if row["asset_class"] != "loan" and is_held_here(row))
    total = sum(in_base(world, row, "value") for row in now if row["asset_class"] != "loan")
    loans = sum(in_base(world, row, "value") for row in now if row["asset_class"] == "loan")
    before = sum(in_base(world, row, "value") for row in then if row["asset_class"] != "loan")
    bears = int(customer["risk_profile"][1]) if customer["risk_profile"] else 5
    return {
        "review_date": latest,
        "previous_review": previous,
        "assets_here": here,
        "assets_total": total,
        "liabilities": loans,
        "net_worth": total - loans,
        "wallet_share": here / total if total else None,
        "assets_change": total - before if previous else None,
        "assets_change_pct": (total - before) / before if previous and before else None,
        "risk_mismatch": sum(1 for row in now if row["risk_level"] and int(row["risk_level"][1]) > bears),
    }


def is_in_force(row: Row, as_of: date) -> bool:
    """Whether a policy is in force: so by its status, begun, and not ended."""
    begun = row["start_date"] is not None and row["start_date"] <= as_of
    return begun and row["status"] in ("in_force", None) and (row["end_date"] is None or row["end_date"] >= as_of)


def by_insurance(world: World, customer: Row) -> dict[str, Any]:
    """Policies in force, what they cover, and what they cost."""
    policies = [row for row in own_rows(world, "insurance", customer) if is_in_force(row, world.as_of)]
    dues = [row["next_due"] for row in policies if row["next_due"] is not None and row["next_due"] >= world.as_of]
    premium = 0.0
    for row in policies:
        years = row["pay_years"]
        if years is not None and years > 1 and world.as_of < months_later(row["start_date"], 12 * int(years)):
            premium += in_base(world, row, "premium")
    types = {"sum_life": "life", "sum_ci": "critical_illness", "sum_medical": "medical", "sum_accident": "accident"}
    sums = {
        key: sum(in_base(world, row, "sum_insured") for row in policies if row["coverage_type"] == kind)
        for key, kind in types.items()
    }
    return {"policies": len(policies), "premium_year": premium, "next_premium": min(dues, default=None), **sums}


def activity(customer: Row, found: Row) -> str:
    """Whether a customer is active; who is no customer yet, or no more, keeps the stage."""
    if customer["stage"] not in ("customer", None):
        return str(customer["stage"])
    return "active" if found["revenue_12m"] > 0 or found["assets_here"] > 0 else "inactive"


def cut_offs(policy: Policy, people: Sequence[Row]) -> list[float | None]:
    """What a customer must reach for each tier by share, among all active ones."""
    values = sorted((cents(found[policy.basis]) for found in people if found["activity"] == "active"), reverse=True)
    found: list[float | None] = []
    for rank, (_, share, *_) in enumerate(policy.tiers, start=1):
        count = 0 if share is None else min(len(values), max(rank, math.floor(round(len(values) * share, 9))))
        found.append(values[count - 1] if count else None)
    return found


def tier(policy: Policy, found: Row, cuts: Sequence[float | None]) -> tuple[str | None, Mapping[str, int | None]]:
    """The name of the tier or group of a customer, and its days between contacts."""
    if found["activity"] != "active":
        return policy.below[BELOW.index(found["activity"])]
    for (name, _, thresholds, plan), cut in zip(policy.tiers, cuts, strict=True):
        limits = list(zip(policy.threshold_measures, thresholds, strict=False))
        given = [(key, limit) for key, limit in limits if limit is not None]
        by_threshold = not given or any(key is not None and found[key] >= limit for key, limit in given)
        by_share = cut is not None and cents(found[policy.basis]) >= cut
        if by_share if policy.by_share else by_threshold:
            return name, plan
    return None, {}


def due(world: World, customer: Row, last: date | None, days: int | None) -> date | None:
    """When the next contact is due by the plan: counted from the last, from the opening, or at once."""
    if not days:
        return None
    begun = last or customer["opened_on"]
    return begun + timedelta(days=days) if begun else world.as_of


def measures(world: World) -> list[dict[str, Any]]:
    """Every measure of every customer."""
    customers = world.tables["customers"]
    everybody: list[dict[str, Any]] = []
    for customer in customers:
        found: dict[str, Any] = {key: customer[key] for key in ("customer_id", "name", "manager")}
        for part in (by_person, by_purchases, by_follow_ups, by_assets, by_insurance):
            found |= part(world, customer)
        everybody.append(found | {"activity": activity(customer, found)})
    cuts = cut_offs(world.policy, everybody)
    for customer, found in zip(customers, everybody, strict=True):
        found["tier"], plan = tier(world.policy, found, cuts)
        for kind, last in (("call", "last_contact"), ("visit", "last_visit"), ("review", "review_date")):
            found[f"{kind}_due"] = due(world, customer, found[last], plan.get(kind))
    return everybody
