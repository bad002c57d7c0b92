"""Files of every format are told by their content, read with care, or refused in one line."""

import io
import shutil
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from tests.support.imports import csv_file, hand_kept_book, read, run
from tests.support.libreoffice import convert
from tests.support.xlsb import write_xlsb

ROWS = [
    ["导出时间：2026-03-31", "", "", "", ""],
    ["订单编号", "客户编号", "购买日期", "产品名称", "金额"],
    ["A2", "0002", "2026-03-05", "黄金", 1200.5],
    ["A3", "0001", "2026-03-06", "基金", 300],
    ["合计", "", "", "", 1500.5],
]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return hand_kept_book(tmp_path / "book.xlsx")


def workbook(path: Path, titles: tuple[str, ...] = ("Sheet1",)) -> Path:
    """A workbook with the rows on each of its sheets, the dates as dates; the orders of a later sheet are others."""
    with xlsxwriter.Workbook(path) as written:
        day = written.add_format({"num_format": "yyyy-mm-dd"})
        for position, title in enumerate(titles):
            sheet = written.add_worksheet(title)
            for number, row in enumerate(ROWS):
                sheet.write_row(number, 0, [value or None for value in row])
            for number in (2, 3) if position else ():
                sheet.write_string(number, 0, f"{title}{number}")
                sheet.write_string(number, 3, f"产品{number}")
            sheet.write_number(2, 2, 46086, day)
            sheet.write_number(3, 2, 46087, day)
    return path


def amounts(book: Path) -> list[float]:
    return read(book).purchases["amount"].tolist()


IMPORTED = [50000, 2000, 1200.5, 300]


def test_xlsx_is_read_with_a_title_above_and_a_total_below(book: Path, tmp_path: Path) -> None:
    result = run(workbook(tmp_path / "s.xlsx"), book)
    assert (result.exit_code, amounts(book)) == (0, IMPORTED)
    assert read(book).purchases["date"].dt.strftime("%m%d").tolist()[2:] == ["0305", "0306"]


@pytest.mark.needs_libreoffice
@pytest.mark.parametrize("form", ["xls", "ods"])
def test_formats_of_other_programs_are_read(form: str, book: Path, tmp_path: Path) -> None:
    [source] = convert([workbook(tmp_path / "s.xlsx")], form, tmp_path / "out")
    renamed = shutil.move(source, tmp_path / "名字不算数.xlsx.bin")
    result = run(Path(renamed), book)
    assert (result.exit_code, amounts(book)) == (0, IMPORTED)
    assert f".{form} workbook" in result.stdout
    assert read(book).purchases["date"].dt.strftime("%m%d").tolist()[2:] == ["0305", "0306"]


def test_a_binary_workbook_is_read(book: Path, tmp_path: Path) -> None:
    result = run(write_xlsb(tmp_path / "s.xlsb", "表", ROWS), book)
    assert (result.exit_code, amounts(book)) == (0, IMPORTED)


@pytest.mark.needs_libreoffice
@pytest.mark.parametrize("form", ["xls", "ods"])
def test_an_error_value_of_another_program_is_no_blank(form: str, book: Path, tmp_path: Path) -> None:
    made = tmp_path / "s.xlsx"
    with xlsxwriter.Workbook(made) as written:
        written.add_worksheet("说明").write_formula("A1", "=1/0", None, "#DIV/0!")
        sheet = written.add_worksheet("订单")
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, [value or None for value in row])
        sheet.write_formula("E3", "=NA()", None, "#N/A")
        sheet.write_formula("E4", "=1/0", None, "#DIV/0!")
    [source] = convert([made], form, tmp_path / "out")
    result = run(Path(source), book, "--dry-run", "--sheet", "订单")
    said = [line for line in result.stdout.splitlines() if "row 3  invalid" in line or "row 4  invalid" in line]
    assert result.exit_code == 1
    assert ["#N/A" in said[0], "#DIV/0!" in said[1]] == [True, True]


def test_an_error_value_of_a_binary_workbook_is_no_blank(book: Path, tmp_path: Path) -> None:
    rows = [*ROWS[:2], [*ROWS[2][:4], "#N/A"], ROWS[3]]
    result = run(write_xlsb(tmp_path / "s.xlsb", "表", rows), book, "--dry-run")
    assert (result.exit_code, "#N/A" in result.stdout) == (1, True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk"])
def test_text_is_read_in_any_encoding(encoding: str, book: Path, tmp_path: Path) -> None:
    lines = [",".join(str(value) for value in row) for row in ROWS]
    assert run(csv_file(tmp_path / "s.xls", *lines, encoding=encoding), book).exit_code == 0
    assert amounts(book) == IMPORTED


def test_a_workbook_that_makes_the_engine_panic_is_refused_in_one_line(book: Path, corpus: Path) -> None:
    result = run(corpus / "poi__Simple.xlsb", book)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def test_an_old_workbook_without_such_columns_is_refused_in_one_line(book: Path, corpus: Path) -> None:
    result = run(corpus / "poi__chinese-provinces.xls", book)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "Provinces in China, Chinese Name" in result.stderr


@pytest.mark.unsound_files
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7 ...",
        b"<html><body><table><tr><td>1</td></tr></table></body></html>",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le"),
        bytes(range(256)) * 9,
    ],
)
def test_anything_else_is_refused_in_one_line(content: bytes, book: Path, tmp_path: Path) -> None:
    source = tmp_path / "s.csv"
    source.write_bytes(content)
    result = run(source, book)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


