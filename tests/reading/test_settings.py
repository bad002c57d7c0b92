"""The Settings sheet as people change it: what is understood, and what is said of what is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from xlcrm.labels import LANGUAGES, Language
from xlcrm.measures.methods import METHODS
from xlcrm.model.book import Book
from xlcrm.schema import names
from xlcrm.schema.marks import sheet_mark
from xlcrm.schema.sheets import SETTINGS

from .messy import PEOPLE, edit_part, findings, read, said, workbook


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "book.xlsx"


def settings_book(path: Path, name: str, *cells: Any) -> Book:
    """A book with cells of its Settings sheet under one of their names."""
    with workbook(path) as made:
        people = made.add_worksheet("客户信息")
        for number, row in enumerate(PEOPLE):
            people.write_row(number, 0, row)
        sheet = made.add_worksheet("设置")
        for number, cell in enumerate(cells):
            sheet.write(number, 1, cell)
        made.define_name(name, f"=设置!$B$1:$B${max(len(cells), 1)}")
        made.define_name(names.TIER_NAMES, "=设置!$A$1:$A$6")
        made.define_name(sheet_mark(SETTINGS.key), "=设置!$A$1")
        sheet.write("A1", "甲")
    return read(path)


@pytest.mark.parametrize(
    ("typed", "share"), [("12.5%", 0.125), ("１２％", 0.12), (0.125, 0.125)], ids="cell-28 {}".format
)
def test_cell_28_a_percentage_is_understood(path: Path, typed: Any, share: float) -> None:
    book = settings_book(path, names.TIER_SHARES, typed)
    assert book.settings.policy.tiers[0].share == share
    assert [f for f in findings(book) if f.severity == "error"] == []


@pytest.mark.parametrize("typed", [12.5, "12.5"], ids="cell-28 {!r}".format)
def test_cell_28_a_bare_number_in_a_percent_cell_is_an_error(path: Path, typed: Any) -> None:
    book = settings_book(path, names.TIER_SHARES, typed)
    assert [f.code for f in findings(book, "S401", "S404")] == ["S401" if isinstance(typed, str) else "S404"]


GARBAGE = {
    names.AS_OF: "soon",
    names.BASE_CURRENCY: "coins",
    names.TIER_METHOD: "by feel",
    names.TIER_BASIS: "?",
    names.TIER_SHARES: -1,
    names.TIER_THRESHOLDS[0]: "much",
    names.PLANS["call"]: "weekly",
    names.CURRENCY_CODES: "???",
    names.CURRENCY_RATES: "-",
    names.TIER_COLOURS: "red",
    names.factor_name("look_ahead_days"): "#N/A",
}


@pytest.mark.parametrize("name", GARBAGE)
def test_what_is_not_understood_on_settings_is_an_error_at_its_cell(path: Path, name: str) -> None:
    book = settings_book(path, name, GARBAGE[name])
    assert ("S401", "error", "设置!B1") in said(book, "S401")
    assert len(said(book, "S401")) == 1


def test_an_error_value_on_settings_is_no_blank(path: Path) -> None:
    with workbook(path) as made:
        made.add_worksheet("客户信息").write_row(0, 0, PEOPLE[0])
        made.add_worksheet("设置").write_formula("B1", "=NA()", None, "#N/A")
        made.define_name(names.BASE_CURRENCY, "=设置!$B$1")
        made.define_name(sheet_mark(SETTINGS.key), "=设置!$A$1")
    assert said(read(path), "S401") == [("S401", "error", "设置!B1")]


@pytest.mark.unsound_files
@pytest.mark.parametrize("target", ["#REF!", "Gone!$A$1", "设置!$A$1048576", "设置!$A$1:$XFD$1048576", "1+1", ""])
def test_a_damaged_name_leaves_the_setting_as_usual(path: Path, target: str) -> None:
    settings_book(path, names.CURRENCY_RATES, 1.0)
    edit_part(path, "xl/workbook.xml", lambda xml: xml.replace("设置!$A$1:$A$6", target).replace("设置!$B$1", target))
    assert read(path).settings.policy.tiers


@pytest.mark.parametrize("language", LANGUAGES)
def test_settings_are_read_by_the_words_of_any_language(path: Path, language: Language) -> None:
    book = settings_book(path, names.TIER_METHOD, METHODS["threshold"].labels.in_(language))
    assert book.settings.policy.method == "threshold"
