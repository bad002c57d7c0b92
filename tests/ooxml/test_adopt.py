from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from xlcrm.ooxml import DefinedName, Package, adopt

from ..support.filecheck import check_package
from .books import HOME, LIST, book, build, generated, parts, sheet_part, users, with_parts

MAY_CHANGE = {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "xl/styles.xml"}
MAY_CHANGE |= {"xl/sharedStrings.xml", "docProps/app.xml"}


def made() -> Package:
    return Package.from_bytes(generated())


def test_the_users_parts_keep_their_bytes() -> None:
    before, after = parts(users()), parts(build(users())[0].to_bytes())
    kept = before.keys() - MAY_CHANGE
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}


def test_the_adopted_book_has_no_fault() -> None:
    assert check_package(build(users())[0].to_bytes()) == []


def test_the_adopted_book_lies_sound_on_disk(tmp_path: Path) -> None:
    (tmp_path / "built.xlsx").write_bytes(build(users())[0].to_bytes())


def test_building_a_built_book_changes_nothing() -> None:
    built = build(users())[0].to_bytes()
    assert build(built)[0].to_bytes() == built


def test_building_again_changes_nothing_where_content_types_name_a_part_that_is_not_there() -> None:
    drawing = b"application/vnd.openxmlformats-officedocument.drawing+xml"
    stale = b'<Override ContentType="%b" PartName="/xl/drawings/drawing2.xml"/></Types>' % drawing
    types = parts(users())["[Content_Types].xml"].replace(b"</Types>", stale)
    built = build(with_parts(users(), {"[Content_Types].xml": types}))[0].to_bytes()
    assert "xl/drawings/drawing2.xml" in parts(built)
    assert build(built)[0].to_bytes() == built


def test_a_sheet_that_becomes_the_users_leaves_the_numbers_stable() -> None:
    """An input sheet that is adopted between generated ones stays when these are replaced."""
    first = Package.from_bytes(users())
    adopt(first, made(), [HOME, LIST])
    for key, title in (("home", HOME),):
        entry = first.sheet(title)
        assert entry is not None
        first.owned.claim(key, entry)
    built = first.to_bytes()
    second = Package.from_bytes(built)
    home = second.owned.sheet("home")
    assert home is not None
    second.remove_sheet(home)
    second.owned.claim("home", adopt(second, made(), [HOME]).sheets[HOME])
    second.order_sheets(["Data", "My sums", HOME, LIST])
    assert second.to_bytes() == built


def test_a_title_of_the_users_stays_his_and_ours_follows_everywhere() -> None:
    def fill(workbook: Any) -> None:
        workbook.add_worksheet("over VIEW").write("A1", "mine")

    package, adopted = build(book(fill))
    other = adopted.sheets[LIST].title
    assert other == f"{LIST} (2)"
    data = package.to_bytes()
    home = sheet_part(data, HOME)
    assert f"SUM('{other}'!B2:B4)" in home
    assert f"location=\"'{other}'!A1\"" in home
    assert f"'{other}'!$B$2:$B$4".encode() in parts(data)["xl/charts/chart1.xml"]
    assert DefinedName("first_amount", f"'{other}'!$B$2") in package.defined_names
    assert DefinedName("_xlnm.Print_Titles", f"'{other}'!$1:$1", other) in package.defined_names
    assert check_package(data) == []


def test_a_title_for_a_sheet_that_stays_behind_is_followed() -> None:
    package = Package.from_bytes(users())
    adopt(package, made(), [HOME], called={LIST: "Data"})
    assert "SUM(Data!B2:B4)" in sheet_part(package.to_bytes(), HOME)


def test_a_name_of_the_users_stays_his_and_is_reported() -> None:
    package = Package.from_bytes(users())
    package.workbook.set_name(DefinedName("First_Amount", "42"))
    adopted = adopt(package, made(), [HOME, LIST])
    assert adopted.conflicts == ["first_amount"]
    assert DefinedName("First_Amount", "42") in package.defined_names
    assert "SUM(Tiers[Amount])+first_amount_2" in sheet_part(package.to_bytes(), HOME)


def test_a_name_of_ours_is_replaced() -> None:
    built = Package.from_bytes(build(users())[0].to_bytes())
    built.workbook.set_name(DefinedName("first_amount", "Data!$A$1"))
    package, adopted = build(built.to_bytes())
    assert adopted.conflicts == []
    assert DefinedName("first_amount", f"'{LIST}'!$B$2") in package.defined_names


