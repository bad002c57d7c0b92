"""Rows put into a sheet above those that stand there: everything below moves, and whatever mentions it follows."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from xlcrm.ooxml.a1 import ROWS, area_of
from xlcrm.ooxml.cells import ATTRIBUTE, attributes
from xlcrm.ooxml.formulas import CELL, TOKEN
from xlcrm.ooxml.package import Package
from xlcrm.ooxml.references import FORMULA, PLACE, Renaming
from xlcrm.ooxml.sheet_xml import SheetXml
from xlcrm.ooxml.workbook import SheetEntry
from xlcrm.ooxml.xmlio import escape, main, parse, serialise, unescape

# What hangs on rows of a sheet in parts of its own, and is not moved.
NEVER_MOVED = ("threadedComment", "pivotTable", "control", "ctrlProp", "oleObject", "slicer", "timeline")
NOT_A_NOTE = re.compile(rb"""ObjectType=["'](?!Note)""")
NOTE_ROW = re.compile(rb'\sref="[A-Z]+([0-9]+)"')
ANCHOR_ROW = re.compile(rb"<(?:\w+:)?row>([0-9]+)</")
ROW = re.compile(rb"<(?:\w+:)?row(?=[\s/>])[^>]*>")
NUMBERED = re.compile(rb'(<(?:\w+:)?(?:row|c)(?=\s)[^>]*?\sr=")([A-Z]*)([0-9]+)(?=")')
CELL_FORMULA = re.compile(rb"<(?:\w+:)?f(?=[\s/>])[^>]*>")
AREAS = re.compile(rb'(\s(?:ref|sqref)=")([A-Z0-9: $]+)(?=")|(<xm:sqref>)([A-Z0-9: $]+)(?=</)')
AREA = re.compile(r"[A-Z]{1,3}[0-9]+(?::[A-Z]{1,3}[0-9]+)?")
ROWS_ANYWHERE = re.compile(rb"<(?:\w+:)?(?:rowBreaks|customSheetView|scenario|cellWatch)\b")
SOURCE_AREA = re.compile(rb"<(?:\w+:)?worksheetSource\s[^>]*>")

Change = TypeVar("Change", bound="Insertion")


class NotSafe(Exception):
    """Something hangs on the rows that would have to move, and cannot be moved with them."""


