"""What a file is by its content, whatever its name says."""

import io
import re
import zipfile
from typing import Literal

FileKind = Literal[
    "xlsx", "xlsb", "ods", "xls", "encrypted", "xml2003", "html", "text", "document", "pdf", "numbers", "zip", "unknown"
]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLDER_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00", b"\x09\x08\x10\x00")
_HTML = re.compile(rb"<(?:!doctype html|html|head|body|meta|style|table|title|script)\b", re.IGNORECASE)
_SNIFFED = 4096


def kind_of(data: bytes) -> FileKind:
    """What a file is; `xlsx` is any package that seems to hold an XML workbook, macros or not."""
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _kind_of_zip(data)
    if data.startswith(_OLE):
        return _kind_of_ole(data)
    if data.startswith(_OLDER_EXCEL):
        return "xls"
    if data.startswith(b"%PDF"):
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "document"
    return _kind_of_text(data)


def _kind_of_zip(data: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {info.orig_filename.replace("\\", "/").lower() for info in archive.infolist()}
            mimetype = archive.open("mimetype").read(80) if "mimetype" in archive.NameToInfo else b""
    except Exception:
        return "xlsx"
    if mimetype.startswith(b"application/vnd.oasis.opendocument"):
        return "ods" if b"spreadsheet" in mimetype else "document"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if names & {"word/document.xml", "ppt/presentation.xml"}:
        return "document"
    if any(name.endswith(".iwa") or name == "index.zip" for name in names):
        return "numbers"
    return "xlsx" if "[content_types].xml" in names or "xl/workbook.xml" in names else "zip"


def _kind_of_ole(data: bytes) -> FileKind:
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        return "encrypted"
    if has("Workbook") or has("Book"):
        return "xls"
    return "document" if has("WordDocument") or has("PowerPoint Document") else "unknown"


def _kind_of_text(data: bytes) -> FileKind:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = data[:_SNIFFED].decode("utf-16", "replace").encode()
    else:
        head = data[:_SNIFFED].removeprefix(b"\xef\xbb\xbf")
    if b"\0" in head:
        return "unknown"
    start = head.lstrip()
    if start.startswith(b"<"):
        if b"urn:schemas-microsoft-com:office:spreadsheet" in start and b"<html" not in start.lower():
            return "xml2003"
        if b"<office:document" in start:
            return "ods"
    if start[:1] == b"<" and _HTML.search(start):
        return "html"
    if start.lower().startswith(b"mime-version:"):
        return "html"
    controls = sum(byte < 32 and byte not in b"\t\r\n\f\x1a" for byte in head)
    return "text" if start and controls <= len(head) // 100 else "unknown"
