"""The file checker sees each kind of damage, and nothing in sound files."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterable
from inspect import getsource
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest
import xlsxwriter
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from xlsxwriter.worksheet import Worksheet

from .filecheck import assert_sound, check_package, forbidden_functions
from .filecheck.functions import PREFIXED

SHEET, PLAIN, TABLE, OTHER = (
    "xl/worksheets/sheet1.xml",
    "xl/worksheets/sheet2.xml",
    "xl/tables/table1.xml",
    "xl/tables/table2.xml",
)
WORKBOOK, STYLES, CHART = "xl/workbook.xml", "xl/styles.xml", "xl/charts/chart1.xml"
FORMULA = "SUMIFS(Sales[金额],Sales[客户],A2)"


def rich_workbook() -> bytes:
    """A book with one of everything, made by xlsxwriter: two tables on the first sheet, the rest on both."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "use_future_functions": True})
    bold = book.add_format({"bold": True, "num_format": '#,##0.0 "万"'})
    red = book.add_format({"bg_color": "#FFC7CE"})
    sheet, plain = book.add_worksheet("客户"), book.add_worksheet("It's 2026")
    columns = [
        {"header": "客户"},
        {"header": "金额"},
        {"header": "金额(万)", "formula": "=Sales[[#This Row],[金额]]/10000"},
    ]
    sheet.add_table(
        "A1:C4", {"name": "Sales", "columns": columns, "data": [["王芳", 5e4, 5], ["李", 1, 0], ["张", 2, 0]]}
    )
    sheet.add_table("E1:F3", {"name": "Types", "columns": [{"header": "Name"}, {"header": "Size"}], "data": [["a", 1]]})
    sheet.set_column(0, 2, 14, bold)
    sheet.set_column(3, 3, 20)
    sheet.conditional_format("B2:B4", {"type": "cell", "criteria": ">", "value": 5, "format": red})
    sheet.conditional_format("B2:B4", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("B2:B4", {"type": "icon_set", "icon_style": "3_arrows"})
    sheet.conditional_format("B2:B4", {"type": "3_color_scale"})
    sheet.data_validation(
        "E2:E3", {"validate": "list", "source": ["基金", "理财"], "input_title": "类", "input_message": "选"}
    )
    sheet.data_validation("F2:F3", {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 9})
    sheet.write_comment("A2", "注")
    sheet.write_url("H1", "internal:'It''s 2026'!A1", string="there")
    sheet.write_url("H2", "https://example.org/a?b=1#c")
    plain.write_formula("B1", f"={FORMULA}", None, 0)
    plain.write_formula("B2", '=IF(A1="", "a;b", MAXIFS(Sales[金额],Sales[客户],"<>"&Rate))', None, "")
    plain.write_array_formula("B3:B4", "{=SUM({1,2;3,4}*'It''s 2026'!$A$1:A2)}", None, 0)
    plain.write_string("A3", " 带空格 ")
    plain.write_boolean("A4", True)
    plain.write_number("A5", -1.5)
    plain.merge_range("D1:E2", "title", bold)
    plain.autofilter("A8:B20")
    plain.freeze_panes(1, 1)
    plain.repeat_rows(0)
    book.define_name("Rate", "='It''s 2026'!$A$5")
    book.define_name("客户!Local", "=客户!$B$2:$B$4")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=客户!$B$2:$B$4", "categories": "=客户!$A$2:$A$4", "name": "额"})
    plain.insert_chart("G2", chart)
    book.close()
    return stream.getvalue()


def rich_openpyxl_workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "資料"
    for row in [["Name", "Amount"], ["a", 1], ["b", 2.5]]:
        sheet.append(row)
    sheet.add_table(Table(displayName="Data", ref="A1:B3"))
    sheet["D1"] = "=SUM(Data[Amount])"
    sheet["D2"].hyperlink = "#資料!A1"
    sheet["D3"].comment = Comment("note", "me")
    sheet.merge_cells("F1:G2")
    validation = DataValidation(type="list", formula1='"x,y"')
    validation.add("E1:E9")
    sheet.add_data_validation(validation)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    sheet.add_chart(chart, "I2")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


RICH = rich_workbook()
Edit = Callable[[str], str]


def edited(data: bytes, part: str, edit: Edit) -> bytes:
    """The package with one part's text changed; the edit must change something."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        assert part in source.namelist()
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                changed = edit(content.decode()).encode(errors="surrogatepass")
                assert changed != content
                content = changed
            target.writestr(name, content)
    return stream.getvalue()


def swap(old: str, new: str, count: int = -1) -> Edit:
    return lambda text: text.replace(old, new, count)


def formula(text: str) -> Edit:
    """Puts another formula where FORMULA stands."""
    return swap(FORMULA, escape(text))


def cell(new: str) -> Edit:
    return swap('<c r="A5"><v>-1.5</v></c>', new)


def before(tag: str, new: str) -> Edit:
    return swap(tag, new + tag, 1)


def repeated_links(text: str) -> str:
    links = "".join(f'<hyperlink ref="H{row}" location="A1"/>' for row in range(3, 65_535))
    return text.replace("</hyperlinks>", f"{links}</hyperlinks>")


DAMAGE: dict[str, tuple[str, Edit, str]] = {
    # Tables
    "table name twice by case": (OTHER, swap('isplayName="Types"', 'isplayName="sALES"'), "displayName 'sales' twice"),
    "table id twice": (OTHER, swap(' id="2" name="Types"', ' id="1" name="Types"'), "table id '1' twice"),
    "table named as a defined name": (OTHER, swap('"Types"', '"rate"'), "the name of a defined name"),
    "table named as a cell": (OTHER, swap('"Types"', '"TAB2026"'), "looks like a cell"),
    "table named as R1C1": (OTHER, swap('"Types"', '"r2c"'), "looks like a cell"),
    "table name with a blank": (OTHER, swap('"Types"', '"My types"'), "characters that names may not have"),
    "header is a number": (SHEET, swap('<c r="E1" t="s">', '<c r="E1">'), "no plain text"),
    "header cell missing": (SHEET, lambda text: re.sub(r'<c r="E1".*?</c>', "", text), "no plain text"),
    "header differs": (OTHER, swap('name="Name"', 'name="Names"'), "header cell holds 'Name'"),
    "header twice by case": (OTHER, swap('name="Size"', 'name="NAME"'), "column name twice"),
    "header with a raw line break": (OTHER, swap('name="Size"', 'name="Si&#10;ze"'), "_x000a_"),
    "tables overlap": (OTHER, swap("E1:F3", "C1:D3"), "table Sales overlaps table Types"),
    "table without rows": (OTHER, swap("E1:F3", "E1:F1"), "without a data row"),
    "more columns than cells": (OTHER, swap("E1:F3", "E1:E3"), "2 columns over 1"),
    "column count wrong": (OTHER, swap('tableColumns count="2"', 'tableColumns count="3"'), "columns over"),
    "column id twice": (OTHER, swap('id="2" name="Size"', 'id="1" name="Size"'), "column id '1' twice"),
    "filter beside the table": (OTHER, swap('autoFilter ref="E1:F3"', 'autoFilter ref="E1:F2"'), "not over the table"),
    "merged over a table": (
        SHEET,
        before("<conditionalFormatting", '<mergeCells><mergeCell ref="A2:B2"/></mergeCells>'),
        "overlaps merged",
    ),
    "table dxf": (TABLE, swap('<tableColumn id="1"', '<tableColumn dataDxfId="9" id="1"'), "dataDxfId 9"),
    "calculated column unknown": (TABLE, swap("[[#This Row],[金额]]", "[[#This Row],[金]]"), "unknown column"),
    # Sheets and names
    "sheet name too long": (WORKBOOK, swap('name="客户"', f'name="{"客" * 32}"'), "31 characters"),
    "sheet name with a slash": (WORKBOOK, swap('name="客户"', 'name="a/b"'), "[]:*?/"),
    "sheet name in apostrophes": (WORKBOOK, swap('name="客户"', 'name="客户\'"'), "apostrophe"),
    "sheet name twice by case": (WORKBOOK, swap('name="客户"', 'name="IT\'S 2026"'), "name of a sheet twice"),
    "sheet named History": (WORKBOOK, swap('name="客户"', 'name="history"'), "reserved"),
    "all sheets hidden": (WORKBOOK, swap(" sheetId=", ' state="hidden" sheetId='), "no visible sheet"),
    "active tab": (WORKBOOK, swap("<workbookView ", '<workbookView activeTab="2" '), "active tab"),
    "name like a cell": (WORKBOOK, swap('name="Rate"', 'name="AB12"'), "looks like a cell"),
    "name with a hyphen": (WORKBOOK, swap('name="Rate"', 'name="the-rate"'), "characters"),
    "name twice": (WORKBOOK, swap('name="Local" localSheetId="0"', 'name="RATE"'), "twice in one scope"),
    "name of a missing sheet": (WORKBOOK, swap("客户!$B$2:$B$4", "客戶!$B$2:$B$4"), "sheet '客戶' does not exist"),
    "name in a missing scope": (WORKBOOK, swap('localSheetId="0"', 'localSheetId="7"'), "scope"),
    # Cells
    "illegal character": ("xl/sharedStrings.xml", swap("title", "ti\x07tle"), "_xHHHH_"),
    "illegal reference": ("xl/sharedStrings.xml", swap("title", "ti&#7;tle"), "_xHHHH_"),
    "text too long": ("xl/sharedStrings.xml", swap("title", "客" * 32_768), "more than 32767"),
    "blanks dropped": ("xl/sharedStrings.xml", swap(' xml:space="preserve"', ""), "xml:space"),
    "cells out of order": (PLAIN, cell('<c r="B5"/><c r="A5"/>'), "out of order"),
    "cell in a foreign row": (PLAIN, cell('<c r="A6"/>'), "cell in row 5"),
    "cell outside": (PLAIN, cell('<c r="XFE5"/>'), "outside the sheet"),
    "rows out of order": (PLAIN, before("</sheetData>", '<row r="3"/>'), "row out of order"),
    "row outside": (PLAIN, before("</sheetData>", '<row r="1048577"/>'), "row outside"),
    "style of a cell": (PLAIN, cell('<c r="A5" s="99"/>'), "style 99"),
    "style of a row": (PLAIN, swap('<row r="5"', '<row s="99" r="5"'), "style 99"),
    "shared string": (PLAIN, cell('<c r="A5" t="s"><v>999</v></c>'), "shared string 999"),
    "not a number": (PLAIN, cell('<c r="A5"><v>nan</v></c>'), "finite"),
    "infinity": (PLAIN, cell('<c r="A5"><v>inf</v></c>'), "finite"),
    "text as a number": (PLAIN, cell('<c r="A5"><v>1_000</v></c>'), "finite"),
    "truth value": (PLAIN, cell('<c r="A5" t="b"><v>2</v></c>'), "no value of type b"),
    "error value": (PLAIN, cell('<c r="A5" t="e"><v>oops</v></c>'), "no value of type e"),
    "cell type": (PLAIN, cell('<c r="A5" t="x"><v>1</v></c>'), "cell type x"),
    "error as text": (PLAIN, cell('<c r="A5" t="str"><f>1/0</f><v>#DIV/0!</v></c>'), "stored as text"),
    "inline text too long": (
        PLAIN,
        cell(f'<c r="A5" t="inlineStr"><is><t>{"x" * 32_768}</t></is></c>'),
        "more than 32767",
    ),
    "value before formula": (PLAIN, cell('<c r="A5"><v>1</v><f>1</f></c>'), "value before"),
    "shared formula without a first": (PLAIN, cell('<c r="A5"><f t="shared" si="4"/></c>'), "without its first cell"),
    "array elsewhere": (PLAIN, swap('ref="B3:B4"', 'ref="C3:C4"'), "does not hold its cell"),
    "dynamic array without metadata": (PLAIN, cell('<c r="A5" cm="1"><f>1</f></c>'), "metadata"),
    # Around the cells
    "element order": (PLAIN, before("<sheetData>", "<mergeCells/>"), "out of order"),
    "element twice": (PLAIN, before("<pageMargins", '<autoFilter ref="A8:B9"/>'), "element twice"),
    "foreign element": (PLAIN, before("<pageMargins", "<nonsense/>"), "does not belong"),
    "column too wide": (SHEET, swap('width="20.7109375"', 'width="256"'), "column width 256"),
    "columns overlap": (SHEET, swap('min="4" max="4"', 'min="3" max="4"'), "overlapping"),
    "merges overlap": (
        PLAIN,
        swap('<mergeCell ref="D1:E2"/>', '<mergeCell ref="D1:E2"/><mergeCell ref="E2:F3"/>'),
        "overlaps",
    ),
    "merge of one cell": (PLAIN, swap("D1:E2", "D1"), "single cell"),
    "filter over a table": (SHEET, before("<conditionalFormatting", '<autoFilter ref="A1:C4"/>'), "overlaps filter"),
    "condition's format": (SHEET, swap('dxfId="0"', 'dxfId="8"'), "dxf 8"),
    "condition with a structured reference": (
        SHEET,
        swap("<formula>5<", "<formula>Sales[金额]<"),
        "structured reference in",
    ),
    "condition with equals sign": (SHEET, swap("<formula>5<", "<formula>=5<"), "begins with ="),
    "condition nowhere": (
        SHEET,
        swap('<conditionalFormatting sqref="B2:B4"', '<conditionalFormatting sqref="B4:B2"', 1),
        "no valid range",
    ),
    "icon without point": (SHEET, swap('<cfvo type="percent" val="67"/>', ""), "icon set"),
    "empty list": (SHEET, swap('"基金,理财"', '""'), "empty list"),
    "list missing": (SHEET, swap('<formula1>"基金,理财"</formula1>', ""), "empty list"),
    "long list": (SHEET, swap("基金,理财", "基金," * 90), "more than 255"),
    "long prompt": (SHEET, swap('prompt="选"', f'prompt="{"选" * 256}"'), "prompt of more than 255"),
    "validation without its second value": (SHEET, swap("<formula2>9</formula2>", ""), "without the second"),
    "too many links": (SHEET, repeated_links, "more than 65530"),
    "link to a missing sheet": (SHEET, swap("'It''s 2026'!A1", "Gone!A1"), "hyperlink to sheet 'Gone'"),
    "link to a missing name": (SHEET, swap("'It''s 2026'!A1", "Nowhere_here"), "which does not exist"),
    "print scale": (PLAIN, before("</worksheet>", '<pageSetup scale="5"/>'), "print scale"),
    # Formulas
    "equals sign": (PLAIN, formula("=1+1"), "begins with ="),
    "semicolons": (PLAIN, formula("SUM(1;2)"), "; between arguments"),
    "too long": (PLAIN, formula("1" + "+1" * 4096), "more than 8192"),
    "long text inside": (PLAIN, formula('"' + "a" * 256 + '"'), "more than 255 characters"),
    "no end": (PLAIN, formula("SUM(1,2"), "without its end"),
    "no beginning": (PLAIN, formula("SUM(1,2))"), "without its beginning"),
    "unfinished text": (PLAIN, formula('"abc'), "cannot be read"),
    "dangling operator": (PLAIN, formula("1+"), "nothing after +"),
    "leading operator": (PLAIN, formula("SUM(*1)"), "nothing before *"),
    "unknown table": (PLAIN, formula("SUM(Sale[金额])"), "unknown table 'Sale'"),
    "unknown column": (PLAIN, formula("SUM(Sales[金額])"), "unknown column '金額'"),
    "unknown part": (PLAIN, formula("SUM(Sales[[#Heads],[金额]])"), "unknown part"),
    "short form": (PLAIN, formula("Sales[@金额]"), "short form @"),
    "no table": (PLAIN, formula("[金额]"), "without its table's name"),
    "prefix": (PLAIN, swap("_xlfn.MAXIFS", "MAXIFS"), "without _xlfn."),
    "unknown name": (PLAIN, formula("Rates*2"), "unknown name 'Rates'"),
    "column beyond the last": (PLAIN, formula("XFE1"), "unknown name"),
    "missing sheet": (PLAIN, formula("Gone!A1"), "sheet 'Gone' does not exist"),
    "sheet without quotes": (PLAIN, formula("It's 2026!A1"), "cannot be read"),
    "external link": (PLAIN, formula("[1]Sheet1!A1"), "external workbook"),
    # Styles
    "font": (STYLES, swap('fontId="1"', 'fontId="9"'), "fontId 9"),
    "fill": (STYLES, swap('fillId="0"', 'fillId="9"', 1), "fillId 9"),
    "border": (STYLES, swap('borderId="0"', 'borderId="9"', 1), "borderId 9"),
    "number format": (STYLES, swap('numFmtId="164" formatCode', 'numFmtId="165" formatCode'), "numFmtId 164"),
    "number format's quotes": (STYLES, swap("&quot;万&quot;", "&quot;万"), "does not end"),
    "colour": (STYLES, swap('rgb="FFFFC7CE"', 'rgb="FFC7CE"'), "colour"),
    # Parts
    "relationship to nothing": (
        "xl/worksheets/_rels/sheet1.xml.rels",
        swap("table2.xml", "table9.xml"),
        "does not exist",
    ),
    "relationship id unknown": (PLAIN, swap('<drawing r:id="rId1"/>', '<drawing r:id="rId7"/>'), "relationship id"),
    "no content type": (
        "[Content_Types].xml",
        lambda text: re.sub('<Default Extension="vml"[^>]*>', "", text),
        "without a content",
    ),
    "content type of another kind": (
        "[Content_Types].xml",
        swap("spreadsheetml.table+xml", "spreadsheetml.styles+xml", 1),
        "table of content type",
    ),
    "content type of nothing": ("[Content_Types].xml", swap("table1.xml", "table9.xml"), "that does not exist"),
    "malformed": (CHART, swap("</c:chart>", ""), "not well-formed"),
    "DTD": (WORKBOOK, swap("<workbook ", "<!DOCTYPE workbook><workbook "), "DTD"),
    "chart of a missing sheet": (CHART, swap("客户!$B$2:$B$4", "客戶!$B$2:$B$4"), "sheet '客戶' does not exist"),
    "chart's axis": (CHART, lambda text: re.sub(r'<c:crossAx val="\d+"', '<c:crossAx val="1"', text, count=1), "axis"),
    "chart's point": (CHART, swap("<c:v>50000</c:v>", "<c:v>nan</c:v>"), "finite"),
    "chart's points": (CHART, swap('<c:ptCount val="3"/>', '<c:ptCount val="2"/>'), "points counted"),
    "note's author": ("xl/comments1.xml", swap('authorId="0"', 'authorId="3"'), "author 3"),
    "note's drawing": (SHEET, lambda text: re.sub("<legacyDrawing[^>]*>", "", text), "notes without"),
    "document date": ("docProps/core.xml", lambda text: re.sub(r"\d{4}-\d\d-\d\dT", "1 May ", text), "not a date"),
}


def whats(data: bytes) -> list[str]:
    return [fault.what for fault in check_package(data)]


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_seen(name: str) -> None:
    part, edit, what = DAMAGE[name]
    found = whats(edited(RICH, part, edit))
    assert any(what in one for one in found), found


def test_sound_xlsxwriter_workbook_has_no_fault() -> None:
    assert check_package(RICH) == []


def test_sound_openpyxl_workbook_has_no_fault() -> None:
    assert check_package(rich_openpyxl_workbook()) == []


@pytest.mark.parametrize(
    "text",
    [
        "SUM(客户!$A$1:$B$2,客户!A:A,1:1,$C:D)",
        "客户!A1:客户!B2",
        "IF(-1<>+2,{1,2;3,4},)",
        "'It''s 2026'!A1&\"a;b\"\"c\"",
        "SUM(Sales[[#Headers],[客户]:[金额]])",
        "ROWS(Sales[])+Rate%",
        "Sales[[#This Row],[金额(万)]]",
        "INDEX(客户!Local,2)*1.5E+3",
        "IFERROR(#REF!+客户!#REF!,#N/A)",
        "AGGREGATE(14,6,A1:A9/(B1:B9=1),1)",
        "_xlfn.MAXIFS(A1:A2,B1:B2,TRUE)",
    ],
)
def test_sound_formula_has_no_fault(text: str) -> None:
    assert whats(edited(RICH, PLAIN, formula(text))) == []


def test_part_twice_by_case_is_seen() -> None:
    stream = io.BytesIO(RICH)
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("XL/Workbook.xml", "<a/>")
    assert any("twice, apart from case" in what for what in whats(stream.getvalue()))


def test_stale_calculation_chain_is_seen() -> None:
    chain = '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="{}" i="2"/></calcChain>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    related = before("</Relationships>", f'<Relationship Id="rIdC" Type="{kind}" Target="calcChain.xml"/>')
    data = edited(RICH, "xl/_rels/workbook.xml.rels", related)
    data = edited(
        data,
        "[Content_Types].xml",
        before("</Types>", '<Override PartName="/xl/calcChain.xml" ContentType="x.calcChain+xml"/>'),
    )
    for place, expected in (("B1", []), ("A5", ["calculation chain names a cell without a formula"])):
        stream = io.BytesIO(data)
        with zipfile.ZipFile(stream, "a") as package:
            package.writestr("xl/calcChain.xml", chain.format(place))
        assert whats(stream.getvalue()) == expected


@pytest.mark.parametrize("data", [b"", b"not a zip", RICH[: len(RICH) // 2]])
def test_what_is_no_package_is_said_not_raised(data: bytes) -> None:
    assert any("not a zip package" in what for what in whats(data))


def test_flipped_bytes_are_said_not_raised() -> None:
    chance = random.Random(7)
    for _ in range(60):
        data = bytearray(RICH)
        for _ in range(3):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        check_package(bytes(data))


def test_corpus_is_read_without_raising(corpus: Path) -> None:
    for path in sorted(corpus.iterdir()):
        check_package(path)


def test_assert_sound_names_the_fault(tmp_path: Path) -> None:
    path = tmp_path / "book.zip"
    path.write_bytes(edited(RICH, PLAIN, formula("SUM(1;2)")))
    with pytest.raises(AssertionError, match="It's 2026!B1: ; between arguments"):
        assert_sound(path)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("_xlfn.XLOOKUP(1,A1:A2,B1:B2)", ["XLOOKUP"]),
        ("_xlfn._xlws.FILTER(A1:A2,OFFSET(A1,1,1))", ["FILTER", "OFFSET"]),
        ('SUM(INDIRECT("NOW()"))', ["INDIRECT"]),
        ("SUMIFS(A1:A2,B1:B2,TODAY())", []),
    ],
)
def test_forbidden_functions_are_named(text: str, names: list[str]) -> None:
    found = forbidden_functions(edited(RICH, PLAIN, formula(text)))
    assert [fault.what for fault in found] == [f"function {name} is not to be used" for name in names]


def test_today_may_stand_in_one_cell_only() -> None:
    data = edited(edited(RICH, PLAIN, formula("TODAY()")), PLAIN, cell('<c r="A5"><f>TODAY()-1</f></c>'))
    assert [fault.place for fault in forbidden_functions(data)] == ["It's 2026!A5"]


def test_every_future_function_of_xlsxwriter_is_known() -> None:
    named: Iterable[str] = re.findall(r'"_xlfn\.(?:_xlws\.)?([A-Z0-9.]+)\("', getsource(Worksheet._prepare_formula))
    # Excel itself writes AGGREGATE without the prefix.
    assert set(named) - {"AGGREGATE"} <= PREFIXED