def test_a_table_of_the_users_keeps_its_name_and_ours_follows() -> None:
    def fill(workbook: Any) -> None:
        columns = {"name": "TIERS", "columns": [{"header": "x"}]}
        workbook.add_worksheet("Mine").add_table("A1:A3", columns)

    package, adopted = build(book(fill))
    data = package.to_bytes()
    assert adopted.tables == {"Tiers": "Tiers_2"}
    assert "SUM(Tiers_2[Amount])" in sheet_part(data, HOME)
    assert check_package(data) == []


def test_formats_that_the_book_has_are_not_added_again() -> None:
    built = build(users())[0].to_bytes()
    assert parts(build(built)[0].to_bytes())["xl/styles.xml"] == parts(built)["xl/styles.xml"]


def test_a_book_without_styles_gets_formats_that_its_cells_do_not_use() -> None:
    data = users()
    relations = re.sub(rb"<Relationship [^>]*styles.xml\"/>", b"", parts(data)["xl/_rels/workbook.xml.rels"])
    types = re.sub(rb"<Override PartName=\"/xl/styles.xml\"[^>]*/>", b"", parts(data)["[Content_Types].xml"])
    bare = {"xl/_rels/workbook.xml.rels": relations, "[Content_Types].xml": types, "xl/styles.xml": None}
    package, _ = build(with_parts(data, bare))
    used = {int(number) for number in re.findall(r' s="(\d+)"', sheet_part(data, "Data") + sheet_part(data, "My sums"))}
    ours = {int(number) for number in re.findall(r' s="(\d+)"', sheet_part(package.to_bytes(), HOME))}
    assert min(ours) > max(used)


def test_dates_counted_from_another_day_are_refused() -> None:
    with pytest.raises(ValueError, match="another day"):
        adopt(Package.from_bytes(users(date_1904=True)), made(), [HOME])


def test_drawings_of_notes_get_numbers_of_their_own() -> None:
    data = build(build(users())[0].to_bytes())[0].to_bytes()
    numbers = [re.findall(rb'idmap[^>]*data="(\d+)"', part) for name, part in parts(data).items() if "vml" in name]
    assert sorted(number for found in numbers for number in found) == [b"1", b"2"]


def test_a_sheet_that_takes_the_place_of_another_keeps_its_macro_module() -> None:
    built = build(users())[0].to_bytes()
    package = Package.from_bytes(built)
    home = package.sheet(HOME)
    assert home is not None
    package.parts[home.part] = package.parts[home.part].replace(
        b"<dimension", b'<sheetPr codeName="Sheet9"/><dimension'
    )
    assert 'codeName="Sheet9"' in sheet_part(build(package.to_bytes())[0].to_bytes(), HOME)


def test_the_calculation_chain_is_dropped() -> None:
    data = users()
    chain = (
        b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="A1" i="2"/></calcChain>'
    )
    relation = (
        b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"'
        b' Target="calcChain.xml"/></Relationships>'
    )
    relations = parts(data)["xl/_rels/workbook.xml.rels"].replace(b"</Relationships>", relation)
    with_chain = with_parts(data, {"xl/calcChain.xml": chain, "xl/_rels/workbook.xml.rels": relations})
    assert "xl/calcChain.xml" not in parts(build(with_chain)[0].to_bytes())


def test_a_renamed_generated_sheet_keeps_the_users_title() -> None:
    package = Package.from_bytes(build(users())[0].to_bytes())
    package.rename_sheet(HOME, "My page")
    _, adopted = build(package.to_bytes())
    assert adopted.sheets[HOME].title == "My page"


def test_only_the_active_sheet_is_selected() -> None:
    package, adopted = build(users())
    package.set_active(adopted.sheets[HOME].title)
    data = package.to_bytes()
    selected = [entry.title for entry in package.sheets if "tabSelected" in sheet_part(data, entry.title)]
    assert (selected, package.workbook.active) == ([HOME], HOME)


def test_the_users_active_sheet_stays_active_though_others_come_first() -> None:
    package, _ = build(users())
    assert Package.from_bytes(package.to_bytes()).workbook.active == "Data"


def _prefixed(data: bytes) -> bytes:
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strings = parts(data)["xl/sharedStrings.xml"].replace(b'xmlns="' + main, b'xmlns:x="' + main)
    return with_parts(data, {"xl/sharedStrings.xml": re.sub(rb"<(/?)(sst|si|t)\b", rb"<\1x:\2", strings)})


@pytest.mark.parametrize("change", [_prefixed, lambda data: data], ids=["prefixed", "plain"])
def test_shared_strings_are_added_in_the_books_own_prefix(change: Callable[[bytes], bytes]) -> None:
    package, _ = build(change(users()))
    again = Package.from_bytes(package.to_bytes())
    assert again.strings.text(again.strings.number("合计 & <total>")) == "合计 & <total>"
    assert check_package(package.to_bytes()) == []
