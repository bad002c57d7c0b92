"""Cell references, areas, and the rules for names of sheets, tables and cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product
from typing import NamedTuple

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
MAX_TEXT = 32_767

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_COLUMNS = re.compile(r"\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})")
_ROWS = re.compile(r"\$?([0-9]{1,7}):\$?([0-9]{1,7})")
_R1C1 = re.compile(r"(?:R[0-9]*)?(?:C[0-9]*)?", re.IGNORECASE)
_NAME = re.compile(r"(?:[^\W\d]|[_\\])[\w.?\\]*")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Area(NamedTuple):
    """A rectangle of cells, 1-based, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def places(self) -> Iterator[tuple[int, int]]:
        """Row and column of every cell."""
        return product(range(self.top, self.bottom + 1), range(self.left, self.right + 1))

    def overlaps(self, other: Area) -> bool:
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )


def column_number(letters: str) -> int:
    """A -> 1, XFD -> 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def parse_cell(text: str) -> tuple[int, int] | None:
    """Row and column, 1-based, of a reference such as C17; None where it is none or lies outside the sheet."""
    match = _CELL.fullmatch(text)
    if match is None:
        return None
    row, column = int(match[2]), column_number(match[1])
    return (row, column) if 1 <= row <= MAX_ROW and column <= MAX_COLUMN else None


def parse_area(text: str) -> Area | None:
    """The area of A1, A1:B2, A:B or 1:2; None where it is none, reversed or outside the sheet."""
    columns = _COLUMNS.fullmatch(text)
    rows = _ROWS.fullmatch(text)
    if columns:
        area = Area(1, column_number(columns[1]), MAX_ROW, column_number(columns[2]))
    elif rows:
        area = Area(int(rows[1]), 1, int(rows[2]), MAX_COLUMN)
    else:
        first, _, last = text.partition(":")
        start, end = parse_cell(first), parse_cell(last or first)
        if start is None or end is None:
            return None
        area = Area(*start, *end)
    inside = 1 <= area.top <= area.bottom <= MAX_ROW and 1 <= area.left <= area.right <= MAX_COLUMN
    return area if inside else None


def first_overlaps(areas: Iterable[tuple[str, Area]]) -> list[tuple[str, str]]:
    """Pairs of labels whose areas share a cell: sorted by row, each area meets only those still open."""
    found = []
    still_open: list[tuple[str, Area]] = []
    for label, area in sorted(areas, key=lambda item: item[1]):
        still_open = [item for item in still_open if item[1].bottom >= area.top]
        found += [(other, label) for other, one in still_open if one.overlaps(area)]
        still_open.append((label, area))
    return found


def unescape(text: str) -> str:
    """Text as the user sees it: _x000a_ is a line break."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def fault_of_sheet_name(name: str) -> str | None:
    if not 1 <= len(name.encode("utf-16-le")) // 2 <= 31:
        return "sheet name empty or longer than 31 characters"
    if any(character in "[]:*?/\\" or ord(character) < 32 for character in name):
        return "sheet name with one of []:*?/\\ or a control character"
    if name.startswith("'") or name.endswith("'"):
        return "sheet name begins or ends with an apostrophe"
    if name.casefold() == "history":
        return "sheet name History is reserved"
    return None


def fault_of_name(name: str) -> str | None:
    """What is wrong with the name of a table or a defined name."""
    if not 1 <= len(name) <= 255:
        return "name empty or longer than 255 characters"
    if looks_like_cell(name):
        return "name looks like a cell"
    if not _NAME.fullmatch(name):
        return "name with characters that names may not have"
    return None


def looks_like_cell(name: str) -> bool:
    """A1 or R1C1, also R and C alone."""
    return parse_cell(name) is not None or _R1C1.fullmatch(name) is not None
