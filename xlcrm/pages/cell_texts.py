"""What a cell of an input table shows, for the pages that show it again: a formula and its twin."""

from typing import Any

import pandas as pd

from xlcrm.labels import Labels, labels
from xlcrm.measures.formula import quoted
from xlcrm.schema.enums import BOOLEAN
from xlcrm.schema.tables import TABLE
from xlcrm.schema.types import Enum
from xlcrm.writing.canvas import Context
from xlcrm.writing.cells import typed_text

_SMALLEST = 1.6
"""How often a cell's width a text may be long: print of ten points then shrinks to six."""

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


def shortened(context: Context, cell: tuple[str, Any], width: float, lines: int = 1) -> tuple[str, Any]:
    """A text, as formula and value, cut where it could only stand in its cell in print too small to read.

    The cell is `width` digits wide, and shrinks its text, or has room for some lines of it.
    """
    template, value = cell
    length = int(width * lines * (_SMALLEST if lines == 1 else 1) / (1 if context.language == "en" else 2))
    cut = value[: length - 1] + "…" if isinstance(value, str) and len(value) > length else value
    return f'IF(LEN({template})>{length},LEFT({template},{length - 1})&"…",{template})', cut


def filled(context: Context, words: Labels, **cells: tuple[str, Any]) -> tuple[str, Any]:
    """A text with numbers and names in it, each a formula and its value, in the order in which they stand there."""
    parts, said, rest = [], "", words.in_(context.language)
    for key, (formula, value) in cells.items():
        before, rest = rest.split("{" + key + "}")
        parts += [quoted(before), formula]
        said += f"{before}{value}"
    return "&".join([*parts, quoted(rest)]), said + rest


def counted(context: Context, words: Labels, number: str, value: int) -> tuple[str, Any]:
    """A text with a number in it, `{n}`."""
    return filled(context, words, n=(f"({number})", value))


def table_position(context: Context, table: str, record: int) -> int:
    """Where a row of the book stands in its Excel table, counted from 1."""
    return context.layouts["customers"].positions[record] if table == "customers" else record + 1


def iso(cell: str) -> str:
    """The date of a cell as a text: formats for dates are spelled differently in some countries, these are not."""
    return f'YEAR({cell})&"-"&TEXT(MONTH({cell}),"00")&"-"&TEXT(DAY({cell}),"00")'
