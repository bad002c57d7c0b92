from __future__ import annotations

import pytest

from xlcrm.ooxml.formulas import rename_names, rename_sheets, shift, skeleton

OTHER = {"首页": "首页 (2)", "a b": "Cc"}


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("首页!A1+'a B'!$B$2", "'首页 (2)'!A1+Cc!$B$2"),
        ("SUM('首页:x'!A1)", "SUM('首页 (2):x'!A1)"),
        ('"首页!A1"&首页!A:A', "\"首页!A1\"&'首页 (2)'!A:A"),
        ("[1]首页!A1+'[b.xlsx]首页'!A1", "[1]首页!A1+'[b.xlsx]首页'!A1"),
        ("T[[#This Row],[首页!A1]]", "T[[#This Row],[首页!A1]]"),
        ("#REF!A1", "#REF!A1"),
    ],
)
def test_only_the_sheet_that_is_meant_gets_the_other_title(formula: str, expected: str) -> None:
    assert rename_sheets(formula, OTHER) == expected


def test_a_title_that_looks_like_a_cell_is_quoted() -> None:
    assert rename_sheets("Old!A1", {"old": "Q1"}) == "'Q1'!A1"


def test_an_apostrophe_in_a_title_is_doubled() -> None:
    assert rename_sheets("'It''s'!A1", {"it's": "We're"}) == "'We''re'!A1"


def test_a_table_and_a_name_are_renamed_but_no_function_or_text() -> None:
    names = {"tiers": "Tiers_2", "rate": "rate_2"}
    assert rename_names('SUM(tiers[Rate])*Rate+rate(1)&"rate"', names) == 'SUM(Tiers_2[Rate])*rate_2+rate(1)&"rate"'


def test_relative_references_shift_and_fixed_ones_stay() -> None:
    assert shift('A1+$B2+C$3+$D$4+Data!E5+"A1"', 2, 1) == 'B3+$B4+D$3+$D$4+Data!F7+"A1"'


def test_a_reference_shifted_off_the_sheet_is_an_error() -> None:
    assert shift("A1", -1, 0) == "#REF!"


def test_a_function_that_looks_like_a_cell_does_not_shift() -> None:
    assert shift("LOG10(A1)", 1, 0) == "LOG10(A2)"


def test_the_skeleton_of_a_moved_formula_is_the_same() -> None:
    assert skeleton("$F2=MAX(Data!A:A)") == skeleton("$G12 = MAX('My data'!B:B)")
    assert skeleton('$F2="VIP"') != skeleton('$F2="Lost"')
