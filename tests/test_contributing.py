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
from tests.support.worked_examples import copy_with_examples, examples

pytestmark = pytest.mark.xdist_group("worked examples")


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
MEASURES = ["Dogs", "Small Pets", "Cats", "Rabies Shots", "Youngest Pet"]
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
    rules = {rule.formula1: str(rule.sqref) for rule in book["Vaccinations"].data_validations.dataValidation}
    assert rules["pets_rows"].startswith("A2:")


def test_only_the_rows_of_customers_get_their_names(said: dict[str, Any], folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "asked.xlsx")
    assert [cell.value for cell in book["Pets"][1]] == [*PETS, "Customer Name"]
    assert [cell.value for cell in book["Parcels"][1]][-1] == "Inside Parcel"


def test_rows_owned_by_another_tables_rows_belong_to_its_customers(said: dict[str, Any], folder: Path) -> None:
    sheet = openpyxl.load_workbook(folder / "asked.xlsx", data_only=True)["Vaccinations"]
    headers, *rows = sheet.iter_rows(values_only=True)
    assert headers == ("Pet No", "Vaccine", "Given On", "Due Again", "Customer ID")
    pets = openpyxl.load_workbook(folder / "asked.xlsx", data_only=True)["Pets"]
    owner_of = {row[4]: row[0] for row in pets.iter_rows(min_row=2, values_only=True)}
    assert [row[4] for row in rows if row[0]] == [owner_of[row[0]] for row in rows if row[0]]
    assert said["shots"] == [row[4] for row in rows if row[0]]


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
    assert headers[first - 1 : first + 6] == ["Overdue", *MEASURES, None]
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


def test_the_new_rules_find_what_their_cases_mark(said: dict[str, Any]) -> None:
    assert said["rules"] == dict.fromkeys(("B407", "D901", "D902", "B901"), True)


def test_the_commands_tell_of_the_new_columns_and_rules(said: dict[str, Any]) -> None:
    for text in ("Nickname", "Chip No", "Due Again", "B407", "D901", "D902", "B901"):
        assert text in said["printed"]


def test_the_new_column_and_measure_are_in_every_book(said: dict[str, Any], folder: Path) -> None:
    assert "nickname" in said["plain read"]["customers"]
    assert "Last Call" in [cell.value for cell in openpyxl.load_workbook(folder / "plain.xlsx")["Overview"][4]]


def test_their_page_and_card_list_are_in_a_book_that_asked(said: dict[str, Any], folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "asked.xlsx")
    assert [cell.value for cell in book["Pets at a Glance"]["A"]][3:6] == ["Species", "Cats", "Dogs"]
    assert "Pets" in [cell.value for cell in book["Client Card"]["A"]]
    plain = openpyxl.load_workbook(folder / "plain.xlsx")
    assert "Pets at a Glance" not in plain.sheetnames
    assert "Pets" not in [cell.value for cell in plain["Client Card"]["A"]]


def test_what_is_sensitive_does_not_leave_the_book_in_a_pack(said: dict[str, Any]) -> None:
    assert "Review" in said["packed"]
    assert "left out" in said["packed"]
    assert "9001000" not in said["packed"]


def test_a_language_is_one_file(said: dict[str, Any]) -> None:
    assert said["german"]["language"] == "de"
    assert {"Kunden", "Haustiere", "Overview"} <= set(said["german"]["sheets"])
    assert said["german"]["species"] == ["cat"]


def test_a_tier_method_is_one_file(said: dict[str, Any], folder: Path) -> None:
    assert said["ranked"][:3] == [2, 3, 0]
    assert compare(folder / "ranked.xlsx") == []
    settings = openpyxl.load_workbook(folder / "ranked.xlsx")["Settings"]
    assert [settings["B12"].value, settings["B13"].value] == ["Customers so far", 2]


def test_the_examples_are_written_as_the_package_is(said: dict[str, Any], folder: Path) -> None:
    for command in (["check", "."], ["format", "--check", "xlcrm"]):
        ruff = [sys.executable, "-m", "ruff", *command, "--no-cache"]
        found = subprocess.run(ruff, cwd=folder, capture_output=True, text=True, check=False)
        assert found.returncode == 0, found.stdout


def test_every_kind_of_addition_has_an_example() -> None:
    paths = [example.path for example in examples()]
    assert len(paths) == len(set(paths))
    for name in ("tables", "measures", "rules", "todo", "page", "card", "sample"):
        assert f"xlcrm/subjects/pets/{name}.py" in paths
