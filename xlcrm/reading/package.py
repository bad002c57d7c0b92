"""Opening a workbook file safely: what it is, whether it is whole, and whether it may be written in place."""

import hashlib
import io
import re
import stat
from pathlib import Path
from typing import Final

from xlcrm.labels import Labels, labels
from xlcrm.model.place import Problem
from xlcrm.ooxml.archive import Archive
from xlcrm.ooxml.opc import CONTENT_TYPES_PART, STRICT, PartGraph
from xlcrm.ooxml.part_names import fold, resolve
from xlcrm.ooxml.parts import Parts
from xlcrm.ooxml.workbook import SheetEntry, Workbook
from xlcrm.ooxml.xml_text import as_utf8
from xlcrm.reading.faults import refusal, refusing
from xlcrm.reading.sheet_values import read_values
from xlcrm.reading.sniff import FileKind, kind_of
from xlcrm.reading.workbook_file import WorkbookFile

__all__ = ["WorkbookFile", "open_workbook", "read_values"]

MAX_FILE: Final = 512 << 20
# A check of so many takes some seconds. Nobody keeps as many by hand.
MAX_SHEETS: Final = 1_000
# Inflated sheets are held for the passes to come, as long as a region's book: some 170 MB.
_HELD_AT_MOST: Final = 256 << 20

_FAULT_OF_KIND: dict[FileKind, str] = {
    "unknown": "F106",
    "xls": "F107",
    "xlsb": "F108",
    "ods": "F109",
    "xml2003": "F110",
    "html": "F111",
    "text": "F112",
    "document": "F113",
    "pdf": "F114",
    "numbers": "F115",
    "zip": "F116",
}
_SAID_COUNT = re.compile(rb"""\suniqueCount\s*=\s*["'](\d{1,20})""")
_NOT_READ = ("customxml/", "xl/media/", "xl/embeddings/")

_SIGNED = labels(
    "它带有数字签名，改写后签名会失效。",
    "它帶有數位簽章，改寫後簽章會失效。",
    "It carries a digital signature, which writing would break.",
)
_NO_STYLES = labels(
    "它没有样式部件，日期只是序列号。",
    "它沒有樣式部件，日期只是序號。",
    "It has no styles, so that its dates are bare serial numbers.",
)
_ODD = labels(
    "它的内部结构与 Excel 所写的不同。",
    "它的內部結構與 Excel 所寫的不同。",
    "It is put together unlike any book that Excel writes.",
)
_TEMPLATE = labels(
    "它是模板 (.xltx)，应由它新建工作簿。",
    "它是範本 (.xltx)，應由它建立新的活頁簿。",
    "It is a template, to make new books from.",
)


def open_workbook(path: Path, password: str | None = None) -> WorkbookFile:
    """Open a workbook, check every part against its checksum, and find its sheets.

    Raises UnreadableFile, with one line that names the file and the remedy, where it is no workbook, damaged,
    hostile, too large, or encrypted with another password than the one given.
    """
    raw = content_of(path)
    kind = kind_of(raw)
    data = _decrypted(path, raw, password) if kind == "encrypted" else raw
    if kind == "encrypted":
        kind = kind_of(data)
    if kind != "xlsx":
        raise refusal(_FAULT_OF_KIND.get(kind, "F106"), path)
    sha256 = hashlib.sha256(raw).hexdigest()
    return _opened(path, data, sha256, encrypted=data is not raw, password=password if data is not raw else None)


def reopened(file: WorkbookFile | None, data: bytes) -> WorkbookFile:
    """The same file with another package in it, as if it had been written and opened again; a new one for None."""
    if file is None:
        return _opened(Path("book.xlsx"), data, "", encrypted=False, password=None)
    return _opened(file.path, data, file.sha256, encrypted=file.encrypted, password=file.password)


