"""The sample's purchases and policies abroad: what some customers pay, and are insured for, in other currencies."""

from collections.abc import Callable

from xlcrm.story.plot import Row, rounded
from xlcrm.story.telling import Telling

ABROAD = {"purchases": 9, "insurance": 8}
"""Of how many customers one buys abroad."""

_AMOUNTS = {
    "purchases": ("unit_price", "amount", "cost", "paid_amount"),
    "insurance": ("premium", "sum_insured"),
}


def _in_currency(table: str) -> Callable[[Telling, Row], Row]:
    """The amounts of a row in the currency that its customer buys in."""

    def more(telling: Telling, row: Row) -> Row:
        number = next(role.number for role in telling.cast if role.customer_id == row["customer_id"])
        turn, rest = divmod(number, ABROAD[table])
        if rest or row.get("quantity", 1) != 1:
            return {}
        code, rate = telling.world.currency_of(turn % len(telling.world.foreign))
        amounts = {key: row[key] and rounded(row[key] / rate) for key in _AMOUNTS[table]}
        return {**amounts, "currency": code}

    return more


MORE = {table: _in_currency(table) for table in _AMOUNTS}