@dataclass(frozen=True, kw_only=True)
class Insertion(Renaming):
    """`count` rows above row `first` of a sheet, counted from 1; `last` is the last row that holds a record.

    Sums below that reach down to the last record reach down to the rows put in.
    """

    title: str
    first: int
    count: int
    last: int

    def __bool__(self) -> bool:
        return True

    def row(self, row: int) -> int:
        """Where a row stands afterwards."""
        return min(row + self.count, ROWS) if row >= self.first else row

    def area(self, reference: str) -> str:
        """A range afterwards; one that the rows are put into grows."""
        if AREA.fullmatch(reference) is None:
            return reference
        area = area_of(reference)
        return area._replace(top=self.row(area.top), bottom=self.row(area.bottom)).text

    def formula(self, text: str, *, own: bool = False, below: bool = False) -> str:
        """A formula afterwards; `own` if it stands on the sheet, `below` if it stands below the rows put in."""
        pieces: list[str] = []
        copied = 0
        for match, start_row in self._places(text, own):
            pieces.append(text[copied : match.start()])
            for end in match[0].split(":"):
                reaches = below and start_row < row_of(end) and self.last <= row_of(end) < self.first
                row = row_of(end) + self.count if reaches and start_row else self.row(row_of(end))
                pieces += [end[: len(end) - len(str(row_of(end)))] + str(row), ":"]
                start_row = row_of(end)
            pieces.pop()
            copied = match.end()
        return "".join([*pieces, text[copied:]])

    def moves_relative(self, text: str) -> bool:
        """Whether a place moves that is said from where the formula stands, and so differs where it is shared."""
        ends = (end for match, _ in self._places(text, own=True) for end in match[0].split(":"))
        return any(self.row(row_of(end)) != row_of(end) and "$" not in end[1:] for end in ends)

    def _places(self, text: str, own: bool) -> Iterator[tuple[re.Match[str], int]]:
        """The cells and rows of this sheet that a formula mentions; the end of a range with the row of its start."""
        ours, end, start_row = own, -1, 0
        for match in TOKEN.finditer(text):
            if match.lastgroup == "sheet":
                plain = match[0][:-1]
                if ":" in plain and "]" not in plain:
                    raise NotSafe  # a sum over several sheets
                plain = plain[1:-1].replace("''", "'") if plain.startswith("'") else plain
                ours, end = plain.casefold() == self.title.casefold(), match.end()
            elif match.lastgroup in ("cell", "rows"):
                is_end = start_row > 0 and text[end : match.start()] == ":"
                if not is_end:
                    ours, start_row = (ours if match.start() == end else own), 0
                if ours:
                    yield match, start_row
                start_row = 0 if is_end or match.lastgroup == "rows" else row_of(match[0])
                end = match.end()

    def concerns(self, data: bytes) -> bool:
        """Whether a part may mention the sheet."""
        folded = data.decode("utf-8", "surrogateescape").casefold()
        title = self.title.casefold()
        return any(each in folded for each in (title, escape(title), title.replace("'", "''")))

    def text(self, raw: bytes, *, below: bool = False) -> bytes:
        """A formula of the sheet's own as it stands in XML."""
        text = unescape(raw.decode("utf-8", "surrogateescape"))
        followed = self.formula(text, own=True, below=below)
        return raw if followed == text else escape(followed).encode("utf-8", "surrogateescape")


def row_of(end: str) -> int:
    """The row of one end of a range: of a cell such as `$C$17`, or a whole row such as `$17`."""
    match = CELL.fullmatch(end)
    return int(match[4]) if match else int(end.replace("$", ""))


def insert_rows(package: Package, entry: SheetEntry, insertion: Insertion) -> None:
    """Put blank rows into a worksheet; the editors of the package must not be used any more.

    Raises NotSafe where something is in the way that cannot be moved; the package must not be used any more then.
    """
    move_rows(package, entry, insertion, _moved_rows, moved_frame)


def move_rows(
    package: Package,
    entry: SheetEntry,
    change: Change,
    rows: Callable[[bytes, Change], bytes],
    frame: Callable[[bytes, Change], bytes],
) -> None:
    """Let all that mentions the rows of a worksheet follow a change of them.

    `rows` gives the content of `<sheetData>` afterwards, and `frame` an element around it, or nothing.
    """
    package.store_edits()
    _refuse_anchored(package, entry, change)
    xml = SheetXml(package.parts[entry.part], entry.part)
    if ROWS_ANYWHERE.search(xml.to_bytes()):
        raise NotSafe
    xml.rows = rows(xml.rows, change)
    for name in _AROUND:
        xml.replace(name, [left for raw in xml.all(name) if (left := frame(raw, change))])
    package.parts[entry.part] = xml.to_bytes()
    _move_tables(package, entry, change)
    for part in list(package.parts):
        is_other = part.name.lower().endswith((".xml", ".vml")) and part.name not in (entry.part, package.workbook_part)
        if is_other and change.concerns(part.data):
            package.parts[part.name] = change.part(part.data)
    for owner in list(package.parts):
        package.graph.relationships(owner.name).follow(change.formula)
    package.workbook.follow(change.formula)
    package.drop_calculation_chain()


_AROUND = (
    *("dimension", "protectedRanges", "autoFilter", "sortState", "mergeCells", "conditionalFormatting"),
    *("dataValidations", "hyperlinks", "ignoredErrors", "extLst"),
)


