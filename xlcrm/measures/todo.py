"""What is to be done: everything overdue, and everything due within the look-ahead days of Settings."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from xlcrm.labels import Labels, labels
from xlcrm.measures.engine import Ledger, Linked
from xlcrm.measures.figures import promised
from xlcrm.subjects.assets.measures import value_base
from xlcrm.subjects.insurance.measures import in_force
from xlcrm.subjects.purchases.measures import unpaid

KINDS: dict[str, Labels] = {
    "promise": labels("约定跟进", "約定跟進", "Promise"),
    "review": labels("资产回顾", "資產檢視", "Asset review"),
    "visit": labels("拜访", "拜訪", "Visit"),
    "call": labels("电话联系", "電話聯絡", "Call"),
    "receivable": labels("应收逾期", "應收逾期", "Receivable"),
    "premium": labels("续期保费", "續期保費", "Premium due"),
    "policy_end": labels("保单到期", "保單到期", "Policy ends"),
    "maturity": labels("资产到期", "資產到期", "Holding matures"),
    "birthday": labels("生日", "生日", "Birthday"),
    "founding": labels("公司成立日", "公司成立日", "Founding day"),
}
"""What can be due, in the order of a day's list."""

OVERVIEW = "overview"


@dataclass(frozen=True)
class Due:
    """One thing to do: when, what, for whom, and the cell that says so.

    `table` is the key of an input table, or `overview` with a measure for `column`; `record` is the row in it.
    `customer` is the row on Customers, None where the ID belongs to nobody. `amount` is in base currency.
    """

    day: pd.Timestamp
    kind: str
    table: str
    record: int
    column: str
    customer: int | None
    customer_id: str | None
    detail: str
    amount: float | None


def horizon(m: Ledger) -> pd.Timestamp:
    """The last day of the list."""
    return m.as_of + pd.Timedelta(days=m.settings.factors["look_ahead_days"])


def due(m: Ledger) -> list[Due]:
    """Everything overdue or due by the horizon, by day, then by kind.

    Promises are the next dates of follow-ups that are not done. Calls, visits and reviews follow the contact plan.
    Premiums and ends are those of policies in force; a holding matures if it is part of the latest review and has not
    matured before it. Receivables are listed once they are overdue; birthdays from the as-of date on.
    """
    order = {kind: place for place, kind in enumerate(KINDS)}
    found = [each for source in (_of_customers, _of_children) for each in source(m)]
    return sorted(
        found, key=lambda each: (each.day, order[each.kind], each.customer is None, each.customer or 0, each.record)
    )


def _of_customers(m: Ledger) -> Iterator[Due]:
    """What is due by the measures of each customer."""
    ids = m.book.customers["customer_id"]
    company = (m.own("customer_type") == "company").to_numpy()
    for kind in ("call", "visit", "review"):
        days = m[f"{kind}_due"]
        for row in np.flatnonzero((days <= horizon(m)).to_numpy()):
            yield Due(days.iat[row], kind, OVERVIEW, int(row), f"{kind}_due", int(row), _text(ids.iat[row]), "", None)
    days = m["next_birthday"]
    for row in np.flatnonzero((days <= horizon(m)).to_numpy()):
        kind = "founding" if company[row] else "birthday"
        yield Due(days.iat[row], kind, "customers", int(row), "birth_date", int(row), _text(ids.iat[row]), "", None)


def _of_children(m: Ledger) -> Iterator[Due]:
    """What is due by single rows of the other tables."""
    until = horizon(m)
    days = promised(m)
    yield from _rows(m, m.follow_ups, "promise", "next_date", days <= until, ("next_action", "subject"))
    owed = unpaid(m)
    late = (m.purchases["due_date"] < m.as_of) & (owed.round(2) > 0)
    yield from _rows(m, m.purchases, "receivable", "due_date", late, ("product",), owed)
    policies, running = m.insurance, in_force(m)
    due_premium = running & (policies["next_due"] <= until)
    yield from _rows(m, policies, "premium", "next_due", due_premium, ("product", "insurer"), policies["premium"])
    ending = running & (policies["end_date"] <= until)
    yield from _rows(m, policies, "policy_end", "end_date", ending, ("product", "insurer"), policies["sum_insured"])
    holdings = m.assets
    latest = holdings["review_date"] == holdings.of_customer(m["review_date"])
    maturing = latest & (holdings["maturity"] >= holdings["review_date"]) & (holdings["maturity"] <= until)
    yield from _rows(m, holdings, "maturity", "maturity", maturing, ("name", "institution"), value_base(m))


def _rows(
    m: Ledger,
    linked: Linked,
    kind: str,
    column: str,
    where: pd.Series,
    details: tuple[str, ...],
    amounts: pd.Series | None = None,
) -> Iterator[Due]:
    """The rows `where` of a child table; the detail is the first of the columns `details` that is not blank."""
    ids = linked["customer_id"]
    days = linked[column]
    texts = [linked[detail] for detail in details]
    for record in np.flatnonzero(where.to_numpy(dtype=bool)):
        owner = linked.owner.iat[record]
        customer = int(m.first_row[owner]) if owner >= 0 else None
        detail = next((text.iat[record] for text in texts if text.iat[record]), "")
        amount = None if amounts is None or pd.isna(amounts.iat[record]) else float(amounts.iat[record])
        table = linked.records.schema.key
        yield Due(days.iat[record], kind, table, int(record), column, customer, _text(ids.iat[record]), detail, amount)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
