"""Small workbooks: a user's, made of many things, and one with two generated sheets."""

from __future__ import annotations

import io
import zipfile
from base64 import b64decode
from collections.abc import Callable
from datetime import datetime
from typing import Any

import xlsxwriter

from xlcrm.ooxml import Adopted, Package, adopt

HOME, LIST = "首页", "Over view"
FIXED = datetime(2020, 1, 1)
PICTURE = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


def book(fill: Callable[[Any], None], **options: Any) -> bytes:
    """A workbook made by xlsxwriter; `fill` gets it empty."""
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True, **options})
    workbook.set_properties({"created": FIXED})
    fill(workbook)
    workbook.close()
    return out.getvalue()


def generated(**options: Any) -> bytes:
    """Two sheets with a chart, a table, a picture, links, notes, rules, print settings and a name that they share."""
    return book(_fill_generated, **options)


def _fill_generated(workbook: Any) -> None:
    home, listed = workbook.add_worksheet(HOME), workbook.add_worksheet(LIST)
    head = workbook.add_format({"bold": True, "bg_color": "#FFE699", "border": 1})
    money = workbook.add_format({"num_format": "#,##0.00", "font_name": "Arial"})
    red = workbook.add_format({"bg_color": "#FFC7CE", "font_color": "#9C0006"})
    home.write_string(0, 0, "合计 & <total>", head)
    home.write_formula(0, 1, "=SUM('Over view'!B2:B4)", money, 600)
    home.write_url(2, 0, "internal:'Over view'!A1", string="go")
    home.write_url(3, 0, "https://example.com/")
    home.write_rich_string(4, 0, "plain ", head, "bold", " tail")
    home.write_formula(5, 0, "=SUM(Tiers[Amount])+first_amount", money, 700)
    home.write_comment("A1", "note one")
    listed.write_comment("B2", "note two")
    columns = [{"header": "Tier"}, {"header": "Amount", "format": money}]
    listed.add_table(0, 0, 3, 1, {"name": "Tiers", "columns": columns})
    for row in range(1, 4):
        listed.write_string(row, 0, f"T{row}")
        listed.write_number(row, 1, 100.0 * row, money)
    workbook.define_name("first_amount", "='Over view'!$B$2")
    listed.conditional_format("B2:B4", {"type": "cell", "criteria": ">", "value": 150, "format": red})
    listed.data_validation("A2:A4", {"validate": "list", "source": ["T1", "T2", "T3"]})
    chart = workbook.add_chart({"type": "column"})
    chart.add_series({"categories": "='Over view'!$A$2:$A$4", "values": "='Over view'!$B$2:$B$4"})
    home.insert_chart("D2", chart)
    home.insert_image("K1", "dot.png", {"image_data": io.BytesIO(PICTURE)})
    home.print_area("A1:H30")
    listed.repeat_rows(0)
    listed.set_column(0, 1, 14, money)
    home.set_row(8, 30, head)


def users(**options: Any) -> bytes:
    """A user's book: a sheet of data with a name on it, a sheet of formulas and a chart that point there."""
    return book(_fill_users, **options)


def _fill_users(workbook: Any) -> None:
    data, sums = workbook.add_worksheet("Data"), workbook.add_worksheet("My sums")
    bold = workbook.add_format({"bold": True, "font_color": "#123456"})
    data.write_row(0, 0, ["ID", "Amount", "Note"], bold)
    for row in range(1, 6):
        data.write_string(row, 0, f"C{row}")
        data.write_number(row, 1, row * 10)
    sums.write_formula("A1", "=SUM(Data!B2:B6)", None, 150)
    sums.write_formula("A2", '=Data!A2&"Data!A2"', None, "C1Data!A2")
    sums.write_url("A3", "internal:Data!B2", string="there")
    sums.conditional_format("A1", {"type": "formula", "criteria": "=Data!$B$2>5", "format": bold})
    sums.data_validation("B1", {"validate": "list", "source": "=Data!$A$2:$A$6"})
    workbook.define_name("amounts", "=Data!$B$2:$B$6")
    chart = workbook.add_chart({"type": "line"})
    chart.add_series({"values": "=Data!$B$2:$B$6"})
    sums.insert_chart("D2", chart)


def build(data: bytes, **options: Any) -> tuple[Package, Adopted]:
    """A book with the two generated sheets in front, those of an earlier build replaced."""
    package = Package.from_bytes(data)
    called = {}
    for key, title in (("home", HOME), ("list", LIST)):
        present = package.owned.sheet(key)
        if present is not None:
            called[title] = present.title
            package.remove_sheet(present)
    made = Package.from_bytes(generated(date_1904=package.date_1904))
    adopted = adopt(package, made, [HOME, LIST], called=called, **options)
    for key, title in (("home", HOME), ("list", LIST)):
        package.owned.claim(key, adopted.sheets[title])
    package.order_sheets([adopted.sheets[HOME].title, adopted.sheets[LIST].title])
    return package, adopted


def parts(data: bytes) -> dict[str, bytes]:
    """The content of every part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def with_parts(data: bytes, changed: dict[str, bytes | None]) -> bytes:
    """The package with other content in some parts; None takes a part out."""
    out = io.BytesIO()
    whole: dict[str, bytes | None] = {**parts(data), **changed}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in whole.items():
            if content is not None:
                archive.writestr(zipfile.ZipInfo(name, FIXED.timetuple()[:6]), content)
    return out.getvalue()


def sheet_part(data: bytes, title: str) -> str:
    """The text of a sheet's part."""
    package = Package.from_bytes(data)
    entry = package.sheet(title)
    assert entry is not None
    return package.parts[entry.part].decode()
