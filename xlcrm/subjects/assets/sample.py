"""The sample's holdings: what each customer held at each review, and how it moved from one to the next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from xlcrm.story.plot import SAMPLE_AS_OF, Role, Row, between, dice, review_dates, rounded
from xlcrm.story.telling import Telling
from xlcrm.story.world import World


@dataclass(frozen=True, slots=True)
class Kind:
    """What is held: its class, risk level, and how it behaves.

    `place` is the sort of institution, `foreign` the position of its currency among the foreign ones, `years` the
    term after which it matures. A month moves its value by `drift`, give or take `swing`.
    """

    asset_class: str
    risk: str | None
    place: str
    foreign: int | None = None
    years: float | None = None
    drift: float = 0.0
    swing: float = 0.0


KINDS = {
    "demand": Kind("deposit", "R1", "here", swing=0.08),
    "term": Kind("deposit", "R1", "here", years=3),
    "term_elsewhere": Kind("deposit", "R1", "bank", years=5),
    "foreign_deposit": Kind("deposit", "R1", "here", foreign=0, years=2),
    "foreign_cash": Kind("deposit", "R1", "here", foreign=1, swing=0.05),
    "steady": Kind("wealth_product", "R2", "here", years=2, drift=0.002),
    "structured": Kind("wealth_product", "R3", "here", years=1, drift=0.002),
    "money": Kind("fund", "R1", "here", drift=0.0015),
    "bond_fund": Kind("fund", "R2", "here", drift=0.002, swing=0.004),
    "balanced": Kind("fund", "R3", "here", drift=0.003, swing=0.015),
    "index": Kind("fund", "R3", "here", drift=0.004, swing=0.03),
    "technology": Kind("fund", "R4", "here", drift=0.005, swing=0.05),
    "treasury": Kind("bond", "R1", "here", years=5),
    "corporate": Kind("bond", "R2", "bank", years=3, drift=0.001, swing=0.003),
    "stock": Kind("stock", "R4", "broker", drift=0.004, swing=0.04),
    "foreign_stock": Kind("stock", "R4", "broker", foreign=1, drift=0.003, swing=0.04),
    "cash_value": Kind("insurance", "R1", "insurer", drift=0.0025),
    "home": Kind("property", None, "", swing=0.002),
    "shop": Kind("property", None, "", swing=0.002),
    "gold": Kind("metal", "R3", "here", drift=0.006, swing=0.025),
    "mortgage": Kind("loan", None, "here", drift=-0.004),
    "business_loan": Kind("loan", None, "here", years=3, drift=-0.004),
    "private_equity": Kind("other", "R5", "bank", years=7),
}

# What is held, its share of the wealth, from which review and until which; negative numbers count from the last.
Slot = tuple[str, float, int, int | None]

PORTFOLIOS: Mapping[str, tuple[Slot, ...]] = {
    "rich": (
        ("demand", 0.05, 0, None), ("term", 0.10, 0, -2), ("structured", 0.10, -2, None), ("steady", 0.09, 0, None),
        ("balanced", 0.09, 0, None), ("technology", 0.07, 0, None), ("bond_fund", 0.05, 0, 2), ("money", 0.05, 2, None),
        ("treasury", 0.07, 0, None), ("foreign_deposit", 0.06, 0, None), ("stock", 0.09, 0, None),
        ("foreign_stock", 0.05, 0, None), ("cash_value", 0.05, 0, None), ("gold", 0.04, -1, None),
        ("home", 0.18, 0, None), ("mortgage", 0.07, 0, None), ("private_equity", 0.05, 0, None),
    ),
    "affluent": (
        ("demand", 0.08, 0, None), ("term", 0.14, 0, None), ("steady", 0.12, 0, None), ("bond_fund", 0.08, 0, -2),
        ("balanced", 0.10, 0, None), ("index", 0.07, -2, None), ("stock", 0.08, 0, None),
        ("foreign_cash", 0.04, 0, None), ("cash_value", 0.05, 0, None), ("term_elsewhere", 0.08, 0, None),
        ("home", 0.26, 0, None), ("mortgage", 0.12, 0, None),
    ),
    "retired": (
        ("demand", 0.08, 0, None), ("term", 0.26, 0, None), ("steady", 0.12, 0, None), ("treasury", 0.20, 0, None),
        ("money", 0.08, -2, None), ("term_elsewhere", 0.16, 0, None), ("corporate", 0.06, 0, None),
        ("cash_value", 0.06, 0, None), ("shop", 0.10, 0, None),
    ),
    "mass": (
        ("demand", 0.12, 0, None), ("term", 0.20, 0, None), ("bond_fund", 0.12, 0, None),
        ("term_elsewhere", 0.12, 0, None), ("home", 0.44, 0, None), ("mortgage", 0.20, 0, None),
    ),
    "young": (
        ("demand", 0.20, 0, None), ("money", 0.30, 0, None), ("index", 0.25, 0, None), ("technology", 0.15, 0, None),
        ("stock", 0.10, 0, None),
    ),
    "company": (
        ("demand", 0.32, 0, None), ("term", 0.22, 0, None), ("money", 0.20, 0, None), ("steady", 0.10, 0, None),
        ("foreign_deposit", 0.10, 0, None), ("term_elsewhere", 0.06, 0, None), ("business_loan", 0.30, 0, None),
    ),
    "elsewhere": (
        ("term_elsewhere", 0.20, 0, None), ("stock", 0.25, 0, None), ("private_equity", 0.30, 0, None),
        ("home", 0.25, 0, None),
    ),
}  # fmt: skip

MISMATCHED: Mapping[int, Slot] = {
    4: ("technology", 0.05, 0, None),
    16: ("index", 0.07, 0, None),
    23: ("stock", 0.08, 0, None),
}
"""Who holds, by customer number, what is above their risk profile."""

WINDFALL = {17: ("demand", 9.0)}
"""Whose holding, by customer number, was multiplied by the last review."""


def asset_rows(telling: Telling) -> list[Row]:
    """Every holding of every customer at every review, in the order of the reviews."""
    return [row for role in telling.cast for row in _reviews(role, telling.world)]


def _reviews(role: Role, world: World) -> list[Row]:
    dates = review_dates(role)
    slots = [slot for slot in PORTFOLIOS.get(role.portfolio, ()) if _suits(slot, role)]
    whole = sum(share for key, share, *_ in slots if KINDS[key].asset_class != "loan")
    if role.number in MISMATCHED:
        slots.append(MISMATCHED[role.number])
    held = [
        _holding(slot, role, world, dates, role.wealth * 1000 * world.scale * slot[1] / whole)
        for slot in slots
        if dates
    ]
    return sorted((row for rows in held for row in rows), key=lambda row: row["review_date"])


def _suits(slot: Slot, role: Role) -> bool:
    """Whether a holding's risk is one that the customer may take; loans and houses have none."""
    risk = KINDS[slot[0]].risk
    return risk is None or role.risk is None or risk[1] <= role.risk[1]


