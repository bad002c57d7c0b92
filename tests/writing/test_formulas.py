"""Every formula of a built book has the value that another engine computes, in each language and for awkward books."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import xlcrm
from tests.support.awkward import awkward_book, childless_book, one_customer_book
from tests.support.cellvalues import read_cells
from tests.support.filecheck import assert_sound, forbidden_functions
from tests.support.recalc import Difference, compare, differences, formula_count, poison, recalculate
from xlcrm.labels import LANGUAGES, Language
from xlcrm.model.book import Book
from xlcrm.ooxml import Package, edit_sheet
from xlcrm.reading.read import read as read_book
from xlcrm.sample import sample_book
from xlcrm.schema import names
from xlcrm.schema.settings import METHODS
from xlcrm.schema.sheets import OVERVIEW, SETTINGS
from xlcrm.workbook.build import build

pytestmark = pytest.mark.needs_libreoffice

BOOKS: dict[str, Callable[[], Book]] = {
    **{f"sample-{language}": lambda language=language: sample_book(language) for language in LANGUAGES},
    **{f"sample-{preset}": lambda preset=preset: sample_book("zh-CN", preset) for preset in ("bank-vip", "branch")},
    "awkward-zh-CN": lambda: awkward_book("zh-CN"),
    "awkward-zh-TW": lambda: awkward_book("zh-TW", preset="telecom"),
    "awkward-en": lambda: awkward_book("en", preset="bank-vip"),
    "one customer": lambda: one_customer_book("zh-CN"),
    "no children": lambda: childless_book("en"),
}


# A fixture for each book, not one for all: of several processes, each recalculates the books of its own tests.
@pytest.fixture(scope="module", params=BOOKS)
def compared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Difference]]:
    """A book, built and recalculated."""
    path = tmp_path_factory.mktemp("formulas") / "book.xlsx"
    book = BOOKS[request.param]()
    path.write_bytes(build(book, xlcrm.check(book)))
    assert_sound(path)
    return path, compare(path)


def test_every_formula_has_the_value_that_another_engine_computes(compared: tuple[Path, list[Difference]]) -> None:
    path, found = compared
    assert formula_count(path) > 100
    assert [str(difference) for difference in found[:5]] == []


def test_formulas_use_what_every_spreadsheet_knows(compared: tuple[Path, list[Difference]]) -> None:
    path, _ = compared
    assert forbidden_functions(path) == []


def test_a_poisoned_value_fails_the_comparison(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(build(one_customer_book("en"), []))
    poisoned = poison(path, "Overview", "H5", 123456.5)
    assert [(found.sheet, found.cell) for found in compare(poisoned)] == [("Overview", "H5")]


def changed(path: Path, language: Language, name: str, row: int, value: str | float) -> None:
    """Type a value into a cell of Settings: the `row`-th of a defined name."""
    package = Package.from_bytes(path.read_bytes())
    place = next(defined.text for defined in package.defined_names if defined.name == name).split("!")[1]
    column, first = place.replace("$", " ").split(":")[0].split()
    entry = package.sheet(SETTINGS.labels.in_(language))
    assert entry is not None
    edit_sheet(package, entry).set_cell(f"{column}{int(first) + row}", value)
    path.write_bytes(package.to_bytes())


CHANGES: dict[str, tuple[Language, str, int, str | float]] = {
    "a share": ("zh-CN", names.TIER_SHARES, 1, 0.3),
    "the method": ("en", names.TIER_METHOD, 0, METHODS["threshold"].en),
    "the basis": ("zh-TW", names.TIER_BASIS, 0, "總資產"),
    "a plan": ("zh-CN", names.PLANS["call"], 3, 10),
    "a rate": ("en", names.CURRENCY_RATES, 1, 5),
    "the name of a tier": ("zh-CN", names.TIER_NAMES, 0, "钻石*客户"),
}


def replace_thresholds(book: Book) -> Book:
    """The book with thresholds for its tiers, so that the method can be changed."""
    policy = book.settings.policy
    tiers = tuple(replace(tier, thresholds=(10.0 ** (7 - rank), None, None)) for rank, tier in enumerate(policy.tiers))
    book.settings = replace(book.settings, policy=replace(policy, tiers=tiers))
    return book


@pytest.mark.parametrize("name", CHANGES)
def test_the_book_follows_a_change_on_settings(name: str, tmp_path: Path) -> None:
    language, *change = CHANGES[name]
    path, afresh = tmp_path / "book.xlsx", tmp_path / "afresh.xlsx"
    path.write_bytes(build(replace_thresholds(sample_book(language)), []))
    changed(path, language, *change)
    afresh.write_bytes(build(read_book(path), []))
    titles = [sheet.labels.in_(language) for sheet in (OVERVIEW, SETTINGS)]
    cells = {title: read_cells(afresh)[title] for title in titles}
    found = differences(cells, recalculate([path])[path].sheets)
    assert [str(difference) for difference in found[:5]] == []
