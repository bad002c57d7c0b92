"""The worked examples of CONTRIBUTING.md, carried out in a copy of the package, work without anything else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.support.recalc import compare, formula_count
from tests.support.worked_examples import copy_with_examples


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("toys")


@pytest.fixture(scope="module")
def said(folder: Path) -> dict[str, Any]:
    copy_with_examples(folder)
    done = subprocess.run(
        [sys.executable, "-m", "tests.subjects.at_work", folder],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads((folder / "seen.json").read_text(encoding="utf-8"))
    return found


PETS = ["Customer ID", "Pet Name", "Species", "Born", "Pet No", "Chip No"]
CORE = ["customers", "follow_ups", "purchases", "insurance", "assets"]


def test_a_book_that_did_not_ask_has_no_trace_of_them(said: dict[str, Any], folder: Path) -> None:
    assert list(said["plain"]["tables"]) == CORE
    assert said["plain read"] == said["plain"] | {"findings": said["plain read"]["findings"]}
    assert "locker" not in said["plain"]["customers"]
    book = openpyxl.load_workbook(folder / "plain.xlsx")
    assert not {"Pets", "Parcels"} & set(book.sheetnames)
    assert not {name for name in book.defined_names if "parcel" in name}
    texts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [text for text in texts if "Locker" in text or "parcel" in text.casefold() or "Species" in text]


def test_a_book_that_asked_has_them_and_keeps_them(said: dict[str, Any]) -> None:
    assert list(said["asked"]["tables"]) == [*CORE, "pets", "vaccinations", "parcels"]
    assert said["asked"]["customers"][-1] == "locker"
    assert said["asked read"]["tables"] == said["asked"]["tables"]
    assert said["asked again"]
    assert said["plain again"]


def test_references_to_any_table_are_checked(said: dict[str, Any]) -> None:
    found = {(table, column) for _, table, column, _ in said["asked read"]["findings"] if table == "parcels"}
    assert {("parcels", "recipient"), ("parcels", "policy")} <= found


def test_values_in_a_column_bring_its_subject_in_and_a_header_alone_does_not(said: dict[str, Any]) -> None:
    assert said["a header alone"]["subjects"] == said["plain"]["subjects"]
    assert "locker" not in said["a header alone"]["customers"]
    assert said["own column"] == ["Box No"]
    assert said["a value"]["subjects"] == [*said["plain"]["subjects"], "parcels"]
    assert said["a value"]["customers"][-1] == "locker"


def test_a_blank_book_that_asked_has_them_too(said: dict[str, Any]) -> None:
    assert said["blank"]["tables"] == dict.fromkeys([*CORE, "pets", "vaccinations", "parcels"], 0)


def test_a_sheet_of_the_users_own_that_is_called_like_a_table_stays_theirs(said: dict[str, Any]) -> None:
    assert said["another sheet"] == said["plain"]["subjects"]


def test_rows_that_are_gone_stop_a_build(said: dict[str, Any]) -> None:
    assert "Pets" in said["refused"]


def test_importing_a_table_brings_its_subject_in(said: dict[str, Any]) -> None:
    assert said["imported"] == ["Rex"]


def test_ids_of_any_table_get_their_zeros_back(said: dict[str, Any]) -> None:
    assert said["numbers"] == [None, "0001", "0009"]


def test_a_sheet_offers_the_rows_that_its_references_name(said: dict[str, Any], folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "asked.xlsx")
    rules = {rule.formula1: str(rule.sqref) for rule in book["Parcels"].data_validations.dataValidation}
    assert rules["customer_ids"].startswith("D2:")
    assert rules["insurance_rows"].startswith("E2:")
    assert rules["parcels_rows"].startswith("F2:")
    assert book.defined_names["parcels_rows"].attr_text == "Parcels[Parcel No]"


def test_only_the_rows_of_customers_get_their_names(said: dict[str, Any], folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "asked.xlsx")
    assert [cell.value for cell in book["Pets"][1]] == [*PETS, "Customer Name"]
    assert [cell.value for cell in book["Parcels"][1]][-1] == "Inside Parcel"


def test_the_guide_and_settings_tell_of_them(said: dict[str, Any], folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "asked.xlsx")
    guide = [str(cell.value) for row in book["Guide"].iter_rows() for cell in row if cell.value]
    assert "One row per pet. A blank Species means Dog" in guide
    settings = [str(cell.value) for row in book["Settings"].iter_rows() for cell in row if cell.value]
    assert "Heaviest parcel, kg" in settings


def test_their_measures_stand_on_overview_in_a_folded_group_of_their_own(said: dict[str, Any], folder: Path) -> None:
    sheet = openpyxl.load_workbook(folder / "asked.xlsx")["Overview"]
    headers = [cell.value for cell in sheet[4]]
    first = headers.index("Dogs")
    assert headers[first - 1 : first + 5] == ["Overdue", "Dogs", "Small Pets", "Cats", "Youngest Pet", None]
    assert sheet.cell(3, first + 1).value == "Pets"
    column = sheet.column_dimensions[sheet.cell(4, first + 1).column_letter]
    assert (column.outlineLevel, column.hidden) == (1, True)
    assert "Dogs" not in [cell.value for cell in openpyxl.load_workbook(folder / "plain.xlsx")["Overview"][4]]


def test_what_they_ask_for_is_on_the_list(said: dict[str, Any], folder: Path) -> None:
    for name, listed in (("asked", True), ("plain", False)):
        sheet = openpyxl.load_workbook(folder / f"{name}.xlsx")["To-do"]
        texts = {str(cell.value) for row in sheet.iter_rows() for cell in row}
        assert ("A cat arrives" in texts) == listed


def test_another_engine_computes_the_same(said: dict[str, Any], folder: Path) -> None:
    assert formula_count(folder / "asked.xlsx") > 0
    assert compare(folder / "asked.xlsx") == []
