"""What the customer bought: revenue, margin, purchases, and what is still owed."""

import pandas as pd

from xlcrm.measures.engine import Ledger, add_months, measure

_HIS = "{purchases.customer_id},{key}"
_SO_FAR = f'{_HIS},{{purchases.date}},"<="&as_of'
_LAST_12_MONTHS = f'{_SO_FAR},{{purchases.date}},">"&EDATE(as_of,-12)'
# Matches numbers only: a cost that was typed, whatever its sign.
_WITH_COST = '{purchases.cost},">-1E+300"'
_BOUGHT = f'{_SO_FAR},{{purchases.amount}},">0"'
_OWED = f'{_HIS},{{purchases.due_date}},">0"'


def last_12_months(m: Ledger) -> pd.Series:
    """Whether each purchase lies in the 12 months up to the as-of date."""
    dates = m.purchases["date"]
    year_ago = add_months(pd.Series([m.as_of]), -12)[0]
    return (dates > year_ago) & (dates <= m.as_of)


@measure(
    "revenue_12m",
    formula=f"SUMIFS({{purchases.amount}},{_LAST_12_MONTHS})",
)
def revenue_12m(m: Ledger) -> pd.Series:
    """Purchases of the last 12 months, in base currency; returns count against them."""
    return m.purchases.total(m.purchases["amount"], last_12_months(m))


@measure(
    "revenue_total",
    formula=f"SUMIFS({{purchases.amount}},{_SO_FAR})",
)
def revenue_total(m: Ledger) -> pd.Series:
    """Purchases up to the as-of date, in base currency."""
    return m.purchases.total(m.purchases["amount"], m.purchases["date"] <= m.as_of)


@measure(
    "margin_12m",
    formula=f"""
    SUMIFS({{purchases.amount}},{_LAST_12_MONTHS},{_WITH_COST})-SUMIFS({{purchases.cost}},{_LAST_12_MONTHS})
    """,
)
def margin_12m(m: Ledger) -> pd.Series:
    """Amount less cost over the last 12 months, of the purchases whose cost is known."""
    known = last_12_months(m) & m.purchases["cost"].notna()
    return m.purchases.total(m.purchases["amount"].fillna(0) - m.purchases["cost"], known)


@measure("purchase_count", formula=f"COUNTIFS({_BOUGHT})")
def purchase_count(m: Ledger) -> pd.Series:
    """How often the customer bought up to the as-of date; returns do not count."""
    return m.purchases.count(bought(m))


def bought(m: Ledger) -> pd.Series:
    """Whether each purchase has an amount above 0 and lies on or before the as-of date."""
    return (m.purchases["amount"] > 0) & (m.purchases["date"] <= m.as_of)


@measure(
    "first_purchase",
    formula=f'IF({{@purchase_count}}=0,"",MINIFS({{purchases.date}},{_BOUGHT}))',
)
def first_purchase(m: Ledger) -> pd.Series:
    """The day of the first purchase."""
    return m.purchases.extreme(m.purchases["date"], bought(m), "min")


@measure(
    "last_purchase",
    formula=f'IF({{@purchase_count}}=0,"",MAXIFS({{purchases.date}},{_BOUGHT}))',
)
def last_purchase(m: Ledger) -> pd.Series:
    """The day of the latest purchase."""
    return m.purchases.extreme(m.purchases["date"], bought(m), "max")


@measure(
    "receivable",
    formula=f"SUMIFS({{purchases.amount}},{_OWED})-SUMIFS({{purchases.paid_amount}},{_OWED})",
)
def receivable(m: Ledger) -> pd.Series:
    """Amount less what was paid, of the purchases that have a due date."""
    return m.purchases.total(unpaid(m), m.purchases["due_date"].notna())


@measure(
    "overdue",
    formula=f"""
    SUMIFS({{purchases.amount}},{_OWED},{{purchases.due_date}},"<"&as_of)
    -SUMIFS({{purchases.paid_amount}},{_OWED},{{purchases.due_date}},"<"&as_of)
    """,
)
def overdue(m: Ledger) -> pd.Series:
    """What of the receivable was due before the as-of date."""
    return m.purchases.total(unpaid(m), m.purchases["due_date"] < m.as_of)


def unpaid(m: Ledger) -> pd.Series:
    """What each purchase leaves to be paid."""
    return m.purchases["amount"].fillna(0) - m.purchases["paid_amount"].fillna(0)