def content_of(path: Path) -> bytes:
    """The bytes of a file; raises UnreadableFile where there are none, or too many."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise refusal("F102", path)
        if status.st_size == 0:
            raise refusal("F104", path)
        if status.st_size > MAX_FILE:
            raise refusal("F142", path, part=path.name)
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, ValueError):  # ValueError: a NUL in the name
        raise refusal("F101", path) from None
    except PermissionError as error:
        in_use = getattr(error, "winerror", None) == 32
        raise refusal("F105" if in_use else "F103", path, cause=error.strerror) from None
    except OSError as error:
        raise refusal("F105", path, cause=error.strerror) from None


def _decrypted(path: Path, data: bytes, password: str | None) -> bytes:
    if not password:
        raise refusal("F121", path)
    import msoffcrypto  # slow to import, and seldom needed
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

    package = io.BytesIO()
    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(data))
        office.load_key(password=password, verify_password=True)
        office.decrypt(package)
    except InvalidKeyError:
        raise refusal("F122", path) from None
    except (DecryptionError, FileFormatError, ParseError, OSError, ValueError, KeyError, EOFError):
        raise refusal("F123", path) from None
    return package.getvalue()


def _opened(path: Path, data: bytes, sha256: str, *, encrypted: bool, password: str | None) -> WorkbookFile:
    with refusing(path):
        return _Opening(path, Archive(data, limited=True)).opened(sha256, encrypted=encrypted, password=password)


class _Opening:
    """The steps from a package to a WorkbookFile."""

    def __init__(self, path: Path, archive: Archive) -> None:
        self.path = path
        self.archive = archive
        self.graph = PartGraph(Parts(archive))
        self.oddities: list[str] = []
        self.not_for_the_engine = False

    def opened(self, sha256: str, *, encrypted: bool, password: str | None) -> WorkbookFile:
        if CONTENT_TYPES_PART not in self.archive:
            self.oddities.append("no_content_types")
        types = self.graph.types.known()
        part = self._workbook_part()
        workbook = Workbook(self.graph.tree(part), self.graph.relationships(part))
        sheets = self._sheets(workbook)
        strings, styles = workbook.related_part("sharedStrings"), workbook.related_part("styles")
        self._check_parts(sheets, strings)
        if self.archive.backslashes:
            self.oddities.append("backslashes")
        content_type = types.get(fold(part), "")
        template = "template" in content_type
        return WorkbookFile(
            path=self.path,
            sha256=sha256,
            encrypted=encrypted,
            archive=self.archive,
            graph=self.graph,
            sheets=sheets,
            defined_names={name.name: name.text for name in workbook.names if name.name and name.scope is None},
            date_1904=workbook.date_1904,
            styles_part=styles,
            strings_part=strings,
            macros="macroenabled" in content_type or any("vbaproject" in name for name in self.archive.entries),
            template=template,
            reason=self._why_not_in_place(styles, template=template),
            problems=self._problems(types, styles),
            regular=not self.not_for_the_engine and not self.oddities,
            password=password,
        )

    def _workbook_part(self) -> str:
        root = [relationship for relationship in self.graph.relationships("") if not relationship.external]
        document = next((r for r in root if r.kind == "officeDocument"), None)
        if document is None:
            self.oddities.append("no_root_relation")
        path = "xl/workbook.xml" if document is None else resolve("", document.target)
        part = self.graph.parts.find(path)
        if part is None:
            raise refusal("F133", self.path, part=path)
        if part.lower() != "xl/workbook.xml":
            self.oddities.append("workbook_elsewhere")
        is_strict = self.graph.tree(part).root.tag.startswith("{" + STRICT)
        if is_strict or any(relationship.is_strict for relationship in root):
            raise refusal("F137", self.path)
        self.signed = any(r.kind == "origin" and "signature" in r.target.lower() for r in root)
        return part

    def _sheets(self, workbook: Workbook) -> tuple[SheetEntry, ...]:
        listed = workbook.sheets
        if len(listed) > MAX_SHEETS:
            raise refusal("F147", self.path, count=f"{len(listed):,}")
        for sheet in listed:
            if not sheet.part:
                link = workbook.relationships.get(sheet.rel_id)
                part = f"“{sheet.title}”" if link is None or link.external else resolve(workbook.part, link.target)
                raise refusal("F133", self.path, part=part)
        if not any(sheet.kind == "worksheet" for sheet in listed):
            raise refusal("F136", self.path)
        return tuple(sheet for sheet in listed if sheet.kind != "other")

    def _check_parts(self, sheets: tuple[SheetEntry, ...], strings: str | None) -> None:
        """Inflate and check every part once; the XML of the worksheets is held where it is not too much."""
        worksheets = {fold(sheet.part) for sheet in sheets if sheet.kind == "worksheet"}
        hold = sum(self.archive.entries[key].size for key in worksheets) <= _HELD_AT_MOST
        for key, entry in self.archive.entries.items():
            content = self.archive.read(key, hold=hold and key in worksheets)
            if not key.endswith((".xml", ".rels")) or key.startswith(_NOT_READ):
                continue
            xml = as_utf8(content, entry.part)
            self.not_for_the_engine |= xml is not content
            if strings and key == fold(strings):
                self.not_for_the_engine |= _most_strings(xml) > len(xml)
            if strings is None and key in worksheets and b't="s"' in xml:
                raise refusal("F135", self.path)

    def _why_not_in_place(self, styles: str | None, *, template: bool) -> Labels | None:
        if self.signed:
            return _SIGNED
        if self.oddities:
            return _ODD
        if styles is None:
            return _NO_STYLES
        return _TEMPLATE if template else None

    def _problems(self, types: dict[str, str], styles: str | None) -> list[Problem]:
        problems: list[Problem] = []
        if self.archive.trailing:
            problems.append(Problem("trailing_bytes", params={"bytes": self.archive.trailing}))
        stray = [
            entry.part
            for key, entry in self.archive.entries.items()
            if not key.endswith((".rels", "[content_types].xml", "/"))
            and key not in types
            and "." + key.rsplit(".", 1)[-1] not in types
        ]
        if stray and types:
            problems.append(Problem("stray_parts", params={"parts": tuple(stray)}))
        if self.oddities:
            problems.append(Problem("odd_package", params={"oddities": tuple(self.oddities)}))
        if styles is None:
            problems.append(Problem("no_styles"))
        return problems


def _most_strings(xml: bytes) -> int:
    """How many shared strings the table says that it has; the engine makes room for as many, true or not."""
    said = _SAID_COUNT.search(xml, 0, 4096)
    return int(said[1]) if said else 0
