"""How a finding reads: the JSON of DESIGN, and values as a message shows them."""

from datetime import date, datetime, time
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tests.support.books import Raw, make_book
from xlcrm.labels import Language, same
from xlcrm.model.place import Place
from xlcrm.rules import Finding, check
from xlcrm.rules.finding import ERROR, plain, shown


def finding(text: str = "{value}", **fields: Any) -> Finding:
    return Finding("K102", ERROR, same(text), same(text), **fields)


def test_json_has_the_keys_that_are_promised() -> None:
    book = make_book(customers=[{"customer_id": "C0017"}], purchases=[{"customer_id": "C0O17"}])
    (found,) = check(book, select=["K102"])
    assert found.as_json("en") == {
        "code": "K102",
        "severity": "error",
        "sheet": "购买记录",
        "cell": "B2",
        "table": "purchases",
        "column": "customer_id",
        "row": 2,
        "customer_id": "C0O17",
        "value": "C0O17",
        "message": 'No customer has the ID "C0O17"; the nearest is "C0017"',
        "hint": "Correct the ID, or add the customer to Customers",
        "fixable": False,
    }


def test_json_is_null_where_there_is_no_place() -> None:
    found = finding().as_json("en")
    assert [found[key] for key in ("sheet", "cell", "row", "table", "column", "customer_id", "value")] == [None] * 7


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (float("nan"), None),
        (pd.NaT, None),
        (np.datetime64("NaT"), None),
        (np.datetime64("2026-03-05", "s"), "2026-03-05"),
        (pd.Timestamp("2026-03-05"), "2026-03-05"),
        (datetime(2026, 3, 5, 10, 30), "2026-03-05T10:30:00"),
        (date(2026, 3, 5), "2026-03-05"),
        (time(10, 30), "10:30:00"),
        (np.float64(1.5), 1.5),
        (np.int64(3), 3),
        (np.bool_(True), True),
        (float("inf"), "inf"),
        ("text", "text"),
        (Place("Sheet1", 2, 0), "Sheet1!A2"),
    ],
)
def test_a_value_becomes_a_type_that_json_has(value: Any, expected: Any) -> None:
    assert plain(value) == expected
    assert type(plain(value)) is type(expected)


@pytest.mark.parametrize(
    ("value", "language", "expected"),
    [
        (1234.5, "en", "1,234.5"),
        (1234.0, "en", "1,234"),
        (100.0, "en", "100"),
        (7, "en", "7"),
        (True, "zh-TW", "是"),
        (None, "en", "(blank)"),
        ("", "zh-CN", "（空白）"),
        (("a", "b"), "zh-CN", "a、b"),
        (("a", "b"), "en", "a, b"),
        ("a\n b", "en", "a b"),
        ("x" * 100, "en", "x" * 59 + "…"),
        (np.datetime64("2026-03-05"), "en", "2026-03-05"),
    ],
)
def test_a_value_is_shown_as_people_write_it(value: Any, language: Language, expected: str) -> None:
    assert shown(value, language) == expected


@pytest.mark.parametrize("typed", ["{0}", "{value}", "{", "%s", "{value.__class__}"])
def test_what_a_user_typed_is_never_a_template(typed: str) -> None:
    assert finding(value=typed).message("en") == typed


def test_an_understood_enum_is_told_by_its_label() -> None:
    found = finding("{fixed}", table="customers", column="gender", fixed="male")
    assert found.message("zh-CN") == "男"


def test_a_message_shows_the_date_or_number_that_was_understood_and_json_the_cell() -> None:
    book = make_book(purchases=[{"date": Raw(73050.0, "2100-01-01")}])
    (found,) = check(book, select=["D301"])
    assert found.message("en") == "The purchase of 2100-01-01 is in the future"
    assert found.as_json("en")["value"] == 73050.0


def test_an_id_that_is_a_number_is_shown_without_thousands_marks() -> None:
    assert finding(table="customers", column="phone", value=13800138000.0).message("en") == "13800138000"


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("amount", 1.2345, "1.2345"),
        ("amount", 1234567.5, "1,234,567.5"),
        ("customer_id", True, "TRUE"),
        ("customer_id", 1.10101199003e17, "1.10101199003E+17"),
    ],
)
def test_a_message_shows_a_cell_with_all_that_it_holds(column: str, value: Any, expected: str) -> None:
    assert finding(table="purchases", column=column, value=value).message("en") == expected


def test_a_message_shows_every_digit_of_the_number_that_was_read() -> None:
    assert finding("{fixed}", table="purchases", column="amount", fixed=1.2345).message("en") == "1.2345"
