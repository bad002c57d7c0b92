"""Moving sheets from a generated package into a user's, with all that they lead to and that mentions them."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from xlcrm.ooxml.formulas import mentions
from xlcrm.ooxml.opc import RELATIONSHIPS_TYPE
from xlcrm.ooxml.package import Package
from xlcrm.ooxml.part_names import fold, rels_name
from xlcrm.ooxml.references import Renaming
from xlcrm.ooxml.renumber import SheetNumbers, renumber_drawing_numbers, renumber_sheet, renumber_table
from xlcrm.ooxml.strings import SharedStrings
from xlcrm.ooxml.workbook import DefinedName, SheetEntry
from xlcrm.ooxml.xmlio import RELATIONSHIP, parse

WORKSHEET_TYPE = f"{RELATIONSHIP}/worksheet"
TABLE_CONTENT = "spreadsheetml.table+xml"
DRAWING_NUMBERS = re.compile(rb"""<o:idmap\b[^>]*\bdata=["']([0-9, ]+)["']""")


@dataclass(frozen=True)
class Adopted:
    """What became of the sheets, tables and defined names: by their name in the generated package, the one here.

    `conflicts` holds the defined names that the user's book already had with another meaning: ours got another name,
    and everything that moved with it follows.
    """

    sheets: dict[str, SheetEntry] = field(default_factory=dict)
    tables: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    conflicts: list[str] = field(default_factory=list)


def adopt(
    package: Package,
    generated: Package,
    titles: Sequence[str],
    *,
    called: Mapping[str, str] | None = None,
    own_names: Collection[str] = (),
) -> Adopted:
    """Move sheets of a generated package, with all that they lead to, to the end of a user's book.

    `called` gives generated titles another one here: the title to use for a sheet that moves, or that a sheet which
    stays behind has in the user's book. A sheet of the user keeps its title; ours gets ` (2)` behind it. Defined names
    for the whole book are replaced where they are recorded as owned, told in `own_names`, or pointed at removed sheets.
    Raises ValueError if the two books count dates from different days, or the sheets hold what cannot be moved.
    """
    return Adoption(package, generated, titles, called=called, own_names=own_names).run()


class Adoption:
    """One adoption, decided when it is made: what is edited before it runs may follow its `renaming`.

    The arguments are those of `adopt`, and so are the errors.
    """

    def __init__(
        self,
        package: Package,
        generated: Package,
        titles: Sequence[str],
        *,
        called: Mapping[str, str] | None = None,
        own_names: Collection[str] = (),
    ) -> None:
        if package.date_1904 != generated.date_1904:
            raise ValueError("the generated sheets count dates from another day than the book")
        self.package = package
        self.generated = generated
        entries = {entry.title: entry for entry in generated.sheets}
        self.entries = [entries[title] for title in titles]
        self.called = called or {}
        self.own_names = {name.casefold() for name in own_names} | {name.casefold() for name in package.owned.names}
        self.adopted = Adopted()
        self.moved: dict[str, str] = {}
        self._choose_titles()
        self._choose_names()
        self.renaming = self._renaming()

    def run(self) -> Adopted:
        """Move the sheets."""
        self.package.store_edits()
        self.table_ids = table_ids(self.package)
        styles = self.package.styles.merge(self.generated.styles)
        self.numbers = SheetNumbers(styles, _StringMap(self.generated.strings, self.package.strings))
        for entry in self.entries:
            self._move_sheet(entry)
        self._move_names()
        self.package.drop_calculation_chain()
        return self.adopted

    def _choose_titles(self) -> None:
        """Decide the title that every generated sheet has here; those that move must be free, one after the other."""
        self.titles = {entry.title: self.called.get(entry.title, entry.title) for entry in self.generated.sheets}
        taken: list[str] = []
        for entry in self.entries:
            title = self.package.workbook.free_title(self.titles[entry.title], also_taken=taken)
            self.titles[entry.title] = title
            taken.append(title)

    def _choose_names(self) -> None:
        """Decide the name of every table and of every name for the whole book; the user's own keep theirs."""
        tables = table_names(self.package)
        users = {name.name.casefold(): name for name in self.package.defined_names if name.scope is None}
        taken = set(tables) | set(users)
        for entry in self.entries:
            for table in _tables_of(self.generated, entry):
                self.adopted.tables[table] = free_name(table, taken)
                taken.add(self.adopted.tables[table].casefold())
        follow_titles = Renaming(sheets={old.casefold(): other for old, other in self.titles.items()})
        ours: set[str] = set()
        for name in self._global_names():
            text, number, free = follow_titles.formula(name.text), 1, name.name
            while (folded := free.casefold()) in tables | ours or not self._may_replace(users.get(folded), text):
                number += 1
                free = f"{name.name}_{number}"
            if number > 1:
                self.adopted.conflicts.append(name.name)
            ours.add(free.casefold())
            self.adopted.names[name.name] = free

    def _may_replace(self, present: DefinedName | None, text: str) -> bool:
        removed = self.package.removed_titles
        return (
            present is None
            or present.name.casefold() in self.own_names
            or present.text == text
            or any(mentions(present.text, title) for title in removed)
        )

    def _global_names(self) -> list[DefinedName]:
        """Names for the whole book that mean something here: those on sheets left behind need these in the book."""
        known = {entry.title.casefold() for entry in self.package.sheets} | {entry.title for entry in self.entries}
        left = [e.title for e in self.generated.sheets if e.title not in known and e.title.casefold() not in known]
        left = [title for title in left if self.titles[title].casefold() not in known]
        names = [name for name in self.generated.defined_names if name.scope is None]
        return [name for name in names if not any(mentions(name.text, title) for title in left)]

    def _renaming(self) -> Renaming:
        sheets = {old.casefold(): other for old, other in self.titles.items() if old != other}
        both = {**self.adopted.tables, **self.adopted.names}
        return Renaming(sheets, {old.casefold(): other for old, other in both.items() if old != other})

    def _move_sheet(self, entry: SheetEntry) -> None:
        title = self.titles[entry.title]
        part = self._move_part(entry.part)
        package = self.package
        data = package.parts[part]
        code_name = package.code_names.get(title.casefold())
        if code_name is not None:
            data = _with_code_name(data, code_name)
        package.parts[part] = data
        rel_id = package.workbook.relationships.add(WORKSHEET_TYPE, part)
        package.workbook.add_sheet(title, rel_id, entry.state)
        moved = package.sheets[-1]
        if (package.workbook.active or "").casefold() == title.casefold():
            package.select(moved)
        self.adopted.sheets[entry.title] = moved

    def _move_part(self, source: str) -> str:
        """Copy a part and what it leads to; returns its name here."""
        if fold(source) in self.moved:
            return self.moved[fold(source)]
        generated, package = self.generated, self.package
        content_type = generated.graph.types.content_type(source)
        name = package.parts.free_name(source)
        self.moved[fold(source)] = name
        package.graph.add(name, self._content(source, content_type), content_type)
        generated.parts.pack(source)
        relationships = generated.graph.relationships(source)
        targets = {r.id: self._move_part(r.part) for r in relationships if r.part is not None}
        if list(relationships):
            relationships_part = rels_name(name)
            package.graph.parts[relationships_part] = relationships.retargeted(name, targets)
            package.graph.types.set(relationships_part, RELATIONSHIPS_TYPE)
        return name

    def _content(self, source: str, content_type: str) -> bytes:
        data = self.generated.parts[source]
        if source.lower().endswith(".vml"):
            return renumber_drawing_numbers(data, drawing_numbers(self.package))
        if not content_type.endswith("xml"):
            return data
        if content_type.endswith(TABLE_CONTENT):
            number = next(n for n in range(1, len(self.table_ids) + 2) if n not in self.table_ids)
            self.table_ids.add(number)
            data = renumber_table(data, number, self.adopted.tables, self.numbers.styles)
        elif "worksheet+xml" in content_type:
            data = renumber_sheet(data, self.numbers)
        return self.renaming.part(data) if self.renaming else data

    def _move_names(self) -> None:
        workbook = self.package.workbook
        titles = {entry.title for entry in self.entries}
        for name in self._global_names():
            other = self.adopted.names[name.name]
            workbook.set_name(DefinedName(other, self.renaming.formula(name.text), None, name.hidden))
            self.package.owned.names.add(other)
        for name in self.generated.defined_names:
            if name.scope in titles:
                scope = self.titles[name.scope or ""]
                workbook.set_name(DefinedName(name.name, self.renaming.formula(name.text), scope, name.hidden))


class _StringMap:
    """The number here of each string of the generated package, taken over when first asked for."""

    def __init__(self, source: SharedStrings, target: SharedStrings) -> None:
        self._source = source
        self._target = target
        self._numbers: dict[int, int] = {}

    def __getitem__(self, number: int) -> int:
        if number not in self._numbers:
            self._numbers[number] = self._target.take(self._source.items[number])
        return self._numbers[number]


def _tables_of(package: Package, entry: SheetEntry) -> list[str]:
    parts = [r.part for r in package.graph.relationships(entry.part).of_kind("table") if r.part is not None]
    return [parse(package.parts[part], part).get("displayName", "") for part in parts]


def table_names(package: Package) -> set[str]:
    """The names of all tables of a book, case-folded."""
    return {name.casefold() for entry in package.sheets if entry.part for name in _tables_of(package, entry)}


def table_ids(package: Package) -> set[int]:
    """The numbers of all tables of a book."""
    parts = [
        relationship.part
        for entry in package.sheets
        if entry.part
        for relationship in package.graph.relationships(entry.part).of_kind("table")
        if relationship.part is not None
    ]
    return {int(parse(package.parts[part], part).get("id", "0")) for part in parts}


def drawing_numbers(package: Package) -> set[int]:
    """The numbers that drawings of notes and controls have: the identifiers of their shapes count on from them."""
    found: set[int] = set()
    for part in package.parts:
        if part.name.lower().endswith(".vml"):
            for numbers in DRAWING_NUMBERS.findall(part.data):
                found |= {int(number) for number in numbers.replace(b" ", b"").split(b",") if number}
    return found


def free_name(name: str, taken: Collection[str]) -> str:
    """The name, or with `_2`, `_3`, ... behind it where it is taken."""
    number, candidate = 1, name
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{name}_{number}"
    return candidate


def _with_code_name(data: bytes, code_name: bytes) -> bytes:
    attribute = b' codeName="%b"' % code_name
    if b"<sheetPr" in data[:4000]:
        return data.replace(b"<sheetPr", b"<sheetPr" + attribute, 1)
    head = data.index(b">", data.index(b"<worksheet")) + 1
    return data[:head] + b"<sheetPr" + attribute + b"/>" + data[head:]
