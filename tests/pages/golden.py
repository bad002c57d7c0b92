"""What charts, formats and printed pages of the sample look like, as small XML files to read and to compare with.

`python -m tests.pages.golden` writes them anew after a change that is meant; `git diff` then shows what it is.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from tests.support.filecheck.package import MAIN, Package
from xlcrm.rules import check
from xlcrm.sample import sample_book
from xlcrm.schema.sheet import Sheet
from xlcrm.schema.sheets import GENERATED, GUIDE
from xlcrm.workbook.build import build

from .picking import sheet_part

FOLDER = Path(__file__).parent / "golden"
LANGUAGE = "zh-CN"

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
PRINT_NAMES = ("_xlnm.Print_Area", "_xlnm.Print_Titles")

# What a sheet is, but not what it says.
LOOKS = (
    "sheetPr", "sheetViews", "cols", "conditionalFormatting", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks",
)  # fmt: skip


def texts() -> dict[str, str]:
    """The content of every file by its name, for the sample in Simplified Chinese."""
    book = sample_book(LANGUAGE)
    package = Package(build(book, check(book)))
    found = {}
    for sheet in (*GENERATED, GUIDE):
        part, root = sheet_part(package, sheet.labels.in_(LANGUAGE))
        found[f"{sheet.key}.xml"] = written(looks(package, sheet, root))
        for number, chart in enumerate(charts(package, part), start=1):
            found[f"{sheet.key}-chart-{number}.xml"] = written(chart)
    return found


def looks(package: Package, sheet: Sheet, root: etree._Element) -> etree._Element:
    """The formats and the page set-up of a sheet, each conditional format with its look in it."""
    workbook = tree(package, package.related("", "officeDocument")[0])
    styles = tree(package, package.related(package.related("", "officeDocument")[0], "styles")[0])
    formats = styles.find(f"{MAIN}dxfs")
    titles = [element.get("name") for element in workbook.iterfind(f"{MAIN}sheets/{MAIN}sheet")]
    top = etree.Element("sheet", key=sheet.key)
    for name in workbook.iterfind(f"{MAIN}definedNames/{MAIN}definedName"):
        own = titles[int(name.get("localSheetId", "0"))] == sheet.labels.in_(LANGUAGE)
        if name.get("name") in PRINT_NAMES and own:
            etree.SubElement(top, "name", name=name.get("name", "")).text = name.text
    for child in root:
        if etree.QName(child).localname in LOOKS:
            for rule in child.iterfind(f"{MAIN}cfRule[@dxfId]"):
                rule.append(copy(formats[int(rule.attrib.pop("dxfId"))]))
            top.append(child)
    return top


def charts(package: Package, part: str) -> Iterator[etree._Element]:
    """The charts of a sheet, in the order in which they lie on it, without the values last drawn."""
    for drawing in package.related(part, "drawing"):
        for name in sorted(package.related(drawing, "chart"), key=lambda name: int(re.findall(r"\d+", name)[-1])):
            chart = tree(package, name)
            for cache in list(chart.iter(f"{CHART}strCache", f"{CHART}numCache")):
                parent = cache.getparent()
                if parent is not None:
                    parent.remove(cache)
            yield chart


def tree(package: Package, part: str) -> etree._Element:
    root = package.tree(part)
    if root is None:
        raise ValueError(f"{part} is not XML")
    return copy(root)


def copy(element: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(element))


def written(element: etree._Element) -> str:
    """XML to read: indented, without prefixes and declarations of namespaces."""
    for child in element.iter():
        child.tag = etree.QName(child).localname
        for name in list(child.attrib):
            child.attrib[etree.QName(name).localname] = child.attrib.pop(name)
        child.text = child.text.strip() if child.text and child.text.strip() else None
        child.tail = None
    etree.cleanup_namespaces(element)
    etree.indent(element)
    return etree.tostring(element, encoding="unicode") + "\n"


def write() -> None:
    """Write every file anew."""
    FOLDER.mkdir(exist_ok=True)
    found = texts()
    for path in FOLDER.glob("*.xml"):
        if path.name not in found:
            path.unlink()
    for name, text in found.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        sys.stdout.write(f"{name}\n")


if __name__ == "__main__":
    write()
