"""Text files: their encoding and separator are found out, and what cannot be known is refused."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlcrm.errors import UnreadableFile
from xlcrm.reading.csv_source import TextTable, decoded, read_text_table
from xlcrm.reading.headers import find_header
from xlcrm.subjects.customers.tables import CUSTOMERS

PATH = Path("s.csv")
HEADER_CN = "客户编号,客户名称,备注\r\n"
HEADER_TW = "客戶編號,客戶名稱,備註\r\n"
SIMPLIFIED = "账户余额查询服务网点经理电话回访记录续期缴费产品说明国际业务"
TRADITIONAL = "帳戶餘額查詢服務網點經理電話回訪紀錄續期繳費產品說明國際業務"


def recognised(grid: Sequence[Sequence[Any]]) -> int:
    header = find_header(CUSTOMERS, grid)
    return len(header.columns) if header else 0


def read(data: bytes, language: Any = "zh-CN") -> TextTable:
    return read_text_table(PATH, data, language, recognised)


def everyday(codec: str, first: int, last: int) -> st.SearchStrategy[str]:
    """Characters that a standard sets apart as the common ones."""
    pairs = (bytes((lead, trail)) for lead in range(first, last) for trail in range(0xA1, 0xFF))
    return st.text(st.sampled_from([text for pair in pairs if (text := pair.decode(codec, "ignore"))]), max_size=40)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@given(text=everyday("gb2312", 0xB0, 0xD7))
def test_mainland_text_is_read_whatever_it_was_saved_as(encoding: str, text: str) -> None:
    table = read(f"{HEADER_CN}007,王芳,{text}\r\n".encode(encoding))
    assert table.rows[1] == ["007", "王芳", text]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp950"])
@given(text=everyday("big5", 0xA4, 0xC6))
def test_taiwanese_text_is_read_whatever_it_was_saved_as(encoding: str, text: str) -> None:
    table = read(f"{HEADER_TW}007,王芳,{text}\r\n".encode(encoding))
    assert table.rows[1] == ["007", "王芳", text]


@pytest.mark.parametrize(("text", "encoding", "name"), [(SIMPLIFIED, "gbk", "GBK"), (TRADITIONAL, "big5", "Big5")])
@pytest.mark.parametrize("language", ["zh-CN", "zh-TW"])
def test_without_known_headers_the_commonness_of_the_characters_decides(
    text: str, encoding: str, name: str, language: Any
) -> None:
    assert decoded(PATH, text.encode(encoding), language) == (text, name)


def test_a_western_text_is_not_taken_for_chinese() -> None:
    text = "Customer ID,Name\r\n1,José Müller\r\n2,Zoë\r\n"
    assert decoded(PATH, text.encode("cp1252"), "en") == (text, "Windows-1252")


def test_bytes_of_no_encoding_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="neither UTF-8"):
        decoded(PATH, b"\xef\xbb\xbf\xff\xff", "en")


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@given(
    values=st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=9), min_size=3, max_size=3
    )
)
def test_values_come_back_through_any_separator(delimiter: str, values: list[str]) -> None:
    quoted = ['"' + value.replace('"', '""') + '"' for value in values]
    header = delimiter.join(["客户编号", "客户名称", "备注"])
    table = read(f"{header}\n{delimiter.join(quoted)}\n".encode())
    expected = ["" if value.isspace() else value for value in values]
    assert table.delimiter == delimiter
    if not any(value.startswith("=") for value in values):
        assert table.rows[1] == expected


def test_commas_in_values_do_not_make_a_semicolon_file_one_of_commas() -> None:
    assert read("客户编号;备注\n1;a,b,c\n2;d,e,f\n".encode()).rows[1] == ["1", "a,b,c"]


def test_a_line_that_names_the_separator_is_believed_and_is_no_row() -> None:
    assert read("sep=;\r\n客户编号;备注\r\n1;a\r\n".encode()).rows[0] == ["客户编号", "备注"]


def test_line_breaks_in_quotes_stay_in_their_cell() -> None:
    assert read('客户编号,备注\r\n1,"上\r\n下"\r\n'.encode()).rows[1] == ["1", "上\n下"]


def test_what_was_exported_as_text_for_a_spreadsheet_is_that_text() -> None:
    assert read('客户编号,备注\n="007",x\n'.encode()).rows[1] == ["007", "x"]


def test_short_lines_are_filled_up() -> None:
    assert read("客户编号,客户名称,备注\n1\n".encode()).rows[1] == ["1", "", ""]


def test_an_open_quotation_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="never closed"):
        read('客户编号,备注\n1,"没完\n2,x\n'.encode())


def test_a_quotation_mark_inside_a_value_is_no_fault() -> None:
    assert read('客户编号,备注\n1,"5" 屏\n'.encode()).rows[1] == ["1", "5 屏"]


def test_more_columns_than_a_sheet_has_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="larger than a sheet"):
        read(b"a," * 16_385 + b"\n")
