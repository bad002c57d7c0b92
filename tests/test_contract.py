"""The declarations say what the contract with the users says: names, labels, aliases and types."""

import csv
import os
from pathlib import Path

import pytest

from xlcrm.labels import LANGUAGES, Labels
from xlcrm.schema.measures import MEASURE_COLUMNS
from xlcrm.schema.sheets import GENERATED
from xlcrm.schema.tables import ENUMS, TABLES
from xlcrm.schema.types import Column, Enum

BESIDE = Path(__file__).parent.parent.parent / "shared" / "contract"


def rows(name: str) -> list[dict[str, str]]:
    path = Path(os.environ.get("XLCRM_CONTRACT", BESIDE)) / f"{name}.csv"
    if not path.exists():
        pytest.skip("the contract is not here")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def texts(labels: Labels) -> tuple[str, ...]:
    return tuple(labels)


def told(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row[language] for language in LANGUAGES)


def aliases(row: dict[str, str]) -> list[str]:
    return [alias for alias in row["aliases"].split("|") if alias]


def kind_of(column: Column) -> str:
    if isinstance(column.kind, Enum):
        return f"enum:{column.kind.key}"
    return "ref:customers" if column.kind.name == "ref" else column.kind.name


def test_tables() -> None:
    assert [(t.key, texts(t.labels), list(t.aliases), t.excel_name) for t in TABLES] == [
        (row["table"], told(row), aliases(row), row["excel_table"]) for row in rows("tables")
    ]


def test_columns() -> None:
    ids = next(aliases(row) for row in rows("columns") if (row["table"], row["column"]) == ("customers", "customer_id"))
    assert [
        (t.key, c.key, kind_of(c), c.required, texts(c.labels), list(c.aliases)) for t in TABLES for c in t.columns
    ] == [
        (
            row["table"],
            row["column"],
            row["type"],
            row["required"] == "yes",
            told(row),
            ids if row["aliases"].startswith("(as") else aliases(row),
        )
        for row in rows("columns")
    ]


def test_unique_columns() -> None:
    declared = {(t.key, c.key) for t in TABLES for c in t.columns if c.unique or c.unique_with}
    assert declared == {(row["table"], row["column"]) for row in rows("columns") if row["unique"] == "yes"}


def test_lists() -> None:
    assert [(e.key, c.key, texts(c.labels), list(c.aliases)) for e in ENUMS.values() for c in e.choices] == [
        (row["enum"], row["value"], told(row), aliases(row)) for row in rows("enums")
    ]


def test_measures() -> None:
    assert [(c.key, c.kind.name, texts(c.labels)) for c in MEASURE_COLUMNS] == [
        (row["measure"], row["type"], told(row)) for row in rows("measures")
    ]


def test_generated_sheets() -> None:
    assert [(s.key, texts(s.labels)) for s in GENERATED] == [(row["sheet"], told(row)) for row in rows("sheets")]


def test_no_two_columns_of_a_table_have_the_same_label() -> None:
    for table in TABLES:
        for language in LANGUAGES:
            labels = [column.labels.in_(language).casefold() for column in table.columns]
            assert len(labels) == len(set(labels)), (table.key, language)
