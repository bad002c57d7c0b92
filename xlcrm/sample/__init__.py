"""A lifelike example: forty customers of a private banker, the same story told in each of three cultures."""

from collections.abc import Sequence
from dataclasses import replace

from xlcrm.labels import Language
from xlcrm.model.book import Book, Records, typed_values
from xlcrm.sample.cast import CAST
from xlcrm.sample.plot import SAMPLE_AS_OF, Row
from xlcrm.sample.world import world
from xlcrm.schema.settings import default_settings
from xlcrm.schema.tables import TABLE
from xlcrm.subjects.assets.sample import asset_rows
from xlcrm.subjects.customers.sample import customer_rows
from xlcrm.subjects.follow_ups.sample import follow_up_rows
from xlcrm.subjects.insurance.sample import policy_rows
from xlcrm.subjects.purchases.sample import purchase_rows

__all__ = ["SAMPLE_AS_OF", "sample_book"]


def sample_book(language: Language, preset: str = "pyramid", customers: int = len(CAST)) -> Book:
    """The sample's first `customers` customers, at most forty, with everything that belongs to them.

    The same arguments give the same book. Its settings fix the as-of date, so that it always looks alive. Amounts are
    in the base currency that goes with the language. No person, company or number in it exists.
    """
    cast = CAST[:customers]
    culture = world(language)
    assets = asset_rows(cast, culture)
    rows = {
        "customers": customer_rows(cast, culture, language),
        "follow_ups": follow_up_rows(cast, culture, assets),
        "purchases": purchase_rows(cast, culture),
        "insurance": policy_rows(cast, culture),
        "assets": assets,
    }
    settings = replace(default_settings(language, preset), as_of=SAMPLE_AS_OF)
    tables = {table: _records(table, found) for table, found in rows.items()}
    return Book(tables, language=language, settings=settings, as_of=SAMPLE_AS_OF)


def _records(table: str, rows: Sequence[Row]) -> Records:
    """Typed records from rows that hold a value, or None, for every column of a table."""
    schema = TABLE[table]
    columns = {column.key: typed_values(column.kind, [row[column.key] for row in rows]) for column in schema.columns}
    return Records(schema, columns)
