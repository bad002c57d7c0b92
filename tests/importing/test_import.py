"""Importing at the command line: what becomes of each row, what is written where, and what stays as it was."""

import io
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.support.imports import CUSTOMERS, PURCHASES, csv_file, hand_kept_book, read, run
from xlcrm.cli import main

HEADER = "订单编号,客户编号,购买日期,产品名称,金额,备注"
NEW = "A2,0002,2026-03-05,黄金,1200.5,"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return hand_kept_book(tmp_path / "book.xlsx")


@pytest.fixture
def order_file(tmp_path: Path) -> Path:
    return csv_file(tmp_path / "one.csv", HEADER, NEW)


def cells(book: Path, sheet: str = "购买记录") -> list[list[Any]]:
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(book)[sheet].iter_rows()]


def counts(output: str) -> dict[str, int]:
    """The table of the report."""
    lines = [line.split() for line in output.splitlines() if line.startswith("  ")]
    return {word: int(number) for word, number in lines}


def outcome(**counted: int) -> dict[str, int]:
    return {"new": 0, "updated": 0, "unchanged": 0, "skipped": 0, "invalid": 0, **counted}


def test_a_row_is_added_under_the_last_record(book: Path, order_file: Path) -> None:
    result = run(order_file, book)
    assert (result.exit_code, counts(result.stdout)) == (0, outcome(new=1))
    assert cells(book)[3] == ["A2", "0002", datetime(2026, 3, 5), "黄金", 1200.5, None]
    assert "购买记录 rows 4–4 added" in result.stdout


def test_importing_twice_adds_nothing(book: Path, tmp_path: Path) -> None:
    source = csv_file(tmp_path / "s.csv", HEADER, NEW, ",0001,2026-03-06,基金定投,88,无单号")
    assert counts(run(source, book).stdout) == outcome(new=2)
    before = book.read_bytes()
    result = run(source, book)
    assert (result.exit_code, counts(result.stdout)) == (0, outcome(unchanged=2))
    assert book.read_bytes() == before


def test_what_was_imported_is_read_back(book: Path, order_file: Path) -> None:
    run(order_file, book)
    row = read(book).purchases.iloc[2]
    assert (row["order_no"], row["customer_id"], row["amount"]) == ("A2", "0002", 1200.5)
    assert row["date"] == datetime(2026, 3, 5)


def test_a_dry_run_writes_nothing_and_names_the_rows(book: Path, order_file: Path) -> None:
    before = book.read_bytes()
    result = run(order_file, book, "--dry-run")
    assert (result.exit_code, counts(result.stdout)) == (0, outcome(new=1))
    assert "one row 2  new  A2" in result.stdout
    assert (book.read_bytes(), sorted(book.parent.iterdir())) == (before, [book, order_file])


def test_undo_brings_the_book_back(book: Path, order_file: Path) -> None:
    from click.testing import CliRunner

    before = book.read_bytes()
    run(order_file, book)
    assert book.read_bytes() != before
    assert CliRunner().invoke(main, ["undo", str(book)]).exit_code == 0
    assert book.read_bytes() == before


def test_a_row_that_differs_is_skipped_unless_told_otherwise(book: Path, tmp_path: Path) -> None:
    source = csv_file(tmp_path / "s.csv", HEADER, "A1,0001,2026-01-05,稳健理财,60000,")
    before = book.read_bytes()
    result = run(source, book)
    assert (result.exit_code, counts(result.stdout)) == (0, outcome(skipped=1))
    assert "Amount: 50,000 → 60,000" in result.stdout
    assert book.read_bytes() == before


def test_an_update_writes_only_what_differs(book: Path, tmp_path: Path) -> None:
    source = csv_file(tmp_path / "s.csv", HEADER, "A1,0001,2026-01-05,稳健理财,60000,")
    before = cells(book)
    result = run(source, book, "--on-match", "update")
    assert (result.exit_code, counts(result.stdout)) == (0, outcome(updated=1))
    before[1][4] = 60000
    assert cells(book) == before


def test_blank_cells_never_erase(book: Path, tmp_path: Path) -> None:
    source = csv_file(tmp_path / "s.csv", "订单编号,产品名称,备注,金额", "A1,稳健理财,,50000")
    assert counts(run(source, book, "--on-match", "update").stdout) == outcome(unchanged=1)
    assert cells(book)[1][5] == "首单"


