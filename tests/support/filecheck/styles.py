"""The styles part: indexes between its lists, number formats, fonts, colours."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from .order import check_order
from .package import MAIN, Package, attributes

_BUILT_IN_FORMATS = 164
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


@dataclass(frozen=True)
class Styles:
    """How many cell formats and differential formats there are; without a styles part the one default."""

    xfs: int = 1
    dxfs: int = 0


def read_styles(package: Package, part: str | None) -> Styles:
    root = package.tree(part) if part else None
    if root is None or part is None:
        return Styles()
    check_order(package, part, root, "styleSheet")
    for element in items(root, "dxfs"):
        check_order(package, part, element, "dxf")
    lists = {name: items(root, name) for name in ("fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "dxfs")}
    formats = check_number_formats(package, part, root)
    limits = {"fontId": lists["fonts"], "fillId": lists["fills"], "borderId": lists["borders"]}
    for name in ("cellStyleXfs", "cellXfs"):
        for number, xf in enumerate(lists[name]):
            for attribute, found in limits.items():
                if not in_range(xf.get(attribute, "0"), len(found)):
                    package.add(part, f"{name} {number}", f"{attribute} {xf.get(attribute)} does not exist")
            code = xf.get("numFmtId", "0")
            if not code.isdigit() or (int(code) >= _BUILT_IN_FORMATS and code not in formats):
                package.add(part, f"{name} {number}", f"numFmtId {code} does not exist")
            if name == "cellXfs" and not in_range(xf.get("xfId", "0"), max(1, len(lists["cellStyleXfs"]))):
                package.add(part, f"{name} {number}", f"xfId {xf.get('xfId')} does not exist")
    check_cell_styles(package, part, root, len(lists["cellStyleXfs"]))
    check_fonts_and_colours(package, part, root)
    return Styles(max(1, len(lists["cellXfs"])), len(lists["dxfs"]))


def items(root: etree._Element, name: str) -> list[etree._Element]:
    return list(root.iterfind(f"{MAIN}{name}/{MAIN}*"))


def in_range(text: str | None, count: int) -> bool:
    return text is not None and text.isdigit() and int(text) < count


def check_number_formats(package: Package, part: str, root: etree._Element) -> set[str]:
    """The declared number formats' ids."""
    found: set[str] = set()
    for element in items(root, "numFmts"):
        identity, code = element.get("numFmtId", ""), element.get("formatCode", "")
        if identity in found or not identity.isdigit():
            package.add(part, f"numFmt {identity}", "number format id twice or not a number")
        found.add(identity)
        fault = fault_of_format(code)
        if fault:
            package.add(part, f"numFmt {identity}", fault)
    for element in root.iterfind(f"{MAIN}dxfs/{MAIN}dxf/{MAIN}numFmt"):
        fault = fault_of_format(element.get("formatCode", ""))
        if fault:
            package.add(part, f"dxf numFmt {element.get('numFmtId')}", fault)
    return found


def fault_of_format(code: str) -> str | None:
    if not 1 <= len(code) <= 255:
        return "number format empty or longer than 255 characters"
    bare = _LITERAL.sub("", code)
    if '"' in bare or "[" in bare:
        return f"number format {code!r} with a quote or bracket that does not end"
    if bare.count(";") > 3:
        return f"number format {code!r} with more than four sections"
    return None


def check_cell_styles(package: Package, part: str, root: etree._Element, count: int) -> None:
    names: set[str] = set()
    for element in items(root, "cellStyles"):
        name = element.get("name", "")
        if name.casefold() in names:
            package.add(part, name, "cell style name twice")
        names.add(name.casefold())
        if not in_range(element.get("xfId"), max(1, count)):
            package.add(part, name, f"cell style of an xfId {element.get('xfId')} that does not exist")


def check_fonts_and_colours(package: Package, part: str, root: etree._Element) -> None:
    for element in root.iter(MAIN + "font"):
        for child in element:
            value = child.get("val", "")
            if child.tag == MAIN + "name" and not 1 <= len(value) <= 31:
                package.add(part, value, "font name empty or longer than 31 characters")
            if child.tag == MAIN + "sz" and not re.fullmatch(r"\d+(\.\d+)?", value):
                package.add(part, value, "font size is not a number")
            elif child.tag == MAIN + "sz" and not 1 <= float(value) <= 409:
                package.add(part, value, "font size outside 1 to 409")
    for value in attributes(root, "//@rgb"):
        if not re.fullmatch(r"[0-9A-Fa-f]{8}", value):
            package.add(part, value, "colour is not eight hexadecimal digits")
