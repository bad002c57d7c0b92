"""What the customer bought: revenue, margin, purchases, and what is still owed."""

import pandas as pd

from xlcrm.labels import labels
from xlcrm.measures.engine import Ledger
from xlcrm.measures.expressions import count, earliest, if_any, latest, total
from xlcrm.measures.measure import Measure
from xlcrm.measures.predicates import Compare, before_today, given, last_12_months, up_to_today
from xlcrm.schema.types import DATE, INTEGER, MONEY

LAST = 60
"""Where what is owed stands on Overview: after the measures of all other core subjects."""

this_year = last_12_months("date")
bought = up_to_today("date") & Compare("amount", ">", 0)  # returns are no purchases, but count against the revenue
owed = given("due_date")
late = owed & before_today("due_date")

revenue_12m = Measure("revenue_12m", MONEY, labels("近12个月购买额", "近12個月購買額", "Revenue 12M"),
    total("purchases.amount", where=this_year), basis=True)
revenue_total = Measure("revenue_total", MONEY, labels("累计购买额", "累計購買額", "Revenue Total"),
    total("purchases.amount", where=up_to_today("date")), basis=True)
margin_12m = Measure("margin_12m", MONEY, labels("近12个月毛利", "近12個月毛利", "Margin 12M"),
    total("purchases.amount", where=this_year & given("cost")) - total("purchases.cost", where=this_year), basis=True)
purchase_count = Measure("purchase_count", INTEGER, labels("购买次数", "購買次數", "Purchases"),
    count("purchases", where=bought))
first_purchase = Measure("first_purchase", DATE, labels("首次购买", "首次購買", "First Purchase"),
    if_any(purchase_count, earliest("purchases.date", where=bought)))
last_purchase = Measure("last_purchase", DATE, labels("最近购买", "最近購買", "Last Purchase"),
    if_any(purchase_count, latest("purchases.date", where=bought)))
receivable = Measure("receivable", MONEY, labels("应收余额", "應收餘額", "Receivable"),
    total("purchases.amount", where=owed) - total("purchases.paid_amount", where=owed), place=LAST)
overdue = Measure("overdue", MONEY, labels("逾期金额", "逾期金額", "Overdue"),
    total("purchases.amount", where=late) - total("purchases.paid_amount", where=late), place=LAST)


def unpaid(m: Ledger) -> pd.Series:
    """What each purchase leaves to be paid, in its currency."""
    purchases = m.table("purchases")
    return purchases["amount"].fillna(0) - purchases["paid_amount"].fillna(0)
