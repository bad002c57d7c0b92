"""A lifelike example: forty customers of a private banker, the same story told in each of three cultures."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from xlcrm.labels import Language
from xlcrm.measures import compute
from xlcrm.model.book import Book
from xlcrm.model.records import Records, typed_values
from xlcrm.schema.settings import default_settings
from xlcrm.schema.tables import present, tables_of
from xlcrm.schema.types import Table
from xlcrm.story.cast import CAST
from xlcrm.story.plot import SAMPLE_AS_OF, Row
from xlcrm.story.telling import Telling

__all__ = ["SAMPLE_AS_OF", "sample_book"]


def sample_book(
    language: Language, preset: str = "pyramid", customers: int = len(CAST), subjects: Collection[str] = ()
) -> Book:
    """The sample's first `customers` customers, at most forty, with everything that belongs to them.

    The same arguments give the same book, with `subjects` besides the core. Its settings fix the as-of date, so that it
    always looks alive. Amounts are in the base currency that goes with the language. No person, company or number in it
    exists.
    """
    told = present(subjects)
    telling = Telling(CAST[:customers], language, told)
    tables = {key: _records(table, telling.rows(key)) for key, table in tables_of(told).items()}
    settings = replace(default_settings(language, preset), as_of=SAMPLE_AS_OF)
    return Book(tables, language=language, settings=settings, as_of=SAMPLE_AS_OF, subjects=subjects, compute=compute)


def _records(table: Table, rows: Sequence[Row]) -> Records:
    """Typed records from rows that hold the value of every column which is not blank."""
    columns = {c.key: typed_values(c.kind, [row.get(c.key) for row in rows]) for c in table.columns}
    return Records(table, columns)
