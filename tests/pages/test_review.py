"""The Review Report follows its dropdowns, agrees with its twin, fits, and shows nothing that must stay inside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pandas as pd
import pytest

from tests.support.awkward import awkward_book, childless_book, one_customer_book
from tests.support.cellvalues import read_cells
from tests.support.filecheck import assert_sound, forbidden_functions
from tests.support.filecheck.package import MAIN, Package
from tests.support.recalc import Difference, differences, recalculate
from xlcrm.labels import LANGUAGES, Language
from xlcrm.measures import ledger
from xlcrm.measures.customer import Customer
from xlcrm.model.book import Book
from xlcrm.sample import sample_book
from xlcrm.schema.sheets import CARD
from xlcrm.schema.tables import TABLES
from xlcrm.subjects.assets.page_policies import POLICY_SLOTS
from xlcrm.subjects.assets.review import HOLDING_SLOTS, Review
from xlcrm.subjects.assets.sheets import REVIEW

from .picking import built, crowded_book, pages_of, repicked, sheet_part, visible

ORDINARY = awkward_book("zh-CN", 45, hostile_ids=False)
HOSTILE = awkward_book("en", 45)
SAMPLE = sample_book("zh-TW", customers=30)

BOOKS: dict[str, tuple[Callable[[], Book], int | None]] = {
    "zh-CN": (lambda: sample_book("zh-CN", customers=12), None),
    "zh-TW": (lambda: sample_book("zh-TW", customers=12), None),
    "en, thresholds": (lambda: sample_book("en", "bank-vip", customers=12), 3),
    **{f"awkward {row}": (lambda: ORDINARY, row) for row in (0, 28)},
    **{f"hostile ID {row}": (lambda: HOSTILE, row) for row in (9, 43)},
    "one customer": (lambda: one_customer_book("zh-TW"), None),
    "no children": (lambda: childless_book("en"), None),
    "crowded": (crowded_book, 0),
}


def review_days(book: Book, row: int) -> list[pd.Timestamp]:
    """The days on which a customer's assets were reviewed."""
    return Review(Customer(ledger(book), row)).dates


def typed(book: Book, row: int, how: str) -> str:
    """What a user types to pick a customer."""
    customers = book.customers
    if how == "label":
        return f"{customers['customer_id'].iat[row]} {customers['name'].iat[row]}"
    return str(customers[how].iat[row])


REPICKED: dict[str, tuple[Book, int, str, int]] = {
    "by label": (SAMPLE, 3, "label", 0),
    "by name": (SAMPLE, 22, "name", 0),
    "an earlier review": (SAMPLE, 0, "label", 2),
    "never reviewed": (SAMPLE, 29, "customer_id", 0),
    "ID *": (HOSTILE, 9, "customer_id", 0),
    "ID 007": (HOSTILE, 11, "customer_id", 0),
}
"""A book, a row of Customers, how it is picked, and which of its reviews, counted from the latest."""


def explained(found: list[Difference]) -> list[str]:
    """The first of some differences, in words."""
    return [str(difference) for difference in found[:5]]


# One test for all books: starting LibreOffice is what takes time.
@pytest.mark.needs_libreoffice
def test_every_formula_of_card_and_review_has_the_value_that_another_engine_computes(tmp_path: Path) -> None:
    made = {name: (make(), row) for name, (make, row) in BOOKS.items()}
    paths = {name: built(book, tmp_path / f"{n}.xlsx", row) for n, (name, (book, row)) in enumerate(made.items())}
    sheets = recalculate(list(paths.values()))
    for name, path in paths.items():
        pages = pages_of(path, made[name][0])
        assert sum(cell.formula is not None for cells in pages.values() for cell in cells.values()) > 8000
        assert (name, explained(differences(pages, sheets[path].sheets))) == (name, [])


@pytest.mark.needs_libreoffice
def test_both_pages_follow_the_customer_and_the_day_that_are_picked(tmp_path: Path) -> None:
    wanted, changed = {}, {}
    for number, (name, (book, row, how, back)) in enumerate(REPICKED.items()):
        day = review_days(book, row)[back] if back else None
        wanted[name] = pages_of(built(book, tmp_path / f"wanted{number}.xlsx", row, day), book)
        changed[name] = repicked(built(book, tmp_path / f"other{number}.xlsx", 1), book, typed(book, row, how), day)
    sheets = recalculate(list(changed.values()))
    for name, pages in wanted.items():
        # How the customer was typed differs; what follows from it does not.
        found = [d for d in differences(pages, sheets[changed[name]].sheets) if "TRIM($B$" not in d.formula]
        assert (name, explained(found)) == (name, [])


@pytest.mark.needs_libreoffice
def test_an_unknown_customer_gives_pages_that_say_so_without_an_error(tmp_path: Path) -> None:
    stranger = repicked(built(SAMPLE, tmp_path / "book.xlsx"), SAMPLE, "nobody of this name")
    sheets = recalculate([stranger])[stranger].sheets
    for sheet, last, words in ((CARD, "F", "找不到這位客戶"), (REVIEW, "J", "找不到這位客戶")):
        seen = visible(sheets[sheet.labels.zh_tw], last).values()
        assert any(words in str(value) for value in seen)
        assert not [value for value in seen if str(value).startswith("#")]