def test_a_match_stops_everything_where_told_to(book: Path, tmp_path: Path) -> None:
    source = csv_file(tmp_path / "s.csv", HEADER, NEW, "A1,0001,2026-01-05,稳健理财,60000,")
    before = book.read_bytes()
    result = run(source, book, "--on-match", "fail")
    assert (result.exit_code, book.read_bytes()) == (1, before)
    assert "nothing was written" in result.stdout


def test_the_users_formats_formulas_and_columns_stay(book: Path, order_file: Path) -> None:
    run(order_file, book)
    sheet = openpyxl.load_workbook(book)["购买记录"]
    assert sheet["C4"].number_format == sheet["C2"].number_format == "yyyy/m/d"
    assert sheet["C4"].fill.fgColor.rgb == sheet["C2"].fill.fgColor.rgb
    assert sheet["E4"].font.b
    assert cells(book, "客户信息") == [[value or None for value in row] for row in CUSTOMERS]
    assert cells(book, "我的笔记") == [["=COUNTA(客户信息!A:A)"]]


def test_a_formula_of_the_users_is_not_overwritten(tmp_path: Path) -> None:
    purchases = [PURCHASES[0], ["A1", "0001", "2026-01-05", "稳健理财", "=2*300", ""]]
    book = hand_kept_book(tmp_path / "book.xlsx", purchases=purchases)
    source = csv_file(tmp_path / "s.csv", HEADER, "A1,0001,2026-01-05,稳健理财,700,新")
    result = run(source, book, "--on-match", "update")
    assert cells(book)[1][4:] == ["=2*300", "新"]
    assert "购买记录!E2" in result.stdout


@pytest.mark.parametrize("below", [["合计", "", "", "", "=SUM(E2:E3)"], ["", "", "", "", "=SUM(E$2:E3)"]])
def test_rows_are_put_in_above_a_total_which_adds_them_up(below: list[Any], tmp_path: Path) -> None:
    book = hand_kept_book(tmp_path / "book.xlsx", below=below)
    source = csv_file(tmp_path / "s.csv", HEADER, NEW, NEW.replace("A2", "A3"))
    assert run(source, book).exit_code == 0
    assert [row[0] for row in cells(book)[1:]] == ["A1", None, "A2", "A3", below[0] or None]
    assert cells(book)[5][4] == below[4].replace("E3", "E5")
    assert read(book).purchases["order_no"].tolist() == ["A1", None, "A2", "A3"]


def test_a_total_that_was_typed_is_no_total_of_more_rows_and_stops_the_import(order_file: Path, tmp_path: Path) -> None:
    book = hand_kept_book(tmp_path / "book.xlsx", below=["合计", "", "", "", 52000])
    before = book.read_bytes()
    result = run(order_file, book)
    assert (result.exit_code, book.read_bytes(), result.stderr.count("\n")) == (2, before, 1)
    assert "insert 1 rows" in result.stderr


def test_rows_numbered_in_advance_are_filled(order_file: Path, tmp_path: Path) -> None:
    numbered = [[number or "序号", *row] for number, row in enumerate(PURCHASES)]
    book = hand_kept_book(tmp_path / "book.xlsx", purchases=[*numbered, [3, *[""] * 6], [4, *[""] * 6]])
    assert run(order_file, book).exit_code == 0
    assert [row[:2] for row in cells(book)[3:]] == [[3, "A2"], [4, None]]


def test_a_column_that_the_sheet_lacks_is_added_behind_the_others(book: Path, tmp_path: Path) -> None:
    source = csv_file(tmp_path / "s.csv", HEADER + ",数量", NEW + ",3")
    assert run(source, book).exit_code == 0
    assert [row[6] for row in cells(book)] == ["数量", None, None, 3]


def test_amounts_are_written_in_the_unit_of_the_sheet(tmp_path: Path, order_file: Path) -> None:
    header = ["订单编号", "客户编号", "购买日期", "产品名称", "金额(万元)", "备注"]
    book = hand_kept_book(tmp_path / "book.xlsx", purchases=[header, ["A1", "0001", "2026-01-05", "理财", 5, ""]])
    run(order_file, book)
    assert cells(book)[2][4] == pytest.approx(0.12005)
    assert read(book).purchases["amount"].tolist() == pytest.approx([50000, 1200.5])


