"""What a build writes over in the user's cells is told: in the closing line, by -v, and on Findings."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

import xlcrm
from tests.test_fix import book_of
from xlcrm.cli import main
from xlcrm.ooxml import Package, edit_sheet

MESSY = [
    ["C001", "张三", "M", "1990年3月5日", "13800138000", "１.２万"],
    ["C002", "李四", "女", date(1985, 6, 2), "13900139000", 5000],
]


def printed(path: Path, *options: str) -> str:
    done = CliRunner().invoke(main, ["build", str(path), "--as-of", "2026-03-31", *options])
    assert done.exit_code == 0, done.output
    return done.output


def listed(path: Path) -> dict[str, list[Any]]:
    """The lines of the Findings page on cells that were written over, by their places."""
    rows = openpyxl.load_workbook(path)["检查结果"].iter_rows(values_only=True)
    return {str(row[2]): list(row) for row in rows if row[1] == "V407"}


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    return book_of(tmp_path / "book.xlsx", MESSY)


def test_the_closing_line_counts_the_cells(messy: Path) -> None:
    assert "按理解改写了 3 个单元格" in printed(messy)
    assert "按理解改写了" not in printed(messy)


def test_verbose_lists_each_cell(messy: Path) -> None:
    lines = [line.strip() for line in printed(messy, "-v").splitlines() if " -> " in line]
    assert lines == [
        '客户信息!C2: "M" -> "男"',
        '客户信息!D2: "1990年3月5日" -> 1990-03-05',
        '客户信息!F2: "１.２万" -> 12000',
    ]


def test_findings_lists_each_cell_with_what_stood_there(messy: Path) -> None:
    printed(messy)
    found = listed(messy)
    assert list(found) == ["客户信息!C2", "客户信息!D2", "客户信息!F2"]
    assert found["客户信息!F2"][3:7] == ["C001", "张三", "１.２万", "生成时已由“１.２万”改写为数字 12,000"]


def test_building_again_changes_nothing_and_still_lists_them(messy: Path) -> None:
    printed(messy)
    before = messy.read_bytes()
    assert "无需改动" in printed(messy)
    assert messy.read_bytes() == before


def test_a_cell_that_was_changed_since_is_no_longer_listed(messy: Path) -> None:
    printed(messy)
    package = Package.from_bytes(messy.read_bytes())
    sheet = package.sheet("客户信息")
    assert sheet is not None
    edit_sheet(package, sheet).set_cell("F2", 13000.0)
    messy.write_bytes(package.to_bytes())
    printed(messy)
    assert list(listed(messy)) == ["客户信息!C2", "客户信息!D2"]


def test_many_cells_of_one_column_are_one_line(tmp_path: Path) -> None:
    rows = [[f"C{number:03}", f"客户{number}", None, None, None, f"{number}万"] for number in range(1, 51)]
    path = book_of(tmp_path / "book.xlsx", rows)
    assert "改写了 50 个单元格" in printed(path)
    (line,) = listed(path).values()
    assert re.search("共 50 处：F2、F3、F4", line[6])


def test_the_result_of_a_build_says_each_cell(messy: Path) -> None:
    result = xlcrm.build(xlcrm.read(messy), messy)
    assert [(str(each.place), each.before, each.after) for each in result.conversions][2] == (
        "客户信息!F2",
        "１.２万",
        12000,
    )


def test_a_tidy_book_has_nothing_rewritten(tmp_path: Path) -> None:
    path = book_of(tmp_path / "book.xlsx", [["C001", "张三", "男", date(1990, 3, 5), "13800138000", 12000]])
    assert "改写" not in printed(path)
    assert listed(path) == {}
