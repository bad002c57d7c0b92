"""Rows taken out of a user's sheet: what stands below moves up, what mentions it follows, what cannot is refused."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from xlcrm.ooxml import Package
from xlcrm.ooxml.insertion import NotSafe
from xlcrm.ooxml.removal import Removal, StandsBeside, remove_rows

TITLE = "账 本"
ROWS = (("编号", "金额"), ("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5), ("合计", None))
GONE = Removal.of_rows(TITLE, [3, 5], 0, 1)


def book(fill: Callable[[Any, Any], object] | None = None) -> Package:
    """A sheet with five rows and a total, and another that mentions it."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        sheet, other = workbook.add_worksheet(TITLE), workbook.add_worksheet("别的")
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
        sheet.write_formula("B7", "=SUM(B2:B6)", None, 15)
        other.write_formula("A1", f"='{TITLE}'!B6*2", None, 10)
        other.write_url("A2", f"internal:'{TITLE}'!B7")
        workbook.define_name("Last", f"='{TITLE}'!$B$6")
        if fill is not None:
            fill(workbook, sheet)
    return Package.from_bytes(stream.getvalue())


def without(package: Package, path: Path, removal: Removal = GONE) -> Any:
    entry = package.sheet(TITLE)
    assert entry is not None
    remove_rows(package, entry, removal)
    path.write_bytes(package.to_bytes())
    return openpyxl.load_workbook(path)


@pytest.mark.parametrize(
    ("formula", "own", "after"),
    [
        ("SUM(D2:D6)", True, "SUM(D2:D4)"),
        ("SUM(D$3:$D$5)+D4", True, "SUM(D$3:$D$3)+D3"),
        ("D3+D6", True, "#REF!+D4"),
        ("SUM(D3:D3)", True, "SUM(#REF!)"),
        ("SUM(D6:D2)", True, "SUM(D4:D2)"),
        ("SUM(D:D)+$4:$5+5:5", True, "SUM(D:D)+$3:$3+#REF!"),
        ("SUM('账 本'!D2:D6)+D6", False, "SUM('账 本'!D2:D4)+D6"),
        ("'账 本'!D6&\"D6\"&别的!D6", True, "'账 本'!D4&\"D6\"&别的!D6"),
        ("SUM(Sales[金额])+[1]账!D6", False, "SUM(Sales[金额])+[1]账!D6"),
        ("D4:D1048576", True, "D3:D1048574"),
    ],
)
def test_a_formula_follows_its_cells(formula: str, own: bool, after: str) -> None:
    assert GONE.formula(formula, own=own) == after


def test_what_stands_below_moves_up_and_what_mentions_it_follows(tmp_path: Path) -> None:
    def furnish(written: Any, sheet: Any) -> None:
        sheet.set_row(5, 30)
        sheet.merge_range("A9:B10", "备注")
        sheet.conditional_format("B2:B6", {"type": "cell", "criteria": ">", "value": "$B$6"})
        sheet.conditional_format("B3", {"type": "cell", "criteria": ">", "value": "0"})
        sheet.data_validation("A2:A6", {"validate": "list", "source": "=$A$2:$A$6"})
        sheet.data_validation("A5", {"validate": "list", "source": "=$A$2:$A$6"})
        sheet.write_url("A3", "https://example.org/")
        sheet.write_url("A6", "https://example.com/")
        sheet.write_comment("A2", "stays")

    after = without(book(furnish), tmp_path / "book.xlsx")
    sheet, other = after[TITLE], after["别的"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=7, max_col=2)]
    assert [row[1] for row in rows] == [1, 3, 5, "=SUM(B2:B4)", None, None]
    assert (sheet.row_dimensions[4].height, sheet.row_dimensions[6].height) == (30, None)
    assert [str(cells) for cells in sheet.merged_cells.ranges] == ["A7:B8"]
    [(area, [rule])] = [(str(each.sqref), each.rules) for each in sheet.conditional_formatting]
    assert (area, rule.formula) == ("B2:B4", ["$B$4"])
    [validation] = sheet.data_validations.dataValidation
    assert (str(validation.sqref), validation.formula1) == ("A2:A4", "$A$2:$A$4")
    assert {cell.coordinate: cell.hyperlink.target for (cell, *_) in sheet["A1:B8"] if cell.hyperlink} == {
        "A4": "https://example.com/"
    }
    assert (other["A1"].value, other["A2"].hyperlink.location) == (f"='{TITLE}'!B4*2", f"'{TITLE}'!B5")
    assert after.defined_names["Last"].value == f"'{TITLE}'!$B$4"


def test_an_excel_table_shrinks(tmp_path: Path) -> None:
    def table(written: Any, sheet: Any) -> None:
        sheet.add_table("A1:B6", {"columns": [{"header": "编号"}, {"header": "金额"}], "name": "Sales1"})

    found = without(book(table), tmp_path / "book.xlsx")[TITLE].tables["Sales1"]
    assert (found.ref, found.autoFilter.ref) == ("A1:B4", "A1:B4")


def test_a_formula_that_cells_share_stays_with_those_that_are_left(tmp_path: Path) -> None:
    package = book(
        lambda written, sheet: [sheet.write_formula(row, 1, f"={row + 1}*2", None, 1) for row in range(2, 5)]
    )
    entry = package.sheet(TITLE)
    assert entry is not None
    part = package.parts[entry.part]
    held = b'<f t="shared" ref="B3:B5" si="0">A3&amp;"x"</f>'
    for row, formula in ((3, held), (4, b'<f t="shared" si="0"/>'), (5, b'<f t="shared" si="0"/>')):
        part = part.replace(b"<f>%d*2</f>" % row, formula)
    package.parts[entry.part] = part
    sheet = without(package, tmp_path / "book.xlsx", Removal.of_rows(TITLE, [3], 0, 1))[TITLE]
    assert [sheet[cell].value for cell in ("B3", "B4")] == ['=A3&"x"', '=A4&"x"']


def test_what_stands_beside_is_never_lost() -> None:
    package = book(lambda written, sheet: sheet.write("D5", "mine"))
    entry = package.sheet(TITLE)
    assert entry is not None
    with pytest.raises(StandsBeside) as found:
        remove_rows(package, entry, GONE)
    assert (found.value.row, found.value.cell) == (5, "D5")


@pytest.mark.parametrize(
    "change",
    [
        lambda written, sheet: sheet.write_comment("A4", "moves"),
        lambda written, sheet: sheet.insert_textbox("D10", "box"),
        lambda written, sheet: sheet.write_array_formula("B9:B10", "{=B2:B3*2}"),
        lambda written, sheet: sheet.set_h_pagebreaks([5]),
        lambda written, sheet: sheet.insert_button("D2"),
    ],
    ids=["a note below", "a box below", "an array formula", "page breaks", "a button"],
)
def test_what_hangs_on_rows_in_other_ways_is_not_moved(change: Callable[[Any, Any], object], tmp_path: Path) -> None:
    with pytest.raises(NotSafe):
        without(book(change), tmp_path / "out.xlsx")
