"""Books in which the Client Card and the Review Report show a given customer, by build or by a change of the cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from unittest.mock import patch

import pandas as pd
from lxml import etree

from tests.support.books import AS_OF, make_book
from tests.support.cellvalues import Cell, read_cells
from tests.support.filecheck.package import MAIN, RELATIONSHIP_ATTRIBUTE, Package
from tests.support.parts import with_part, xml_of
from xlcrm.model.book import Book
from xlcrm.pages import card, every
from xlcrm.schema.settings import default_settings
from xlcrm.schema.sheets import CARD, GENERATED, OVERVIEW, SETTINGS
from xlcrm.subjects.assets import page as review
from xlcrm.subjects.assets.sheets import REVIEW
from xlcrm.workbook.build import build
from xlcrm.writing.canvas import Canvas, Context

WRITTEN = {CARD.key, REVIEW.key, OVERVIEW.key, SETTINGS.key}


def _nothing(canvas: Canvas, context: Context) -> None:
    """A page that these tests do not look at."""


def built(book: Book, path: Path, pick: int | None = None, day: pd.Timestamp | None = None) -> Path:
    """A book whose two pages open with a row of Customers and a day of review; other pages are left blank."""
    written = {sheet.key: _nothing for sheet in GENERATED if sheet.key not in WRITTEN}
    written |= {CARD.key: partial(card.write, pick=pick), REVIEW.key: partial(review.write, pick=pick, day=day)}
    pages = {key: replace(every.PAGES[key], write=write) for key, write in written.items()}
    with patch.dict(every.PAGES, pages):
        path.write_bytes(build(book, []))
    return path


def repicked(path: Path, book: Book, customer: str, day: pd.Timestamp | None = None) -> Path:
    """A copy of a built book with another text in the cells to pick a customer, and another day."""
    data = path.read_bytes()
    for sheet, cell in ((CARD, card.PAGE.pick_cells[0]), (REVIEW, review.PICK_CELLS[0])):
        data = _typed(data, sheet.labels.in_(book.language), cell, customer)
    if day is not None:
        serial = (day.date() - pd.Timestamp("1899-12-30").date()).days
        data = _typed(data, REVIEW.labels.in_(book.language), review.PICK_CELLS[1], serial)
    target = path.with_name(f"{path.stem}-repicked.xlsx")
    target.write_bytes(data)
    return target


def _typed(data: bytes, sheet: str, place: str, value: str | int) -> bytes:
    """The package with another value typed into a cell."""
    package = Package(data)
    part, root = sheet_part(package, sheet)
    cell = root.find(f"{MAIN}sheetData/{MAIN}row/{MAIN}c[@r='{place}']")
    assert cell is not None
    for child in list(cell):
        cell.remove(child)
    if isinstance(value, int):
        cell.attrib.pop("t", None)
        etree.SubElement(cell, MAIN + "v").text = str(value)
    else:
        cell.set("t", "inlineStr")
        text = etree.SubElement(etree.SubElement(cell, MAIN + "is"), MAIN + "t")
        text.text = value
    return with_part(data, part, xml_of(root))


def sheet_part(package: Package, sheet: str) -> tuple[str, etree._Element]:
    """The part of a sheet and its tree."""
    workbook = package.related("", "officeDocument")[0]
    root = package.tree(workbook)
    assert root is not None
    element = root.find(f"{MAIN}sheets/{MAIN}sheet[@name='{sheet}']")
    assert element is not None
    part = package.relations(workbook)[element.get(RELATIONSHIP_ATTRIBUTE + "id", "")].target
    tree = package.tree(part)
    assert tree is not None
    return part, tree


def pages_of(path: Path, book: Book) -> dict[str, Mapping[str, Cell]]:
    """The cells of the two pages."""
    cells = read_cells(path)
    return {title: cells[title] for title in (sheet.labels.in_(book.language) for sheet in (CARD, REVIEW))}


def visible(cells: Mapping[str, Cell], last_column: str) -> dict[str, object]:
    """What a reader sees: the values of the columns up to one, blanks left out."""
    shown = {place: cell.value for place, cell in cells.items() if len(place.rstrip("0123456789")) == 1}
    return {place: value for place, value in shown.items() if place[0] <= last_column and value not in (None, "")}


def crowded_book(holdings: int = 250, policies: int = 70, follow_ups: int = 50) -> Book:
    """A customer with more than fits on any list, and one with nothing."""
    dates = ("2026-01-31", "2026-02-28")
    return make_book(
        language="en",
        settings=replace(default_settings("en"), as_of=AS_OF),
        customers=[{"customer_id": "A1", "name": "Crowd"}, {"customer_id": "B2", "name": "Nothing"}],
        assets=[
            {
                "customer_id": "A1", "review_date": date, "asset_class": "fund", "name": f"Fund {number}",
                "value": 100 + number, "currency": "USD",
            }
            for date in dates for number in range(holdings)
        ],
        insurance=[
            {
                "customer_id": "A1", "policy_no": f"P{number}", "coverage_type": "life", "product": f"Life {number}",
                "start_date": "2020-01-01", "sum_insured": 1000, "premium": 10,
            }
            for number in range(policies)
        ],
        follow_ups=[
            {
                "customer_id": "A1", "date": "2026-03-01", "channel": "call", "content": f"Call {number}",
                "next_action": f"Promise {number}", "next_date": "2026-04-01", "done": False,
            }
            for number in range(follow_ups)
        ],
        purchases=[
            {"customer_id": "A1", "date": "2026-03-02", "product": f"Thing {number}", "amount": 5}
            for number in range(40)
        ],
    )  # fmt: skip
