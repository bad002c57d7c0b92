"""The declarations say what the contract with the users says: names, labels, aliases and types."""

import csv
from collections.abc import Iterable
from pathlib import Path

import pytest

from xlcrm.labels import LANGUAGES, Labels
from xlcrm.schema.measures import MEASURE_COLUMNS
from xlcrm.schema.registry import subjects
from xlcrm.schema.sheets import GENERATED
from xlcrm.schema.subject import Subject
from xlcrm.schema.tables import ENUMS, TABLES
from xlcrm.schema.types import Column, Enum, Table

CONTRACT = Path(__file__).parent / "contract"
BESIDE = Path(__file__).parent.parent.parent / "shared" / "contract"

CORE = [table for subject in subjects() if subject.core for table in subject.tables]
OTHERS = [subject for subject in subjects() if not subject.core and (CONTRACT / "subjects" / subject.key).is_dir()]


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one file of the contract; none where a subject has no such file."""
    path = CONTRACT / f"{name}.csv"
    if not path.exists() and name.startswith("subjects/"):
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_contract_is_the_one_that_others_hold_to() -> None:
    if not BESIDE.is_dir():
        pytest.skip("the contract that others hold to is not here")
    files = {path.relative_to(CONTRACT) for path in CONTRACT.rglob("*.csv")}
    assert files == {path.relative_to(BESIDE) for path in BESIDE.rglob("*.csv")}
    assert [name for name in files if (CONTRACT / name).read_bytes() != (BESIDE / name).read_bytes()] == []


def texts(labels: Labels) -> tuple[str, ...]:
    return tuple(labels)


def promised_texts(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row[language] for language in LANGUAGES)


def aliases(row: dict[str, str]) -> list[str]:
    return [alias for alias in row["aliases"].split("|") if alias]


def kind_of(column: Column) -> str:
    if isinstance(column.kind, Enum):
        return f"enum:{column.kind.key}"
    return f"ref:{column.kind.refers_to}" if column.kind.refers_to else column.kind.name


def declared_tables(tables: Iterable[Table]) -> list[tuple[object, ...]]:
    return [(table.key, texts(table.labels), list(table.aliases), table.excel_name) for table in tables]


def promised_tables(name: str) -> list[tuple[object, ...]]:
    return [(row["table"], promised_texts(row), aliases(row), row["excel_table"]) for row in rows(name)]


def declared_columns(columns: Iterable[tuple[str, Column]]) -> list[tuple[object, ...]]:
    return [(key, c.key, kind_of(c), c.required, texts(c.labels), list(c.aliases)) for key, c in columns]


def promised_columns(name: str) -> list[tuple[object, ...]]:
    ids = next(aliases(row) for row in rows("columns") if (row["table"], row["column"]) == ("customers", "customer_id"))
    return [
        (
            row["table"],
            row["column"],
            row["type"],
            row["required"] == "yes",
            promised_texts(row),
            ids if row["aliases"].startswith("(as") else aliases(row),
        )
        for row in rows(name)
    ]


def test_tables() -> None:
    assert declared_tables(CORE) == promised_tables("tables")


def test_columns() -> None:
    declared = declared_columns((table.key, column) for table in CORE for column in table.columns)
    assert declared == promised_columns("columns")


def test_unique_columns() -> None:
    declared = {(t.key, c.key) for t in CORE for c in t.columns if c.unique or c.unique_with}
    assert declared == {(row["table"], row["column"]) for row in rows("columns") if row["unique"] == "yes"}


def test_lists() -> None:
    promised = rows("enums")
    keys = {row["enum"] for row in promised}
    declared = [e for e in ENUMS.values() if e.key in keys]
    assert [(e.key, c.key, texts(c.labels), list(c.aliases)) for e in declared for c in e.choices] == [
        (row["enum"], row["value"], promised_texts(row), aliases(row)) for row in promised
    ]


@pytest.mark.parametrize("subject", OTHERS, ids=lambda subject: subject.key)
def test_a_subject_is_as_its_own_contract_says(subject: Subject) -> None:
    folder = f"subjects/{subject.key}"
    own = [(table.key, column) for table in subject.tables for column in table.columns]
    added = [(key, column) for key, columns in subject.columns.items() for column in columns]
    assert declared_tables(subject.tables) == promised_tables(f"{folder}/tables")
    assert sorted(map(repr, declared_columns(own + added))) == sorted(map(repr, promised_columns(f"{folder}/columns")))
    assert {(key, c.key) for key, c in own + added if c.unique or c.unique_with} == {
        (row["table"], row["column"]) for row in rows(f"{folder}/columns") if row["unique"] == "yes"
    }
    lists = [column.kind for _, column in own + added if isinstance(column.kind, Enum)]
    declared = {(e.key, c.key, texts(c.labels), tuple(c.aliases)) for e in lists for c in e.choices}
    promised = {
        (row["enum"], row["value"], promised_texts(row), tuple(aliases(row))) for row in rows(f"{folder}/enums")
    }
    assert promised <= declared


def test_measures() -> None:
    names = ["measures", *(f"subjects/{subject.key}/measures" for subject in OTHERS)]
    promised = [(row["measure"], row["type"], promised_texts(row)) for name in names for row in rows(name)]
    assert [(c.key, c.kind.name, texts(c.labels)) for c in MEASURE_COLUMNS] == promised


def test_generated_sheets() -> None:
    others = {row["sheet"] for subject in OTHERS for row in rows(f"subjects/{subject.key}/sheets")}
    declared = [(s.key, texts(s.labels)) for s in GENERATED if s.key not in others]
    assert declared == [(row["sheet"], promised_texts(row)) for row in rows("sheets")]


def test_no_two_columns_of_a_table_have_the_same_label() -> None:
    for table in TABLES:
        for language in LANGUAGES:
            labels = [column.labels.in_(language).casefold() for column in table.columns]
            assert len(labels) == len(set(labels)), (table.key, language)