def test_a_table_without_a_sheet_gets_one(tmp_path: Path, order_file: Path) -> None:
    book = hand_kept_book(tmp_path / "book.xlsx", purchases=None)
    assert run(order_file, book).exit_code == 0
    assert openpyxl.load_workbook(book)["购买记录"].tables["Purchases"].ref == "A1:N2"
    assert read(book).purchases["product"].tolist() == ["黄金"]


def test_the_excel_table_of_a_built_book_takes_in_the_rows(tmp_path: Path) -> None:
    from click.testing import CliRunner

    book = tmp_path / "book.xlsx"
    CliRunner().invoke(main, ["init", str(book), "--sample", "--lang", "zh-CN"])
    before = len(read(book).purchases)
    known = read(book).customers.iloc[0]
    result = run(csv_file(tmp_path / "s.csv", HEADER, f"ZZ1,{known['customer_id']},2026-03-05,黄金,1200.5,"), book)
    assert result.exit_code == 0
    sheet = openpyxl.load_workbook(book, data_only=True)["购买记录"]
    assert sheet.tables["Purchases"].ref == f"A1:O{before + 2}"
    assert sheet.cell(before + 2, 15).value == known["name"]
    assert len(read(book).purchases) == before + 1


def test_a_blank_book_takes_customers(tmp_path: Path) -> None:
    from click.testing import CliRunner

    book = tmp_path / "book.xlsx"
    CliRunner().invoke(main, ["init", str(book), "--lang", "zh-TW"])
    source = csv_file(tmp_path / "s.csv", "Customer ID,姓名,手機,性別", "007,林美玲,0912345678,女", encoding="cp950")
    assert run(source, book, table="customers").exit_code == 0
    row = read(book).customers.iloc[0]
    assert (row["customer_id"], row["name"], row["phone"], row["gender"]) == ("007", "林美玲", "0912345678", "female")


def test_text_that_looks_like_a_formula_stays_text(book: Path, tmp_path: Path) -> None:
    source = csv_file(tmp_path / "s.csv", HEADER, "A2,0002,2026-03-05,=cmd|' /C calc'!A0,5,+1")
    run(source, book)
    sheet = openpyxl.load_workbook(book)["购买记录"]
    assert (sheet["D4"].value, sheet["D4"].data_type) == ("=cmd|' /C calc'!A0", "s")


# Whose row it is


def test_a_name_that_one_customer_has_is_as_good_as_an_id(book: Path, tmp_path: Path) -> None:
    source = csv_file(tmp_path / "s.csv", "订单编号,客户姓名,购买日期,产品名称,金额", "A2,李强,2026-03-05,黄金,5")
    assert run(source, book).exit_code == 0
    assert cells(book)[3][1] == "0002"


def test_a_name_that_several_have_is_invalid_with_their_ids(book: Path, tmp_path: Path) -> None:
    source = csv_file(tmp_path / "s.csv", "订单编号,客户名称,购买日期,产品名称,金额", "A2,张伟,2026-03-05,黄金,5")
    result = run(source, book)
    assert (result.exit_code, counts(result.stdout)) == (1, outcome(invalid=1))
    assert "2 customers are called “张伟” (0003, 0004)" in result.stdout


