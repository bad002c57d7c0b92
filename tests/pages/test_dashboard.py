"""The Dashboard and the Pyramid: their units, their charts, and what an empty book is told."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.support.books import make_book
from xlcrm.labels import LANGUAGES, Language
from xlcrm.model.book import Book
from xlcrm.pages import dashboard
from xlcrm.pages.units import unit_for, whole
from xlcrm.sample import sample_book
from xlcrm.schema.sheets import DASHBOARD
from xlcrm.subjects.pyramid.sheets import PYRAMID
from xlcrm.workbook.build import build
from xlcrm.writing.styles import ink_on

from .contrast import contrast


def built(book: Book, path: Path) -> Path:
    path.write_bytes(build(book, []))
    return path


def charts_of(path: Path, title: str) -> list[str]:
    """The XML of the charts on a sheet."""
    with zipfile.ZipFile(path) as package:
        texts = [
            package.read(name).decode() for name in package.namelist() if re.search(r"charts/chart\d+\.xml$", name)
        ]
    return [text for text in texts if f"{title}'!" in text or f"{title}!" in text]


@pytest.mark.parametrize(
    ("language", "largest", "base", "said"),
    [
        ("zh-CN", 5e6, "CNY", "万元"),
        ("zh-CN", 5e6, "USD", "万 USD"),
        ("zh-TW", 5e10, "TWD", "億元"),
        ("zh-CN", 99_999, "CNY", "元"),
        ("en", 5e6, "USD", "USD thousand"),
        ("en", 5e9, "GBP", "GBP million"),
        ("en", 5e5, "USD", "USD"),
    ],
)
def test_a_page_names_its_unit(language: Language, largest: float, base: str, said: str) -> None:
    assert unit_for(language, largest).text(base) == said


def test_whole_money_is_not_divided() -> None:
    assert whole("en").scaled("A1+B1") == "A1+B1"
    assert unit_for("zh-CN", 1e6).scaled("A1+B1") == "(A1+B1)/10000"


@pytest.mark.parametrize("language", LANGUAGES)
def test_charts_carry_their_points_for_previews(language: Language, tmp_path: Path) -> None:
    path = built(sample_book(language), tmp_path / "book.xlsx")
    for sheet, count in ((DASHBOARD, 3), (PYRAMID, 2)):
        charts = charts_of(path, sheet.labels.in_(language))
        assert len(charts) == count
        for chart in charts:
            caches = re.findall(r"<c:(?:num|str)Cache>(.*?)</c:(?:num|str)Cache>", chart, re.DOTALL)
            assert caches
            assert all("<c:pt " in cache for cache in caches)


def test_the_bars_of_the_pyramid_have_the_tiers_colours(tmp_path: Path) -> None:
    book = sample_book("en")
    path = built(book, tmp_path / "book.xlsx")
    colours = [tier.colour for tier in (*book.settings.policy.tiers, *book.settings.below)]
    for chart in charts_of(path, "Pyramid"):
        assert [colour for colour in re.findall(r'srgbClr val="([0-9A-F]{6})"', chart) if colour in colours] == colours


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_dashboard_says_what_to_type_first(language: Language, tmp_path: Path) -> None:
    path = built(make_book(language), tmp_path / "book.xlsx")
    sheet = openpyxl.load_workbook(path, data_only=True)[DASHBOARD.labels.in_(language)]
    assert sheet["A3"].value == dashboard.NO_CUSTOMERS.in_(language)


def test_the_dashboard_prints_on_one_page(tmp_path: Path) -> None:
    path = built(sample_book("en"), tmp_path / "book.xlsx")
    sheet = openpyxl.load_workbook(path)["Dashboard"]
    assert (sheet.page_setup.fitToHeight or 1, sheet.page_setup.fitToWidth or 1) == (1, 1)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_the_ranks_of_the_best_lead_to_their_rows(tmp_path: Path) -> None:
    path = built(sample_book("en"), tmp_path / "book.xlsx")
    formulas = [
        cell.value
        for row in openpyxl.load_workbook(path)["Dashboard"].iter_rows()
        for cell in row
        if isinstance(cell.value, str) and "HYPERLINK" in cell.value
    ]
    assert len(formulas) == 10
    assert all("#'Overview'!A" in formula for formula in formulas)


@pytest.mark.parametrize(("colour", "ink"), [("F2C14E", "#1F2933"), ("1F4E79", "#FFFFFF"), ("000000", "#FFFFFF")])
def test_text_on_a_tier_colour_is_dark_or_white(colour: str, ink: str) -> None:
    assert ink_on(colour) == ink


@pytest.mark.parametrize("red", range(0, 256, 51))
@pytest.mark.parametrize("green", range(0, 256, 51))
def test_text_on_any_colour_can_be_read(red: int, green: int) -> None:
    for blue in range(0, 256, 51):
        colour = f"{red:02X}{green:02X}{blue:02X}"
        assert contrast(colour, ink_on(colour).lstrip("#")) >= 4.5
