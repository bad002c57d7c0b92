"""Values of a sheet: what the file holds, whatever program wrote it, aligned to Excel's rows and columns."""

from __future__ import annotations

import threading
import time
import tracemalloc
from datetime import date, datetime, timedelta
from datetime import time as clock
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from xlcrm.errors import UnreadableFile
from xlcrm.ooxml.extent import _bound, _most_cells
from xlcrm.reading.open_sheets import facts_of
from xlcrm.reading.package import open_workbook, read_values

from .oracle import values_of
from .packages import DATES, MAIN, Parts, package, parts, worksheet, zipped

pytestmark = pytest.mark.unsound_files


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "book.xlsx"


def values(book: Path, content: bytes | Parts) -> list[list[Any]]:
    book.write_bytes(zipped(content) if isinstance(content, dict) else content)
    return read_values(open_workbook(book), "Sheet")


DATE_TYPES = (date, datetime, clock, timedelta)


def test_the_corpus_reads_as_a_plain_reader_does(corpus: Path) -> None:
    compared = 0
    for path in sorted(corpus.glob("*.xls[xm]")):
        try:
            file = open_workbook(path)
        except UnreadableFile:
            continue
        for title, expected in values_of(path).items():
            rows = read_values(file, title)
            got = {(r, c): v for r, row in enumerate(rows, 1) for c, v in enumerate(row) if v != ""}
            assert got.keys() == {cell for cell, value in expected.items() if value != ""}, (path.name, title)
            differing = {
                cell: (value, got[cell])
                for cell, value in expected.items()
                if got[cell] != value and not isinstance(got[cell], DATE_TYPES)
            }
            assert not differing, (path.name, title)
            compared += len(got)
    assert compared > 10_000


def test_rows_and_columns_count_from_a1(book: Path) -> None:
    assert values(book, package('<row r="3"><c r="B3"><v>5</v></c></row>')) == [["", ""], ["", ""], ["", 5.0]]


def test_a_sheet_of_no_cells_has_no_rows(book: Path) -> None:
    assert values(book, package()) == []


def test_a_chart_sheet_has_no_rows(corpus: Path) -> None:
    assert read_values(open_workbook(corpus / "poi__chart_sheet.xlsx"), "Chart1") == []


def test_sheets_beside_a_macro_sheet_are_read(corpus: Path) -> None:
    file = open_workbook(corpus / "sjs__BlankSheetTypes.xlsm")
    assert read_values(file, "Sheet1") == []


def test_file_09_shared_strings_by_another_case_are_found(corpus: Path) -> None:
    assert read_values(open_workbook(corpus / "cal__issue_419.xlsx"), "Sheet1") == [["Hello"]]


def test_file_14_dates_of_the_1904_system_are_1462_days_later(book: Path) -> None:
    rows = '<row r="1"><c r="A1" s="1"><v>44562</v></c></row>'
    (since_1900,), (since_1904,) = (
        values(book, package(rows, workbook=f'<workbookPr date1904="{flag}"/>'))[0] for flag in (0, 1)
    )
    assert since_1904 - since_1900 == timedelta(days=1462)


