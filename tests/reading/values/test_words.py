"""Closed lists, yes and no, currencies, IDs and texts beyond the catalogue."""

from datetime import date, datetime

import pytest

from xlcrm.reading.values.enums import word_key, words_of
from xlcrm.schema.tables import ENUMS, TABLE

from .columns import (
    CODE,
    EMAIL,
    ENGLISH,
    FLAG,
    ID_NUMBER,
    MAINLAND,
    MONEY_OF,
    PHONE,
    RISK,
    STATUS,
    TAIWAN,
    WORDS,
    read,
    read_all,
)

CLASSES = TABLE["assets"]["asset_class"]


@pytest.mark.parametrize("enum", ENUMS.values(), ids=lambda enum: enum.key)
def test_no_word_means_two_choices_of_a_list(enum):
    meanings = {(word_key(word), choice.key) for choice in enum.choices for word in words_of(choice)}
    assert len(meanings) == len({word for word, _ in meanings})


def test_a_word_that_means_another_thing_in_the_other_script_is_read_in_its_own_alone():
    assert [read(RISK, word)[0] for word in ("积极型", "積極型", "積极型")] == ["C4", "C5", None]


@pytest.mark.parametrize(
    ("column", "word", "choice"),
    [
        (RISK, "C3（平衡型）", "C3"),
        (RISK, "c3-平衡型", "C3"),
        (CLASSES, "结构型商品", "wealth_product"),
        (CLASSES, "大額存單", "deposit"),
        (STATUS, "in_force", "in_force"),
        (STATUS, " In  Force ", "in_force"),
    ],
)
def test_a_choice_is_known_by_any_of_its_words(column, word, choice):
    assert read(column, word) == (choice, "converted")


@pytest.mark.parametrize(("column", "word"), [(CLASSES, "保险（现金价值）"), (STATUS, "有效 "), (FLAG, "\u200b是")])
def test_a_word_of_the_list_is_tidied_where_only_spaces_and_width_differ(column, word):
    assert read(column, word)[1] == "cleaned"


def test_a_label_is_clean_in_the_language_of_the_book_only():
    assert read(STATUS, "解約", TAIWAN) == ("surrendered", None)
    assert read(STATUS, "解約", MAINLAND) == ("surrendered", "converted")


def test_a_dash_in_a_list_is_a_blank():
    assert read(STATUS, "—") == (None, "cleaned")


def test_an_unknown_word_far_from_all_others_has_no_nearest():
    _, (note,) = read_all(STATUS, ["xyz"])
    assert note.params == {"nearest": ""}


def test_the_nearest_word_of_another_script_is_found():
    _, (note,) = read_all(RISK, ["穩建型"])
    assert note.params == {"nearest": "C2 稳健型"}


@pytest.mark.parametrize(("raw", "value"), [(True, True), (False, False), ("✔️", True), ("✘", False), ("Ｙ", True)])
def test_ticks_and_truth_values_say_yes_or_no(raw, value):
    assert read(FLAG, raw) == (value, "converted")


@pytest.mark.parametrize("raw", ["maybe", 2.0, "是否"])
def test_what_is_neither_yes_nor_no_is_not_guessed(raw):
    assert read(FLAG, raw) == (None, "not_a_boolean")


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        *((word, False) for word in ("没有", "沒有", "未完成", "☐", "x", "0.0")),
        *((word, True) for word in ("已完成", "Ｖ", "T", "1.0")),
    ],
)
def test_yes_and_no_are_known_in_other_words(raw, value):
    assert read(FLAG, raw) == (value, "converted")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("cny", "CNY"),
        ("人民币", "CNY"),
        ("人民幣", "CNY"),
        ("RMB", "CNY"),
        ("￥", "CNY"),
        ("CNY 人民币", "CNY"),
        ("美元(USD)", "USD"),
        ("港幣", "HKD"),
        ("HK$", "HKD"),
        ("新臺幣", "TWD"),
        ("歐元", "EUR"),
        ("日圓", "JPY"),
        ("英镑", "GBP"),
    ],
)
def test_a_currency_is_known_by_its_words_and_signs(text, code):
    assert read(MONEY_OF, text) == (code, "converted")


@pytest.mark.parametrize("raw", ["$", "XYZ", "USD/CNY", "比特币", 3.0])
def test_what_is_not_one_currency_is_not_guessed(raw):
    assert read(MONEY_OF, raw, MAINLAND) == (None, "not_a_currency")


def test_a_sign_of_several_currencies_is_the_base_currency_where_that_is_one():
    assert read(MONEY_OF, "$", ENGLISH) == ("USD", "converted")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (7.0, ("7", "converted")),
        (7.5, ("7.5", "converted")),
        ("007", ("007", None)),
        ("'007", ("007", "cleaned")),
        ("Li Lei", ("Li Lei", None)),
        ("ИВАН-1", ("ИВАН-1", None)),
        ("客户001", ("客户001", None)),
        ("1E10", ("1E10", None)),
        ("-", (None, "cleaned")),
        (1e15, (None, "digits_lost")),
        ("1.5E+15", (None, "digits_lost")),
        (date(2024, 3, 5), (None, "became_date")),
    ],
)
def test_an_id_is_the_text_that_was_typed(raw, expected):
    assert read(CODE, raw) == expected


def test_a_lookalike_comes_with_its_script_and_what_was_meant():
    _, (note,) = read_all(CODE, ["С001"])
    assert note.params == {"letter": "С", "script": "Cyrillic", "suggestion": "C001"}


@pytest.mark.parametrize("number", ["010-12345678", "0912-345-678", "+886 912 345 678", "13800138000/13900139000"])
def test_a_phone_that_is_no_mainland_mobile_is_kept_as_it_is(number):
    assert read(PHONE, number) == (number, None)


def test_a_phone_shown_short_has_lost_its_digits():
    assert read(PHONE, "1.38001E+10") == (None, "digits_lost")


@pytest.mark.parametrize(
    "text", ["110105 19491231 002x", "110105-19491231-002X", "１１０１０５１９４９１２３１００２Ｘ"]
)
def test_an_id_number_is_written_together(text):
    assert read(ID_NUMBER, text) == ("11010519491231002X", "cleaned")


def test_an_id_number_that_ends_in_zeros_stands_where_its_check_digit_is_right():
    assert read(ID_NUMBER, "110101199001015000") == ("110101199001015000", None)


@pytest.mark.parametrize("text", [" a@b.com", "ａ@b.com", "mailto:a@b.com", "a @b.com"])
def test_an_address_is_written_without_what_does_not_belong_to_it(text):
    assert read(EMAIL, text) == ("a@b.com", "cleaned")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("张 三", ("张 三", None)),
        (" 张三\u3000", ("张三", "cleaned")),
        ("张\u200b三", ("张三", "cleaned")),
        ("无", ("无", None)),
        ("#标签", ("#标签", None)),
        ("\u200b", (None, "cleaned")),
        (3.0, ("3", "converted")),
        (date(2024, 3, 5), ("2024-03-05", "converted")),
        (datetime(2024, 3, 5, 10, 5), ("2024-03-05 10:05", "converted")),
        (1e20, (None, "digits_lost")),
    ],
)
def test_a_text_loses_nothing_that_can_be_seen(raw, expected):
    assert read(WORDS, raw) == expected
