"""Opening a workbook file safely: what it is, whether it is whole, and whether it may be written in place."""

import hashlib
import io
import re
import stat
from pathlib import Path
from typing import Final

from lxml import etree

from xlcrm.labels import Labels, labels
from xlcrm.model.book import Problem
from xlcrm.reading.archive import Archive
from xlcrm.reading.faults import refusal
from xlcrm.reading.opc import STRICT, Relation, parsed_part, relations_of
from xlcrm.reading.sheet_values import read_values
from xlcrm.reading.sniff import FileKind, kind_of
from xlcrm.reading.workbook_file import SheetInfo, SheetKind, SheetState, WorkbookFile

__all__ = ["SheetInfo", "WorkbookFile", "open_workbook", "read_values"]

MAX_FILE: Final = 512 << 20
# A check of so many takes some seconds. Nobody keeps as many by hand.
MAX_SHEETS: Final = 1_000
# Inflated sheets are kept for the passes to come, as long as a region's book: some 170 MB.
_KEPT_AT_MOST: Final = 256 << 20

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
_SHEET_KINDS: dict[str, SheetKind] = {
    "worksheet": "worksheet",
    "chartsheet": "chartsheet",
    "dialogsheet": "dialogsheet",
    "xlMacrosheet": "macrosheet",
    "xlIntlMacrosheet": "macrosheet",
}
_STATES: dict[str | None, SheetState] = {"hidden": "hidden", "veryHidden": "veryHidden"}
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
    archive = Archive(path, data)
    file = _Opening(archive).opened(hashlib.sha256(raw).hexdigest(), encrypted=data is not raw)
    file.password = password if file.encrypted else None
    return file


def reopened(file: WorkbookFile | None, data: bytes) -> WorkbookFile:
    """The same file with another package in it, as if it had been written and opened again; a new one for None."""
    if file is None:
        return _Opening(Archive(Path("book.xlsx"), data)).opened("", encrypted=False)
    again = _Opening(Archive(file.path, data)).opened(file.sha256, encrypted=file.encrypted)
    again.password = file.password
    return again


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


