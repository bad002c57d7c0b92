"""What a cell of an input table shows, for the pages that show it again: a formula and its twin."""

from typing import Any

import pandas as pd

from xlcrm.labels import labels
from xlcrm.schema.enums import BOOLEAN
from xlcrm.schema.tables import TABLE
from xlcrm.schema.types import Enum
from xlcrm.writers.canvas import Context
from xlcrm.writers.cells import typed_text

NONE = labels("无", "無", "None")


def shown_formula(table: str, column: str, position: str) -> str:
    """The cell at a position of a table: dates and numbers as such, all else as text; nothing at a blank position."""
    kind = TABLE[table][column].kind
    cell = f"INDEX({{{table}.{column}}},{position})"
    if kind.name == "date" or kind.is_number:
        return f'IF({position}="","",IF(ISNUMBER({cell}),{cell},""))'
    return f'IF({position}="","",IFERROR({cell}&"",""))'


def shown(context: Context, table: str, column: str, record: int | None) -> Any:
    """The twin of `shown_formula`, for a row of the book's table; None for a blank."""
    if record is None:
        return None
    records = context.book[table]
    kind = TABLE[table][column].kind
    value = records[column].iat[record]
    if pd.isna(value):
        bad = column in records.raw and records.raw[column][record] not in (None, "")
        is_text = not (kind.name == "date" or kind.is_number)
        return typed_text(records.raw[column][record]) if bad and is_text else None
    if isinstance(kind, Enum):
        return kind[value].labels.in_(context.language)
    if kind.name == "boolean":
        return BOOLEAN["yes" if value else "no"].labels.in_(context.language)
    return value


def table_position(context: Context, table: str, record: int) -> int:
    """Where a row of the book stands in its Excel table, counted from 1."""
    return context.standings["customers"].positions[record] if table == "customers" else record + 1


def iso(cell: str) -> str:
    """The date of a cell as a text: formats for dates are spelled differently in some countries, these are not."""
    return f'YEAR({cell})&"-"&TEXT(MONTH({cell}),"00")&"-"&TEXT(DAY({cell}),"00")'
