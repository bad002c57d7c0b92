"""What Excel takes in a formula and xlcrm's formulas must still not use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from .book import Book, read_book
from .formulas import functions_of, names_every_table
from .functions import FORBIDDEN
from .package import MAIN, Fault, Package

_FORMULAS = tuple(MAIN + name for name in ("f", "formula", "formula1", "formula2"))
_OF_TABLES = tuple(MAIN + name for name in ("calculatedColumnFormula", "totalsRowFormula"))


def forbidden_functions(data: bytes | Path) -> list[Fault]:
    """Functions that are not to be used, TODAY in more than one place, [column] without its table.

    Excel 2016, WPS and LibreOffice 7.4 lack some of the functions, volatile ones recalculate with every keystroke, and
    other programs do not know a structured reference that begins with a bracket.
    """
    book = read_book(Package(data if isinstance(data, bytes) else data.read_bytes()))
    faults: list[Fault] = []
    today: list[Fault] = []
    for part, place, text in () if book is None else formulas_of(book):
        used = functions_of(text)
        faults += [Fault(part, place, f"function {name} is not to be used") for name in sorted(used & FORBIDDEN)]
        if not names_every_table(text):
            faults.append(Fault(part, place, "structured reference without its table's name"))
        if "TODAY" in used:
            today.append(Fault(part, place, "TODAY stands in another place already"))
    return faults + today[1:]


def formulas_of(book: Book) -> Iterator[tuple[str, str, str]]:
    """Part, place and text of each formula: defined names, cells, conditions, validations, table columns."""
    for name in () if book.root is None else book.root.iter(MAIN + "definedName"):
        yield book.part, name.get("name", ""), name.text or ""
    for sheet in book.sheets:
        root = book.package.tree(sheet.part) if sheet.kind == "worksheet" else None
        for formula in () if root is None else root.iter(*_FORMULAS):
            yield sheet.part, f"{sheet.name}!{place_of(formula)}", formula.text or ""
    for table in book.tables:
        for formula in table.element.iter(*_OF_TABLES):
            yield table.part, table.name, formula.text or ""


def place_of(formula: etree._Element) -> str:
    """The cell or the range that a formula belongs to."""
    holder = formula.getparent()
    while holder is not None and not (holder.get("r") or holder.get("sqref")):
        holder = holder.getparent()
    return "" if holder is None else holder.get("r", "") or holder.get("sqref", "")
