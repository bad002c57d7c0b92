"""The plain form of a sheet's XML: no prefixes, double quotes, and an address on every row and cell.

Every program in common use writes the plain form, which a scan of the bytes understands. The few sheets that come in
another are rewritten into it, without the cells that hold nothing.
"""

import io
import re
from collections.abc import Iterator
from html import escape
from typing import Final

from lxml import etree

from xlcrm.model.book import column_letters

_SAMPLE: Final = 1 << 16
_SHEET_DATA = re.compile(rb"<sheetData\b")
_TAG = re.compile(rb"<(?:c|row)\b[^>]*>")
_PREFIX = re.compile(rb"<([\w.-]+):worksheet\b")
_ADDRESS = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})")
_BEFORE = ("cols",)
_AFTER = ("autoFilter", "mergeCells")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class MalformedSheet(Exception):
    """The XML of a sheet is not well-formed, or a cell's address is none."""


def is_plain(xml: bytes) -> bool:
    """Whether a sheet is in the plain form, judged by its beginning; comments and CDATA are another matter."""
    start = _SHEET_DATA.search(xml)
    if not start:
        return False
    sample = xml[start.start() : start.start() + _SAMPLE]
    return all(b' r="' in tag for tag in _TAG.findall(sample)) and b"='" not in sample


def without_prefix(xml: bytes) -> bytes:
    """A sheet whose elements all carry a prefix, without it."""
    prefix = _PREFIX.search(xml, 0, _SAMPLE)
    if not prefix:
        return xml
    return xml.replace(b"<%s:" % prefix[1], b"<").replace(b"</%s:" % prefix[1], b"</")


def plain(xml: bytes) -> bytes:
    """A sheet rewritten in the plain form: its cells that hold something, hidden rows and columns, filter and merges.

    Raises MalformedSheet.
    """
    try:
        return _rewritten(xml)
    except etree.XMLSyntaxError:
        raise MalformedSheet from None


def column_index(letters: str) -> int:
    """The position of an Excel column counted from 0, from its letters in either case."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1


def _rewritten(xml: bytes) -> bytes:
    parts: dict[str, list[bytes]] = {"before": [], "rows": [], "after": []}
    tags = [f"{{*}}{name}" for name in ("row", *_BEFORE, *_AFTER)]
    row = 0
    for _, element in etree.iterparse(
        io.BytesIO(xml), events=("end",), tag=tags, remove_comments=True, huge_tree=True, resolve_entities=False
    ):
        parent = element.getparent()
        if parent is None:
            continue
        name, owner = _name(element), _name(parent)
        if name == "row" and owner == "sheetData":
            number = element.get("r") or ""
            row = int(number) if number.isdigit() else row + 1
            parts["rows"].append(_row(element, row))
            element.clear()
            while element.getprevious() is not None:
                del parent[0]
        elif owner == "worksheet" and name != "row":
            parts["before" if name in _BEFORE else "after"].append(_written(element))
    before, rows, after = (b"".join(parts[key]) for key in ("before", "rows", "after"))
    return b"<worksheet>%s<sheetData>%s</sheetData>%s</worksheet>" % (before, rows, after)


def _row(element: etree._Element, number: int) -> bytes:
    cells = b"".join(_cells(element, number))
    hidden = b' hidden="1"' if element.get("hidden") in ("1", "true") else b""
    return b'<row r="%d"%s>%s</row>' % (number, hidden, cells) if cells or hidden else b""


def _cells(row: etree._Element, number: int) -> Iterator[bytes]:
    """The cells of one row: what lacks an address follows what came before it, as Excel reads it."""
    column = -1
    for cell in row:
        if _name(cell) != "c":
            continue
        given = cell.get("r")
        address = _ADDRESS.fullmatch(given) if given else None
        if given and not address:
            raise MalformedSheet
        column = column_index(address[1]) if address else column + 1
        if len(cell):
            place = f"{column_letters(column)}{address[2] if address else number}"
            attributes = "".join(f' {name}="{escape(value)}"' for name in ("s", "t") if (value := cell.get(name)))
            yield f'<c r="{place}"{attributes}>'.encode() + b"".join(map(_written, cell)) + b"</c>"


def _name(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for an instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _written(element: etree._Element) -> bytes:
    name = _name(element)
    if not name:
        return b""
    attributes = "".join(
        f' {key}="{escape(str(value))}"' for key, value in element.items() if isinstance(key, str) and key[0] != "{"
    )
    if element.get(_SPACE) == "preserve":
        attributes += ' xml:space="preserve"'
    text = escape(element.text or "", quote=False)
    children = b"".join(map(_written, element)) if len(element) else b""
    return f"<{name}{attributes}>{text}".encode() + children + f"</{name}>".encode()
