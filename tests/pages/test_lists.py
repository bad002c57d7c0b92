"""To-do, Findings and Coverage: what they list, where it leads, and what they say when there is nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.books import make_book
from xlcrm.labels import LANGUAGES, Language
from xlcrm.model.book import Book
from xlcrm.model.place import Place
from xlcrm.pages import findings, todo
from xlcrm.rules import check
from xlcrm.rules.finding import Finding
from xlcrm.schema.sheet import Sheet
from xlcrm.schema.sheets import FINDINGS, TODO
from xlcrm.subjects.insurance import page_rows as coverage_rows
from xlcrm.subjects.insurance.sheets import COVERAGE
from xlcrm.workbook.build import build
from xlcrm.writing import canvas

CUSTOMER = {"customer_id": "A", "name": "Ann", "stage": "prospect"}
PROMISE = {"customer_id": "A", "date": "2026-01-01", "channel": "call", "next_date": "2026-03-30", "done": False}


def page(sheet: Sheet, book: Book, path: Path, found: list[Finding] | None = None) -> Worksheet:
    path.write_bytes(build(book, found or []))
    return openpyxl.load_workbook(path, data_only=True)[sheet.labels.in_(book.language)]


def texts(sheet: Worksheet) -> list[Any]:
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]


def links(sheet: Worksheet) -> dict[str, str]:
    """The shown text of each link, and the cell that it leads to."""
    linked = (cell for row in sheet.iter_rows() for cell in row if cell.hyperlink)
    return {str(cell.value): cell.hyperlink.location for cell in linked}


def test_what_is_overdue_says_so_and_leads_to_its_cell(tmp_path: Path) -> None:
    sheet = page(TODO, make_book("en", customers=[CUSTOMER], follow_ups=[PROMISE]), tmp_path / "book.xlsx")
    row = [cell.value for cell in sheet[7]]
    assert row[1:6] == [-1, "Overdue", "Promise", "A", "Ann"]
    assert links(sheet) == {"Promise": "'Follow-ups'!H2", "A": "'Overview'!A5", "Ann": "'Client Card'!B1"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_to_do_list_with_nothing_says_how_to_fill_it(language: Language, tmp_path: Path) -> None:
    sheet = page(TODO, make_book(language, customers=[CUSTOMER]), tmp_path / "book.xlsx")
    assert todo.NOTHING.in_(language) in texts(sheet)


def test_a_promise_of_nobody_is_listed_with_the_id_as_typed(tmp_path: Path) -> None:
    book = make_book("en", customers=[CUSTOMER], follow_ups=[{**PROMISE, "customer_id": "X9"}])
    sheet = page(TODO, book, tmp_path / "book.xlsx")
    assert [cell.value for cell in sheet[7]][4:6] == ["X9", "(no such customer)"]


def test_what_a_user_typed_stays_text(tmp_path: Path) -> None:
    book = make_book("en", customers=[{**CUSTOMER, "name": "=1+1"}], follow_ups=[{**PROMISE, "next_action": "@x"}])
    sheet = page(TODO, book, tmp_path / "book.xlsx")
    assert [(cell.value, cell.data_type) for cell in (sheet["F7"], sheet["I7"])] == [("=1+1", "s"), ("@x", "s")]


def test_a_finding_leads_to_its_cell(tmp_path: Path) -> None:
    book = make_book("en", customers=[CUSTOMER], follow_ups=[{**PROMISE, "customer_id": "B"}])
    found = [finding for finding in check(book) if finding.code == "K102"]
    sheet = page(FINDINGS, book, tmp_path / "book.xlsx", found)
    assert links(sheet) == {"Follow-ups!A2": "'Follow-ups'!A2"}
    assert {"✖ Error", "K102", "B"} <= set(texts(sheet))


def test_findings_are_counted_by_severity_and_by_cell(tmp_path: Path) -> None:
    book = make_book("en", customers=[CUSTOMER], follow_ups=[{**PROMISE, "customer_id": "B"}])
    (found,) = [finding for finding in check(book) if finding.code == "K102"]
    sheet = page(FINDINGS, book, tmp_path / "book.xlsx", [found, replace(found, count=7)])
    assert (sheet["A4"].value, sheet["B4"].value) == ("✖ Error", 8)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_findings_is_said_in_words(language: Language, tmp_path: Path) -> None:
    sheet = page(FINDINGS, make_book(language, customers=[CUSTOMER]), tmp_path / "book.xlsx")
    assert findings.NOTHING.in_(language) in texts(sheet)


def test_past_the_most_links_the_text_stands_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(canvas, "MOST_LINKS", 3)
    book = make_book("en", customers=[CUSTOMER], follow_ups=[PROMISE, PROMISE])
    sheet = page(TODO, book, tmp_path / "book.xlsx")
    assert {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.hyperlink} == {"F7", "F8", "E7", "D7"}
    assert (sheet["D8"].value, sheet["E8"].value) == ("Promise", "A")


def test_a_finding_without_a_cell_in_the_book_has_no_link(tmp_path: Path) -> None:
    book = make_book("en", customers=[CUSTOMER])
    found = Finding("S101", "warning", findings.NOTHING, findings.NOTHING, Place("elsewhere", 3, 2))
    sheet = page(FINDINGS, book, tmp_path / "book.xlsx", [found])
    assert links(sheet) == {}
    assert "elsewhere!C3" in texts(sheet)


def test_a_gap_is_a_word_in_the_column_of_its_cover(tmp_path: Path) -> None:
    policy = {"policy_no": "P", "customer_id": "A", "coverage_type": "life", "start_date": "2020-01-01"}
    book = make_book(
        "en",
        customers=[{**CUSTOMER, "stage": "customer", "children": 2}],
        insurance=[{**policy, "sum_insured": 5000}],
    )
    sheet = page(COVERAGE, book, tmp_path / "book.xlsx")
    header = next(row for row in sheet.iter_rows() if row[0].value == "Customer ID")
    shown = {cell.value: sheet.cell(cell.row + 1, cell.column).value for cell in header if cell.value}
    gap = coverage_rows.GAP.en
    assert (shown["Life"], shown["Critical Illness"], shown["Medical"], shown["Annuity"]) == (5000, gap, gap, 0)
    assert shown["Gaps"] == "no critical illness, no medical"


def test_only_customers_have_a_row_of_cover(tmp_path: Path) -> None:
    people = [{**CUSTOMER, "customer_id": str(n), "stage": stage} for n, stage in enumerate(("lost", "customer"))]
    sheet = page(COVERAGE, make_book("en", customers=people), tmp_path / "book.xlsx")
    header = next(row[0].row for row in sheet.iter_rows() if row[0].value == "Customer ID")
    assert [row[0].value for row in sheet.iter_rows(min_row=header + 1) if row[0].value] == ["1"]
