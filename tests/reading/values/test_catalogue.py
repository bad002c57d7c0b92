"""The catalogue of messy cells, row by row: what each is read as, and what is said of it."""

from datetime import date, datetime, time

import pytest

from xlcrm.schema.tables import TABLE

from .columns import (
    AMOUNT,
    CODE,
    DAY,
    END_DATE,
    FIFTH_OF_MARCH,
    FLAG,
    ID_NUMBER,
    MAINLAND,
    PHONE,
    RISK,
    SHARE,
    STAGE,
    STATUS,
    TAIWAN,
    WORDS,
    read,
    read_all,
)

CELLS = {
    "cell-02": (
        CODE,
        MAINLAND,
        {
            " C001 ": ("C001", "cleaned"),
            "C 001": ("C001", "cleaned"),
            "C\u00a0001": ("C001", "cleaned"),
            "C\u200b001": ("C001", "cleaned"),
            "\ufeffC001": ("C001", "cleaned"),
            "\u200eC001\u202c": ("C001", "cleaned"),
            "Ｃ００１": ("C001", "cleaned"),
        },
    ),
    "cell-05": (
        CODE,
        MAINLAND,
        dict.fromkeys(("A‐1", "A‑1", "A–1", "A—1", "A−1", "A－1"), ("A-1", "cleaned")),
    ),
    "cell-06": (
        ID_NUMBER,
        MAINLAND,
        {
            110101199001011237.0: (None, "digits_lost"),
            "1.10101E+17": (None, "digits_lost"),
            "110101199001011000": (None, "digits_lost"),
        },
    ),
    "cell-08": (ID_NUMBER, MAINLAND, {"11010519491231002x": ("11010519491231002X", "cleaned")}),
    "cell-09": (
        PHONE,
        MAINLAND,
        {
            13800138000.0: ("13800138000", "converted"),
            "13800138000.0": ("13800138000", "cleaned"),
            "+86 138-0013-8000": ("13800138000", "cleaned"),
            "１３８００１３８０００": ("13800138000", "cleaned"),
        },
    ),
    "cell-10": (
        DAY,
        MAINLAND,
        dict.fromkeys(
            ("2024年3月5日", "2024.3.5", "2024/3/5", "20240305", 20240305.0, "二〇二四年三月五日"),
            (FIFTH_OF_MARCH, "converted"),
        ),
    ),
    "cell-11": (DAY, MAINLAND, {"民國113年3月5日": (FIFTH_OF_MARCH, "converted")}),
    "cell-12": (DAY, TAIWAN, {"113/03/05": (FIFTH_OF_MARCH, "converted")}),
    "cell-12 elsewhere": (DAY, MAINLAND, {"113/03/05": (None, "date_ambiguous")}),
    "cell-13": (DAY, MAINLAND, {"03/04/2024": (None, "date_ambiguous")}),
    "cell-14": (DAY, MAINLAND, {"24-3-5": (None, "date_ambiguous")}),
    "cell-15": (DAY, MAINLAND, {45356.0: (FIFTH_OF_MARCH, "serial_date")}),
    "cell-16": (
        DAY,
        MAINLAND,
        {
            45356.75: (FIFTH_OF_MARCH, "converted"),
            "2024-03-05T10:00:00+08:00": (FIFTH_OF_MARCH, "converted"),
            datetime(2024, 3, 5, 18): (FIFTH_OF_MARCH, "converted"),
        },
    ),
    "cell-17": (
        DAY,
        MAINLAND,
        dict.fromkeys((60.0, "2023-02-29", "1899-12-31", date(1899, 12, 31)), (None, "no_such_day")),
    ),
    "cell-18": (
        END_DATE,
        MAINLAND,
        dict.fromkeys(("9999-12-31", date(9999, 12, 31), 2958465.0, "终身", "Whole Life"), (None, "converted")),
    ),
    "cell-19": (DAY, MAINLAND, {"2024.3.5-2025.3.4": (None, "not_a_date"), "2024年3月5日至4日": (None, "not_a_date")}),
    "cell-20": (
        AMOUNT,
        MAINLAND,
        {
            "¥1,234.50": (1234.5, "converted"),
            "￥１，２３４．５０": (1234.5, "converted"),
            "RMB 1,000": (1000.0, "converted"),
            "1000元": (1000.0, "converted"),
            "1 234": (1234.0, "converted"),
            "1\u00a0234": (1234.0, "converted"),
        },
    ),
    "cell-20 in Taiwan": (AMOUNT, TAIWAN, {"NT$1,200": (1200.0, "converted")}),
    "cell-21": (
        AMOUNT,
        MAINLAND,
        {
            "12万": (120_000.0, "converted"),
            "1.2億": (120_000_000.0, "converted"),
            "3千": (3000.0, "converted"),
            "１２万": (120_000.0, "converted"),
        },
    ),
    "cell-22": (AMOUNT, MAINLAND, dict.fromkeys(("(500)", "（500）", "500-", "－500"), (-500.0, "converted"))),
    "cell-23": (AMOUNT, MAINLAND, dict.fromkeys(("－", "—", "无", "無", "N/A", "/", " "), (None, "cleaned"))),
    "cell-23 in a date column": (DAY, MAINLAND, dict.fromkeys(("－", "—", "无", "N/A", "/"), (None, "cleaned"))),
    "cell-24": (AMOUNT, MAINLAND, {"US$1,000": (None, "foreign_currency")}),
    "cell-25": (AMOUNT, MAINLAND, {"1.234,50": (1234.5, "converted")}),
    "cell-26": (
        AMOUNT,
        MAINLAND,
        {
            "壹仟贰佰元整": (1200.0, "converted"),
            "壹仟貳佰圓整": (1200.0, "converted"),
            "一千二百": (1200.0, "converted"),
        },
    ),
    "cell-27": (
        AMOUNT,
        MAINLAND,
        dict.fromkeys((1e300, float("inf"), "1e300", "infinity", "∞"), (None, "not_finite")),
    ),
    "cell-28": (
        SHARE,
        MAINLAND,
        {
            "12.5%": (0.125, "converted"),
            "１２％": (0.12, "converted"),
            12.5: (None, "percent_without_sign"),
            0.125: (0.125, None),
        },
    ),
    "cell-30": (
        FLAG,
        MAINLAND,
        {"是": (True, None), "否": (False, None)}
        | dict.fromkeys(("Y", "√", "TRUE", "1", "有", "yes", 1.0), (True, "converted"))
        | dict.fromkeys(("N", "×", "FALSE", "0", "无", "無", "No", 0.0), (False, "converted")),
    ),
    "cell-31": (
        STAGE,
        MAINLAND,
        {
            "潜在 客户": ("prospect", "converted"),
            "潛在客戶": ("prospect", "converted"),
            "Lead": ("prospect", "converted"),
            "PROSPECT": ("prospect", "converted"),
            "潜在客户": ("prospect", None),
        },
    ),
    "cell-31 in the other script alone": (RISK, MAINLAND, {"激進型": ("C5", "converted")}),
    "cell-32": (STATUS, MAINLAND, {"有校": (None, "not_in_list"), "???": (None, "not_in_list")}),
    "cell-33": (
        WORDS,
        MAINLAND,
        dict.fromkeys(("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#n/a"), (None, "error_value")),
    ),
    "cell-33 in a number column": (AMOUNT, MAINLAND, {"#N/A": (None, "error_value"), "#REF!": (None, "error_value")}),
    "cell-33 in a date column": (DAY, MAINLAND, {"#N/A": (None, "error_value")}),
    "cell-33 in a list column": (STATUS, MAINLAND, {"#N/A": (None, "error_value")}),
    "cell-33 in an ID column": (CODE, MAINLAND, {"#N/A": (None, "error_value")}),
    "cell-37": (
        WORDS,
        MAINLAND,
        {
            text: (text, None)
            for text in ("=cmd|'/C calc'!A0", "+1+1", "@SUM(1,1)", "-2+3", "\t=1+1", '=HYPERLINK("http://x","y")')
        },
    ),
    "cell-37 as an ID": (CODE, MAINLAND, {text: (text, None) for text in ("=cmd|'/C calc'!A0", "+1+1", "@SUM(1,1)")}),
    "cell-38": (
        WORDS,
        MAINLAND,
        {
            "长" * 32_767: ("长" * 32_767, None),
            "长" * 32_768: (None, "too_long"),
            "😀" * 16_384: (None, "too_long"),
            "👨\u200d👩\u200d👧 全家": ("👨\u200d👩\u200d👧 全家", None),
            "铃\x07响": ("铃\x07响", "illegal_characters"),
            "第一行\n第二行 ": ("第一行\n第二行 ", None),
        },
    ),
}


