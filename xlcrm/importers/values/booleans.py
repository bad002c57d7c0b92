"""Yes and no."""

from functools import cache
from typing import Any

from xlcrm.importers.values.enums import clean_words, parse_enum, word_key
from xlcrm.importers.values.reading import Context, Reading
from xlcrm.labels import Language
from xlcrm.schema.enums import BOOLEAN

# Other drawings of the ticks and crosses that the list has.
_TICKS = {"✔": True, "☑": True, "✅": True, "✘": False, "☒": False, "❌": False, "✖": False}


@cache
def clean_booleans(language: Language) -> dict[str, bool]:
    """The words that need no conversion, with what they mean."""
    return {word: key == "yes" for word, key in clean_words(BOOLEAN, language).items()}


def parse_boolean(raw: Any, context: Context) -> Reading:
    """True or False, from a word, a tick or cross, a 1 or 0, or a truth value of the spreadsheet."""
    tick = _TICKS.get(word_key(raw).rstrip("\ufe0f")) if isinstance(raw, str) else None
    if tick is not None:
        return Reading(tick, "converted")
    value, kind, params = parse_enum(raw, context, BOOLEAN, unknown="not_a_boolean")
    return Reading(None if value is None else value == "yes", kind, params)


def render_boolean(value: bool | None, language: Language) -> str:
    """The word for yes or no; nothing for a blank."""
    return "" if value is None else BOOLEAN["yes" if value else "no"].labels.in_(language)
