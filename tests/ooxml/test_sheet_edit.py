from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

import pytest

from xlcrm.errors import UnwritableFile
from xlcrm.ooxml import CellContent, CellError, Package, SheetEditor, edit_sheet
from xlcrm.writing.changes import changes

from ..support.filecheck import check_package
from .books import book, parts, sheet_part, users

SHEET = "xl/worksheets/sheet1.xml"


def opened(data: bytes, title: str = "Data") -> tuple[Package, SheetEditor]:
    package = Package.from_bytes(data)
    entry = package.sheet(title)
    assert entry is not None
    return package, edit_sheet(package, entry)


def with_rows(rows: str, *, data: bytes | None = None) -> Package:
    """A book whose first sheet has these rows."""
    package = Package.from_bytes(data or users())
    part = package.parts[SHEET].decode()
    package.parts[SHEET] = re.sub(
        "<sheetData>.*</sheetData>", f"<sheetData>{rows}</sheetData>", part, flags=re.DOTALL
    ).encode()
    return package


def rows_of(package: Package) -> str:
    package.store()
    match = re.search("<sheetData>(.*)</sheetData>", package.parts[SHEET].decode(), flags=re.DOTALL)
    assert match is not None
    return match[1]


def edited(rows: str, reference: str, value: Any, **options: Any) -> str:
    package = with_rows(rows)
    edit_sheet(package, package.sheets[0]).set_cell(reference, value, **options)
    return rows_of(package)


@pytest.mark.parametrize(
    ("value", "options", "expected"),
    [
        (1.5, {}, '<c r="B2"><v>1.5</v></c>'),
        (3.0, {}, '<c r="B2"><v>3</v></c>'),
        (True, {}, '<c r="B2" t="b"><v>1</v></c>'),
        (2, {"formula": "1+1"}, '<c r="B2"><f>1+1</f><v>2</v></c>'),
        ("a&b", {"formula": 'A1&"<"'}, '<c r="B2" t="str"><f>A1&amp;&quot;&lt;&quot;</f><v>a&amp;b</v></c>'),
        (CellError("#N/A"), {"formula": "NA()"}, '<c r="B2" t="e"><f>NA()</f><v>#N/A</v></c>'),
        (7, {"style": 1}, '<c r="B2" s="1"><v>7</v></c>'),
    ],
)
def test_a_new_cell_is_written_by_its_type(value: Any, options: dict[str, Any], expected: str) -> None:
    assert edited('<row r="2"></row>', "B2", value, **options) == f'<row r="2">{expected}</row>'


@pytest.mark.parametrize("text", ["=1+1", "+1", "@x", "-x", "=cmd|'/c calc'!A0", "_x0041_", " a ", "a\nb", '\x07<&>"'])
def test_text_stays_text_whatever_it_starts_with(text: str) -> None:
    package, sheet = opened(users())
    sheet.set_cell("B3", text)
    again = opened(package.to_bytes())[1]
    assert again.cell("B3") == CellContent(text)


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_what_is_no_number_is_refused(value: float) -> None:
    package, sheet = opened(users())
    sheet.set_cell("B3", value)
    with pytest.raises(ValueError, match="NaN"):
        package.to_bytes()


ROW = '<row r="2" spans="1:3" ht="20"><c r="A2" s="1"><v>1</v></c><c r="C2" s="1" t="n"><v>3</v></c></row>\n'


def test_a_cell_goes_between_its_neighbours_which_keep_their_bytes() -> None:
    assert edited(ROW, "B2", 2) == ROW.replace('<c r="C2"', '<c r="B2"><v>2</v></c><c r="C2"')


def test_a_cell_behind_the_last_one_widens_the_row() -> None:
    wide = ROW.replace('spans="1:3"', 'spans="1:5"').replace("</row>", '<c r="E2"><v>5</v></c></row>')
    assert edited(ROW, "E2", 5) == wide


def test_a_cell_keeps_its_style() -> None:
    assert '<c r="A2" s="1"><v>9</v></c>' in edited(ROW, "A2", 9)


def test_a_new_cell_takes_the_style_of_its_row() -> None:
    row = '<row r="2" s="1" customFormat="1"/>'
    assert edited(row, "A2", 9) == '<row r="2" s="1" customFormat="1"><c r="A2" s="1"><v>9</v></c></row>'


def test_a_new_cell_takes_the_style_of_its_column() -> None:
    def fill(workbook: Any) -> None:
        workbook.add_worksheet("Data").set_column("B:C", 12, workbook.add_format({"bold": True}))

    package, sheet = opened(book(fill))
    sheet.set_cell("C4", 1)
    assert '<c r="C4" s="1"><v>1</v></c>' in rows_of(package)


