"""Rows and cells of a worksheet: their order, types, values, styles and formulas."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from .book import Book
from .names import MAX_COLUMN, MAX_ROW, MAX_TEXT, Area, column_letters, parse_area, parse_cell, unescape
from .package import MAIN
from .styles import in_range
from .text import fault_of_string, text_of

_ERRORS = """#NULL! #DIV/0! #VALUE! #REF! #NAME? #NUM! #N/A #GETTING_DATA #SPILL! #CALC! #CONNECT! #BLOCKED!
#UNKNOWN! #FIELD! #EXTERNAL! #BUSY! #PYTHON!"""
ERRORS = frozenset(_ERRORS.split())
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?Z?)?|T?\d\d:\d\d(:\d\d(\.\d+)?)?Z?")
LITERALS = {
    "b": re.compile("0|1|true|false"),
    "e": re.compile("|".join(map(re.escape, sorted(ERRORS)))),
    "d": _ISO_DATE,
    "inlineStr": re.compile(".*", re.DOTALL),
}
_ROW, _CELL, _VALUE, _FORMULA, _INLINE = (MAIN + name for name in ("row", "c", "v", "f", "is"))


@dataclass
class Found:
    """What a walk over the cells leaves for later checks: formula cells, array areas, texts of wanted cells."""

    formulas: set[tuple[int, int]] = field(default_factory=set)
    arrays: list[tuple[str, Area]] = field(default_factory=list)
    texts: dict[tuple[int, int], str | None] = field(default_factory=dict)


class Cells:
    """Walks the sheet data of one sheet; `wanted` are cells whose plain text is needed (table headers)."""

    def __init__(self, book: Book, add: Callable[[str, str], None], wanted: set[tuple[int, int]]) -> None:
        self.book = book
        self.add = add
        self.wanted = wanted
        self.found = Found()
        self.shared: set[str] = set()

    def check(self, data: etree._Element) -> Found:
        number = 0
        for row in data.iterchildren(tag=etree.Element):
            if row.tag != _ROW:
                self.add(str(row.tag), "element that does not belong in sheetData")
                continue
            text = row.get("r", str(number + 1))
            if not text.isdigit() or not 1 <= int(text) <= MAX_ROW:
                self.add(f"row {text}", "row outside the sheet")
                continue
            if int(text) <= number:
                self.add(f"row {text}", "row out of order or twice")
            number = int(text)
            self.check_style(f"row {text}", row.get("s"))
            height = row.get("ht")
            if height is not None and not 0 <= number_of(height) <= 409.5:
                self.add(f"row {text}", f"row height {height}")
            self.check_row(row, number)
        return self.found

    def check_row(self, row: etree._Element, number: int) -> None:
        last = 0
        for cell in row.iterchildren(_CELL):
            reference = cell.get("r")
            place = parse_cell(reference) if reference else (number, last + 1)
            if place is None or "$" in (reference or "") or place[1] > MAX_COLUMN:
                self.add(reference or "", "cell reference outside the sheet")
                continue
            reference = reference or f"{column_letters(place[1])}{number}"
            if place[0] != number:
                self.add(reference, f"cell in row {number}")
            if place[1] <= last:
                self.add(reference, "cell out of order or twice")
            last = place[1]
            if "s" in cell.attrib:
                self.check_style(reference, cell.get("s"))
            self.check_cell(cell, reference, place)

    def check_style(self, place: str, style: str | None) -> None:
        if style and not in_range(style, self.book.styles.xfs):
            self.add(place, f"style {style} does not exist")

    def check_cell(self, cell: etree._Element, place: str, position: tuple[int, int]) -> None:
        children = {child.tag: child for child in cell}
        formula, inline = children.get(_FORMULA), children.get(_INLINE)
        value = (children[_VALUE].text or "") if _VALUE in children else None
        if formula is not None and cell[0] is not formula:
            self.add(place, "value before the formula")
        kind = cell.get("t", "n")
        if formula is not None:
            self.found.formulas.add(position)
            self.check_formula(formula, place, position)
        if "cm" in cell.attrib and not self.book.package.related(self.book.part, "sheetMetadata"):
            self.add(place, "cell metadata, but the package has none")
        if kind == "inlineStr" and inline is not None:
            fault = fault_of_string(inline, text_of(inline))
        else:
            fault = None if value is None else self.fault_of_value(kind, value)
        if fault:
            self.add(place, fault)
        if position in self.wanted:
            self.found.texts[position] = self.plain_text(kind, value, inline) if formula is None else None

    def fault_of_value(self, kind: str, value: str) -> str | None:
        if kind == "s":
            return None if in_range(value.strip(), len(self.book.strings)) else f"shared string {value} does not exist"
        if kind == "str":
            return fault_of_result(value)
        if kind == "n":
            # An empty value is a blank cell.
            return None if math.isfinite(number_of(value or "0")) else f"{value} is not a finite number"
        if kind not in LITERALS:
            return f"cell type {kind} does not exist"
        return None if LITERALS[kind].fullmatch(value) else f"{value} is no value of type {kind}"

    def plain_text(self, kind: str, value: str | None, inline: etree._Element | None) -> str | None:
        """Text of a cell that holds a plain string, else None."""
        if kind == "s" and value is not None and in_range(value, len(self.book.strings)):
            return self.book.strings[int(value)]
        if kind == "inlineStr" and inline is not None:
            return text_of(inline)
        return unescape(value) if kind == "str" and value is not None else None

    def check_formula(self, formula: etree._Element, place: str, position: tuple[int, int]) -> None:
        kind, text, reference = formula.get("t", "normal"), formula.text or "", formula.get("ref")
        if kind == "dataTable":
            return
        if kind == "shared":
            self.check_shared(formula, place)
            if not text:
                return
        for what in self.book.formulas.faults(text, position[0]):
            self.add(place, what)
        if kind in {"shared", "array"}:
            area = parse_area(reference or "")
            if area is None or not area.overlaps(Area(*position, *position)):
                self.add(place, f"{kind} formula whose range {reference} does not hold its cell")
            elif kind == "array":
                self.found.arrays.append((f"array {reference}", area))
                self.found.formulas.update(area.places())

    def check_shared(self, formula: etree._Element, place: str) -> None:
        group = formula.get("si", "")
        if formula.text and formula.get("ref"):
            self.shared.add(group)
        elif group not in self.shared:
            self.add(place, f"shared formula {group} without its first cell")


def fault_of_result(text: str) -> str | None:
    """What is wrong with a text stored in the cell itself, as formulas store theirs.

    A text such as `#N/A` is none: a formula may take over what a user typed.
    """
    return f"text of {len(text)} characters, more than {MAX_TEXT}" if len(unescape(text)) > MAX_TEXT else None


def number_of(text: str) -> float:
    """The number that a file means; NaN for anything else, also what Python alone would take, such as 1_000."""
    try:
        return float(text) if "_" not in text else math.nan
    except ValueError:
        return math.nan
