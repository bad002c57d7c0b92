"""Facts of a sheet beside its values: errors, formulas, hidden rows, merges; in the plain form and in others."""

from __future__ import annotations

from pathlib import Path

import pytest

from xlcrm.ooxml.a1 import Area
from xlcrm.ooxml.sheet_facts import SheetFacts
from xlcrm.reading.open_sheets import facts_of
from xlcrm.reading.package import open_workbook

from .packages import MAIN, OFFICE, PACKAGE, Parts, package, parts, zipped

pytestmark = pytest.mark.unsound_files


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "book.xlsx"


def facts(book: Path, content: bytes | Parts) -> SheetFacts:
    book.write_bytes(zipped(content) if isinstance(content, dict) else content)
    return facts_of(open_workbook(book), "Sheet")


def row(cells: str, number: int = 1, attributes: str = "") -> str:
    return f'<row r="{number}"{attributes}>{cells}</row>'


def test_error_values_are_found_with_their_text(book: Path) -> None:
    cells = '<c r="A1" t="e"><v>#N/A</v></c><c r="C1" s="1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    assert facts(book, package(row(cells))).errors == {(1, 0): "#N/A", (1, 2): "#DIV/0!"}


def test_text_that_spells_an_error_cell_is_none(book: Path) -> None:
    cells = '<c r="A1" t="inlineStr"><is><t>say t="e"</t></is></c>'
    assert facts(book, package(row(cells))).errors == {}


def test_a_picture_in_a_cell_is_no_error(corpus: Path) -> None:
    assert facts_of(open_workbook(corpus / "cal__picture_richdata.xlsx"), "Sheet1").errors == {}


@pytest.mark.parametrize(
    ("cell", "uncached"),
    [
        ('<c r="B1"><f>A1</f><v>1</v></c>', False),
        ('<c r="B1"><f>A1</f></c>', True),
        ('<c r="B1"><f>A1</f><v></v></c>', True),
        ('<c r="B1"><f>A1</f><v/></c>', True),
        ('<c r="B1" t="str"><f>""</f><v></v></c>', False),
        ('<c r="B1" t="str"><f>""</f></c>', True),
        ('<c r="B1"><f t="shared" si="0"/><v>1</v></c>', False),
        ('<c r="B1"><f t="shared" si="0"/></c>', True),
        ('<c r="B1">\n<f>A1</f>\n<v>1</v>\n</c>', False),
        ('<c r="B1">\n<f>A1</f>\n</c>', True),
    ],
)
def test_a_formula_without_a_cached_value_is_found(book: Path, cell: str, uncached: bool) -> None:
    assert facts(book, package(row(cell))).uncached == ({(1, 1)} if uncached else set())


@pytest.mark.parametrize(
    ("formula", "external"),
    [
        ("[1]Sheet!A1", True),
        ("SUM('[2]My Sheet'!A1:B2)", True),
        ("SUM('[other book.xlsx]Sheet0'!A1)", True),
        ("A1+[12]!name", True),
        ("Sales[2024]", False),
        ("SUM(Sales[[#This Row],[2024]])", False),
        ("Sales[@[2024]]", False),
        ("销售[2024]", False),
    ],
)
def test_a_formula_to_another_workbook_is_found(book: Path, formula: str, external: bool) -> None:
    cells = f'<c r="A1"><f>{formula}</f><v>1</v></c>'
    assert facts(book, package(row(cells))).external == ({(1, 0)} if external else set())


@pytest.mark.parametrize("attributes", ['r="{}" s="1"', 's="1" r="{}"'])
def test_columns_with_formulas_are_known(book: Path, attributes: str) -> None:
    a1, c1, ab1 = (attributes.format(address) for address in ("A1", "C1", "AB1"))
    cells = f'<c {a1}><v>1</v></c><c {c1}><f>A1</f><v>1</v></c><c {ab1}><f t="shared" si="1">A1</f></c>'
    assert facts(book, package(row(cells))).formula_columns == {2, 27}


