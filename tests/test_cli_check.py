"""`xlcrm check` as a user runs it: fixing, marking, the list for the reviews, and several books at once."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

import xlcrm
from tests.support.generate import plain_book
from xlcrm.cli import main
from xlcrm.commands import processes
from xlcrm.labels import LANGUAGES
from xlcrm.sample import sample_book

ERROR, FIXABLE, WARNING = "大约五千", "１２万", "1380013800"


def run(*arguments: Any) -> Result:
    return CliRunner(env={"LANG": "en_US.UTF-8"}).invoke(main, ["check", *map(str, arguments)])


def book_of(path: Path, phone: str = "13800138000", income: Any = 5000) -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "客户信息"
    sheet.append(["客户编号", "客户名称", "手机", "年收入"])
    sheet.append(["C001", "张三", phone, income])
    workbook.save(path)
    return path


@pytest.fixture
def fixable(tmp_path: Path) -> Path:
    return book_of(tmp_path / "book.xlsx", income=FIXABLE)


@pytest.mark.parametrize(
    ("cells", "code"),
    [({}, 0), ({"phone": WARNING}, 0), ({"income": FIXABLE}, 0), ({"income": ERROR}, 1)],
)
def test_only_an_error_makes_the_status_1(tmp_path: Path, cells: dict[str, Any], code: int) -> None:
    assert run(book_of(tmp_path / "book.xlsx", **cells)).exit_code == code


def test_a_file_that_cannot_be_read_makes_it_2(tmp_path: Path) -> None:
    assert run(tmp_path / "none.xlsx").exit_code == 2


@pytest.mark.parametrize("mode", [[], ["--format", "json"], ["--review"], ["--fix", "--dry-run"]])
def test_rules_are_selected_in_every_mode(tmp_path: Path, mode: list[str]) -> None:
    book = book_of(tmp_path / "book.xlsx", income=ERROR, phone=WARNING)
    assert "V201" not in run(book, *mode, "--select", "V6").stdout
    assert "V601" not in run(book, *mode, "--ignore", "V6").stdout
    assert run(book, *mode, "--select", "V6").exit_code == 0


@pytest.mark.parametrize("several_books", [False, True])
def test_a_code_that_no_rule_has_is_refused(fixable: Path, several_books: bool) -> None:
    result = run(*[fixable] * (1 + several_books), "--select", "Q1")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def test_fix_says_each_cell_and_keeps_a_copy(fixable: Path) -> None:
    before = fixable.read_bytes()
    result = run(fixable, "--fix")
    assert result.stdout.splitlines()[0] == '客户信息!D2: "１２万" -> 120000'
    (backup,) = fixable.with_name("book.xlsx.xlcrm").iterdir()
    assert backup.read_bytes() == before
    assert "before-fix" in backup.name


def test_undo_takes_a_fix_back(fixable: Path) -> None:
    before = fixable.read_bytes()
    run(fixable, "--fix")
    CliRunner().invoke(main, ["undo", str(fixable)])
    assert fixable.read_bytes() == before


def test_fixing_twice_writes_once(fixable: Path) -> None:
    run(fixable, "--fix")
    before = fixable.read_bytes()
    result = run(fixable, "--fix")
    assert "->" not in result.stdout
    assert fixable.read_bytes() == before
    assert len(list(fixable.with_name("book.xlsx.xlcrm").iterdir())) == 1


def test_a_dry_run_shows_and_writes_nothing(fixable: Path) -> None:
    before = fixable.read_bytes()
    result = run(fixable, "--fix", "--dry-run")
    assert '客户信息!D2: "１２万" -> 120000' in result.stdout
    assert fixable.read_bytes() == before
    assert [path.name for path in fixable.parent.iterdir()] == ["book.xlsx"]


def test_a_fixed_book_is_checked_as_it_is_then(fixable: Path) -> None:
    assert "V402" in run(fixable).stdout
    assert "V402" not in run(fixable, "--fix").stdout


def test_fixes_are_in_the_json(fixable: Path) -> None:
    (book,) = json.loads(run(fixable, "--fix", "--format", "json").stdout)["books"]
    assert book["fixes"] == [{"sheet": "客户信息", "cell": "D2", "before": "１２万", "after": 120000}]


def test_a_book_that_is_open_is_not_fixed(fixable: Path) -> None:
    before = fixable.read_bytes()
    fixable.with_name("~$book.xlsx").write_bytes(b"")
    result = run(fixable, "--fix")
    assert (result.exit_code, fixable.read_bytes()) == (2, before)


@pytest.mark.parametrize("options", [["--dry-run"], ["--report", "{book}"], ["--report", "{folder}/out.ods"]])
def test_options_that_make_no_sense_are_refused(fixable: Path, options: list[str]) -> None:
    before = fixable.read_bytes()
    given = [option.format(book=fixable, folder=fixable.parent) for option in options]
    result = run(fixable, *given)
    assert (result.exit_code, result.stderr.count("\n"), fixable.read_bytes()) == (2, 1, before)


def test_report_writes_a_marked_copy(fixable: Path, tmp_path: Path) -> None:
    before, out = fixable.read_bytes(), tmp_path / "out.xlsx"
    assert run(fixable, "--report", out).exit_code == 0
    assert "V402" in openpyxl.load_workbook(out)["客户信息"]["D2"].comment.text
    assert fixable.read_bytes() == before


def test_one_report_is_for_one_book(fixable: Path, tmp_path: Path) -> None:
    assert run(fixable, fixable, "--report", tmp_path / "out.xlsx").exit_code == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_review_lists_customers_under_their_manager(tmp_path: Path, language: str) -> None:
    path = tmp_path / "book.xlsx"
    xlcrm.build(sample_book("en"), path)
    out = run(path, "--review", "--lang", language).stdout
    (book,) = json.loads(run(path, "--review", "--format", "json").stdout)["books"]
    listed = [customer["customer_id"] for group in book["review"]["managers"] for customer in group["customers"]]
    assert [line.split()[0] for line in out.splitlines() if line.startswith("  C")] == listed


def test_several_books_are_told_of_in_the_order_given(tmp_path: Path) -> None:
    books = [book_of(tmp_path / f"b{n}.xlsx", phone=WARNING) for n in (3, 1, 2)]
    result = run(*books)
    assert [line.split(": ")[0] for line in result.stdout.splitlines() if "V601" in line] == [str(b) for b in books]
    closing = [line for line in result.stderr.splitlines() if line.startswith(str(tmp_path))]
    assert [line.split(": ")[0] for line in closing] == [str(book) for book in books]


def test_several_books_have_one_status(tmp_path: Path) -> None:
    good, bad = book_of(tmp_path / "good.xlsx"), book_of(tmp_path / "bad.xlsx", income=ERROR)
    assert run(good, good).exit_code == 0
    assert run(good, bad).exit_code == 1
    result = run(bad, tmp_path / "none.xlsx", good)
    assert result.exit_code == 2
    assert "V201" in result.stdout


def test_several_books_are_one_object_in_json(tmp_path: Path) -> None:
    books = [book_of(tmp_path / f"b{n}.xlsx", income=ERROR) for n in range(3)]
    found = json.loads(run(*books, "--format", "json").stdout)
    assert [book["path"] for book in found["books"]] == [str(book) for book in books]
    assert found["summary"]["errors"] == 3


def test_several_books_are_fixed_each_with_a_copy(tmp_path: Path) -> None:
    books = [book_of(tmp_path / f"b{n}.xlsx", income=FIXABLE) for n in range(2)]
    result = run(*books, "--fix")
    assert [f'{book}: 客户信息!D2: "１２万" -> 120000' in result.stdout for book in books] == [True, True]
    assert all(book.with_name(book.name + ".xlcrm").is_dir() for book in books)


def test_one_after_the_other_comes_to_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    books = [plain_book(tmp_path / f"b{n}.xlsx", 20) for n in range(3)]
    side_by_side = run(*books, "--format", "json").stdout
    monkeypatch.setattr(processes, "processors", lambda: 1)
    assert run(*books, "--format", "json").stdout == side_by_side
