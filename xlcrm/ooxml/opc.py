"""Open Packaging Conventions: relationships and content types over the parts of a package."""

from collections.abc import Callable, Iterator, Mapping
from copy import copy, deepcopy
from typing import NamedTuple

from lxml import etree

from xlcrm.ooxml.part_names import extension_of, fold, relative, rels_name, resolve
from xlcrm.ooxml.parts import Parts
from xlcrm.ooxml.xmlio import Element, make, parse, serialise

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
CONTENT_TYPES_PART = "[Content_Types].xml"
NO_TYPES = f'<Types xmlns="{CONTENT_TYPES}"/>'.encode()
NO_RELATIONSHIPS = f'<Relationships xmlns="{RELATIONSHIPS}"/>'.encode()
STRICT = "http://purl.oclc.org/ooxml/"
RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"


class Relationship(NamedTuple):
    """From a part to another: `part` is the target's name in the package, None where it is external or missing."""

    id: str
    type: str
    target: str
    external: bool
    part: str | None

    @property
    def kind(self) -> str:
        """The last word of the type, such as `worksheet`."""
        return self.type.rpartition("/")[2]

    @property
    def is_strict(self) -> bool:
        """Whether it is of the strict form of the format."""
        return self.type.startswith(STRICT)


class StoredXml:
    """A part held as a tree; it is written back only if the tree came to say something else."""

    def __init__(self, parts: Parts, name: str, empty: bytes = b"") -> None:
        self.parts = parts
        self.name = parts.find(name) or name
        self.root: Element = parse(parts.get(self.name, empty), self.name)
        self._came = self._said()

    def _said(self) -> bytes:
        return etree.tostring(self.root.getroottree(), encoding="UTF-8")

    def copied(self, parts: Parts) -> "StoredXml":
        """The same tree, to be changed for itself, of the same part in a package that came of the same file."""
        other = copy(self)
        other.parts = parts
        other.root = deepcopy(self.root.getroottree()).getroot()
        return other

    def store(self) -> None:
        """Write the tree into the package where it differs from what lies there."""
        said = self._said()
        if self.name not in self.parts or said != self._came:
            self.parts[self.name] = serialise(self.root)
            self._came = said


class KeyedChildren:
    """Children of an element that are removed and put back: those that were there at first return to their place."""

    def __init__(self, parent: Element, key: Callable[[Element], str]) -> None:
        self.parent = parent
        self._key = key
        self._first = {key(child): place for place, child in enumerate(parent)}

    def insert(self, child: Element) -> None:
        """Add a child behind those that stood before it at first, or at the end."""
        place = self._first.get(self._key(child))
        if place is not None:
            for position, sibling in enumerate(self.parent):
                if self._first.get(self._key(sibling), place) > place:
                    self.parent.insert(position, child)
                    return
        self.parent.append(child)


class Relationships:
    """The relationships of one part."""

    def __init__(self, xml: StoredXml, owner: str) -> None:
        self.owner = owner
        self._parts = xml.parts
        self._xml = xml
        self._children = KeyedChildren(self._xml.root, lambda element: element.get("Id") or "")

    def __iter__(self) -> Iterator[Relationship]:
        for element in self._xml.root:
            target = element.get("Target")
            # Some writers leave the target out; such a relationship is kept but leads nowhere.
            if isinstance(element.tag, str) and target is not None:
                external = element.get("TargetMode") == "External"
                part = None if external else self._parts.find(resolve(self.owner, target))
                yield Relationship(element.get("Id", ""), element.get("Type", ""), target, external, part)

    def of_kind(self, *kinds: str) -> list[Relationship]:
        """Those whose type ends in one of the words."""
        return [relationship for relationship in self if relationship.kind in kinds]

    def get(self, rel_id: str) -> Relationship | None:
        """The one with this id."""
        return next((relationship for relationship in self if relationship.id == rel_id), None)

    def add(self, rel_type: str, part: str) -> str:
        """Lead to a part and return the id, the first free of `rId1`, `rId2`, ..."""
        used = {element.get("Id") for element in self._xml.root}
        number = 1
        while (rel_id := f"rId{number}") in used:
            number += 1
        element = make(f"{{{RELATIONSHIPS}}}Relationship", default=RELATIONSHIPS)
        element.set("Id", rel_id)
        element.set("Type", rel_type)
        element.set("Target", relative(self.owner, part))
        self._children.insert(element)
        return rel_id

    def retargeted(self, owner: str, targets: Mapping[str, str]) -> bytes:
        """The content of the relationships as those of another part, which lead to `targets` by their id."""
        root = deepcopy(self._xml.root)
        for element in root:
            rel_id = element.get("Id") or ""
            if rel_id in targets:
                element.set("Target", relative(owner, targets[rel_id]))
        return serialise(root)

    def remove(self, rel_id: str) -> None:
        """Drop the relationship with this id."""
        for element in self._xml.root:
            if element.get("Id") == rel_id:
                self._xml.root.remove(element)

    def follow(self, formula: Callable[[str], str]) -> None:
        """Let links to places in the book, such as those of shapes, become what `formula` makes of them."""
        for element in self._xml.root:
            target = element.get("Target") or ""
            if target.startswith("#"):
                element.set("Target", "#" + formula(target[1:]))

    def store(self) -> None:
        """Write changes into the package; a part without relationships gets no part for them."""
        if len(self._xml.root) or self._xml.name in self._parts:
            self._xml.store()


