"""IDs: customer, order and policy numbers, which are text however much they look like numbers."""

import re
import unicodedata
from datetime import date, time, timedelta
from typing import Any

from xlcrm.reading.values.marks import code_of, nothing_in
from xlcrm.reading.values.reading import Context, Reading

# A spreadsheet keeps 15 digits of a number.
DIGITS_KEPT = 1e15

CLEAN_ID = re.compile(r"(?!(?:[Nn]/?[Aa]|(?i:nil|none|null))$)[0-9A-Za-z][0-9A-Za-z_./#-]*")
_SHOWN_SHORT = re.compile(r"[0-9](\.[0-9]+)?E\+[0-9]+", re.IGNORECASE)
# Spaces are noise in a number such as "C 001", but not in a name, nor in what is no ID at all.
_NUMBERED = re.compile(r"[\w ./#-]*[0-9][\w ./#-]*")
_LATIN_DOUBLES = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХаеѕіјорсухԛԝԁһΑΒΕΖΗΙΚΜΝΟΡΤΥΧαινορχ",
        "ABESIJKMHOPCTYXaesijopcyxqwdhABEZHIKMNOPTYXaivopx",
        strict=True,
    )
)


def parse_id(raw: Any, context: Context) -> Reading:  # noqa: ARG001 - every parser is called alike
    """An ID as text, without spaces; look-alike letters and lost digits are errors."""
    nothing = nothing_in(raw)
    if nothing is not None:
        return nothing
    if not isinstance(raw, str):
        return text_of_number(raw)
    text = code_of(raw)
    if _NUMBERED.fullmatch(text):
        text = text.replace(" ", "")
    if not text:
        return Reading(None, "cleaned")
    if is_shown_short(text):
        return Reading(None, "digits_lost")
    return _look_alike(text) or (Reading(text) if text == raw else Reading(text, "cleaned"))


def is_shown_short(text: str) -> bool:
    """Whether a text is a long number as a spreadsheet shows it, such as 1.10101E+17."""
    return _SHOWN_SHORT.fullmatch(text) is not None


def text_of_number(raw: Any) -> Reading:
    """The text that a cell held before a spreadsheet made a number or a date of it, where that can be known."""
    if isinstance(raw, bool):
        return Reading(str(raw).upper(), "converted")
    if isinstance(raw, (date, time, timedelta)):
        return Reading(None, "became_date")
    if not abs(raw) < DIGITS_KEPT:
        return Reading(None, "digits_lost")
    return Reading(str(int(raw)) if float(raw).is_integer() else repr(raw), "converted")


def _look_alike(text: str) -> Reading | None:
    """An error where Cyrillic or Greek letters stand among Latin ones, or where all have a Latin double."""
    if text.isascii():
        return None
    scripts = [(letter, _script(letter)) for letter in text if letter.isalpha()]
    strange = [(letter, script) for letter, script in scripts if script in ("CYRILLIC", "GREEK")]
    if not strange:
        return None
    if all(script != "LATIN" for _, script in scripts) and any(letter not in _LATIN_DOUBLES for letter, _ in strange):
        return None
    letter, script = strange[0]
    suggestion = "".join(_LATIN_DOUBLES.get(each, each) for each in text)
    return Reading(None, "lookalike_letters", {"letter": letter, "script": script.title(), "suggestion": suggestion})


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
