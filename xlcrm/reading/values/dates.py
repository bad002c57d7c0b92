"""Dates: calendar texts in three languages, years of the Republic, and the serial numbers of spreadsheets."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Literal

from xlcrm.reading.values.marks import code_of, fold, nothing_in
from xlcrm.reading.values.numerals import NUMERALS, chinese_number
from xlcrm.reading.values.reading import Context, Reading

DateOrder = Literal["dmy", "mdy"]

FIRST_DAY = date(1900, 1, 1)  # no spreadsheet has an earlier one
LAST_DAY = date(9999, 12, 31)
# A bare number past this day is not the serial number of a day in anyone's life.
_LAST_SERIAL_DAY = date(2199, 12, 31)
# The serial numbers of 0 January and 29 February 1900.
_NO_DAYS = (0, 60)
_YEAR_ONE_OF_THE_REPUBLIC = 1912

_WEEKDAY = (
    r" ?(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]| ?\((?:星期|周|週)?[一二三四五六日]\)"
    r"|,? ?(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
)
_CLOCK = (
    r"[ T]?(?:上午|下午|凌晨|早上|中午|晚上)?[ ]?(?:[01]?[0-9]|2[0-4])[:时時点點][0-5]?[0-9]"
    r"(?:[:分][0-5]?[0-9](?:\.[0-9]+)?)?秒?分?(?: ?[ap]\.?m\.?)?(?: ?(?:Z|UTC|[+-][0-9]{2}:?[0-9]{2}))?"
)
_TIME = rf"(?:{_WEEKDAY})?(?:{_CLOCK})?"
_NUMBER = f"[0-9]+|[{NUMERALS}]+"
_SEPARATED = re.compile(
    rf"([0-9]{{1,4}})(?: ?([./\\,、-]) ?| )([0-9]{{1,2}})(?(2) ?\2 ?| )([0-9]{{1,4}}){_TIME}", re.IGNORECASE
)
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_COMPACT_REPUBLIC = re.compile(r"(1[0-9]{2})([0-9]{2})([0-9]{2})")
_COMPACT_SHORT = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2})")
_SERIAL = re.compile(r"[0-9]{5}")
_WITH_CHARACTERS = re.compile(
    rf"(?P<era>(?:中[華华])?民[國国])? ?(?P<year>{_NUMBER}|元) ?年 ?"
    rf"(?P<month>{_NUMBER}) ?月 ?(?P<day>{_NUMBER}) ?[日号號]?{_TIME}",
    re.IGNORECASE,
)
_REPUBLIC = re.compile(rf"(?:中[華华])?民[國国] ?([0-9]{{1,3}}) ?[./-] ?([0-9]{{1,2}}) ?[./-] ?([0-9]{{1,2}}){_TIME}")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_NAMED_MONTH = (
    re.compile(rf"{_DAY}[ ./-]*{_MONTH},?[ ./-]*(?P<year>[0-9]{{4}}|[0-9]{{2}}){_TIME}", re.IGNORECASE),
    re.compile(rf"{_MONTH}[ ./-]*{_DAY},?[ ./-]+(?P<year>[0-9]{{4}}|[0-9]{{2}}){_TIME}", re.IGNORECASE),
    re.compile(rf"(?P<year>[0-9]{{4}})[ ./-]*{_MONTH}[ ./-]*{_DAY}{_TIME}", re.IGNORECASE),
)
_COMMON_ERA = re.compile(r"^[公西]元 ?")
# A number that was written as text, and a full stop behind the last figure.
_NUMBER_AS_TEXT = re.compile(r"(?<=^[0-9]{8})\.0$|(?<=[0-9])\.$")
_NO_END = re.compile(r"[终終]身|永久|[长長]期|whole ?life|lifetime|for ?life", re.IGNORECASE)


def date_order(texts: Iterable[str]) -> DateOrder | None:
    """The order of day and month that a column shows; None where it shows none, or both."""
    orders = {order for order in map(_shown_order, texts) if order is not None}
    return orders.pop() if len(orders) == 1 else None


def parse_date(raw: Any, context: Context, order: DateOrder | None = None, *, open_end: bool = False) -> Reading:
    """A day as `datetime.date`. With `open_end`, a blank is also what the last day of all, or 终身, means."""
    if open_end and isinstance(raw, str) and _NO_END.fullmatch(fold(raw)):
        return Reading(None, "converted")
    reading = _parse(raw, context, order)
    if open_end and reading.value == LAST_DAY:
        return Reading(None, "converted")
    return reading


def _parse(raw: Any, context: Context, order: DateOrder | None) -> Reading:
    nothing = nothing_in(raw)
    if nothing is not None:
        return nothing
    if isinstance(raw, datetime):
        midnight = raw.hour == raw.minute == raw.second == raw.microsecond == 0
        return _day(raw.date(), clean=midnight)
    if isinstance(raw, date):
        return _day(raw, clean=True)
    if isinstance(raw, bool):
        return Reading(None, "not_a_date")
    if isinstance(raw, (int, float)):
        return _number(float(raw) if abs(raw) < 1e15 else 1e15, context)
    if not isinstance(raw, str):
        return Reading(None, "not_a_date")
    return _text(code_of(raw), context, order)


def _day(day: date, *, clean: bool) -> Reading:
    if day < FIRST_DAY:
        return Reading(None, "no_such_day")
    return Reading(day, None if clean else "converted")


def _made(year: int, month: int, day: int) -> Reading:
    """A day that a text or number spells out."""
    try:
        return _day(date(year, month, day), clean=False)
    except ValueError:
        return Reading(None, "no_such_day")


def _is_day(year: int, month: int, day: int) -> bool:
    return _made(year, month, day).value is not None


def _number(number: float, context: Context) -> Reading:
    """A date written as one number, such as 20240305, or the serial number of a day."""
    whole = int(number)
    spelled = _compact(str(whole), context) if whole == number else None
    if spelled is not None:
        return spelled
    if whole == (LAST_DAY - _day_zero(context)).days:
        return Reading(LAST_DAY, "serial_date")
    if FIRST_DAY.year <= whole <= 2100 and whole == number:  # a year, rather than a day of 1905
        return Reading(None, "not_a_date")
    return _serial(number, context)


def _serial(number: float, context: Context) -> Reading:
    whole = int(number)
    if number < 0 or (whole in _NO_DAYS and not context.date_1904):
        return Reading(None, "no_such_day")
    if whole > (_LAST_SERIAL_DAY - _day_zero(context)).days:
        short = _COMPACT_SHORT.fullmatch(str(whole))
        return Reading(None, "date_ambiguous" if short and _may_be_short(*map(int, short.groups())) else "not_a_date")
    day = _day_zero(context) + timedelta(days=whole)
    if whole < 60 and not context.date_1904:  # before the 29 February that there never was
        day += timedelta(days=1)
    return Reading(day, "serial_date" if whole == number else "converted")


def _day_zero(context: Context) -> date:
    return date(1904, 1, 1) if context.date_1904 else date(1899, 12, 30)


def _compact(digits: str, context: Context) -> Reading | None:
    """A date of eight digits, or in Taiwan of seven; None where the digits spell none."""
    match = _COMPACT.fullmatch(digits)
    if match and (FIRST_DAY.year <= int(match[1]) <= _LAST_SERIAL_DAY.year or digits == "99991231"):
        return _made(*map(int, match.groups()))
    match = _COMPACT_REPUBLIC.fullmatch(digits) if context.language == "zh-TW" else None
    if match and _is_day(2000, int(match[2]), int(match[3])):
        return _made(int(match[1]) + _YEAR_ONE_OF_THE_REPUBLIC - 1, int(match[2]), int(match[3]))
    return None


def _text(text: str, context: Context, order: DateOrder | None) -> Reading:
    text = _NUMBER_AS_TEXT.sub("", _COMMON_ERA.sub("", text))
    spelled = _compact(text, context)
    if spelled is not None:
        return spelled
    if _SERIAL.fullmatch(text):
        return _serial(int(text), context)
    match = _SEPARATED.fullmatch(text)
    if match:
        return _separated(match[1], match[3], match[4], context, order)
    match = _WITH_CHARACTERS.fullmatch(text)
    if match:
        return _with_characters(match, context)
    match = _REPUBLIC.fullmatch(text)
    if match:
        return _republic(int(match[1]), int(match[2]), int(match[3]))
    for pattern in _NAMED_MONTH:
        match = pattern.fullmatch(text)
        if match:
            if len(match["year"]) == 2:
                return Reading(None, "date_ambiguous")
            return _made(int(match["year"]), _MONTHS.index(match["month"][:3].lower()) + 1, int(match["day"]))
    match = _COMPACT_SHORT.fullmatch(text)
    if match and _may_be_short(*map(int, match.groups())):
        return Reading(None, "date_ambiguous")
    return Reading(None, "not_a_date")


def _separated(first: str, second: str, third: str, context: Context, order: DateOrder | None) -> Reading:
    """Three numbers with marks between them."""
    a, b, c = int(first), int(second), int(third)
    if len(first) == 4 and len(third) <= 2:
        return _made(a, b, c)
    if len(third) == 4 and len(first) <= 2:
        return _day_and_month(a, b, c, order)
    if len(first) == 3 and len(third) <= 2:
        return _republic(a, b, c) if context.language == "zh-TW" else _ambiguous_if(_is_day(2000, b, c))
    if max(len(first), len(third)) <= 2:
        return _ambiguous_if(_may_be_short(a, b, c))
    return Reading(None, "not_a_date")


def _day_and_month(first: int, second: int, year: int, order: DateOrder | None) -> Reading:
    """Day and month before the year, in the order that the numbers or else the column show."""
    day_first, month_first = _made(year, second, first), _made(year, first, second)
    if day_first.value is None or month_first.value is None or first == second:
        return day_first if day_first.value is not None else month_first
    if order is None:
        return Reading(None, "date_ambiguous")
    value = day_first.value if order == "dmy" else month_first.value
    return Reading(value, "date_order_from_column", {"order": order})


def _shown_order(text: str) -> DateOrder | None:
    match = _SEPARATED.fullmatch(fold(text))
    if match is None or len(match[4]) != 4 or len(match[1]) > 2:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if first > 12:
        return "dmy" if _is_day(year, second, first) else None
    if second > 12:
        return "mdy" if _is_day(year, first, second) else None
    return None


def _ambiguous_if(possible: bool) -> Reading:
    return Reading(None, "date_ambiguous" if possible else "not_a_date")


def _may_be_short(a: int, b: int, c: int) -> bool:
    """Whether three numbers may be a date whose year has two digits, in any order."""
    return any(_is_day(2000, month, day) for month, day in ((b, c), (b, a), (a, b)))


def _republic(year: int, month: int, day: int) -> Reading:
    return _made(year + _YEAR_ONE_OF_THE_REPUBLIC - 1, month, day)


def _with_characters(match: re.Match[str], context: Context) -> Reading:
    """A date with 年, 月 and 日, in figures or Chinese numerals."""
    year, month, day = (_figure(match[part]) for part in ("year", "month", "day"))
    if year is None or month is None or day is None:
        return Reading(None, "not_a_date")
    if match["era"]:
        return _republic(year, month, day)
    if year >= 1000:
        return _made(year, month, day)
    if year >= 100 and context.language == "zh-TW":
        return _republic(year, month, day)
    return _ambiguous_if(_is_day(2000, month, day))


def _figure(text: str) -> int | None:
    """A year, month or day in figures or Chinese numerals; 元 is the first year of an era."""
    if text == "元":
        return 1
    if text.isdigit() and text.isascii():
        return int(text) if len(text) <= 4 else None
    number = chinese_number(text)
    return int(number) if number is not None and number < 10000 else None
