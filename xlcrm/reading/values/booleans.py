"""Yes and no."""

from functools import cache
from typing import Any

from xlcrm.labels import Language
from xlcrm.reading.values.enums import clean_words, parse_enum
from xlcrm.reading.values.marks import fold
from xlcrm.reading.values.reading import Context, Reading
from xlcrm.schema.enums import BOOLEAN

# Other drawings of the ticks and crosses that the list has, V and X typed for them, and words that no list needs.
_ALSO_YES = ("✔", "☑", "✅", "v", "t", "真", "已", "完成", "已完成", "done", "ok", "1.0")
_ALSO_NO = (
    "✘",
    "☒",
    "❌",
    "✖",
    "x",
    "f",
    "假",
    "错",
    "錯",
    "未",
    "未完成",
    "没有",
    "沒有",
    "没",
    "沒",
    "☐",
    "□",
    "0.0",
)
_ALSO = {**dict.fromkeys(_ALSO_YES, True), **dict.fromkeys(_ALSO_NO, False)}


@cache
def clean_booleans(language: Language) -> dict[str, bool]:
    """The words that need no conversion, with what they mean."""
    return {word: key == "yes" for word, key in clean_words(BOOLEAN, language).items()}


def parse_boolean(raw: Any, context: Context) -> Reading:
    """True or False, from a word, a tick or cross, a 1 or 0, or a truth value of the spreadsheet."""
    if isinstance(raw, str):
        also = _ALSO.get(fold(raw).casefold().rstrip("\ufe0f"))
        if also is not None:
            return Reading(also, "converted")
    value, kind, params = parse_enum(raw, context, BOOLEAN, unknown="not_a_boolean")
    return Reading(None if value is None else value == "yes", kind, params)
