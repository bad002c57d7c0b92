"""Texts of cells: plain and rich strings, their limits and their blanks."""

from __future__ import annotations

from lxml import etree

from .names import MAX_TEXT, unescape
from .package import MAIN

_KEEPS_BLANKS = "{http://www.w3.org/XML/1998/namespace}space"


def text_of(element: etree._Element) -> str:
    """The text of an <si> or <is>, without phonetic runs, as the user sees it."""
    pieces = [child.text or "" for child in element.iterchildren(MAIN + "t")]
    pieces += [text.text or "" for run in element.iterchildren(MAIN + "r") for text in run.iterchildren(MAIN + "t")]
    return unescape("".join(pieces))


def fault_of_string(element: etree._Element, text: str) -> str | None:
    if len(text) > MAX_TEXT:
        return f"text of {len(text)} characters, more than {MAX_TEXT}"
    for piece in element.iter(MAIN + "t"):
        inside = piece.text or ""
        if inside and (inside[0] in " \t\n" or inside[-1] in " \t\n") and piece.get(_KEEPS_BLANKS) != "preserve":
            return "blanks at an end of the text without xml:space, Excel drops them"
    return None
