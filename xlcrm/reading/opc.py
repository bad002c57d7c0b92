"""The parts of a package and what points to what."""

import posixpath
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from lxml import etree

from xlcrm.reading.archive import Archive
from xlcrm.reading.faults import refusal

STRICT: Final = "http://purl.oclc.org/ooxml/"


@dataclass(frozen=True, slots=True)
class Relation:
    """What one part of a package points at: `kind` is the last word of the relation's type."""

    kind: str
    target: str
    strict: bool


def parsed_part(archive: Archive, part: str) -> etree._Element:
    """The root of a part's XML."""
    xml = archive.xml(part)
    try:
        return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        raise refusal("F132", archive.path, part=part) from None


def relations_of(archive: Archive, part: str) -> dict[str, Relation]:
    """The relations of a part, or of the package for no part; those without a target inside it are left out."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", name + ".rels")
    if relations not in archive:
        return {}
    found: dict[str, Relation] = {}
    for element in parsed_part(archive, relations):
        target = element.get("Target")
        if not target or element.get("TargetMode") == "External":
            continue
        path = posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).lstrip("/")
        if path not in archive and unquote(path) in archive:
            path = unquote(path)
        kind = element.get("Type") or ""
        found[element.get("Id") or ""] = Relation(kind.rsplit("/", 1)[-1], path, kind.startswith(STRICT))
    return found
