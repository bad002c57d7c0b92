"""Which parts of a package another one still has, byte for byte, and which differ only as they had to."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from typing import Any

from lxml import etree

SELECTED = re.compile(rb"""\stabSelected=["'][^"']*["']""")


def compare_parts(before: bytes, after: bytes) -> tuple[int, list[str], list[str]]:
    """How many parts are identical; the names of those changed only as they had to; and of those changed otherwise."""
    old, new = _parts(before), _parts(after)
    identical, as_must, otherwise = 0, [], []
    for name, content in old.items():
        other = new.get(name)
        if other == content:
            identical += 1
        elif (name.endswith("calcchain.xml") and other is None) or (
            other is not None and _is_kept(name, content, other)
        ):
            as_must.append(name)
        else:
            otherwise.append(f"{name} {'is missing' if other is None else 'differs'}")
    return identical, as_must, otherwise


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if not name.endswith(("/", "\\"))]
        return {name.replace("\\", "/").lstrip("/").lower(): archive.read(name) for name in names}


def _is_kept(name: str, before: bytes, after: bytes) -> bool:
    """Whether a part differs from what it was only in lists to which something was added."""
    if SELECTED.sub(b"", before) == SELECTED.sub(b"", after):
        return True  # another sheet is the one that shows
    for ends, check in _CHECKS.items():
        if name.endswith(ends):
            old, new = (etree.fromstring(content, etree.XMLParser(huge_tree=True)) for content in (before, after))
            return check(old, new)
    return False


def _said(element: etree._Element) -> Any:
    attributes = tuple(sorted((str(k), str(v)) for k, v in element.attrib.items()))
    children = tuple(_said(child) for child in element if isinstance(child.tag, str))
    return element.tag, attributes, (element.text or "").strip(), children


def _has_all(old: etree._Element, new: etree._Element) -> bool:
    """Whether every child is still there, in whatever order; the list of formula cells may go."""
    missing = Counter(map(_said, old)) - Counter(map(_said, new))
    return all("calcChain" in str(said) for said in missing)


def _begins_alike(old: etree._Element, new: etree._Element) -> bool:
    """Whether the entries are still there under their numbers."""
    one, other = ([_said(e) for e in root if etree.QName(e).localname != "extLst"] for root in (old, new))
    return other[: len(one)] == one


def _workbook(old: etree._Element, new: etree._Element) -> bool:
    """Whether only sheets, names and the sheet that shows were added or changed."""
    changing = {"sheets": _has_all, "definedNames": _has_all, "bookViews": _is_anything, "calcPr": _is_anything}
    for root in (old, new):
        _name_scopes(root)
    return _children(old, new, changing)


def _name_scopes(root: etree._Element) -> None:
    """Let names that hold for one sheet say which by its title, since its place among the sheets may be another."""
    titles = [sheet.get("name", "") for sheet in root.iterfind("{*}sheets/{*}sheet")]
    for name in root.iterfind("{*}definedNames/{*}definedName[@localSheetId]"):
        place = int(name.get("localSheetId", "0"))
        name.set("localSheetId", titles[place] if place < len(titles) else f"sheet {place} of {len(titles)}")


def _styles(old: etree._Element, new: etree._Element) -> bool:
    lists = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
    return _children(old, new, {name: _has_all if name == "numFmts" else _begins_alike for name in lists})


def _children(
    old: etree._Element, new: etree._Element, changing: dict[str, Callable[[etree._Element, etree._Element], bool]]
) -> bool:
    others = {child.tag: child for child in new if isinstance(child.tag, str)}
    for child in old:
        if isinstance(child.tag, str):
            other = others.get(child.tag)
            check = changing.get(etree.QName(child).localname, _is_same)
            if other is None or not check(child, other):
                return False
    return True


def _is_same(old: etree._Element, new: etree._Element) -> bool:
    return bool(_said(old) == _said(new))


def _is_anything(_: etree._Element, __: etree._Element) -> bool:
    return True


_CHECKS: dict[str, Callable[[etree._Element, etree._Element], bool]] = {
    "[content_types].xml": _has_all,
    "workbook.xml.rels": _has_all,
    ".rels": _has_all,
    "workbook.xml": _workbook,
    "styles.xml": _styles,
    "sharedstrings.xml": _begins_alike,
    "app.xml": _is_anything,
}