def _refuse_anchored(package: Package, entry: SheetEntry, insertion: Insertion) -> None:
    """Stop where a drawing, a note or a pivot table stands on rows that would have to move."""
    found = package.graph.relationships(entry.part)
    if found.of_kind(*NEVER_MOVED):
        raise NotSafe
    has_notes = bool(found.of_kind("comments"))
    for relationship in found.of_kind("drawing", "vmlDrawing", "comments"):
        data = package.parts[relationship.part] if relationship.part else b""
        if relationship.kind == "vmlDrawing":
            is_moved = not has_notes or NOT_A_NOTE.search(data) is not None
        elif relationship.kind == "comments":
            is_moved = any(int(row) >= insertion.first for row in NOTE_ROW.findall(data))
        else:
            rows = ANCHOR_ROW.findall(data)
            is_moved = b"absoluteAnchor" in data or any(int(row) >= insertion.first - 1 for row in rows)
        if is_moved:
            raise NotSafe
    for part in list(package.parts):
        if part.name.lower().endswith(".xml") and b"worksheetSource" in part.data:
            for about in map(attributes, SOURCE_AREA.findall(part.data)):
                is_here = unescape(about.get("sheet", "")).casefold() == insertion.title.casefold()
                if is_here and "ref" in about and area_of(about["ref"]).bottom >= insertion.first:
                    raise NotSafe


def _move_tables(package: Package, entry: SheetEntry, insertion: Insertion) -> None:
    """Let Excel tables move, or grow where the rows are put into them; a total row stays outside of the filter."""
    for relationship in package.graph.relationships(entry.part).of_kind("table"):
        if relationship.part is None:
            continue
        root = parse(package.parts[relationship.part], relationship.part)
        for element in root.iter():
            if element.get("ref"):
                element.set("ref", insertion.area(element.get("ref", "")))
        shown = root.find(main("autoFilter"))
        if shown is not None and root.get("totalsRowCount") == "1":
            above_total = area_of(root.get("ref", "")).bottom - 1
            shown.set("ref", area_of(shown.get("ref", ""))._replace(bottom=above_total).text)
        package.parts[relationship.part] = serialise(root)


def _moved_rows(data: bytes, insertion: Insertion) -> bytes:
    """The content of `<sheetData>` afterwards."""
    cut = len(data)
    for match in ROW.finditer(data):
        number = attributes(match[0]).get("r")
        if number is None or int(number) + insertion.count > ROWS:
            raise NotSafe
        if int(number) >= insertion.first:
            cut = min(cut, match.start())
    for match in CELL_FORMULA.finditer(data):
        about = {found[1]: found[2] for found in ATTRIBUTE.finditer(match[0])}
        if about.get(b"t") in (b"array", b"dataTable"):
            if match.start() >= cut or area_of(about.get(b"ref", b"A1").decode()).bottom >= insertion.first:
                raise NotSafe
        elif about.get(b"t") == b"shared":
            close = data.find(b"<", match.end())
            text = unescape(data[match.end() : close].decode()) if not match[0].endswith(b"/>") else ""
            if match.start() >= cut or insertion.moves_relative(text):
                raise NotSafe
    head = FORMULA.sub(lambda match: match[1] + insertion.text(match[2]), data[:cut])
    tail = FORMULA.sub(lambda match: match[1] + insertion.text(match[2], below=True), data[cut:])
    return head + NUMBERED.sub(lambda m: m[1] + m[2] + b"%d" % (int(m[3]) + insertion.count), tail)


def moved_frame(raw: bytes, insertion: Insertion) -> bytes:
    """An element around the rows afterwards: its ranges, and its formulas."""

    def moved(match: re.Match[bytes]) -> bytes:
        start, areas = (match[1], match[2]) if match[1] else (match[3], match[4])
        return start + " ".join(insertion.area(area) for area in areas.decode().split()).encode()

    raw = AREAS.sub(moved, raw)
    raw = FORMULA.sub(lambda match: match[1] + insertion.text(match[2]), raw)
    return PLACE.sub(lambda match: match[1] + match[2][:1] + insertion.text(match[2][1:-1]) + match[2][-1:], raw)
