"""Dates beyond the catalogue: eras, names of months, serial numbers, and the order that a column shows."""

from dataclasses import replace
from datetime import date

import pytest

from .columns import DAY, ENGLISH, FIFTH_OF_MARCH, MAINLAND, TAIWAN, read, read_all


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-05",
        "2024-3-5 10:00",
        "2024/03/05 下午3:30",
        "2024年3月5日（周二）",
        "２０２４－０３－０５",
        "2024–03–05",
        "2024 3 5",
        "公元2024年3月5日",
        "贰零贰肆年叁月伍日",
        "二零二四年三月五号",
        "民國一百一十三年三月五日",
        "中華民國 113 年 3 月 5 日",
        "民國113/3/5",
        "5 March 2024",
        "Mar 5, 2024",
        "5th Mar. 2024",
        "2024-Mar-05",
        "2024.03.05.",
        "2024-03- 05",
        "'2024-03-05",
        "20240305.0",
    ],
)
def test_one_day_is_read_from_many_texts(text):
    assert read(DAY, text) == (FIFTH_OF_MARCH, "converted")


@pytest.mark.parametrize("day", [FIFTH_OF_MARCH, date(1900, 1, 1), date(9999, 12, 31)])
def test_a_cell_that_holds_a_day_is_clean(day):
    assert read(DAY, day) == (day, None)


@pytest.mark.parametrize("text", ["1130305", "113.3.5", "113年3月5日", 1130305.0])
def test_years_of_the_republic_need_no_name_in_a_book_of_taiwan(text):
    assert read(DAY, text, TAIWAN) == (FIFTH_OF_MARCH, "converted")
    assert read(DAY, text, MAINLAND)[0] != FIFTH_OF_MARCH


@pytest.mark.parametrize("text", ["80/3/5", "24年3月5日", "5/3/24", "3-Mar-24", "240305", 240305.0])
def test_a_year_of_two_digits_has_no_century(text):
    assert read(DAY, text, TAIWAN) == (None, "date_ambiguous")


@pytest.mark.parametrize(
    "text", ["2024-03", "2024", 2024.0, "3月5日", "2024-3-5 25:61", "99/99/99", "昨天", True, "農曆3月5日"]
)
def test_what_is_no_whole_date_is_not_completed(text):
    assert read(DAY, text) == (None, "not_a_date")


@pytest.mark.parametrize("text", ["2024-02-30", "20240230", "2024年13月1日", "31/02/2024", 0.0, -1.0])
def test_a_day_that_the_calendar_lacks_is_said_to_be_none(text):
    assert read(DAY, text) == (None, "no_such_day")


@pytest.mark.parametrize(
    ("serial", "day"),
    [(1.0, date(1900, 1, 1)), (59.0, date(1900, 2, 28)), (61.0, date(1900, 3, 1)), ("45356", FIFTH_OF_MARCH)],
)
def test_serial_numbers_count_the_29_february_1900_that_there_never_was(serial, day):
    assert read(DAY, serial) == (day, "serial_date")


def test_serial_numbers_count_from_1904_where_the_book_does():
    assert read(DAY, 45356.0 - 1462, replace(MAINLAND, date_1904=True)) == (FIFTH_OF_MARCH, "serial_date")


def test_a_number_past_the_year_2200_is_no_serial_number():
    assert read(DAY, 150_000.0) == (None, "not_a_date")


def test_month_before_day_is_read_where_the_column_shows_it():
    values, notes = read_all(DAY, ["03/04/2024", "12/31/2024"], ENGLISH)
    assert values == [date(2024, 3, 4), date(2024, 12, 31)]
    assert notes[0].params == {"order": "mdy"}


def test_a_column_that_shows_both_orders_shows_none():
    values, _ = read_all(DAY, ["03/04/2024", "13/04/2024", "04/13/2024"])
    assert values == [None, date(2024, 4, 13), date(2024, 4, 13)]


def test_a_day_that_does_not_exist_shows_no_order():
    values, _ = read_all(DAY, ["03/04/2024", "31/02/2024"])
    assert values == [None, None]


def test_the_same_number_for_day_and_month_is_not_ambiguous():
    assert read(DAY, "05/05/2024") == (date(2024, 5, 5), "converted")


def test_the_last_day_of_all_is_a_day_where_an_end_is_not_open():
    assert read(DAY, "9999-12-31") == (date(9999, 12, 31), "converted")