def _holding(slot: Slot, role: Role, world: World, dates: list[date], size: float) -> list[Row]:
    """One holding's rows, a review each, from the first at which it was held to the last; `size` in base currency."""
    key, _, start, until = slot
    kind = KINDS[key]
    chance = dice("holding", role.number, key)
    first = max(0, start if start >= 0 else len(dates) + start)
    end = len(dates) if until is None else max(0, until if until >= 0 else len(dates) + until)
    if first >= end:
        return []
    currency, rate = world.currency_of(kind.foreign)
    value = size / rate * (0.8 + 0.4 * chance.random())
    acquired, maturity = _term(kind, dates, first, end, chance)
    places = world.places[kind.place]
    shared = {
        "customer_id": role.customer_id,
        "asset_class": kind.asset_class,
        "institution": places[int(chance.random() * len(places))] or None,
        "held_here": kind.place == "here",
        "name": world.holdings[key],
        "acquired_on": acquired,
        "maturity": maturity,
        "risk_level": kind.risk,
        "cost": None if kind.asset_class == "loan" else rounded(value / (1 + _gain(kind, chance)), 4),
        "currency": currency,
        "notes": world.holding_notes.get(key),
    }
    rows = []
    for review in range(first, end):
        if review > first:
            months = (dates[review] - dates[review - 1]).days / 30
            value *= 1 + kind.drift * months + kind.swing * months**0.5 * (2 * chance.random() - 1)
        if review == len(dates) - 1 and WINDFALL.get(role.number, ("",))[0] == key:
            value *= WINDFALL[role.number][1]
        rows.append({**shared, "review_date": dates[review], "value": rounded(value, 5)})
    return rows


def _gain(kind: Kind, chance: Random) -> float:
    """What was gained on a holding when it is first seen: more on what moves more; nothing on a deposit."""
    if kind.asset_class == "property":
        return 0.2 + 0.5 * chance.random()
    return 0.0 if kind.asset_class == "deposit" else 12 * kind.drift * chance.random()


def _term(kind: Kind, dates: list[date], first: int, end: int, chance: Random) -> tuple[date, date | None]:
    """Since when something is held and when it matures, so that the reviews that show it lie between the two."""
    bought = dates[first] - timedelta(days=5 + int(chance.random() * 15))
    if kind.years is None:
        years = 6.0 if kind.asset_class in ("property", "loan") else 2.0
        return (bought if first else bought - timedelta(days=int(365 * years * chance.random()))), None
    length = timedelta(days=round(365.25 * kind.years))
    if first:
        return bought, bought + length
    if end < len(dates):
        maturity = between(chance, dates[end - 1] + timedelta(days=3), dates[end] - timedelta(days=1))
    else:
        longest = bought + length
        maturity = between(chance, min(SAMPLE_AS_OF + timedelta(days=20), longest), longest)
    return maturity - length, maturity


ROWS = {"assets": asset_rows}
