"""A workbook package as a whole: opened, changed sheet by sheet, and written back."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from xlcrm.ooxml.docprops import update_titles
from xlcrm.ooxml.faults import BadPackage
from xlcrm.ooxml.formulas import mentions
from xlcrm.ooxml.opc import PartGraph, StoredXml
from xlcrm.ooxml.opening import drop_signature, find_workbook
from xlcrm.ooxml.owned import Owned
from xlcrm.ooxml.part_names import resolve
from xlcrm.ooxml.parts import Parts
from xlcrm.ooxml.references import Renaming
from xlcrm.ooxml.strings import SharedStrings
from xlcrm.ooxml.styles import Styles
from xlcrm.ooxml.workbook import DefinedName, SheetEntry, Workbook
from xlcrm.ooxml.xmlio import MAIN, RELATIONSHIP

SPREADSHEET_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
WORKBOOK_PART = "xl/workbook.xml"
EMPTY_WORKBOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONSHIP}"><bookViews><workbookView/></bookViews><sheets/></workbook>'
).encode()
CODE_NAME = re.compile(rb'<(?:\w+:)?sheetPr\b[^>]*?\scodeName="([^"]*)"')
SELECTED = re.compile(rb"""(<(?:\w+:)?sheetView\b[^>]*?)\stabSelected=["'](?:1|true)["']""")
VIEW = re.compile(rb"<(?:\w+:)?sheetView\b")
STYLE_NUMBER = re.compile(rb"""<(?:\w+:)?(?:c|row)\s[^>]*?\ss=["']([0-9]+)["']""")


class Storable(Protocol):
    """An edit of one part that is held apart from it."""

    def store(self) -> None:
        """Write the edit into the part."""


class Package:
    """A workbook. Changes take effect in memory; `to_bytes` gives the file."""

    def __init__(self, graph: PartGraph, workbook_part: str) -> None:
        self.graph = graph
        self.parts = graph.parts
        self.workbook_part = workbook_part
        self.workbook = Workbook(graph.tree(workbook_part), graph.relationships(workbook_part))
        self.edits: dict[str, Storable] = {}
        self.code_names: dict[str, bytes] = {}
        self.removed_titles: set[str] = set()
        self.left_out: list[str] = []
        self._titles_before = [entry.title for entry in self.workbook.sheets if entry.kind == "worksheet"]

    @classmethod
    def from_bytes(cls, data: bytes) -> "Package":
        """Open a workbook file; raises BadPackage for what cannot be edited without loss, or is no workbook."""
        if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
            raise BadPackage("encrypted")
        graph = PartGraph(Parts.from_bytes(data))
        return cls(graph, find_workbook(graph))

    @classmethod
    def of_graph(cls, graph: PartGraph, *, unsigned: bool = False) -> "Package":
        """A package that was read, to be changed; what was read stays as it is, and nothing is parsed again.

        Raises as `from_bytes`. `unsigned` takes out a digital signature instead of refusing it; `left_out` names its
        parts then.
        """
        graph = graph.afresh()
        left_out = drop_signature(graph) if unsigned else []
        package = cls(graph, find_workbook(graph))
        package.left_out = left_out
        return package

    @classmethod
    def from_parts(cls, parts: Iterable[tuple[str, bytes]]) -> "Package":
        """A workbook that was made part by part; large parts are held compressed."""
        found = Parts()
        for name, data in parts:
            found[name] = data
            found.pack(name)
        graph = PartGraph(found)
        return cls(graph, find_workbook(graph))

    @classmethod
    def empty(cls) -> "Package":
        """A workbook without a sheet yet, for generated ones to be adopted into."""
        graph = PartGraph(Parts())
        graph.add(WORKBOOK_PART, EMPTY_WORKBOOK, f"{SPREADSHEET_CONTENT}.sheet.main+xml")
        graph.relationships("").add(f"{RELATIONSHIP}/officeDocument", WORKBOOK_PART)
        return cls(graph, WORKBOOK_PART)

    # What the package holds

    @property
    def sheets(self) -> list[SheetEntry]:
        """All sheets in order."""
        return self.workbook.sheets

    def sheet(self, title: str) -> SheetEntry | None:
        """The sheet of this title, whatever its case."""
        return next((entry for entry in self.sheets if entry.title.casefold() == title.casefold()), None)

    @property
    def defined_names(self) -> list[DefinedName]:
        """All defined names in order."""
        return self.workbook.names

    @property
    def date_1904(self) -> bool:
        """Whether day 0 of the book's dates is 1904-01-01."""
        return self.workbook.date_1904

    def make_workbook(self) -> None:
        """Let a template be a workbook, as it is when a new book is made from it."""
        content_type = self.graph.types.content_type(self.workbook_part)
        self.graph.types.set(self.workbook_part, content_type.replace(".template.", ".sheet."))

    @cached_property
    def owned(self) -> Owned:
        """The record of what xlcrm wrote into the book."""
        return Owned(self.graph, self.workbook)

    @cached_property
    def styles(self) -> Styles:
        """The book's formats; a styles part is made where there is none."""
        name = self.workbook.related_part("styles")
        if name is not None:
            return Styles(self.parts, name)
        name = self._add_book_part("styles.xml", "styles")
        return Styles(self.parts, name, used_cell_formats=self._used_cell_formats())

    @cached_property
    def strings(self) -> SharedStrings:
        """The book's shared strings; the part is made when the first string is added."""
        name = self.workbook.related_part("sharedStrings")
        return SharedStrings(self.parts, name or resolve(self.workbook_part, "sharedStrings.xml"))

    def _add_book_part(self, file_name: str, kind: str) -> str:
        name = resolve(self.workbook_part, file_name)
        self.graph.types.set(name, f"{SPREADSHEET_CONTENT}.{kind}+xml")
        self.workbook.relationships.add(f"{RELATIONSHIP}/{kind}", name)
        return name

    def _used_cell_formats(self) -> int:
        """How many formats the cells of a book without styles refer to."""
        used = 0
        for entry in self.sheets:
            if entry.kind == "worksheet":
                used = max([used, *(int(number) + 1 for number in STYLE_NUMBER.findall(self.parts[entry.part]))])
        return used

    # Changes to the list of sheets

    def remove_sheet(self, entry: SheetEntry, *, with_names: bool = False) -> None:
        """Take a sheet out with everything that only it leads to, and the names scoped to it.

        Names for the whole book that mention it stay unless `with_names`; so does what mentions it elsewhere, and it
        holds again when a sheet of this title is adopted.
        """
        self.store_edits()
        if with_names:
            for name in self.defined_names:
                if name.scope is None and mentions(name.text, entry.title):
                    self.workbook.remove_name(name.name)
        tree = self.graph.reached_from(entry.part) if entry.part else {}
        code_name = CODE_NAME.search(self.parts[entry.part][:4000]) if entry.part else None
        if code_name:
            # A macro project has a module for this sheet; the sheet that takes its place belongs to it.
            self.code_names[entry.title.casefold()] = code_name[1]
        self.workbook.remove_sheet(entry.title)
        self.workbook.relationships.remove(entry.rel_id)
        self.removed_titles.add(entry.title.casefold())
        still_reached = self.graph.reached_from("")
        for key, part in tree.items():
            if key not in still_reached:
                self.graph.drop(part)

    def order_sheets(self, titles: Sequence[str]) -> None:
        """Put the sheets in this order; those not named follow in the order that they have."""
        self.workbook.order_sheets(titles)

    def rename_sheet(self, old: str, other: str) -> None:
        """Call a sheet by another title, everywhere: formulas, names, charts, rules, links and sources of pivots."""
        self.rename_sheets({old: other})

    def rename_sheets(self, titles: Mapping[str, str]) -> None:
        """Call sheets by other titles, which must be free, everywhere at once; `titles` maps the old ones to them."""
        for old, other in titles.items():
            self.workbook.retitle(old, other)
        if titles:
            self.follow(Renaming(sheets={old.casefold(): other for old, other in titles.items()}))

    def follow(self, renaming: Renaming) -> None:
        """Let everything in the package that mentions what is renamed mention it by its other name."""
        self.store_edits()
        self.workbook.follow(renaming.formula)
        skipped = {self.workbook_part.lower()}
        for part in list(self.parts):
            # Content types tell too little: drawings of controls are .vml, relationships may lead to places.
            if part.name.lower().endswith((".xml", ".vml")) and part.name.lower() not in skipped:
                data = part.data
                if renaming.concerns(data):
                    self.parts[part.name] = renaming.part(data)
        for owner in list(self.parts):
            relationships = self.graph.relationships(owner.name)
            relationships.follow(renaming.formula)

    def set_active(self, title: str) -> None:
        """Show this sheet when the book is opened, and let no other be selected with it."""
        if self.workbook.active == title and self.sheet(title):
            return
        self.workbook.set_active(title)
        for entry in self.sheets:
            if entry.kind in ("worksheet", "chartsheet"):
                self.select(entry, selected=entry.title.casefold() == title.casefold())

    def select(self, entry: SheetEntry, *, selected: bool = True) -> None:
        """Mark a sheet as one of those that are selected when the book is opened, or not."""
        self.store_edits()
        data = self.parts[entry.part]
        is_selected = SELECTED.search(data) is not None
        if is_selected and not selected:
            self.parts[entry.part] = SELECTED.sub(rb"\1", data)
        elif selected and not is_selected:
            self.parts[entry.part] = VIEW.sub(rb'\g<0> tabSelected="1"', data, count=1)

    # Writing

    def store_edits(self) -> None:
        """Write the edits of single sheets into their parts; they must not be used any more."""
        for edit in self.edits.values():
            edit.store()
        self.edits.clear()

    def drop_calculation_chain(self) -> None:
        """Take out the list of formula cells, which programs make anew; a stale one makes Excel offer a repair."""
        for relationship in self.workbook.relationships.of_kind("calcChain"):
            self.workbook.relationships.remove(relationship.id)
            if relationship.part is not None:
                self.graph.drop(relationship.part)

    def store(self) -> None:
        """Write everything that is held apart from the parts into the parts."""
        self.store_edits()
        self.owned.store()
        if "styles" in self.__dict__:
            self.styles.store()
        if "strings" in self.__dict__ and self.strings.store() and self.workbook.related_part("sharedStrings") is None:
            self._add_book_part("sharedStrings.xml", "sharedStrings")
        titles = [entry.title for entry in self.sheets if entry.kind == "worksheet"]
        properties = self.graph.relationships("").of_kind("extended-properties")
        if titles != self._titles_before and properties and properties[0].part is not None:
            xml = StoredXml(self.parts, properties[0].part)
            update_titles(xml, self._titles_before, titles)
            xml.store()
            self._titles_before = titles
        self.workbook.store()
        self.graph.store()

    def to_bytes(self) -> bytes:
        """The file: the same input gives the same bytes, and parts that did not change are carried as they came."""
        self.store()
        return self.parts.to_bytes()