def test_an_emptied_cell_keeps_its_style() -> None:
    assert edited(ROW, "A2", None) == ROW.replace("<v>1</v></c>", "").replace('<c r="A2" s="1">', '<c r="A2" s="1"/>')


def test_a_cell_that_says_so_already_keeps_its_bytes() -> None:
    row = "<row r='2'><c  t='str' r='A2'><f ca='1'>B2</f><v>x</v></c><c r='B2'><v>3.0</v></c></row>"
    package = with_rows(row)
    sheet = edit_sheet(package, package.sheets[0])
    sheet.set_cell("A2", "x", formula="B2")
    sheet.set_cell("B2", 3)
    assert rows_of(package) == row


def test_missing_rows_are_put_in_their_place() -> None:
    package = with_rows('<row r="2"><c r="A2"><v>2</v></c></row><row r="5"/>')
    sheet = edit_sheet(package, package.sheets[0])
    sheet.fill_column(0, 1, [1, None, 3, 4, None, 6])
    places = re.findall(r'<row r="(\d)"', rows_of(package))
    assert places == ["1", "2", "3", "4", "5", "6"]


def test_rows_and_cells_without_references_count_on() -> None:
    package = with_rows("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")
    sheet = edit_sheet(package, package.sheets[0])
    assert sheet.cell("B1").value == 2
    sheet.set_cell("B2", 4)
    sheet.set_cell("D1", 5)
    again = edit_sheet(package, package.sheets[0])
    assert [again.cell(place).value for place in ("A1", "B1", "C1", "D1", "A2", "B2")] == [1, 2, None, 5, 3, 4]
    assert '<row r="2"><c r="A2"><v>3</v></c><c r="B2"><v>4</v></c></row>' in rows_of(package)


def test_cdata_and_comments_do_not_mislead() -> None:
    package = with_rows(
        '<row r="1"><!-- <row r="9"> --><c r="A1" t="inlineStr"><is><t><![CDATA[</c><c r="B1">]]></t></is></c></row>'
    )
    sheet = edit_sheet(package, package.sheets[0])
    sheet.set_cell("B1", 1)
    assert sheet.cell("A1").value == '</c><c r="B1">'
    assert rows_of(package).endswith('<c r="B1"><v>1</v></c></row>')


def test_a_prefixed_sheet_is_edited_in_its_prefix() -> None:
    package = with_rows(ROW)
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    part = re.sub(
        r"<(/?)(\w)", r"<\1x:\2", package.parts[SHEET].decode().replace(main, main.replace("xmlns", "xmlns:x"))
    )
    package.parts[SHEET] = part.replace("<x:?", "<?").encode()
    edit_sheet(package, package.sheets[0]).set_cell("B2", 2, formula="A2")
    package.store()
    assert b'<x:c r="B2"><x:f>A2</x:f><x:v>2</x:v></x:c><x:c r="C2"' in package.parts[SHEET]


SHARED = (
    '<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">B1*$C$1</f><v>1</v></c></row>'
    '<row r="2"><c r="A2"><f t="shared" si="0"/><v>2</v></c></row>'
    '<row r="3"><c r="A3"><f t="shared" si="0"/><v>3</v></c></row>'
)


def test_a_shared_formula_passes_on_when_its_first_cell_is_overwritten() -> None:
    rows = edited(SHARED, "A1", 5)
    assert '<c r="A2"><f t="shared" ref="A2:A3" si="0">B2*$C$1</f><v>2</v></c>' in rows
    assert '<c r="A3"><f t="shared" si="0"/><v>3</v></c>' in rows


def test_a_shared_formula_ends_when_all_its_cells_are_overwritten() -> None:
    package = with_rows(SHARED)
    edit_sheet(package, package.sheets[0]).fill_column(0, 1, [1, 2, 3], formula="B1")
    assert "shared" not in rows_of(package)


def test_a_cell_with_a_picture_or_dynamic_array_loses_the_mark_when_overwritten_only() -> None:
    picture = '<c r="A1" t="e" vm="1"><v>#VALUE!</v></c>'
    row = f'<row r="1">{picture}<c r="B1" cm="1"><f t="array" ref="B1">X</f><v>1</v></c></row>'
    assert edited(row, "A1", 1) == row.replace(picture, '<c r="A1"><v>1</v></c>')


