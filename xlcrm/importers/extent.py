"""How far a sheet's cells reach, so that what lies empty between them costs neither time nor memory.

The engine that reads values makes room for every cell between the first and the last. One stray cell in the last
row and column would ask for 17 thousand million.
"""

import re
from typing import Final, NamedTuple

from xlcrm.importers.sheet_xml import column_index, is_plain, plain

MAX_AREA: Final = 30_000_000
MAX_ROW: Final = 1_048_576
MAX_COLUMN: Final = 16_384
# A block of cells ends where so many rows, or columns, lie empty.
_ROW_GAP: Final = 1_000
_COLUMN_GAP: Final = 200
_TAIL_WORTH_CUTTING: Final = 1 << 16

_END_OF_DATA = b"</sheetData>"
_ROW_NUMBER = re.compile(rb'<row\b[^>]*? r="([0-9]+)"')
_SECOND_LETTER = re.compile(rb' r="([A-Za-z]{2,})[0-9]')
_CELL = re.compile(rb'<c r="([A-Za-z]+)([0-9]+)"[^>]*>.*?</c>', re.DOTALL)


class TooLarge(Exception):
    """The cells spread over too large an area, however the far ones are left out."""


class Fitted(NamedTuple):
    """A sheet that can be read: its XML, the same object where nothing had to change, and the cells left out of it.

    A cell is its row as Excel counts it, and its column counted from 0.
    """

    xml: bytes
    far: frozenset[tuple[int, int]]


def fitted(xml: bytes) -> Fitted:
    """A sheet in the plain form without empty rows at its end, and without single cells far away from the others.

    Raises TooLarge, and MalformedSheet where a suspicious sheet is not well-formed.
    """
    xml = _without_empty_end(xml)
    if _most_cells(xml) <= MAX_AREA:
        return Fitted(xml, frozenset())
    xml = plain(xml)
    cells = {(int(row), column_index(letters.decode())) for letters, row in _CELL.findall(xml)}
    last_row = _end_of_block(sorted({row for row, _ in cells}), _ROW_GAP)
    last_column = _end_of_block(sorted({column for row, column in cells if row <= last_row}), _COLUMN_GAP)
    far = frozenset((row, column) for row, column in cells if row > last_row or column > last_column)
    if last_row > MAX_ROW or last_column >= MAX_COLUMN or last_row * (last_column + 1) > MAX_AREA:
        raise TooLarge
    if not far:
        return Fitted(xml, far)

    def kept(match: re.Match[bytes]) -> bytes:
        return b"" if (int(match[2]), column_index(match[1].decode())) in far else match[0]

    return Fitted(_CELL.sub(kept, xml), far)


def _without_empty_end(xml: bytes) -> bytes:
    end = xml.rfind(_END_OF_DATA)
    last = max(xml.rfind(b"</v>", 0, end), xml.rfind(b"</is>", 0, end))
    if end < 0 or last < 0 or end - last < _TAIL_WORTH_CUTTING:
        return xml
    row_end = xml.find(b"</row>", last, end)
    return xml if row_end < 0 else xml[: row_end + len(b"</row>")] + xml[end:]


def _most_cells(xml: bytes) -> int:
    """The most cells that the sheet can spread over, from cheap looks at its bytes."""
    if not is_plain(xml):
        return MAX_AREA + 1
    last_row = _ROW_NUMBER.match(xml, max(xml.rfind(b"<row"), 0))
    digits = len(last_row[1]) if last_row else 1
    # Two searches: one for either took twice as long.
    letters = set(_SECOND_LETTER.findall(xml))
    columns = max((column_index(name.decode()) + 1 for name in letters), default=26)
    if re.search(rb' r="[A-Za-z]*+[0-9]{%d}' % (digits + 1), xml):
        digits = len(str(MAX_ROW))
    return columns * min(10**digits, MAX_ROW)


def _end_of_block(occupied: list[int], gap: int) -> int:
    """The last of the sorted numbers before the first gap that is wider than `gap`; 0 where there is none."""
    last = occupied[0] if occupied else 0
    for number in occupied:
        if number - last > gap:
            break
        last = number
    return last