@pytest.mark.unsound_files
@pytest.mark.parametrize("form", ["ods", "xlsb"])
def test_a_bomb_in_another_format_is_refused_before_it_is_inflated(form: str, book: Path, tmp_path: Path) -> None:
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
        if form == "ods":
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml" if form == "ods" else "xl/workbook.bin", b" " * (80 << 20))
    source = tmp_path / "s.bin"
    source.write_bytes(package.getvalue())
    result = run(source, book)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


@pytest.mark.unsound_files
def test_repeated_cells_without_end_take_neither_the_memory_nor_the_day(book: Path, tmp_path: Path) -> None:
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    opening = '<table:table-cell table:number-columns-repeated="16384" office:value-type="string">'
    cell = f"{opening}<text:p>x</text:p></table:table-cell>"
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    content = (
        f"<office:document-content{names}><office:body><office:spreadsheet>"
        f'<table:table table:name="a">{row}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    source = tmp_path / "s.ods"
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    result = run(source, book)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def test_the_sheet_that_is_called_like_the_table_is_read(book: Path, tmp_path: Path) -> None:
    assert run(workbook(tmp_path / "s.xlsx", ("说明", "购买记录")), book).exit_code == 0
    assert amounts(book) == IMPORTED


def test_several_sheets_that_may_be_meant_are_asked_about(book: Path, tmp_path: Path) -> None:
    source = workbook(tmp_path / "s.xlsx", ("甲", "乙"))
    result = run(source, book)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "--sheet" in result.stderr
    assert run(source, book, "--sheet", "乙").exit_code == 0
    assert read(book).purchases["order_no"].tolist()[2:] == ["乙2", "乙3"]


def test_a_sheet_that_repeats_another_is_left_out_and_named(book: Path, tmp_path: Path) -> None:
    result = run(workbook(tmp_path / "s.xlsx", ("购买记录", "购买记录 (2)")), book)
    assert result.exit_code == 0
    assert "S103" in result.stdout


def test_a_book_is_not_read_where_import_is_not_meant(tmp_path: Path) -> None:
    source = write_xlsb(tmp_path / "s.xlsb", "表", ROWS)
    result = run(source, source)
    assert (result.exit_code, "save it as an Excel workbook" in result.stderr) == (2, True)


SPLIT = "A2,0002,2026-03-05,黄金,1,200.50,"
WHOLE = "A3,0001,2026-03-06,基金,300,"


@pytest.mark.parametrize("rows", [[SPLIT], [SPLIT, WHOLE], [WHOLE, SPLIT]])
def test_a_number_that_its_thousands_mark_split_in_two_is_not_imported(
    rows: list[str], book: Path, tmp_path: Path
) -> None:
    result = run(csv_file(tmp_path / "s.csv", "订单编号,客户编号,购买日期,产品名称,金额,备注", *rows), book)
    assert (result.exit_code, result.stdout.count("perhaps a comma inside a number split it")) == (1, 1)
    assert amounts(book) == [50000, 2000, 300][: 1 + len(rows)]


def test_a_comma_behind_every_row_means_nothing(book: Path, tmp_path: Path) -> None:
    header = "订单编号,客户编号,购买日期,产品名称,数量,金额"
    rows = ["A2,0002,2026-03-05,黄金,1,200,", "A3,0001,2026-03-06,基金,1,2000,"]
    assert run(csv_file(tmp_path / "s.csv", header, *rows), book).exit_code == 0
    assert amounts(book) == [50000, 2000, 200, 2000]


@pytest.mark.parametrize("typed", ["2", "2.0", "02", "00002"])
def test_an_id_that_was_a_number_on_its_way_finds_its_customer(typed: str, book: Path, tmp_path: Path) -> None:
    header = "订单编号,客户编号,购买日期,产品名称,金额"
    assert run(csv_file(tmp_path / "s.csv", header, f"A2,{typed},2026-03-05,黄金,7"), book).exit_code == 0
    assert read(book).purchases["customer_id"].tolist() == ["0001", "0002", "0002"]
