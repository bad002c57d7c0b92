"""A plain reader of its own, slow and simple, to compare the fast one with."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from pathlib import Path

from lxml import etree

Cells = dict[tuple[int, int], object]


def values_of(path: Path) -> dict[str, Cells]:
    """The cells of every worksheet by title: 1-based row, 0-based column; numbers stay numbers, errors are left out."""
    book = _Book(path.read_bytes())
    return {title: book.cells(part) for title, part in book.worksheets()}


class _Book:
    def __init__(self, data: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        self.names = {name.replace("\\", "/").lower(): name for name in self.archive.namelist()}
        self.workbook = next(t for k, t in self.relations("").values() if k == "officeDocument")
        links = self.relations(self.workbook).values()
        table = next((t for k, t in links if k == "sharedStrings" and t.lower() in self.names), None)
        self.strings = [_text(item) for item in self.root(table) if _name(item) == "si"] if table else []

    def root(self, part: str) -> etree._Element:
        return etree.fromstring(self.archive.read(self.names[part.lower()]))

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(part)
        rels = f"{folder}/_rels/{name}.rels".lstrip("/")
        if rels.lower() not in self.names:
            return {}
        return {
            e.get("Id", ""): (
                e.get("Type", "").rsplit("/", 1)[-1],
                posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).lstrip("/"),
            )
            for e in self.root(rels)
            if (target := e.get("Target"))
        }

    def worksheets(self) -> list[tuple[str, str]]:
        relations = self.relations(self.workbook)
        sheets = [e for e in self.root(self.workbook).iter() if _name(e) == "sheet"]
        linked = [(e.get("name", ""), next(v for k, v in e.items() if k.endswith("}id"))) for e in sheets]
        return [(title, relations[key][1]) for title, key in linked if relations[key][0] == "worksheet"]

    def cells(self, part: str) -> Cells:
        found: Cells = {}
        number = 0
        for row in (e for e in self.root(part).iter() if _name(e) == "row"):
            number = int(row.get("r") or number + 1)
            column = -1
            for cell in (e for e in row if _name(e) == "c"):
                address = re.fullmatch(r"([A-Z]+)(\d+)", cell.get("r", ""))
                column = _column(address[1]) if address else column + 1
                value = self.value(cell)
                if value not in (None, ""):
                    found[number, column] = value
        return found

    def value(self, cell: etree._Element) -> object:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return next((_text(e) for e in cell if _name(e) == "is"), None)
        text = next((e.text for e in cell if _name(e) == "v"), None)
        if text is None or kind == "e":
            return None
        if kind == "s":
            return self.strings[int(text)]
        if kind == "b":
            return text == "1"
        return float(text) if kind == "n" else _unescaped(text)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _column(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def _text(item: etree._Element) -> str:
    """Text with its runs, without phonetics; blanks at the ends count only where the file says to preserve them."""
    runs = [t for e in item for t in ([e] if _name(e) == "t" else e if _name(e) == "r" else []) if _name(t) == "t"]
    kept = [
        (t.text or "")
        if t.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
        else (t.text or "").strip(" \t\r\n")
        for t in runs
    ]
    return _unescaped("".join(kept))


def _unescaped(text: str) -> str:
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text)