def test_file_15_a_dimension_that_lies_is_not_believed(book: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="B{n}"><v>{n}</v></c></row>' for n in range(1, 100))
    for dimension in ("A1", "A1:XFD1048576"):
        assert len(values(book, package(rows, head=f'<dimension ref="{dimension}"/>'))) == 99


def test_file_15_a_stray_cell_in_the_last_corner_costs_no_memory(book: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>9</v></c></row>'
        '<row r="1048576"><c r="XFD1048576" t="str"><v></v></c></row>'
    )
    book.write_bytes(package(rows))
    file = open_workbook(book)
    tracemalloc.start()
    got = read_values(file, "Sheet")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert got == [[1.0]]
    assert facts_of(file, "Sheet").far == {(1, 16_383), (1_048_576, 16_383)}
    assert peak < 4 << 20


def test_a_stray_cell_in_the_last_corner_of_a_sheet_without_addresses_costs_no_memory(book: Path) -> None:
    rows = "<row><c><v>1</v></c></row>" + "<row/>" * 200_000 + "<row>" + "<c/>" * 16_000 + "<c><v>2</v></c></row>"
    assert values(book, package(rows)) == [[1.0]]


def test_file_15_empty_formatted_rows_to_the_end_cost_little(book: Path) -> None:
    empty = "".join(f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="1"/></row>' for n in range(2, 1_048_577))
    book.write_bytes(package(f'<row r="1"><c r="A1"><v>1</v></c></row>{empty}'))
    file = open_workbook(book)
    started = time.perf_counter()
    assert read_values(file, "Sheet") == [[1.0]]
    assert time.perf_counter() - started < 5


def test_cells_spread_over_too_large_an_area_are_refused(book: Path) -> None:
    last = "ALL"  # column 1000
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="GR{n}"><v>1</v></c><c r="OI{n}"><v>1</v></c>'
        f'<c r="VZ{n}"><v>1</v></c><c r="ADQ{n}"><v>1</v></c><c r="{last}{n}"><v>1</v></c></row>'
        for n in range(1, 100_000, 900)
    )
    with pytest.raises(UnreadableFile) as caught:
        values(book, package(rows))
    assert caught.value.code == "F146"


def test_file_16_prefixed_namespaces_are_read(book: Path) -> None:
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="B1"><x:v>1</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    assert values(book, parts() | {"xl/worksheets/sheet1.xml": sheet}) == [["", 1.0]]


def test_file_16_rows_and_cells_without_addresses_follow_what_came_before(book: Path) -> None:
    rows = (
        '<row><c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c></row><row r="3"><c><v>4</v></c></row>'
        "<row><c/><c><v>5</v></c></row>"
    )
    assert values(book, package(rows)) == [
        [1.0, "", "", 2.0, 3.0],
        ["", "", "", "", ""],
        [4.0, "", "", "", ""],
        ["", 5.0, "", "", ""],
    ]


def test_file_16_iso_dates_are_dates(book: Path) -> None:
    rows = '<row r="1"><c r="A1" t="d"><v>2026-03-05</v></c><c r="B1" t="d"><v>2026-03-05T10:00:00</v></c></row>'
    assert values(book, package(rows)) == [[date(2026, 3, 5), datetime(2026, 3, 5, 10)]]


def test_file_16_cdata_escapes_and_phonetics(book: Path) -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[a<b]]></t></is></c>'
        '<c r="B1" t="str"><f>X</f><v>x_x000D_y</v></c><c r="C1" t="s"><v>0</v></c></row>'
    )
    strings = '<si><t>汉_x005F_x000D_</t><rPh sb="0" eb="1"><t>han</t></rPh></si>'
    assert values(book, package(rows, strings=strings)) == [["a<b", "x\ry", "汉_x000D_"]]


def test_file_16_an_empty_style_is_style_0(book: Path) -> None:
    assert values(book, package('<row r="1"><c r="A1" s=""><v>44562</v></c></row>')) == [[44562.0]]


@pytest.mark.parametrize("number", [27, 31, 36, 50, 57, 58])
def test_date_formats_of_chinese_excel_are_dates(book: Path, number: int) -> None:
    styles = DATES.replace('"14"', f'"{number}"')
    assert values(book, package('<row r="1"><c r="A1" s="1"><v>44562</v></c></row>', styles=styles)) == [
        [date(2022, 1, 1)]
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "gbk", "utf-8-sig"])
def test_parts_in_another_encoding_are_read(book: Path, encoding: str) -> None:
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>客户</t></is></c></row>'
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    sheet = f'<?xml version="1.0" encoding="{declared}"?>{worksheet(rows)}'.encode(encoding)
    assert values(book, parts() | {"xl/worksheets/sheet1.xml": sheet}) == [["客户"]]


def test_a_sheet_in_single_quotes_is_read(book: Path) -> None:
    sheet = worksheet("<row r='2'><c r='B2'><v>1</v></c></row>").replace('"', "'")
    assert values(book, parts() | {"xl/worksheets/sheet1.xml": sheet}) == [["", ""], ["", 1.0]]


