"""Numbers beyond the catalogue: units, currencies, signs, counts, and the unit that a header states."""

import math
from dataclasses import replace

import pytest

from tests.reading.values.rendered import render_number, render_percent
from xlcrm.reading.values.amounts import decimal_mark
from xlcrm.reading.values.numerals import chinese_number
from xlcrm.schema.tables import TABLE

from .columns import AMOUNT, ENGLISH, MAINLAND, QUANTITY, SHARE, TAIWAN, WHOLE, read, read_all


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("零", 0),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("一千零五十", 1050),
        ("两千三百四十五", 2345),
        ("两万五千", 25_000),
        ("一万零五百", 10_500),
        ("三点五万", 35_000),
        ("一亿二千万", 120_000_000),
        ("1万亿", 10**12),
        ("3百万", 3_000_000),
        ("陸仟柒佰捌拾玖", 6789),
        ("二〇二四", 2024),
        ("廿五", 25),
    ],
)
def test_chinese_numerals_say_a_number(numeral, number):
    assert chinese_number(numeral) == number


@pytest.mark.parametrize("numeral", ["", "一千二", "12万5", "百千", "万", "十十", "一二十", "1亿1亿", "点五", "元"])
def test_a_numeral_that_can_be_read_in_two_ways_or_none_is_no_number(numeral):
    assert chinese_number(numeral) is None


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("人民币1,000元整", 1000),
        ("CNY 1,234", 1234),
        ("1,234 RMB", 1234),
        ("RMB￥1000", 1000),
        ("12万元", 120_000),
        ("12 万", 120_000),
        ("3.5千万", 35_000_000),
        ("12w", 120_000),
        ("5K", 5000),
        ("3元5角", 3.5),
        ("壹仟元伍角叁分", 1000.53),
        ("(¥500)", -500),
        ("-¥1,234.50", -1234.5),
        ("¥-500", -500),
        ("¥1000.00-", -1000),
        ("RMB 3,000.-", 3000),
        ("1000.－－", 1000),
        ("'1000", 1000),
        ("负500", -500),
        ("+5", 5),
        ("1'234", 1234),
        ("1.5e3", 1500),
        ("00012", 12),
        ("12%", 0.12),
        ("百分之十二", 0.12),
    ],
)
def test_an_amount_is_read_as_people_write_it(text, amount):
    assert read(AMOUNT, text) == (amount, "converted")


@pytest.mark.parametrize(
    "text", ["约12万", "12万左右", "12-15万", "1/2", "2³", "①", "1,23,456", "12.5.6", "¥", "abc", True]
)
def test_what_is_not_one_number_is_not_read(text):
    assert read(AMOUNT, text) == (None, "not_a_number")


@pytest.mark.parametrize(("text", "currency"), [("HK$100", "HKD"), ("港币100", "HKD"), ("$5", "USD"), ("€5", "EUR")])
def test_another_currency_is_named(text, currency):
    _, (note,) = read_all(AMOUNT, [text])
    assert (note.kind, note.params) == ("foreign_currency", {"currency": currency})


@pytest.mark.parametrize(("text", "context"), [("$5", TAIWAN), ("5元", TAIWAN), ("$5", ENGLISH), ("US$5", ENGLISH)])
def test_a_sign_of_several_currencies_is_that_of_the_book(text, context):
    assert read(AMOUNT, text, context) == (5, "converted")


@pytest.mark.parametrize("texts", [["1,2345"], ["1,2345", "12,5"], ["12,3456", "0,5"]])
def test_four_digits_behind_a_comma_may_be_a_group_of_them(texts):
    values, notes = read_all(AMOUNT, texts)
    assert (values[0], notes[0].kind) == (None, "number_ambiguous")


def test_a_comma_behind_a_zero_is_a_decimal_mark():
    assert read(AMOUNT, "0,1234") == (0.1234, "converted")


def test_a_cell_of_a_number_is_clean():
    assert read(AMOUNT, -1234.5) == (-1234.5, None)


def test_the_unit_of_the_header_scales_numbers_without_a_unit_of_their_own():
    values, notes = read_all(AMOUNT, [1.1, "1.1", "12万", "500元"], replace(MAINLAND, scale=10_000.0))
    assert values == [11_000, 11_000, 120_000, 500]
    assert [note.record for note in notes] == [1, 2, 3]


@pytest.mark.parametrize("column", [WHOLE, SHARE])
def test_counts_and_shares_have_no_unit_to_be_scaled(column):
    assert read(column, 1.0, replace(MAINLAND, scale=10_000.0)) == (1.0, None)


@pytest.mark.parametrize("raw", ["2个", "两个", "２ 人", "2.0", "2"])
def test_what_is_counted_may_be_said_with_the_count(raw):
    assert read(WHOLE, raw) == (2.0, "converted")


@pytest.mark.parametrize("raw", [2.5, "2.5", "12%"])
def test_a_part_is_no_whole_number(raw):
    assert read(WHOLE, raw) == (None, "not_an_integer")


def test_a_count_is_not_an_amount_of_money():
    assert read(QUANTITY, "10份") == (10, "converted")
    assert read(AMOUNT, "10份") == (None, "not_a_number")


@pytest.mark.parametrize(("raw", "value"), [("150%", 1.5), (1.0, 1.0), ("0.3", 0.3)])
def test_a_percentage_with_its_sign_may_be_any_and_without_it_a_part_of_one(raw, value):
    assert read(SHARE, raw)[0] == value


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["1,234", "12.5"], "."),
        (["1,234"], "."),
        (["1.234.567"], ","),
        (["12,5", "-", "1.000"], ","),
        (["12,5", "12.5"], "."),
        ([], "."),
    ],
)
def test_the_decimal_mark_is_a_comma_only_where_the_whole_column_says_so(texts, mark):
    assert decimal_mark(texts) == mark


def test_a_comma_before_three_digits_is_ambiguous_among_decimal_commas():
    values, notes = read_all(AMOUNT, ["12,5", "1,234"])
    assert (values, notes[1].kind) == ([12.5, None], "number_ambiguous")


def test_numbers_are_written_in_plain_figures():
    assert [render_number(number, "en") for number in (1e14, 0.1, -5.0, 1e-7, math.nan, None)] == [
        "100000000000000",
        "0.1",
        "-5",
        "0.0000001",
        "",
        "",
    ]
    assert render_percent(0.125, "en") == "12.5%"


@pytest.mark.parametrize("raw", ["95%", "95 ％", "95分", "95"])
def test_a_share_of_a_full_score_is_the_score(raw):
    assert read(TABLE["follow_ups"]["satisfaction"], raw) == (95.0, "converted")


def test_a_decimal_comma_that_others_lean_on_is_not_to_be_mended_before_them():
    _, notes = read_all(AMOUNT, ["12,5", "1,000"])
    assert [note.kind for note in notes] == ["converted", "number_ambiguous"]
    assert "shows_order" in notes[0].params
    assert "shows_order" not in read_all(AMOUNT, ["12,5", "1000,0"])[1][0].params