def test_what_cdata_and_comments_hold_is_no_cell(book: Path) -> None:
    cells = (
        '<c r="A1" t="inlineStr"><is><t><![CDATA[<c r="Z9" t="e"><f>[1]S!A1</f></c>]]></t></is></c>'
        '<!-- <c r="Y8" t="e"><f>1</f></c> --><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    )
    found = facts(book, package(row(cells)))
    assert (found.errors, found.external, found.formula_columns) == ({(1, 1): "#DIV/0!"}, set(), {1})


def test_hidden_rows_and_columns_are_known(book: Path) -> None:
    rows = row('<c r="A1"><v>1</v></c>') + row("", 2, ' hidden="1"') + row("", 5, ' ht="0" hidden="true"')
    found = facts(book, package(rows, head='<cols><col min="2" max="3" width="9" hidden="1"/></cols>'))
    assert (found.hidden_rows, found.filtered_rows) == ({2, 5}, set())


def test_rows_that_a_filter_hides_are_told_from_those_hidden_by_hand(book: Path) -> None:
    rows = row("", 1) + row("", 2, ' hidden="1"') + row("", 9, ' hidden="1"')
    tail = '<autoFilter ref="A1:B5"><filterColumn colId="0"><filters/></filterColumn></autoFilter>'
    assert facts(book, package(rows, tail=tail)).filtered_rows == {2}


def test_a_filter_that_filters_nothing_hides_nothing(book: Path) -> None:
    rows = row("", 2, ' hidden="1"')
    assert facts(book, package(rows, tail='<autoFilter ref="A1:B5"/>')).filtered_rows == set()


def test_rows_that_the_filter_of_a_table_hides_are_known(book: Path) -> None:
    contents = parts(row("", 2, ' hidden="1"'))
    contents["xl/worksheets/_rels/sheet1.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="t" Type="{OFFICE}/table" '
        'Target="../tables/table1.xml"/></Relationships>'
    )
    contents["xl/tables/table1.xml"] = (
        f'<table xmlns="{MAIN}" ref="A1:B5"><autoFilter ref="A1:B5"><filterColumn colId="0"/></autoFilter></table>'
    )
    assert facts(book, contents).filtered_rows == {2}


def test_merged_cells_are_known(book: Path) -> None:
    tail = '<mergeCells count="1"><mergeCell ref="B2:D4"/></mergeCells>'
    assert facts(book, package(row(""), tail=tail)).merged == (Area(2, 1, 4, 3),)


def test_alternatives_within_alternatives_do_no_harm(book: Path) -> None:
    inner = '<mc:AlternateContent><mc:Choice Requires="x14"><control r:id="rId2"/></mc:Choice></mc:AlternateContent>'
    outer = (
        f'<mc:AlternateContent><mc:Choice Requires="x14"><controls>{inner}</controls></mc:Choice></mc:AlternateContent>'
    )
    sheet = (
        f'<worksheet xmlns="{MAIN}" xmlns:mc="m" xmlns:r="r"><sheetData>{row("")}</sheetData>'
        f'<mergeCells><mergeCell ref="A1:B1"/></mergeCells>{outer}</worksheet>'
    )
    assert facts(book, parts() | {"xl/worksheets/sheet1.xml": sheet}).merged == (Area(1, 0, 1, 1),)


def test_extensions_with_prefixes_of_their_own_do_no_harm(book: Path) -> None:
    tail = (
        '<mergeCells><mergeCell ref="A1:B1"/></mergeCells><mc:AlternateContent><mc:Choice Requires="x14"/>'
        '</mc:AlternateContent><legacyDrawing r:id="rId1"/><extLst><ext uri="{A}"><x14:a b="<"/></ext></extLst>'
    ).replace('"<"', '"1"')
    sheet = (
        f'<worksheet xmlns="{MAIN}" xmlns:mc="m" xmlns:x14="x" xmlns:r="r" mc:Ignorable="x14">'
        f'<sheetPr><tabColor rgb="FF0000"/></sheetPr><sheetData>{row("")}</sheetData>{tail}</worksheet>'
    )
    assert facts(book, parts() | {"xl/worksheets/sheet1.xml": sheet}).merged == (Area(1, 0, 1, 1),)


PLAIN = (
    f'<worksheet xmlns="{MAIN}"><cols><col min="2" max="2" hidden="1"/></cols><sheetData>'
    '<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1"><f>A1</f></c></row>'
    '<row r="2" hidden="1"><c r="A2"><f>[1]S!A1</f><v>1</v></c></row></sheetData>'
    '<autoFilter ref="A1:B2"><filterColumn colId="0"/></autoFilter>'
    '<mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>'
)
OTHER_FORMS = {
    "prefixed": PLAIN.replace("xmlns=", "xmlns:x=").replace("<", "<x:").replace("<x:/", "</x:"),
    "single quotes": PLAIN.replace('"', "'"),
    "without addresses": PLAIN.replace(' r="A1"', "").replace(' r="B1"', "").replace(' r="A2"', ""),
}


@pytest.mark.parametrize("form", OTHER_FORMS)
def test_other_forms_of_a_sheet_give_the_same_facts(book: Path, form: str) -> None:
    expected = facts(book, parts() | {"xl/worksheets/sheet1.xml": PLAIN})
    assert expected.errors
    assert expected.uncached
    assert expected.external
    assert expected.filtered_rows == {2}
    assert facts(book, parts() | {"xl/worksheets/sheet1.xml": OTHER_FORMS[form]}) == expected


@pytest.mark.parametrize(
    "cell",
    [
        "<c r=\"A1\" t='e'><v>#N/A</v></c>",
        '<c r="A1" t = "e"><v>#N/A</v></c>',
        '<c r="A1"\n\tt\n=\n"e"><v>#N/A</v></c>',
        '<c r="A1" t="&#101;"><v>#N/A</v></c>',
        '<c r="A1" t="e"><v><![CDATA[#N/A]]></v></c>',
        '<c t="e" r="A1"><v>&#35;N/A</v></c>',
        '<?note <c r="B1" t="e"><v>#REF!</v></c>?><c r="A1" t="e"><v>#N/A</v></c>',
        '<!-- <c r="B1" t="e"><v>#REF!</v></c> --><c r="A1" t="e"><v>#N/A</v></c>',
    ],
)
def test_facts_are_the_same_however_the_xml_is_spelled(book: Path, cell: str) -> None:
    many = "".join(row(f'<c r="A{n}"><v>{n}</v></c>', n) for n in range(2, 4000))
    found = facts(book, package(row(cell) + many + row("<c r=\"A4000\" t='e'><v>#REF!</v></c>", 4000)))
    assert found.errors == {(1, 0): "#N/A", (4000, 0): "#REF!"}


@pytest.mark.parametrize(
    "protection", ['<sheetProtection sheet="1"/>', "<sheetProtection objects = '0' sheet='true'/>"]
)
def test_a_protected_sheet_is_known_however_it_says_so(book: Path, protection: str) -> None:
    assert facts(book, package(row('<c r="A1"><v>1</v></c>'), tail=protection)).is_protected
