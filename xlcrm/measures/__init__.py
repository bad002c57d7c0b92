"""What the workbook computes for every customer: each measure a formula and its Python twin, side by side."""

import pandas as pd

from xlcrm.measures.engine import Ledger, Measure
from xlcrm.model.book import Book
from xlcrm.schema.measures import HELPER_COLUMNS, MEASURE_COLUMNS
from xlcrm.subjects.assets import measures as holdings
from xlcrm.subjects.customers import measures as identity
from xlcrm.subjects.follow_ups import measures as contacts
from xlcrm.subjects.insurance import measures as policies
from xlcrm.subjects.purchases import measures as purchases
from xlcrm.subjects.pyramid import tiers

_DECLARED = {
    declared.key: declared
    for module in (identity, tiers, purchases, contacts, holdings, policies)
    for declared in vars(module).values()
    if isinstance(declared, Measure)
}

MEASURES = tuple(_DECLARED[column.key] for column in MEASURE_COLUMNS)
"""Every measure, in the order of the columns of Overview."""

HELPERS = tuple(_DECLARED[column.key] for column in HELPER_COLUMNS)
"""What the measures stand on: hidden cells beside the Overview table."""


def ledger(book: Book) -> Ledger:
    """The book seen customer by customer."""
    return Ledger(book, MEASURES + HELPERS)


def compute(book: Book) -> pd.DataFrame:
    """Every measure of every customer: one row for each row of Customers, one column for each measure."""
    found = ledger(book)
    return pd.DataFrame({measure.key: found[measure.key] for measure in MEASURES})
