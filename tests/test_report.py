"""The marked copy: every cell in question stands out, and nothing of the book is lost."""

import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

import xlcrm
from tests.support.generate import plain_book
from tests.support.libreoffice import convert
from xlcrm.labels import Language
from xlcrm.reading.read import read as read_book
from xlcrm.rules import check
from xlcrm.sample import sample_book
from xlcrm.workbook.marked import marked_copy

HEADERS = ("客户编号", "客户名称", "手机", "年收入")
MINE = "我的说明"


def copy_of(path: Path, language: Language = "zh-CN") -> Path:
    book = read_book(path, as_of=date(2026, 3, 31))
    out = path.with_name("out.xlsx")
    out.write_bytes(marked_copy(book, check(book, folded=False), language))
    return out


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A bad amount in D3, where the user has a note of their own, a doubtful phone in C2, and a rule on column D."""
    file = tmp_path / "book.xlsx"
    workbook = xlsxwriter.Workbook(file)
    sheet = workbook.add_worksheet("客户信息")
    for row, cells in enumerate(
        (HEADERS, ("C001", "张三", "1380013800", 5), ("C002", "李四", "13800138001", "大约五千"))
    ):
        sheet.write_row(row, 0, cells)
    sheet.write_comment("D3", MINE, {"author": "张经理"})
    green = workbook.add_format({"bg_color": "#00FF00"})
    sheet.conditional_format("D2:D9", {"type": "cell", "criteria": ">", "value": 0, "format": green})
    workbook.add_worksheet("我的'表").write(0, 0, "别动")
    workbook.close()
    return file


def test_each_cell_in_question_has_a_note_that_says_why(path: Path) -> None:
    sheet = openpyxl.load_workbook(copy_of(path))["客户信息"]
    assert "V601" in sheet["C2"].comment.text
    assert "V201" in sheet["D3"].comment.text
    assert sheet["B2"].comment is None


def test_a_note_of_the_user_stays_in_front(path: Path) -> None:
    comment = openpyxl.load_workbook(copy_of(path))["客户信息"]["D3"].comment
    assert comment.text.startswith(MINE)
    assert comment.author == "张经理"


def test_each_cell_in_question_is_coloured_by_how_grave_it_is(path: Path) -> None:
    formats = openpyxl.load_workbook(copy_of(path))["客户信息"].conditional_formatting
    fills = {str(one.sqref): rule.dxf.fill.bgColor.rgb for one in formats for rule in one.rules}
    assert fills["D3"] == "FFFBE3E0"
    assert fills["C2"] == "FFFFF1CC"


def test_the_colours_go_before_the_rules_of_the_user(path: Path) -> None:
    formats = openpyxl.load_workbook(copy_of(path))["客户信息"].conditional_formatting
    order = {str(one.sqref): rule.priority for one in formats for rule in one.rules}
    assert order["D2:D9"] > order["D3"]
    assert len(set(order.values())) == len(order)


def test_the_list_is_in_front_and_leads_to_the_cells(path: Path) -> None:
    workbook = openpyxl.load_workbook(copy_of(path))
    first = workbook.worksheets[0]
    assert (workbook.active, first.title) == (first, "检查清单")
    links = {row[2].value: row[2].hyperlink.location for row in first.iter_rows(min_row=6) if row[2].hyperlink}
    assert links["客户信息!D3"] == "'客户信息'!D3"


def test_no_cell_and_no_sheet_of_the_book_changes(path: Path) -> None:
    before, after = (openpyxl.load_workbook(one) for one in (path, copy_of(path)))
    assert after.sheetnames[1:] == before.sheetnames
    for title in before.sheetnames:
        cells = [[(cell.value, cell.style_id) for cell in row] for row in after[title].iter_rows()]
        assert cells == [[(cell.value, cell.style_id) for cell in row] for row in before[title].iter_rows()]


def test_a_marked_copy_is_read_as_the_book(path: Path) -> None:
    assert read_book(copy_of(path)) == read_book(path)


def test_a_marked_copy_can_be_marked_again(path: Path) -> None:
    first = copy_of(path)
    again = first.with_name("again.xlsx")
    book = read_book(first)
    again.write_bytes(marked_copy(book, check(book, folded=False), "en"))
    assert openpyxl.load_workbook(again).sheetnames[:2] == ["Check list", "检查清单"]


def test_the_parts_that_are_not_concerned_keep_their_bytes(path: Path) -> None:
    before, after = (parts_of(one) for one in (path, copy_of(path)))
    assert after["xl/worksheets/sheet2.xml"] == before["xl/worksheets/sheet2.xml"]
    assert after["xl/theme/theme1.xml"] == before["xl/theme/theme1.xml"]


def test_building_a_marked_copy_takes_the_colours_out_again(path: Path, tmp_path: Path) -> None:
    built = tmp_path / "built.xlsx"
    book = read_book(copy_of(path))
    xlcrm.build(book, built)
    rules = openpyxl.load_workbook(built)["客户信息"].conditional_formatting
    assert not [rule for one in rules for rule in one.rules if rule.formula == ["1=1"]]


def test_a_built_book_can_be_marked(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    xlcrm.build(sample_book("en"), path)
    kept = openpyxl.load_workbook(path)["Customers"].conditional_formatting
    marked = openpyxl.load_workbook(copy_of(path, "en"))["Customers"].conditional_formatting
    assert {str(one.sqref) for one in kept} <= {str(one.sqref) for one in marked}


def test_a_book_with_nothing_wrong_says_so(tmp_path: Path) -> None:
    path = plain_book(tmp_path / "book.xlsx", 3)
    book = read_book(path)
    out = tmp_path / "out.xlsx"
    out.write_bytes(marked_copy(book, [], "en"))
    assert openpyxl.load_workbook(out).worksheets[0]["A3"].value == "✔ Nothing found"


@pytest.mark.unsound_files  # LibreOffice names a part that it does not write
@pytest.mark.needs_libreoffice
def test_libreoffice_shows_the_notes_and_colours(path: Path, tmp_path: Path) -> None:
    (through,) = convert([copy_of(path)], "xlsx:Calc MS Excel 2007 XML", tmp_path / "through")
    sheet = openpyxl.load_workbook(through)["客户信息"]
    assert "V601" in sheet["C2"].comment.text
    assert "D3" in {str(one.sqref) for one in sheet.conditional_formatting}


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
