"""What `check --fix` changes, and what it leaves alone."""

import shutil
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest

import xlcrm
from xlcrm.commands.fix import Fixed, fix_book
from xlcrm.labels import same
from xlcrm.reading.read import read as read_book
from xlcrm.rules import Rule, all_rules
from xlcrm.rules.checked import Checked
from xlcrm.rules.rule import Hit, cell_hit

CUSTOMERS = ["客户编号", "客户名称", "性别", "出生日期", "手机", "年收入"]


def book_of(path: Path, customers: list[list[Any]], headers: list[str] = CUSTOMERS, **more: list[list[Any]]) -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "客户信息"
    for row in [headers, *customers]:
        sheet.append(row)
    for title, rows in more.items():
        other = workbook.create_sheet(title)
        for row in rows:
            other.append(row)
    workbook.save(path)
    return path


def fixed(path: Path, **chosen: list[str]) -> Fixed:
    return fix_book(read_book(path), **chosen)


def lines(path: Path, **chosen: list[str]) -> list[str]:
    return [fix.line() for fix in fixed(path, **chosen).fixes]


def write(path: Path, made: Fixed) -> Path:
    path.write_bytes(made.data)
    return path


@pytest.mark.parametrize(
    ("column", "cell", "line"),
    [
        (0, "Ｃ001 ", '客户信息!A2: "Ｃ001 " -> "C001"'),
        (1, "\u00a0张三\u200b", '客户信息!B2: "\\u00a0张三\\u200b" -> "张三"'),
        (2, "M", '客户信息!C2: "M" -> "男"'),
        (3, "1990年3月5日", '客户信息!D2: "1990年3月5日" -> 1990-03-05'),
        (3, 32937, "客户信息!D2: 32937 -> 1990-03-05"),
        (4, "１３８００１３８０００", '客户信息!E2: "１３８００１３８０００" -> "13800138000"'),
        (5, "１２万", '客户信息!F2: "１２万" -> 120000'),
        (5, "1,234.5", '客户信息!F2: "1,234.5" -> 1234.5'),
    ],
)
def test_each_changed_cell_is_said_once_and_for_all(tmp_path: Path, column: int, cell: Any, line: str) -> None:
    row: list[Any] = ["C001", "张三", "男", date(1990, 3, 5), "13800138000", 120000]
    row[column] = cell
    path = book_of(tmp_path / "book.xlsx", [row])
    assert lines(path) == [line]
    assert lines(write(path, fixed(path))) == []


def test_a_fixed_book_reads_the_same_and_has_nothing_left_to_fix(messy: Path) -> None:
    before = read_book(messy)
    write(messy, fixed(messy))
    assert read_book(messy) == before
    assert lines(messy) == []


def test_fixing_again_gives_the_same_bytes(messy: Path) -> None:
    made = fixed(write(messy, fixed(messy)))
    assert made.data == messy.read_bytes()


def test_what_was_fixed_is_no_longer_found(messy: Path) -> None:
    book = read_book(write(messy, fixed(messy)))
    assert not [finding for finding in xlcrm.check(book) if finding.fixable]


def test_an_id_gets_its_zeros_back_as_text(tmp_path: Path) -> None:
    path = book_of(
        tmp_path / "book.xlsx",
        [["007", "张三", "男", None, None, None]],
        购买记录=[["客户编号", "日期", "产品", "金额"], [7, date(2026, 1, 5), "基金", 100]],
    )
    assert lines(path) == ['购买记录!A2: 7 -> "007"']
    assert lines(write(path.with_name("fixed.xlsx"), fixed(path))) == []
    cell = openpyxl.load_workbook(write(path, fixed(path)))["购买记录"]["A2"]
    assert (cell.value, cell.number_format) == ("007", "@")


def test_a_date_shows_as_a_date(tmp_path: Path) -> None:
    path = book_of(tmp_path / "book.xlsx", [["C001", "张三", "男", "1990年3月5日", None, None]])
    cell = openpyxl.load_workbook(write(path, fixed(path)))["客户信息"]["D2"]
    assert (cell.value, cell.number_format) == (datetime(1990, 3, 5), "yyyy-mm-dd")


