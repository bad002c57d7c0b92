"""What the workbook computes for every customer: expressions over its tables, as formulas and as pandas."""

from functools import cache, partial

import pandas as pd

from xlcrm.measures.engine import Ledger
from xlcrm.measures.evaluate import computed
from xlcrm.measures.measure import Measure
from xlcrm.model.book import Book
from xlcrm.schema.measure import declared
from xlcrm.schema.registry import subjects
from xlcrm.schema.subject import Subject


@cache
def _declared(present: tuple[Subject, ...]) -> tuple[Measure, ...]:
    return tuple(measure for measure in declared(present) if isinstance(measure, Measure))


@cache
def measures(present: tuple[Subject, ...]) -> tuple[Measure, ...]:
    """The measures of a book that has these subjects, in the order of the columns of Overview."""
    return tuple(measure for measure in _declared(present) if not measure.helper)


@cache
def helpers(present: tuple[Subject, ...]) -> tuple[Measure, ...]:
    """What those stand on: hidden cells beside the Overview table."""
    return tuple(measure for measure in _declared(present) if measure.helper)


def ledger(book: Book) -> Ledger:
    """The book seen customer by customer."""
    return Ledger(book, {measure.key: partial(computed, measure) for measure in _declared(subjects())})


def compute(book: Book) -> pd.DataFrame:
    """Every measure of every customer: one row for each row of Customers, one column for each measure."""
    found = ledger(book)
    return pd.DataFrame({measure.key: found[measure.key] for measure in measures(book.subjects)})
