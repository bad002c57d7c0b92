from __future__ import annotations

import re
from typing import Any

import pytest

from xlcrm.ooxml import DefinedName, Package, content_hash, keep_as_own

from ..support.filecheck import check_package
from .books import HOME, LIST, book, build, parts, sheet_part, users


def opened(data: bytes) -> Package:
    return Package.from_bytes(data)


def test_a_removed_sheet_takes_only_what_is_its_own() -> None:
    package = build(users())[0]
    before = set(parts(users()))
    for title in (HOME, LIST):
        entry = package.sheet(title)
        assert entry is not None
        package.remove_sheet(entry, with_names=True)
    package.owned.release("home")
    package.owned.release("list")
    left = set(parts(package.to_bytes())) - before
    assert all(name.startswith("customXml/") for name in left), left
    assert [name.name for name in package.defined_names] == ["amounts"]


def test_the_lists_of_sheets_follow_an_order() -> None:
    def fill(workbook: Any) -> None:
        for title in ("A", "B", "C"):
            sheet = workbook.add_worksheet(title)
            sheet.print_area("A1:B2")
        workbook.worksheets()[2].activate()
        workbook.worksheets()[1].set_first_sheet()

    package = opened(book(fill))
    package.order_sheets(["C", "A"])
    again = opened(package.to_bytes())
    assert [entry.title for entry in again.sheets] == ["C", "A", "B"]
    assert again.workbook.active == "C"
    areas = [(name.scope, name.text) for name in again.defined_names]
    assert sorted(areas) == [("A", "A!$A$1:$B$2"), ("B", "B!$A$1:$B$2"), ("C", "'C'!$A$1:$B$2")]


def test_file_properties_list_the_sheets_that_are_there() -> None:
    properties = parts(build(users())[0].to_bytes())["docProps/app.xml"].decode()
    for title in (HOME, LIST, "Data", "My sums"):
        assert f"<vt:lpstr>{title}</vt:lpstr>" in properties
    assert "<vt:i4>4</vt:i4>" in properties


def test_everything_follows_a_renamed_sheet() -> None:
    package = opened(users())
    package.rename_sheet("Data", "Client's data")
    data = package.to_bytes()
    sums = sheet_part(data, "My sums")
    assert "<f>SUM('Client''s data'!B2:B6)</f>" in sums
    assert "'Client''s data'!A2&amp;&quot;Data!A2&quot;" in sums
    assert "location=\"'Client''s data'!B2\"" in sums
    assert "<formula>'Client''s data'!$B$2&gt;5</formula>" in sums
    assert "<formula1>'Client''s data'!$A$2:$A$6</formula1>" in sums
    assert b"'Client''s data'!$B$2:$B$6" in parts(data)["xl/charts/chart1.xml"]
    assert DefinedName("amounts", "'Client''s data'!$B$2:$B$6") in package.defined_names
    assert check_package(data) == []


def test_a_pivot_source_follows_a_renamed_sheet() -> None:
    package = opened(users())
    source = b'<pivotCacheDefinition><worksheetSource ref="A1:C6" sheet="Data"/></pivotCacheDefinition>'
    package.parts["xl/pivotCache/pivotCacheDefinition1.xml"] = source
    package.rename_sheet("Data", "X & Y")
    assert b'sheet="X &amp; Y"' in package.parts["xl/pivotCache/pivotCacheDefinition1.xml"]


def test_parts_that_do_not_mention_a_renamed_sheet_keep_their_bytes() -> None:
    package = opened(users())
    before = parts(users())
    package.rename_sheet("My sums", "Sums")
    after = parts(package.to_bytes())
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"xl/workbook.xml", "docProps/app.xml"}


def test_a_generated_sheet_is_known_again_by_its_mark_when_the_record_is_lost() -> None:
    package = build(users())[0]
    package.rename_sheet(HOME, "Renamed")
    assert package.owned.part is None
    package.owned.sheets.clear()
    package.owned.names.clear()
    again = opened(package.to_bytes())
    entry = again.owned.sheet("home")
    assert again.owned.sheets == {}
    assert entry is not None
    assert entry.title == "Renamed"


