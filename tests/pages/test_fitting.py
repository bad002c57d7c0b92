"""What is too long for its cell is cut before its print is too small to read, and no report ends in blank pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from tests.support.books import AS_OF, make_book
from xlcrm.labels import LANGUAGES, Language
from xlcrm.model.book import Book
from xlcrm.pages import overview
from xlcrm.pages.panels import fitted
from xlcrm.schema.settings import default_settings
from xlcrm.schema.sheets import OVERVIEW
from xlcrm.subjects.assets import page as review
from xlcrm.subjects.assets.page_pages import BODY
from xlcrm.workbook.build import build
from xlcrm.writing.styles import text_width

from .picking import built

LONG = "Counterparty-Collateralised Accumulation Certificate of the Second Series"


@pytest.mark.parametrize("text", [LONG, "环球多元收益高股息平衡型外币计价理财产品", "短", "a" * 2000])
@pytest.mark.parametrize("width", [10, 24, 40])
def test_a_text_that_is_fitted_is_no_wider_than_its_column(text: str, width: int) -> None:
    shown = fitted(text, width)
    assert shown is not None
    assert text_width(shown) <= width + 1
    assert shown == text if text_width(text) <= width else shown.endswith("…")


def crowd(customers: int = 12, holdings: int = 120) -> Book:
    """Many customers with one holding, and a first one with many."""
    owners = ["A0"] * holdings + [f"A{number}" for number in range(1, customers)]
    return make_book(
        "en",
        settings=replace(default_settings("en"), as_of=AS_OF),
        customers=[{"customer_id": f"A{number}", "name": f"Person {number}"} for number in range(customers)],
        assets=[
            {
                "customer_id": owner, "review_date": "2026-03-01", "asset_class": "fund", "name": f"{LONG} {number}",
                "value": 100, "currency": "USD",
            }
            for number, owner in enumerate(owners)
        ],
        insurance=[
            {
                "customer_id": "A0", "policy_no": "P1", "coverage_type": "life", "product": LONG,
                "start_date": "2020-01-01", "sum_insured": 1000,
            }
        ],
    )  # fmt: skip


def printed_rows(path: Path) -> int:
    """How many rows of the Review Report are printed."""
    area = openpyxl.load_workbook(path)["Review Report"].print_area
    first, last = (int("".join(char for char in cell if char.isdigit())) for cell in area.rpartition("!")[2].split(":"))
    return last - first + 1


def test_a_short_report_prints_no_pages_for_the_longest_of_the_book(tmp_path: Path) -> None:
    book = crowd()
    short, long = (printed_rows(built(book, tmp_path / f"{pick}.xlsx", pick)) for pick in (3, 0))
    assert long - short == 2 * (BODY + 1)


def test_a_report_that_is_longer_than_what_is_printed_would_say_so(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(built(crowd(), tmp_path / "book.xlsx", 3))["Review Report"]
    warned = [cell.coordinate for row in sheet.iter_rows() for cell in row if review.TOO_LONG.en in str(cell.value)]
    assert len(warned) == 2


def test_long_names_of_products_are_cut_on_card_and_report(tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(built(crowd(), tmp_path / "book.xlsx", 0), data_only=True)
    for title in ("Client Card", "Review Report"):
        said = [cell.value for row in workbook[title].iter_rows(max_col=10) for cell in row]
        cut = [text for text in said if isinstance(text, str) and text.strip().startswith(LONG[:12])]
        assert cut
        assert all(text.endswith("…") for text in cut)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_overview_says_what_to_do(language: Language, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(build(make_book(language), []))
    sheet = openpyxl.load_workbook(path)[OVERVIEW.labels.in_(language)]
    assert sheet["A3"].value == overview.NOBODY.in_(language).format(customers=workbook_title(language))


def workbook_title(language: Language) -> str:
    return {"zh-CN": "客户信息", "zh-TW": "客戶資料", "en": "Customers"}[language]


def test_the_lists_of_the_card_are_not_torn_by_a_page(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(built(crowd(), tmp_path / "book.xlsx", 0))["Client Card"]
    (page_break,) = sheet.row_breaks.brk
    assert sheet.cell(page_break.id + 2, 1).value == "Latest follow-ups"
