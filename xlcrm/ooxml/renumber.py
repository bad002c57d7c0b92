"""The numbers inside a generated part that point at formats, strings and tables, exchanged for those of another book.

The parts are ours, in UTF-8 and without namespace prefixes, so that they can be changed as bytes: a large sheet has
hundreds of thousands of cells.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from xlcrm.ooxml.styles import StyleMap
from xlcrm.ooxml.xmlio import parse, serialise

CELL = re.compile(rb'(<c r="[A-Z]+[0-9]+")([^>]*>)(?:<v>([0-9]+)</v>)?')
STYLE = re.compile(rb'\ss="([0-9]+)"')
ROW_STYLE = re.compile(rb'(<row [^>]*?\bs=")([0-9]+)')
COLUMN_STYLE = re.compile(rb'(<col [^>]*?\bstyle=")([0-9]+)')
DIFFERENTIAL = re.compile(rb'((?:\s|\w)[dD]xfId=")([0-9]+)')
SELECTED = re.compile(rb'\stabSelected="1"')
SHAPE = re.compile(rb"(_x0000_[a-z])([0-9]+)")
DRAWING = re.compile(rb'(<o:idmap\b[^>]*\bdata=")([0-9]+)')
SHAPES_A_DRAWING = 1024
PIECE = 1 << 22


class StringNumbers(Protocol):
    """Gives the number that a generated string has in the other book."""

    def __getitem__(self, number: int) -> int: ...


@dataclass(frozen=True)
class SheetNumbers:
    """Where generated formats and strings are in the other book."""

    styles: StyleMap
    strings: StringNumbers


def renumber_sheet(data: bytes, numbers: SheetNumbers) -> bytes:
    """A worksheet part with formats and strings of the other book, and no longer selected.

    Raises ValueError for cells that need a metadata part, which is not moved.
    """
    cell_styles = [b"%d" % number for number in numbers.styles.cell]
    known: dict[bytes, tuple[bytes, bool]] = {}

    def attributes(old: bytes) -> tuple[bytes, bool]:
        if b" cm=" in old or b" vm=" in old:
            raise ValueError("dynamic arrays and pictures in cells cannot be moved")
        return STYLE.sub(lambda match: b' s="%b"' % cell_styles[int(match[1])], old), b't="s"' in old

    def cell(match: re.Match[bytes]) -> bytes:
        place, old, value = match.groups()
        if old not in known:
            known[old] = attributes(old)
        other, is_string = known[old]
        if value is None:
            return place + other
        if is_string:
            value = b"%d" % numbers.strings[int(value)]
        return b"%b%b<v>%b</v>" % (place, other, value)

    def row_style(match: re.Match[bytes]) -> bytes:
        return match[1] + cell_styles[int(match[2])]

    start, end = data.index(b"<sheetData"), data.rindex(b"sheetData")
    head = COLUMN_STYLE.sub(row_style, SELECTED.sub(b"", data[:start]))
    rows = [CELL.sub(cell, ROW_STYLE.sub(row_style, piece)) for piece in _pieces(data, start, end)]
    return b"".join([head, *rows, _differential(data[end:], numbers.styles)])


def _pieces(data: bytes, start: int, end: int) -> Iterator[bytes]:
    """Rows, some at a time: the cells of a region's largest page, found all at once, took half a gigabyte."""
    while start < end:
        following = data.find(b"<row ", min(start + PIECE, end), end)
        following = end if following < 0 else following
        yield data[start:following]
        start = following


def _differential(data: bytes, styles: StyleMap) -> bytes:
    return DIFFERENTIAL.sub(lambda match: b"%b%d" % (match[1], styles.differential[int(match[2])]), data)


def renumber_table(data: bytes, number: int, names: Mapping[str, str], styles: StyleMap) -> bytes:
    """A table part with another number, formats of the other book, and the name that `names` gives it."""
    root = parse(_differential(data, styles), "table")
    root.set("id", str(number))
    name = names[root.get("displayName", "")]
    root.set("name", name)
    root.set("displayName", name)
    return serialise(root)


def renumber_drawing_numbers(data: bytes, taken: Collection[int]) -> bytes:
    """A drawing of notes whose number, and so the identifiers of its shapes, no other drawing of the book has."""
    match = DRAWING.search(data)
    if match is None:
        return data
    old = int(match[2])
    number = next(candidate for candidate in range(1, len(taken) + 2) if candidate not in taken)
    step = (number - old) * SHAPES_A_DRAWING
    data = DRAWING.sub(rb"\g<1>%d" % number, data)

    def shape(match: re.Match[bytes]) -> bytes:
        # Shape types are called _x0000_t202 and are not counted.
        return match[0] if match[1].endswith(b"t") else b"%b%d" % (match[1], int(match[2]) + step)

    return SHAPE.sub(shape, data)
