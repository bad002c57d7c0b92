"""A column of raw cells into typed values, looking cell by cell only at those that are not clean already."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from functools import partial
from itertools import compress
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from xlcrm.model.records import typed_values
from xlcrm.reading.values.amounts import decimal_mark
from xlcrm.reading.values.booleans import clean_booleans, parse_boolean
from xlcrm.reading.values.currencies import CODES, parse_currency
from xlcrm.reading.values.dates import FIRST_DAY, LAST_DAY, date_order, parse_date
from xlcrm.reading.values.enums import clean_words, parse_enum
from xlcrm.reading.values.ids import CLEAN_ID, parse_id
from xlcrm.reading.values.marks import fold, is_blank
from xlcrm.reading.values.numbers import PARSERS, TOO_LARGE, scaled
from xlcrm.reading.values.reading import CellNote, Context, Reading
from xlcrm.reading.values.text import CLEAN_TEXT, parse_text
from xlcrm.schema.types import Column, Enum

Parser = Callable[[Any], Reading]

_EPOCH = date(1970, 1, 1).toordinal()
_FULL_SCORE = 100
_NUMBERS = frozenset({float, int})
_DAYS = frozenset({date, datetime})
_WORDS = frozenset({str, type(None)})


def convert_column(column: Column, raw: Sequence[Any], context: Context) -> tuple[pd.Series, list[CellNote]]:
    """The typed values of a column, and a note on each cell that was converted, is odd or was not understood.

    `raw` holds the cells as python-calamine gives them: '' or None for a blank, and str, float, int, bool or a type of
    `datetime`.
    """
    if column.kind.is_number:
        return _convert_numbers(column, raw, context)
    if column.kind.name == "date":
        return _convert_dates(column, raw, context)
    return _convert_words(column, raw, context)


def _convert_numbers(column: Column, raw: Sequence[Any], context: Context) -> tuple[pd.Series, list[CellNote]]:
    are_numbers = _are_of(_NUMBERS, raw)
    others = _not_blank(raw, ~are_numbers)
    texts = [raw[i] for i in others if isinstance(raw[i], str)]
    # A number in a number's cell shows that the sheet was typed where the comma is no decimal mark.
    decimal = "." if are_numbers.any() else decimal_mark(texts)
    scale = context.scale if column.kind.name in ("money", "number") else 1.0

    values = np.full(len(raw), np.nan)
    values[are_numbers] = scaled(_floats(raw, are_numbers), scale)
    doubtful = np.flatnonzero(are_numbers & ~_is_sound(column, values))

    parse = partial(PARSERS[column.kind.name], context=context, decimal=decimal)
    if column.kind.name == "number" and column.at_most == _FULL_SCORE:
        parse = partial(_score, parse=parse)
    readings = _read(raw, (*doubtful.tolist(), *others), lambda cell: _within_bounds(column, parse(cell)))
    if decimal == "," and any(reading.kind == "number_ambiguous" for reading in readings.values()):
        readings = {i: _evidence(reading) if isinstance(raw[i], str) else reading for i, reading in readings.items()}
    values[list(readings)] = [np.nan if reading.value is None else reading.value for reading in readings.values()]
    return typed_values(column.kind, cast("Sequence[Any]", values)), _notes(raw, readings)


def _convert_dates(column: Column, raw: Sequence[Any], context: Context) -> tuple[pd.Series, list[CellNote]]:
    are_days = _are_of(_DAYS, raw)
    others = _not_blank(raw, ~are_days)
    order = date_order({raw[i] for i in others if isinstance(raw[i], str)})
    parse = partial(parse_date, context=context, order=order, open_end=column.form == "open_end")

    values = np.full(len(raw), np.datetime64("NaT"), dtype="datetime64[s]")
    days = list(compress(raw, are_days))
    # numpy takes ten times as long to look into each date
    ordinals = np.fromiter(map(date.toordinal, days), dtype="int64", count=len(days))
    values[are_days] = (ordinals - _EPOCH).astype("datetime64[D]")
    doubtful = np.flatnonzero(are_days)[_are_odd(days, ordinals)]

    readings = _read(raw, (*doubtful.tolist(), *others), parse)
    if any(reading.kind == "date_order_from_column" for reading in readings.values()):
        readings = {i: _with_evidence(raw[i], reading) for i, reading in readings.items()}
    values[list(readings)] = np.array([reading.value for reading in readings.values()], dtype="datetime64[D]")
    return typed_values(column.kind, cast("Sequence[Any]", values)), _notes(raw, readings)


def _with_evidence(cell: Any, reading: Reading) -> Reading:
    """A reading that says `shows_order` where the cell is one by which others of its column are understood.

    `25/12/2023` says that `03/04/2024` is a day in April. Written as a date it would say so no longer.
    """
    is_evidence = isinstance(cell, str) and date_order({cell}) is not None
    return _evidence(reading) if is_evidence else reading


def _evidence(reading: Reading) -> Reading:
    """A reading of a cell that others of its column lean on: mended, it would say nothing about them any longer."""
    if reading.kind != "converted":
        return reading
    return reading._replace(params={**reading.params, "shows_order": True})


def _are_odd(days: Sequence[date], ordinals: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Whether each cell with a day holds a time too, or a day that is none or means that there is no end."""
    odd: npt.NDArray[np.bool_] = (ordinals < FIRST_DAY.toordinal()) | (ordinals == LAST_DAY.toordinal())
    if datetime in set(map(type, days)):
        odd |= np.array([isinstance(day, datetime) and day.time() != time() for day in days])
    return odd


