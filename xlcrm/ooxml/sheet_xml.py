"""A worksheet part as bytes: its rows in one piece, and the elements around them one by one, in the schema's order."""

import re

from lxml import etree

from xlcrm.ooxml.xmlio import Element, outline, parse, serialise

ORDER = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection"),
    *("protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells"),
    *("phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins"),
    *("pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors"),
    *("smartTags", "drawing", "drawingHF", "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects"),
    # Controls come wrapped for programs that do not know them.
    *("AlternateContent", "controls", "webPublishItems", "tableParts", "extLst"),
)
RANK = {name: rank for rank, name in enumerate(ORDER)}
SHEET_DATA = re.compile(rb"<((?:\w+:)?)sheetData(?:\s[^>]*?)?(/?)>")
UTF8_START = (b"<", b"\xef\xbb\xbf<")


class SheetXml:
    """The bytes of a worksheet part, cut where they may change. What is not replaced keeps its bytes."""

    def __init__(self, data: bytes, part: str) -> None:
        if b"<!" in data or not data.startswith(UTF8_START):
            # CDATA, comments and other encodings hide where elements start; written plainly they do not.
            data = serialise(parse(data, part, plain=True))
        self._part = part
        match = SHEET_DATA.search(data)
        if match is None:
            raise ValueError(f"{part} is no worksheet")
        self.prefix = match[1].decode()
        if match[2]:
            self._open, self.rows, end = data[match.start() : match.end() - 2] + b">", b"", match.end()
        else:
            close = b"</%bsheetData" % match[1]
            start = data.rindex(close)
            self._open, self.rows, end = match[0], data[match.end() : start], data.index(b">", start) + 1
        self._untouched: bytes | None = data[match.start() : match.end()] if match[2] else None
        frame = data[: match.start()] + b"<%bsheetData/>" % match[1] + data[end:]
        self._cut(frame)

    def _cut(self, frame: bytes) -> None:
        shape = outline(frame, self._part)
        self._root_open = frame[: shape.open_end]
        self._pieces: list[tuple[str, bytes]] = []
        position = shape.open_end
        for child in shape.children:
            # White space between elements stays with the one that it precedes.
            self._pieces.append((child.name, frame[position : child.end]))
            position = child.end
        self._root_close = frame[position:]

    def to_bytes(self) -> bytes:
        """The whole part."""
        return b"".join([self._root_open, *(self._piece(name, raw) for name, raw in self._pieces), self._root_close])

    def _piece(self, name: str, raw: bytes) -> bytes:
        if name != "sheetData":
            return raw
        gap = raw[: raw.index(b"<")]
        if self._untouched is not None and not self.rows:
            return gap + self._untouched
        return gap + self._open + self.rows + b"</%bsheetData>" % self.prefix.encode()

    def all(self, name: str) -> list[bytes]:
        """The bytes of every element of this name directly under the root."""
        return [raw.lstrip() for found, raw in self._pieces if found == name]

    def first(self, name: str) -> bytes | None:
        """The bytes of the only element of this name; None where there is none."""
        return next(iter(self.all(name)), None)

    def replace(self, name: str, elements: list[bytes]) -> None:
        """Put these elements in the place of all of this name; an empty list takes them out."""
        if elements == self.all(name):
            return
        rank = RANK[name]
        kept = [(found, raw) for found, raw in self._pieces if found != name]
        place = next((n for n, (found, _) in enumerate(kept) if RANK.get(found, -1) > rank), len(kept))
        self._pieces = [*kept[:place], *((name, element) for element in elements), *kept[place:]]

    def element(self, raw: bytes) -> Element:
        """An element's bytes as a tree, with the namespaces that the root declares."""
        closing = re.search(rb"</[^>]+>\s*$", self._root_close)
        start = self._root_open.rindex(b"<")
        root = etree.fromstring(self._root_open[start:] + raw + (closing[0] if closing else b""))
        return root[0]

    def declare(self, prefix: str, namespace: str) -> str:
        """Have the root declare a namespace; returns the prefix that it has, which may be another."""
        known = re.search(rb'\sxmlns:([\w.]+)=["\']' + re.escape(namespace.encode()) + rb'["\']', self._root_open)
        if known:
            return known[1].decode()
        self._root_open = self._root_open[:-1] + f' xmlns:{prefix}="{namespace}">'.encode()
        return prefix
