"""A worksheet around its cells: columns, merges, filters, validations, conditional formats, links, print set-up."""

from __future__ import annotations

import re

from lxml import etree

from .book import Book, Sheet, Table
from .cells import Cells, Found, number_of
from .names import Area, first_overlaps, parse_area, parse_cell
from .order import check_order
from .package import MAIN, RELATIONSHIP_ATTRIBUTE, attributes
from .styles import in_range

MAX_LINKS = 65_530
MAX_VALIDATIONS = 65_534
MAX_BREAKS = 1_026
PLACED_CONDITIONS = {"cellIs": 1, "expression": 1}
_EXTENSION = "{http://schemas.microsoft.com/office/excel/2006/main}"


class SheetCheck:
    """All checks of one worksheet part."""

    def __init__(self, book: Book, sheet: Sheet, tables: list[Table]) -> None:
        self.book = book
        self.sheet = sheet
        self.tables = [(table, area) for table in tables if (area := parse_area(table.element.get("ref", "")))]

    def add(self, place: str, what: str) -> None:
        self.book.package.add(self.sheet.part, f"{self.sheet.name}!{place}", what)

    def check(self) -> Found:
        root = self.book.package.tree(self.sheet.part)
        if root is None:
            return Found()
        check_order(self.book.package, self.sheet.part, root, "worksheet")
        headers = {
            (area.top, column)
            for table, area in self.tables
            if table.element.get("headerRowCount") != "0"
            for column in range(area.left, area.right + 1)
        }
        data = root.find(MAIN + "sheetData")
        if data is None:
            self.add("", "no sheetData")
        found = Cells(self.book, self.add, headers).check(data) if data is not None else Found()
        self.check_view(root)
        self.check_columns(root)
        self.check_areas(root, found)
        self.check_conditions(root)
        self.check_validations(root)
        self.check_links(root)
        self.check_print(root)
        self.check_parts(root)
        return found

    def check_view(self, root: etree._Element) -> None:
        views = len(self.book.root.findall(f"{MAIN}bookViews/{MAIN}*")) if self.book.root is not None else 0
        for view in root.iterfind(f"{MAIN}sheetViews/{MAIN}sheetView"):
            if not in_range(view.get("workbookViewId", ""), max(1, views)):
                self.add("", f"view of a window {view.get('workbookViewId')} that does not exist")
            zoom = view.get("zoomScale", "100")
            if not zoom.isdigit() or not (10 <= int(zoom) <= 400 or int(zoom) == 0):
                self.add("", f"zoom {zoom}")
            for pane in view.iterchildren(MAIN + "pane"):
                if parse_cell(pane.get("topLeftCell", "A1")) is None:
                    self.add("", f"pane at {pane.get('topLeftCell')}")
            for selection in view.iterchildren(MAIN + "selection"):
                self.areas_of(selection, "selection")

    def areas_of(self, element: etree._Element, what: str) -> list[Area]:
        """The areas of an element's sqref (or of an extension's), faults said."""
        text = element.get("sqref", "A1" if what == "selection" else "")
        areas = [parse_area(one) for one in text.split()]
        if not areas or None in areas:
            self.add(text, f"{what} of no valid range")
        return [area for area in areas if area is not None]

    def check_columns(self, root: etree._Element) -> None:
        last = 0
        for column in root.iterfind(f"{MAIN}cols/{MAIN}col"):
            start, end = column.get("min", ""), column.get("max", "")
            place = f"columns {start} to {end}"
            if not (start.isdigit() and end.isdigit() and 1 <= int(start) <= int(end) <= 16384):
                self.add(place, "column range outside the sheet")
                continue
            if int(start) <= last:
                self.add(place, "column range out of order or overlapping another")
            last = max(last, int(end))
            if not 0 <= number_of(column.get("width", "0")) <= 255:
                self.add(place, f"column width {column.get('width')}, more than 255 or no number")
            if column.get("style") and not in_range(column.get("style"), self.book.styles.xfs):
                self.add(place, f"style {column.get('style')} does not exist")

    def check_areas(self, root: etree._Element, found: Found) -> None:
        """Merged cells, tables, the filter and array formulas may not share a cell."""
        areas = [(f"table {table.name}", area) for table, area in self.tables]
        merges = root.find(MAIN + "mergeCells")
        if merges is not None and len(merges) == 0:
            self.add("", "empty list of merged cells")
        for merge in () if merges is None else merges:
            area = parse_area(merge.get("ref", ""))
            if area is None or (area.top, area.left) == (area.bottom, area.right):
                self.add(merge.get("ref", ""), "merged range of no valid range or of a single cell")
            else:
                areas.append((f"merged {merge.get('ref')}", area))
        for number, element in enumerate(root.iterchildren(MAIN + "autoFilter")):
            area = self.check_filter(element)
            if area and not number:
                areas.append(("filter", area))
        for array, area in found.arrays:
            if (area.top, area.left) != (area.bottom, area.right):
                areas.append((array, area))
        for one, other in first_overlaps(areas):
            # A merged title in a filter's first row is allowed.
            if not ("filter" in {one, other} and any(label.startswith(("merged", "array")) for label in (one, other))):
                self.add(other, f"{one} overlaps {other}")

    def check_filter(self, element: etree._Element) -> Area | None:
        area = parse_area(element.get("ref", ""))
        if area is None:
            self.add(element.get("ref", ""), "filter of no valid range")
            return None
        seen = set()
        for column in element.iterchildren(MAIN + "filterColumn"):
            number = column.get("colId", "")
            if not in_range(number, area.right - area.left + 1) or number in seen:
                self.add(element.get("ref", ""), f"filter column {number} twice or outside the range")
            seen.add(number)
        return area

    def check_conditions(self, root: etree._Element) -> None:
        for block in root.iterchildren(MAIN + "conditionalFormatting"):
            place = block.get("sqref", "")
            self.areas_of(block, "conditional format")
            for rule in block.iterchildren(MAIN + "cfRule"):
                dxf, priority, kind = rule.get("dxfId"), rule.get("priority", ""), rule.get("type", "")
                if dxf is not None and not in_range(dxf, self.book.styles.dxfs):
                    self.add(place, f"dxf {dxf} does not exist")
                if not priority.isdigit() or int(priority) < 1:
                    self.add(place, f"conditional format of priority {priority!r}")
                formulas = [formula.text or "" for formula in rule.iterchildren(MAIN + "formula")]
                if len(formulas) < PLACED_CONDITIONS.get(kind, 0) or len(formulas) > 3:
                    self.add(place, f"conditional format {kind} with {len(formulas)} formulas")
                for what in (what for text in formulas for what in self.book.formulas.faults(text, plain=True)):
                    self.add(place, f"conditional format: {what}")
                self.check_scale(rule, place)
        for formula in root.iterfind(f"{MAIN}extLst//{_EXTENSION}f"):
            for what in self.book.formulas.faults(formula.text or "", plain=True):
                self.add(formula.text or "", f"extension: {what}")

    def check_scale(self, rule: etree._Element, place: str) -> None:
        """Colour scales have a colour for each point; icon sets a point for each icon."""
        for scale in rule.iterchildren(MAIN + "colorScale"):
            if len(scale.findall(MAIN + "cfvo")) != len(scale.findall(MAIN + "color")):
                self.add(place, "colour scale with another number of points than colours")
        for icons in rule.iterchildren(MAIN + "iconSet"):
            wanted = icons.get("iconSet", "3TrafficLights1")[:1]
            if str(len(icons.findall(MAIN + "cfvo"))) != wanted:
                self.add(place, "icon set with another number of points than icons")

    def check_validations(self, root: etree._Element) -> None:
        lists = root.find(MAIN + "dataValidations")
        if lists is None:
            return
        if not 1 <= len(lists) <= MAX_VALIDATIONS:
            self.add("", f"{len(lists)} data validations")
        for one in lists:
            place, kind = one.get("sqref", ""), one.get("type", "none")
            self.areas_of(one, "data validation")
            first, second = ((one.findtext(MAIN + name) or "").strip() for name in ("formula1", "formula2"))
            fault = fault_of_list(first) if kind == "list" else fault_of_condition(one, kind, first, second)
            if fault:
                self.add(place, f"data validation {fault}")
            for what in (what for text in (first, second) if text for what in self.formula_faults(text, kind)):
                self.add(place, f"data validation: {what}")
            for attribute, limit in (("promptTitle", 32), ("prompt", 255), ("errorTitle", 32), ("error", 255)):
                if len(one.get(attribute, "")) > limit:
                    self.add(place, f"{attribute} of more than {limit} characters")

    def formula_faults(self, text: str, kind: str) -> list[str]:
        """Faults of a validation's formula; an inline list is no formula."""
        return [] if kind == "list" and text.startswith('"') else self.book.formulas.faults(text, plain=True)

    def check_links(self, root: etree._Element) -> None:
        links = root.findall(f"{MAIN}hyperlinks/{MAIN}hyperlink")
        if len(links) > MAX_LINKS:
            self.add("", f"{len(links)} hyperlinks, more than {MAX_LINKS}")
        for link in links:
            place, location = link.get("ref", ""), link.get("location", "")
            external = RELATIONSHIP_ATTRIBUTE + "id" in link.attrib
            if parse_area(place) is None:
                self.add(place, "hyperlink of no valid cell")
            if len(link.get("tooltip", "")) > 255:
                self.add(place, "hyperlink tip of more than 255 characters")
            if not external and not location:
                self.add(place, "hyperlink to nothing")
            elif not external:
                fault = self.fault_of_location(location.removeprefix("#"))
                if fault:
                    self.add(place, fault)

    def fault_of_location(self, location: str) -> str | None:
        name, mark, cell = location.rpartition("!")
        if not mark:
            known = parse_area(cell.replace("$", "")) or cell.casefold() in self.book.names
            known = known or cell.casefold() in self.book.formulas.tables
            return None if known else f"hyperlink to {location}, which does not exist"
        if name.startswith("'") and name.endswith("'"):
            name = name[1:-1].replace("''", "'")
        if "[" in name:
            return None
        if name.casefold() not in self.book.formulas.sheets:
            return f"hyperlink to sheet {name!r}, which does not exist"
        if parse_area(cell.replace("$", "")) is None and cell.casefold() not in self.book.names:
            return f"hyperlink to {cell!r}, which is no cell"
        return None

    def check_print(self, root: etree._Element) -> None:
        setup = root.find(MAIN + "pageSetup")
        scale = "100" if setup is None else setup.get("scale", "100")
        if not scale.isdigit() or not 10 <= int(scale) <= 400:
            self.add("", f"print scale {scale}")
        for text in root.iterfind(f"{MAIN}headerFooter/{MAIN}*"):
            if len(text.text or "") > 255:
                self.add("", "header or footer of more than 255 characters")
        for value in attributes(root, "*[local-name()='pageMargins']/@*"):
            if not 0 <= number_of(value) < 49:
                self.add("", f"page margin of {value}")
        for name in ("rowBreaks", "colBreaks"):
            if len(root.findall(f"{MAIN}{name}/{MAIN}brk")) > MAX_BREAKS:
                self.add("", f"more than {MAX_BREAKS} {name}")

    def check_parts(self, root: etree._Element) -> None:
        """Tables, drawings and notes are each named by the sheet and found by a relationship of the right kind."""
        relations = self.book.package.relations(self.sheet.part)
        kinds = {"tablePart": "table", "drawing": "drawing", "legacyDrawing": "vmlDrawing"}
        used = set()
        for element in root.iter(*(MAIN + name for name in kinds)):
            identity = element.get(RELATIONSHIP_ATTRIBUTE + "id", "")
            name = re.sub(r"^\{.*\}", "", str(element.tag))
            relation = relations.get(identity)
            if identity in used:
                self.add(identity, "relationship used twice")
            used.add(identity)
            if relation is not None and relation.kind != kinds[name]:
                self.add(identity, f"{name} leads to a {relation.kind}")
        for identity, relation in relations.items():
            if relation.kind == "table" and identity not in used:
                self.add(identity, "table that the sheet does not name")
        if self.book.package.related(self.sheet.part, "comments") and root.find(MAIN + "legacyDrawing") is None:
            self.add("", "notes without their drawing")


def fault_of_list(text: str) -> str | None:
    if text in {"", '""'}:
        return "with an empty list"
    if len(text) > 257 or (len(text) > 255 and not text.startswith('"')):
        return f"with a list of {len(text)} characters, more than 255"
    return None


def fault_of_condition(element: etree._Element, kind: str, first: str, second: str) -> str | None:
    if kind == "none":
        return None
    if not first:
        return f"{kind} without a formula"
    if max(len(first), len(second)) > 255:
        return "with a formula of more than 255 characters"
    between = kind != "custom" and element.get("operator", "between") in {"between", "notBetween"}
    return "between two values without the second" if between and not second else None
