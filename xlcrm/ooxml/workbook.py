"""The workbook part: its sheets, defined names and views, which keep pointing at the same sheets when these move."""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from lxml import etree

from xlcrm.ooxml.opc import KeyedChildren, Relationships, StoredXml
from xlcrm.ooxml.xmlio import RELATIONSHIP, Element, insert_in_order, main, make

ORDER = (
    *("fileVersion", "fileSharing", "workbookPr", "AlternateContent", "revisionPtr", "workbookProtection", "bookViews"),
    *("sheets", "functionGroups", "externalReferences", "definedNames", "calcPr", "oleSize", "customWorkbookViews"),
    *("pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst"),
)
KINDS: dict[str, "SheetKind"] = {
    "worksheet": "worksheet",
    "chartsheet": "chartsheet",
    "dialogsheet": "dialogsheet",
    "xlMacrosheet": "macrosheet",
    "xlIntlMacrosheet": "macrosheet",
}
STATES: dict[str | None, "SheetState"] = {"hidden": "hidden", "veryHidden": "veryHidden"}
TRUE = ("1", "true", "on")
MAX_TITLE = 31

SheetKind = Literal["worksheet", "chartsheet", "dialogsheet", "macrosheet", "other"]
SheetState = Literal["visible", "hidden", "veryHidden"]


class SheetEntry(NamedTuple):
    """One sheet as the workbook lists it; `part` is empty where there is none, and `kind` is `other` then."""

    title: str
    sheet_id: int
    rel_id: str
    part: str
    state: SheetState
    kind: SheetKind


class DefinedName(NamedTuple):
    """A defined name; `scope` is a sheet's title or None for the whole book, `text` a formula without `=`."""

    name: str
    text: str
    scope: str | None = None
    hidden: bool = False


