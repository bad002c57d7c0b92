"""How far a sheet's cells reach, so that what lies empty between them costs neither time nor memory.

The engine that reads values makes room for every cell between the first and the last. One stray cell in the last
row and column would ask for 17 thousand million.
"""

import re
from typing import Final, NamedTuple

from xlcrm.ooxml.a1 import COLUMNS, ROWS, Cell, column_of
from xlcrm.ooxml.plain_sheet import PlainSheet, without_empty_cells

MAX_AREA: Final = 30_000_000
# Up to here emptiness is cheaper than a closer look; from here on, a sheet with fewer than 1 cell in 100 gets one.
_SMALL_AREA: Final = 4_000_000
_SPARSE: Final = 100
# A block of cells ends where so many rows, or columns, lie empty.
_ROW_GAP: Final = 1_000
_COLUMN_GAP: Final = 200
_TAIL_WORTH_CUTTING: Final = 1 << 16

_END_OF_DATA = b"</sheetData>"
_ROW_NUMBER = re.compile(rb'<row\b[^>]*? r="([0-9]+)"')
_SECOND_LETTER = re.compile(rb' r="([A-Za-z]{2,})[0-9]')
_FIRST_CELL = re.compile(rb"<c[ />]")
_CELL = re.compile(rb'<c r="([A-Za-z]+)([0-9]+)"[^>]*>.*?</c>', re.DOTALL)


class TooLarge(Exception):
    """The cells spread over too large an area, however the far ones are left out."""


class Fitted(NamedTuple):
    """A sheet that can be read: its XML, the same object where nothing had to change, and the cells left out of it."""

    xml: bytes
    far: frozenset[Cell]


def fitted(sheet: PlainSheet) -> Fitted:
    """A sheet without empty rows at its end, and without single cells far away from the others.

    Raises TooLarge, and MalformedSheet where a suspicious sheet is not well-formed.
    """
    xml = _without_empty_end(sheet.xml)
    area = _most_cells(xml)
    if area <= _SMALL_AREA or (area <= MAX_AREA and xml.count(b"<c ") * _SPARSE > area):
        return Fitted(xml, frozenset())
    xml = without_empty_cells(xml)
    cells = {Cell(int(row), column_of(letters.decode())) for letters, row in _CELL.findall(xml)}
    last_row = _end_of_block(sorted({row for row, _ in cells}), _ROW_GAP)
    last_column = _end_of_block(sorted({column for row, column in cells if row <= last_row}), _COLUMN_GAP)
    far = frozenset(cell for cell in cells if cell.row > last_row or cell.column > last_column)
    if last_row > ROWS or last_column >= COLUMNS or last_row * (last_column + 1) > MAX_AREA:
        raise TooLarge
    if not far:
        return Fitted(xml, far)

    def kept(match: re.Match[bytes]) -> bytes:
        return b"" if (int(match[2]), column_of(match[1].decode())) in far else match[0]

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
    last_row = _ROW_NUMBER.match(xml, max(xml.rfind(b"<row"), 0))
    bound = _bound(last_row[1].decode() if last_row else "1")
    start = _FIRST_CELL.search(xml)
    if not start or not bound.other.search(xml, start.start(), xml.rfind(_END_OF_DATA)):
        return 26 * bound.rows
    letters = set(_SECOND_LETTER.findall(xml))
    columns = max((column_of(name.decode()) + 1 for name in letters), default=26)
    rows = max(map(int, bound.above.findall(xml)), default=bound.rows)
    return columns * rows if rows < 2 * ROWS else MAX_AREA + 1


class _Bound(NamedTuple):
    """A number of rows hardly over the last row's number.

    `above` finds the addresses below those rows, `other` the cells that are not in them and in columns A to Z.
    """

    rows: int
    above: re.Pattern[bytes]
    other: re.Pattern[bytes]


def _bound(last_row: str) -> _Bound:
    digits = len(last_row)
    within, above = [f"[0-9]{{1,{max(digits - 1, 1)}}}"], [f"[0-9]{{{digits + 1},}}"]
    if digits == 1:
        rows = 9
    else:
        first, second = int(last_row[0]), int(last_row[1])
        rest = f"[0-9]{{{digits - 2}}}"
        rows = (10 * first + second + 1) * 10 ** (digits - 2) - 1
        within.append(f"{first}[0-{second}]{rest}")
        above += [f"{first}[{second + 1}-9]{rest}"] if second < 9 else []
        within += [f"[1-{first - 1}][0-9]{rest}"] if first > 1 else []
        above += [f"[{first + 1}-9][0-9]{rest}"] if first < 9 else []
    return _Bound(
        rows,
        re.compile(rf' r="[A-Za-z]*+({"|".join(above)})"'.encode()),
        re.compile(rf'<c(?! r="[A-Z](?:{"|".join(within)})")'.encode()),
    )


def _end_of_block(occupied: list[int], gap: int) -> int:
    """The last of the sorted numbers before the first gap that is wider than `gap`; 0 where there is none."""
    last = occupied[0] if occupied else 0
    for number in occupied:
        if number - last > gap:
            break
        last = number
    return last
