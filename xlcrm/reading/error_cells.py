"""Error values in workbooks of other formats, of which the reader of values makes blanks: .xls, .xlsb and .ods."""

import io
import posixpath
import re
import struct
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

ErrorCells = dict[tuple[int, int], str]
"""Error values by their cells: rows as Excel counts them, columns counted from 0."""

_ERRORS: Final = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
_SOME_ERROR: Final = "#VALUE!"

# Records of .xls, from Excel 5 to 2003.
_BOUND_SHEET, _BEGIN, _END, _BOOL_OR_ERROR, _FORMULAS = 0x85, 0x809, 0x0A, 0x205, (0x0006, 0x0206, 0x0406)
# Records of .xlsb.
_ROW, _CELL_ERROR, _FORMULA_ERROR, _SHEET = 0, 3, 11, 156

_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_SHEETS, _ROWS = f"{_TABLE}table", f"{_TABLE}table-row"
_CELLS: Final = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_VALUE_TYPE: Final = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_MAX_REPEATED: Final = 1000
_MAY_HOLD_ERRORS = re.compile(rb"value-type=[\"']error|>(?:#[A-Z]|Err:)")
_SHOWN_ERROR = re.compile(r"#(?:N/A|[A-Z/0]+[!?])|Err:[0-9]{3}")


def error_cells(data: bytes) -> list[ErrorCells]:
    """The error values of every sheet of a workbook, in the order of the sheets."""
    if not data.startswith(b"PK"):
        return _in_xls(data)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        if "content.xml" in names:
            return _in_ods(package.read("content.xml"))
        return _in_xlsb(package) if "xl/workbook.bin" in names else []


def _in_xls(data: bytes) -> list[ErrorCells]:
    if data.startswith(b"\xd0\xcf"):
        import olefile

        with olefile.OleFileIO(data) as file:
            stream = next((name for name in ("Workbook", "Book") if file.exists(name)), None)
            data = file.openstream(stream).read() if stream else b""
    starts = []
    for kind, body in _xls_records(data, 0):
        if kind == _BOUND_SHEET:
            starts.append(struct.unpack_from("<I", body)[0])
        elif kind == _END:
            break
    return [_in_xls_sheet(data, start) for start in starts]


def _xls_records(data: bytes, position: int) -> Iterator[tuple[int, bytes]]:
    while position + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, position)
        yield kind, data[position + 4 : position + 4 + length]
        position += 4 + length


def _in_xls_sheet(data: bytes, start: int) -> ErrorCells:
    found: ErrorCells = {}
    depth = 0  # a chart on the sheet has a beginning and an end of its own
    for kind, body in _xls_records(data, start):
        if kind == _BEGIN:
            depth += 1
        elif kind == _END:
            depth -= 1
            if depth <= 0:
                break
        elif kind == _BOOL_OR_ERROR and len(body) >= 8 and body[7]:
            found[_cell(body)] = _ERRORS.get(body[6], _SOME_ERROR)
        elif kind in _FORMULAS and len(body) >= 14 and body[12:14] == b"\xff\xff" and body[6] == 2:
            found[_cell(body)] = _ERRORS.get(body[8], _SOME_ERROR)
    return found


def _cell(body: bytes) -> tuple[int, int]:
    row, column = struct.unpack_from("<HH", body)
    return row + 1, column


def _in_xlsb(package: zipfile.ZipFile) -> list[ErrorCells]:
    relations = etree.fromstring(package.read("xl/_rels/workbook.bin.rels"), etree.XMLParser(resolve_entities=False))
    targets = {element.get("Id"): element.get("Target") or "" for element in relations}
    found = []
    for kind, body in _xlsb_records(package.read("xl/workbook.bin")):
        if kind == _SHEET:
            length = struct.unpack_from("<I", body, 8)[0]
            target = targets.get(body[12 : 12 + 2 * length].decode("utf-16-le", "replace"), "")
            part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
            found.append(_in_xlsb_sheet(package.read(part)) if part in package.NameToInfo else {})
    return found


def _in_xlsb_sheet(data: bytes) -> ErrorCells:
    found: ErrorCells = {}
    row = 0
    for kind, body in _xlsb_records(data):
        if kind == _ROW:
            row = struct.unpack_from("<I", body)[0]
        elif kind in (_CELL_ERROR, _FORMULA_ERROR) and len(body) >= 9:
            found[row + 1, struct.unpack_from("<I", body)[0]] = _ERRORS.get(body[8], _SOME_ERROR)
    return found


def _xlsb_records(data: bytes) -> Iterator[tuple[int, bytes]]:
    position = 0
    while position < len(data):
        kind = data[position]
        position += 1
        if kind & 0x80 and position < len(data):
            kind = kind & 0x7F | data[position] << 7
            position += 1
        length, shift = 0, 0
        while position < len(data):
            byte = data[position]
            position += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80 or shift > 21:
                break
        yield kind, data[position : position + length]
        position += length


def _in_ods(content: bytes) -> list[ErrorCells]:
    if not _MAY_HOLD_ERRORS.search(content):
        return []
    found: list[ErrorCells] = []
    row = 0
    for event, element in etree.iterparse(io.BytesIO(content), ("start", "end"), tag=(_SHEETS, _ROWS)):
        if element.tag == _SHEETS:
            if event == "start":
                found.append({})
                row = 0
        elif event == "end":
            times = _repeated(element, "rows")
            errors = _in_ods_row(element)
            for number in range(row + 1, row + 1 + min(times, _MAX_REPEATED)):
                found[-1] |= {(number, column): error for column, error in errors.items()}
            row += times
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    return found


def _in_ods_row(row: Any) -> dict[int, str]:
    found: dict[int, str] = {}
    column = 0
    for cell in row.iterchildren(*_CELLS):
        times = _repeated(cell, "columns")
        error = _ods_error(cell)
        if error:
            found |= dict.fromkeys(range(column, column + min(times, _MAX_REPEATED)), error)
        column += times
    return found


def _repeated(element: Any, what: str) -> int:
    times = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return int(times) if times.isdecimal() and len(times) < 10 else 1


def _ods_error(cell: Any) -> str | None:
    """The error value that a cell shows; one of LibreOffice's own is some error to us."""
    if cell.get(_VALUE_TYPE) != "error" and not cell.get(f"{_TABLE}formula"):
        return None
    shown = "".join("".join(text.itertext()) for text in cell.iterfind(f"{_TEXT}p")).strip()
    if _SHOWN_ERROR.fullmatch(shown):
        return shown if shown.startswith("#") else _SOME_ERROR
    return _SOME_ERROR if cell.get(_VALUE_TYPE) == "error" else None
