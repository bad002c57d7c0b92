"""The Guide: every book starts with it, and from then on it is as its user wants it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import xlcrm
from tests.support.books import make_book
from tests.support.libreoffice import convert
from tests.writing.users import assert_settled, build, cell, sheet, titles, type_in
from xlcrm.labels import LANGUAGES, Language
from xlcrm.ooxml import DefinedName, Package
from xlcrm.schema.settings import PRESETS, default_settings
from xlcrm.schema.sheets import GENERATED, GUIDE
from xlcrm.schema.tables import TABLES
from xlcrm.workbook.build import build as built

CUSTOMERS = [{"customer_id": "A1", "name": "Ann"}]


def fresh(path: Path, language: Language = "zh-CN") -> Path:
    path.write_bytes(built(make_book(language, customers=CUSTOMERS), []))
    build(path)
    return path


def texts(path: Path, title: str) -> list[str]:
    page = openpyxl.load_workbook(path, data_only=True)[title]
    return [cell.value for row in page.iter_rows() for cell in row if isinstance(cell.value, str)]


def without_guide(path: Path, title: str) -> None:
    package = Package.from_bytes(path.read_bytes())
    package.remove_sheet(sheet(package, title))
    package.workbook.set_name(DefinedName("_xlcrm.guide", "#REF!$A$1", hidden=True))  # as Excel leaves it
    path.write_bytes(package.to_bytes())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_book_ends_with_a_guide_to_every_sheet(language: Language, tmp_path: Path) -> None:
    path = fresh(tmp_path / "book.xlsx", language)
    guide = GUIDE.labels.in_(language)
    assert titles(path)[-1] == guide
    assert [title for title in titles(path)[:-1] if title not in texts(path, guide)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_names_every_column_that_must_be_filled(language: Language, tmp_path: Path) -> None:
    said = " ".join(texts(fresh(tmp_path / "book.xlsx", language), GUIDE.labels.in_(language)))
    required = [c.labels.in_(language) for table in TABLES for c in table.columns if c.required]
    assert [label for label in required if label not in said] == []


@pytest.mark.parametrize("preset", PRESETS)
def test_the_guide_shows_the_colour_of_every_tier(preset: str, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    settings = default_settings("en", preset)
    path.write_bytes(built(make_book("en", customers=CUSTOMERS, settings=settings), []))
    page = openpyxl.load_workbook(path, data_only=True)["Guide"]
    shown = {cell.value: cell.fill.fgColor.rgb[2:] for row in page.iter_rows() for cell in row if cell.value}
    tiers = (*settings.policy.tiers, *settings.below)
    assert {tier.name: shown.get(tier.name) for tier in tiers} == {tier.name: tier.colour for tier in tiers}


def test_the_guide_prints_on_one_page(tmp_path: Path) -> None:
    page = openpyxl.load_workbook(fresh(tmp_path / "book.xlsx", "en"))["Guide"]
    assert (page.page_setup.fitToHeight, page.page_setup.paperSize) == (None, 9)
    assert page.sheet_properties.pageSetUpPr.fitToPage


def test_building_a_book_with_a_guide_changes_no_byte(tmp_path: Path) -> None:
    assert_settled(fresh(tmp_path / "book.xlsx"))


def test_a_guide_that_nobody_changed_follows_the_language(tmp_path: Path) -> None:
    path = fresh(tmp_path / "book.xlsx")
    build(path, "en")
    assert titles(path) == [
        *(sheet.labels.en for sheet in GENERATED[:8]),
        *(t.labels.en for t in TABLES),
        "Settings",
        "Guide",
    ]
    assert "Type here" in texts(path, "Guide")
    assert_settled(path)


@pytest.mark.unsound_files
@pytest.mark.needs_libreoffice
def test_saving_with_libreoffice_is_no_writing_on_the_guide(tmp_path: Path) -> None:
    path = fresh(tmp_path / "book.xlsx")
    path.write_bytes(convert([path], "xlsx:Calc MS Excel 2007 XML", tmp_path / "saved")[0].read_bytes())
    build(path, "en")
    assert titles(path)[-1] == "Guide"


def test_a_guide_that_its_user_changed_is_his(tmp_path: Path) -> None:
    path = fresh(tmp_path / "book.xlsx")
    type_in(path, "使用说明", {"B4": "本行规定：每周五生成"})
    for language in ("en", "zh-CN"):
        assert build(path, language).notices == ()
        assert cell(path, "使用说明", "B4").value == "本行规定：每周五生成"
        assert not {"Guide", "使用说明(已改)"} & set(titles(path))
    assert_settled(path)


def test_a_guide_that_its_user_deleted_stays_away(tmp_path: Path) -> None:
    path = fresh(tmp_path / "book.xlsx")
    without_guide(path, "使用说明")
    build(path)
    assert not {"使用说明", "Guide"} & set(titles(path))
    assert_settled(path)


def test_a_sheet_of_the_users_called_like_the_guide_is_let_alone(tmp_path: Path) -> None:
    path = fresh(tmp_path / "book.xlsx")
    without_guide(path, "使用说明")
    workbook = openpyxl.load_workbook(path)
    workbook.create_sheet("使用说明")["A1"] = "我的说明"
    workbook.save(path)
    build(path)
    assert cell(path, "使用说明", "A1").value == "我的说明"
    assert_settled(path)


def test_a_guide_that_its_user_renamed_keeps_its_title(tmp_path: Path) -> None:
    path = fresh(tmp_path / "book.xlsx")
    package = Package.from_bytes(path.read_bytes())
    package.rename_sheet("使用说明", "说明书")
    path.write_bytes(package.to_bytes())
    build(path)
    assert titles(path)[-1] == "说明书"
    assert_settled(path)


def test_a_guide_follows_a_page_that_was_renamed(tmp_path: Path) -> None:
    path = fresh(tmp_path / "book.xlsx")
    package = Package.from_bytes(path.read_bytes())
    package.rename_sheet("客户总览", "我的总览")
    path.write_bytes(package.to_bytes())
    build(path)
    assert "我的总览" in texts(path, "使用说明")


def test_a_users_own_book_gets_no_guide(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    workbook = openpyxl.Workbook()
    workbook.active.title = "Customers"
    for row in (("Customer ID", "Customer Name"), ("A1", "Ann")):
        workbook.active.append(row)
    workbook.save(path)
    build(path)
    assert "Guide" not in titles(path)


def test_no_table_is_read_from_a_guide(tmp_path: Path) -> None:
    path = fresh(tmp_path / "book.xlsx")
    type_in(path, "使用说明", {"A60": "客户编号", "B60": "客户名称", "A61": "Z9", "B61": "nobody"})
    build(path)
    assert xlcrm.read(path).customers["customer_id"].tolist() == ["A1"]
