"""The zip package of a workbook: its parts, content types and relationships, and the faults found in them."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATIONSHIP_ATTRIBUTE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
CONTENT_TYPES_PART = "[Content_Types].xml"
ILLEGAL_BYTES = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]|&#(?:[0-8]|1[124-9]|2\d|3[01]|x0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]));"
)
MAX_URL = 2079

# How the content type of a part ends that a relationship of this type leads to.
KINDS = {
    "officeDocument": "main+xml",
    "worksheet": "worksheet+xml",
    "chartsheet": "chartsheet+xml",
    "styles": "styles+xml",
    "theme": "theme+xml",
    "sharedStrings": "sharedStrings+xml",
    "calcChain": "calcChain+xml",
    "table": "table+xml",
    "drawing": "drawing+xml",
    "chart": "chart+xml",
    "comments": "comments+xml",
    "vmlDrawing": "vmlDrawing",
}

# Strict files name the same elements in other namespaces: read as transitional, one set of checks does for both.
STRICT = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in a file: the part of the package, the place in it (a cell, a name), and what is wrong."""

    part: str
    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.part} {self.place}: {self.what}"


@dataclass(frozen=True)
class Relation:
    """A relationship of a part; `target` is the part it leads to, or a URL where it is external."""

    kind: str
    target: str
    external: bool


