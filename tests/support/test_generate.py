"""What the made-up books must hold for the tests that stand on them."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from tests.support.core import CORE_TABLES
from tests.support.generate import awkward_book, childless_book, one_customer_book, plain_book
from tests.support.ordinary import AS_OF
from xlcrm.labels import LANGUAGES, Language
from xlcrm.model.book import Book
from xlcrm.reading.read import read


@pytest.fixture(scope="module")
def awkward() -> Book:
    return awkward_book()


def test_plain_book_has_the_scale_of_a_managers_book(tmp_path: Path) -> None:
    book = read(plain_book(tmp_path / "plain.xlsx", 20), as_of=AS_OF)
    assert [len(book[table.key]) for table in CORE_TABLES] == [20, 160, 120, 40, 300]


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_book_is_read_without_a_word(tmp_path: Path, language: Language) -> None:
    book = read(plain_book(tmp_path / "plain.xlsx", 20, language), as_of=AS_OF)
    assert (book.language, book.problems) == (language, ())


def test_plain_book_is_the_same_each_time(tmp_path: Path) -> None:
    first, second = (read(plain_book(tmp_path / name, 5), as_of=AS_OF) for name in ("a.xlsx", "b.xlsx"))
    assert first == second


def test_awkward_book_is_the_same_each_time(awkward: Book) -> None:
    assert awkward == awkward_book()


def test_awkward_book_has_blank_and_bad_cells_in_every_column_that_can_be_misread(awkward: Book) -> None:
    missed = [
        (table.key, column.key)
        for table in CORE_TABLES
        for column in table.columns
        if column.kind.name in ("date", "money", "number", "integer", "enum", "boolean", "currency")
        and not (awkward[table.key].bad(column.key).any() and (~awkward[table.key].given(column.key)).any())
    ]
    assert missed == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_awkward_book_ties_customers_at_the_cut_off_of_a_fifth(language: Language) -> None:
    measures = awkward_book(language).measures
    revenue = measures.loc[measures["activity"] == "active", "revenue_12m"].sort_values(ascending=False)
    cut_off = revenue.iloc[int(len(revenue) * 0.2) - 1]
    assert (revenue == cut_off).sum() > 1


def test_awkward_book_has_returns_loans_future_rows_and_currencies_without_a_rate(awkward: Book) -> None:
    assert (awkward.purchases["amount"] < 0).any()
    assert (awkward.assets["asset_class"] == "loan").any()
    assert (awkward.follow_ups["date"] > pd.Timestamp(awkward.as_of)).any()
    assert set(awkward.assets["currency"].dropna()) - set(awkward.settings.rates)


def test_awkward_book_has_orphans_and_rows_of_nobody_in_every_child_table(awkward: Book) -> None:
    known = set(awkward.customers["customer_id"])
    for child in awkward.children:
        assert child["customer_id"].isna().any()
        assert set(child["customer_id"].dropna()) - known


def test_awkward_book_has_customers_in_every_activity(awkward: Book) -> None:
    assert set(awkward.measures["activity"].dropna()) >= {"active", "inactive", "prospect", "onlooker", "lost"}


def test_awkward_book_has_births_on_29_february(awkward: Book) -> None:
    births = awkward.customers["birth_date"].dropna()
    assert ((births.dt.month == 2) & (births.dt.day == 29)).any()


def test_awkward_book_can_be_asked_for_without_hostile_ids() -> None:
    ids = awkward_book(customers=80, hostile_ids=False).customers["customer_id"].dropna()
    assert ids.str.fullmatch(r"C\d{6}").all()


@pytest.mark.parametrize("as_of", [date(2027, 2, 28), date(2028, 2, 29)])
def test_awkward_book_can_be_seen_on_any_day(as_of: date) -> None:
    book = awkward_book(customers=60, as_of=as_of)
    assert (book.as_of, book.settings.as_of) == (as_of, as_of)


def test_one_customer_book_has_rows_in_every_table() -> None:
    book = one_customer_book()
    assert len(book.customers) == 1
    assert all(len(child) for child in book.children)


def test_childless_book_has_customers_alone() -> None:
    book = childless_book(customers=5)
    assert [len(book[table.key]) for table in CORE_TABLES] == [5, 0, 0, 0, 0]
