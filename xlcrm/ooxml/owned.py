"""What xlcrm wrote into a book, kept in the book: its sheets, names, rules and a few values of the last build."""

import re
from dataclasses import dataclass

from lxml import etree

from xlcrm.ooxml.formulas import TOKEN, quote_sheet
from xlcrm.ooxml.opc import PartGraph
from xlcrm.ooxml.workbook import DefinedName, SheetEntry, Workbook
from xlcrm.ooxml.xmlio import RELATIONSHIP, Element, make, parse, serialise

NAMESPACE = "urn:xlcrm"
ITEM_TYPE = f"{RELATIONSHIP}/customXml"
PROPERTIES_TYPE = f"{RELATIONSHIP}/customXmlProps"
PROPERTIES_CONTENT = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
DATA_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
# Hidden names, a pair a sheet: programs that drop the custom part keep these. One follows when the user renames the
# sheet, the other holds what it said.
MARKER = "_xlcrm."
SAID = "_xlcrm_said."
MARKER_KEY = re.compile(re.escape(MARKER) + r"(\w+)")


@dataclass(frozen=True, slots=True)
class OwnedSheet:
    """A generated sheet as it was written: its key, number and title, and the SHA-256 of its cells."""

    key: str
    sheet_id: int
    title: str
    content_hash: str = ""


