"""Recalculation confirms right cached values, and only those."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import xlsxwriter

from .cellvalues import Cell, ErrorValue
from .recalc import Difference, agree, compare, compare_all, differences, formula_count, poison, recalculate


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Right cached values of every kind; sheet names and texts in Chinese."""
    path = tmp_path_factory.mktemp("sound") / "客户.xlsx"
    book = xlsxwriter.Workbook(path, {"use_future_functions": True})
    sheet, other = book.add_worksheet("客户"), book.add_worksheet("It's 2026")
    columns = [{"header": "客户"}, {"header": "金额"}, {"header": "两倍", "formula": "=Sales[[#This Row],[金额]]*2"}]
    rows = [["王芳", 10.5, 21], ["李四", 20, 40], ["王芳", 30, 60]]
    sheet.add_table("A1:C4", {"name": "Sales", "columns": columns, "data": rows})
    for row, values in enumerate(rows, 1):
        sheet.write_formula(row, 2, "=Sales[[#This Row],[金额]]*2", None, values[2])
    date = book.add_format({"num_format": "yyyy-mm-dd"})
    number = book.add_format({"num_format": "0.00"})
    other.write_formula("A1", '=SUMIFS(Sales[金额],Sales[客户],"王芳")', None, 40.5)
    other.write_formula("A2", '=MAXIFS(Sales[金额],Sales[客户],"王芳")', None, 30)
    other.write_formula("A3", '=INDEX(Sales[客户],2)&" <&>"', None, "李四 <&>")
    other.write_formula("A4", '=IF(A1>100,1,"")', None, "")
    other.write_formula("A5", "=A1>1", None, True)
    other.write_formula("A6", "=DATE(2026,3,31)", date, 46112)
    other.write_formula("A7", "=A1>1", number, True)
    other.write_formula("A8", "=1/3", None, 1 / 3)
    other.write_array_formula("B1:B3", "{=客户!B2:B4*2}", None, 21)
    other.write_number("B2", 40)
    other.write_number("B3", 60)
    book.close()
    return path


@pytest.mark.needs_libreoffice
def test_right_values_agree(sound: Path) -> None:
    assert compare(sound) == []


def test_every_formula_cell_is_compared(sound: Path) -> None:
    assert formula_count(sound) == 3 + 8 + 3


POISON: list[tuple[str, str, float | str]] = [
    ("客户", "C3", 40.001),
    ("It's 2026", "A1", 40.50001),
    ("It's 2026", "A2", "30"),
    ("It's 2026", "A3", "李四"),
    ("It's 2026", "A4", "x"),
    ("It's 2026", "A5", 0),
    ("It's 2026", "A6", 46113),
    ("It's 2026", "B1", 22),
]


@pytest.fixture(scope="module")
def poisoned(sound: Path, tmp_path_factory: pytest.TempPathFactory) -> list[list[Difference]]:
    """What the comparison says of a copy poisoned in each place; one start of LibreOffice for all."""
    copies = []
    for case in POISON:
        copy = Path(shutil.copy(sound, tmp_path_factory.mktemp("copy")))
        copies.append(poison(copy, *case))
    return list(compare_all(copies).values())


@pytest.mark.needs_libreoffice
@pytest.mark.parametrize("number", range(len(POISON)), ids=[f"{sheet}!{cell}" for sheet, cell, _ in POISON])
def test_poisoned_value_is_caught(poisoned: list[list[Difference]], number: int) -> None:
    assert [(one.sheet, one.cell, one.cached) for one in poisoned[number]] == [POISON[number]]


def test_poison_leaves_the_workbook_itself_alone(sound: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(sound, tmp_path))
    assert poison(copy, "客户", "C3", 1).name == "客户-poisoned.xlsx"
    assert copy.read_bytes() == sound.read_bytes()


@pytest.mark.needs_libreoffice
def test_error_is_caught_even_where_it_was_cached(tmp_path: Path) -> None:
    path = tmp_path / "errors.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("S")
    sheet.write_formula("A1", "=1/0", None, "#DIV/0!")
    sheet.write_formula("A2", "=MATCH(9,B1:B2,0)", None, 0)
    book.close()
    assert [(one.cell, str(one.recalculated)) for one in compare(path)] == [("A1", "#DIV/0!"), ("A2", "#N/A")]


@pytest.mark.needs_libreoffice
def test_formula_without_a_cached_value_is_caught(tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("S").write_formula("A1", "=1+1", None, "")
    book.close()
    assert compare(path) == [Difference("S", "A1", "1+1", None, 2.0)]


@pytest.mark.needs_libreoffice
def test_files_of_one_name_are_kept_apart(tmp_path: Path) -> None:
    paths = [tmp_path / str(number) / "book.xlsx" for number in range(2)]
    for number, path in enumerate(paths):
        path.parent.mkdir()
        book = xlsxwriter.Workbook(path)
        book.add_worksheet("S").write_formula("A1", f"={number}+1", None, 1)
        book.close()
    assert [len(found) for found in compare_all(paths).values()] == [0, 1]
    assert recalculate(paths)[paths[1]].value("S", "A1") == 2


@pytest.mark.parametrize(
    ("cached", "recalculated", "same"),
    [
        (1.0, 1.0 + 1e-10, True),
        (1e12, 1e12 + 1, True),
        (1.0, 1.00001, False),
        (True, 1.0, True),
        (False, "", False),
        (0.0, None, False),
        ("", None, True),
        ("a", "A", False),
        ("1", 1.0, False),
        (ErrorValue("#N/A"), ErrorValue("#N/A"), False),
        ("#N/A", ErrorValue("#N/A"), False),
    ],
)
def test_agreement(cached: float | str | None, recalculated: float | str | None, same: bool) -> None:
    assert agree(cached, recalculated) is same


def test_cells_without_a_formula_are_not_compared() -> None:
    assert differences({"S": {"A1": Cell(1.0)}}, {"S": {"A1": Cell(2.0)}}) == []
