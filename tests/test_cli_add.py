"""Subjects that are added to a book, or that it starts with: run in a copy with CONTRIBUTING.md's pets and parcels."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.filecheck import assert_sound
from tests.support.recalc import compare
from tests.support.worked_examples import examples
from tests.writing.users import by_openpyxl, cell, titles, type_in
from xlcrm.ooxml import Package
from xlcrm.reading.settings import area_of
from xlcrm.schema.kits import KITS

ROOT = Path(__file__).resolve().parents[1]
Done = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("toys")
    shutil.copytree(ROOT / "xlcrm", folder / "xlcrm", ignore=shutil.ignore_patterns("__pycache__"))
    for example in examples():
        if example.path.startswith(("xlcrm/subjects/pets/", "xlcrm/subjects/parcels/")):
            example.carry_out(folder)
    run(folder, "init", folder / "sample.xlsx", "--sample", "--lang", "en")
    run(folder, "init", folder / "blank.xlsx", "--lang", "en")
    return folder


@pytest.fixture
def book(home: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(home / "sample.xlsx", tmp_path / "book.xlsx"))


@pytest.fixture
def blank(home: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(home / "blank.xlsx", tmp_path / "blank.xlsx"))


def run(home: Path, *arguments: object, stdin: str = "") -> Done:
    return subprocess.run(
        [sys.executable, "-m", "xlcrm", *map(str, arguments)],
        cwd=home,
        env=os.environ | {"PYTHONPATH": str(home), "LANG": "en_US.UTF-8"},
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )


def setting(path: Path, name: str) -> str:
    """The cell of Settings that has a name."""
    named = {each.name: each.text for each in Package.from_bytes(path.read_bytes()).defined_names}
    area = area_of(named[name])
    assert area is not None
    return f"B{area[1] + 1}"


def names(path: Path) -> set[str]:
    return {each.name for each in Package.from_bytes(path.read_bytes()).defined_names}


def backups(path: Path) -> list[str]:
    return sorted(each.name for each in path.with_name(path.name + ".xlcrm").glob("*"))


def headers(path: Path, title: str) -> list[object]:
    import openpyxl

    return [each.value for each in openpyxl.load_workbook(path)[title][1]]


def test_add_puts_tables_columns_and_pages_into_the_book(home: Path, book: Path) -> None:
    before = book.read_bytes()
    done = run(home, "add", book, "pets", "parcels")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("added Pets, Parcels; wrote ")
    assert {"Pets", "Parcels"} < set(titles(book))
    assert "Locker" in headers(book, "Customers")
    assert headers(book, "Pets")[:2] == ["Customer ID", "Pet Name"]
    assert len(backups(book)) == 1
    assert "_before-add" in backups(book)[0]
    assert_sound(book)
    assert compare(book) == []
    assert "is up to date" in run(home, "build", book).stdout
    assert run(home, "undo", book).returncode == 0
    assert book.read_bytes() == before


def test_add_works_on_a_blank_book_and_on_a_plain_one(home: Path, blank: Path, tmp_path: Path) -> None:
    assert run(home, "add", blank, "pets").returncode == 0
    assert "Pets" in titles(blank)
    plain = Path(shutil.copy(ROOT / "examples" / "customers.en.xlsx", tmp_path / "plain.xlsx"))
    assert run(home, "add", plain, "pets").returncode == 0
    assert {"Pets", "Overview"} < set(titles(plain))


def test_what_is_there_is_said_and_nothing_changes(home: Path, book: Path) -> None:
    run(home, "add", book, "pets")
    before, kept = book.read_bytes(), backups(book)
    done = run(home, "add", book, "Pets", "customers")
    assert done.returncode == 0
    assert done.stdout.startswith(("Pets, Customers: there already; ", "Pets, Customer")), done.stdout
    assert (book.read_bytes(), backups(book)) == (before, kept)


def test_an_unknown_subject_is_one_line_with_the_list(home: Path, book: Path) -> None:
    before = book.read_bytes()
    done = run(home, "add", book, "pets", "zoo")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "zoo" in done.stderr
    assert "pets, parcels" in done.stderr
    assert (book.read_bytes(), backups(book)) == (before, [])


@pytest.mark.unsound_files
def test_an_encrypted_book_stays_encrypted(home: Path, book: Path) -> None:
    from xlcrm.writing.save import encrypt

    book.write_bytes(encrypt(book.read_bytes(), "secret"))
    done = run(home, "add", book, "pets", "--password-stdin", stdin="secret\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert not book.read_bytes().startswith(b"PK")
    done = run(home, "add", book, "pets", "--password-stdin", stdin="secret\n")
    assert "there already" in done.stdout


def test_a_book_that_is_open_in_excel_is_refused(home: Path, book: Path) -> None:
    before = book.read_bytes()
    book.with_name("~$book.xlsx").write_bytes(b"\x05Ann" + b"\0" * 160)
    done = run(home, "add", book, "pets")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert "~$book.xlsx" in done.stderr
    assert (book.read_bytes(), backups(book)) == (before, [])


@pytest.mark.unsound_files
def test_what_was_asked_for_is_remembered_while_it_is_empty(home: Path, blank: Path) -> None:
    """Also by its columns alone, without its table's sheet, and in another language."""
    run(home, "add", blank, "parcels")
    run(home, "build", blank, "--allow-empty", "--lang", "zh-TW")
    assert "包裹" in titles(blank)
    assert cell(blank, "設定", setting(blank, "subject_parcels")).value == "是"
    blank.write_bytes(without(blank, "包裹"))
    done = run(home, "build", blank, "--allow-empty")
    assert done.returncode == 0, done.stderr
    assert "包裹" in titles(blank)
    assert "寄存櫃" in headers(blank, "客戶資料")