def test_somebody_at_a_terminal_is_asked_once_who_is_meant(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def answer(question: str, **_: Any) -> str:
        asked.append(question)
        return "0004"

    monkeypatch.setattr("click.prompt", answer)
    monkeypatch.setattr("xlcrm.cli.import_.sys", Terminal())
    header = "订单编号,客户名称,购买日期,产品名称,金额"
    source = csv_file(tmp_path / "s.csv", header, "A2,张伟,2026-03-05,黄金,5", "A3,张伟,2026-03-06,黄金,6")
    run(source, book)
    assert len(asked) == 1
    assert "0003, 0004" in asked[0]
    assert [row[1] for row in cells(book)[3:]] == ["0004", "0004"]


class Terminal:
    """The system, with somebody at the keyboard."""

    class stdin(io.StringIO):  # noqa: N801
        @staticmethod
        def isatty() -> bool:
            return True

    def __getattr__(self, name: str) -> Any:
        import sys

        return getattr(sys, name)


def test_an_id_that_lost_its_zeros_is_restored(book: Path, tmp_path: Path) -> None:
    run(csv_file(tmp_path / "s.csv", HEADER, "A2,2,2026-03-05,黄金,5,"), book)
    assert cells(book)[3][1] == "0002"


def test_a_stranger_is_invalid_and_the_like_is_named(book: Path, tmp_path: Path) -> None:
    result = run(csv_file(tmp_path / "s.csv", HEADER, "A2,00O2,2026-03-05,黄金,5,"), book)
    assert (result.exit_code, counts(result.stdout)) == (1, outcome(invalid=1))
    assert "no customer has the ID 00O2; is it 0002?" in result.stdout


def test_strangers_that_the_file_names_are_added_where_told_to(book: Path, tmp_path: Path) -> None:
    header = "订单编号,客户编号,客户名称,购买日期,产品名称,金额"
    rows = ["A2,0009,新客户,2026-03-05,黄金,5", "A3,0009,,2026-03-06,黄金,6", "A4,0008,,2026-03-06,黄金,7"]
    result = run(csv_file(tmp_path / "s.csv", header, *rows), book, "--new-customers")
    assert (result.exit_code, counts(result.stdout)) == (1, outcome(new=2, invalid=1))
    assert cells(book, "客户信息")[5][:2] == ["0009", "新客户"]
    assert [row[1] for row in cells(book)[3:]] == ["0009", "0009"]


def test_another_name_beside_a_known_id_is_remarked(book: Path, tmp_path: Path) -> None:
    source = csv_file(tmp_path / "s.csv", HEADER + ",客户名称", "A2,0001,2026-03-05,黄金,5,,赵六")
    result = run(source, book)
    assert counts(result.stdout) == outcome(new=1)
    assert "0001 is “王芳” in the book, “赵六” in the file" in result.stdout


# Which row it is


def test_a_file_that_says_a_row_twice_imports_it_once(book: Path, tmp_path: Path) -> None:
    result = run(csv_file(tmp_path / "s.csv", HEADER, NEW, NEW), book)
    assert (result.exit_code, counts(result.stdout)) == (0, outcome(new=1, skipped=1))
    assert "repeats row 2" in result.stdout


def test_a_file_that_contradicts_itself_is_told_so(book: Path, tmp_path: Path) -> None:
    result = run(csv_file(tmp_path / "s.csv", HEADER, NEW, NEW.replace("1200.5", "99")), book)
    assert (result.exit_code, counts(result.stdout)) == (1, outcome(new=1, invalid=1))


def test_a_purchase_without_a_number_is_known_by_what_was_bought(book: Path, tmp_path: Path) -> None:
    result = run(csv_file(tmp_path / "s.csv", HEADER, ",0002,2026-02-01,基金定投,2000,"), book)
    assert counts(result.stdout) == outcome(unchanged=1)


def test_a_number_is_added_to_the_purchase_that_had_none(book: Path, tmp_path: Path) -> None:
    source = csv_file(tmp_path / "s.csv", HEADER, "A9,0002,2026-02-01,基金定投,2000,")
    assert counts(run(source, book, "--on-match", "update").stdout) == outcome(updated=1)
    assert [row[0] for row in cells(book)] == ["订单编号", "A1", "A9"]


def test_follow_ups_of_one_day_without_subject_are_told_apart_by_their_content(tmp_path: Path) -> None:
    book = hand_kept_book(tmp_path / "book.xlsx")
    header = "客户编号,跟进日期,跟进方式,跟进内容"
    source = csv_file(tmp_path / "s.csv", header, "0001,2026-03-01,电话,早", "0001,2026-03-01,电话,晚")
    assert counts(run(source, book, table="follow_ups").stdout) == outcome(new=2)
    assert counts(run(source, book, table="follow_ups").stdout) == outcome(unchanged=2)


def test_a_row_that_the_book_has_twice_is_not_updated(tmp_path: Path) -> None:
    row = PURCHASES[1]
    book = hand_kept_book(tmp_path / "book.xlsx", purchases=[PURCHASES[0], row, row])
    source = csv_file(tmp_path / "s.csv", HEADER, "A1,0001,2026-01-05,稳健理财,1,")
    result = run(source, book, "--on-match", "update")
    assert counts(result.stdout) == outcome(invalid=1)
    assert "购买记录!B2, 购买记录!B3" in result.stdout


# What cannot be taken


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("A2,0002,2026-03-05,黄金,很多,", 'E2: "很多" is not a number'),
        ("A2,0002,2026-02-30,黄金,5,", 'C2: There is no such day as "2026-02-30"'),
        ("A2,0002,,黄金,5,", "Date missing"),
        ("A2,0002,2026-03-05,黄金,1,234.50", "more values than there are headers"),
        ("A2,1.1E+17,2026-03-05,黄金,5,", "B2: "),
        ("A2,,2026-03-05,黄金,5,", "neither a customer's ID nor a name"),
    ],
)
def test_an_invalid_row_says_why_and_the_others_are_taken(row: str, reason: str, book: Path, tmp_path: Path) -> None:
    header = HEADER.removesuffix(",备注") if "1,234" in row else HEADER
    good = ",".join(NEW.replace("A2", "A7").split(",")[: header.count(",") + 1])
    result = run(csv_file(tmp_path / "s.csv", header, row, good), book)
    assert (result.exit_code, counts(result.stdout)) == (1, outcome(new=1, invalid=1))
    assert reason in result.stdout


