"""Notes on cells of a user's sheet: added beside their own, which stay as they are.

A note lives in two parts: the comments say whose and what it is, a drawing in VML says where its box stands.
"""

import re
from collections.abc import Mapping

from lxml import etree

from xlcrm.ooxml.a1 import COLUMNS, ROWS, cell_of
from xlcrm.ooxml.adoption import drawing_numbers
from xlcrm.ooxml.package import SPREADSHEET_CONTENT, Package
from xlcrm.ooxml.sheet_xml import SheetXml
from xlcrm.ooxml.workbook import SheetEntry
from xlcrm.ooxml.xmlio import MAIN, RELATIONSHIP, Element, escape, main, make, parse, serialise

COMMENTS_TYPE = f"{RELATIONSHIP}/comments"
COMMENTS_CONTENT = f"{SPREADSHEET_CONTENT}.comments+xml"
DRAWING_TYPE = f"{RELATIONSHIP}/vmlDrawing"
DRAWING_CONTENT = "application/vnd.openxmlformats-officedocument.vmlDrawing"

MAX_TEXT = 32_767
SHAPES_A_BLOCK = 1024
"""Shapes are numbered in blocks of so many; a drawing names the blocks that are its own."""

BLOCKS = re.compile(rb"""(<o:idmap\b[^>]*?\bdata=)["']([0-9, ]+)["']""")
SHEET_DRAWING = re.compile(rb"""<(?:\w+:)?legacyDrawing\b[^>]*?\s(?:\w+:)?id=["']([^"']+)["']""")
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
CLOSING = re.compile(rb"</xml\s*>\s*$")