class Workbook:
    """The workbook part as a tree. What refers to sheets by position is kept by sheet and written by position."""

    def __init__(self, xml: StoredXml, relationships: Relationships) -> None:
        self._xml = xml
        self._root = xml.root
        self.relationships = relationships
        self._sheets = self._child("sheets")
        etree.strip_tags(self._sheets, etree.Comment)
        names = self._root.find(main("definedNames"))
        self._names = make(main("definedNames"), like=self._root) if names is None else names
        etree.strip_tags(self._names, etree.Comment)
        elements = list(self._sheets)
        self._scopes: dict[Element, Element] = {}
        for name in self._names:
            position = name.get("localSheetId", "")
            if position.isdecimal() and int(position) < len(elements):
                self._scopes[name] = elements[int(position)]
        self._kept_names = KeyedChildren(self._names, self._name_key)
        self._views = [
            (view, self._title_at(view.get("activeTab")), self._first_title(view))
            for view in self._root.iterfind(f"{main('bookViews')}/{main('workbookView')}")
        ]

    @property
    def part(self) -> str:
        """The name of the workbook part."""
        return self._xml.name

    def related_part(self, kind: str) -> str | None:
        """The part of a kind that the workbook has one of, such as `styles`; None where it is not there."""
        return next((found.part for found in self.relationships.of_kind(kind) if found.part is not None), None)

    def _child(self, name: str) -> Element:
        found = self._root.find(main(name))
        if found is None:
            found = make(main(name), like=self._root)
            insert_in_order(self._root, found, ORDER)
        return found

    def _title_at(self, position: str | None) -> str | None:
        index = int(position) if position and position.isdecimal() else 0
        return self._sheets[index].get("name") if index < len(self._sheets) else None

    def _first_title(self, view: Element) -> str | None:
        """The leftmost tab of a view that was scrolled; one that was not stays so, whatever comes first."""
        position = view.get("firstSheet", "0")
        return None if position == "0" else self._title_at(position)

    def _name_key(self, name: Element) -> str:
        scope = self._scopes.get(name)
        return f"{(name.get('name') or '').casefold()} {'' if scope is None else scope.get('sheetId')}"

    # Sheets

    @property
    def sheets(self) -> list[SheetEntry]:
        """All sheets in order."""
        entries = []
        relationships = {relationship.id: relationship for relationship in self.relationships}
        for element in self._sheets:
            rel_id = element.get(f"{{{RELATIONSHIP}}}id", "")
            number = element.get("sheetId", "0")
            relationship = relationships.get(rel_id)
            part = relationship.part if relationship else None
            kind = KINDS.get(relationship.kind, "other") if relationship and part else "other"
            title, state = element.get("name", ""), STATES.get(element.get("state"), "visible")
            sheet_id = int(number) if number.isdecimal() else 0
            entries.append(SheetEntry(title, sheet_id, rel_id, part or "", state, kind))
        return entries

    def _element(self, title: str) -> Element:
        for element in self._sheets:
            if element.get("name", "").casefold() == title.casefold():
                return element
        raise KeyError(title)

    def free_title(self, title: str, also_taken: Sequence[str] = ()) -> str:
        """The title, or with ` (2)`, ` (3)`, ... behind it where another sheet has it."""
        taken = {element.get("name", "").casefold() for element in self._sheets}
        taken |= {other.casefold() for other in also_taken}
        number, candidate = 1, title
        while candidate.casefold() in taken:
            number += 1
            suffix = f" ({number})"
            candidate = title[: MAX_TITLE - len(suffix)] + suffix
        return candidate

    def add_sheet(self, title: str, rel_id: str, state: str = "visible") -> None:
        """List a sheet at the end, with the first free sheet number."""
        used = {element.get("sheetId") for element in self._sheets}
        number = 1
        while str(number) in used:
            number += 1
        attributes = {"name": title, "sheetId": str(number)}
        element = etree.SubElement(self._sheets, main("sheet"), attributes, {"r": RELATIONSHIP})
        if state != "visible":
            element.set("state", state)
        element.set(f"{{{RELATIONSHIP}}}id", rel_id)

    def remove_sheet(self, title: str) -> None:
        """Take a sheet off the list, with the names scoped to it."""
        element = self._element(title)
        for name in [name for name, scope in self._scopes.items() if scope is element]:
            self._drop_name(name)
        self._sheets.remove(element)

    def order_sheets(self, titles: Sequence[str]) -> None:
        """Put the sheets in this order; those not named follow in the order that they have."""
        first = [self._element(title) for title in titles]
        rest = [element for element in self._sheets if element not in first]
        for element in first + rest:
            self._sheets.append(element)

    def retitle(self, old: str, other: str) -> None:
        """Call a sheet by another title here; the views follow, formulas are left alone."""
        self._element(old).set("name", other)

        def followed(title: str | None) -> str | None:
            return other if title is not None and title.casefold() == old.casefold() else title

        self._views = [(view, followed(active), followed(first)) for view, active, first in self._views]

    # Views and properties

    @property
    def active(self) -> str | None:
        """The title of the sheet that is shown when the book is opened."""
        return self._views[0][1] if self._views else self._title_at(None)

    def set_active(self, title: str) -> None:
        """Show this sheet when the book is opened."""
        self._element(title)
        if not self._views:
            self._views = [(etree.SubElement(self._child("bookViews"), main("workbookView")), None, None)]
        self._views[0] = (self._views[0][0], title, None)

    @property
    def date_1904(self) -> bool:
        """Whether day 0 of the book's dates is 1904-01-01."""
        properties = self._root.find(main("workbookPr"))
        return properties is not None and properties.get("date1904") in TRUE

    def calculate_on_load(self) -> None:
        """Ask the program that opens the book to compute every formula."""
        self._child("calcPr").set("fullCalcOnLoad", "1")

    # Defined names

    @property
    def names(self) -> list[DefinedName]:
        """All defined names in order."""
        return [self._described(element) for element in self._names]

    def _described(self, element: Element) -> DefinedName:
        scope = self._scopes.get(element)
        title = None if scope is None else scope.get("name", "")
        return DefinedName(element.get("name", ""), element.text or "", title, element.get("hidden") in TRUE)

    def _find_name(self, name: str, scope: str | None) -> Element | None:
        for element in self._names:
            described = self._described(element)
            same_scope = (described.scope or "").casefold() == (scope or "").casefold()
            if described.name.casefold() == name.casefold() and same_scope:
                return element
        return None

    def set_name(self, name: DefinedName) -> None:
        """Add a defined name, or give the one of this name and scope another text."""
        element = self._find_name(name.name, name.scope)
        if element is None:
            element = make(main("definedName"), like=self._root, name=name.name)
            if name.scope is not None:
                self._scopes[element] = self._element(name.scope)
            self._kept_names.insert(element)
        element.text = name.text
        _set_or_drop(element, "hidden", "1" if name.hidden else "", default="")

    def remove_name(self, name: str, scope: str | None = None) -> None:
        """Drop a defined name; nothing happens where there is none."""
        element = self._find_name(name, scope)
        if element is not None:
            self._drop_name(element)

    def _drop_name(self, element: Element) -> None:
        self._scopes.pop(element, None)
        self._names.remove(element)

    def follow(self, formula: Callable[[str], str]) -> None:
        """Let the texts of all names become what `formula` makes of them."""
        for element in self._names:
            if element.text:
                element.text = formula(element.text)

    def store(self) -> None:
        """Write positions and the tree into the package."""
        attached = self._names.getparent() is not None
        if len(self._names) and not attached:
            insert_in_order(self._root, self._names, ORDER)
        elif not len(self._names) and attached:
            self._root.remove(self._names)
        positions = {element: position for position, element in enumerate(self._sheets)}
        for name, scope in self._scopes.items():
            name.set("localSheetId", str(positions[scope]))
        for view, active, first in self._views:
            self._set_position(view, "activeTab", active)
            self._set_position(view, "firstSheet", first)
        self._xml.store()

    def _set_position(self, view: Element, attribute: str, title: str | None) -> None:
        visible = [n for n, element in enumerate(self._sheets) if element.get("state", "visible") == "visible"]
        default = visible[0] if visible and attribute == "activeTab" else 0
        titles = [element.get("name", "").casefold() for element in self._sheets]
        position = titles.index(title.casefold()) if title is not None and title.casefold() in titles else default
        if position or attribute in view.attrib:
            view.set(attribute, str(position))


def _set_or_drop(element: Element, attribute: str, value: str, *, default: str) -> None:
    if value != default:
        element.set(attribute, value)
    elif attribute in element.attrib:
        del element.attrib[attribute]
