"""Books in memory with everything that makes a formula and its Python twin disagree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.support.books import HEADER_ROW, Raw
from tests.support.hostile import Rows, add_strangers, give_hostile_ids, give_hostile_texts
from tests.support.ordinary import AS_OF, Row, ordinary_rows, words_of
from xlcrm.labels import Language
from xlcrm.measures import compute
from xlcrm.model.book import Book
from xlcrm.model.records import Records, Source, typed_values
from xlcrm.schema.settings import default_settings
from xlcrm.schema.tables import present, tables_of
from xlcrm.schema.types import Column, Kind, Table
from xlcrm.story.plot import anniversary
from xlcrm.story.world import world

BAD: Mapping[str, Sequence[Any]] = {
    "date": ("soon", "?", "2026-02-30"),
    "money": ("about 5", "?", "12..5"),
    "number": ("about 5", "?"),
    "integer": ("?", "a few"),
    "enum": ("??", "Z9"),
    "boolean": ("maybe",),
    "currency": ("??", "coins"),
}
"""Cells that cannot be understood, by kind."""

BLANK, NOT_UNDERSTOOD = 0.02, 0.01
"""How often a cell that is not an ID is blank, or holds something that cannot be understood."""

TIED = 30_000.0
"""What a third of the customers brought, in yuan."""


@dataclass(frozen=True)
class Scene:
    """When, by what chance, and at what scale of amounts a book is made awkward."""

    as_of: date
    chance: Random
    scale: float


def awkward_book(
    language: Language = "zh-CN",
    customers: int = 300,
    *,
    preset: str = "pyramid",
    as_of: date = AS_OF,
    hostile_ids: bool = True,
    seed: int = 7,
    foreign: bool = False,
) -> Book:
    """A book of `customers` customers in which every awkward thing happens somewhere; small ones hold fewer of them.

    Blank and bad cells in every column but the IDs, days on every boundary, 29 February, ties at cut-offs, returns,
    loans, currencies without a rate, orphans, rows in the future, customers with nothing or without any contact.
    Bad cells keep what was typed in `raw` and have no typed value. With `foreign` purchases and policies are in as many
    currencies as holdings are.
    """
    subjects = ("money",) if foreign else ()
    rows = ordinary_rows(customers, language, seed)
    chance = Random(seed)
    scene = Scene(as_of, chance, world(language).scale)
    for change in (_tie, _empty, _give_back, _foreign, _leap, _edges):
        change(rows, scene)
    if hostile_ids:
        give_hostile_ids(rows)
    give_hostile_texts(rows)
    add_strangers(rows)
    if foreign:
        _abroad(rows)
    _sprinkle(rows, chance, tables_of(present(subjects)))
    return _book(rows, language, preset, as_of, subjects)


def one_customer_book(language: Language = "zh-CN", *, preset: str = "pyramid", as_of: date = AS_OF) -> Book:
    """A book of one customer, with rows in every table."""
    rows = ordinary_rows(1, language)
    rows["customers"][0]["stage"] = "customer"
    return _book(rows, language, preset, as_of)


def childless_book(
    language: Language = "zh-CN", customers: int = 5, *, preset: str = "pyramid", as_of: date = AS_OF
) -> Book:
    """A book of customers with nothing else: the other sheets have headers and no rows."""
    rows = ordinary_rows(customers, language)
    only = {table: found if table == "customers" else [] for table, found in rows.items()}
    return _book(only, language, preset, as_of)


def _book(rows: Rows, language: Language, preset: str, as_of: date, subjects: Sequence[str] = ()) -> Book:
    declared = tables_of(present(subjects))
    tables = {key: _records(declared[key], found, language) for key, found in rows.items()}
    settings = replace(default_settings(language, preset), as_of=as_of)
    return Book(tables, language=language, settings=settings, as_of=as_of, subjects=subjects, compute=compute)


def _records(table: Table, rows: Sequence[Row], language: Language) -> Records:
    """Typed records and the cells that they were read from: all columns in the declared order under row 1."""
    return Records(
        table,
        {c.key: typed_values(c.kind, [_typed(row.get(c.key)) for row in rows]) for c in table.columns},
        raw={c.key: _cells(c.kind, [row.get(c.key) for row in rows], language) for c in table.columns},
        sources=[
            Source(table.labels.in_(language), HEADER_ROW, {c.key: at for at, c in enumerate(table.columns)}),
        ],
    )


def _typed(value: Any) -> Any:
    return value.typed if isinstance(value, Raw) else value


def _cells(kind: Kind, values: Sequence[Any], language: Language) -> list[Any]:
    words = words_of(kind, language) if kind.name in ("enum", "boolean") else {}
    plain: Any = words.__getitem__ if words else float if kind.is_number else lambda value: value
    return [v.value if isinstance(v, Raw) else None if v is None else plain(v) for v in values]


def _of(rows: Rows, every: int, rest: int) -> list[Row]:
    """One customer in `every`."""
    return [row for at, row in enumerate(rows["customers"]) if at % every == rest % every]


def _ids(people: Sequence[Row]) -> set[str]:
    return {person["customer_id"] for person in people}


def _children(rows: Rows, table: str, people: Sequence[Row]) -> list[Row]:
    ids = _ids(people)
    return [row for row in rows[table] if row["customer_id"] in ids]


def _drop(rows: Rows, tables: Sequence[str], people: Sequence[Row]) -> None:
    ids = _ids(people)
    for table in tables:
        rows[table][:] = [row for row in rows[table] if row["customer_id"] not in ids]


def _tie(rows: Rows, scene: Scene) -> None:
    """A third of the customers brought the same revenue, so that a cut-off falls among them."""
    people = _of(rows, 3, 1)
    old = anniversary(scene.as_of, -3)
    for row in _children(rows, "purchases", people):
        row["date"] = old + timedelta(days=int(scene.chance.random() * 300))
    for number, person in enumerate(people):
        person["stage"] = "customer"
        rows["purchases"].append(
            _purchase(person, scene.as_of - timedelta(days=number % 300), TIED * scene.scale, order_no=f"T{number:04d}")
        )


def _purchase(person: Row, day: date, amount: float, **others: Any) -> Row:
    common = {"customer_id": person["customer_id"], "date": day, "product": "Tie", "quantity": 1.0}
    return {**common, "unit_price": amount, "amount": amount, "cost": amount / 2, **others}


def _empty(rows: Rows, scene: Scene) -> None:
    """Customers with nothing; without any contact; with nothing but future rows; with one review."""
    children = ("follow_ups", "purchases", "insurance", "assets")
    _drop(rows, children, _of(rows, 23, 5))
    silent = _of(rows, 23, 6)
    _drop(rows, ("follow_ups",), silent)
    for at, person in enumerate(silent):
        person["stage"] = "customer"
        person["opened_on"] = person["opened_on"] if at % 2 else None
        rows["purchases"].append(
            _purchase(person, scene.as_of - timedelta(days=10), TIED * scene.scale * (at + 2), order_no=f"S{at:04d}")
        )
    coming = _of(rows, 23, 7)
    for table, column in (
        ("follow_ups", "date"),
        ("purchases", "date"),
        ("assets", "review_date"),
        ("insurance", "start_date"),
    ):
        for row in _children(rows, table, coming):
            row[column] = scene.as_of + timedelta(days=1 + int(scene.chance.random() * 90))
    for row in _children(rows, "assets", _of(rows, 23, 8)):
        row["review_date"] = scene.as_of - timedelta(days=20)
    for person in _of(rows, 23, 9):
        person["opened_on"] = None


def _give_back(rows: Rows, scene: Scene) -> None:
    """Returns, more returned than bought, amounts of nothing, bills due, due today and late."""
    for at, person in enumerate(_of(rows, 11, 3)):
        back = -500.0 if at % 2 else -90_000.0
        rows["purchases"].append(
            _purchase(person, scene.as_of - timedelta(days=5), back, quantity=-1.0, unit_price=-back)
        )
        rows["purchases"].append(_purchase(person, scene.as_of, 0.0, cost=None))
        for days, paid in ((-1, None), (0, 100.0), (1, 0.0), (-40, 5000.0)):
            due = scene.as_of + timedelta(days=days)
            bought = scene.as_of - timedelta(days=60)
            rows["purchases"].append(_purchase(person, bought, 3000.0, due_date=due, paid_amount=paid))


def _foreign(rows: Rows, scene: Scene) -> None:
    """Currencies that Settings has, has no rate for, blank, in any case of letters; yes, no and blank for held here."""
    currencies = ("THB", None, "EUR", "KRW", "JPY", "HKD")
    for at, row in enumerate(rows["assets"]):
        if at % 7 == 0:
            row["currency"] = currencies[at // 7 % len(currencies)]
        if at % 9 == 0:
            row["held_here"] = (None, True, False)[at // 9 % 3]
        if at % 10 == 0:
            row["risk_level"] = (None, "R5", "R4", "R1")[at // 10 % 4]
        if at % 12 == 0:
            row["asset_class"] = "loan"


def _abroad(rows: Rows) -> None:
    """Purchases and policies in the same currencies, typed in any case of letters."""
    currencies = ("EUR", None, Raw("usd", "USD"), "THB", Raw("Hkd", "HKD"), "CNY", "JPY")
    for table in ("purchases", "insurance"):
        for at, row in enumerate(rows[table]):
            row["currency"] = currencies[at % len(currencies)]


def _leap(rows: Rows, scene: Scene) -> None:
    """Births and policies on 29 February, birthdays around the as-of date."""
    births = (date(1984, 2, 29), date(2000, 2, 29), date(1960, 2, 28), date(1972, 3, 1))
    for at, person in enumerate(_of(rows, 13, 1)):
        person["birth_date"] = births[at % 4]
    for at, person in enumerate(_of(rows, 13, 2)):
        person["birth_date"] = anniversary(scene.as_of, -40) + timedelta(days=at % 3 - 1)
    starts = (date(2020, 2, 29), date(2024, 2, 29), date(2016, 2, 29))
    years = (1, None, 5, 6, 20, 0, 100, 8)
    for at, row in enumerate(rows["insurance"]):
        if at % 4 == 0:
            row["start_date"] = starts[at // 4 % 3]
            row["pay_years"] = years[at // 4 % 8]


def _edges(rows: Rows, scene: Scene) -> None:
    """Things on the very days where a definition changes its mind."""
    year_ago = anniversary(scene.as_of, -1)
    days = [
        scene.as_of + timedelta(days=1),
        scene.as_of,
        year_ago,
        year_ago + timedelta(days=1),
        year_ago - timedelta(days=1),
    ]
    for at, person in enumerate(_of(rows, 17, 4)):
        rows["purchases"] += [_purchase(person, day, 1000.0 + at, order_no=f"E{at:03d}{day:%y%m%d}") for day in days]
    for at, row in enumerate(rows["insurance"]):
        if at % 6 == 1:
            row["end_date"] = (scene.as_of, scene.as_of - timedelta(days=1), scene.as_of + timedelta(days=1), None)[
                at // 6 % 4
            ]
            row["status"] = ("in_force", "in_force", "lapsed", "matured", "surrendered", None)[at // 6 % 6]
            row["next_due"] = (scene.as_of, scene.as_of - timedelta(days=1), None)[at // 6 % 3]
        if at % 6 == 3:
            row["start_date"] = scene.as_of + timedelta(days=at % 3 - 1)
        if at % 6 == 5:
            row["pay_years"] = 5
            row["start_date"] = anniversary(scene.as_of, -5) + timedelta(days=at % 3 - 1)
    for at, row in enumerate(rows["follow_ups"]):
        if at % 19 == 0:
            row["date"] = scene.as_of + timedelta(days=at % 3 - 1)
        if at % 21 == 0:
            row["done"] = (None, False)[at % 2]


def _sprinkle(rows: Rows, chance: Random, declared: Mapping[str, Table]) -> None:
    """Blank and bad cells all over."""
    for table, found in rows.items():
        for column in declared[table].columns:
            if not column.kind.is_code:
                _spoil(found, column, chance)


def _spoil(found: Sequence[Row], column: Column, chance: Random) -> None:
    bad = BAD.get(column.kind.name, ())
    for at, row in enumerate(found):
        drawn = chance.random()
        if drawn < BLANK or at == len(found) // 3:
            row[column.key] = None
        elif bad and (drawn < BLANK + NOT_UNDERSTOOD or at == len(found) // 2):
            row[column.key] = Raw(bad[int(chance.random() * len(bad))])
