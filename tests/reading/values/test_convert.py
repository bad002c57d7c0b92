"""A column as a whole: its types, its blanks, where its notes stand, and that clean cells are not looked into."""

from datetime import date, datetime

import numpy as np
import pytest

from xlcrm.reading.values import convert_column
from xlcrm.reading.values import text as texts

from .columns import AMOUNT, CODE, DAY, FLAG, MAINLAND, MONEY_OF, QUANTITY, SHARE, STATUS, WHOLE, WORDS, read_all

ALL = [AMOUNT, QUANTITY, WHOLE, SHARE, DAY, FLAG, CODE, WORDS, MONEY_OF, STATUS]


@pytest.mark.parametrize("column", ALL, ids=lambda column: column.key)
@pytest.mark.parametrize("raw", [[], [""], [None, ""]], ids=str)
def test_blanks_stay_blanks_without_a_word(column, raw):
    values, notes = read_all(column, raw)
    assert (values, notes) == ([None] * len(raw), [])


@pytest.mark.parametrize(
    ("column", "dtype"), [(AMOUNT, "float64"), (DAY, "datetime64[s]"), (FLAG, "object"), (WORDS, "object")]
)
@pytest.mark.parametrize("raw", [[], ["", "?"], [None]], ids=str)
def test_the_type_of_a_column_is_that_of_its_kind_whatever_stands_in_it(column, dtype, raw):
    values, _ = convert_column(column, raw, MAINLAND)
    assert values.dtype == np.dtype(dtype)


def test_a_note_stands_with_its_cell():
    values, notes = read_all(AMOUNT, [1.0, "", "abc", "12万", 5.0])
    assert values == [1.0, None, None, 120_000.0, 5.0]
    assert [(note.record, note.kind, note.value, note.fixed) for note in notes] == [
        (2, "not_a_number", "abc", None),
        (3, "converted", "12万", 120_000.0),
    ]


def test_notes_are_in_the_order_of_the_cells():
    _, notes = read_all(AMOUNT, ["1", 1e300, "2", float("inf"), "x"])
    assert [note.record for note in notes] == [0, 1, 2, 3, 4]


def test_days_with_and_without_a_time_are_days():
    values, notes = read_all(DAY, [date(2024, 3, 5), datetime(2024, 3, 6), datetime(2024, 3, 7, 12), ""])
    assert values == [date(2024, 3, 5), date(2024, 3, 6), date(2024, 3, 7), None]
    assert [(note.record, note.fixed) for note in notes] == [(2, date(2024, 3, 7))]


def test_one_and_true_are_told_apart():
    values, _ = read_all(WORDS, [True, 1.0, 1, "1"])
    assert values == ["TRUE", "1", "1", "1"]


def test_every_cell_with_the_same_text_has_its_note():
    _, notes = read_all(STATUS, ["有校", "有效", "有校"])
    assert [note.record for note in notes] == [0, 2]


def test_clean_texts_are_not_looked_into(monkeypatch):
    monkeypatch.setattr(texts, "_seen", None)
    values, notes = read_all(WORDS, ["张三", "李 四", "第一行\n第二行", ""])
    assert (values, notes) == (["张三", "李 四", "第一行\n第二行", None], [])
