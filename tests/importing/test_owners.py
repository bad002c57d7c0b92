"""Whose rows an import takes: a table may belong to nobody, or to another table than Customers."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from xlcrm.importing import ImportPlan, OnMatch, plan_import
from xlcrm.labels import same
from xlcrm.model.book import Book
from xlcrm.model.records import Records, Source
from xlcrm.reading.incoming import Incoming
from xlcrm.schema.settings import default_settings
from xlcrm.schema.types import MONEY, TEXT, Column, Kind, Table

PARCELS = Table(
    "parcels",
    same("Parcels"),
    aliases=(),
    excel_name="Parcels",
    columns=(
        Column("parcel", TEXT, same("Parcel"), required=True),
        Column("carrier", TEXT, same("Carrier")),
        Column("weight", MONEY, same("Weight")),
    ),
    keys=(("parcel",),),
)
STAMPS = Table(
    "stamps",
    same("Stamps"),
    aliases=(),
    excel_name="Stamps",
    columns=(
        Column("stamp", TEXT, same("Stamp"), required=True),
        Column("parcel", Kind("ref", refers_to="parcels"), same("Parcel"), required=True),
    ),
    keys=(("stamp",),),
    owner="parcel",
)


def records(table: Table, rows: list[tuple[object, ...]]) -> Records:
    columns = {
        column.key: pd.Series([row[i] for row in rows], dtype="float64" if column.kind.is_number else object)
        for i, column in enumerate(table.columns)
    }
    places = {column.key: i for i, column in enumerate(table.columns)}
    return Records(table, columns, sources=(Source(table.key, 1, places),), length=len(rows))


def plan(
    table: Table, ours: list[tuple[object, ...]], theirs: list[tuple[object, ...]], on_match: OnMatch = "skip"
) -> ImportPlan:
    book = Book(language="en", settings=default_settings("en", "pyramid"), as_of=date(2026, 3, 31))
    book.tables[table.key] = records(table, ours)
    incoming = Incoming(
        Path("theirs.csv"), records(table, theirs), [None] * len(theirs), (), (), frozenset(), same("text"), {}
    )
    return plan_import(book, incoming, on_match, new_customers=True)


@pytest.mark.parametrize("on_match", ["skip", "update"])
def test_rows_of_a_table_that_belongs_to_nobody_are_new_or_known_by_its_key(on_match: OnMatch) -> None:
    ours = [("P1", "post", 2.0), ("P2", "post", None)]
    found = plan(PARCELS, ours, [("P1", "post", 2.0), ("p2", None, 3.0), ("P3", None, 1.0)], on_match)
    assert [row.kind for row in found.rows] == ["unchanged", "updated" if on_match == "update" else "skipped", "new"]
    assert found.customers == []
    assert "parcels!A3" in found.rows[1].reasons[0].in_("en") or on_match == "update"
    assert found.changes.additions == {"parcels": [{"parcel": "P3", "weight": 1.0}]}


def test_rows_of_a_table_that_another_table_owns_need_no_customer() -> None:
    found = plan(STAMPS, [("S1", "P1")], [("S1", "P1"), ("S2", "P2"), ("S3", None)])
    assert [row.kind for row in found.rows] == ["unchanged", "new", "invalid"]
    assert [reason.in_("en") for reason in found.rows[2].reasons] == ["Parcel missing"]
