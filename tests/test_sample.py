"""The sample is sound, complete, alive, and of nobody."""

from collections import Counter
from functools import cache

import pandas as pd
import pytest

from tests.support.core import CORE_TABLES
from xlcrm.labels import LANGUAGES, Language
from xlcrm.model.book import Book
from xlcrm.rules import check
from xlcrm.sample import SAMPLE_AS_OF, sample_book
from xlcrm.schema.settings import PRESETS
from xlcrm.story.identity import chinese_credit_code, chinese_id, taiwanese_id, taiwanese_tax_id

AS_OF = pd.Timestamp(SAMPLE_AS_OF)
IN_90_DAYS = AS_OF + pd.Timedelta(days=90)
HAPPENED = {
    "customers": ("birth_date", "opened_on"),
    "follow_ups": ("date",),
    "purchases": ("date", "paid_on"),
    "insurance": ("start_date",),
    "assets": ("review_date", "acquired_on"),
}

every_language = pytest.mark.parametrize("language", LANGUAGES)
sample = cache(sample_book)


@every_language
def test_same_arguments_give_the_same_book(language: Language) -> None:
    assert sample_book(language) == sample_book(language)


@every_language
def test_every_column_of_every_table_is_used(language: Language) -> None:
    book = sample(language)
    empty = [(t.key, c.key) for t in book.schemas for c in t.columns if book[t.key][c.key].isna().all()]
    assert empty == []


@every_language
def test_no_text_is_empty_where_a_blank_is_meant(language: Language) -> None:
    assert not any((sample(language)[table.key].frame == "").any(axis=None) for table in CORE_TABLES)


@every_language
def test_every_row_belongs_to_a_customer(language: Language) -> None:
    book = sample(language)
    known = set(book.customers["customer_id"])
    assert all(set(records["customer_id"]) <= known for records in book.children)


@every_language
def test_nothing_has_happened_after_the_as_of_date(language: Language) -> None:
    book = sample(language)
    late = [(t, column) for t, columns in HAPPENED.items() for column in columns if (book[t][column] > AS_OF).any()]
    assert late == []


def test_settings_fix_the_as_of_date() -> None:
    book = sample("en")
    assert (book.as_of, book.settings.as_of) == (SAMPLE_AS_OF, SAMPLE_AS_OF)


@every_language
def test_check_finds_no_error_and_a_handful_of_warnings(language: Language) -> None:
    severities = Counter(finding.severity for finding in check(sample(language), folded=False))
    assert severities["error"] == 0
    assert 5 <= severities["warning"] <= 20


def test_the_story_is_the_same_in_every_language() -> None:
    days = {"follow_ups": "date", "purchases": "date", "insurance": "start_date", "assets": "review_date"}

    def story(language: Language) -> list[object]:
        return [sample(language)[table].frame[["customer_id", day]].values.tolist() for table, day in days.items()]

    assert story("zh-CN") == story("zh-TW") == story("en")


@pytest.mark.parametrize(("language", "encoding"), [("zh-CN", "gb2312"), ("zh-TW", "big5"), ("en", "ascii")])
def test_texts_are_written_in_one_script(language: Language, encoding: str) -> None:
    book = sample(language)
    texts = {
        value
        for table in CORE_TABLES
        for column in table.columns
        if column.kind.name == "text"
        for value in book[table.key][column.key].dropna()
    }
    strange = {text for text in texts if text.encode(encoding, errors="replace").count(b"?") > text.count("?")}
    assert strange == set()


