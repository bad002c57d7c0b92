"""Building a book again: what its user did to pages, settings and sheets since then is kept, or said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.support.filecheck import assert_sound
from tests.support.libreoffice import convert
from tests.support.recalc import compare, recalculate
from xlcrm.labels import LANGUAGES, Language
from xlcrm.ooxml import DefinedName, Package, adopt
from xlcrm.schema.sheets import GENERATED

from .users import assert_settled, book_of, build, built_plain, by_openpyxl, cell, sheet, tables_of, titles, type_in


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "book.xlsx"
    path.write_bytes(built_plain())
    return path


def rename(path: Path, old: str, other: str) -> None:
    package = Package.from_bytes(path.read_bytes())
    package.rename_sheet(old, other)
    path.write_bytes(package.to_bytes())


@pytest.mark.parametrize("language", LANGUAGES)
def test_building_again_changes_no_byte(tmp_path: Path, language: Language) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(built_plain(language))
    assert_settled(path)


def test_a_page_that_the_user_renamed_keeps_its_title(path: Path) -> None:
    rename(path, "客户总览", "我的总览")
    build(path)
    assert "我的总览" in titles(path)
    assert "客户总览" not in titles(path)
    assert_settled(path)


def test_a_page_that_the_user_moved_goes_back_to_its_place(path: Path) -> None:
    package = Package.from_bytes(path.read_bytes())
    package.order_sheets(["设置", "首页"])
    path.write_bytes(package.to_bytes())
    build(path)
    assert titles(path) == titles_of_built()
    assert_settled(path)


def test_a_page_that_the_user_deleted_is_back(path: Path) -> None:
    package = Package.from_bytes(path.read_bytes())
    package.remove_sheet(sheet(package, "客户金字塔"))
    package.workbook.set_name(DefinedName("_xlcrm.pyramid", "#REF!$A$1", hidden=True))  # as Excel leaves it
    path.write_bytes(package.to_bytes())
    build(path)
    assert "客户金字塔" in titles(path)
    assert_settled(path)


def test_a_page_that_the_user_wrote_on_is_kept_as_his_own_and_said_so(path: Path) -> None:
    type_in(path, "首页", {"Z40": "给老板看的备注"})
    outcome = build(path)
    assert cell(path, "首页(已改)", "Z40").value == "给老板看的备注"
    assert cell(path, "首页", "Z40").value is None
    assert [sentence.params["kept"] for sentence in outcome.notices] == ["首页(已改)"]
    assert_settled(path)


def test_a_table_on_a_page_that_was_kept_is_not_read_as_one_of_the_tables(path: Path) -> None:
    before = tables_of(path)
    type_in(path, "客户总览", {"A2": "我的批注"})
    build(path)
    assert tables_of(path) == before


def test_a_page_that_was_written_on_twice_is_kept_twice(path: Path) -> None:
    for text in ("one", "two"):
        type_in(path, "首页", {"Z40": text})
        build(path)
    assert cell(path, "首页(已改)", "Z40").value == "one"
    assert cell(path, "首页(已改) (2)", "Z40").value == "two"


@pytest.mark.needs_libreoffice
@pytest.mark.parametrize("title", ["客户卡", "回顾报告"])
def test_a_customer_picked_on_a_page_stays_picked(path: Path, title: str) -> None:
    pick = {"客户卡": "B1", "回顾报告": "B2"}[title]
    person = tables_of(path).customers.iloc[2]
    type_in(path, title, {pick: f"{person['customer_id']} {person['name']}"})
    outcome = build(path)
    assert outcome.notices == ()
    assert cell(path, title, pick).value == f"{person['customer_id']} {person['name']}"
    assert compare(path) == []
    assert_settled(path)


def test_a_pick_that_means_nobody_gives_way(path: Path) -> None:
    usual = cell(path, "客户卡", "B1").value
    type_in(path, "客户卡", {"B1": "谁也不是"})
    assert build(path).notices == ()
    assert cell(path, "客户卡", "B1").value == usual


@pytest.mark.needs_libreoffice
def test_a_day_picked_for_a_review_stays_picked(path: Path) -> None:
    book = tables_of(path)
    person = book.customers.iloc[0]
    own = book.assets[book.assets["customer_id"] == person["customer_id"]]["review_date"]
    serial = (own.min().date() - date(1899, 12, 30)).days
    type_in(path, "回顾报告", {"B2": f"{person['customer_id']} {person['name']}", "E2": serial})
    assert build(path).notices == ()
    assert cell(path, "回顾报告", "E2").value == serial
    assert compare(path) == []
    assert_settled(path)


def place_of(path: Path, name: str) -> tuple[str, str]:
    package = Package.from_bytes(path.read_bytes())
    text = next(one.text for one in package.defined_names if one.name == name)
    title, _, reference = text.replace("$", "").rpartition("!")
    return title.strip("'"), reference.partition(":")[0]


def test_settings_typed_stay_and_are_no_writing_on_the_page(path: Path) -> None:
    title, reference = place_of(path, "tier_names")
    type_in(path, title, {reference: "钻石客户"})
    assert build(path).notices == ()
    assert tables_of(path).settings.policy.tiers[0].name == "钻石客户"
    assert_settled(path)


def test_a_setting_that_was_not_understood_is_kept_on_a_copy(path: Path) -> None:
    title, reference = place_of(path, "tier_shares")
    type_in(path, title, {reference: "一点点"})
    outcome = build(path)
    assert cell(path, "设置(已改)", reference).value == "一点点"
    assert len(outcome.notices) == 1
    assert_settled(path)


def test_a_note_on_settings_beside_the_cells_to_fill_in_is_kept(path: Path) -> None:
    type_in(path, "设置", {"K30": "利率每季度核对"})
    build(path)
    assert cell(path, "设置(已改)", "K30").value == "利率每季度核对"
    assert_settled(path)


@pytest.mark.unsound_files
@pytest.mark.needs_libreoffice
def test_saving_with_libreoffice_is_no_writing_on_pages(path: Path, tmp_path: Path) -> None:
    before = tables_of(path)
    path.write_bytes(convert([path], "xlsx:Calc MS Excel 2007 XML", tmp_path / "saved")[0].read_bytes())
    outcome = build(path)
    assert outcome.notices == ()
    assert titles(path) == titles_of_built()
    assert tables_of(path) == before
    assert compare(path) == []
    assert_settled(path)
    assert_sound(path)


def titles_of_built() -> list[str]:
    return [entry.title for entry in Package.from_bytes(built_plain()).sheets]


def test_saving_with_openpyxl_loses_the_record_but_not_what_it_said(path: Path) -> None:
    def write(workbook: object) -> None:
        workbook["首页"]["Z40"] = "by a script"  # type: ignore[index]

    path.write_bytes(by_openpyxl(path.read_bytes(), write))
    build(path)
    assert titles(path) == [*titles_of_built(), "首页(已改)"]
    assert cell(path, "首页(已改)", "Z40").value == "by a script"
    assert_settled(path)


def test_a_sheet_of_the_users_keeps_its_bytes(path: Path) -> None:
    package = Package.from_bytes(path.read_bytes())
    own = Package.from_bytes(book_of({"笔记": [["记事", 1], ["另", 2]]}))
    adopt(package, own, ["笔记"])
    path.write_bytes(package.to_bytes())
    build(path)
    before = Package.from_bytes(path.read_bytes())
    kept = before.parts[sheet(before, "笔记").part]
    type_in(path, "客户信息", {"B2": "换了名字"})
    build(path)
    after = Package.from_bytes(path.read_bytes())
    assert after.parts[sheet(after, "笔记").part] == kept


@pytest.mark.needs_libreoffice
def test_a_language_switch_renames_sheets_and_what_mentions_them_follows(path: Path) -> None:
    own = Package.from_bytes(path.read_bytes())
    sums = Package.from_bytes(
        book_of(
            {
                "合计": [
                    ["=SUM(购买记录!H2:H99)"],
                    ["=SUM(Purchases[金额])"],
                    ["=客户总览!A5"],
                    ["=COUNTA(客户信息!A:A)"],
                ]
            }
        )
    )
    adopt(own, sums, ["合计"])
    path.write_bytes(own.to_bytes())
    build(path)
    before = [recalculate([path])[path].value("合计", f"A{row}") for row in range(1, 5)]
    build(path, "en")
    assert titles(path)[:9] == [s.labels.en for s in GENERATED[:8]] + ["Customers"]
    assert [cell(path, "合计", f"A{row}").formula for row in range(1, 4)] == [
        "SUM(Purchases!H2:H99)",
        "SUM(Purchases[Amount])",
        "Overview!A5",
    ]
    assert [recalculate([path])[path].value("合计", f"A{row}") for row in range(1, 5)] == before
    assert [one for one in compare(path) if one.sheet != "合计"] == []
    assert_settled(path)


def test_there_and_back_between_languages_keeps_all_data(path: Path) -> None:
    before = tables_of(path)
    build(path, "en")
    build(path, "zh-TW")
    build(path, "zh-CN")
    assert tables_of(path) == before
    assert titles(path) == titles_of_built()
    assert_settled(path)
