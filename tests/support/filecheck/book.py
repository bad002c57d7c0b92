"""What the checks of single parts need to know of the whole workbook: sheets, names, tables, styles, strings."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from .formulas import Formulas
from .names import fault_of_name, fault_of_sheet_name, unescape
from .order import check_order
from .package import MAIN, RELATIONSHIP_ATTRIBUTE, Package
from .styles import Styles, read_styles
from .text import fault_of_string, text_of


@dataclass(frozen=True)
class Sheet:
    """A sheet of the workbook; `kind` is the relationship's type: worksheet, chartsheet, dialogsheet."""

    name: str
    part: str
    kind: str


@dataclass(frozen=True)
class Table:
    """A table part; the element is kept for its own checks."""

    part: str
    sheet: Sheet
    element: etree._Element

    @property
    def name(self) -> str:
        return self.element.get("displayName", "")

    @property
    def columns(self) -> list[str]:
        return [unescape(column.get("name", "")) for column in self.element.iterfind(f"{MAIN}tableColumns/{MAIN}*")]


@dataclass
class Book:
    """One workbook, read once; `formulas` checks any formula of it."""

    package: Package
    part: str
    root: etree._Element | None = None
    sheets: list[Sheet] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    strings: list[str] = field(default_factory=list)
    styles: Styles = field(default_factory=Styles)
    formulas: Formulas = field(default_factory=lambda: Formulas(set(), {}, set(), 0))


def read_book(package: Package) -> Book | None:
    """Reads and checks the workbook part; None where the package has none."""
    parts = package.related("", "officeDocument")
    if not parts:
        package.add("", "", "no workbook part")
        return None
    book = Book(package, parts[0], package.tree(parts[0]))
    root = book.root
    if root is None or root.tag != MAIN + "workbook":
        package.add(book.part, "", "not a SpreadsheetML workbook")
        return None
    check_order(package, book.part, root, "workbook")
    read_sheets(book, root)
    book.names = {name.get("name", "").casefold() for name in root.iterfind(f"{MAIN}definedNames/{MAIN}definedName")}
    for sheet in book.sheets:
        for part in package.related(sheet.part, "table"):
            element = package.tree(part)
            if element is not None:
                book.tables.append(Table(part, sheet, element))
    book.styles = read_styles(package, next(iter(package.related(book.part, "styles")), None))
    book.strings = read_strings(package, next(iter(package.related(book.part, "sharedStrings")), None))
    book.formulas = Formulas(
        {sheet.name.casefold() for sheet in book.sheets},
        {table.name.casefold(): {column.casefold() for column in table.columns} for table in book.tables},
        book.names,
        len(root.findall(f"{MAIN}externalReferences/{MAIN}externalReference")),
    )
    check_defined_names(book, root)
    return book


def read_sheets(book: Book, root: etree._Element) -> None:
    package, relations = book.package, book.package.relations(book.part)
    seen: dict[str, set[str]] = {"sheetId": set(), "id": set(), "name": set()}
    visible = []
    for element in root.iterfind(f"{MAIN}sheets/{MAIN}sheet"):
        name, identity = element.get("name", ""), element.get(RELATIONSHIP_ATTRIBUTE + "id", "")
        for kind, key in (("sheetId", element.get("sheetId", "")), ("id", identity), ("name", name.casefold())):
            if key in seen[kind]:
                package.add(book.part, name, f"{kind} of a sheet twice")
            seen[kind].add(key)
        fault = fault_of_sheet_name(name)
        if fault:
            package.add(book.part, name, fault)
        visible.append(element.get("state", "visible") == "visible")
        relation = relations.get(identity)
        if relation is not None and package.has(relation.target):
            book.sheets.append(Sheet(name, relation.target, relation.kind))
        else:
            package.add(book.part, name, "sheet without a part")
            book.sheets.append(Sheet(name, "", ""))
    if not any(visible):
        package.add(book.part, "", "no visible sheet")
    for view in root.iterfind(f"{MAIN}bookViews/{MAIN}workbookView"):
        active = view.get("activeTab", "0")
        if not active.isdigit() or int(active) >= len(visible):
            package.add(book.part, active, "active tab does not exist")


def check_defined_names(book: Book, root: etree._Element) -> None:
    seen: set[tuple[str, str]] = set()
    tables = {table.name.casefold() for table in book.tables}
    for element in root.iterfind(f"{MAIN}definedNames/{MAIN}definedName"):
        name, scope = element.get("name", ""), element.get("localSheetId", "")
        faults = book.formulas.faults(element.text or "")
        if (name.casefold(), scope) in seen:
            faults = ["defined name twice in one scope", *faults]
        seen.add((name.casefold(), scope))
        if name.casefold() in tables:
            faults = ["defined name is also a table's name", *faults]
        if scope and not (scope.isdigit() and int(scope) < len(book.sheets)):
            faults = [f"scope of a sheet {scope} that does not exist", *faults]
        fault = None if name.startswith("_xlnm.") else fault_of_name(name)
        for what in [fault, *faults] if fault else faults:
            book.package.add(book.part, name, what)


def read_strings(package: Package, part: str | None) -> list[str]:
    """The shared strings as the user sees them, checked."""
    root = package.tree(part) if part else None
    if root is None or part is None:
        return []
    strings = []
    for number, element in enumerate(root.iterchildren(MAIN + "si")):
        strings.append(text_of(element))
        fault = fault_of_string(element, strings[-1])
        if fault:
            package.add(part, f"string {number}", fault)
    return strings
