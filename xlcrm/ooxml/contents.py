"""What a generated sheet says, as a hash that no saving by another program changes, and a sheet left to its user."""

import re
from collections.abc import Collection, Iterator
from hashlib import sha256

from xlcrm.ooxml.adoption import free_name, table_names
from xlcrm.ooxml.cells import CellContent, attributes, read_cell
from xlcrm.ooxml.package import Package
from xlcrm.ooxml.references import Renaming
from xlcrm.ooxml.sheet_xml import SheetXml
from xlcrm.ooxml.strings import SharedStrings
from xlcrm.ooxml.workbook import DefinedName, SheetEntry
from xlcrm.ooxml.xmlio import parse, serialise

# The first branch takes a cell as programs mostly write it, the other any cell.
CELL = re.compile(
    rb"""<(?:\w+:)?c\sr="(?P<reference>[A-Z]+[0-9]+)"(?P<about>[^>/]*)>(?:(?P<formula><(?:\w+:)?f)"""
    rb"""|<(?:\w+:)?v>(?P<value>[0-9.eE+-]+)</)|<((?:\w+:)?)c(?=\s)[^>]*?(?:/>|>.*?</\5c\s*>)""",
    re.DOTALL,
)
ANCHOR = re.compile(rb"<(?:\w+:)?(?:twoCellAnchor|oneCellAnchor|absoluteAnchor)\b")
NOTE = re.compile(rb"<(?:\w+:)?comment\s")


def content_hash(package: Package, entry: SheetEntry, *, ignoring: Collection[str] = ()) -> str:
    """The SHA-256 of what stands in a sheet's cells, and of how many notes and drawn objects lie on it.

    Texts and numbers count by value; of formulas only that they are there, since programs write them in their own
    manner. Formats, widths and results of formulas do not count, nor do the cells in `ignoring`, such as those in which
    the user picks what the sheet shows.
    """
    xml = SheetXml(package.parts[entry.part], entry.part)
    digest = sha256()
    said = (f"{place}\t{text}\n" for place, text in _cells(xml.rows, package.strings) if place not in ignoring)
    digest.update("".join(said).encode("utf-8", "surrogatepass"))
    for kind, pattern in (("drawing", ANCHOR), ("comments", NOTE)):
        parts = [r.part for r in package.graph.relationships(entry.part).of_kind(kind) if r.part is not None]
        digest.update(f"{kind} {sum(len(pattern.findall(package.parts[part])) for part in parts)}\n".encode())
    return digest.hexdigest()


def _cells(rows: bytes, strings: SharedStrings) -> Iterator[tuple[str, str]]:
    """Reference and content of every cell that says something.

    Half a million cells take a second where they are written plainly, as nearly all are, and seven where they are not.
    """
    texts: dict[bytes, str] = {}
    for match in CELL.finditer(rows):
        reference, about, formula, value = match.group("reference", "about", "formula", "value")
        if formula is not None:
            yield reference.decode(), "="
        elif value is not None and b't="s"' in about:
            text = texts.get(value)
            if text is None:
                text = texts[value] = _said(CellContent(strings.text(int(value))))
            if text:
                yield reference.decode(), text
        elif value is not None and b"t=" not in about:
            yield reference.decode(), f"{float(value):.15g}"
        else:
            raw = match[0]
            text = _said(read_cell(raw, strings))
            if text:
                yield attributes(raw[: raw.index(b">")]).get("r", ""), text


def _said(content: CellContent) -> str:
    if content.formula is not None:
        return "="
    value = content.value
    if value is None or value == "":
        return ""
    return f"{value:.15g}" if isinstance(value, float) else repr(value)


def keep_as_own(package: Package, entry: SheetEntry, title: str) -> SheetEntry:
    """Leave a generated sheet to the user, who wrote on it: under another title, no longer ours, its tables renamed.

    What it says of itself follows, in its formulas, charts and links; other sheets go on to mention the old title,
    under which the sheet is adopted anew. Returns the sheet as it is listed then.
    """
    package.store_edits()
    for key in package.owned.keys:
        if package.owned.sheet(key) == entry:
            package.owned.release(key)
    title = package.workbook.free_title(title)
    taken = table_names(package) | {name.name.casefold() for name in package.defined_names}
    tables = [r.part for r in package.graph.relationships(entry.part).of_kind("table") if r.part is not None]
    names: dict[str, str] = {}
    for part in tables:
        root = parse(package.parts[part], part)
        name = root.get("displayName", "")
        other = names[name.casefold()] = free_name(name, taken)
        taken.add(other.casefold())
        root.set("name", other)
        root.set("displayName", other)
        package.parts[part] = serialise(root)
    package.workbook.retitle(entry.title, title)
    package.removed_titles.add(entry.title.casefold())
    renaming = Renaming({entry.title.casefold(): title}, names)
    for part in package.graph.reached_from(entry.part).values():
        if part.lower().endswith((".xml", ".vml")) and renaming.concerns(package.parts[part]):
            package.parts[part] = renaming.part(package.parts[part])
        package.graph.relationships(part).follow(renaming.formula)
    for scoped in package.defined_names:
        if scoped.scope == title:
            text = renaming.formula(scoped.text)
            package.workbook.set_name(DefinedName(scoped.name, text, scoped.scope, scoped.hidden))
    return next(listed for listed in package.sheets if listed.title == title)