def test_headers_that_mean_nothing_are_reported_and_explained_by_map(book: Path, tmp_path: Path) -> None:
    header = "单子,客户编号,成交日,产品名称,成交额(万元),柜员"
    source = csv_file(tmp_path / "s.csv", header, "A2,0002,2026-03-05,黄金,1.5,x")
    result = run(source, book)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "成交日" in result.stderr
    result = run(source, book, "--map", "成交日=date", "--map", "成交额=金额", "--map", "单子=Order No")
    assert result.exit_code == 0
    assert "Headers not imported: 柜员" in result.stdout
    assert cells(book)[3][:5] == ["A2", "0002", datetime(2026, 3, 5), "黄金", 15000]


def test_the_keys_of_columns_are_headers_too(book: Path, tmp_path: Path) -> None:
    source = csv_file(tmp_path / "s.csv", "order_no,customer_id,date,product,amount", "A2,0002,2026-03-05,黄金,9")
    assert run(source, book).exit_code == 0
    assert cells(book)[3][0] == "A2"


def test_a_map_goes_before_what_a_header_seems_to_mean(book: Path, tmp_path: Path) -> None:
    header = "订单编号,客户编号,购买日期,产品名称,金额,实付"
    source = csv_file(tmp_path / "s.csv", header, "A2,0002,2026-03-05,黄金,100,90")
    run(source, book, "--map", "实付=amount")
    assert cells(book)[3][4] == 90


def test_a_mapped_header_has_its_own_unit_and_no_other(book: Path, tmp_path: Path) -> None:
    header = "订单编号,客户编号,购买日期,产品名称,金额(万元),实付"
    source = csv_file(tmp_path / "s.csv", header, "A2,0002,2026-03-05,黄金,1,9000")
    run(source, book, "--map", "实付=amount")
    assert cells(book)[3][4] == 9000


def test_a_mapped_header_in_another_currency_is_not_taken_for_the_books(book: Path, tmp_path: Path) -> None:
    header = "订单编号,客户编号,购买日期,产品名称,实付(USD)"
    result = run(csv_file(tmp_path / "s.csv", header, "A2,0002,2026-03-05,黄金,9"), book, "--map", "实付=amount")
    assert (result.exit_code, counts(result.stdout)) == (1, outcome(invalid=1))


@pytest.mark.parametrize(
    "options",
    [
        ["--map", "没有=金额"],
        ["--map", "备注"],
        ["--map", "备注=没有"],
        ["--sheet", "没有"],
    ],
)
def test_what_a_user_mistypes_is_said_in_one_line(options: list[str], book: Path, order_file: Path) -> None:
    before = book.read_bytes()
    result = run(order_file, book, *options)
    assert (result.exit_code, result.stderr.count("\n"), book.read_bytes()) == (2, 1, before)


@pytest.mark.parametrize("table", ["purchases", "购买记录", "Orders", "購買紀錄"])
def test_a_table_goes_by_its_key_and_its_titles(table: str, book: Path, order_file: Path) -> None:
    assert run(order_file, book, "--dry-run", table=table).exit_code == 0


def test_an_unknown_table_is_refused(book: Path, order_file: Path) -> None:
    assert run(order_file, book, table="nothing").exit_code == 2


def test_a_book_is_not_imported_into_itself(book: Path) -> None:
    assert run(book, book).exit_code == 2
