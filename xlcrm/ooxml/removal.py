"""Rows taken out of a sheet: what stands below moves up, and whatever mentions it follows."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from xlcrm.ooxml.a1 import Area, area_of, cell_of
from xlcrm.ooxml.cells import ATTRIBUTE, attributes
from xlcrm.ooxml.formulas import shift
from xlcrm.ooxml.insertion import (
    AREA,
    CELL_FORMULA,
    NUMBERED,
    ROW,
    Insertion,
    NotSafe,
    move_rows,
    moved_frame,
    row_of,
)
from xlcrm.ooxml.package import Package
from xlcrm.ooxml.references import FORMULA
from xlcrm.ooxml.workbook import SheetEntry
from xlcrm.ooxml.xmlio import escape, splice, unescape

GONE = "#REF!"
HELD_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s/>])([^>]*)>")
FORMULA_ELEMENT = re.compile(rb"<((?:\w+:)?)f(?=[\s/>])([^>]*?)(?:/>|>([^<]*)</(?:\w+:)?f\s*>)")
CELL_OPEN = re.compile(rb"<(?:\w+:)?c(?=\s)[^>]*?\sr=[\"']([A-Z]+[0-9]+)[\"'][^>]*>")
# What stood on removed cells alone, and what is left of merged cells that are one cell now.
EMPTIED = re.compile(
    rb"<((?:\w+:)?(?:hyperlink|mergeCell|conditionalFormatting|dataValidation|protectedRange|ignoredError))(?=\s)"
    rb'[^>]*?\s(?:ref|sqref)=""[^>]*?(?:/>|>.*?</\1\s*>)|<(?:\w+:)?mergeCell\s[^>]*?ref="[A-Z]+[0-9]+"[^>]*/>',
    re.DOTALL,
)
COUNTED = re.compile(rb'^(<(?:\w+:)?(mergeCells|dataValidations)\s[^>]*?\bcount=")[0-9]+(?=")')
NO_CHILDREN = re.compile(
    rb"<((?:\w+:)?(?:hyperlinks|mergeCells|dataValidations|protectedRanges|ignoredErrors))"
    rb"(?:\s[^>]*)?>\s*</\1\s*>"
)


class StandsBeside(Exception):
    """A row that is to go holds something beside the table: that would go with it."""

    def __init__(self, row: int, cell: str) -> None:
        super().__init__(cell)
        self.row = row
        self.cell = cell


@dataclass(frozen=True, kw_only=True)
class Removal(Insertion):
    """The rows `gone`, counted from 1 and in order, taken out of a sheet; they hold nothing outside the columns given.

    A formula that mentions a cell that is gone says so, as in Excel; a range shrinks to what is left of it.
    """

    gone: tuple[int, ...]
    left: int
    right: int

    @classmethod
    def of_rows(cls, title: str, rows: Sequence[int], left: int, right: int) -> "Removal":
        """The removal of some rows, which hold a table from column `left` to `right`."""
        gone = tuple(sorted(rows))
        return cls(title=title, first=gone[0], count=-len(gone), last=0, gone=gone, left=left, right=right)

    def row(self, row: int) -> int:
        """Where a row stands afterwards; for one that is gone, where the next one that stays does."""
        return row - bisect_left(self.gone, row)

    def span(self, top: int, bottom: int) -> tuple[int, int] | None:
        """Where what is left of some rows stands afterwards; None if nothing is."""
        first, last = self.row(top), self.row(bottom + 1) - 1
        return (first, last) if first <= last else None

    def area(self, reference: str) -> str:
        """A range afterwards; nothing for one that is gone."""
        if AREA.fullmatch(reference) is None:
            return reference
        area = area_of(reference)
        rows = self.span(area.top, area.bottom)
        return area._replace(top=rows[0], bottom=rows[1]).text if rows else ""

    def formula(self, text: str, *, own: bool = False, below: bool = False) -> str:  # noqa: ARG002 - as for insertions
        """A formula afterwards; `own` if it stands on the sheet."""
        pieces: list[str] = []
        copied = 0
        places = [match for match, _ in self._places(text, own)]
        while places:
            match = places.pop(0)
            ends = match[0].split(":")
            end = match.end()
            if len(ends) == 1 and places and text[end : places[0].start()] == ":":
                end = places[0].end()
                ends.append(places.pop(0)[0])
            pieces += [text[copied : match.start()], self._followed(ends)]
            copied = end
        return "".join([*pieces, text[copied:]])

    def _followed(self, ends: Sequence[str]) -> str:
        rows = [row_of(end) for end in ends]
        found = self.span(min(rows), max(rows))
        if found is None:
            return GONE
        moved = found if rows[0] <= rows[-1] else found[::-1]
        return ":".join(
            end[: len(end) - len(str(row_of(end)))] + str(row) for end, row in zip(ends, moved, strict=False)
        )


def remove_rows(package: Package, entry: SheetEntry, removal: Removal) -> None:
    """Take rows out of a worksheet; the editors of the package must not be used any more.

    Raises StandsBeside where something beside the table would go too, and NotSafe where something is in the way that
    cannot be moved; the package must not be used any more then.
    """
    move_rows(package, entry, removal, _left_rows, _left_frame)


def _left_rows(data: bytes, removal: Removal) -> bytes:
    """The content of `<sheetData>` afterwards."""
    data = _unshared(data)
    starts: list[tuple[int, int]] = []
    for match in ROW.finditer(data):
        number = attributes(match[0]).get("r")
        if number is None:
            raise NotSafe
        starts.append((int(number), match.start()))
    gone = set(removal.gone)
    taken = []
    for (row, start), (_, end) in pairwise([*starts, (0, len(data))]):
        if row in gone:
            _refuse_beside(data[start:end], row, removal)
            taken.append((start, end, b""))
    if any(bottom >= removal.first for _, _, bottom, _ in spread_ranges(data)):
        raise NotSafe
    left = splice(data, taken) if taken else data
    left = FORMULA.sub(lambda match: match[1] + removal.text(match[2]), left)
    return NUMBERED.sub(lambda match: match[1] + match[2] + b"%d" % removal.row(int(match[3])), left)


def spread_ranges(sheet: bytes) -> list[Area]:
    """The ranges in which cells show a part of what an array formula or a data table yields."""
    found = ({match[1]: match[2] for match in ATTRIBUTE.finditer(tag)} for tag in CELL_FORMULA.findall(sheet))
    spread = (about for about in found if about.get(b"t") in (b"array", b"dataTable"))
    return [area_of(about.get(b"ref", b"A1").decode()) for about in spread]


def _refuse_beside(row: bytes, number: int, removal: Removal) -> None:
    """Stop where a cell outside of the table says anything; formats do not count."""
    for match in HELD_CELL.finditer(row):
        reference = attributes(match[0]).get("r")
        if reference is None:
            raise NotSafe
        if not match[1].endswith(b"/") and not removal.left <= cell_of(reference).column <= removal.right:
            raise StandsBeside(number, reference)


def _unshared(data: bytes) -> bytes:
    """The rows with every cell's formula written in full: one that several share may lose the cell that holds it."""
    if b"shared" not in data:
        return data
    held: dict[bytes, tuple[str, int, int]] = {}
    changes = []
    for match in FORMULA_ELEMENT.finditer(data):
        about = {found[1]: found[2] for found in ATTRIBUTE.finditer(match[2])}
        if about.get(b"t") != b"shared":
            continue
        cells = CELL_OPEN.search(
            data, data.rindex(b"<row" if not match[1] else b"<" + match[1] + b"row", 0, match.start())
        )
        row, column = 0, 0
        while cells is not None and cells.start() < match.start():
            row, column = cell_of(cells[1].decode())
            cells = CELL_OPEN.search(data, cells.end())
        if not row:
            raise NotSafe
        number = about.get(b"si", b"")
        if match[3]:
            held[number] = (unescape(match[3].decode()), row, column)
        if number not in held:
            raise NotSafe
        text, held_row, held_column = held[number]
        full = escape(shift(text, row - held_row, column - held_column)).encode()
        changes.append((match.start(), match.end(), b"<%bf>%b</%bf>" % (match[1], full, match[1])))
    return splice(data, changes)


def _left_frame(raw: bytes, removal: Removal) -> bytes:
    """An element around the rows afterwards; nothing if all that it is about is gone."""
    left = EMPTIED.sub(b"", moved_frame(raw, removal))
    if b"sqref></" in left:  # an extension that is about cells that are gone
        raise NotSafe
    left = NO_CHILDREN.sub(b"", left)
    counted = COUNTED.match(left)
    if counted is None:
        return left
    children = len(re.findall(rb"<(?:\w+:)?%b(?=[\s/>])" % counted[2][:-1], left))
    return COUNTED.sub(lambda match: match[1] + b"%d" % children, left)
