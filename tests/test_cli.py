"""The commands as a user runs them: what they print, how they exit, and that they leave alone what they refuse."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import xlcrm
from tests.support.books import make_book
from tests.support.generate import plain_book
from xlcrm.cli import main
from xlcrm.labels import LANGUAGES
from xlcrm.schema.settings import PRESETS


def run(*arguments: Any) -> Result:
    return CliRunner(env={"LANG": "en_US.UTF-8"}).invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    return plain_book(tmp_path / "plain.xlsx", 5)


def test_init_makes_a_sample_book_without_errors(tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    assert run("init", book, "--sample", "--lang", "zh-TW").exit_code == 0
    result = run("check", book, "--format", "json")
    report = json.loads(result.stdout)
    assert (result.exit_code, report["summary"]["errors"]) == (0, 0)
    assert report["books"][0]["language"] == "zh-TW"
    assert report["books"][0]["tables"]["customers"] == 40


@pytest.mark.parametrize("language", LANGUAGES)
def test_init_makes_a_blank_book(language: str, tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    assert run("init", book, "--lang", language, "--preset", "branch").exit_code == 0
    read = xlcrm.read(book)
    assert read.language == language
    assert read.settings.policy == PRESETS["branch"].policy(language)
    assert len(read.customers) == 0


def test_init_leaves_a_file_alone_that_is_there(plain: Path) -> None:
    before = plain.read_bytes()
    result = run("init", plain)
    assert (result.exit_code, plain.read_bytes()) == (2, before)
    assert result.stderr.count("\n") == 1


def test_build_makes_a_linked_book_of_a_plain_one(plain: Path, tmp_path: Path) -> None:
    before, out = plain.read_bytes(), tmp_path / "out.xlsx"
    result = run("build", plain, "-o", out, "--as-of", "2026-10-31")
    assert (result.exit_code, plain.read_bytes()) == (0, before)
    assert xlcrm.read(out) == xlcrm.read(plain)
    assert str(out) in result.stdout


def test_building_a_built_book_changes_nothing(plain: Path) -> None:
    run("build", plain, "--as-of", "2026-10-31")
    built = plain.read_bytes()
    assert run("build", plain).exit_code == 0
    assert plain.read_bytes() == built


def test_a_book_follows_from_one_language_to_another(plain: Path, tmp_path: Path) -> None:
    for language in LANGUAGES:
        out = tmp_path / f"{language}.xlsx"
        run("build", plain, "-o", out, "--lang", language, "--as-of", "2026-10-31")
        assert xlcrm.read(out).language == language
        assert xlcrm.read(out) == xlcrm.read(plain)


def test_two_builds_of_the_same_book_are_the_same_to_the_byte(plain: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "one.xlsx", tmp_path / "other.xlsx"
    for out in (one, other):
        run("build", plain, "-o", out, "--as-of", "2026-10-31")
    assert one.read_bytes() == other.read_bytes()


def test_undo_brings_the_book_back(plain: Path) -> None:
    before = plain.read_bytes()
    run("build", plain, "--as-of", "2026-10-31")
    assert plain.read_bytes() != before
    assert run("undo", plain).exit_code == 0
    assert plain.read_bytes() == before


def broken_book(path: Path) -> Path:
    """A book with a purchase of nobody."""
    bought = {"customer_id": "C9", "date": "2026-01-05", "product": "P", "amount": 1}
    xlcrm.build(make_book(customers=[{"customer_id": "C1", "name": "a"}], purchases=[bought]), path)
    return path


def test_errors_make_check_exit_with_1_and_name_the_cell(tmp_path: Path) -> None:
    result = run("check", broken_book(tmp_path / "book.xlsx"))
    assert result.exit_code == 1
    assert "购买记录!B2: 错误 K102" in result.stdout


def test_json_has_the_keys_of_the_design(tmp_path: Path) -> None:
    report = json.loads(run("check", broken_book(tmp_path / "book.xlsx"), "--format", "json").stdout)
    assert list(report) == ["books", "summary"]
    assert set(report["summary"]) == {"errors", "warnings", "infos"}
    book = report["books"][0]
    assert set(book) >= {"path", "language", "as_of", "tables", "findings"}
    keys = "code severity sheet cell table column row customer_id value message hint fixable"
    assert set(book["findings"][0]) == set(keys.split())


def test_bad_cells_do_not_stop_a_build_but_strict_says_so(tmp_path: Path) -> None:
    book = broken_book(tmp_path / "book.xlsx")
    assert run("build", book, "-o", tmp_path / "a.xlsx").exit_code == 0
    assert run("build", book, "-o", tmp_path / "b.xlsx", "--strict").exit_code == 1


def test_rules_can_be_chosen(tmp_path: Path) -> None:
    book = broken_book(tmp_path / "book.xlsx")
    assert run("check", book, "--ignore", "K102").exit_code == 0
    assert "K102" in run("check", book, "--select", "K").stdout
    assert run("check", book, "--select", "Q9").exit_code == 2


def test_messages_speak_the_language_that_is_asked_for(tmp_path: Path) -> None:
    assert "購買紀錄" in run("check", broken_book(tmp_path / "book.xlsx"), "--lang", "zh-TW").output


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 and nothing", b"name,phone\nx,1\n", b"<html></html>"])
def test_what_is_no_workbook_ends_in_one_line(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "book.bin"
    path.write_bytes(content)
    for command in ("check", "build"):
        result = run(command, path)
        assert (result.exit_code, result.stderr.count("\n"), result.stdout) == (2, 1, "")
        assert "Traceback" not in result.stderr
        assert path.read_bytes() == content


def test_a_book_without_customers_is_not_built(tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    run("init", book, "--lang", "en")
    before = book.read_bytes()
    assert run("build", book).exit_code == 2
    assert book.read_bytes() == before
    assert run("build", book, "--allow-empty").exit_code == 0


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_has_help(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert main.commands[command].help


def test_rules_and_columns_are_listed_and_explained() -> None:
    assert "K102" in run("rules").stdout
    assert "Good:" in run("rules", "K102").stdout
    assert "Purchase Date" in run("columns", "purchases").stdout
    assert run("columns", "nothing").exit_code == 2
    assert run("rules", "Q1").exit_code == 2


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, xlcrm.cli; sys.exit(any(m in sys.modules for m in ('pandas', 'lxml', 'openpyxl', 'xlsxwriter')))"
    )
    assert subprocess.run([sys.executable, "-c", code], env=os.environ, check=False).returncode == 0
