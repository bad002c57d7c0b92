"""What makes Excel offer to repair a workbook: `check_package` finds it, `assert_sound` insists on none."""

from __future__ import annotations

from pathlib import Path

from .book import Book, read_book
from .cells import Found
from .drawings import check_properties, check_sheet_drawings
from .names import parse_cell
from .package import MAIN, Fault, Package
from .portable import forbidden_functions
from .sheet import SheetCheck
from .tables import check_table, check_table_names

__all__ = ["Fault", "assert_sound", "check_package", "forbidden_functions"]


def check_package(data: bytes | Path) -> list[Fault]:
    """Every fault of a workbook, given as bytes or a path, in the order of parts; a damaged file never raises."""
    package = Package(data if isinstance(data, bytes) else data.read_bytes())
    package.check_parts()
    book = read_book(package)
    if book is not None:
        check_table_names(book)
        formulas = {sheet.part: check_sheet(book, position) for position, sheet in enumerate(book.sheets)}
        check_calculation_chain(book, formulas)
        check_properties(book)
    return list(dict.fromkeys(sorted(package.faults)))


def check_sheet(book: Book, position: int) -> Found:
    sheet = book.sheets[position]
    tables = [table for table in book.tables if table.sheet is sheet]
    found = SheetCheck(book, sheet, tables).check() if sheet.kind == "worksheet" else Found()
    for table in tables:
        check_table(book, table, found.texts)
    check_sheet_drawings(book, sheet)
    book.package.forget(sheet.part)
    return found


def check_calculation_chain(book: Book, found: dict[str, Found]) -> None:
    """The chain names formula cells only; its sheets are given by sheetId, the last one counts on."""
    for part in book.package.related(book.part, "calcChain"):
        root = book.package.tree(part)
        elements = [] if book.root is None else book.root.findall(f"{MAIN}sheets/{MAIN}sheet")
        parts = {element.get("sheetId"): sheet.part for element, sheet in zip(elements, book.sheets, strict=True)}
        identity = None
        for cell in () if root is None else root.iterchildren(MAIN + "c"):
            identity = cell.get("i", identity)
            place = cell.get("r", "")
            of_sheet = found.get(parts.get(identity, ""), Found())
            if parse_cell(place) not in of_sheet.formulas:
                book.package.add(part, f"sheet {identity} {place}", "calculation chain names a cell without a formula")


def assert_sound(path: Path) -> None:
    """Fails with every fault named, unless the workbook has none."""
    faults = check_package(path)
    assert not faults, "\n".join([f"{path.name} would be repaired:", *map(str, faults[:40])])