def test_a_sheet_that_the_user_deleted_is_not_taken_for_another() -> None:
    package = build(users())[0]
    package.workbook.set_name(DefinedName("_xlcrm.home", "#REF!$A$1", hidden=True))
    assert package.owned.sheet("home") is None


def test_the_record_keeps_what_was_told() -> None:
    package = build(users())[0]
    package.owned.values["as_of"] = "2026-03-01"
    again = opened(package.to_bytes())
    assert again.owned.values == {"as_of": "2026-03-01"}
    assert again.owned.names == {"first_amount"}
    assert [again.owned.sheets[key].title for key in ("home", "list")] == [HOME, LIST]


def hash_of(package: Package, **options: Any) -> str:
    entry = package.sheet(HOME)
    assert entry is not None
    return content_hash(package, entry, **options)


@pytest.mark.parametrize(
    ("old", "other", "same"),
    [
        ("<v>600</v>", "<v>601</v>", True),
        ('ht="30"', 'ht="31"', True),
        ("<f>SUM('Over view'!B2:B4)</f>", "<f>SUM('Over view'!$B$2:$B$4)</f>", True),
        ("<f>SUM('Over view'!B2:B4)</f>", "", False),
        ("</sheetData>", '<row r="40"><c r="B40"><v>1</v></c></row></sheetData>', False),
    ],
    ids=["result", "format", "formula", "value over formula", "added cell"],
)
def test_the_hash_of_a_sheet_tells_what_was_written_on_it(old: str, other: str, *, same: bool) -> None:
    package = build(users())[0]
    before = hash_of(package)
    entry = package.sheet(HOME)
    assert entry is not None
    part = package.parts[entry.part].decode()
    assert old in part
    package.parts[entry.part] = part.replace(old, other).encode()
    assert (hash_of(package) == before) is same


@pytest.mark.parametrize(
    ("cell", "same"),
    [
        ('<c t="n" r="B2" s="9"><v>1E2</v></c>', True),
        ('<c r="B2" t="n"><v>100</v></c>', True),
        ('<c r="B2" t="n"><v>101</v></c>', False),
        ('<c r="B2" t="b"><v>1</v></c>', False),
        ('<c r="B2" t="str"><v>100</v></c>', False),
        ("", False),
    ],
)
def test_the_hash_of_a_sheet_goes_by_values_however_they_are_written(cell: str, *, same: bool) -> None:
    package = build(users())[0]
    entry = package.sheet(LIST)
    assert entry is not None
    before = content_hash(package, entry)
    part, found = re.subn('<c r="B2"[^>]*><v>100</v></c>', cell, package.parts[entry.part].decode())
    assert found == 1
    package.parts[entry.part] = part.encode()
    assert (content_hash(package, entry) == before) is same


def test_the_hash_of_a_sheet_can_ignore_the_cell_where_the_user_picks() -> None:
    package = build(users())[0]
    entry = package.sheet(HOME)
    assert entry is not None
    before = hash_of(package, ignoring={"B40"})
    row = b'<row r="40"><c r="B40"><v>1</v></c></row></sheetData>'
    package.parts[entry.part] = package.parts[entry.part].replace(b"</sheetData>", row)
    assert hash_of(package, ignoring={"B40"}) == before


def test_a_sheet_left_to_the_user_keeps_showing_its_own_cells() -> None:
    package = build(users())[0]
    entry = package.sheet(LIST)
    assert entry is not None
    kept = keep_as_own(package, entry, "List, mine")
    assert package.owned.sheet("list") is None
    again, adopted = build(package.to_bytes())
    assert adopted.sheets[LIST].title == LIST
    assert {entry.title for entry in again.sheets} == {"Data", "My sums", HOME, LIST, "List, mine"}
    data = again.to_bytes()
    assert DefinedName("_xlnm.Print_Titles", "'List, mine'!$1:$1", kept.title) in again.defined_names
    assert "SUM(Tiers[Amount])" in sheet_part(data, HOME)
    assert check_package(data) == []
