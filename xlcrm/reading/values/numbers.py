"""Numbers: money, plain numbers, whole numbers and percentages."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from xlcrm.reading.values.amounts import DecimalMark, read_amount
from xlcrm.reading.values.marks import fold, nothing_in
from xlcrm.reading.values.reading import Context, Reading
from xlcrm.schema.types import KindName

# From here on a spreadsheet no longer holds every digit, and no customer has as much.
TOO_LARGE = 1e15

# What is counted may be said after the count: 2个, 3份, 20年.
_COUNTED = re.compile(r"(?<=[0-9零〇一二两三四五六七八九十百千万萬亿億]) ?[个個名位人年岁歲次分件份股套盒箱期]$")


@overload
def scaled(number: float, scale: float) -> float: ...
@overload
def scaled(number: npt.NDArray[np.float64], scale: float) -> npt.NDArray[np.float64]: ...
def scaled(number: Any, scale: float) -> Any:
    """Numbers in the unit that the header states, without the last digits that multiplying adds: 1.1 万 is 11000."""
    return number if scale == 1 else np.round(number * scale, 4)


def parse_money(raw: Any, context: Context, decimal: DecimalMark = ".") -> Reading:
    """An amount of money, in the unit of the cell or else of the header."""
    return _number(raw, context, decimal, context.scale)


def parse_number(raw: Any, context: Context, decimal: DecimalMark = ".") -> Reading:
    """A number, in the unit of the cell or else of the header."""
    return _number(_uncounted(raw), context, decimal, context.scale)


def parse_integer(raw: Any, context: Context, decimal: DecimalMark = ".") -> Reading:
    """A whole number."""
    reading = _number(_uncounted(raw), context, decimal, 1)
    if reading.value is not None and not float(reading.value).is_integer():
        return Reading(None, "not_an_integer")
    return reading


def parse_percent(raw: Any, context: Context, decimal: DecimalMark = ".") -> Reading:
    """A part of one: 12 % is 0.12. A number above one without its sign may be meant either way, and is not read."""
    reading = _number(raw, context, decimal, 1)
    signed = isinstance(raw, str) and ("%" in fold(raw) or "百分之" in raw)
    if reading.value is not None and abs(reading.value) > 1 and not signed:
        return Reading(None, "percent_without_sign")
    return reading


def _uncounted(raw: Any) -> Any:
    return _COUNTED.sub("", fold(raw)) if isinstance(raw, str) else raw


def _number(raw: Any, context: Context, decimal: DecimalMark, scale: float) -> Reading:
    nothing = nothing_in(raw)
    if nothing is not None:
        return nothing
    if isinstance(raw, bool) or not isinstance(raw, (int, float, str)):
        return Reading(None, "not_a_number")
    if not isinstance(raw, str):
        return _sized(raw, scale, clean=True)
    amount = read_amount(raw, context.base_currency, decimal)
    if isinstance(amount, str):
        return Reading(None, amount)
    if amount.currency not in (None, context.base_currency):
        return Reading(None, "foreign_currency", {"currency": amount.currency})
    return _sized(amount.number, 1 if amount.own_unit else scale, clean=False)


def _sized(number: float | Decimal, scale: float, *, clean: bool) -> Reading:
    try:
        value = scaled(float(number), scale)
    except OverflowError:  # an int of more than 308 digits
        return Reading(None, "not_finite")
    if not abs(value) < TOO_LARGE:
        return Reading(None, "not_finite")
    return Reading(float(value) + 0.0, None if clean else "converted")  # no minus before a zero


PARSERS: dict[KindName, Callable[..., Reading]] = {
    "money": parse_money,
    "number": parse_number,
    "integer": parse_integer,
    "percent": parse_percent,
}
