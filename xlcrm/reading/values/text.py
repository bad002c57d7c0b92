"""Free text, and the forms of text that have a spelling of their own: phone, email, number of an ID document."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from xlcrm.reading.values.ids import is_shown_short, text_of_number
from xlcrm.reading.values.marks import ILLEGAL, INVISIBLE, code_of, is_blank, is_error_value, nothing_in
from xlcrm.reading.values.reading import Context, Reading
from xlcrm.schema.types import Form

# What a cell holds, in UTF-16 units as Excel counts them.
LONGEST = 32_767

CLEAN_TEXT: dict[Form | None, re.Pattern[str]] = {
    None: re.compile(rf"(?![\s#])[^{INVISIBLE}{ILLEGAL}]{{0,16000}}(?<!\s)"),
    "phone": re.compile(r"1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8}"),
    "email": re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+"),
    "id_number": re.compile(r"[0-9]{15}(?!000)[0-9]{2}[0-9X]"),
}
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_ILLEGAL = re.compile(f"[{ILLEGAL}]")
_MAINLAND_MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9][0-9]{9})")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def parse_text(raw: Any, context: Context, form: Form | None = None) -> Reading:  # noqa: ARG001 - as every parser
    """A text; inside it nothing is changed, but a text of one line loses what cannot be seen."""
    spelled = _SPELLINGS.get(form) if form else None
    if spelled is not None:
        return _formed(raw, spelled)
    if is_blank(raw):
        return Reading(None)
    if not isinstance(raw, str):
        return _text_of(raw)
    if is_error_value(raw):
        return Reading(None, "error_value")
    text = _seen(raw)
    if not text.strip():
        return Reading(None, "cleaned")
    if len(text) > LONGEST // 2 and len(text.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST:
        return Reading(None, "too_long", {"limit": LONGEST})
    if _ILLEGAL.search(text):
        return Reading(text, "illegal_characters")
    return Reading(text) if text == raw else Reading(text, "cleaned")


def id_number_check_digit(first_17: str) -> str:
    """The last character of a Chinese ID number (GB 11643, ISO 7064 MOD 11-2)."""
    return "10X98765432"[sum(w * int(d) for w, d in zip(_WEIGHTS, first_17, strict=True)) % 11]


def _seen(text: str) -> str:
    """A text of one line without what cannot be seen, unless that keeps it from being taken for a formula."""
    seen = _INVISIBLE.sub("", text).strip()
    return text if "\n" in seen or seen.startswith(("=", "+", "-", "@")) else seen


def _text_of(raw: Any) -> Reading:
    if isinstance(raw, datetime):
        return Reading(raw.isoformat(" ", "minutes") if raw.time() != time() else raw.date().isoformat(), "converted")
    if isinstance(raw, (date, time)):
        return Reading(raw.isoformat(), "converted")
    if isinstance(raw, timedelta):
        return Reading(str(raw), "converted")
    return text_of_number(raw)


def _formed(raw: Any, spelled: Callable[[str], Reading]) -> Reading:
    """A text that has a spelling of its own."""
    nothing = nothing_in(raw)
    if nothing is not None:
        return nothing
    if not isinstance(raw, str):
        number = text_of_number(raw)
        return number if number.value is None else Reading(spelled(number.value).value, "converted")
    text = code_of(raw)
    if is_shown_short(text):
        return Reading(None, "digits_lost")
    value, kind, params = spelled(text)
    return Reading(value or None, kind or (None if value == raw else "cleaned"), params)


def _phone(text: str) -> Reading:
    """A mainland mobile number as its eleven digits; any other number as it is written."""
    text = re.sub(r"(?<=[0-9]{7})\.0$", "", text)  # a number that was written as text
    mobile = _MAINLAND_MOBILE.fullmatch(re.sub(r"[ ().-]", "", text))
    return Reading(mobile[1] if mobile else text)


def _email(text: str) -> Reading:
    return Reading(text.removeprefix("mailto:").replace(" ", ""))


def _id_number(text: str) -> Reading:
    """The 18 characters of a Chinese ID number together; any other number as it is written, without spaces."""
    text = text.replace(" ", "")
    compact = text.replace("-", "")
    if re.fullmatch(r"[0-9]{17}[0-9xX]", compact):
        text = compact.upper()
    if re.fullmatch(r"[0-9]{15}000", text) and id_number_check_digit(text[:17]) != text[17]:
        return Reading(None, "digits_lost")
    return Reading(text)


_SPELLINGS: dict[Form, Callable[[str], Reading]] = {"phone": _phone, "email": _email, "id_number": _id_number}
