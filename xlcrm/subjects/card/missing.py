"""What is missing in a record at a check: blanks, and cells that the check found fault with, which count half."""

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from xlcrm.labels import Labels, labels
from xlcrm.measures.engine import Ledger
from xlcrm.rules.finding import ERROR, WARNING, Finding, Phrase
from xlcrm.schema.tables import CUSTOMERS, TABLE
from xlcrm.subjects.card.fields import FIELDS
from xlcrm.subjects.card.record import asked, filled

Doubts = frozenset[tuple[int, str]]
"""Cells of Customers, by row and column, that an error or a warning speaks of."""

DOUBTFUL = labels("{column}（待核对）", "{column}（待核對）", "{column} (to be checked)")


def doubts(found: Iterable[Finding]) -> Doubts:
    """The cells of the record that are wrong, or may be, by what a check found."""
    return frozenset(
        (record, finding.column)
        for finding in found
        if finding.table == CUSTOMERS.key and finding.column in FIELDS and finding.severity in (ERROR, WARNING)
        for record in finding.records or (finding.record,)
        if record is not None
    )


def checked_completeness(m: Ledger, doubtful: Doubts) -> pd.Series:
    """The part of each record that is filled, a doubtful cell counting half; blank where no column is asked for.

    This is how a check and a build see it; the measure on Overview, which follows what is typed, counts every filled
    cell in full.
    """
    wanted, values = asked(m), filled(m).astype(float)
    for record, column in doubtful:
        values.loc[record, column] /= 2
    total = wanted.sum(axis=1)
    return (wanted * values).sum(axis=1) / total.where(total > 0)


def missing(m: Ledger, doubtful: Doubts, records: Iterable[int]) -> Iterator[tuple[int, Sequence[str], Sequence[str]]]:
    """Of each of these customers the columns that are blank, and those that are doubtful."""
    wanted, values = asked(m), filled(m)
    for record in records:
        columns = [key for key in FIELDS if wanted[key].iat[record]]
        blank = [key for key in columns if not values[key].iat[record]]
        yield record, blank, [key for key in columns if key not in blank and (record, key) in doubtful]


def in_words(blank: Sequence[str], doubtful: Sequence[str] = ()) -> tuple[Labels | Phrase, ...]:
    """The columns by their names, the doubtful ones marked as such."""
    named = TABLE[CUSTOMERS.key]
    return (
        *(named[key].labels for key in blank),
        *(Phrase(DOUBTFUL, {"column": named[key].labels}) for key in doubtful),
    )
