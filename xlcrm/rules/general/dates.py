"""Rules on dates that any table may have."""

from collections.abc import Iterator

import numpy as np

from xlcrm.labels import labels
from xlcrm.rules.checked import Checked, positions
from xlcrm.rules.finding import WARNING
from xlcrm.rules.rule import Hit, Rules, cell_hit

RULES = Rules()


@RULES.rule(
    "D601", WARNING,
    labels("{column} {value} 早得不合常理", "{column} {value} 早得不合常理", "{column} {value} is too long ago to be true"),
    labels("核对年份", "核對年份", "Check the year"),
)
def too_long_ago(book: Checked) -> Iterator[Hit]:
    """A contact, a purchase or a review is dated before 1990.

    The year was mistyped, or a bare number was taken for a date. The row falls out of the last twelve months.

    Bad: a purchase on 1926-03-05.
    Good: a purchase on 2026-03-05.
    """
    for records in book.book.tables.values():
        for column in (column for column in records.schema.columns if column.first_year):
            too_early = book.values(records.schema.key, column.key) < np.datetime64(f"{column.first_year}-01-01", "s")
            for record in positions(too_early):
                yield cell_hit(records, record, column.key)