def test_the_extent_takes_in_added_cells() -> None:
    package, sheet = opened(users())
    sheet.set_cell("F9", 1)
    package.store()
    assert b'<dimension ref="A1:F9"/>' in package.parts[SHEET]


def test_the_extent_takes_in_cells_above_and_left_of_it() -> None:
    package = with_rows('<row r="4"><c r="C4"><v>1</v></c></row>')
    package.parts[SHEET] = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="C4"', package.parts[SHEET])
    edit_sheet(package, package.sheets[0]).set_cell("B2", 1)
    package.store()
    assert b'<dimension ref="B2:C4"/>' in package.parts[SHEET]


def test_an_edit_without_effect_keeps_the_part() -> None:
    package, sheet = opened(users())
    sheet.set_cell("A2", "C1")
    sheet.set_cell("Z99", None)
    assert changes(users(), package.to_bytes()).replaced == ()


def test_the_same_edits_again_change_nothing() -> None:
    def edit(data: bytes) -> bytes:
        package, sheet = opened(data)
        sheet.fill_column(3, 2, ["a", "b", "c"], formula="A2&B2")
        sheet.set_cell("A9", "=text")
        sheet.set_width(3, 18)
        sheet.set_table("Mine", "A1:D9", ["ID", "Amount", "Note", "More"])
        return package.to_bytes()

    once = edit(users())
    assert edit(once) == once


def test_a_chain_of_formulas_is_dropped_only_when_a_formula_changed() -> None:
    package, sheet = opened(users())
    dropped = []
    package.drop_calculation_chain = lambda: dropped.append(1)  # type: ignore[method-assign]
    sheet.set_cell("A9", 1)
    sheet.store()
    assert dropped == []
    sheet.set_cell("A9", 1, formula="1")
    sheet.store()
    assert dropped == [1]


def test_a_column_gets_a_width_where_the_user_gave_none() -> None:
    def fill(workbook: Any) -> None:
        workbook.add_worksheet("Data").set_column("B:C", 33)

    package, sheet = opened(book(fill))
    for column in (5, 3, 1):
        sheet.set_width(column - 1, 18.5)
    columns = re.search("<cols>.*</cols>", sheet_part(package.to_bytes(), "Data"))
    assert columns is not None
    assert re.findall(r'min="(\d)" max="(\d)" width="([\d.]+)"', columns[0]) == [
        ("1", "1", "18.5"),
        ("2", "3", "33.7109375"),
        ("5", "5", "18.5"),
    ]


def test_a_part_changed_behind_an_editor_is_not_overwritten() -> None:
    package, sheet = opened(users())
    sheet.set_cell("A2", "x")
    package.parts[SHEET] += b" "
    with pytest.raises(RuntimeError, match="changed elsewhere"):
        package.to_bytes()


def test_a_restyled_cell_keeps_everything_else_of_its_format() -> None:
    package, sheet = opened(users())
    style = sheet.cell("A1").style
    assert style is not None
    other = package.styles.cell_format(style, fill="fff2cc", locked=False)
    before, after = (dict(package.styles.cell_formats.entries[number].attrib) for number in (style, other))
    assert before["fontId"] == after["fontId"]
    assert package.styles.cell_format(style, fill="FFF2CC", locked=False) == other


# Tables


def tabled(**options: Any) -> bytes:
    """A table over B3:D6 with a filter that hides a row, and formats of its own."""

    def fill(workbook: Any) -> None:
        sheet = workbook.add_worksheet("Data")
        columns = [{"header": "ID"}, {"header": "Amount"}, {"header": "Note"}]
        sheet.add_table("B3:D6", {"name": "Kunden", "style": "Table Style Medium 4", "columns": columns, **options})
        for row in range(3, 6):
            sheet.write_row(row, 1, [f"C{row}", row, "x"])
        sheet.set_row(4, None, None, {"hidden": True})

    data = book(fill)
    package = Package.from_bytes(data)
    table = package.parts["xl/tables/table1.xml"]
    column = b'<filterColumn colId="1"><filters><filter val="3"/></filters></filterColumn>'
    order = b'<sortState ref="B4:D6"><sortCondition ref="C4:C6"/></sortState>'
    package.parts["xl/tables/table1.xml"] = table.replace(
        b'<autoFilter ref="B3:D6"/>', b'<autoFilter ref="B3:D6">' + column + b"</autoFilter>" + order
    )
    return package.to_bytes()


def table_part(package: Package) -> str:
    package.store()
    return package.parts["xl/tables/table1.xml"].decode()


