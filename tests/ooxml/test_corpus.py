"""Public workbooks of many programs: what is the user's survives two generated sheets and an edit of their own."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from xlcrm.errors import UserError
from xlcrm.ooxml import Package, edit_sheet
from xlcrm.ooxml.a1 import letters_of
from xlcrm.reading.package import open_workbook

from ..support.cellvalues import Cell, read_cells
from ..support.filecheck import check_package
from ..support.libreoffice import convert
from .books import HOME, build, parts

REFUSED = {
    "cal__issue252.xlsx",
    "poi__SampleSS.strict.xlsx",
    "poi__Simple.xlsb",
    "poi__duplicate-filename.xlsx",
    "poi__poc-xmlbomb.xlsx",
    "poi__protected_sha512.xlsx",
    "poi__SampleSS.xml",
    "poi__chinese-provinces.xls",
}
RESERVED = {"poi__49609.xlsx", "cal__minimal_package.xlsx"}
# What adopting sheets has to change, by the end of the part's name: lists of sheets, formats, strings.
MAY_CHANGE = ("workbook.xml", "workbook.xml.rels", "[content_types].xml", "styles.xml", "sharedstrings.xml", "app.xml")

pytestmark = pytest.mark.unsound_files


def workbooks(corpus: Path) -> list[Path]:
    return [path for path in sorted(corpus.iterdir()) if path.suffix != ".csv" and path.name not in REFUSED]


@cache
def built(path: Path) -> bytes:
    return build(path.read_bytes())[0].to_bytes()


def folded(data: bytes) -> dict[str, bytes]:
    return {name.replace("\\", "/").lower(): content for name, content in parts(data).items()}


def test_every_refusal_has_its_reason(corpus: Path) -> None:
    for name in REFUSED:
        with pytest.raises(UserError):
            build((corpus / name).read_bytes())


def test_unusual_packages_had_better_go_to_another_file(corpus: Path) -> None:
    found = {path.name for path in workbooks(corpus) if is_odd(path)}
    assert found == RESERVED


def is_odd(path: Path) -> bool:
    try:
        return any(problem.kind == "odd_package" for problem in open_workbook(path).problems)
    except UserError:
        return False


def test_every_part_of_the_users_keeps_its_bytes(corpus: Path) -> None:
    changed = {}
    for path in workbooks(corpus):
        before, after = folded(path.read_bytes()), folded(built(path))
        changed[path.name] = [
            name
            for name, content in before.items()
            if not name.endswith((*MAY_CHANGE, "calcchain.xml")) and after.get(name) != content
        ]
    assert {name: found for name, found in changed.items() if found} == {}


def test_building_again_changes_no_byte(corpus: Path) -> None:
    assert [path.name for path in workbooks(corpus) if build(built(path))[0].to_bytes() != built(path)] == []


def test_no_fault_is_added(corpus: Path) -> None:
    added = {}
    for path in workbooks(corpus):
        before = Counter(map(str, check_package(path.read_bytes())))
        added[path.name] = list((Counter(map(str, check_package(built(path)))) - before).elements())
    assert {name: found for name, found in added.items() if found} == {}


def test_old_formats_and_strings_keep_their_numbers(corpus: Path) -> None:
    moved = []
    for path in workbooks(corpus):
        before, after = folded(path.read_bytes()), folded(built(path))
        for name, content in before.items():
            wanted = {"styles.xml": ("cellXfs", "dxfs", "fonts"), "sharedstrings.xml": (".",)}
            for lists in (lists for end, lists in wanted.items() if name.endswith(end)):
                pairs = [(_entries(content, one), _entries(after[name], one)) for one in lists]
                moved += [f"{path.name} {name}" for old, other in pairs if other[: len(old)] != old]
    assert moved == []


def _entries(part: bytes, name: str) -> list[Any]:
    root = etree.fromstring(part)
    found = root if name == "." else root.find(f"{{*}}{name}")
    return [] if found is None else [_said(entry) for entry in found if etree.QName(entry).localname != "extLst"]


def _said(element: etree._Element) -> Any:
    return element.tag, dict(element.attrib), (element.text or "").strip(), [_said(child) for child in element]


def test_a_cell_written_beside_the_users_changes_no_other(corpus: Path) -> None:
    differing = []
    for path in workbooks(corpus):
        package = Package.from_bytes(path.read_bytes())
        sheets = [entry for entry in package.sheets if entry.kind == "worksheet"]
        before = [written(package.parts[entry.part]) for entry in sheets]
        for entry in sheets:
            edit_sheet(package, entry).set_cell("XFA2", "written", formula='"writ"&"ten"')
        package.store()
        for entry, old in zip(sheets, before, strict=True):
            after = written(package.parts[entry.part])
            assert after.pop(("2", "XFA2")), path.name
            differing += [f"{path.name} {entry.title}"] if after != old else []
    assert differing == []


def written(part: bytes) -> dict[tuple[str, str], Any]:
    """What each cell of a sheet's part says, by row and reference; those without count on."""
    found = {}
    for row_number, row in enumerate(etree.fromstring(part).iterfind("{*}sheetData/{*}row"), 1):
        for column, cell in enumerate(row):
            reference = cell.attrib.pop("r", None) or f"{letters_of(column)}{row_number}"
            found[row.get("r", str(row_number)), reference] = _said(cell)
    return found


def cells(path: Path) -> dict[str, dict[str, Cell]]:
    return {title: dict(found) for title, found in read_cells(path).items()}


@pytest.mark.needs_libreoffice
def test_libreoffice_shows_the_same_on_the_users_sheets(corpus: Path, tmp_path: Path) -> None:
    # LibreOffice cannot open this one as it came.
    originals = [path for path in workbooks(corpus) if path.name != "poi__49609.xlsx"]
    with_ours = [tmp_path / f"built-{path.name}" for path in originals]
    for path, target in zip(originals, with_ours, strict=True):
        target.write_bytes(built(path))
    results = convert([*originals, *with_ours], "xlsx:Calc MS Excel 2007 XML", tmp_path / "out")
    differing = []
    for path, one, other in zip(originals, results, results[len(originals) :], strict=False):
        before, after = cells(one), cells(other)
        differing += [f"{path.name} {title}" for title in before if before[title] != after.get(title)]
        assert after[HOME]["B1"].value == 600
        assert after[HOME]["A6"].value == 700
    assert differing == []