def without(path: Path, *titles: str) -> bytes:
    package = Package.from_bytes(path.read_bytes())
    for title in titles:
        package.remove_sheet(next(entry for entry in package.sheets if entry.title == title))
    return package.to_bytes()


@pytest.mark.unsound_files
def test_no_and_a_deleted_sheet_take_an_empty_subject_out(home: Path, blank: Path) -> None:
    run(home, "add", blank, "pets,parcels")
    type_in(blank, "Settings", {setting(blank, "subject_pets"): "否"})
    assert "Pets" in titles(blank)
    blank.write_bytes(without(blank, "Pets", "Vaccinations"))
    assert run(home, "build", blank, "--allow-empty").returncode == 0
    assert "Pets" not in titles(blank)
    assert "subject_pets" not in names(blank)
    assert "Parcels" in titles(blank)
    assert_sound(blank)
    assert "is up to date" in run(home, "build", blank, "--allow-empty").stdout
    run(home, "add", blank, "pets")
    assert "Pets" in titles(blank)


def test_no_drops_no_data(home: Path, book: Path) -> None:
    run(home, "add", book, "pets")
    type_in(book, "Pets", {"A2": "C0001", "B2": "Rex"})
    type_in(book, "Settings", {setting(book, "subject_pets"): "no"})
    assert run(home, "build", book).returncode == 0
    assert cell(book, "Pets", "B2").value == "Rex"
    assert cell(book, "Settings", setting(book, "subject_pets")).value == "No"
    assert run(home, "add", book, "pets").stdout.startswith("added Pets; ")
    assert cell(book, "Settings", setting(book, "subject_pets")).value == "Yes"


@pytest.mark.unsound_files
def test_rows_gone_with_their_sheet_stop_a_build_once(home: Path, book: Path) -> None:
    run(home, "add", book, "pets")
    type_in(book, "Pets", {"A2": "C0001", "B2": "Rex"})
    run(home, "build", book)
    type_in(book, "Settings", {setting(book, "subject_pets"): "no"})
    book.write_bytes(without(book, "Pets", "Vaccinations"))
    assert run(home, "build", book).returncode == 2
    assert run(home, "build", book, "--allow-empty").returncode == 0
    assert "Pets" not in titles(book)
    assert run(home, "build", book).returncode == 0


def test_the_columns_of_a_subject_alone_bring_it_in_and_settings_keeps_it(home: Path, book: Path) -> None:
    def lockers(workbook: object) -> None:
        sheet = workbook["Customers"]  # type: ignore[index]
        column = sheet.max_column + 1
        sheet.cell(1, column, "Locker")
        sheet.cell(2, column, "B 7")

    book.write_bytes(by_openpyxl(book.read_bytes(), lockers))
    run(home, "build", book)
    assert cell(book, "Settings", setting(book, "subject_parcels")).value == "Yes"
    assert "Parcels" in titles(book)


@pytest.mark.parametrize("kit", KITS)
def test_building_a_book_of_a_kit_again_changes_nothing(home: Path, tmp_path: Path, kit: str) -> None:
    for sample in ((), ("--sample",)):
        path = tmp_path / f"{kit}{len(sample)}.xlsx"
        done = run(home, "init", path, "--kit", kit, "--lang", "en", *sample)
        assert done.returncode == 0, done.stderr
        assert ("Pets, Parcels" in done.stdout) == (kit == "full")
        assert "is up to date" in run(home, "build", path, "--allow-empty").stdout
        assert_sound(path)
        assert ("Coverage" in titles(path)) == (bool(sample) or kit not in ("sales", "retail"))


def test_a_book_starts_with_subjects_and_a_kit(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    done = run(home, "init", path, "--kit", "sales", "--with", "pets,parcels", "--lang", "en")
    assert done.stdout.startswith(f"Made {path}; with Pets, Parcels")
    assert "without Review Report, Coverage until their tables have rows" in done.stdout
    assert {"Pets", "Parcels"} < set(titles(path))
    done = run(home, "init", tmp_path / "other.xlsx", "--kit", "farm")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "retail" in done.stderr
    assert not (tmp_path / "other.xlsx").exists()


def test_help_says_what_there_is(home: Path) -> None:
    assert "parcels" in run(home, "add", "--help").stdout
    said = run(home, "init", "--help").stdout
    assert "Everything: pets, parcels" in said or "pets, parcels" in said


def test_columns_and_rules_say_whose_they_are(home: Path) -> None:
    said = run(home, "columns", "--lang", "en").stdout
    assert "pets  Pets (subject: pets)" in said
    locker = next(line for line in said.splitlines() if line.startswith("  locker"))
    assert locker.endswith("(subject: parcels)")
    assert "(subject:" not in run(home, "columns", "follow_ups", "--lang", "en").stdout


def test_a_book_without_a_subject_hears_nothing_of_it(home: Path, book: Path) -> None:
    said = run(home, "check", book).stdout.casefold()
    assert "pets" not in said
    assert "parcel" not in said