class Package:
    """Reads parts without regard to case, and collects the faults of everyone who looks into it."""

    def __init__(self, data: bytes) -> None:
        self.faults: list[Fault] = []
        self._trees: dict[str, etree._Element | None] = {}
        self._relations: dict[str, dict[str, Relation]] = {}
        self.parts: dict[str, str] = {}
        self._zip: zipfile.ZipFile | None = None
        self._defaults: dict[str, str] = {}
        self._overrides: dict[str, str] = {}
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            self.add("", "", f"not a zip package: {error}")
            return
        for name in self._zip.namelist():
            if name.endswith("/"):
                continue
            part = name.replace("\\", "/").lstrip("/")
            if part != name:
                self.add(name, "", "part name with a backslash or a leading slash")
            if part.casefold() in self.parts:
                self.add(name, "", "part name twice, apart from case")
            self.parts.setdefault(part.casefold(), name)
        self._defaults, self._overrides = self._content_types()

    def add(self, part: str, place: str, what: str) -> None:
        self.faults.append(Fault(part, place, what))

    def has(self, part: str) -> bool:
        return part.casefold() in self.parts

    def data(self, part: str) -> bytes | None:
        """The bytes of a part; None where it is absent or damaged."""
        name = self.parts.get(part.casefold())
        if name is None or self._zip is None:
            return None
        try:
            return self._zip.read(name)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
            self.add(part, "", f"cannot be read: {error}")
            return None

    def tree(self, part: str) -> etree._Element | None:
        """The root element of an XML part; None where it is absent, not well-formed or declares a DTD."""
        key = part.casefold()
        if key not in self._trees:
            data = self.data(part)
            self._trees[key] = None if data is None else self._parse(part, data)
        return self._trees[key]

    def forget(self, part: str) -> None:
        """Lets go of a large part's tree."""
        self._trees.pop(part.casefold(), None)

    def _parse(self, part: str, data: bytes) -> etree._Element | None:
        if b"<!DOCTYPE" in data[:4096]:
            self.add(part, "", "declares a DTD")
            return None
        for strict, transitional in STRICT:
            if strict in data:
                data = data.replace(strict, transitional)
        try:
            return etree.fromstring(
                data,
                etree.XMLParser(
                    resolve_entities=False, huge_tree=True, collect_ids=False, remove_comments=True, remove_pis=True
                ),
            )
        except (etree.XMLSyntaxError, ValueError) as error:
            illegal = ILLEGAL_BYTES.search(data)
            reason = f"illegal character {illegal.group()!r}, not written _xHHHH_" if illegal else str(error)
            self.add(part, "", f"not well-formed XML: {reason}")
            return None

    def relations(self, part: str) -> dict[str, Relation]:
        """Relationships of a part by id ("" is the package itself)."""
        key = part.casefold()
        if key not in self._relations:
            self._relations[key] = self._read_relations(part)
        return self._relations[key]

    def related(self, part: str, kind: str) -> list[str]:
        """Existing parts that `part` leads to by a relationship whose type ends in `kind`."""
        found = (relation for relation in self.relations(part).values() if not relation.external)
        return [relation.target for relation in found if relation.kind == kind and self.has(relation.target)]

    def _read_relations(self, part: str) -> dict[str, Relation]:
        folder, name = posixpath.split(part)
        rels_part = posixpath.join(folder, "_rels", name + ".rels")
        if not self.has(rels_part):
            return {}
        root = self.tree(rels_part)
        found: dict[str, Relation] = {}
        for element in () if root is None else root.iterchildren("{*}Relationship"):
            identity = element.get("Id", "")
            target = element.get("Target", "")
            if not identity or identity in found:
                self.add(rels_part, identity, "relationship id missing or twice")
            if not target:
                self.add(rels_part, identity, "relationship without a target")
            external = element.get("TargetMode") == "External"
            kind = element.get("Type", "").rsplit("/", 1)[-1]
            if external:
                if len(target) > MAX_URL:
                    self.add(rels_part, identity, f"target of {len(target)} characters, more than {MAX_URL}")
            elif target and not (target.startswith("#") and kind == "hyperlink"):
                target = resolve(folder, target)
                if not self.has(target):
                    self.add(rels_part, identity, f"relationship to {target}, which does not exist")
                elif not self.content_type(target).endswith(KINDS.get(kind, "")):
                    self.add(target, "", f"{kind} of content type {self.content_type(target)!r}")
            found[identity] = Relation(kind, target, external)
        return found

    def check_parts(self) -> None:
        """Content types, XML of every part, and relationships, whoever uses them."""
        for key, name in self.parts.items():
            part = name.replace("\\", "/").lstrip("/")
            if part == CONTENT_TYPES_PART:
                continue
            extension = extension_of(key)
            kind = self.content_type(part)
            if not kind:
                self.add(part, "", "part without a content type")
            if extension == "rels":
                self._check_source_of(part)
            elif extension != "vml" and (extension == "xml" or kind.endswith("+xml")):
                self._check_relationship_ids(part)
            elif self.data(part) is not None:
                self.relations(part)

    def content_type(self, part: str) -> str:
        """The content type of a part; empty where none is declared."""
        key = part.casefold()
        return self._overrides.get(key) or self._defaults.get(extension_of(key), "")

    def _content_types(self) -> tuple[dict[str, str], dict[str, str]]:
        root = self.tree(CONTENT_TYPES_PART)
        if root is None:
            self.add(CONTENT_TYPES_PART, "", "no content types")
            return {}, {}
        defaults: dict[str, str] = {}
        overrides: dict[str, str] = {}
        for element in root:
            if element.tag == CONTENT_TYPES + "Default":
                table, key = defaults, element.get("Extension", "").casefold()
            elif element.tag == CONTENT_TYPES + "Override":
                table, key = overrides, element.get("PartName", "").lstrip("/").casefold()
                if key not in self.parts:
                    self.add(CONTENT_TYPES_PART, key, "content type of a part that does not exist")
            else:
                continue
            if key in table:
                self.add(CONTENT_TYPES_PART, key, "content type declared twice")
            table[key] = element.get("ContentType", "")
        return defaults, overrides

    def _check_source_of(self, rels_part: str) -> None:
        folder, name = posixpath.split(rels_part)
        source = posixpath.join(posixpath.dirname(folder), name[: -len(".rels")])
        if source and not self.has(source):
            self.add(rels_part, "", f"relationships of {source}, which does not exist")
        self.relations(source)

    def _check_relationship_ids(self, part: str) -> None:
        root = self.tree(part)
        if root is None:
            return
        known = self.relations(part)
        used = attributes(root, "//@r:*")
        for identity in sorted(set(used) - known.keys() - {""}):
            self.add(part, identity, "relationship id that the part does not have")


def attributes(root: etree._Element, path: str) -> list[str]:
    """The values of the attributes that an XPath finds."""
    found = root.xpath(path, namespaces={"r": RELATIONSHIP_ATTRIBUTE[1:-1]})
    return [str(value) for value in found] if isinstance(found, list) else []


def extension_of(part: str) -> str:
    """What follows the last dot of a part's name; also of .rels, which is all extension."""
    return posixpath.basename(part).rpartition(".")[2]


def resolve(folder: str, target: str) -> str:
    """The part name a relationship's target means, seen from its source's folder."""
    path = unquote(target.split("#")[0]).replace("\\", "/")
    return posixpath.normpath(path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path))
