"""What the rules compute on the way: the nearest ID, check digits, numbers as Excel compares them."""

import pytest

from xlcrm.rules.general.excel import as_number
from xlcrm.rules.nearest import Nearest
from xlcrm.subjects.customers.id_numbers import company_code_is_sound, read_id

KNOWN = Nearest(["C0017", "C0071", "C0170", "VIP-001", "0000007", "李伟"])


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("c0017", "C0017"),
        ("C0O17", "C0017"),
        ("C-0017", "C0017"),
        ("C017", "C0017"),
        ("7", "0000007"),
        ("VIP001", "VIP-001"),
        ("VPI-001", "VIP-001"),
        ("VIP-OO1", "VIP-001"),
        ("X9999", None),
        ("", None),
        ("李", "李伟"),
        ("王", None),
    ],
)
def test_the_nearest_id_is_one_slip_away(typed: str, nearest: str | None) -> None:
    assert KNOWN.to(typed) == nearest


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("007", "7"),
        ("7", "7.0"),
        ("1E2", "100"),
        (" 7 ", "7"),
        ("+7", "7"),
        ("0", "000"),
        ("-0", "0"),
        ("6222020000000000017", "6222020000000000025"),
        ("0.5", "00.50"),
    ],
)
def test_excel_takes_both_for_one_number(one: str, other: str) -> None:
    assert as_number(one) == as_number(other) is not None


@pytest.mark.parametrize(
    ("one", "other"), [("7", "70"), ("7", "-7"), ("123456789012345", "123456789012346"), ("1E2", "1E3"), ("0.7", "7")]
)
def test_excel_tells_the_numbers_apart(one: str, other: str) -> None:
    assert as_number(one) != as_number(other)


@pytest.mark.parametrize("text", ["C7", "7-1", "", "7E", "１", "E5", "0x7"])
def test_excel_takes_it_for_text(text: str) -> None:
    assert as_number(text) is None


@pytest.mark.parametrize("text", ["110101199003074514", "11010119900307451x", "A123456789", "F131104093"])
def test_the_check_digit_is_computed(text: str) -> None:
    card = read_id(text)
    assert card is not None
    assert card.sound is (text != "11010119900307451x")


@pytest.mark.parametrize("text", ["E12345678", "12345678", "", "91350100M000100Y43"])
def test_numbers_of_other_documents_are_let_be(text: str) -> None:
    assert read_id(text) is None


@pytest.mark.parametrize(("text", "sound"), [("91350100M000100Y43", True), ("91350100M000100Y34", False)])
def test_a_company_code_has_a_check_character(text: str, sound: bool) -> None:
    assert company_code_is_sound(text) is sound
