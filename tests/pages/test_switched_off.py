"""Pages that Settings switches off are not made, nothing refers to them, and they come back at their places."""

from __future__ import annotations

from pathlib import Path

import pytest

import xlcrm
from tests.support.filecheck import assert_sound
from tests.support.recalc import compare
from tests.writing.users import build, cell, sheet, titles, type_in
from xlcrm.labels import LANGUAGES, Language
from xlcrm.ooxml import Package
from xlcrm.reading.read import read
from xlcrm.reading.settings import area_of
from xlcrm.sample import sample_book
from xlcrm.schema.registry import subjects
from xlcrm.schema.sheets import ALWAYS, CARD, DASHBOARD, FINDINGS, GUIDE, OVERVIEW, SETTINGS, TODO, before_input

PAGES = {page.key: page for page in before_input(subject for subject in subjects() if subject.core)}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[Language, bytes]:
    folder = tmp_path_factory.mktemp("whole")
    for language in LANGUAGES:
        xlcrm.build(sample_book(language, customers=12), folder / f"{language}.xlsx")
    return {language: (folder / f"{language}.xlsx").read_bytes() for language in LANGUAGES}


@pytest.fixture
def book(made: dict[Language, bytes], tmp_path: Path) -> Path:
    path = tmp_path / "book.xlsx"
    path.write_bytes(made["en"])
    return path


def answers(path: Path) -> dict[str, str]:
    """The cells of Settings that say when pages are made, by the keys of pages."""
    names = {name.name: name.text for name in Package.from_bytes(path.read_bytes()).defined_names}
    found: dict[str, str] = {}
    for key in PAGES:
        area = area_of(names.get(f"page_{key}", ""))
        if area is not None:
            found[key] = f"B{area[1] + 1}"
    return found


def say(path: Path, language: Language, words: dict[str, object]) -> None:
    cells = answers(path)
    type_in(path, SETTINGS.labels.in_(language), {cells[key]: word for key, word in words.items()})


def titled(path: Path, language: Language) -> list[str]:
    return [key for key, page in PAGES.items() if page.labels.in_(language) in titles(path)]


def test_settings_lists_all_pages_but_those_no_book_can_do_without(book: Path) -> None:
    assert list(answers(book)) == [key for key, page in PAGES.items() if page not in ALWAYS]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_that_are_switched_off_are_gone_without_a_trace(
    made: dict[Language, bytes], tmp_path: Path, language: Language
) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(made[language])
    off = {"card": {"zh-CN": "否", "zh-TW": "無", "en": "No"}[language], "review": "×", "coverage": "N"}
    say(path, language, off)
    done = build(path)
    assert not done.notices
    assert titled(path, language) == [key for key in PAGES if key not in off]
    assert_sound(path)
    for part in Package.from_bytes(path.read_bytes()).parts:
        assert "#REF!" not in part.data.decode("utf-8", "replace")
        gone = (f"{PAGES[key].labels.in_(language)}'!" for key in off)
        assert not [title for title in gone if title in part.data.decode("utf-8", "replace")], part.name
    names = {name.name for name in Package.from_bytes(path.read_bytes()).defined_names}
    assert not [name for name in names if name == "customer_labels" or name.rpartition(".")[2] in off]
    assert build(path).unchanged
    assert compare(path) == []


def test_a_page_comes_back_at_its_place_as_it_was(book: Path) -> None:
    whole, order = read(book).settings, titles(book)
    say(book, "en", {"card": "no", "dashboard": "no"})
    build(book)
    assert titles(book) == [title for title in order if title not in (CARD.labels.en, DASHBOARD.labels.en)]
    say(book, "en", {"card": "yes", "dashboard": "是"})
    build(book)
    assert titles(book) == order
    assert read(book).settings == whole
    assert cell(book, SETTINGS.labels.en, answers(book)["dashboard"]).value == "Yes"


