"""Drawings, charts, notes and document properties."""

from __future__ import annotations

import math
import re

from lxml import etree

from .book import Book, Sheet
from .cells import ERRORS, number_of
from .names import MAX_COLUMN, MAX_ROW, MAX_TEXT, parse_cell
from .package import MAIN
from .text import text_of

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_PLACED = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_W3C_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?")


def check_sheet_drawings(book: Book, sheet: Sheet) -> None:
    """Everything that hangs on one sheet but its cells and tables."""
    for drawing in book.package.related(sheet.part, "drawing"):
        root = book.package.tree(drawing)
        if root is None:
            continue
        check_anchors(book, drawing, root)
        for part in book.package.related(drawing, "chart"):
            chart = book.package.tree(part)
            if chart is not None:
                check_chart(book, part, chart)
    for part in book.package.related(sheet.part, "comments"):
        comments = book.package.tree(part)
        if comments is not None:
            check_comments(book, part, comments)


def check_anchors(book: Book, part: str, root: etree._Element) -> None:
    for anchor in root.iter(_PLACED + "twoCellAnchor", _PLACED + "oneCellAnchor"):
        corners = []
        for name in ("from", "to"):
            corner = anchor.find(_PLACED + name)
            if corner is not None:
                texts = (corner.findtext(_PLACED + axis, "") for axis in ("row", "col"))
                corners.append(tuple(int(text) if text.isdigit() else -1 for text in texts))
        if any(not (0 <= row < MAX_ROW and 0 <= column < MAX_COLUMN) for row, column in corners):
            book.package.add(part, str(corners), "drawing outside the sheet")
        if len(corners) == 2 and any(end < start for start, end in zip(*corners, strict=True)):
            book.package.add(part, str(corners), "drawing that ends before it begins")


def check_chart(book: Book, part: str, root: etree._Element) -> None:
    for formula in root.iter(CHART + "f"):
        # A union of ranges stands in brackets; a chart reads it as a list.
        for what in book.formulas.faults(formula.text or "", plain=True):
            book.package.add(part, formula.text or "", what)
    area = root.find(f"{CHART}chart/{CHART}plotArea")
    if area is None:
        book.package.add(part, "", "chart without a plot area")
        return
    axes = {identity.get("val") for identity in area.findall(f"{CHART}*/{CHART}axId") if is_axis(identity)}
    for element in area.iter(CHART + "axId", CHART + "crossAx"):
        if element.get("val") not in axes:
            book.package.add(part, str(element.get("val")), "axis that the chart does not have")
    for name in ("idx", "order"):
        values = [one.get("val") for one in area.findall(f"{CHART}*/{CHART}ser/{CHART}{name}")]
        if len(values) != len(set(values)):
            book.package.add(part, "", f"two series of the same {name}")
    for cache in area.iter(CHART + "numCache", CHART + "strCache", CHART + "numLit", CHART + "strLit"):
        check_cache(book, part, cache)


def is_axis(identity: etree._Element) -> bool:
    """Whether an axId is that of an axis itself, not of a plot that uses one."""
    parent = identity.getparent()
    return parent is not None and str(parent.tag).endswith("Ax")


def check_cache(book: Book, part: str, cache: etree._Element) -> None:
    count = cache.find(CHART + "ptCount")
    limit = number_of(count.get("val", "0")) if count is not None else 0
    last = -1.0
    for point in cache.iterchildren(CHART + "pt"):
        index = number_of(point.get("idx", "-1"))
        if not last < index < limit:
            book.package.add(part, f"point {index}", "point out of order or beyond the points counted")
        last = index
        value = point.findtext(CHART + "v", "")
        numeric = cache.tag in {CHART + "numCache", CHART + "numLit"}
        if numeric and value not in ERRORS and not math.isfinite(number_of(value)):
            book.package.add(part, f"point {index}", f"{value} is not a finite number")


def check_comments(book: Book, part: str, root: etree._Element) -> None:
    authors = len(root.findall(f"{MAIN}authors/{MAIN}author"))
    seen = set()
    for comment in root.iterfind(f"{MAIN}commentList/{MAIN}comment"):
        place = comment.get("ref", "")
        if parse_cell(place) is None or place in seen:
            book.package.add(part, place, "note of no valid cell, or a second note on a cell")
        seen.add(place)
        if not 0 <= number_of(comment.get("authorId", "-1")) < authors:
            book.package.add(part, place, f"author {comment.get('authorId')} does not exist")
        text = comment.find(MAIN + "text")
        if text is not None and len(text_of(text)) > MAX_TEXT:
            book.package.add(part, place, f"note of more than {MAX_TEXT} characters")


def check_properties(book: Book) -> None:
    """Dates of the document properties: Excel refuses what is no W3C date."""
    for part in book.package.related("", "core-properties"):
        root = book.package.tree(part)
        for element in () if root is None else root.iterfind("{http://purl.org/dc/terms/}*"):
            if not _W3C_DATE.fullmatch((element.text or "").strip()):
                book.package.add(part, str(element.tag), f"{element.text!r} is not a date")
