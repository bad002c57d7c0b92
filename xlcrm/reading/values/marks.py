"""The characters and words that every kind of value shares: widths, invisible characters, blanks and error values."""

import re
from typing import Any

from xlcrm.reading.values.reading import Reading

# Not the joiners U+200C and U+200D: emoji and some scripts need them.
INVISIBLE = "\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
# What XML 1.0 cannot hold: most control characters, half surrogate pairs, and two that are no characters.
ILLEGAL = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"

HYPHENS = "‐‑‒–—―−－﹣⁃"
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD = {
    **_FULL_WIDTH,
    **dict.fromkeys(map(ord, HYPHENS), "-"),
    ord("￥"): "¥",
    ord("￡"): "£",
    ord("￠"): "¢",
    ord("￦"): "₩",
    ord("％"): "%",
    ord("﹪"): "%",
    ord("’"): "'",
    ord("‘"): "'",
    ord("。"): ".",
    ord("．"): ".",
}
_INVISIBLE = re.compile(f"[{INVISIBLE}\u200c\u200d{ILLEGAL}]")
_SPACES = re.compile(r"\s+")
_FOLDED = re.compile(r"[!-~]+(?: [!-~]+)*")

_BLANK_WORDS = re.compile(
    r"-+|[./\\]|n/?a|n\.a\.|nil|none|null|[无無空]|[暂暫][无無]|没有|沒有|不[适適]用", re.IGNORECASE
)
_ERROR_VALUE = re.compile(
    r"#(N/A|REF!|DIV/0!|VALUE!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!|PYTHON!"
    r"|EXTERNAL!|GETTING_DATA)",
    re.IGNORECASE,
)


def fold(text: str) -> str:
    """The text in half-width characters, hyphens as `-`, one plain space for any run of space, nothing invisible.

    Unlike NFKC it leaves alone what would change a number: superscripts, fractions and circled digits.
    """
    if _FOLDED.fullmatch(text):
        return text
    return _SPACES.sub(" ", _INVISIBLE.sub("", text).translate(_FOLD)).strip()


def code_of(text: str) -> str:
    """A folded text without the quotes that make a spreadsheet take it for text; nothing where it means a blank."""
    code = fold(text).lstrip("'` ")
    return "" if is_blank_word(code) else code


def is_blank(raw: Any) -> bool:
    """Whether a cell holds nothing at all."""
    return raw is None or raw == ""


def is_blank_word(folded: str) -> bool:
    """Whether a folded text stands for an empty cell, such as a dash or `N/A`."""
    return not folded or _BLANK_WORDS.fullmatch(folded) is not None


def is_error_value(text: str) -> bool:
    """Whether a text is one of Excel's error values."""
    return "#" in text and _ERROR_VALUE.fullmatch(fold(text)) is not None


def nothing_in(raw: Any) -> Reading | None:
    """What is to be said of a cell that holds no value: blank, a word for a blank, or an error value."""
    if is_blank(raw):
        return Reading(None)
    if isinstance(raw, str):
        if is_error_value(raw):
            return Reading(None, "error_value")
        if is_blank_word(fold(raw)):
            return Reading(None, "cleaned")
    return None
