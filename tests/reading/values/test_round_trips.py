"""What is written back is read as it was, and whatever stands in a cell, reading it raises nothing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.values.rendered import (
    render_boolean,
    render_currency,
    render_date,
    render_enum,
    render_id,
    render_number,
    render_percent,
    render_text,
)
from xlcrm.labels import LANGUAGES
from xlcrm.reading.values.booleans import parse_boolean
from xlcrm.reading.values.currencies import CODES, parse_currency
from xlcrm.reading.values.dates import parse_date
from xlcrm.reading.values.enums import parse_enum
from xlcrm.reading.values.ids import parse_id
from xlcrm.reading.values.numbers import (
    parse_integer,
    parse_money,
    parse_number,
    parse_percent,
)
from xlcrm.reading.values.text import parse_text
from xlcrm.schema.tables import ENUMS

from .columns import (
    AMOUNT,
    CODE,
    DAY,
    EMAIL,
    END_DATE,
    ENGLISH,
    FLAG,
    ID_NUMBER,
    MAINLAND,
    MONEY_OF,
    PHONE,
    QUANTITY,
    SHARE,
    STATUS,
    TAIWAN,
    WHOLE,
    WORDS,
    plain,
    read_all,
)

CONTEXTS = {context.language: context for context in (MAINLAND, TAIWAN, ENGLISH)}
COLUMNS = [
    AMOUNT,
    QUANTITY,
    WHOLE,
    SHARE,
    DAY,
    END_DATE,
    FLAG,
    CODE,
    WORDS,
    MONEY_OF,
    STATUS,
    PHONE,
    EMAIL,
    ID_NUMBER,
]
languages = st.sampled_from(LANGUAGES)
numbers = st.floats(-1e14, 1e14) | st.integers(-(10**12), 10**12).map(float)
scraps = st.sampled_from(
    [*"0123456789.,-/() ％%年月日万亿千百零一二三元¥$民國EeX'#NA是否:T+\u200b\n\ud800", "RMB", "12", "2024"]
)
texts = st.text() | st.lists(scraps, max_size=12).map("".join) | st.text(st.characters(), max_size=8)
cells = st.one_of(
    texts,
    st.none(),
    st.booleans(),
    st.floats(),
    st.integers(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


@given(st.dates(date(1900, 1, 1), date(9999, 12, 31)), languages)
def test_a_date_is_read_as_it_was_written(day, language):
    assert parse_date(render_date(day, language), CONTEXTS[language]).value == day


@pytest.mark.parametrize("parse", [parse_money, parse_number])
@given(number=numbers, language=languages)
def test_a_number_is_read_as_it_was_written(parse, number, language):
    assert parse(render_number(number, language), CONTEXTS[language]).value == number


@given(st.integers(-(10**14), 10**14).map(float), languages)
def test_a_whole_number_is_read_as_it_was_written(number, language):
    assert parse_integer(render_number(number, language), CONTEXTS[language]).value == number


@given(st.floats(-1e6, 1e6), languages)
def test_a_percentage_is_read_as_it_was_written(number, language):
    assert parse_percent(render_percent(number, language), CONTEXTS[language]).value == number


@pytest.mark.parametrize("value", [True, False, None])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_yes_or_no_is_clean_as_it_was_written(value, language):
    assert parse_boolean(render_boolean(value, language), CONTEXTS[language]) == (value, None, {})


@pytest.mark.parametrize("enum", ENUMS.values(), ids=lambda enum: enum.key)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_is_clean_as_it_was_written(enum, language):
    for key in enum.keys:
        assert parse_enum(render_enum(key, language, enum), CONTEXTS[language], enum) == (key, None, {})


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_currency_is_clean_as_it_was_written(code):
    assert parse_currency(render_currency(code, "en"), ENGLISH) == (code, None, {})


@given(texts | numbers, languages)
def test_an_id_is_clean_as_it_was_written(raw, language):
    context = CONTEXTS[language]
    value = parse_id(raw, context).value
    assert parse_id(render_id(value, language), context)[:2] == (value, None)


@pytest.mark.parametrize("form", [None, "phone", "email", "id_number"])
@given(raw=texts | numbers, language=languages)
def test_a_text_is_read_as_it_was_written(form, raw, language):
    context = CONTEXTS[language]
    value, kind, _ = parse_text(raw, context, form)
    again = parse_text(render_text(value, language), context, form)
    assert (again.value, again.kind) == (value, "illegal_characters" if kind == "illegal_characters" else None)


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.form or column.key)
@given(raw=st.lists(cells, max_size=8), language=languages)
def test_whatever_stands_in_the_cells_they_are_read(column, raw, language):
    values, notes = read_all(column, raw, CONTEXTS[language])
    assert len(values) == len(raw)
    assert [note.record for note in notes] == sorted({note.record for note in notes})


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.form or column.key)
@given(raw=cells, others=st.lists(st.none() | st.booleans(), max_size=3), language=languages)
def test_a_cell_is_read_alike_alone_and_among_others(column, raw, others, language):
    alone, alone_notes = read_all(column, [raw], CONTEXTS[language])
    among, among_notes = read_all(column, [*others, raw], CONTEXTS[language])
    assert among[-1] == alone[0]
    assert [note.kind for note in among_notes if note.record == len(others)] == [note.kind for note in alone_notes]


SCALAR = {
    "money": parse_money,
    "number": parse_number,
    "integer": parse_integer,
    "percent": parse_percent,
    "date": parse_date,
    "boolean": parse_boolean,
    "currency": parse_currency,
    "id": parse_id,
    "text": parse_text,
}


@pytest.mark.parametrize(
    "column", [AMOUNT, QUANTITY, WHOLE, SHARE, DAY, FLAG, MONEY_OF, CODE, WORDS], ids=lambda c: c.key
)
@given(raw=st.booleans() | st.floats() | st.integers() | st.dates() | st.datetimes() | st.times() | st.timedeltas())
def test_a_column_reads_a_cell_that_is_no_text_as_the_parser_of_its_kind_does(column, raw):
    (value,), notes = read_all(column, [raw])
    reading = SCALAR[column.kind.name](raw, MAINLAND)
    assert (value, [note.kind for note in notes]) == (plain(reading.value), [reading.kind] if reading.kind else [])


@pytest.mark.parametrize("column", [AMOUNT, DAY, FLAG, MONEY_OF, CODE, WORDS], ids=lambda c: c.key)
@given(raw=texts)
def test_a_column_reads_a_text_as_the_parser_of_its_kind_does(column, raw):
    raws = [raw, "1,234.50", "x"]  # neither an order of dates nor a decimal comma can be seen
    values, notes = read_all(column, raws)
    reading = SCALAR[column.kind.name](raw, MAINLAND)
    said = [note.kind for note in notes if note.record == 0]
    if said != ["date_order_from_column"]:
        assert (values[0], said) == (plain(reading.value), [reading.kind] if reading.kind else [])
