"""The rows of a sheet as bytes: cells are found and replaced in place, all other bytes stay."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from xlcrm.ooxml.a1 import Area, Cell, area_of, cell_of, column_of, letters_of
from xlcrm.ooxml.cells import (
    CellContent,
    CellPatch,
    attributes,
    read_cell,
    says_the_same,
    write_cell,
)
from xlcrm.ooxml.formulas import shift
from xlcrm.ooxml.strings import SharedStrings
from xlcrm.ooxml.xmlio import escape, splice

STYLE = re.compile(rb'\ss="([0-9]+)"')
REFERENCE = re.compile(rb'\sr="([A-Z]+)[0-9]+"')
SPANS = re.compile(rb'\sspans="([0-9]+):([0-9]+)"')
SHARED = re.compile(rb'<(?:\w+:)?f\s[^>]*?\bt="shared"[^>]*>')


NOTHING = CellPatch(None)


@dataclass(frozen=True, slots=True)
class SharedFormula:
    """A formula that other cells take from the cell that held it: its number, range, text and place."""

    number: str
    reference: str
    formula: str
    row: int
    column: int


class Rows:
    """The content of `<sheetData>`. `style_of_column` gives the style that a new cell in a column takes."""

    def __init__(
        self, data: bytes, prefix: str, strings: SharedStrings, style_of_column: Callable[[int], int | None]
    ) -> None:
        p = re.escape(prefix.encode())
        self.prefix = prefix
        self.strings = strings
        self.style_of_column = cache(style_of_column)
        self.formulas_changed = False
        # The range of the cells that were put in.
        self.added: Area | None = None
        self._row_open = re.compile(rb"<%brow(?=[\s/>])(?:[^>]*?\sr=[\"']([0-9]+)[\"'])?[^>]*>" % p)
        self._row_close = b"</%brow>" % prefix.encode()
        self._cell = re.compile(rb"<%bc(?=[\s/>])[^>]*?(?:/>|>.*?</%bc\s*>)" % (p, p), re.DOTALL)
        self._cell_open = b"<%bc" % prefix.encode()
        self._cell_close = b"</%bc>" % prefix.encode()
        self._orphans: list[SharedFormula] = []
        self._widened: dict[tuple[bytes, int], bytes] = {}
        self._take(data)
        self._is_complete = False

    def _take(self, data: bytes) -> None:
        self.data = data
        self._known_places: dict[int, tuple[int, int]] | None = None

    @property
    def _places(self) -> dict[int, tuple[int, int]]:
        """Where each row's bytes are; found out when first needed."""
        if self._known_places is None:
            self._known_places = self._read_places()
        return self._known_places

    def _read_places(self) -> dict[int, tuple[int, int]]:
        data = self.data
        last, starts, implicit = 0, [], False
        for match in self._row_open.finditer(data):
            implicit |= match[1] is None
            last = int(match[1]) if match[1] else last + 1
            starts.append((last, match.start()))
        if implicit:
            # Rows without numbers count on from the one before; inserting among them would move them.
            tag = len(self._row_close) - len("/>")
            changes = [
                (start + tag, start + tag, b' r="%d"' % number)
                for number, start in starts
                if not self._is_numbered(data, start)
            ]
            self.data = splice(data, changes)
            return self._read_places()
        return {number: (start, end) for (number, start), (_, end) in pairwise([*starts, (0, len(data))])}

    @staticmethod
    def _is_numbered(data: bytes, start: int) -> bool:
        return "r" in attributes(data[start : data.index(b">", start)])

    def content(self, row: int, column: int) -> CellContent | None:
        """What a cell says; None where it is not written."""
        place = self._places.get(row)
        if place is None:
            return None
        raw = self.data[place[0] : place[1]]
        found = self._find(raw, row, column)
        return read_cell(raw[found[0] : found[1]], self.strings) if found else None

    def is_blank(self, rows: range, columns: Collection[int]) -> bool:
        """Whether no cell in these rows and columns says anything; formats do not count."""
        contents = (read_cell(raw, self.strings) for _, _, raw in self._written(rows, columns))
        return all(content.formula is None and content.value in (None, "") for content in contents)

    def styles(self, rows: range, columns: Collection[int]) -> dict[tuple[int, int], int]:
        """The formats that cells in these rows and columns have, or would have from their row."""
        found: dict[tuple[int, int], int] = {}
        dressed = self._places.items() if b" customFormat=" in self.data else ()
        for row, (start, _) in dressed:
            tag = self.data[start : self.data.index(b">", start)] if row in rows else b""
            style = STYLE.search(tag) if b"customFormat=" in tag else None
            if style:
                found |= {(row, column): int(style[1]) for column in columns}
        for row, column, raw in self._written(rows, columns):
            style = STYLE.search(raw, 0, raw.index(b">"))
            found[row, column] = int(style[1]) if style else 0
        return found

    def _written(self, rows: range, columns: Collection[int]) -> Iterator[tuple[int, int, bytes]]:
        """Row, column and bytes of the cells that are written in these rows and columns."""
        first = min(columns, default=0)
        for row, (start, end) in self._places.items():
            if row in rows and not self._ends_before(start, end, first):
                for column, cell, cell_end in self._cells(self.data[start:end]):
                    if column in columns:
                        yield row, column, self.data[start + cell : start + cell_end]

    def _ends_before(self, start: int, end: int, column: int) -> bool:
        """Whether the last cell of a row lies left of a column: told without reading the others."""
        position = self.data.rfind(self._cell_open, start, end)
        last = REFERENCE.match(self.data, position + len(self._cell_open)) if position >= 0 else None
        return last is not None and column_of(last[1].decode()) < column

    def patch(self, patches: dict[int, dict[int, CellPatch]]) -> None:
        """Let cells, given by row and column, say what they shall; missing rows and cells are put in their place."""
        # Once for all rows. Cells are only ever written with a reference, so that it stays so.
        self._is_complete = self._has_all_references(self.data)
        changes: list[tuple[int, int, bytes]] = []
        ordered = sorted(self._places)
        positions = iter(ordered)
        following = next(positions, None)
        for row in sorted(patches):
            place = self._places.get(row)
            if place is not None:
                raw = self.data[place[0] : place[1]]
                patched = self._patched_row(raw, row, patches[row])
                if patched is not raw:
                    changes.append((*place, patched))
                continue
            while following is not None and following < row:
                following = next(positions, None)
            position = len(self.data) if following is None else self._places[following][0]
            fresh = self._new_row(row, patches[row])
            if fresh:
                changes.append((position, position, fresh))
        if changes:
            self._take(splice(self.data, sorted(changes, key=lambda change: change[:2])))
            self._adopt_orphans()

    def _new_row(self, row: int, patches: dict[int, CellPatch]) -> bytes:
        cells = b"".join(self._new_cell(row, column, patches[column], None) for column in sorted(patches))
        p = self.prefix.encode()
        return b'<%brow r="%d">%b%b' % (p, row, cells, self._row_close) if cells else b""

    def _new_cell(self, row: int, column: int, patch: CellPatch, row_style: int | None) -> bytes:
        self.formulas_changed |= patch.formula is not None
        if patch == NOTHING:
            return b""
        style = patch.style
        if style is None:
            style = row_style if row_style is not None else self.style_of_column(column)
        place = Area(row, column, row, column)
        self.added = self.added.spanned(place) if self.added else place
        return write_cell(Cell(row, column).text, patch, style, self.strings, self.prefix)

    def _patched_row(self, raw: bytes, row: int, patches: dict[int, CellPatch]) -> bytes:
        for column in sorted(patches):
            found = self._find(raw, row, column)
            patch = patches[column]
            if found is None:
                raw = self._with_cell(raw, row, column, patch)
            else:
                start, end = found
                cell = self._patched_cell(raw[start:end], row, column, patch)
                if cell is not None:
                    raw = raw[:start] + cell + raw[end:]
        return raw

    def _patched_cell(self, raw: bytes, row: int, column: int, patch: CellPatch) -> bytes | None:
        """The bytes of a cell that shall say something else; None where it says so already."""
        style = patch.style
        if style is None:
            match = STYLE.search(raw, 0, raw.index(b">"))
            style = int(match[1]) if match else None
        place = Cell(row, column).text
        # Most cells are as this layer wrote them; text without a formula would add a string that may not be needed.
        if patch.formula is not None and write_cell(place, patch, style, self.strings, self.prefix) == raw:
            return None
        content = read_cell(raw, self.strings)
        if says_the_same(content, patch, style):
            return None
        self.formulas_changed |= patch.formula is not None or content.formula is not None
        about = dict(content.formula_attributes)
        if about.get("t") == "shared" and "ref" in about and content.formula:
            self._orphans.append(SharedFormula(about.get("si", ""), about["ref"], content.formula, row, column))
        return write_cell(place, patch, style, self.strings, self.prefix)

    def _find(self, raw: bytes, row: int, column: int) -> tuple[int, int] | None:
        """Where a cell's bytes are within those of its row."""
        position = raw.find(b' r="%b%d"' % (letters_of(column).encode(), row))
        if position >= 0 and raw.endswith(self._cell_open, 0, position):
            start = position - len(self._cell_open)
            tag_end = raw.index(b">", position)
            if raw[tag_end - 1 : tag_end] == b"/":
                return start, tag_end + 1
            close = raw.find(self._cell_close, tag_end)
            if close >= 0:
                return start, close + len(self._cell_close)
        if self._has_all_references(raw):
            return None
        return next(((start, end) for number, start, end in self._cells(raw) if number == column), None)

    def _has_all_references(self, data: bytes) -> bool:
        """Whether every cell has a reference, as nearly always; counting is ten times faster than reading."""
        return self._is_complete or data.count(self._cell_open) == data.count(self._cell_open + b' r="')

    def _cells(self, raw: bytes) -> Iterator[tuple[int, int, int]]:
        """Column, start and end of every cell of a row; cells without a reference count on."""
        column = -1
        for match in self._cell.finditer(raw):
            reference = attributes(match[0][: match[0].index(b">")]).get("r")
            column = cell_of(reference).column if reference else column + 1
            yield column, match.start(), match.end()

    def _with_cell(self, raw: bytes, row: int, column: int, patch: CellPatch) -> bytes:
        """A row's bytes with a cell that was not there; cells without references are given them first."""
        tag_end = raw.index(b">") + 1
        tag = raw[:tag_end]
        style = STYLE.search(tag) if b'customFormat="1"' in tag else None
        row_style = int(style[1]) if style else None
        cell = self._new_cell(row, column, patch, row_style)
        if not cell:
            return raw
        if tag.endswith(b"/>"):
            raw = tag[:-2] + b">" + self._row_close + raw[tag_end:]
            tag = tag[:-2] + b">"
            tag_end = len(tag)
        elif not self._has_all_references(raw):
            raw = self._with_references(raw, row)
        position = self._place_for(raw, column)
        return self._with_span(tag, column) + raw[tag_end:position] + cell + raw[position:]

    def _with_span(self, tag: bytes, column: int) -> bytes:
        """A row's start tag whose stated extent takes in a column; rows state much the same."""
        match = SPANS.search(tag)
        if match is None:
            return tag
        wide = self._widened.get((match[0], column))
        if wide is None:
            first, last = min(int(match[1]), column + 1), max(int(match[2]), column + 1)
            wide = self._widened[match[0], column] = b' spans="%d:%d"' % (first, last)
        return tag[: match.start()] + wide + tag[match.end() :]

    def _place_for(self, raw: bytes, column: int) -> int:
        """Where in a row a cell of this column goes; mostly behind the last one."""
        end = raw.rindex(b"</")
        last = REFERENCE.match(raw, raw.rfind(self._cell_open, 0, end) + len(self._cell_open))
        if last is not None and column_of(last[1].decode()) < column:
            return end
        return next((start for number, start, _ in self._cells(raw) if number > column), end)

    def _with_references(self, raw: bytes, row: int) -> bytes:
        size = len(self._cell_open)
        changes = [
            (start + size, start + size, b' r="%b%d"' % (letters_of(column).encode(), row))
            for column, start, end in self._cells(raw)
            if "r" not in attributes(raw[start : raw.index(b">", start)])
        ]
        return splice(raw, changes) if changes else raw

    def _adopt_orphans(self) -> None:
        """Give each shared formula whose first cell was overwritten to the first cell that still takes it."""
        orphans, self._orphans = self._orphans, []
        for orphan in orphans:
            follower = self._first_follower(orphan.number)
            if follower is None:
                continue
            start, end, row, column = follower
            text = escape(shift(orphan.formula, row - orphan.row, column - orphan.column)).encode()
            whole = area_of(orphan.reference)._replace(top=row)
            reference = whole.spanned(Area(row, column, row, column)).text.encode()
            p = self.prefix.encode()
            held = b'<%bf t="shared" ref="%b" si="%b">%b</%bf>' % (p, reference, orphan.number.encode(), text, p)
            self._take(self.data[:start] + held + self.data[end:])

    def _first_follower(self, number: str) -> tuple[int, int, int, int] | None:
        for match in SHARED.finditer(self.data):
            if attributes(match[0]).get("si") == number:
                cell = self.data.rindex(self._cell_open, 0, match.start())
                reference = attributes(self.data[cell : self.data.index(b">", cell)]).get("r", "A1")
                end = match.end()
                if not match[0].endswith(b"/>"):
                    end = self.data.index(b">", end) + 1
                return match.start(), end, *cell_of(reference)
        return None