def _convert_words(column: Column, raw: Sequence[Any], context: Context) -> tuple[pd.Series, list[CellNote]]:
    only_words = set(map(type, raw)) <= _WORDS
    distinct = set(raw if only_words else (cell for cell in raw if type(cell) is str)) - {"", None}
    known, parse = _words_of(column, context, distinct)
    readings = {word: parse(word) for word in distinct - known.keys()}
    values = {**known, **{word: reading.value for word, reading in readings.items()}, "": None}
    if only_words:
        typed = list(map(values.get, raw))
        troubled = {word: reading for word, reading in readings.items() if reading.kind is not None}
        notes = {i: troubled[cell] for i, cell in enumerate(raw) if cell in troubled} if troubled else {}
        return typed_values(column.kind, typed), _notes(raw, notes)
    cells = {
        i: readings[cell] if type(cell) is str else parse(cell)
        for i, cell in enumerate(raw)
        if not (type(cell) is str and (cell in known or cell == ""))
    }
    typed = [cells[i].value if i in cells else values[cell] for i, cell in enumerate(raw)]
    return typed_values(column.kind, typed), _notes(raw, cells)


def _words_of(column: Column, context: Context, distinct: Iterable[str]) -> tuple[Mapping[str, Any], Parser]:
    """The clean ones among the words of a column with their values, and the parser of all the others."""
    kind = column.kind
    if isinstance(kind, Enum):
        return clean_words(kind, context.language), partial(parse_enum, context=context, enum=kind)
    if kind.name == "boolean":
        return clean_booleans(context.language), partial(parse_boolean, context=context)
    if kind.name == "currency":
        return {code: code for code in CODES.intersection(distinct)}, partial(parse_currency, context=context)
    if kind.is_code:
        is_clean, parse = CLEAN_ID.fullmatch, partial(parse_id, context=context)
    else:
        is_clean, parse = CLEAN_TEXT[column.form].fullmatch, partial(parse_text, context=context, form=column.form)
    words = list(distinct)
    return {word: word for word in compress(words, map(is_clean, words))}, parse


def _are_of(types: frozenset[type], raw: Sequence[Any]) -> npt.NDArray[np.bool_]:
    """Whether each cell is of one of some types."""
    return np.fromiter(map(types.__contains__, map(type, raw)), dtype=bool, count=len(raw))


def _not_blank(raw: Sequence[Any], wanted: npt.NDArray[np.bool_]) -> list[int]:
    """The positions of the wanted cells that hold anything."""
    return [i for i in np.flatnonzero(wanted).tolist() if not is_blank(raw[i])]


def _floats(raw: Sequence[Any], wanted: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    numbers = list(compress(raw, wanted))
    try:
        return np.array(numbers, dtype="float64")
    except OverflowError:  # an int that no float can hold, from elsewhere than a spreadsheet
        return np.array([float(number) if abs(number) < TOO_LARGE else np.inf for number in numbers])


def _is_sound(column: Column, values: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Whether numbers are of the column's kind and within its bounds."""
    sound = np.abs(values) < TOO_LARGE
    if column.kind.name == "integer":
        sound &= values == np.floor(values)
    if column.kind.name == "percent":
        sound &= np.abs(values) <= 1
    if column.at_least is not None:
        sound &= values >= column.at_least
    if column.at_most is not None:
        sound &= values <= column.at_most
    return sound


def _score(cell: Any, parse: Parser) -> Reading:
    """A score out of a hundred: 95% is 95."""
    is_share = isinstance(cell, str) and fold(cell).endswith("%")
    return parse(fold(cell)[:-1] if is_share else cell)


def _within_bounds(column: Column, reading: Reading) -> Reading:
    if reading.value is None:
        return reading
    too_small = column.at_least is not None and reading.value < column.at_least
    too_large = column.at_most is not None and reading.value > column.at_most
    if too_small or too_large:
        return Reading(None, "out_of_range", {"at_least": column.at_least, "at_most": column.at_most})
    return reading


def _read(raw: Sequence[Any], records: Iterable[int], parse: Parser) -> dict[int, Reading]:
    """The readings of some cells, in their order; the same text is read once."""
    texts: dict[str, Reading] = {}
    readings = {}
    for i in sorted(records):
        cell = raw[i]
        if type(cell) is not str:
            readings[i] = parse(cell)
            continue
        if cell not in texts:
            texts[cell] = parse(cell)
        readings[i] = texts[cell]
    return readings


def _notes(raw: Sequence[Any], readings: Mapping[int, Reading]) -> list[CellNote]:
    return [
        CellNote(i, reading.kind, raw[i], reading.value, reading.params)
        for i, reading in readings.items()
        if reading.kind is not None
    ]