def test_dates_are_counted_from_1904_where_the_book_does(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    workbook = openpyxl.Workbook()
    workbook.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "客户信息"
    for row in (CUSTOMERS, ["C001", "张三", "男", "1990年3月5日", None, None]):
        sheet.append(row)
    workbook.save(path)
    write(path, fixed(path))
    assert openpyxl.load_workbook(path)["客户信息"]["D2"].value == datetime(1990, 3, 5)


def test_money_is_written_in_the_unit_of_its_header(tmp_path: Path) -> None:
    headers = [*CUSTOMERS[:5], "年收入(万元)"]
    path = book_of(tmp_path / "book.xlsx", [["C001", "张三", "男", None, None, "１２"]], headers)
    assert lines(path) == ['客户信息!F2: "１２" -> 12']
    assert read_book(write(path, fixed(path))).customers["annual_income"].tolist() == [120_000]


def test_a_formula_is_left_alone(tmp_path: Path) -> None:
    path = book_of(tmp_path / "book.xlsx", [["C001", "张三", '="M"', None, None, '="1"&"2万"']])
    with_values(path, {"C2": "M", "F2": "12万"})
    assert {finding.code for finding in xlcrm.check(read_book(path)) if finding.fixable} == {"V402"}
    assert lines(path) == []


def test_a_date_that_shows_the_order_of_others_stays_as_it_is(tmp_path: Path) -> None:
    rows = [["C001", "张三", "男", "25/12/1980", None, None], ["C002", "李四", "女", "03/04/1981", None, None]]
    path = book_of(tmp_path / "book.xlsx", rows)
    before = read_book(path).customers["birth_date"].tolist()
    assert lines(path) == []
    assert read_book(path).customers["birth_date"].tolist() == before


@pytest.mark.parametrize(("column", "cell"), [(3, "N/A"), (4, "无"), (5, "-")])
def test_a_word_for_nothing_stays_as_it_is(tmp_path: Path, column: int, cell: str) -> None:
    row: list[Any] = ["C001", "张三", "男", date(1990, 3, 5), "13800138000", 120000]
    row[column] = cell
    path = book_of(tmp_path / "book.xlsx", [row])
    assert lines(path) == []
    assert not [finding for finding in xlcrm.check(read_book(path)) if finding.fixable]


def test_only_the_chosen_rules_fix(messy: Path) -> None:
    assert {line.split("!")[1][0] for line in lines(messy, select=["V401"])} == {"A", "E"}
    assert lines(messy, ignore=["V"]) == []


def test_no_other_cell_changes(messy: Path) -> None:
    before = cells_of(messy)
    made = fixed(messy)
    after = cells_of(write(messy, made))
    changed = {place for place in before | after if before.get(place) != after.get(place)}
    assert changed == {str(fix.place) for fix in made.fixes}


def test_no_part_changes_that_holds_no_cells(messy: Path) -> None:
    before, after = parts_of(messy), parts_of(write(messy, fixed(messy)))
    assert after["xl/theme/theme1.xml"] == before["xl/theme/theme1.xml"]
    assert after["docProps/core.xml"] == before["docProps/core.xml"]


def test_a_book_without_anything_to_fix_keeps_its_bytes(tmp_path: Path) -> None:
    path = book_of(tmp_path / "book.xlsx", [["C001", "张三", "男", date(1990, 3, 5), "13800138000", 120000]])
    assert fixed(path).data == path.read_bytes()


def test_what_follows_from_a_fixed_cell_is_computed_again_when_the_book_is_opened(tmp_path: Path) -> None:
    path = book_of(tmp_path / "book.xlsx", [["C001", "张三", "男", None, None, "１２万"]], 我的=[["=客户信息!F2*2"]])
    workbook = parts_of(path)["xl/workbook.xml"]
    put(path, {"xl/workbook.xml": workbook.replace(b' fullCalcOnLoad="1"', b"")})
    write(path, fixed(path))
    assert openpyxl.load_workbook(path).calculation.fullCalcOnLoad


def test_every_fixable_rule_fixes_a_cell_of_these_tests() -> None:
    assert {code for code, rule in all_rules().items() if rule.fixable} == {"V105", "V208", "V401", "V402", "V405"}


def test_an_amount_that_follows_from_quantity_and_price_is_filled_in(tmp_path: Path) -> None:
    path = book_of(
        tmp_path / "book.xlsx",
        [["C001", "张三", "男", None, None, None]],
        购买记录=[
            ["客户编号", "日期", "产品", "数量", "单价", "金额"],
            ["C001", date(2026, 1, 5), "基金", 2, 500, None],
        ],
    )
    assert lines(path) == ["购买记录!F2: (blank) -> 1000"]
    assert lines(write(path, fixed(path))) == []


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    return book_of(
        tmp_path / "book.xlsx",
        [
            ["Ｃ001 ", "张三", "M", "1990年3月5日", "１３８００１３８０００", "１２万"],
            ["C002", "李四", "女", 32937, "13800138001", 20],
        ],
    )


def cells_of(path: Path) -> dict[str, tuple[Any, str]]:
    workbook = openpyxl.load_workbook(path)
    cells = (cell for sheet in workbook for row in sheet.iter_rows() for cell in row)
    return {f"{cell.parent.title}!{cell.coordinate}": (cell.value, cell.number_format) for cell in cells}


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_values(path: Path, values: dict[str, str]) -> None:
    """Give formulas of the first sheet their results, as a spreadsheet program would."""
    parts = parts_of(path)
    xml = parts["xl/worksheets/sheet1.xml"].decode()
    for cell, value in values.items():
        start = xml.index(f'<c r="{cell}"')
        end = xml.index("</c>", start)
        computed = xml[start:end].replace("<v></v>", f"<v>{value}</v>").replace("<v />", f"<v>{value}</v>")
        computed = computed.replace("<v/>", f"<v>{value}</v>").replace(f'<c r="{cell}"', f'<c r="{cell}" t="str"')
        xml = xml[:start] + computed + xml[end:]
    put(path, {"xl/worksheets/sheet1.xml": xml.encode()})


def put(path: Path, changed: dict[str, bytes]) -> None:
    """Put other parts into a file."""
    parts = parts_of(path) | changed
    other = path.with_suffix(".tmp")
    with zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    shutil.move(other, path)


PROPOSED = {
    "name": ("张三丰", "张三丰", '"张三丰"'),
    "gender": ("female", "女", '"女"'),
    "birth_date": (date(1990, 3, 5), datetime(1990, 3, 5), "1990-03-05"),
    "annual_income": (120000.0, 120000, "120000"),
    "phone": ("013800138000", "013800138000", '"013800138000"'),
}


def proposing(column: str, value: Any) -> Rule:
    """A rule that wants a value in a column wherever another one stands."""

    def find(book: Checked) -> Iterator[Hit]:
        customers = book["customers"]
        for record in range(len(customers)):
            if book.values("customers", column)[record] != np.array([value], book.values("customers", column).dtype)[0]:
                yield cell_hit(customers, record, column, fixed=value)

    return Rule("B999", "warning", same("{value}"), same("{fixed}"), "", find=find)


@pytest.mark.parametrize("column", PROPOSED)
def test_what_a_rule_proposes_is_written_said_and_then_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, column: str
) -> None:
    value, cell, said = PROPOSED[column]
    monkeypatch.setattr("xlcrm.rules.all_rules", lambda: {"B999": proposing(column, value)})
    position = ["customer_id", "name", "gender", "birth_date", "phone", "annual_income"].index(column)
    typed = ["C001", "张三", "男", date(1985, 6, 2), "13900139000", 5]
    path = book_of(tmp_path / "book.xlsx", [typed])
    made = fixed(path)
    assert [fix.line().partition(" -> ")[2] for fix in made.fixes] == [said]
    sheet = openpyxl.load_workbook(write(path, made))["客户信息"]
    assert [each.value for each in sheet[2]][position] == cell
    assert fixed(path).fixes == []
    assert write(path, fixed(path)).read_bytes() == made.data


def test_a_proposal_in_a_column_with_a_unit_is_written_in_that_unit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xlcrm.rules.all_rules", lambda: {"B999": proposing("annual_income", 120000.0)})
    headers = [*CUSTOMERS[:-1], "年收入（万元）"]
    path = book_of(tmp_path / "book.xlsx", [["C001", "张三", None, None, None, 5]], headers)
    assert [fix.line() for fix in fixed(path).fixes] == ["客户信息!F2: 5 -> 12"]


def test_a_formula_stays_where_a_rule_proposes_something_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xlcrm.rules.all_rules", lambda: {"B999": proposing("annual_income", 120000.0)})
    path = book_of(tmp_path / "book.xlsx", [["C001", "张三", None, None, None, "=1+1"]])
    assert fixed(path).fixes == []
