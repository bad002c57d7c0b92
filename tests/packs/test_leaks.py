"""A pack holds one customer's data alone: nothing of any other, nothing sensitive, in any byte of it."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from tests.support.awkward import awkward_book
from tests.support.books import Raw, make_book
from xlcrm.labels import LANGUAGES, Language
from xlcrm.model.book import Book
from xlcrm.packs import pack
from xlcrm.packs.redactor import WITHHELD, Redactor, stays_inside
from xlcrm.sample import sample_book
from xlcrm.schema.tables import CUSTOMERS, TABLE, TABLES

SECRET = [column.key for column in CUSTOMERS.columns if stays_inside(column, CUSTOMERS)]
TYPED = [key for key in SECRET if TABLE["customers"][key].kind.name in ("text", "ref")]


def text_of(data: bytes) -> str:
    """Every byte of a pack, unpacked, as text; entities as they read."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.namelist()
        whole = "\n".join(archive.read(name).decode("utf-8") for name in parts) + "\n".join(parts)
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        whole = whole.replace(entity, char)
    return unicodedata.normalize("NFKC", whole)


@cache
def packs(language: Language) -> tuple[Book, dict[int, str]]:
    book = sample_book(language)
    redactor = Redactor(book)
    return book, {row: text_of(pack(redactor.redacted(row).book)) for row in range(len(book.customers))}


def values(book: Book, row: int, columns: list[str]) -> Iterator[tuple[str, str]]:
    for key in columns:
        value = book.customers[key].iat[row]
        if isinstance(value, str) and len(value) > 1:
            yield key, unicodedata.normalize("NFKC", value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_pack_holds_anything_of_another_customer(language: Language) -> None:
    book, texts = packs(language)
    found = []
    for owner, text in texts.items():
        own = {value for _, value in values(book, owner, ["name", "manager"])}
        for other in texts:
            for key, value in values(book, other, ["customer_id", "name", "id_number", "phone", "email", "address"]):
                if other != owner and value in text and not any(value in mine for mine in own):
                    found.append((owner, other, key, value))
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_pack_says_what_is_sensitive_or_internal(language: Language) -> None:
    book, texts = packs(language)
    leaks = [(row, key) for row, text in texts.items() for key, value in values(book, row, TYPED) if value in text]
    assert leaks == []
    words = [book["customers"].schema[key].labels.in_(language) for key in SECRET]
    tiers = [tier.name for tier in (*book.settings.policy.tiers, *book.settings.below)]
    assert [word for text in texts.values() for word in words if f">{word}<" in text] == []
    assert [tier for text in texts.values() for tier in tiers if f">{tier}<" in text] == []


def test_rows_of_the_other_tables_are_in_the_packs_of_their_customers_alone() -> None:
    book, texts = packs("zh-CN")
    owner = {number: row for row, number in enumerate(book.customers["customer_id"])}
    for table, column in (("insurance", "policy_no"), ("purchases", "order_no"), ("follow_ups", "content")):
        records = book[table].frame
        for number, value in zip(records["customer_id"], records[column], strict=True):
            if isinstance(value, str) and len(value) > 4:
                assert [row for row, text in texts.items() if value in text and row != owner[number]] == []


def test_a_customers_own_book_holds_no_other_row_and_no_secret() -> None:
    book = awkward_book("en", customers=60)
    redactor = Redactor(book)
    row = 20
    own = redactor.redacted(row).book
    assert own.customers["customer_id"].tolist() == [book.customers["customer_id"].iat[row]]
    for table in TABLES:
        records = own[table.key]
        inside = [column.key for column in table.columns if stays_inside(column, table)]
        assert records.frame[inside].isna().all(axis=None)
        assert not set(inside) & set(records.raw)
        assert (records.extras, records.sources) == ({}, ())
        keys = records["customer_id"].str.upper().unique().tolist()
        assert keys in ([], [own.customers["customer_id"].iat[0].upper()])


def naming(texts: list[str]) -> Book:
    """The sample, the first customer's first follow-ups promising these texts."""
    book = sample_book("zh-CN")
    frame = book["follow_ups"].frame
    mine = frame.index[frame["customer_id"] == book.customers["customer_id"].iat[0]][: len(texts)]
    actions, days, done = (frame[key].astype(object) for key in ("next_action", "next_date", "done"))
    for at, text in zip(mine, texts, strict=True):
        actions[at], days[at], done[at] = text, pd.Timestamp(book.as_of), False
    frame["next_action"], frame["done"] = actions, done
    frame["next_date"] = pd.to_datetime(days).astype("datetime64[s]")
    return book


def test_a_promise_that_names_another_customer_stays_inside() -> None:
    other = sample_book("zh-CN").customers.iloc[5]
    own = sample_book("zh-CN").customers.iloc[0]
    promises = [
        f"与{other['name']}一起来",
        f"参照{other['customer_id']}的方案",
        f"请致电{own['phone']}",
        f"请致电{own['phone'][:3]} {own['phone'][3:7]}-{own['phone'][7:]}下午",
        f"给{own['name']}寄资料",
    ]
    private = Redactor(naming(promises)).redacted(0)
    text = text_of(pack(private.book))
    assert private.withheld == 4
    assert [promise for promise in promises if promise in text] == [promises[-1]]
    assert unicodedata.normalize("NFKC", WITHHELD.in_("zh-CN")) in text


def test_a_cell_that_was_not_understood_names_nobody_either() -> None:
    customers = [{"customer_id": "C1", "name": "王芳"}, {"customer_id": "C2", "name": "李娜"}]
    policy = {"customer_id": "C1", "coverage_type": Raw("李娜的重疾"), "start_date": "2026-01-01", "sum_insured": 1.0}
    other = {**policy, "coverage_type": Raw("防癌险")}
    private = Redactor(make_book(customers=customers, insurance=[policy, other])).redacted(0)
    text = text_of(pack(private.book))
    assert (private.withheld, "李娜" in text, "防癌险" in text) == (1, False, True)


def test_a_word_that_only_begins_like_a_name_is_no_name() -> None:
    book = naming(["Anna plans her planning"])
    names = book.customers["name"].astype(object)
    names[3] = "Anna Plan"
    names[4] = "Plan"
    book["customers"].frame["name"] = names
    assert Redactor(book).redacted(0).withheld == 0


def test_a_pack_is_written_for_one_customer_only(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="one customer"):
        pack(sample_book("en"))