def shown(book: Book, path: Path, row: int) -> dict[str, object]:
    """What a reader of the report sees."""
    return visible(read_cells(built(book, path, row))[REVIEW.labels.in_(book.language)], "J")


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What a reader sees of the customer with more than fits."""
    return shown(crowded_book(), tmp_path_factory.mktemp("crowd") / "book.xlsx", 0)


def test_a_report_says_how_much_more_there_is_than_fits(crowd: dict[str, object]) -> None:
    seen = [str(value) for value in crowd.values()]
    assert f"… and {250 - HOLDING_SLOTS} more holdings, in the totals" in seen
    assert f"… and {70 - POLICY_SLOTS} more policies" in seen
    assert "… and 46 more" in seen


def test_two_hundred_holdings_and_sixty_policies_are_all_listed(tmp_path: Path) -> None:
    book = crowded_book(200, 60, 4)
    seen = {str(value).strip("　") for value in shown(book, tmp_path / "book.xlsx", 0).values()}
    assert {f"Fund {number}" for number in range(200)} | {f"Life {number}" for number in range(60)} <= seen
    assert not [said for said in seen if said.startswith("…")]


def test_totals_hold_what_is_not_listed(crowd: dict[str, object]) -> None:
    assert crowd["A8"] == sum(100 + number for number in range(250))


def test_a_customer_with_nothing_gives_a_page_without_errors(tmp_path: Path) -> None:
    cells = shown(crowded_book(), tmp_path / "book.xlsx", 1)
    assert "No asset review so far" in cells.values()
    assert "No policy in force" in cells.values()
    assert not [value for value in cells.values() if str(value).startswith("#")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_shows_and_uses_no_column_that_must_stay_inside(language: Language, tmp_path: Path) -> None:
    book = sample_book(language)
    path = built(book, tmp_path / "book.xlsx")
    cells = read_cells(path)[REVIEW.labels.in_(language)]
    inside = [(table, column) for table in TABLES for column in table.columns if column.sensitive or column.internal]
    assert inside
    formulas = [cell.formula for cell in cells.values() if cell.formula]
    for table, column in inside:
        reference = f"{table.excel_name}[{column.labels.in_(language)}]"
        assert not [formula for formula in formulas if reference in formula]


def test_the_report_holds_the_data_of_no_other_customer(tmp_path: Path) -> None:
    book = sample_book("en")
    cells = read_cells(built(book, tmp_path / "book.xlsx"))[REVIEW.labels.en]
    said = " ".join(str(cell.value) for cell in cells.values())
    assert [name for name in book.customers["name"][1:] if name in said.replace("Ashworth Precision Ltd", "")] == []


def test_charts_carry_their_points(tmp_path: Path) -> None:
    path = built(sample_book("en"), tmp_path / "book.xlsx")
    with ZipFile(path) as package:
        charts = [package.read(name).decode() for name in package.namelist() if name.startswith("xl/charts/chart")]
    assert any("<c:pieChart>" in chart and "<c:v>Fund</c:v>" in chart for chart in charts)
    assert any("<c:barChart>" in chart and "<c:v>2026-10</c:v>" in chart for chart in charts)


def test_the_report_prints_on_a4_one_page_wide_with_title_and_page_numbers(tmp_path: Path) -> None:
    package = Package(built(sample_book("en"), tmp_path / "book.xlsx").read_bytes())
    _, sheet = sheet_part(package, REVIEW.labels.en)
    setup = sheet.find(MAIN + "pageSetup")
    assert setup is not None
    assert (setup.get("paperSize"), setup.get("fitToHeight")) == ("9", "0")
    footer = sheet.find(f"{MAIN}headerFooter/{MAIN}oddFooter")
    assert footer is not None
    assert "&P" in (footer.text or "")
    workbook = package.tree("xl/workbook.xml")
    assert workbook is not None
    local = [name.get("name") for name in workbook.iter(MAIN + "definedName") if REVIEW.labels.en in (name.text or "")]
    assert {"_xlnm.Print_Area", "_xlnm.Print_Titles"} <= set(local)


def test_every_book_is_sound_and_uses_known_functions_only(tmp_path: Path) -> None:
    path = built(crowded_book(), tmp_path / "book.xlsx")
    assert_sound(path)
    assert forbidden_functions(path) == []


def test_the_first_customer_of_the_best_tier_is_picked_at_first(tmp_path: Path) -> None:
    book = sample_book("en")
    cells = read_cells(built(book, tmp_path / "book.xlsx"))
    assert cells[REVIEW.labels.en]["B2"].value == "C0001 Richard Ashworth"
    assert cells[CARD.labels.en]["B1"].value == "C0001 Richard Ashworth"
