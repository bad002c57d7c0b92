"""What the workbook computes for every customer: each measure a formula and its Python twin, side by side."""

import pandas as pd

from xlcrm.book import Book
from xlcrm.measures import contacts, holdings, identity, policies, purchases, tiers
from xlcrm.measures.engine import Ledger, Measure
from xlcrm.schema.measures import HELPER_COLUMNS, MEASURE_COLUMNS

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
