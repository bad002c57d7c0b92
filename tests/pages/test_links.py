"""Names lead to the Client Card, IDs to the customer's row on Overview, on every page that lists customers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

import xlcrm
from xlcrm.labels import LANGUAGES, Language
from xlcrm.model.book import Book
from xlcrm.ooxml import Package
from xlcrm.pages import card
from xlcrm.sample import sample_book
from xlcrm.schema.sheet import Sheet
from xlcrm.schema.sheets import CARD, DASHBOARD, FINDINGS, OVERVIEW, TODO
from xlcrm.subjects.insurance.sheets import COVERAGE
from xlcrm.subjects.pyramid.sheets import PYRAMID
from xlcrm.workbook.build import build

PAGES = (DASHBOARD, TODO, OVERVIEW, PYRAMID, COVERAGE, FINDINGS)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[Language, tuple[Book, Path]]:
    folder = tmp_path_factory.mktemp("links")
    made = {}
    for language in LANGUAGES:
        book = sample_book(language)
        # A customer without an ID and one with a strange one are findings with and without a row.
        book.customers.loc[3, "phone"] = "12"
        path = folder / f"{language}.xlsx"
        path.write_bytes(build(book, xlcrm.check(book)))
        made[language] = book, path
    return made


def cells(sheet: Worksheet, wanted: set[str]) -> list[Any]:
    """The cells that show one of some texts."""
    return [cell for row in sheet.iter_rows() for cell in row if cell.value in wanted]


def page(path: Path, sheet: Sheet, language: Language, **options: bool) -> Worksheet:
    return openpyxl.load_workbook(path, **options)[sheet.labels.in_(language)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sheet", PAGES, ids=lambda sheet: sheet.key)
def test_every_name_leads_to_the_cell_of_the_card_to_pick_in(
    sheet: Sheet, language: Language, books: dict[Language, tuple[Book, Path]]
) -> None:
    book, path = books[language]
    named = cells(page(path, sheet, language, data_only=True), set(book.customers["name"]))
    assert named
    wanted = f"'{CARD.labels.in_(language)}'!{card.PAGE.pick_cells[0]}"
    astray = [c.coordinate for c in named if c.hyperlink is None or c.hyperlink.location != wanted]
    assert astray == []


@pytest.mark.parametrize(
    ("sheet", "column"), [(TODO, "E"), (PYRAMID, "B"), (FINDINGS, "D")], ids=lambda one: getattr(one, "key", one)
)
def test_every_id_leads_to_its_own_row_on_overview(
    sheet: Sheet, column: str, books: dict[Language, tuple[Book, Path]]
) -> None:
    book, path = books["en"]
    rows = {number: f"'Overview'!A{row}" for row, number in enumerate(book.customers["customer_id"], start=5)}
    found = [c for c in cells(page(path, sheet, "en", data_only=True), set(rows)) if c.column_letter == column]
    assert found
    assert [c.coordinate for c in found if c.hyperlink is None or c.hyperlink.location != rows[c.value]] == []


def test_ids_on_coverage_lead_by_formula(books: dict[Language, tuple[Book, Path]]) -> None:
    book, path = books["en"]
    shown = cells(page(path, COVERAGE, "en", data_only=True), set(book.customers["customer_id"]))
    formulas = page(path, COVERAGE, "en")
    assert shown
    assert all("HYPERLINK(\"#'Overview'!A\"" in formulas[cell.coordinate].value for cell in shown)


def test_a_name_says_where_it_leads(books: dict[Language, tuple[Book, Path]]) -> None:
    book, path = books["zh-CN"]
    (first, *_) = cells(page(path, TODO, "zh-CN"), set(book.customers["name"]))
    assert first.hyperlink.tooltip == "到“客户卡”：在左上角选择或输入这位客户"


def test_names_are_linked_by_area_so_that_a_region_has_links_to_spare(
    books: dict[Language, tuple[Book, Path]],
) -> None:
    _, path = books["en"]
    package = Package.from_bytes(path.read_bytes())
    entry = package.sheet("Overview")
    assert entry is not None
    assert package.parts[entry.part].count(b"<hyperlink ") == 1
