"""The customer record: measures by their definitions, formulas by another engine, and a book without has no trace."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

import xlcrm
from tests.oracles.record import completeness, last_change
from tests.subjects.card.books import BOOKS, thin, without
from tests.support.recalc import compare_all, formula_count
from xlcrm.labels import LANGUAGES, Language
from xlcrm.model.book import Book
from xlcrm.reading.read import read
from xlcrm.sample import sample_book
from xlcrm.subjects.card.fields import FIELDS


def plain(value: Any) -> Any:
    if not isinstance(value, str | bool) and pd.isna(value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value


def rows(book: Book, table: str) -> list[dict[str, Any]]:
    return [{key: plain(value) for key, value in row.items()} for row in book[table].frame.to_dict("records")]


def off(book: Book) -> set[str]:
    return {key for key in FIELDS if not book.settings.factors[f"ask_{key}"]}


@pytest.mark.parametrize("name", BOOKS)
def test_its_measures_are_what_their_definitions_say(name: str) -> None:
    book = BOOKS[name]("en")
    customers = rows(book, "customers")
    given = {key: book["customers"].given(key).tolist() for key in FIELDS}
    tables = {key: rows(book, key) for key in ("follow_ups", "purchases", "assets")}
    shares = [
        completeness(customer, {key: given[key][at] for key in FIELDS}, off(book))
        for at, customer in enumerate(customers)
    ]
    assert book.measures["completeness"].map(plain).tolist() == pytest.approx(shares)
    days = [last_change(customer, tables, book.as_of) for customer in customers]
    assert book.measures["last_change"].map(plain).tolist() == days


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("record")
    found = {}
    for number, (name, make) in enumerate(BOOKS.items()):
        for language in LANGUAGES if name in ("sample", "full", "thin", "empty") else ("zh-CN",):
            path = folder / f"{number}-{language}.xlsx"
            xlcrm.build(make(language), path)
            found[f"{name} {language}"] = path
    return found


def test_another_engine_computes_the_same(built: dict[str, Path]) -> None:
    differing = {path: differences for path, differences in compare_all(list(built.values())).items() if differences}
    assert differing == {}
    assert all(formula_count(path) for path in built.values())


def test_building_again_changes_nothing(built: dict[str, Path]) -> None:
    for name in ("sample zh-CN", "thin en", "switched off zh-CN"):
        assert xlcrm.build(read(built[name]), built[name]).unchanged


def test_a_book_that_asked_for_it_has_it_while_it_is_empty(built: dict[str, Path]) -> None:
    assert "card" in {subject.key for subject in read(built["empty en"]).subjects}


def test_values_bring_it_in_and_what_was_switched_off_stays_off(built: dict[str, Path]) -> None:
    book = read(built["partly off zh-CN"])
    assert "card" in {subject.key for subject in book.subjects}
    assert off(book) == {"needs", "finances", "gender"}
    assert off(read(built["sample zh-TW"])) == set()


def test_a_word_in_another_language_switches_off_too(built: dict[str, Path], tmp_path: Path) -> None:
    book = openpyxl.load_workbook(built["sample zh-CN"])
    sheet, cell = book.defined_names["factor_ask_needs"].attr_text.split("!")
    book[sheet.strip("'")][cell.replace("$", "")] = "No"
    book.save(tmp_path / "book.xlsx")
    xlcrm.build(read(tmp_path / "book.xlsx"), tmp_path / "book.xlsx")
    assert off(read(tmp_path / "book.xlsx")) == {"needs"}


def texts(path: Path) -> set[str]:
    book = openpyxl.load_workbook(path)
    return {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}


def test_a_book_without_has_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "plain.xlsx"
    xlcrm.build(sample_book("en"), path)
    assert not {"Completeness", "Last Activity", "ID Expiry", "Customer Record", "ID expires"} & texts(path)
    assert not [name for name in openpyxl.load_workbook(path).defined_names if "ask" in name or "complete" in name]


def test_what_expires_is_to_be_done(built: dict[str, Path]) -> None:
    sheet = openpyxl.load_workbook(built["sample en"])["To-do"]
    found = [row[3].value for row in sheet.iter_rows() if row[3].value == "ID expires"]
    assert len(found) == 5


def test_the_card_names_what_is_missing_and_what_is_to_be_checked(built: dict[str, Path]) -> None:
    sheet = openpyxl.load_workbook(built["thin en"], data_only=True)["Client Card"]
    shown = {row[0].value: row[1].value for row in sheet.iter_rows(max_col=2) if row[0].value}
    assert shown["Missing"] == (
        "Customer Type, Stage, Account Manager, Phone, Address, Source, Opened On, Potential, Needs, Gender, "
        "Date of Birth, Occupation, Risk Profile, Annual Income"
    )
    assert shown["To be checked"] == "✔ Nothing"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_and_settings_tell_of_it(built: dict[str, Path], language: Language) -> None:
    said = texts(built[f"sample {language}"])
    assert {"zh-CN": "客户档案", "zh-TW": "客戶檔案", "en": "Customer Record"}[language] in said


def test_what_is_not_asked_for_is_not_missing() -> None:
    book = without(thin("en"), *FIELDS)
    assert book.measures["completeness"].isna().all()
    assert not [finding for finding in xlcrm.check(book) if finding.code in ("B601", "B603")]
