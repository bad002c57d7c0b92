"""What the customer bought: revenue, margin, purchases, and what is still owed."""

import pandas as pd

from xlcrm.labels import labels
from xlcrm.measures.engine import Ledger, add_months, measure
from xlcrm.schema.types import DATE, INTEGER, MONEY

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
    MONEY,
    labels("近12个月购买额", "近12個月購買額", "Revenue 12M"),
    formula=f"SUMIFS({{purchases.amount}},{_LAST_12_MONTHS})",
)
def revenue_12m(m: Ledger) -> pd.Series:
    """Purchases of the last 12 months, in base currency; returns count against them."""
    return m.purchases.total(m.purchases["amount"], last_12_months(m))


@measure(
    "revenue_total",
    MONEY,
    labels("累计购买额", "累計購買額", "Revenue Total"),
    formula=f"SUMIFS({{purchases.amount}},{_SO_FAR})",
)
def revenue_total(m: Ledger) -> pd.Series:
    """Purchases up to the as-of date, in base currency."""
    return m.purchases.total(m.purchases["amount"], m.purchases["date"] <= m.as_of)


@measure(
    "margin_12m",
    MONEY,
    labels("近12个月毛利", "近12個月毛利", "Margin 12M"),
    formula=f"""
    SUMIFS({{purchases.amount}},{_LAST_12_MONTHS},{_WITH_COST})-SUMIFS({{purchases.cost}},{_LAST_12_MONTHS})
    """,
)
def margin_12m(m: Ledger) -> pd.Series:
    """Amount less cost over the last 12 months, of the purchases whose cost is known."""
    known = last_12_months(m) & m.purchases["cost"].notna()
    return m.purchases.total(m.purchases["amount"].fillna(0) - m.purchases["cost"], known)


@measure("purchase_count", INTEGER, labels("购买次数", "購買次數", "Purchases"), formula=f"COUNTIFS({_BOUGHT})")
def purchase_count(m: Ledger) -> pd.Series:
    """How often the customer bought up to the as-of date; returns do not count."""
    return m.purchases.count(bought(m))


def bought(m: Ledger) -> pd.Series:
    """Whether each purchase has an amount above 0 and lies on or before the as-of date."""
    return (m.purchases["amount"] > 0) & (m.purchases["date"] <= m.as_of)


@measure(
    "first_purchase",
    DATE,
    labels("首次购买", "首次購買", "First Purchase"),
    formula=f'IF({{@purchase_count}}=0,"",MINIFS({{purchases.date}},{_BOUGHT}))',
)
def first_purchase(m: Ledger) -> pd.Series:
    """The day of the first purchase."""
    return m.purchases.extreme(m.purchases["date"], bought(m), "min")


@measure(
    "last_purchase",
    DATE,
    labels("最近购买", "最近購買", "Last Purchase"),
    formula=f'IF({{@purchase_count}}=0,"",MAXIFS({{purchases.date}},{_BOUGHT}))',
)
def last_purchase(m: Ledger) -> pd.Series:
    """The day of the latest purchase."""
    return m.purchases.extreme(m.purchases["date"], bought(m), "max")


@measure(
    "receivable",
    MONEY,
    labels("应收余额", "應收餘額", "Receivable"),
    formula=f"SUMIFS({{purchases.amount}},{_OWED})-SUMIFS({{purchases.paid_amount}},{_OWED})",
)
def receivable(m: Ledger) -> pd.Series:
    """Amount less what was paid, of the purchases that have a due date."""
    return m.purchases.total(unpaid(m), m.purchases["due_date"].notna())


@measure(
    "overdue",
    MONEY,
    labels("逾期金额", "逾期金額", "Overdue"),
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
