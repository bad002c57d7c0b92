"""Books with the customer record: full, thin and empty ones, and one with everything that is awkward."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from tests.support.awkward import awkward_book
from xlcrm.labels import Language
from xlcrm.model.book import Book
from xlcrm.model.records import Records, typed_values
from xlcrm.sample import sample_book
from xlcrm.schema.tables import present, tables_of
from xlcrm.subjects.card.fields import FIELDS, switch

SCHEMA = tables_of(present(["card"]))["customers"]


def full(language: Language) -> Book:
    """Every column of the record is filled."""
    book = sample_book(language, subjects=["card"])
    frame = book.customers
    for column in SCHEMA.columns:
        fill: Any = {"number": 1.0, "date": pd.Timestamp(2020, 1, 6)}.get(_sort(column.kind), "…")
        if column.kind.name not in ("enum", "ref", "id"):
            frame[column.key] = frame[column.key].fillna(fill)
    for key, choice in (("customer_type", "company"), ("stage", "customer"), ("gender", "male"), ("potential", "low")):
        frame[key] = frame[key].where(frame[key].notna(), choice)
    return book


def _sort(kind: Any) -> str:
    return "number" if kind.is_number else str(kind.name)


def thin(language: Language) -> Book:
    """Only IDs and names, one company among them, one without a name, one with a day to come."""
    rows: list[dict[str, Any]] = [
        {"customer_id": "C1", "name": "A", "id_expiry": date(2026, 10, 30)},
        {"customer_id": "C2", "name": "B", "customer_type": "company", "id_expiry": date(2099, 12, 31)},
        {"customer_id": "C3", "needs": "?"},
        {"name": "nobody"},
    ]
    return of_rows(language, customers=rows, follow_ups=[
        {"customer_id": "C1", "date": date(2026, 11, 1), "channel": "visit"},
        {"customer_id": "c2", "date": date(2026, 10, 31), "channel": "visit", "done": False},
        {"customer_id": "C2", "date": date(2026, 1, 31), "channel": "visit"},
        {"customer_id": "C9", "date": date(2026, 1, 31), "channel": "visit"},
    ])  # fmt: skip


def empty(language: Language) -> Book:
    """No customer."""
    return of_rows(language)


def of_rows(language: Language, **tables: list[dict[str, Any]]) -> Book:
    """A book of these rows; none of the columns of the record is missing."""
    sample = sample_book(language, customers=1, subjects=["card"])
    made = {
        key: Records(records.schema, {c.key: typed_values(c.kind, [r.get(c.key) for r in tables.get(key, [])])
                                      for c in records.schema.columns})
        for key, records in sample.tables.items()
    }  # fmt: skip
    return sample.but(tables=made)


def awkward(language: Language) -> Book:
    """Awkward cells everywhere; some of the columns of the record filled."""
    book = awkward_book(language, 40, hostile_ids=False)
    customers = book["customers"]
    length = len(customers)
    columns: dict[str, Any] = {key: customers.frame[key] for key in customers.frame}
    columns["needs"] = typed_values(SCHEMA["needs"].kind, [(None, "x", "=1", "0")[at % 4] for at in range(length)])
    columns["finances"] = typed_values(SCHEMA["finances"].kind, [(None, "低")[at % 2] for at in range(length)])
    columns["id_expiry"] = typed_values(
        SCHEMA["id_expiry"].kind, [(None, date(1999, 1, 1), date(2027, 1, 1))[at % 3] for at in range(length)]
    )
    raw = customers.raw | {key: columns[key].astype(object).where(columns[key].notna(), None).tolist()
                           for key in ("needs", "finances", "id_expiry")}  # fmt: skip
    made = Records(SCHEMA, columns, raw=raw)
    return book.but(tables={**book.tables, "customers": made}, subjects=["card"])


def switched_off(language: Language) -> Book:
    """Nothing is asked for."""
    return without(sample_book(language, customers=5, subjects=["card"]), *FIELDS)


def without(book: Book, *columns: str) -> Book:
    """The book with some columns switched off on Settings."""
    factors = book.settings.factors | {switch(column): 0.0 for column in columns}
    return book.but(settings=replace(book.settings, factors=factors))


BOOKS: Mapping[str, Callable[[Language], Book]] = {
    "sample": lambda language: sample_book(language, subjects=["card"]),
    "full": full,
    "thin": thin,
    "empty": empty,
    "awkward": awkward,
    "switched off": switched_off,
    "partly off": lambda language: without(sample_book(language, subjects=["card"]), "needs", "finances", "gender"),
}
