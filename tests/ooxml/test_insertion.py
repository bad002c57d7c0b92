"""Rows put into a user's sheet: what stands below moves, what mentions it follows, and what cannot is refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from xlcrm.ooxml import Package
from xlcrm.ooxml.insertion import Insertion, NotSafe, insert_rows

AT, COUNT, LAST = 4, 2, 3
TWO_ROWS = Insertion(title="账 本", first=AT, count=COUNT, last=LAST)


@pytest.mark.parametrize(
    ("formula", "own", "below", "after"),
    [
        ("SUM(D2:D3)", True, True, "SUM(D2:D5)"),
        ("SUM(D$2:$D$3)+D3", True, True, "SUM(D$2:$D$5)+D3"),
        ("SUM(D2:D3)", True, False, "SUM(D2:D3)"),
        ("SUM(D2:D9)/D4", True, False, "SUM(D2:D11)/D6"),
        ("SUM(D:D)+$4:$5+2:3", True, False, "SUM(D:D)+$6:$7+2:3"),
        ("SUM('账 本'!D2:D4)+D4", False, False, "SUM('账 本'!D2:D6)+D4"),
        ("'账 本'!D4&\"D4\"&别的!D4", True, False, "'账 本'!D6&\"D4\"&别的!D4"),
        ("SUM(Sales[金额])+[1]账!D4", False, False, "SUM(Sales[金额])+[1]账!D4"),
        ("D4:D1048576", True, False, "D6:D1048576"),
        ("账本!D4", True, False, "账本!D4"),
    ],
)
def test_a_formula_follows_its_cells(formula: str, own: bool, below: bool, after: str) -> None:
    assert TWO_ROWS.formula(formula, own=own, below=below) == after


def test_a_sum_over_several_sheets_is_not_followed() -> None:
    with pytest.raises(NotSafe):
        TWO_ROWS.formula("SUM(一月:三月!D4)")


def book(path: Path, change: Callable[[Any, Any], object] = lambda book, sheet: None) -> Package:
    """Three rows and a total, a note under it, and a sheet that mentions them."""
    with xlsxwriter.Workbook(path) as written:
        sheet = written.add_worksheet("账 本")
        for number, row in enumerate([["编号", "金额"], ["a", 1], ["b", 2]]):
            sheet.write_row(number, 0, row)
        sheet.write_row(3, 0, ["合计"])
        sheet.write_formula("B4", "=SUM(B2:B3)", None, 3)
        other = written.add_worksheet("别的")
        other.write_formula("A1", "='账 本'!B4*2", None, 6)
        other.write_url("A2", "internal:'账 本'!A6")
        written.define_name("Total", "='账 本'!$B$4")
        change(written, sheet)
    return Package.from_bytes(path.read_bytes())


def inserted(package: Package, path: Path) -> Any:
    entry = package.sheet("账 本")
    assert entry is not None
    insert_rows(package, entry, TWO_ROWS)
    path.write_bytes(package.to_bytes())
    return openpyxl.load_workbook(path)


def test_what_stands_below_moves_and_what_mentions_it_follows(tmp_path: Path) -> None:
    def furnish(written: Any, sheet: Any) -> None:
        sheet.merge_range("A6:B7", "备注")
        sheet.set_row(3, 30)
        sheet.conditional_format("B2:B4", {"type": "cell", "criteria": ">", "value": "$B$4"})
        sheet.data_validation("A2:A1048576", {"validate": "list", "source": "=$A$2:$A$4"})
        sheet.write_comment("A2", "stays")

    path = tmp_path / "book.xlsx"
    after = inserted(book(path, furnish), path)
    sheet, other = after["账 本"], after["别的"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3, max_row=8)] == [
        ["b", 2],
        [None, None],
        [None, None],
        ["合计", "=SUM(B2:B5)"],
        [None, None],
        ["备注", None],
    ]
    assert (sheet.row_dimensions[6].height, sheet.row_dimensions[4].height) == (30, None)
    assert [str(cells) for cells in sheet.merged_cells.ranges] == ["A8:B9"]
    [(area, [rule])] = [(str(each.sqref), each.rules) for each in sheet.conditional_formatting]
    assert (area, rule.formula) == ("B2:B6", ["$B$6"])
    [validation] = sheet.data_validations.dataValidation
    assert (str(validation.sqref), validation.formula1) == ("A2:A1048576", "$A$2:$A$6")
    assert (other["A1"].value, other["A2"].hyperlink.location) == ("='账 本'!B6*2", "'账 本'!A8")
    assert after.defined_names["Total"].value == "'账 本'!$B$6"


def test_the_total_row_of_an_excel_table_moves_down_in_it(tmp_path: Path) -> None:
    def table(written: Any, sheet: Any) -> None:
        columns = [{"header": "编号"}, {"header": "金额", "total_function": "sum"}]
        sheet.add_table("A1:B4", {"columns": columns, "total_row": True, "name": "Sales1"})

    path = tmp_path / "book.xlsx"
    found = inserted(book(path, table), path)["账 本"].tables["Sales1"]
    assert (found.ref, found.autoFilter.ref, found.totalsRowCount) == ("A1:B6", "A1:B5", 1)


@pytest.mark.parametrize(
    "change",
    [
        lambda written, sheet: sheet.write_comment("A4", "moves"),
        lambda written, sheet: sheet.insert_textbox("D10", "box"),
        lambda written, sheet: sheet.write_array_formula("C2:C5", "{=B2:B5*2}"),
        lambda written, sheet: sheet.set_h_pagebreaks([5]),
        lambda written, sheet: sheet.insert_button("D2"),
        lambda written, sheet: sheet.write("A1048576", "last"),
    ],
    ids=["a note below", "a box below", "an array formula", "page breaks", "a button", "the last row"],
)
def test_what_hangs_on_rows_in_other_ways_is_not_moved(change: Callable[[Any, Any], object], tmp_path: Path) -> None:
    package = book(tmp_path / "book.xlsx", change)
    with pytest.raises(NotSafe):
        inserted(package, tmp_path / "out.xlsx")