def one_by_one():
    for row, (column, context, cells) in CELLS.items():
        for raw, expected in cells.items():
            yield pytest.param(column, context, raw, expected, id=f"{row} {str(raw)[:20]!r}")


@pytest.mark.parametrize(("column", "context", "raw", "expected"), list(one_by_one()))
def test_a_cell_of_the_catalogue_is_read_as_it_says(column, context, raw, expected):
    assert read(column, raw, context) == expected


@pytest.mark.parametrize("letter", ["С", "Α", "Ο", "о"], ids="cell-04 {}".format)
def test_a_lookalike_letter_is_named(letter):
    values, (note,) = read_all(CODE, [f"C{letter}01"])
    assert (values, note.kind, note.params["letter"]) == ([None], "lookalike_letters", letter)


@pytest.mark.parametrize(
    ("column", "raw"),
    [
        (TABLE["insurance"]["premium"], -1.0),
        (TABLE["insurance"]["sum_insured"], "－5万"),
        (TABLE["assets"]["value"], "(500)"),
        (TABLE["customers"]["children"], -1.0),
    ],
    ids="cell-29 {}".format,
)
def test_a_number_outside_the_bounds_of_its_column_is_left_out(column, raw):
    assert read(column, raw) == (None, "out_of_range")


def test_cell_13_a_day_above_twelve_shows_the_order_of_the_whole_column():
    values, notes = read_all(DAY, ["03/04/2024", "25/04/2024"])
    assert values == [date(2024, 4, 3), date(2024, 4, 25)]
    assert [note.kind for note in notes] == ["date_order_from_column", "converted"]


def test_cell_25_a_decimal_comma_is_an_error_where_the_column_is_not_so():
    values, notes = read_all(AMOUNT, ["1.234,50", "1,234.50"])
    assert values == [None, 1234.5]
    assert [note.kind for note in notes] == ["number_ambiguous", "converted"]


def test_cell_25_a_decimal_comma_is_an_error_among_numbers():
    values, notes = read_all(AMOUNT, [1000.0, "1.234,50"])
    assert (values, [note.kind for note in notes]) == ([1000.0, None], ["number_ambiguous"])


def test_cell_25_a_column_of_decimal_commas_is_read_so():
    values, _ = read_all(AMOUNT, ["1.234,50", "12,5", "1.000", "300"])
    assert values == [1234.5, 12.5, 1000.0, 300.0]


def test_cell_32_the_nearest_value_is_named_in_the_language_of_the_book():
    _, (note,) = read_all(STATUS, ["有校"])
    assert note.params == {"nearest": "有效"}


def test_cell_16_a_time_without_a_day_is_no_date():
    assert read(DAY, time(10, 30)) == (None, "not_a_date")