def test_a_table_grows_and_keeps_what_the_user_set() -> None:
    package, sheet = opened(tabled())
    table = sheet.set_table("Customers", "B3:E9", ["ID", "Amount", "Note", "Name"], calculated={"Name": "1+1"})
    assert (table.name, table.reference) == ("Kunden", "B3:E9")
    part = table_part(package)
    assert '<autoFilter ref="B3:E9"><filterColumn colId="1">' in part
    assert '<sortState ref="B4:D9"><sortCondition ref="C4:C9"/></sortState>' in part
    assert 'name="TableStyleMedium4"' in part
    assert (
        '<tableColumn id="4" name="Name"><calculatedColumnFormula>1+1</calculatedColumnFormula></tableColumn>' in part
    )
    assert opened(package.to_bytes())[1].cell("E3").value == "Name"
    assert check_package(package.to_bytes()) == []


def test_a_filter_stays_with_its_column_when_one_comes_before_it() -> None:
    package, sheet = opened(tabled())
    sheet.set_table("Kunden", "B3:E6", ["ID", "Extra", "Amount", "Note"])
    assert '<filterColumn colId="2">' in table_part(package)


def test_a_total_row_stays_with_the_table() -> None:
    _, sheet = opened(tabled(total_row=True))
    assert sheet.set_table("Kunden", "B3:D5", ["ID", "Amount", "Note"]).reference == "B3:D6"


def test_a_total_row_in_the_way_of_the_data_is_refused() -> None:
    _, sheet = opened(tabled(total_row=True))
    with pytest.raises(UnwritableFile, match="total row"):
        sheet.set_table("Kunden", "B3:D9", ["ID", "Amount", "Note"])


def test_a_table_is_made_where_there_is_none(tmp_path: Path) -> None:
    package, sheet = opened(users())
    table = sheet.set_table("Customers", "A1:C6", ["ID", "Amount", "Note"], style="TableStyleLight1")
    assert (table.name, table.columns) == ("Customers", ("ID", "Amount", "Note"))
    (tmp_path / "made.xlsx").write_bytes(package.to_bytes())
    before, after = parts(users()), parts(package.to_bytes())
    assert {name for name in before if before[name] != after[name]} == {SHEET, "[Content_Types].xml"}


def test_a_name_that_is_taken_gets_a_number() -> None:
    _, sheet = opened(users())
    assert sheet.set_table("AMOUNTS", "A1:C6", ["ID", "Amount", "Note"]).name == "AMOUNTS_2"


def test_header_cells_become_text_equal_to_the_names() -> None:
    package = with_rows('<row r="1"><c r="A1"><v>2024</v></c><c r="B1"/></row><row r="2"><c r="A2"><v>1</v></c></row>')
    sheet = edit_sheet(package, package.sheets[0])
    sheet.set_table("T", "A1:B2", ["2024", "two\nlines"])
    again = edit_sheet(Package.from_bytes(package.to_bytes()), package.sheets[0])
    assert (again.cell("A1").value, again.cell("B1").value) == ("2024", "two\nlines")
    assert 'name="two_x000a_lines"' in table_part(package)
    assert check_package(package.to_bytes()) == []


def test_a_filter_of_the_sheet_becomes_the_tables() -> None:
    def fill(workbook: Any) -> None:
        sheet = workbook.add_worksheet("Data")
        for row in range(4):
            sheet.write_row(row, 1, [f"a{row}", f"b{row}"])
        sheet.autofilter("B1:C4")
        sheet.filter_column("C", "x == b2")

    package, sheet = opened(book(fill))
    sheet.set_table("T", "A1:C4", ["k", "a0", "b0"])
    assert '<filterColumn colId="2"><filters><filter val="b2"/></filters></filterColumn>' in table_part(package)
    assert b"autoFilter" not in package.parts[SHEET]
    assert package.defined_names == []
    assert check_package(package.to_bytes()) == []


def test_merged_cells_among_the_data_are_refused() -> None:
    def fill(workbook: Any) -> None:
        workbook.add_worksheet("Data").merge_range("A3:A4", "x")

    _, sheet = opened(book(fill))
    assert sheet.merged_ranges == ["A3:A4"]
    with pytest.raises(UnwritableFile, match="A3:A4"):
        sheet.set_table("T", "A1:B6", ["a", "b"])


def test_another_table_among_the_data_is_refused() -> None:
    _, sheet = opened(tabled())
    with pytest.raises(UnwritableFile, match="Kunden"):
        sheet.set_table("T", "A1:B6", ["a", "b"])
