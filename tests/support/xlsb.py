"""A binary workbook of one sheet, written record by record: no library at hand writes one."""

import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = f"""<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>
<Override PartName="/xl/worksheets/sheet1.bin" ContentType="application/vnd.ms-excel.worksheet"/></Types>"""

_BOOK, _END_BOOK, _SHEETS, _END_SHEETS, _SHEET_ENTRY = 131, 132, 143, 144, 156
_SHEET, _END_SHEET, _DATA, _END_DATA, _SIZE = 129, 130, 145, 146, 148
_ROW, _ERROR, _NUMBER, _TEXT = 0, 3, 5, 6
_NOT_AVAILABLE = 0x2A


def write_xlsb(path: Path, title: str, rows: Sequence[Sequence[str | float]]) -> Path:
    """Write rows of texts and numbers; an empty text is a blank cell, and `#N/A` an error value."""
    entry = struct.pack("<II", 0, 1) + _wide("rId1") + _wide(title)
    book = [(_BOOK, b""), (_SHEETS, b""), (_SHEET_ENTRY, entry), (_END_SHEETS, b""), (_END_BOOK, b"")]
    size = struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    sheet = [(_SHEET, b""), (_SIZE, size), (_DATA, b"")]
    for number, row in enumerate(rows):
        sheet.append((_ROW, struct.pack("<IIHHBI", number, 0, 300, 0, 0, 0)))
        sheet += [_cell(place, value) for place, value in enumerate(row) if value != ""]
    sheet += [(_END_DATA, b""), (_END_SHEET, b"")]
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _relation("officeDocument", "xl/workbook.bin"))
        package.writestr("xl/_rels/workbook.bin.rels", _relation("worksheet", "worksheets/sheet1.bin"))
        package.writestr("xl/workbook.bin", b"".join(_record(*each) for each in book))
        package.writestr("xl/worksheets/sheet1.bin", b"".join(_record(*each) for each in sheet))
    return path


def _cell(place: int, value: str | float) -> tuple[int, bytes]:
    head = struct.pack("<II", place, 0)
    if value == "#N/A":
        return _ERROR, head + bytes([_NOT_AVAILABLE])
    return (_TEXT, head + _wide(value)) if isinstance(value, str) else (_NUMBER, head + struct.pack("<d", value))


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _record(number: int, data: bytes) -> bytes:
    return _packed(number) + _packed(len(data)) + data


def _packed(number: int) -> bytes:
    """Seven bits a byte, the lowest first."""
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    return bytes([*found, number])


def _relation(kind: str, target: str) -> str:
    link = f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{link}</Relationships>'