class Owned:
    """The record of what is xlcrm's in a book. Where the record was lost, hidden names still tell the sheets.

    `rules` holds the signatures of validations and conditional formats that were set on input sheets, `names` the
    defined names for the whole book, `values` anything that the next build wants to know.
    """

    def __init__(self, graph: PartGraph, workbook: Workbook) -> None:
        self._graph = graph
        self._workbook = workbook
        self.part = self._find_part()
        self.sheets: dict[str, OwnedSheet] = {}
        self.rules: set[str] = set()
        self.names: set[str] = set()
        self.values: dict[str, str] = {}
        if self.part is not None:
            self._read(parse(graph.parts[self.part], self.part))

    def _find_part(self) -> str | None:
        """The part of the record; LibreOffice hangs it on the package, where it is taken back from."""
        for relationships in (self._workbook.relationships, self._graph.relationships("")):
            for relationship in list(relationships.of_kind("customXml")):
                part = relationship.part
                if part is not None and f'"{NAMESPACE}"'.encode() in self._graph.parts[part][:400]:
                    if relationships is not self._workbook.relationships:
                        relationships.remove(relationship.id)
                        self._workbook.relationships.add(ITEM_TYPE, part)
                    return part
        return None

    def _read(self, root: Element) -> None:
        for element in root.iterfind(f"{{{NAMESPACE}}}sheet"):
            key, title = element.get("key", ""), element.get("title", "")
            number = int(element.get("sheetId", "0"))
            self.sheets[key] = OwnedSheet(key, number, title, element.get("content", ""))
        self.rules = {element.get("signature", "") for element in root.iterfind(f"{{{NAMESPACE}}}rule")}
        self.names = {element.get("name", "") for element in root.iterfind(f"{{{NAMESPACE}}}name")}
        values = root.iterfind(f"{{{NAMESPACE}}}value")
        self.values = {element.get("key", ""): element.text or "" for element in values}

    def sheet(self, key: str) -> SheetEntry | None:
        """The sheet of a key as it is in the book now, however renamed or moved; None if the user removed it."""
        for name in self._workbook.names:
            if name.scope is None and name.name.casefold() == (MARKER + key).casefold():
                return self._pointed_at(name)
        record = self.sheets.get(key)
        for entry in self._workbook.sheets if record else []:
            if record and (entry.sheet_id, entry.title) == (record.sheet_id, record.title):
                return entry
        return None

    def _pointed_at(self, name: DefinedName) -> SheetEntry | None:
        match = TOKEN.match(name.text)
        if match is None or match.lastgroup != "sheet":
            return None
        title = match[0][:-1]
        title = title[1:-1].replace("''", "'") if title.startswith("'") else title
        return next((e for e in self._workbook.sheets if e.title.casefold() == title.casefold()), None)

    @property
    def keys(self) -> list[str]:
        """The keys of all sheets that were ever written here, by the record or by the hidden names."""
        marked = (MARKER_KEY.fullmatch(name.name) for name in self._workbook.names if name.scope is None)
        return list(dict.fromkeys([*self.sheets, *(match[1] for match in marked if match)]))

    def content_hash(self, key: str) -> str:
        """The hash of what a generated sheet said when it was written; empty where nothing tells it any more."""
        name = (SAID + key).casefold()
        said = (n.text.strip('"') for n in self._workbook.names if n.scope is None and n.name.casefold() == name)
        record = self.sheets.get(key)
        return (record.content_hash if record else "") or next(said, "")

    def claim(self, key: str, entry: SheetEntry, *, content_hash: str = "") -> None:
        """Record that a sheet of the book is the generated sheet of this key."""
        self.sheets[key] = OwnedSheet(key, entry.sheet_id, entry.title, content_hash)
        self._workbook.set_name(DefinedName(MARKER + key, f"{quote_sheet(entry.title)}!$A$1", hidden=True))
        self._workbook.set_name(DefinedName(SAID + key, f'"{content_hash}"', hidden=True))

    def release(self, key: str) -> None:
        """Forget a sheet: from now on it is the user's own, or gone."""
        self.sheets.pop(key, None)
        self._workbook.remove_name(MARKER + key)
        self._workbook.remove_name(SAID + key)

    def store(self) -> None:
        """Write the record into the package; a book without anything of ours gets none."""
        if self.part is None and not (self.sheets or self.rules or self.names or self.values):
            return
        data = serialise(self._tree())
        if self.part is None:
            self._add_part(data)
        elif self._graph.parts[self.part] != data:
            self._graph.parts[self.part] = data

    def _tree(self) -> Element:
        root = make(f"{{{NAMESPACE}}}book", default=NAMESPACE)
        entries = {entry.title: entry for entry in self._workbook.sheets}
        for key, sheet in sorted(self.sheets.items()):
            entry = self.sheet(key) or entries.get(sheet.title)
            number, title = (entry.sheet_id, entry.title) if entry else (sheet.sheet_id, sheet.title)
            attributes = {"key": key, "sheetId": str(number), "title": title}
            said = {"content": sheet.content_hash} if sheet.content_hash else {}
            etree.SubElement(root, f"{{{NAMESPACE}}}sheet", attributes | said)
        for name in sorted(self.names):
            etree.SubElement(root, f"{{{NAMESPACE}}}name", name=name)
        for signature in sorted(self.rules):
            etree.SubElement(root, f"{{{NAMESPACE}}}rule", signature=signature)
        for key, value in sorted(self.values.items()):
            etree.SubElement(root, f"{{{NAMESPACE}}}value", key=key).text = value
        return root

    def _add_part(self, data: bytes) -> None:
        graph = self._graph
        self.part = graph.parts.free_name("customXml/item1.xml")
        graph.add(self.part, data, "application/xml")
        properties = graph.parts.free_name("customXml/itemProps1.xml")
        item = etree.Element(f"{{{DATA_STORE}}}datastoreItem", nsmap={"ds": DATA_STORE})
        item.set(f"{{{DATA_STORE}}}itemID", "{6F0F2B0A-5A3C-4F43-8B86-2D1C9B7E5A10}")
        references = etree.SubElement(item, f"{{{DATA_STORE}}}schemaRefs")
        etree.SubElement(references, f"{{{DATA_STORE}}}schemaRef").set(f"{{{DATA_STORE}}}uri", NAMESPACE)
        graph.add(properties, serialise(item), PROPERTIES_CONTENT)
        graph.relationships(self.part).add(PROPERTIES_TYPE, properties)
        self._workbook.relationships.add(ITEM_TYPE, self.part)
