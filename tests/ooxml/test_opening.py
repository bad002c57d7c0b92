from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from xlcrm.errors import UnwritableFile
from xlcrm.ooxml import Package, adopt
from xlcrm.ooxml.opc import PartGraph
from xlcrm.ooxml.parts import Parts
from xlcrm.writing.changes import changes

from ..support.filecheck import check_package
from .books import HOME, LIST, book, generated, parts, users, with_parts


def refusal(data: bytes) -> str:
    with pytest.raises(UnwritableFile) as caught:
        Package.from_bytes(data)
    return str(caught.value)


def test_an_untouched_package_keeps_its_content_and_order() -> None:
    data = users()
    assert list(parts(Package.from_bytes(data).to_bytes()).items()) == list(parts(data).items())


def test_an_untouched_package_keeps_the_compressed_bytes_of_other_compressors() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts(users()).items():
            archive.writestr(name, content)
    before = zipfile.ZipFile(io.BytesIO(out.getvalue())).infolist()
    after = zipfile.ZipFile(io.BytesIO(Package.from_bytes(out.getvalue()).to_bytes())).infolist()
    assert [one.compress_size for one in after] == [one.compress_size for one in before]
    assert [one.date_time for one in after] == [one.date_time for one in before]


def test_what_is_no_zip_is_refused() -> None:
    assert "not an .xlsx" in refusal(b"ID,Name\n1,x\n")


def test_an_encrypted_file_is_refused() -> None:
    assert "encrypted" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def test_a_zip_without_a_workbook_is_refused() -> None:
    data = with_parts(users(), {"_rels/.rels": b'<Relationships xmlns="x"/>'})
    assert "no workbook part" in refusal(data)


def test_two_parts_of_one_name_but_for_case_are_refused() -> None:
    assert "XL/workbook.xml" in refusal(with_parts(users(), {"XL/workbook.xml": b"<x/>"}))


def test_a_strict_workbook_is_refused() -> None:
    relations = parts(users())["_rels/.rels"].replace(
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
    )
    assert "Strict" in refusal(with_parts(users(), {"_rels/.rels": relations}))


def test_a_signed_workbook_is_refused() -> None:
    signature = (
        b'<Relationship Id="rIdS" Target="_xmlsignatures/origin.sigs" Type="http://schemas.openxmlformats.org/'
        b'package/2006/relationships/digital-signature/origin"/></Relationships>'
    )
    relations = parts(users())["_rels/.rels"].replace(b"</Relationships>", signature)
    assert "signed" in refusal(with_parts(users(), {"_rels/.rels": relations}))


def test_a_binary_workbook_is_refused() -> None:
    types = parts(users())["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.binary.macroEnabled.main",
    )
    assert "binary" in refusal(with_parts(users(), {"[Content_Types].xml": types}))


def test_a_workbook_of_another_namespace_is_refused() -> None:
    main, trial = (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://schemas.microsoft.com/office/excel/2006/2",
    )
    workbook = parts(users())["xl/workbook.xml"].replace(main, trial)
    assert "trial" in refusal(with_parts(users(), {"xl/workbook.xml": workbook}))


def test_a_dtd_is_refused() -> None:
    workbook = parts(users())["xl/workbook.xml"].replace(b"<workbook", b"<!DOCTYPE workbook><workbook", 1)
    assert "DTD" in refusal(with_parts(users(), {"xl/workbook.xml": workbook}))


def test_a_damaged_part_is_named() -> None:
    data = bytearray(users())
    at = data.index(b"xl/workbook.xml") + len(b"xl/workbook.xml") + 20
    data[at] ^= 0xFF
    assert "xl/workbook.xml" in refusal(bytes(data))


def test_a_package_that_was_read_can_be_changed_again_and_again_and_stays_as_it_came() -> None:
    data = users()
    read = PartGraph(Parts.from_bytes(data))
    once = Package.of_graph(read)
    once.workbook.calculate_on_load()
    once.remove_sheet(once.sheets[0])
    assert once.to_bytes() != data
    assert Package.of_graph(read).to_bytes() == Package.from_bytes(data).to_bytes()


def test_sheets_are_listed_with_kind_and_state() -> None:
    def fill(workbook: Any) -> None:
        workbook.add_worksheet("One")
        workbook.add_worksheet("Two").hide()
        chart = workbook.add_chart({"type": "pie"})
        chart.add_series({"values": "=One!$A$1:$A$2"})
        workbook.add_chartsheet("Pie").set_chart(chart)

    listed = [(entry.title, entry.kind, entry.state) for entry in Package.from_bytes(book(fill)).sheets]
    assert listed == [
        ("One", "worksheet", "visible"),
        ("Two", "worksheet", "hidden"),
        ("Pie", "chartsheet", "visible"),
    ]


def test_the_report_tells_parts_that_changed() -> None:
    package = Package.from_bytes(users())
    package.owned.values["as_of"] = "2026-01-01"
    report = changes(users(), package.to_bytes())
    assert sorted(report.replaced) == ["[Content_Types].xml", "xl/_rels/workbook.xml.rels"]
    assert "customXml/item1.xml" in report.added
    assert "xl/worksheets/sheet1.xml" in report.kept


def test_a_book_made_from_nothing_is_whole_once_sheets_are_adopted() -> None:
    package, pages = Package.empty(), Package.from_bytes(generated())
    adopt(package, pages, [entry.title for entry in pages.sheets])
    again = Package.from_bytes(package.to_bytes())
    assert [entry.title for entry in again.sheets] == [HOME, LIST]
    assert again.to_bytes() == package.to_bytes()
    assert check_package(package.to_bytes()) == []
    assert b'Extension=""' not in parts(package.to_bytes())["[Content_Types].xml"]
