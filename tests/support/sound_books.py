"""Sound workbooks with one of everything, made by xlsxwriter and by openpyxl."""

from __future__ import annotations

import io

import openpyxl
import xlsxwriter
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

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
