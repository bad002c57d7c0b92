"""The sample's purchases: fees, gold and coins over two years, with returns and bills that are not paid yet."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from xlcrm.story.plot import SAMPLE_AS_OF, Role, Row, anniversary, between, dice, rounded, workday
from xlcrm.story.telling import Telling
from xlcrm.story.world import World
from xlcrm.subjects.customers.sample import manager

COST_SHARE: Mapping[str, float] = {
    "wealth": 0.35, "trust": 0.5, "fund": 0.3, "insurance": 0.45, "gold": 0.95, "coin": 0.8, "card": 0.25, "box": 0.3,
    "exchange": 0.2, "payroll": 0.4, "cash": 0.35, "acquiring": 0.6, "credit": 0.3, "trade": 0.45,
}  # fmt: skip
"""What a product costs the bank, as a share of its price."""

Keys = tuple[str, ...]

FOR_COMPANIES: Keys = ("cash", "payroll", "credit", "trade", "acquiring")
FOR_PEOPLE: Keys = ("fund", "insurance", "gold", "exchange", "card", "box", "coin")
FOR_THE_WEALTHY: Keys = ("wealth", "fund", "insurance", "trust", "gold", "exchange", "card")

BILLED = frozenset({"wealth", "trust", "cash", "payroll", "credit", "trade"})
"""Keys that are paid by bill within thirty days; the others are paid at once."""

MOST = {"gold": 12, "coin": 4, "card": 1, "box": 1, "payroll": 200}
"""The largest quantity of a product that is sold at a price."""

RETURNED = frozenset({11, 18})
"""Who gave coins back, by customer number."""

LATE = {6: False, 8: True, 12: False}
"""Whose last bill is overdue, by customer number, and whether half of it is paid."""


def purchase_rows(telling: Telling) -> list[Row]:
    """Every purchase, the earliest first, orders numbered in that order."""
    world = telling.world
    rows = [row for role in telling.cast for row in (*_orders(role, world), *_special(role, world))]
    rows.sort(key=lambda row: row["date"])
    order_of: dict[tuple[str, date], str] = {}
    for row in rows:
        key = (row["customer_id"], row["date"])
        order_of.setdefault(key, f"{world.order_prefix}{row['date']:%Y}-{len(order_of) + 1:04d}")
        row["order_no"] = order_of[key]
    return rows


def _orders(role: Role, world: World) -> list[Row]:
    """What a customer bought in the last twelve months and in the twelve before."""
    year_ago, two_years_ago = anniversary(SAMPLE_AS_OF, -1), anniversary(SAMPLE_AS_OF, -2)
    return [
        *_year(role, world, role.revenue, year_ago, SAMPLE_AS_OF),
        *_year(role, world, role.before, two_years_ago, year_ago),
    ]


def _year(role: Role, world: World, revenue: float, after: date, until: date) -> list[Row]:
    """A year's purchases, `revenue` (in yuan) in all, spread over the days after `after` and up to `until`."""
    if not revenue:
        return []
    chance = dice("purchases", role.number, until)
    count = _count(revenue)
    parts = [0.6 + 0.8 * chance.random() for _ in range(count)]
    start = max(after, role.opened) + timedelta(days=5)
    step = (until - start) / count
    rows = []
    for number, part in enumerate(parts):
        day = workday(between(chance, start + number * step, start + (number + 1) * step - timedelta(days=2)))
        amount = revenue * world.scale * part / sum(parts)
        rows.append(_sale(role, world, _product(role, world, amount, number, chance), amount, day))
    return rows


def _count(revenue: float) -> int:
    """How often someone buys who brings so much in a year."""
    for least, count in ((80_000, 10), (20_000, 6), (5_000, 4), (2_000, 3), (900, 2)):
        if revenue >= least:
            return count
    return 1


def _product(role: Role, world: World, amount: float, number: int, chance: Random) -> str:
    """What a customer buys for about an amount."""
    wealthy = role.revenue > 20_000 and not role.is_company
    if wealthy and number % 3 == 0:
        return "wealth"
    choice = FOR_COMPANIES if role.is_company else FOR_THE_WEALTHY if wealthy else FOR_PEOPLE
    fits = [key for key in choice if _fits(world.products[key].price, amount, MOST.get(key, 1))]
    return fits[int(chance.random() * len(fits))]


def _fits(price: float, amount: float, most: int) -> bool:
    """Whether a product can be sold for about an amount; one without a price always can."""
    return not price or 0.7 * price <= amount <= 1.2 * most * price


def _sale(role: Role, world: World, key: str, amount: float, day: date) -> Row:
    """A purchase of a product for about an amount in base currency."""
    product = world.products[key]
    quantity = max(1, round(amount / product.price)) if product.price else 1
    price = product.price or rounded(amount)
    due = day + timedelta(days=30) if key in BILLED else None
    paid_on = day if due is None else workday(due - timedelta(days=role.number % 9 + 1))
    paid = paid_on <= SAMPLE_AS_OF
    return {
        "customer_id": role.customer_id,
        "date": day,
        "product": product.name,
        "category": product.category,
        "quantity": float(quantity),
        "unit_price": price,
        "amount": quantity * price,
        "cost": rounded(quantity * price * COST_SHARE[key]),
        "due_date": due,
        "paid_amount": quantity * price if paid else 0.0,
        "paid_on": paid_on if paid else None,
        "salesperson": manager(role, world),
        "notes": None,
    }


def _special(role: Role, world: World) -> list[Row]:
    """Coins that were bought and given back, and bills that are late."""
    price = world.products["coin"].price
    if role.number in RETURNED:
        bought = workday(date(2026, 6, 15) + timedelta(days=role.number))
        returned = _sale(role, world, "coin", price * 2, workday(bought + timedelta(days=8)))
        backwards = {key: -returned[key] for key in ("quantity", "amount", "cost", "paid_amount")}
        return [
            _sale(role, world, "coin", price * 3, bought),
            {**returned, **backwards, "notes": world.returned},
        ]
    if role.number in LATE:
        bill = _sale(role, world, "credit" if role.is_company else "wealth", 1200 * world.scale, date(2026, 8, 27))
        part = LATE[role.number]
        paid_on = date(2026, 9, 28) if part else None
        notes = world.part_paid if part else None
        return [{**bill, "paid_amount": bill["amount"] / 2 if part else 0.0, "paid_on": paid_on, "notes": notes}]
    return []


ROWS = {"purchases": purchase_rows}
