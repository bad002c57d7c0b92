"""The file checker sees each kind of damage, and nothing in sound files."""

from __future__ import annotations

import io
import random
import re
import zipfile
from inspect import getsource
from pathlib import Path

import pytest
from xlsxwriter.worksheet import Worksheet

from .damage import DAMAGE, PLAIN, Edit, before, cell, formula
from .filecheck import assert_sound, check_package, forbidden_functions
from .filecheck.functions import PREFIXED
from .parts import part_of, with_part
from .sound_books import rich_openpyxl_workbook, rich_workbook

RICH = rich_workbook()


def edited(data: bytes, part: str, edit: Edit) -> bytes:
    """The package with one part's text changed; the edit must change something."""
    text = part_of(data, part).decode()
    changed = edit(text)
    assert changed != text
    return with_part(data, part, changed.encode())


def whats(data: bytes) -> list[str]:
    return [fault.what for fault in check_package(data)]


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_seen(name: str) -> None:
    part, edit, what = DAMAGE[name]
    found = whats(edited(RICH, part, edit))
    assert any(what in one for one in found), found


def test_sound_xlsxwriter_workbook_has_no_fault() -> None:
    assert check_package(RICH) == []


def test_sound_openpyxl_workbook_has_no_fault() -> None:
    assert check_package(rich_openpyxl_workbook()) == []


@pytest.mark.parametrize(
    "text",
    [
        "SUM(客户!$A$1:$B$2,客户!A:A,1:1,$C:D)",
        "客户!A1:客户!B2",
        "IF(-1<>+2,{1,2;3,4},)",
        "'It''s 2026'!A1&\"a;b\"\"c\"",
        "SUM(Sales[[#Headers],[客户]:[金额]])",
        "ROWS(Sales[])+Rate%",
        "Sales[[#This Row],[金额(万)]]",
        "INDEX(客户!Local,2)*1.5E+3",
        "IFERROR(#REF!+客户!#REF!,#N/A)",
        "AGGREGATE(14,6,A1:A9/(B1:B9=1),1)",
        "_xlfn.MAXIFS(A1:A2,B1:B2,TRUE)",
    ],
)
def test_sound_formula_has_no_fault(text: str) -> None:
    assert whats(edited(RICH, PLAIN, formula(text))) == []


def test_part_twice_by_case_is_seen() -> None:
    stream = io.BytesIO(RICH)
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("XL/Workbook.xml", "<a/>")
    assert any("twice, apart from case" in what for what in whats(stream.getvalue()))


def test_stale_calculation_chain_is_seen() -> None:
    chain = '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="{}" i="2"/></calcChain>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    related = before("</Relationships>", f'<Relationship Id="rIdC" Type="{kind}" Target="calcChain.xml"/>')
    data = edited(RICH, "xl/_rels/workbook.xml.rels", related)
    data = edited(
        data,
        "[Content_Types].xml",
        before("</Types>", '<Override PartName="/xl/calcChain.xml" ContentType="x.calcChain+xml"/>'),
    )
    for place, expected in (("B1", []), ("A5", ["calculation chain names a cell without a formula"])):
        stream = io.BytesIO(data)
        with zipfile.ZipFile(stream, "a") as package:
            package.writestr("xl/calcChain.xml", chain.format(place))
        assert whats(stream.getvalue()) == expected


@pytest.mark.parametrize("data", [b"", b"not a zip", RICH[: len(RICH) // 2]])
def test_what_is_no_package_is_said_not_raised(data: bytes) -> None:
    assert any("not a zip package" in what for what in whats(data))


def test_flipped_bytes_are_said_not_raised() -> None:
    chance = random.Random(7)
    for _ in range(60):
        data = bytearray(RICH)
        for _ in range(3):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        check_package(bytes(data))


def test_corpus_is_read_without_raising(corpus: Path) -> None:
    for path in sorted(corpus.iterdir()):
        check_package(path)


def test_assert_sound_names_the_fault(tmp_path: Path) -> None:
    path = tmp_path / "book.zip"
    path.write_bytes(edited(RICH, PLAIN, formula("SUM(1;2)")))
    with pytest.raises(AssertionError, match="It's 2026!B1: ; between arguments"):
        assert_sound(path)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("_xlfn.XLOOKUP(1,A1:A2,B1:B2)", ["XLOOKUP"]),
        ("_xlfn._xlws.FILTER(A1:A2,OFFSET(A1,1,1))", ["FILTER", "OFFSET"]),
        ('SUM(INDIRECT("NOW()"))', ["INDIRECT"]),
        ("SUMIFS(A1:A2,B1:B2,TODAY())", []),
        ('SUM(Sales[[#This Row],[客户]:[金额]],"[x]")', []),
    ],
)
def test_forbidden_functions_are_named(text: str, names: list[str]) -> None:
    found = forbidden_functions(edited(RICH, PLAIN, formula(text)))
    assert [fault.what for fault in found] == [f"function {name} is not to be used" for name in names]


@pytest.mark.parametrize("text", ["SUM([金额])", "1+[[#This Row],[金额]]", "Sales[金额]*[[客户]:[金额]]"])
def test_reference_without_its_table_is_forbidden_though_sound(text: str) -> None:
    data = edited(RICH, PLAIN, formula(text))
    assert whats(data) == []
    assert [fault.what for fault in forbidden_functions(data)] == ["structured reference without its table's name"]


def test_today_may_stand_in_one_cell_only() -> None:
    data = edited(edited(RICH, PLAIN, formula("TODAY()")), PLAIN, cell('<c r="A5"><f>TODAY()-1</f></c>'))
    assert [fault.place for fault in forbidden_functions(data)] == ["It's 2026!A5"]


def test_every_future_function_of_xlsxwriter_is_known() -> None:
    named = re.findall(r'"_xlfn\.(?:_xlws\.)?([A-Z0-9.]+)\("', getsource(Worksheet._prepare_formula))
    # Excel itself writes AGGREGATE without the prefix.
    assert set(named) - {"AGGREGATE"} <= PREFIXED
