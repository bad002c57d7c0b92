from __future__ import annotations

import re
from typing import Any

import pytest

from xlcrm.ooxml import ConditionalFormat, Package, SheetEditor, Validation, edit_sheet
from xlcrm.ooxml.a1 import areas_of, left_over, written

from ..support.filecheck import check_package
from .books import book

SHEET = "xl/worksheets/sheet1.xml"
STAGE = Validation("B2:B9", "list", "stages", prompt_title="Stage", prompt="Pick one\nof these")
POSITIVE = Validation("C2:C9", "decimal", "0", operator="greaterThanOrEqual", error="Not below 0")


def users() -> bytes:
    def fill(workbook: Any) -> None:
        sheet = workbook.add_worksheet("Data")
        sheet.write("A1", 1)
        red = workbook.add_format({"bg_color": "#FF0000"})
        sheet.data_validation("B5:B6", {"validate": "list", "source": ["own", "list"]})
        sheet.conditional_format("A1:A9", {"type": "cell", "criteria": ">", "value": 5, "format": red})
        sheet.conditional_format("A1:A9", {"type": "data_bar", "data_bar_2010": True})
        workbook.define_name("stages", "=Data!$H$1:$H$4")

    return book(fill)


def opened(data: bytes) -> tuple[Package, SheetEditor]:
    package = Package.from_bytes(data)
    return package, edit_sheet(package, package.sheets[0])


def part(data: bytes) -> str:
    return Package.from_bytes(data).parts[SHEET].decode()


def validated(data: bytes, *validations: Validation) -> bytes:
    package, sheet = opened(data)
    sheet.set_owned_validations(validations)
    return package.to_bytes()


def formatted(data: bytes, formula: str, ranges: str = "A2:C9") -> bytes:
    package, sheet = opened(data)
    yellow = package.styles.differential_format(fill="FFF2CC")
    sheet.set_owned_conditional_formats([ConditionalFormat(ranges, formula, yellow)])
    return package.to_bytes()


def ranges_of(xml: str) -> list[str]:
    return re.findall(r'<dataValidation [^>]*sqref="([^"]*)"', xml)


def test_our_validations_stand_beside_the_users_and_give_way_to_them() -> None:
    data = validated(users(), STAGE, POSITIVE)
    assert ranges_of(part(data)) == ["B5:B6", "B2:B4 B7:B9", "C2:C9"]
    assert 'prompt="Pick one_x000a_of these"' in part(data)
    assert check_package(data) == []


def test_the_same_validations_again_change_nothing() -> None:
    once = validated(users(), STAGE, POSITIVE)
    assert validated(once, STAGE, POSITIVE) == once


def test_validations_of_an_earlier_build_go_also_where_a_program_moved_them() -> None:
    once = Package.from_bytes(validated(users(), STAGE, POSITIVE))
    once.parts[SHEET] = once.parts[SHEET].replace(b'sqref="C2:C9"', b'sqref="D3:D5 F7"')
    assert ranges_of(part(validated(once.to_bytes()))) == ["B5:B6"]


def test_validations_that_a_program_moved_to_the_newer_list_are_known_again() -> None:
    once = Package.from_bytes(validated(users(), STAGE))
    newer = (
        b'<ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="x14"><x14:dataValidations count="2" '
        b'xmlns:xm="xm"><x14:dataValidation type="list" promptTitle="Stage" prompt="Pick one_x000a_of these">'
        b"<x14:formula1><xm:f>stages</xm:f></x14:formula1><xm:sqref>B2:B4</xm:sqref></x14:dataValidation>"
        b'<x14:dataValidation type="list"><x14:formula1><xm:f>Other!A1:A9</xm:f></x14:formula1>'
        b"<xm:sqref>C3</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
    )
    once.parts[SHEET] = once.parts[SHEET].replace(b"</extLst></worksheet>", newer + b"</worksheet>")
    again = part(validated(once.to_bytes(), POSITIVE))
    assert "Pick one" not in again
    assert '<x14:dataValidations count="1"' in again
    assert ranges_of(again) == ["B5:B6", "C2 C4:C9"]


def test_validations_are_known_again_with_what_libreoffice_fills_in() -> None:
    once = Package.from_bytes(validated(users(), STAGE, POSITIVE))
    filled = once.parts[SHEET].replace(b"<formula1>0</formula1>", b"<formula1>0</formula1><formula2>0</formula2>")
    filled = filled.replace(b'type="list" allow', b'operator="equal" type="list" allow')
    assert filled.count(b"formula2>") == 2
    assert filled.count(b"equal") == 2
    once.parts[SHEET] = filled
    assert ranges_of(part(validated(once.to_bytes()))) == ["B5:B6"]


def test_the_list_goes_with_the_last_validation() -> None:
    def fill(workbook: Any) -> None:
        workbook.add_worksheet("Data")

    bare = book(fill)
    assert "dataValidations" not in part(validated(validated(bare, POSITIVE)))


@pytest.mark.parametrize(
    "options",
    [
        {"formula1": '""'},
        {"formula1": '"' + "x" * 256 + '"'},
        {"formula1": "a", "prompt_title": "x" * 33},
        {"formula1": "a", "error": "x" * 256},
    ],
    ids=["empty list", "long list", "long title", "long message"],
)
def test_a_validation_that_excel_would_repair_is_refused(options: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="validation"):
        Validation("A1", "list", **options)


def test_our_formats_come_behind_the_users() -> None:
    data = formatted(users(), "$C2<0")
    formats = re.findall(r'<conditionalFormatting sqref="([^"]*)">', part(data))
    assert formats == ["A1:A9", "A2:C9"]
    priorities = [int(number) for number in re.findall(r'priority="(\d+)"', part(data))]
    assert priorities[-1] == max(priorities) or priorities.count(max(priorities)) == 1
    assert check_package(data) == []


def test_the_same_formats_again_change_nothing() -> None:
    once = formatted(users(), "$C2<0")
    assert formatted(once, "$C2<0") == once


def test_formats_of_an_earlier_build_are_replaced_though_their_cells_moved() -> None:
    once = Package.from_bytes(formatted(users(), "$C2<0"))
    moved = once.parts[SHEET].replace(b'sqref="A2:C9"', b'sqref="B3:D10"').replace(b"$C2&lt;0", b"$D3&lt;0")
    once.parts[SHEET] = moved
    again = part(formatted(once.to_bytes(), '$C2="x"'))
    assert "B3:D10" not in again
    assert again.count("<conditionalFormatting ") == 2


def test_a_format_of_the_users_with_another_colour_is_his() -> None:
    package, sheet = opened(users())
    red = package.styles.differential_format(fill="FF0000")
    rule = ConditionalFormat("F1:F9", "$C2<0", red).to_xml("", 9)
    sheet.store()
    package.parts[SHEET] = package.parts[SHEET].replace(b"<dataValidations", rule + b"<dataValidations")
    package.edits.clear()
    assert 'sqref="F1:F9"' in part(formatted(package.to_bytes(), "$C2<0"))


def test_ranges_are_taken_from_one_another() -> None:
    assert written(left_over(areas_of("A1:C9"), areas_of("B2 B5:D6"))) == "A1:C1 A2 C2 A3:C4 A5:A6 A7:C9"


def test_whole_columns_and_rows_are_ranges() -> None:
    assert areas_of("B:C 3:4") == [(1, 1, 1048576, 2), (3, 0, 4, 16383)]
