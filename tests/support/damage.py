"""Every kind of damage to the sound workbook: the part, the edit, and what the checker is to say of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.sax.saxutils import escape

from .sound_books import FORMULA

Edit = Callable[[str], str]

SHEET, PLAIN, TABLE, OTHER = (
    "xl/worksheets/sheet1.xml",
    "xl/worksheets/sheet2.xml",
    "xl/tables/table1.xml",
    "xl/tables/table2.xml",
)
WORKBOOK, STYLES, CHART = "xl/workbook.xml", "xl/styles.xml", "xl/charts/chart1.xml"


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
    "header with a raw line break": (OTHER, swap('name="Size"', 'name="Si&#10;ze"'), "header cell holds 'Size'"),
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
    "column of no table": (PLAIN, formula("SUM([金額])"), "unknown column '金額'"),
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