class ContentTypes:
    """What kind of content each part has."""

    def __init__(self, xml: StoredXml) -> None:
        self._xml = xml
        self._children = KeyedChildren(self._xml.root, lambda element: fold(element.get("PartName") or ""))

    def known(self) -> dict[str, str]:
        """The type of each part by its key, and of each extension with a dot in front, all in lower case."""
        found = [
            (e.get("PartName") or "." + e.get("Extension", ""), e.get("ContentType", ""))
            for e in self._xml.root.iterchildren("{*}*")
        ]
        return {fold(name): content_type.lower() for name, content_type in found}

    def _elements(self, name: str) -> Iterator[Element]:
        return self._xml.root.iterchildren(f"{{{CONTENT_TYPES}}}{name}")

    def content_type(self, part: str) -> str:
        """The content type of a part; empty where none is given."""
        for element in self._elements("Override"):
            if fold(element.get("PartName", "")) == fold(part):
                return element.get("ContentType", "")
        return self._default(extension_of(part)) or ""

    def _default(self, extension: str) -> str | None:
        for element in self._elements("Default"):
            if element.get("Extension", "").lower() == extension.lower():
                return element.get("ContentType", "")
        return None

    def set(self, part: str, content_type: str) -> None:
        """Give a part its type, by its extension where that already means this type, else by an entry of its own."""
        if self.content_type(part) == content_type:
            return
        self.remove(part)
        if self.content_type(part) == content_type:
            return
        extension = extension_of(part)
        if extension.lower() != "xml" and self._default(extension) is None:
            element = make(f"{{{CONTENT_TYPES}}}Default", default=CONTENT_TYPES)
            element.set("Extension", extension)
            element.set("ContentType", content_type)
            self._xml.root.insert(len(list(self._elements("Default"))), element)
            return
        element = make(f"{{{CONTENT_TYPES}}}Override", default=CONTENT_TYPES)
        element.set("PartName", f"/{part}")
        element.set("ContentType", content_type)
        self._children.insert(element)

    def remove(self, part: str) -> None:
        """Drop the entry of a part's own; what its extension means stays."""
        for element in list(self._elements("Override")):
            if fold(element.get("PartName", "")) == fold(part):
                self._xml.root.remove(element)

    def store(self) -> None:
        """Write changes into the package."""
        self._xml.store()


class PartGraph:
    """Parts with their relationships and content types, changed together; each is parsed once."""

    def __init__(self, parts: Parts, trees: Mapping[str, StoredXml] | None = None) -> None:
        self.parts = parts
        self._trees = {key: tree.copied(parts) for key, tree in (trees or {}).items()}
        self.types = ContentTypes(self.tree(CONTENT_TYPES_PART, NO_TYPES))
        self._relationships: dict[str, Relationships] = {}

    def afresh(self) -> "PartGraph":
        """The package as it came, to be changed for itself. This one must only have been read."""
        return PartGraph(Parts(self.parts.archive), self._trees)

    def tree(self, part: str, empty: bytes = b"") -> StoredXml:
        """A part as a tree that is to be stored when it was changed; `empty` for one that is not there."""
        key = fold(part)
        if key not in self._trees:
            self._trees[key] = StoredXml(self.parts, part, empty)
        return self._trees[key]

    def relationships(self, owner: str) -> Relationships:
        """The relationships of a part; of the package itself for an empty name."""
        key = fold(owner)
        if key not in self._relationships:
            self._relationships[key] = Relationships(self.tree(rels_name(owner), NO_RELATIONSHIPS), owner)
        return self._relationships[key]

    def reached_from(self, owner: str) -> dict[str, str]:
        """Every part that can be reached from one, itself included: name by key, in the order of finding."""
        found = {fold(owner): owner}
        queue = [owner]
        while queue:
            for relationship in self.relationships(queue.pop(0)):
                if relationship.part is not None and fold(relationship.part) not in found:
                    found[fold(relationship.part)] = relationship.part
                    queue.append(relationship.part)
        return found

    def add(self, part: str, data: bytes, content_type: str) -> None:
        """Put a part in, with its content type."""
        if part not in self.parts:
            # An entry that some program left behind would be written otherwise once the part goes and comes again.
            self.types.remove(part)
        self.parts[part] = data
        self.types.set(part, content_type)

    def drop(self, part: str) -> None:
        """Take a part out, with its relationships and content type."""
        self.parts.remove(part)
        self.parts.remove(rels_name(part))
        self.types.remove(part)
        self.types.remove(rels_name(part))
        self._relationships.pop(fold(part), None)
        self._trees.pop(fold(rels_name(part)), None)

    def store(self) -> None:
        """Write all changed relationships and content types into the package."""
        for relationships in self._relationships.values():
            relationships.store()
        for part in list(self.parts):
            if part.name.lower().endswith(".rels") and part.changed:
                self.types.set(part.name, RELATIONSHIPS_TYPE)
        self.types.store()
