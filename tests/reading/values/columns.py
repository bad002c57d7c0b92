"""Columns of every kind to read cells with, and short ways to read them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from xlcrm.labels import same
from xlcrm.reading.values import CellNote, Context, convert_column
from xlcrm.schema.tables import TABLE
from xlcrm.schema.types import BOOLEAN, CURRENCY, DATE, ID, INTEGER, MONEY, NUMBER, PERCENT, TEXT, Column, Kind

MAINLAND = Context("zh-CN", "CNY")
TAIWAN = Context("zh-TW", "TWD")
ENGLISH = Context("en", "USD")


def of_kind(kind: Kind) -> Column:
    return Column(kind.name, kind, same(kind.name))


AMOUNT = of_kind(MONEY)
QUANTITY = of_kind(NUMBER)
WHOLE = of_kind(INTEGER)
SHARE = of_kind(PERCENT)
DAY = of_kind(DATE)
FLAG = of_kind(BOOLEAN)
CODE = of_kind(ID)
WORDS = of_kind(TEXT)
MONEY_OF = of_kind(CURRENCY)
STATUS = TABLE["insurance"]["status"]
RISK = TABLE["customers"]["risk_profile"]
STAGE = TABLE["customers"]["stage"]
PHONE = TABLE["customers"]["phone"]
EMAIL = TABLE["customers"]["email"]
ID_NUMBER = TABLE["customers"]["id_number"]
END_DATE = TABLE["insurance"]["end_date"]


def plain(value: Any) -> Any:
    """A typed value as plain Python: None for any blank, a `date` for a day."""
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value


def read_all(column: Column, raw: Sequence[Any], context: Context = MAINLAND) -> tuple[list[Any], list[CellNote]]:
    values, notes = convert_column(column, raw, context)
    return [plain(value) for value in values], notes


def read(column: Column, raw: Any, context: Context = MAINLAND) -> tuple[Any, str | None]:
    """The value of a column's only cell, and what is said of it."""
    (value,), notes = read_all(column, [raw], context)
    return value, notes[0].kind if notes else None


FIFTH_OF_MARCH = date(2024, 3, 5)
