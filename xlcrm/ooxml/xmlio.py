"""XML parts: safe parsing, repeatable serialising, and where the children of a root lie in its bytes."""

from collections.abc import Iterator
from typing import Any, NamedTuple
from xml.parsers import expat

from lxml import etree

from xlcrm.ooxml.faults import BadPackage

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

Element = etree._Element


def main(name: str) -> str:
    """The lxml tag of a SpreadsheetML element."""
    return f"{{{MAIN}}}{name}"


def parse(data: bytes, part: str, *, plain: bool = False) -> Element:
    """The root element of a part, nothing resolved or fetched.

    With `plain`, comments and CDATA marks are dropped and their text kept. Raises BadPackage for XML that is not
    well-formed or has a DTD.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=True,
        remove_comments=plain,
        remove_pis=plain,
        strip_cdata=plain,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise BadPackage("broken", part) from error
    docinfo: Any = root.getroottree().docinfo
    if docinfo.doctype:
        raise BadPackage("dtd", part)
    return root


def serialise(root: Element) -> bytes:
    """A whole part in UTF-8, always with the same declaration."""
    return DECLARATION + etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=False)


def local_name(element: Element) -> str:
    """An element's name without its namespace; empty for comments."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def make(tag: str, *, like: Element | None = None, default: str | None = None, **attributes: str) -> Element:
    """A detached element that uses the namespace prefixes of `like`, or `default` as its default namespace."""
    prefixes: Any = {None: default} if like is None else like.nsmap
    return etree.Element(tag, attributes, prefixes)


def insert_in_order(parent: Element, child: Element, order: tuple[str, ...]) -> None:
    """Put `child` where `order`, the schema's sequence of local names, wants it among its siblings."""
    later = set(order[order.index(local_name(child)) + 1 :])
    for position, sibling in enumerate(parent):
        if local_name(sibling) in later:
            parent.insert(position, child)
            return
    parent.append(child)


def escape(text: str) -> str:
    """Text as it stands in an element or between double quotes."""
    # Twice as fast as saxutils, and called for every cell.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def unescape(text: str) -> str:
    """The text that stands in an element or attribute, of the five predefined entities."""
    # Not by saxutils, which takes 25 ms to import.
    if "&" not in text:
        return text
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&apos;", "'")
    return text.replace("&amp;", "&")


class Child(NamedTuple):
    """One child of a root: its local name and where its bytes start and end."""

    name: str
    start: int
    end: int


class Outline(NamedTuple):
    """Where the root's start tag ends, its children lie and its end tag starts; `prefix` is like `x:` or empty."""

    prefix: str
    open_end: int
    children: tuple[Child, ...]
    close_start: int


def outline(data: bytes, part: str) -> Outline:
    """The outline of a small part in UTF-8; raises BadPackage if it is not well-formed.

    Written with expat, because lxml does not tell byte offsets.
    """
    return _OutlineReader(data).read(part)


class _OutlineReader:
    """The state of one pass over the events of expat, which are at depth 0 (root), 1 (children) and below."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.depth = 0
        self.child_start = 0
        self.root = ""
        self.children: list[Child] = []
        self.close_start = 0

    def read(self, part: str) -> Outline:
        try:
            self.parser.Parse(self.data, True)
        except expat.ExpatError as error:
            raise BadPackage("broken", part) from error
        prefix = self.root.rpartition(":")[0]
        root_start = self.data.index(b"<" + self.root.encode())
        open_end = self.data.index(b">", root_start) + 1
        return Outline(prefix + ":" if prefix else "", open_end, tuple(self.children), self.close_start)

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        if self.depth == 0:
            self.root = name
        elif self.depth == 1:
            self.child_start = self.parser.CurrentByteIndex
        self.depth += 1

    def _end(self, name: str) -> None:
        self.depth -= 1
        position = self.parser.CurrentByteIndex
        if self.depth == 0:
            self.close_start = position
        elif self.depth == 1:
            # For an empty-element tag expat already stands behind it; for an end tag, before it.
            tag = b"</" + name.encode()
            if self.data.startswith(tag, position) and self.data[position + len(tag)] in b"> \t\r\n":
                position = self.data.index(b">", position) + 1
            self.children.append(Child(name.rpartition(":")[2], self.child_start, position))


def splice(data: bytes, changes: Iterator[tuple[int, int, bytes]] | list[tuple[int, int, bytes]]) -> bytes:
    """The bytes with each (start, end) replaced; the changes must not overlap and come in order."""
    pieces: list[bytes] = []
    position = 0
    for start, end, replacement in changes:
        pieces += (data[position:start], replacement)
        position = end
    pieces.append(data[position:])
    return b"".join(pieces)