EMPTY_COMMENTS = f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>'.encode()
DECLARED = (
    b'xmlns:v="urn:schemas-microsoft-com:vml"',
    b'xmlns:o="urn:schemas-microsoft-com:office:office"',
    b'xmlns:x="urn:schemas-microsoft-com:office:excel"',
)
NAMESPACES = b"".join(b" " + namespace for namespace in DECLARED)
EMPTY_DRAWING = (
    b"<xml%b>" % NAMESPACES + b'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data=""/></o:shapelayout></xml>'
)
SHAPE_TYPE = (
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
WIDTH_COLUMNS, LINE_CHARACTERS, MOST_LINES = 4, 48, 14
"""How wide a box is, how many digits stand in one of its lines, and how high it is at most."""


def add_notes(package: Package, entry: SheetEntry, xml: SheetXml, notes: Mapping[str, str], author: str) -> None:
    """Put a note on each of some cells, by their references; a cell that has one gets the text behind what it says.

    A cell with a threaded conversation is passed over: its note is only a stand-in, which programs write anew.
    """
    comments = _Comments(package, entry)
    fresh = [reference for reference, text in notes.items() if comments.add(reference, _writable(text), author)]
    comments.store()
    if fresh:
        _draw(package, entry, xml, {reference: notes[reference] for reference in fresh})


def _writable(text: str) -> str:
    """A text as a part can hold it: no control characters, and nothing that a program takes for an escaped one."""
    return ESCAPE.sub("_x005F_", NOT_IN_XML.sub("\ufffd", text[:MAX_TEXT]))


class _Comments:
    """The comments part of a sheet, made where there is none."""

    def __init__(self, package: Package, entry: SheetEntry) -> None:
        self._package = package
        self._owner = entry.part
        found = package.graph.relationships(entry.part).of_kind("comments")
        self.part = next((relationship.part for relationship in found if relationship.part is not None), None)
        self.root = parse(EMPTY_COMMENTS if self.part is None else package.parts[self.part], self.part or "comments")
        self.authors = self._child("authors", 0)
        self.list = self._child("commentList", 1)
        self.present = {element.get("ref", ""): element for element in self.list.iterfind(main("comment"))}
        self.changed = False

    def _child(self, name: str, place: int) -> Element:
        found = self.root.find(main(name))
        if found is None:
            found = make(main(name), like=self.root)
            self.root.insert(place, found)
        return found

    def add(self, reference: str, text: str, author: str) -> bool:
        """Add a text; whether the cell had no note before, so that a box has to be drawn."""
        present = self.present.get(reference)
        if present is not None:
            if not self._author_of(present).startswith("tc="):
                self._append(present, text)
            return False
        element = etree.SubElement(self.list, main("comment"), ref=reference, authorId=str(self._author(author)))
        etree.SubElement(etree.SubElement(element, main("text")), main("t")).text = text
        _keep_spaces(element)
        self.changed = True
        return True

    def _author_of(self, comment: Element) -> str:
        names = self.authors.findall(main("author"))
        number = comment.get("authorId", "")
        return (names[int(number)].text or "") if number.isdecimal() and int(number) < len(names) else ""

    def _author(self, name: str) -> int:
        names = self.authors.findall(main("author"))
        for number, element in enumerate(names):
            if element.text == name:
                return number
        etree.SubElement(self.authors, main("author")).text = name
        return len(names)

    def _append(self, comment: Element, text: str) -> None:
        body = comment.find(main("text"))
        if body is None:
            body = make(main("text"), like=comment)
            comment.insert(0, body)
        if len("".join(str(text) for text in body.itertext())) + len(text) + 2 > MAX_TEXT:
            return
        plain = body.find(main("t"))
        if plain is not None:  # plain text becomes a run, since runs cannot follow it in every program
            run = make(main("r"), like=body)
            body.replace(plain, run)
            run.append(plain)
        runs = body.findall(main("r"))
        run = make(main("r"), like=body)
        etree.SubElement(run, main("t")).text = f"\n\n{text}" if runs else text
        body.insert(body.index(runs[-1]) + 1 if runs else 0, run)
        _keep_spaces(body)
        self.changed = True

    def store(self) -> None:
        """Write the part where it changed."""
        if not self.changed:
            return
        graph = self._package.graph
        if self.part is None:
            self.part = graph.parts.free_name("xl/comments1.xml")
            graph.add(self.part, serialise(self.root), COMMENTS_CONTENT)
            graph.relationships(self._owner).add(COMMENTS_TYPE, self.part)
        else:
            graph.parts[self.part] = serialise(self.root)


def _keep_spaces(element: Element) -> None:
    for text in element.iter(main("t")):
        if text.text and text.text != text.text.strip():
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _draw(package: Package, entry: SheetEntry, xml: SheetXml, notes: Mapping[str, str]) -> None:
    """Draw the boxes of some notes, hidden until the mouse is over their cell."""
    part = _drawing_part(package, entry, xml)
    data = package.parts[part]
    taken = drawing_numbers(package)
    blocks: list[int] = []
    shapes = []
    for place, (reference, text) in enumerate(notes.items()):
        block, number = divmod(place, SHAPES_A_BLOCK - 1)
        if block == len(blocks):
            blocks.append(next(n for n in range(1, len(taken) + 2) if n not in taken))
            taken.add(blocks[block])
        shapes.append(_shape(blocks[block] * SHAPES_A_BLOCK + number + 1, reference, text))
    declared = (
        b"" if all(namespace in data[: data.index(b">", data.index(b"<xml"))] for namespace in DECLARED) else NAMESPACES
    )
    data = _with_blocks(data, blocks)
    if b'"_x0000_t202"' not in data:
        shapes.insert(0, SHAPE_TYPE)
    shapes = [shape.replace(b" ", declared + b" ", 1) for shape in shapes]
    end = CLOSING.search(data)
    position = len(data) if end is None else end.start()
    package.parts[part] = data[:position] + b"".join(shapes) + data[position:]


def _with_blocks(data: bytes, blocks: list[int]) -> bytes:
    ours = b",".join(b"%d" % block for block in blocks)
    if BLOCKS.search(data):
        return BLOCKS.sub(lambda match: b'%b"%b"' % (match[1], b",".join([match[2].strip(), ours])), data, count=1)
    if b'data=""' in data:
        return data.replace(b'data=""', b'data="%b"' % ours, 1)
    layout = b'<o:shapelayout%b v:ext="edit"><o:idmap v:ext="edit" data="%b"/></o:shapelayout>' % (NAMESPACES, ours)
    start = data.index(b">", data.index(b"<xml ")) + 1
    return data[:start] + layout + data[start:]


def _drawing_part(package: Package, entry: SheetEntry, xml: SheetXml) -> str:
    """The drawing that holds a sheet's boxes and controls, made where there is none."""
    relationships = package.graph.relationships(entry.part)
    named = SHEET_DRAWING.search(xml.first("legacyDrawing") or b"")
    present = relationships.get(named[1].decode()) if named else None
    if present is not None and present.part is not None:
        return present.part
    part = package.parts.free_name("xl/drawings/vmlDrawing1.vml")
    package.graph.add(part, EMPTY_DRAWING, DRAWING_CONTENT)
    rel_id = relationships.add(DRAWING_TYPE, part)
    prefix = xml.declare("r", RELATIONSHIP)
    xml.replace("legacyDrawing", [f'<{xml.prefix}legacyDrawing {prefix}:id="{rel_id}"/>'.encode()])
    return part


def _shape(number: int, reference: str, text: str) -> bytes:
    """The box of one note, at the right of its cell and as high as its text needs."""
    cell = cell_of(reference)
    row, column = cell.row - 1, cell.column
    lines = sum(1 + (2 * len(line)) // LINE_CHARACTERS for line in text.splitlines())
    height = min(max(lines, 3), MOST_LINES) + 1
    left = column + 1 if column + WIDTH_COLUMNS < COLUMNS else max(column - WIDTH_COLUMNS, 0)
    top = max(min(row - 1, ROWS - height - 1), 0)
    anchor = f"{left}, 15, {top}, 4, {left + WIDTH_COLUMNS - 1}, 15, {top + height}, 4"
    style = "position:absolute;margin-left:60pt;margin-top:2pt;width:180pt;height:90pt;z-index:1;visibility:hidden"
    shape = (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="{style}" fillcolor="#ffffe1" o:insetmode="auto">'
        '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{escape(anchor)}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )
    return shape.encode()
