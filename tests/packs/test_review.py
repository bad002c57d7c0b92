"""`xlcrm review` as a user runs it: who gets a pack, where it lies, what is said, and what is never lost."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from click.testing import CliRunner, Result

from tests.support.books import make_book
from xlcrm.cli import main
from xlcrm.ooxml.parts import Parts
from xlcrm.packs.choice import Choice, choose
from xlcrm.packs.naming import folders, safe
from xlcrm.packs.seal import is_sealed
from xlcrm.sample import sample_book
from xlcrm.writing import pdf


def run(*arguments: Any) -> Result:
    return CliRunner(env={"LANG": "en_US.UTF-8"}).invoke(main, ["review", *(str(argument) for argument in arguments)])


def holding(customer: str, value: float = 5.0, day: str = "2026-03-01") -> dict[str, Any]:
    return {"customer_id": customer, "review_date": day, "asset_class": "fund", "name": "基金", "value": value}


NAMES = (("C1", "王芳"), ("C2", "李娜"), ("C3", "张伟"))


def write_book(path: Path, names: Sequence[tuple[str | None, str]] = NAMES, value: float = 5.0) -> Path:
    """A book as a user keeps it, who has reviewed the first two of their customers."""
    with xlsxwriter.Workbook(path) as workbook:
        customers, assets = workbook.add_worksheet("客户信息"), workbook.add_worksheet("资产回顾")
        for row, cells in enumerate([("客户编号", "客户名称"), *names]):
            customers.write_row(row, 0, cells)
        reviews = [("C1", "2026-03-01", "基金", "天天", value), ("C2", "2026-02-01", "基金", "天天", 5.0)]
        for row, cells in enumerate([("客户编号", "回顾日期", "资产类别", "资产名称", "市值"), *reviews]):
            assets.write_row(row, 0, cells)
    return path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_book(tmp_path / "book.xlsx")


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_each_customer_has_a_folder_and_a_pack_named_by_the_day_of_the_review(book: Path, tmp_path: Path) -> None:
    result = run(book, "-o", tmp_path / "out", "--as-of", "2026-03-31")
    assert result.exit_code == 0
    found = ["C1 王芳/2026-03-01 资产回顾.xlsx", "C2 李娜/2026-02-01 资产回顾.xlsx", "C3 张伟/2026-03-31 资产回顾.xlsx"]
    assert files(tmp_path / "out") == found
    assert result.stdout.splitlines() == [str(tmp_path / "out" / one) for one in found]
    assert "写入 3 份回顾资料；用时" in result.stderr


def test_packs_may_be_in_another_language_than_the_book(book: Path, tmp_path: Path) -> None:
    run(book, "-o", tmp_path / "out", "--lang", "en", "--customer", "c1", "--as-of", "2026-03-31")
    assert files(tmp_path / "out") == ["C1 王芳/2026-03-01 Asset Review.xlsx"]
    assert openpyxl.load_workbook(next((tmp_path / "out").rglob("*.xlsx"))).sheetnames[0] == "Asset Review"


def test_customers_tiers_and_what_is_due_narrow_the_choice() -> None:
    read = sample_book("zh-CN")
    tiers = read.measures["tier"]
    everybody = choose(read, Choice())
    assert everybody == list(range(len(read.customers)))
    top = [row for row in everybody if tiers.iat[row] == "顶端客户"]
    assert choose(read, Choice(tiers=["1"])) == choose(read, Choice(tiers=[" 顶端客户 "])) == top
    assert set(choose(read, Choice(tiers=["顶端客户", "2"]))) > set(top)
    due = choose(read, Choice(due=True))
    assert 0 < len(due) < len(everybody)
    number = read.customers["customer_id"].iat[due[0]].lower()
    assert choose(read, Choice(customers=[number], due=True)) == due[:1]
    assert choose(read, Choice(tiers=["1"], due=True)) == [row for row in top if row in due]


def test_a_review_is_due_until_the_end_of_the_month() -> None:
    days = ["2025-12-31", "2026-01-01", "2026-02-28", "2026-03-01", "2026-03-02"]
    made = make_book(
        as_of=date(2026, 3, 2),
        customers=[{"customer_id": f"C{n}", "name": "n"} for n in range(5)],
        assets=[holding(f"C{n}", day=day) for n, day in enumerate(days)],
        purchases=[{"customer_id": f"C{n}", "date": "2026-02-01", "product": "金", "amount": 9.0} for n in range(5)],
    )
    # All are of the best tier, which is reviewed every 30 days: on 31 March at the latest, were they seen on the 1st.
    assert choose(made, Choice(due=True)) == [0, 1, 2, 3]


@pytest.mark.parametrize(("arguments", "said"), [(["--customer", "C9"], "C9"), (["--tier", "9"], "9")])
def test_who_there_is_not_stops_the_command_before_anything_is_written(
    arguments: list[str], said: str, book: Path, tmp_path: Path
) -> None:
    result = run(book, "-o", tmp_path / "out", *arguments)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert said in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_file_for_a_folder_is_refused(book: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("mine")
    assert run(book, "-o", taken).exit_code == 2
    assert taken.read_text() == "mine"


def test_a_second_run_changes_nothing(book: Path, tmp_path: Path) -> None:
    run(book, "-o", tmp_path / "out", "--as-of", "2026-03-31")
    before = {one: (tmp_path / "out" / one).read_bytes() for one in files(tmp_path / "out")}
    result = run(book, "-o", tmp_path / "out", "--as-of", "2026-03-31")
    assert {one: (tmp_path / "out" / one).read_bytes() for one in files(tmp_path / "out")} == before
    assert "3 份无需改动；用时" in result.stderr


def test_a_pack_that_its_user_saved_is_left_alone_and_an_untouched_one_is_renewed(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(book, "-o", out, "--as-of", "2026-03-31")
    mine = out / "C1 王芳" / "2026-03-01 资产回顾.xlsx"
    workbook = openpyxl.load_workbook(mine)
    workbook["下一步"]["A8"] = "客户希望降低风险"
    workbook.save(mine)
    saved = mine.read_bytes()
    write_book(book, value=8.0)
    run(book, "-o", out, "--as-of", "2026-03-31")
    assert mine.read_bytes() == saved
    assert "C1 王芳/2026-03-01 资产回顾 (2).xlsx" in files(out)
    assert not [one for one in files(out) if one.startswith("C2") and "(2)" in one]


def test_a_pack_is_known_by_what_it_shows_not_by_its_times(book: Path, tmp_path: Path) -> None:
    run(book, "-o", tmp_path / "out", "--as-of", "2026-03-31", "--customer", "C1")
    data = next((tmp_path / "out").rglob("*.xlsx")).read_bytes()
    assert is_sealed(data)
    parts = Parts.from_bytes(data)
    sheet = "xl/worksheets/sheet2.xml"
    parts[sheet] = parts[sheet].replace(b"<v>5</v>", b"<v>6</v>", 1)
    assert not is_sealed(parts.to_bytes())
    assert not is_sealed(b"not a zip archive")


def test_a_pack_that_is_open_is_told_and_the_others_are_written(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(book, "-o", out, "--as-of", "2026-03-31", "--lang", "en")
    open_one = out / "C1 王芳" / "2026-03-01 Asset Review.xlsx"
    before = open_one.read_bytes()
    open_one.with_name("~$" + open_one.name).write_bytes(b"")
    write_book(book, value=8.0)
    result = run(book, "-o", out, "--as-of", "2026-03-31", "--lang", "en")
    assert (result.exit_code, open_one.read_bytes()) == (2, before)
    assert len(result.stdout.splitlines()) == 2
    assert "up to date: 2; could not be written: 1" in result.stderr


def test_who_shares_an_id_or_has_none_gets_no_pack(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    rows = [("C1", "王芳"), ("c1", "李娜"), (None, "张伟"), ("C4", "刘洋")]
    write_book(path, rows)
    result = run(path, "-o", tmp_path / "out", "--as-of", "2026-03-31")
    assert result.exit_code == 1
    assert files(tmp_path / "out") == ["C4 刘洋/2026-03-31 资产回顾.xlsx"]
    assert [line.partition(":")[0] for line in result.stderr.splitlines()[:3]] == ["C1 王芳", "c1 李娜", "张伟"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("../../etc", "-..-etc"),
        ("a/b\\c:d", "a-b-c-d"),
        ("con", "_con"),
        ("NUL.txt", "_NUL.txt"),
        (" .hidden. ", "hidden"),
        ("\u202egnp", "-gnp"),
        ("", "_"),
        ("王芳", "王芳"),
    ],
)
def test_what_is_typed_becomes_a_name_that_every_system_takes(typed: str, name: str) -> None:
    assert safe(typed) == name


def test_a_long_name_fits_into_a_folder() -> None:
    assert len(safe("王" * 400).encode()) <= 150


def test_no_two_customers_share_a_folder() -> None:
    typed = [("A/1", "n"), ("A:1", "n"), ("a-1", "n"), ("A-1", "n (2)"), ("A-1", "n (3)"), ("é", "n"), ("e\u0301", "n")]
    made = make_book(customers=[{"customer_id": number, "name": name} for number, name in typed])
    assert len({unicodedata.normalize("NFC", folder).casefold() for folder in folders(made)}) == len(typed)


@pytest.mark.needs_libreoffice
def test_pdfs_lie_beside_the_packs(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run(book, "-o", out, "--as-of", "2026-03-31", "--customer", "C1", "--customer", "C2", "--pdf")
    assert result.exit_code == 0
    made = [one for one in files(out) if one.endswith(".pdf")]
    assert made == ["C1 王芳/2026-03-01 资产回顾.pdf", "C2 李娜/2026-02-01 资产回顾.pdf"]
    assert all((out / one).read_bytes().startswith(b"%PDF") for one in made)


def test_without_libreoffice_a_pdf_is_refused_before_anything_is_written(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf.shutil, "which", lambda _: None)
    result = run(book, "-o", tmp_path / "out", "--pdf")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "LibreOffice" in result.stderr
    assert not (tmp_path / "out").exists()
