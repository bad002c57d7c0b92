"""The rule on cells that a row cannot do without."""

from collections.abc import Iterator

import numpy as np

from xlcrm.labels import labels
from xlcrm.rules.checked import Checked, blank, positions
from xlcrm.rules.finding import ERROR
from xlcrm.rules.rule import Hit, Rules, cell_hit

RULES = Rules()


@RULES.rule(
    "V701", ERROR,
    labels("必填的{column}是空白", "必填的{column}是空白", "{column} must not be blank"),
    labels("填上{column}，或删去整行", "填上{column}，或刪去整列", "Fill in {column}, or delete the row"),
)
def required_blank(book: Checked) -> Iterator[Hit]:
    """A cell that a row cannot do without is blank.

    A row without its customer counts for nobody, one without its date or amount for no time or nothing.

    Bad: a purchase with customer and product, but without date.
    Good: a purchase with customer, date, product and amount.
    """
    for records in book.book.tables.values():
        for column in (column.key for column in records.schema.columns if column.required):
            # A column that is not there, and a cell that was not understood, have findings of their own.
            there = np.array([column in source.columns for source in records.sources] or [True])
            for record in positions(blank(book.values(records.schema.key, column)) & there[records.source_of]):
                if column not in records.raw or records.cell_value(column, record) in (None, ""):
                    yield cell_hit(records, record, column)
