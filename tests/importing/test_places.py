"""Where an import writes: in parts of a table, in books of another kind, and what a build makes of it."""

import re
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from click.testing import CliRunner

import xlcrm
from tests.support.imports import CUSTOMERS, PURCHASES, csv_file, hand_kept_book, read, run
from xlcrm.cli import main
from xlcrm.labels import LANGUAGES, Labels, importing
from xlcrm.writing.save import encrypt

HEADER = "订单编号,客户编号,购买日期,产品名称,金额,备注"
NEW = "A2,0002,2026-03-05,黄金,1200.5,"


@pytest.fixture
def order_file(tmp_path: Path) -> Path:
    return csv_file(tmp_path / "one.csv", HEADER, NEW)


def test_rows_go_to_the_last_part_of_a_table_that_is_split_by_year(tmp_path: Path, order_file: Path) -> None:
    book = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(book) as workbook:
        for title, rows in (
            ("客户信息", CUSTOMERS),
            ("购买记录2024", [PURCHASES[0], ["A1", "0001", "2024-01-05", "理财", 5, ""]]),
            ("购买记录2025", [PURCHASES[0], ["A3", "0001", "2025-01-05", "理财", 6, ""]]),
        ):
            sheet = workbook.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    assert run(order_file, book).exit_code == 0
    sheets = openpyxl.load_workbook(book)
    assert [sheets[title].max_row for title in ("购买记录2024", "购买记录2025")] == [2, 3]
    assert read(book).purchases["order_no"].tolist() == ["A1", "A3", "A2"]


def test_a_book_that_counts_days_from_1904_gets_the_same_days(tmp_path: Path, order_file: Path) -> None:
    book = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(book, {"date_1904": True}) as workbook:
        sheet = workbook.add_worksheet("客户信息")
        for number, row in enumerate(CUSTOMERS):
            sheet.write_row(number, 0, row)
    assert run(order_file, book).exit_code == 0
    assert read(book).purchases["date"].dt.strftime("%Y-%m-%d").tolist() == ["2026-03-05"]
    assert run(order_file, book).stdout.count("nothing to write") == 1


def test_an_encrypted_book_stays_encrypted(tmp_path: Path, order_file: Path) -> None:
    plain = hand_kept_book(tmp_path / "plain.xlsx")
    book = tmp_path / "locked.bin"
    book.write_bytes(encrypt(plain.read_bytes(), "secret"))
    assert run(order_file, book, "--password-stdin", answers="secret\n").exit_code == 0
    assert book.read_bytes().startswith(b"\xd0\xcf\x11\xe0")
    assert len(xlcrm.read(book, password="secret").purchases) == 3


def test_another_file_is_written_where_told_to(tmp_path: Path, order_file: Path) -> None:
    book = hand_kept_book(tmp_path / "book.xlsx")
    before = book.read_bytes()
    assert run(order_file, book, "-o", tmp_path / "out.xlsx").exit_code == 0
    assert (book.read_bytes(), len(read(tmp_path / "out.xlsx").purchases)) == (before, 3)


def test_a_build_takes_up_what_was_imported(tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    command = CliRunner()
    command.invoke(main, ["init", str(book), "--sample", "--lang", "zh-CN"])
    header = "订单编号,客户编号,客户名称,购买日期,产品名称,金额"
    source = csv_file(tmp_path / "s.csv", header, "ZZ1,N0001,新客户,2026-03-05,黄金,1200.5")
    assert run(source, book, "--new-customers").exit_code == 0
    assert command.invoke(main, ["build", str(book)]).exit_code == 0
    built = read(book)
    assert built.customers["customer_id"].tolist()[-1] == "N0001"
    titles = openpyxl.load_workbook(book, read_only=True).sheetnames
    assert not [title for title in titles if title.endswith((")", "(已改)"))]


def test_customers_are_updated_by_their_names(tmp_path: Path) -> None:
    book = hand_kept_book(tmp_path / "book.xlsx")
    source = csv_file(tmp_path / "s.csv", "姓名,手机", "李强,13900000002", "孙七,13900000003")
    result = run(source, book, "--on-match", "update", table="customers")
    assert result.exit_code == 1
    assert "no customer is called “孙七”" in result.stdout
    assert read(book).customers["phone"].tolist() == ["13800000001", "13900000002", None, None]
    assert [row[3].value for row in openpyxl.load_workbook(book)["客户信息"].iter_rows()] == [
        "爱吃",
        "面",
        "饭",
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        (
            "insurance",
            ["保单号,客户编号,险种,生效日期,保额", "P1,0001,重疾,2025-01-01,50万", "P2,0002,寿险,2025-02-01,1.2亿"],
        ),
        (
            "assets",
            [
                "客户编号,回顾日期,资产名称,资产类别,市值",
                "0001,2026-01-01,定期,存款,100",
                "0001,2026-01-01,茅台,股票,200",
            ],
        ),
    ],
)
def test_the_other_tables_are_imported_too(table: str, rows: list[str], tmp_path: Path) -> None:
    book = hand_kept_book(tmp_path / "book.xlsx")
    source = csv_file(tmp_path / "s.csv", *rows)
    assert run(source, book, table=table).exit_code == 0
    assert len(read(book)[table]) == 2
    assert "nothing to write" in run(source, book, table=table).stdout


def test_a_policy_without_a_number_is_known_by_what_it_is(tmp_path: Path) -> None:
    book = hand_kept_book(tmp_path / "book.xlsx")
    header = "客户编号,保险产品,险种,生效日期,保额"
    run(csv_file(tmp_path / "a.csv", header, "0001,康宁,重疾,2025-01-01,50万"), book, table="insurance")
    source = csv_file(tmp_path / "b.csv", "保单号," + header, "P1,0001,康宁,重疾,2025-01-01,50万")
    run(source, book, "--on-match", "update", table="insurance")
    assert read(book)["insurance"]["policy_no"].tolist() == ["P1"]


def test_a_sheet_of_another_book_of_ours_is_imported(tmp_path: Path) -> None:
    source, book = tmp_path / "source.xlsx", tmp_path / "book.xlsx"
    command = CliRunner()
    command.invoke(main, ["init", str(source), "--sample", "--lang", "zh-TW"])
    command.invoke(main, ["init", str(book), "--lang", "en"])
    for table in ("customers", "purchases", "follow_ups", "insurance", "assets"):
        result = run(source, book, table=table)
        assert result.exit_code == 0, result.output
    theirs, ours = read(source), read(book)
    assert {key: len(records) for key, records in ours.tables.items()} == {k: len(r) for k, r in theirs.tables.items()}
    assert ours["assets"]["value"].sum() == theirs["assets"]["value"].sum()


def test_every_text_has_the_same_parts_in_every_language() -> None:
    texts = [text for text in vars(importing).values() if isinstance(text, Labels)]
    parts = [[sorted(set(re.findall(r"{(\w+)", text.in_(language)))) for language in LANGUAGES] for text in texts]
    assert len(texts) > 30
    assert all(found == [found[0]] * len(LANGUAGES) for found in parts)