@every_language
def test_a_fifth_of_the_active_customers_brings_four_fifths_of_the_revenue(language: Language) -> None:
    measures = sample(language).measures
    revenue = measures["revenue_12m"].sort_values(ascending=False)
    active = (measures["activity"] == "active").sum()
    assert 0.75 <= revenue.head(active // 5).sum() / revenue.sum() <= 0.85


@every_language
@pytest.mark.parametrize("preset", PRESETS)
def test_every_group_of_a_preset_has_customers(language: Language, preset: str) -> None:
    book = sample(language, preset)
    groups = {tier.name for tier in (*book.settings.policy.tiers, *book.settings.below)}
    assert groups == set(book.measures["tier"])


def test_the_first_customer_is_reviewed_every_month_and_the_next_every_quarter() -> None:
    reviews = sample("en").assets.groupby("customer_id")["review_date"].unique()
    assert [len(reviews[customer]) for customer in ("C0001", "C0003", "C0007")] == [6, 5, 4]


def test_holdings_are_opened_and_closed_between_reviews() -> None:
    assets = sample("en").assets
    held = assets[assets["customer_id"] == "C0001"].groupby("review_date")["name"].agg(set)
    first, last = held.iloc[0], held.iloc[-1]
    assert first - last
    assert last - first


def test_holdings_are_seen_between_purchase_and_maturity() -> None:
    assets = sample("en").assets
    assert (assets["acquired_on"] <= assets["review_date"]).all()
    assert (assets["maturity"].isna() | (assets["maturity"] > assets["review_date"])).all()


def test_something_is_due_in_the_next_90_days() -> None:
    book = sample("en")
    soon = {
        "premiums": book.insurance["next_due"],
        "policies": book.insurance["end_date"],
        "promises": book.follow_ups.loc[book.follow_ups["done"] == False, "next_date"],  # noqa: E712
        "bills": book.purchases["due_date"],
        "holdings": book.assets["maturity"],
        "birthdays": book.measures["next_birthday"],
    }
    assert {what: int(days.between(AS_OF, IN_90_DAYS).sum()) >= 3 for what, days in soon.items()} == dict.fromkeys(
        soon, True
    )


def test_there_are_returns_late_bills_loans_and_mismatches() -> None:
    book = sample("en")
    measures = book.measures
    assert (book.purchases["amount"] < 0).any()
    assert (measures["overdue"] > 0).sum() == 3
    assert (measures["liabilities"] > 0).any()
    assert (measures["risk_mismatch"] > 0).sum() == 3


def test_fewer_customers_are_the_first_ones_with_what_is_theirs() -> None:
    book = sample_book("en", customers=9)
    ids = [f"C{number:04d}" for number in range(1, 10)]
    assert book.customers["customer_id"].tolist() == ids
    assert all(set(child["customer_id"]) <= set(ids) for child in book.children)


@every_language
def test_addresses_receive_no_mail(language: Language) -> None:
    assert sample(language).customers["email"].dropna().str.endswith("@example.com").all()


@every_language
def test_identity_numbers_and_phones_are_given_once(language: Language) -> None:
    customers = sample(language).customers
    assert customers["id_number"].dropna().is_unique
    assert customers["phone"].is_unique


def test_chinese_identity_numbers_leave_1_modulo_11() -> None:
    numbers = [chinese_id(number, SAMPLE_AS_OF, male=True) for number in range(40)]
    digits = [[10 if digit == "X" else int(digit) for digit in reversed(number)] for number in numbers]
    assert {sum(digit * 2**place for place, digit in enumerate(number)) % 11 for number in digits} == {1}


def test_chinese_credit_codes_leave_0_modulo_31() -> None:
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    codes = [chinese_credit_code(number) for number in range(40)]
    weights = [*(3**place for place in range(17)), 1]
    assert {sum(alphabet.index(d) * w for d, w in zip(code, weights, strict=True)) % 31 for code in codes} == {0}


def test_taiwanese_identity_numbers_leave_0_modulo_10() -> None:
    numbers = [taiwanese_id(number, male=False).replace("B", "11") for number in range(40)]
    weights = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)
    assert {sum(int(d) * w for d, w in zip(number, weights, strict=True)) % 10 for number in numbers} == {0}


def test_taiwanese_tax_numbers_leave_0_modulo_10() -> None:
    numbers = [taiwanese_tax_id(number) for number in range(40)]
    products = [[str(int(d) * w) for d, w in zip(n, (1, 2, 1, 2, 1, 2, 4, 1), strict=True)] for n in numbers]
    assert {sum(map(int, "".join(product))) % 10 for product in products} == {0}


def test_unknown_preset_is_not_taken_for_another() -> None:
    with pytest.raises(KeyError):
        sample_book("en", "platinum")


def test_sample_is_a_book_without_a_file() -> None:
    book = sample("zh-TW")
    assert isinstance(book, Book)
    assert (book.path, book.problems, book.language) == (None, (), "zh-TW")
