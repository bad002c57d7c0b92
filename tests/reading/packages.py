"""Small packages put together by hand, with whatever is odd about them."""

from __future__ import annotations

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
DATES = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'

Parts = dict[str, str | bytes]


def parts(
    rows: str = "",
    *,
    styles: str = DATES,
    strings: str = "",
    workbook: str = "",
    head: str = "",
    tail: str = "",
    content_type: str = f"{TYPES}.sheet.main+xml",
) -> Parts:
    """The parts of a book with one sheet, `Sheet`, of the given rows."""
    relations = _relation("sheet1", "worksheet", "worksheets/sheet1.xml")
    made: Parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType='
        '"application/xml"/><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{content_type}"/></Types>',
        "_rels/.rels": _relations(_relation("book", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{workbook}'
        '<sheets><sheet name="Sheet" sheetId="1" r:id="sheet1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": worksheet(rows, head=head, tail=tail),
    }
    if styles:
        relations += _relation("styles", "styles", "styles.xml")
        made["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
    if strings:
        relations += _relation("strings", "sharedStrings", "sharedStrings.xml")
        made["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    made["xl/_rels/workbook.xml.rels"] = _relations(relations)
    return made


def worksheet(rows: str, *, head: str = "", tail: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}">{head}<sheetData>{rows}</sheetData>{tail}</worksheet>'


def zipped(contents: Parts) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.filename = name  # a backslash stays one
            archive.writestr(info, content)
    return stream.getvalue()


def package(rows: str = "", **options: str) -> bytes:
    return zipped(parts(rows, **options))


def _relation(key: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def _relations(inside: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'