def test_everything_that_may_be_off_off(book: Path) -> None:
    say(book, "en", dict.fromkeys(answers(book), "no"))
    assert not build(book).notices
    assert titled(book, "en") == [OVERVIEW.key]
    assert_sound(book)
    assert build(book).unchanged
    guide = Package.from_bytes(book.read_bytes()).parts[sheet(Package.from_bytes(book.read_bytes()), "Guide").part]
    assert b"Client Card" not in guide


def test_each_page_alone_may_be_off(book: Path) -> None:
    whole = book.read_bytes()
    for key in answers(book):
        book.write_bytes(whole)
        say(book, "en", {key: "no"})
        build(book)
        assert PAGES[key].labels.en not in titles(book)
        assert_sound(book)


def test_the_review_report_lists_customers_without_the_card(book: Path) -> None:
    say(book, "en", {"card": "no"})
    build(book)
    names = {name.name: name.text for name in Package.from_bytes(book.read_bytes()).defined_names}
    assert names["customer_labels"].startswith("'Review Report'!")


def test_a_page_may_wait_for_the_rows_of_its_table(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    sample = sample_book("en", customers=3)
    tables = {key: records for key, records in sample.tables.items() if key != "insurance"}
    xlcrm.build(sample.but(tables=tables), path)
    say(path, "en", {"coverage": "If filled", "review": "If filled"})
    build(path)
    assert "Coverage" not in titles(path)
    assert "Review Report" in titles(path)
    assert read(path).settings.pages["coverage"] == "filled"
    type_in(path, "Insurance", {"A2": "C0001", "B2": "P1", "C2": "Aviva"})
    build(path)
    assert "Coverage" in titles(path)


def test_answers_follow_the_language_of_the_book(book: Path) -> None:
    say(book, "en", {"card": "no", "coverage": "if filled"})
    build(book, "zh-TW")
    cells = answers(book)
    said = {key: cell(book, SETTINGS.labels.zh_tw, cells[key]).value for key in ("card", "coverage", "todo")}
    assert said == {"card": "否", "coverage": "有紀錄時", "todo": "是"}
    assert CARD.labels.zh_tw not in titles(book)


def test_what_is_no_answer_is_a_finding_and_stays_to_be_seen(book: Path) -> None:
    say(book, "en", {"card": "sometimes"})
    found = [finding for finding in xlcrm.check(read(book)) if finding.code == "S401"]
    assert [str(finding.place) for finding in found] == [f"Settings!{answers(book)['card']}"]
    build(book)
    assert CARD.labels.en in titles(book)
    assert "Settings (edited)" in titles(book)
    assert cell(book, "Settings (edited)", answers(book)["card"]).value == "sometimes"


def test_a_page_that_its_user_wrote_on_stays_as_a_sheet_of_theirs(book: Path) -> None:
    type_in(book, CARD.labels.en, {"H40": "call on Monday"})
    say(book, "en", {"card": "no"})
    done = build(book)
    assert CARD.labels.en not in titles(book)
    assert cell(book, "Client Card (off)", "H40").value == "call on Monday"
    assert ["Client Card (off)" in notice.in_("en") for notice in done.notices] == [True]
    assert_sound(book)
    build(book)
    assert build(book).unchanged


def test_a_page_that_a_formula_of_the_users_looks_at_stays_for_it(book: Path) -> None:
    type_in(book, "Customers", {"AZ2": "='To-do'!A8"})
    say(book, "en", {"todo": "no", "findings": "no"})
    build(book)
    assert TODO.labels.en not in titles(book)
    assert FINDINGS.labels.en not in titles(book)
    assert cell(book, "Customers", "AZ2").formula == "'To-do (off)'!A8"
    assert_sound(book)


def test_a_book_from_before_has_all_pages(book: Path) -> None:
    package = Package.from_bytes(book.read_bytes())
    for name in list(package.defined_names):
        if name.name.startswith("page_"):
            package.workbook.remove_name(name.name)
            package.owned.names.discard(name.name)
    book.write_bytes(package.to_bytes())
    assert read(book).settings.pages == {}
    build(book)
    assert titled(book, "en") == list(PAGES)
    assert GUIDE.labels.en in titles(book)