class _Opening:
    """The steps from a package to a WorkbookFile."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.path = archive.path
        self.oddities: list[str] = []
        self.not_for_the_engine = False

    def opened(self, sha256: str, *, encrypted: bool) -> WorkbookFile:
        types = self._content_types()
        root = relations_of(self.archive, "")
        workbook_part = self._workbook_part(root)
        workbook = parsed_part(self.archive, workbook_part)
        if workbook.tag.startswith("{" + STRICT) or any(r.strict for r in root.values()):
            raise refusal("F137", self.path)
        relations = relations_of(self.archive, workbook_part)
        sheets = self._sheets(workbook, relations)
        strings = self._part_of("sharedStrings", relations)
        styles = self._part_of("styles", relations)
        kept = self._checked_parts(sheets, strings)
        content_type = types.get("/" + workbook_part.lower(), "")
        if self.archive.backslashes:
            self.oddities.append("backslashes")
        template = "template" in content_type
        return WorkbookFile(
            path=self.path,
            data=self.archive.data,
            sha256=sha256,
            encrypted=encrypted,
            archive=self.archive,
            sheets=sheets,
            defined_names=_defined_names(workbook),
            date_1904=any(_is_true(e.get("date1904")) for e in _children(workbook, "workbookPr")),
            styles_part=styles,
            strings_part=strings,
            macros="macroenabled" in content_type or any("vbaproject" in name for name in self.archive.entries),
            template=template,
            reason=self._why_not_in_place(styles, template=template),
            problems=self._problems(types, styles),
            regular=not self.not_for_the_engine and not self.oddities,
            kept=kept,
        )

    def _content_types(self) -> dict[str, str]:
        """The content type of each part by its lower-case name, and of each extension with a dot in front."""
        if "[Content_Types].xml" not in self.archive:
            self.oddities.append("no_content_types")
            return {}
        types: dict[str, str] = {}
        for element in parsed_part(self.archive, "[Content_Types].xml"):
            name = element.get("PartName") or "." + (element.get("Extension") or "")
            types[name.lower().replace("\\", "/")] = (element.get("ContentType") or "").lower()
        return types

    def _workbook_part(self, root: dict[str, Relation]) -> str:
        part = next((r.target for r in root.values() if r.kind == "officeDocument"), None)
        if part is None:
            self.oddities.append("no_root_relation")
            part = "xl/workbook.xml"
        if part not in self.archive:
            raise refusal("F133", self.path, part=part)
        if part.lower() != "xl/workbook.xml":
            self.oddities.append("workbook_elsewhere")
        self.signed = any(r.kind == "origin" and "signature" in r.target.lower() for r in root.values())
        return part

    def _part_of(self, kind: str, relations: dict[str, Relation]) -> str | None:
        return next((r.target for r in relations.values() if r.kind == kind and r.target in self.archive), None)

    def _sheets(self, workbook: etree._Element, relations: dict[str, Relation]) -> tuple[SheetInfo, ...]:
        sheets: list[SheetInfo] = []
        listed = [sheet for group in _children(workbook, "sheets") for sheet in group]
        if len(listed) > MAX_SHEETS:
            raise refusal("F147", self.path, count=f"{len(listed):,}")
        for element in listed:
            title = element.get("name") or ""
            link = next((value for name, value in element.attrib.items() if str(name).endswith("}id")), "")
            relation = relations.get(str(link))
            if relation is None or relation.target not in self.archive:
                raise refusal("F133", self.path, part=relation.target if relation else f"“{title}”")
            kind = _SHEET_KINDS.get(relation.kind)
            if kind:
                state = _STATES.get(element.get("state"), "visible")
                sheets.append(SheetInfo(title, relation.target, kind, state))
        if not any(sheet.kind == "worksheet" for sheet in sheets):
            raise refusal("F136", self.path)
        return tuple(sheets)

    def _checked_parts(self, sheets: tuple[SheetInfo, ...], strings: str | None) -> dict[str, bytes]:
        """Every part inflated and checked once; the XML of the worksheets is kept where it is not too much."""
        worksheets = {s.part.lower(): s.part for s in sheets if s.kind == "worksheet"}
        keep = sum(self.archive.entries[name].size for name in worksheets) <= _KEPT_AT_MOST
        kept: dict[str, bytes] = {}
        for name, entry in self.archive.entries.items():
            content = self.archive.raw(name)
            if not name.endswith((".xml", ".rels")) or name.startswith(_NOT_READ):
                continue
            xml = self.archive.checked_xml(entry.name, content)
            self.not_for_the_engine |= xml is not content
            if strings and name == strings.lower():
                self.not_for_the_engine |= _most_strings(xml) > len(xml)
            if name in worksheets:
                if strings is None and b't="s"' in xml:
                    raise refusal("F135", self.path)
                if keep:
                    kept[worksheets[name]] = xml
        return kept

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
            entry.name
            for name, entry in self.archive.entries.items()
            if not name.endswith((".rels", "[content_types].xml"))
            and "/" + name not in types
            and "." + name.rsplit(".", 1)[-1] not in types
        ]
        if stray and types:
            problems.append(Problem("stray_parts", params={"parts": tuple(stray)}))
        if self.oddities:
            problems.append(Problem("odd_package", params={"oddities": tuple(self.oddities)}))
        if styles is None:
            problems.append(Problem("no_styles"))
        return problems


def _children(element: etree._Element, name: str) -> list[etree._Element]:
    return [e for e in element if isinstance(e.tag, str) and etree.QName(e).localname == name]


def _most_strings(xml: bytes) -> int:
    """How many shared strings the table says that it has; the engine makes room for as many, true or not."""
    said = _SAID_COUNT.search(xml, 0, 4096)
    return int(said[1]) if said else 0


def _is_true(value: str | None) -> bool:
    return value in ("1", "true", "on")


def _defined_names(workbook: etree._Element) -> dict[str, str]:
    return {
        name: element.text or ""
        for group in _children(workbook, "definedNames")
        for element in _children(group, "definedName")
        if (name := element.get("name")) and element.get("localSheetId") is None
    }