@pytest.mark.parametrize("rows", ['<row r="1"><c r="A1"><v>1', '<row r="1"><c r="A1" t="zz"><v>1</v></c></row>'])
def test_a_sheet_that_cannot_be_read_is_damage_with_its_name(book: Path, rows: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        values(book, parts() | {"xl/worksheets/sheet1.xml": worksheet(rows)})
    assert caught.value.code == "F134"
    assert "Sheet" in str(caught.value)


def test_an_address_beyond_excel_is_damage(book: Path) -> None:
    with pytest.raises(UnreadableFile) as caught:
        values(book, package('<row r="1"><c r="ZZZZZ1"><v>1</v></c></row>'))
    assert caught.value.code == "F134"


def test_an_index_beyond_the_shared_strings_is_damage(book: Path) -> None:
    with pytest.raises(UnreadableFile) as caught:
        values(book, package('<row r="1"><c r="A1" t="s"><v>7</v></c></row>', strings="<si><t>a</t></si>"))
    assert caught.value.code == "F135"


def test_a_panic_of_the_engine_is_damage(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    panic = type("PanicException", (BaseException,), {"__module__": "pyo3_runtime"})

    class Engine:
        @staticmethod
        def from_filelike(stream: object) -> CalamineWorkbook:
            raise panic("no entry found for key")

    monkeypatch.setattr("xlcrm.reading.sheet_values.CalamineWorkbook", Engine)
    with pytest.raises(UnreadableFile) as caught:
        values(book, package('<row r="1"><c r="A1"><v>1</v></c></row>'))
    assert caught.value.code == "F134"


def test_threads_may_read_sheets_at_the_same_time(corpus: Path) -> None:
    file = open_workbook(corpus / "cal__pivots.xlsx")
    alone = {sheet.title: read_values(file, sheet.title) for sheet in file.sheets}
    together: dict[str, list[list[Any]]] = {}

    def read(title: str) -> None:
        together[title] = read_values(file, title)

    threads = [threading.Thread(target=read, args=(title,)) for title in alone]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert together == alone


@pytest.mark.parametrize("row", ["9999999", "999999999999"])
def test_a_row_beyond_excel_costs_no_memory(book: Path, row: str) -> None:
    with pytest.raises(UnreadableFile):
        values(book, package(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>'))


def test_wide_rows_without_addresses_far_into_a_sheet_cost_no_memory(book: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 3000))
    wide = '<row r="1048000">' + "<c><v>1</v></c>" * 16_000 + "</row>"
    assert len(values(book, package(rows + wide))) == 2999


def test_a_space_typed_in_the_last_row_costs_no_time(book: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 300))
    rows += '<row r="1048576"><c r="N1048576" t="inlineStr"><is><t> </t></is></c></row>'
    book.write_bytes(package(rows))
    file = open_workbook(book)
    assert len(read_values(file, "Sheet")) == 299
    assert file.far["Sheet"] == {(1_048_576, 13)}


@pytest.mark.parametrize("last", [1, 9, 10, 19, 20, 90, 99, 100, 199, 999, 1000, 189_001, 1_048_576])
def test_the_bound_on_rows_holds_the_last_row_and_little_more(last: int) -> None:
    bound = _bound(str(last))
    assert last <= bound.rows <= max(9, last * 1.1)
    for row in {1, 9, 10, 11, 99, 100, 101, last - 1, last, bound.rows, bound.rows + 1, 10 * bound.rows} - {0}:
        assert bool(bound.above.search(f'<c r="AB{row}">'.encode())) == (row > bound.rows)
        assert bool(bound.other.search(f'<c r="A{row}">'.encode())) == (row > bound.rows)
    assert bound.other.search(b'<c r="AB1">')
    assert bound.other.search(b'<c s="1">')


def test_a_wide_table_of_many_rows_is_read_as_it_is() -> None:
    cells = "".join(f'<c r="{letters}{{0}}"/>' for letters in ("A", "B", "BH"))
    xml = worksheet("".join(f'<row r="{n}">{cells.format(n)}</row>' for n in range(1, 200_000, 50))).encode()
    assert _most_cells(xml) < 30_000_000


def test_file_09_counts_that_lie_are_not_believed(book: Path) -> None:
    contents = parts('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings="<si><t>a</t></si>")
    count = '<sst count="7" uniqueCount="999999999999" '
    contents["xl/sharedStrings.xml"] = str(contents["xl/sharedStrings.xml"]).replace("<sst ", count)
    assert values(book, contents) == [["a"]]


def test_a_dimension_that_is_none_is_not_believed(book: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    assert values(book, package(rows, head='<dimension ref="garbage"/>')) == [[1.0]]
