"""The package measures what the definitions say: compared with loops that know nothing of it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from tests.oracles.measures import UNREADABLE, Policy, World, measures
from tests.support.awkward import awkward_book, childless_book, one_customer_book
from xlcrm.model.book import Book
from xlcrm.model.records import Records
from xlcrm.sample import sample_book
from xlcrm.schema.settings import Tier

BOOKS: dict[str, Callable[[], Book]] = {
    "sample": lambda: sample_book("zh-CN"),
    "sample by threshold": lambda: sample_book("en", "bank-vip"),
    "awkward": lambda: awkward_book("zh-CN"),
    "awkward by threshold": lambda: awkward_book("en", preset="bank-vip"),
    "in many currencies": lambda: awkward_book("zh-TW", foreign=True),
    "in many currencies by threshold": lambda: awkward_book("en", preset="bank-vip", foreign=True),
    "one customer": lambda: one_customer_book("zh-TW"),
    "no children": lambda: childless_book("en"),
}


def plain(value: Any) -> Any:
    if not isinstance(value, str | bool) and pd.isna(value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value


def rows(records: Records) -> list[dict[str, Any]]:
    found = [{key: plain(value) for key, value in row.items()} for row in records.frame.to_dict("records")]
    if "currency" in records.frame:
        for row, bad in zip(found, records.bad("currency"), strict=True):
            row["currency"] = UNREADABLE if bad else row["currency"]
    return found


def days(tier: Tier) -> dict[str, int | None]:
    return {"call": tier.plan.call, "visit": tier.plan.visit, "review": tier.plan.review}


def world(book: Book) -> World:
    policy = book.settings.policy
    return World(
        as_of=book.as_of,
        tables={key: rows(records) for key, records in book.tables.items()},
        rates={code.upper(): rate for code, rate in book.settings.rates.items()},
        policy=Policy(
            basis=policy.basis,
            by_share=policy.method == "share",
            threshold_measures=[key or None for key in policy.threshold_measures],
            tiers=[(tier.name, tier.share, tier.thresholds, days(tier)) for tier in policy.tiers if tier.name],
            below=[(tier.name, days(tier)) for tier in book.settings.below],
        ),
    )


def agree(found: Any, expected: Any) -> bool:
    numbers = isinstance(found, float | int) and isinstance(expected, float | int)
    return math.isclose(found, expected, rel_tol=1e-9, abs_tol=1e-6) if numbers else bool(found == expected)


@pytest.mark.parametrize("name", BOOKS)
def test_every_measure_is_what_its_definition_says(name: str) -> None:
    book = BOOKS[name]()
    expected = measures(world(book))
    found = book.measures
    assert set(found.columns) <= set().union(*expected) if expected else True
    differing = [
        (key, row, plain(found[key].iat[row]), of_customer[key])
        for row, of_customer in enumerate(expected)
        for key in found.columns
        if not agree(plain(found[key].iat[row]), of_customer[key])
    ]
    assert differing[:5] == []
