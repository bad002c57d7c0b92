"""Purchases and policies in other currencies: one definition a test. The as-of date is 2026-03-31."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import xlcrm
from tests.pages.picking import built
from tests.reading.messy import PEOPLE, SALES, read, said, sale, write
from tests.support.books import Raw, make_book
from tests.support.cellvalues import read_cells
from tests.support.recalc import compare
from xlcrm.commands.import_rows import prepare_import
from xlcrm.labels import LANGUAGES, Language
from xlcrm.measures import ledger
from xlcrm.measures.todo import Due, due
from xlcrm.model.book import Book
from xlcrm.reading.read import read as read_book
from xlcrm.sample import sample_book
from xlcrm.schema.settings import default_settings
from xlcrm.schema.sheets import GUIDE
from xlcrm.schema.tables import TABLE
from xlcrm.subjects.insurance.figures import PREMIUM_SUM_AHEAD
from xlcrm.workbook.build import build

CUSTOMER = {"customer_id": "A", "name": "a", "stage": "customer"}
SETTINGS = replace(default_settings("en"), base_currency="USD", rates={"USD": 1.0, "EUR": 2.0, "JPY": 0.01})


def purchase(amount: Any = 100.0, currency: Any = None, **more: Any) -> dict[str, Any]:
    common = {"customer_id": "A", "date": "2026-03-01", "product": "P", "amount": amount, "currency": currency}
    return {**common, **more}


def policy(currency: Any = None, **more: Any) -> dict[str, Any]:
    usual = {"policy_no": "P", "customer_id": "A", "coverage_type": "life", "start_date": "2020-01-01"}
    return {**usual, "sum_insured": 1000.0, "premium": 10.0, "pay_years": 20, "currency": currency, **more}


def book_of(customer: Any = CUSTOMER, language: Language = "en", **tables: Any) -> Book:
    return make_book(language, settings=SETTINGS, customers=[customer], **tables)


def measured(key: str, **tables: Any) -> Any:
    return book_of(**tables).measures[key][0]


def formulas(data: bytes, tmp_path: Path) -> dict[tuple[str, str], str]:
    path = tmp_path / "book.xlsx"
    path.write_bytes(data)
    sheets = read_cells(path)
    return {(title, at): cell.formula for title, cells in sheets.items() for at, cell in cells.items() if cell.formula}


ALL = [purchase(1, "USD"), purchase(10, "EUR"), purchase(100, "JPY"), purchase(1000), purchase(5000, "THB")]


def test_a_total_is_in_the_base_currency_and_leaves_out_what_has_no_rate() -> None:
    assert measured("revenue_12m", purchases=ALL) == 1 + 20 + 1 + 1000
    assert measured("revenue_total", purchases=[*ALL, purchase(7, Raw("shells"))]) == 1022


def test_a_purchase_without_a_rate_counts_as_a_purchase() -> None:
    assert measured("purchase_count", purchases=[*ALL, purchase(7, Raw("shells"))]) == 6
    assert measured("purchase_count", purchases=[purchase(-7, "EUR")]) == 0


def test_margin_and_what_is_owed_are_in_the_currency_of_the_row() -> None:
    rows = [
        purchase(100, "EUR", cost=60, due_date="2026-03-01", paid_amount=30),
        purchase(100, cost=60, due_date="2026-04-01"),
        purchase(100, "THB", cost=60, due_date="2026-03-01"),
    ]
    assert measured("margin_12m", purchases=rows) == 80 + 40
    assert measured("receivable", purchases=rows) == 140 + 100
    assert measured("overdue", purchases=rows) == 140


def test_premiums_and_sums_insured_are_in_the_currency_of_the_policy() -> None:
    policies = [policy("EUR"), policy(), policy("THB"), policy("EUR", end_date="2026-01-01"), policy("JPY")]
    assert measured("premium_year", insurance=policies) == pytest.approx(20 + 10 + 0.1)
    assert measured("sum_life", insurance=policies) == pytest.approx(2000 + 1000 + 10)
    assert measured("policies", insurance=policies) == 4


def test_a_sum_over_the_book_is_in_the_base_currency() -> None:
    coming = [policy("EUR", next_due="2026-04-01"), policy(next_due="2026-04-01"), policy("THB", next_due="2026-04-01")]
    assert PREMIUM_SUM_AHEAD.twin(ledger(book_of(insurance=coming))) == 30


def test_a_tier_is_reached_by_what_was_bought_in_another_currency() -> None:
    settings = default_settings("en", "bank-vip")
    first = settings.policy.tiers[0]
    policy_ = replace(
        settings.policy,
        threshold_measures=("revenue_12m", "", ""),
        tiers=tuple(
            replace(tier, thresholds=(150.0 if tier is first else 1e9, None, None)) for tier in settings.policy.tiers
        ),
    )
    ranked = replace(settings, base_currency="USD", rates=SETTINGS.rates, policy=policy_)

    def tier(currency: str) -> Any:
        rows = [purchase(100, currency)]
        return make_book("en", settings=ranked, customers=[CUSTOMER], purchases=rows).measures["tier"][0]

    assert tier("EUR") == first.name
    assert tier("USD") != first.name


def found(code: str, book: Book) -> list[tuple[Any, Any]]:
    return [(finding.table, finding.column) for finding in xlcrm.check(book, select=[code])]


def test_premiums_against_income_and_receivables_against_the_limit_are_in_base_currency() -> None:
    customer = {**CUSTOMER, "annual_income": 150.0, "credit_limit": 150.0}
    owing = {"due_date": "2026-05-01"}
    for currency, codes in (("EUR", [("customers", "annual_income")]), (None, []), ("THB", [])):
        assert found("B202", book_of(customer, insurance=[policy(currency)])) == codes
    for currency, codes in (("EUR", [("customers", "credit_limit")]), (None, []), ("THB", [])):
        assert found("B107", book_of(customer, purchases=[purchase(100, currency, **owing)])) == codes


def test_amounts_of_one_row_are_compared_in_its_currency() -> None:
    row = purchase(100, "THB", quantity=2, unit_price=50, cost=101, paid_amount=102, due_date="2026-03-02")
    assert [code for code in ("B101", "B102", "B104") if found(code, book_of(purchases=[row]))] == ["B102", "B104"]
    late = xlcrm.check(book_of(purchases=[{**row, "paid_amount": 30}]), select=["B103"])
    assert [finding.message("en").partition(" ")[0] for finding in late] == ["70"]


def test_amounts_in_two_currencies_are_not_the_same_purchase() -> None:
    assert found("K203", book_of(purchases=[purchase(100, "EUR"), purchase(100)])) == []
    assert found("K203", book_of(purchases=[purchase(100, "EUR"), purchase(100, "EUR")])) == [("purchases", "product")]


def test_a_currency_without_a_rate_or_that_is_none_is_found_in_every_table() -> None:
    book = book_of(purchases=[purchase(1, "THB"), purchase(1, "EUR")], insurance=[policy("THB")])
    assert found("B301", book) == [("purchases", "currency"), ("insurance", "currency")]
    (first, _) = xlcrm.check(book, select=["B301"])
    assert first.message("en") == "Settings has no rate for THB: the row is left out of the totals"


def listed(kind: str, **tables: Any) -> list[Due]:
    return [item for item in due(ledger(book_of(**tables))) if item.kind == kind]


def test_what_is_to_be_done_says_amounts_in_base_currency() -> None:
    owed = [purchase(100, code, due_date="2026-03-01", paid_amount=20) for code in ("EUR", None, "THB")]
    paid = purchase(100, "EUR", due_date="2026-03-01", paid_amount=100)
    assert [item.amount for item in listed("receivable", purchases=[*owed, paid])] == [160, 80, None]
    assert [item.amount for item in listed("premium", insurance=[policy("EUR", next_due="2026-04-01")])] == [20]


# Plain formulas


@pytest.mark.parametrize("codes", [(None, None), ("USD", None)])
def test_a_book_that_names_no_other_currency_has_the_plain_formulas(codes: tuple[Any, ...], tmp_path: Path) -> None:
    rows = [purchase(10 + at, code) for at, code in enumerate(codes)]
    policies = [policy(code, policy_no=f"P{at}") for at, code in enumerate(codes)]
    with_it = book_of(purchases=rows, insurance=policies)
    assert "money" in {subject.key for subject in with_it.subjects}
    assert with_it.converted == book_of().converted
    bare = [{key: value for key, value in row.items() if key != "currency"} for row in (*rows, *policies)]
    without = book_of(purchases=bare[:2], insurance=bare[2:])
    assert "money" not in {subject.key for subject in without.subjects}

    def on_pages(book: Book) -> dict[tuple[str, str], str]:
        own = {records.schema.labels.in_("en") for records in book.tables.values()}
        return {at: said for at, said in formulas(build(book, []), tmp_path).items() if at[0] not in own}

    assert on_pages(with_it) == on_pages(without)


def test_only_the_table_that_names_another_currency_is_converted(tmp_path: Path) -> None:
    book = book_of(purchases=[purchase(10, "EUR")], insurance=[policy("USD")])
    assert book.converted == {"assets", "purchases"}
    texts = formulas(build(book, []), tmp_path).values()
    assert any("Purchases[Currency]" in text for text in texts)
    assert not any("Insurance[Currency]" in text for text in texts)


# Reading, presence and import


def test_an_amount_in_the_currency_of_its_row_is_read(tmp_path: Path) -> None:
    typed = [("US$1,000", "美元"), ("$1,000", "hkd"), ("US$1,000", "CNY"), ("US$1,000", None)]
    rows = [[*sale(amount=amount), currency] for amount, currency in typed]
    book = read(write(tmp_path / "book.xlsx", {"客户信息": PEOPLE, "购买记录": [[*SALES, "货币"], *rows]}))
    assert book.purchases["amount"].fillna(0).tolist() == [1000.0, 1000.0, 0, 0]
    assert book.purchases["currency"].tolist() == ["USD", "HKD", "CNY", None]
    assert [place for _, _, place in said(book, "V205")] == ["购买记录!D4", "购买记录!D5"]


def test_values_in_the_column_bring_the_subject_in_and_a_header_alone_does_not(tmp_path: Path) -> None:
    for number, (currency, is_there) in enumerate((("EUR", True), (None, False))):
        rows = [[*SALES, "币种"], [*sale(), currency]]
        book = read(write(tmp_path / f"{number}.xlsx", {"客户信息": PEOPLE, "购买记录": rows}))
        assert ("money" in {subject.key for subject in book.subjects}) == is_there
        assert list(book["purchases"].extras) == ([] if is_there else ["币种"])


def test_a_currency_that_is_none_is_found(tmp_path: Path) -> None:
    rows = [[*SALES, "币种"], [*sale(), "EUR"], [*sale(product="X"), "贝壳"]]
    book = read(write(tmp_path / "book.xlsx", {"客户信息": PEOPLE, "购买记录": rows}))
    assert [place for _, _, place in said(book, "V303")] == ["购买记录!E3"]


@pytest.mark.parametrize("subjects", [(), ("money",)])
def test_rows_with_a_currency_are_imported(subjects: tuple[str, ...], tmp_path: Path) -> None:
    path, source = tmp_path / "book.xlsx", tmp_path / "orders.csv"
    xlcrm.build(sample_book("en", customers=20, subjects=subjects), path)
    source.write_text("Customer ID,Date,Product,Amount,CCY\nC0001,2026-03-05,Tea,100,eur\n", encoding="utf-8")
    prepare_import(source, read_book(path), path, TABLE["purchases"]).save()
    assert xlcrm.read(path).purchases["currency"].iloc[-1] == "EUR"


# Pages


def test_lists_say_the_currency_of_an_amount_and_alarms_hold(tmp_path: Path) -> None:
    rows = [
        purchase(1234.5, "eur", due_date="2026-03-01", paid_amount=34.5, product="late"),
        purchase(50, product="plain"),
        purchase(70, "EUR", due_date="2026-03-01", paid_amount=70, product="paid"),
    ]
    book = book_of(purchases=rows, insurance=[policy("THB")])
    path = built(book, tmp_path / "book.xlsx", 0)
    seen = {cell.value for cell in read_cells(path)["Client Card"].values()}
    assert {"1,235 EUR", "1,200 EUR", "70 EUR", 50.0, "1,000 THB", "10 THB"} <= seen


@pytest.mark.needs_libreoffice
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_abroad_is_what_another_engine_computes(language: Language, tmp_path: Path) -> None:
    book = sample_book(language, subjects=("money",))
    assert {"purchases", "insurance"} <= book.converted
    assert "currency" not in sample_book(language).purchases
    path = tmp_path / "book.xlsx"
    path.write_bytes(build(book, xlcrm.check(book)))
    assert compare(path) == []
    texts = {str(cell.value) for cell in read_cells(path)[GUIDE.labels.in_(language)].values()}
    assert any(TABLE["purchases"]["currency"].labels.in_(language) in text for text in texts)
