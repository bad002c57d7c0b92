"""The Client Card shows all that is known of one customer; its formulas are proved together with the report's."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.books import make_book
from tests.support.cellvalues import read_cells
from xlcrm.labels import LANGUAGES, Language
from xlcrm.model.book import Book
from xlcrm.sample import sample_book
from xlcrm.schema.sheets import CARD
from xlcrm.subjects.customers.tables import CUSTOMERS

from .picking import built, crowded_book, visible


def shown(book: Book, path: Path, row: int | None = None) -> dict[str, object]:
    """What a reader of the card sees."""
    return visible(read_cells(built(book, path, row))[CARD.labels.in_(book.language)], "F")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_names_every_column_of_customers(language: Language, tmp_path: Path) -> None:
    seen = set(shown(sample_book(language, customers=4), tmp_path / "book.xlsx").values())
    others = [column.labels.in_(language) for column in CUSTOMERS.columns if column.key not in ("customer_id", "name")]
    assert [said for said in others if said not in seen] == []


def test_the_card_shows_what_was_typed_of_the_customer(tmp_path: Path) -> None:
    book = sample_book("zh-CN", customers=4)
    seen = set(shown(book, tmp_path / "book.xlsx", 3).values())
    first = book.customers.iloc[3]
    assert {first["name"], first["phone"], first["id_number"], first["hobbies"], first["special_notes"]} <= seen


def test_the_latest_follow_up_comes_first(tmp_path: Path) -> None:
    book = make_book(
        "en",
        customers=[{"customer_id": "A", "name": "Ann"}],
        follow_ups=[
            {"customer_id": "A", "date": "2026-03-05", "channel": "call", "content": "later"},
            {"customer_id": "A", "date": "2026-03-01", "channel": "visit", "content": "earlier"},
            {"customer_id": "A", "date": "2026-03-05", "channel": "email", "content": "latest"},
            {"customer_id": "A", "date": "2026-05-01", "channel": "call", "content": "not yet"},
        ],
    )
    said = [
        value
        for value in shown(book, tmp_path / "book.xlsx").values()
        if value in ("later", "earlier", "latest", "not yet")
    ]
    assert said == ["latest", "later", "earlier"]


def test_what_is_overdue_says_so_in_words(tmp_path: Path) -> None:
    book = make_book(
        "en",
        customers=[{"customer_id": "A", "name": "Ann"}],
        follow_ups=[
            {"customer_id": "A", "date": "2026-03-01", "channel": "call", "next_date": "2026-03-21", "done": False}
        ],
    )
    assert "⚠ 10 days overdue" in shown(book, tmp_path / "book.xlsx").values()


def test_lists_say_how_many_more_there_are(tmp_path: Path) -> None:
    seen = shown(crowded_book(), tmp_path / "book.xlsx", 0).values()
    assert {"… and 60 more on Insurance", "… and 38 more on Follow-ups", "… and 30 more on Purchases"} <= set(seen)


def test_lists_without_rows_say_so(tmp_path: Path) -> None:
    seen = list(shown(crowded_book(), tmp_path / "book.xlsx", 1).values())
    assert seen.count("Nothing yet") == 3


def test_rows_of_others_and_of_nobody_are_not_listed(tmp_path: Path) -> None:
    book = make_book(
        "en",
        customers=[{"customer_id": "A", "name": "Ann"}, {"customer_id": "A*", "name": "Bob"}],
        purchases=[
            {"customer_id": owner, "date": "2026-03-05", "product": f"of {owner}", "amount": 1}
            for owner in ("A", "A*", None)
        ],
    )
    seen = set(shown(book, tmp_path / "book.xlsx", 1).values())
    assert {"of A", "of A*", "of None"} & seen == {"of A*"}
