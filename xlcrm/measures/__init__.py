"""What the workbook computes for every customer: each measure a formula and its Python twin, side by side."""

import pandas as pd

from xlcrm.book import Book
from xlcrm.measures import contacts, holdings, identity, policies, purchases, tiers
from xlcrm.measures.engine import Ledger, Measure

MEASURES: tuple[Measure, ...] = (
    identity.customer_id,
    identity.name,
    identity.manager,
    tiers.activity,
    tiers.tier,
    identity.age,
    identity.next_birthday,
    purchases.revenue_12m,
    purchases.revenue_total,
    purchases.margin_12m,
    purchases.purchase_count,
    purchases.first_purchase,
    purchases.last_purchase,
    contacts.last_contact,
    contacts.last_visit,
    contacts.call_due,
    contacts.visit_due,
    holdings.review_date,
    holdings.previous_review,
    contacts.review_due,
    holdings.assets_here,
    holdings.assets_total,
    holdings.liabilities,
    holdings.net_worth,
    holdings.wallet_share,
    holdings.assets_change,
    holdings.assets_change_pct,
    holdings.risk_mismatch,
    policies.policies,
    policies.premium_year,
    policies.sum_life,
    policies.sum_ci,
    policies.sum_medical,
    policies.sum_accident,
    policies.next_premium,
    purchases.receivable,
    purchases.overdue,
)
"""Every measure, in the order of the columns of Overview."""

HELPERS: tuple[Measure, ...] = (identity.key, tiers.place)
"""What the measures stand on: hidden cells beside the Overview table."""

MEASURE = {measure.key: measure for measure in MEASURES}


def ledger(book: Book) -> Ledger:
    """The book seen customer by customer."""
    return Ledger(book, MEASURES + HELPERS)


def compute(book: Book) -> pd.DataFrame:
    """Every measure of every customer: one row for each row of Customers, one column for each measure."""
    found = ledger(book)
    return pd.DataFrame({measure.key: found[measure.key] for measure in MEASURES})
