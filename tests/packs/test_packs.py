"""Packs: their formulas, their pages, and how they stand in every situation that a customer may be in."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.pages.contrast import texts
from tests.support.awkward import awkward_book, one_customer_book
from tests.support.books import make_book
from tests.support.cellvalues import read_cells
from tests.support.filecheck import assert_sound, forbidden_functions
from tests.support.ooxml import validate
from tests.support.recalc import compare_all, formula_count, poison, recalculate
from xlcrm.labels import LANGUAGES
from xlcrm.model.book import Book
from xlcrm.packs import pack
from xlcrm.packs.holdings import TITLE as HOLDINGS
from xlcrm.packs.redactor import Redactor
from xlcrm.packs.summary import TITLE as SUMMARY
from xlcrm.sample import sample_book

CLIENT = {"customer_id": "C1", "name": "王芳", "risk_profile": "C2"}


def holding(name: str, value: float, day: str = "2026-03-01", **more: Any) -> dict[str, Any]:
    row = {"customer_id": "C1", "review_date": day, "asset_class": "deposit", "name": name, "value": value}
    return {**row, **more}


def promise(action: str) -> dict[str, Any]:
    row = {"customer_id": "C1", "date": "2026-03-02", "next_action": action}
    return {**row, "next_date": "2026-04-02", "done": False}


def client(*holdings: dict[str, Any], **tables: Any) -> Book:
    return make_book(customers=[CLIENT], assets=list(holdings), **tables)


def own(book: Book, row: int) -> Book:
    return Redactor(book).redacted(row).book


def written(book: Book, folder: Path) -> Path:
    path = folder / "pack.xlsx"
    path.write_bytes(pack(book))
    assert_sound(path)
    return path


def cells(book: Book, folder: Path, title: str) -> dict[str, Any]:
    return {place: cell.value for place, cell in read_cells(written(book, folder))[title].items()}


BOOKS: dict[str, Callable[[], Book]] = {
    **{f"sample-{language}": lambda language=language: own(sample_book(language), 0) for language in LANGUAGES},
    "one customer": lambda: one_customer_book("zh-CN"),
    "nothing": lambda: client(),
    "first review": lambda: client(holding("定期", 5e5), holding("基金", 1e5, asset_class="fund", risk_level="R4")),
    "moved": lambda: client(
        holding("旧", 5e5, "2026-01-01"),
        holding("到期", 1e5, "2026-01-01", maturity="2026-02-01"),
        holding("同", 1e5, "2026-01-01"),
        holding("同", 2e5),
        holding("美元", 1e4, currency="USD"),
        holding("无汇率", 1e4, currency="XXX"),
        holding("贷款", 9e5, asset_class="loan"),
        holding("外", 3e5, held_here=False, maturity="2026-04-30"),
    ),
    "only loans": lambda: client(holding("贷款", 9e5, asset_class="loan")),
    **{f"awkward-{row}": lambda row=row: own(awkward_book("en", customers=60), row) for row in range(0, 60, 6)},
}


@pytest.mark.needs_libreoffice
def test_every_formula_of_a_pack_has_the_value_that_another_engine_computes(tmp_path: Path) -> None:
    paths = []
    for number, make in enumerate(BOOKS.values()):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(pack(make()))
        assert_sound(path)
        assert list(forbidden_functions(path)) == []
        paths.append(path)
    found = compare_all(paths)
    assert [str(difference) for path in paths for difference in found[path]] == []
    assert sum(map(formula_count, paths)) > 500


@pytest.mark.needs_libreoffice
def test_a_pack_follows_what_is_typed_in_it(tmp_path: Path) -> None:
    path = written(client(holding("定期", 100.0), holding("基金", 300.0, asset_class="fund")), tmp_path)
    workbook = openpyxl.load_workbook(path)
    sheet = workbook[HOLDINGS.zh_cn]
    (place,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == 100]
    place.value = 700
    workbook.save(path)
    found = recalculate([path])[path]
    assert found.value(SUMMARY.zh_cn, "A5") == 1000


@pytest.mark.needs_libreoffice
def test_a_poisoned_value_in_a_pack_is_found(tmp_path: Path) -> None:
    path = written(client(holding("定期", 100.0)), tmp_path)
    poisoned = poison(path, SUMMARY.zh_cn, "A5", 99.0)
    assert [difference.cell for difference in compare_all([poisoned])[poisoned]] == ["A5"]


@pytest.mark.needs_ooxml_validator
def test_the_open_xml_sdk_finds_nothing_in_packs(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.xlsx" for number in range(6)]
    for path, make in zip(paths, list(BOOKS.values())[1:7], strict=True):
        path.write_bytes(pack(make()))
    assert validate(paths) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_a_pack_stands_out(language: str, tmp_path: Path) -> None:
    path = written(own(sample_book(language), 0), tmp_path)
    assert [text for text in texts(path) if text.contrast < 4.5] == []


def test_the_same_book_gives_the_same_pack() -> None:
    assert pack(own(sample_book("en"), 0)) == pack(own(sample_book("en"), 0))


def test_a_customer_with_nothing_gets_a_clean_page(tmp_path: Path) -> None:
    found = [cell for sheet in read_cells(written(client(), tmp_path)).values() for cell in sheet.values()]
    assert {cell.formula for cell in found if cell.formula is not None} == set()
    assert "尚无资产回顾记录" in [cell.value for cell in found]


def test_every_holding_is_listed_however_many_there_are(tmp_path: Path) -> None:
    book = client(*(holding(f"产品 {number:03d}", 1000.0 + number) for number in range(260)))
    found = list(cells(book, tmp_path, HOLDINGS.zh_cn).values())
    assert [name for name in (f"产品 {number:03d}" for number in range(260)) if name not in found] == []


def test_the_heading_of_a_class_is_never_the_last_line_of_a_page(tmp_path: Path) -> None:
    classes = ("deposit", "fund", "bond", "stock", "gold")
    book = client(
        *(holding(f"{key} {number}", 100.0, asset_class=key) for key in classes for number in range(20)),
    )
    sheet = openpyxl.load_workbook(io.BytesIO(pack(book)))[HOLDINGS.zh_cn]
    last_lines = [one.id for one in sheet.row_breaks.brk]
    headings = [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 2).value == "20 项"]
    assert len(headings) == len(classes)
    assert len(last_lines) >= 2
    assert not set(headings) & set(last_lines)


def test_a_holding_bought_sold_and_matured_is_told_on_the_first_page(tmp_path: Path) -> None:
    book = client(
        holding("旧", 5e5, "2026-01-01"),
        holding("已到期", 1e5, "2026-01-01", maturity="2026-02-01"),
        holding("新", 7e5),
        follow_ups=[promise("补签合同")],
    )
    found = cells(book, tmp_path, SUMMARY.zh_cn)
    lines = {
        found[f"A{row}"]: (found.get(f"C{row}"), found.get(f"D{row}"), found.get(f"E{row}"))
        for row in range(1, 80)
        if found.get(f"A{row}") in ("＋ 新增", "－ 结清", "● 到期", "● 约定")
    }
    assert lines == {
        "＋ 新增": ("1 项", 7e5, "新"),
        "－ 结清": ("1 项", -5e5, "旧"),
        "● 到期": ("1 项", -1e5, "已到期"),
        "● 约定": ("1 项", None, "补签合同"),
    }


def test_what_is_typed_is_never_a_formula(tmp_path: Path) -> None:
    book = make_book(
        customers=[{"customer_id": "C1", "name": "=1+1"}],
        assets=[holding("@SUM(A1)", 5.0, institution="+1", asset_class="fund"), holding("{customers.name}", 6.0)],
        follow_ups=[promise("=cmd|'/c calc'!A1")],
    )
    found = [cell for sheet in read_cells(written(book, tmp_path)).values() for cell in sheet.values()]
    said = {cell.value for cell in found if cell.formula is None}
    assert {"@SUM(A1)", "+1", "=cmd|'/c calc'!A1", "{customers.name}"} <= said
    assert not [cell.formula for cell in found if cell.formula and ("SUM(A1)" in cell.formula or "cmd" in cell.formula)]


def test_gaps_and_premiums_are_told(tmp_path: Path) -> None:
    policy = {"customer_id": "C1", "policy_no": "P1", "coverage_type": "life", "product": "终身寿", "sum_insured": 1e5}
    policy |= {"premium": 3e3, "pay_years": 10, "start_date": "2025-01-01", "next_due": "2026-05-01"}
    book = make_book(customers=[{**CLIENT, "annual_income": 5e5}], insurance=[policy], assets=[holding("定期", 5.0)])
    found = list(cells(book, tmp_path, "保险保障").values())
    assert "⚠ 寿险与重疾保额低于年收入的 10 倍" in found
    assert {1e5, 5e6, 4.9e6} <= set(found)
    assert found.count(3e3) == 3  # the policy's, the premium due, and the sum
