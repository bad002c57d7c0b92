"""Give IDs back the zeros that they lost where a table holds them as numbers."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from xlcrm.model.place import Problem
from xlcrm.model.records import Records, link_key

Tables = Mapping[str, Records]
References = Sequence[tuple[Records, str]]

_DIGITS = re.compile(r"0*([0-9]*?)(?:\.0+)?")


def restore_ids(tables: Tables, problems: Sequence[Problem]) -> list[Problem]:
    """Match IDs that lost their zeros to the one ID that is the same number; returns all problems, those among them.

    First a number on the customers sheet gets the spelling that the other tables agree on, then every ID that no
    customer has the spelling of the one customer whose ID is the same number. An ID that could be several stays as it
    is. The same for every other table to which a column refers. Changes the frames.
    """
    restored: list[Problem] = []
    for records in tables.values():
        key = records.schema.named_by
        references = _references_to(records.schema.key, tables)
        if key is not None and references:
            restored += _restore_own(records, key, references)
            restored += _restore_references(records[key].dropna(), references)
    done = {(problem.table, problem.column, problem.record) for problem in restored}
    kept = [p for p in problems if not (p.kind == "converted" and (p.table, p.column, p.record) in done)]
    return kept + restored


def _restore_own(records: Records, key: str, references: References) -> list[Problem]:
    raw = records.raw.get(key, [])
    numbers = [record for record, cell in enumerate(raw) if isinstance(cell, (int, float))]
    if not numbers:
        return []
    spelled = _by_number(typed for other, column in references for typed in set(_texts(other, column)))
    present = set(records[key].dropna())
    wanted: dict[int, str] = {}
    for record in numbers:
        typed = records[key].iat[record]
        spellings = spelled.get(digits_of(typed), set()) if typed else set()
        if len(spellings) == 1 and not spellings & present:
            (wanted[record],) = spellings
    return _restored(records, key, wanted)


def _restore_references(ids: pd.Series, references: References) -> list[Problem]:
    present = set(link_key(ids))
    by_number = _by_number(ids)
    problems: list[Problem] = []
    for records, column in references:
        distinct = set(records[column].tolist()) - {None}
        unknown = {typed for typed in distinct if typed.upper() not in present}
        spelling_of = {
            typed: next(iter(spellings))
            for typed in unknown
            if len(spellings := by_number.get(digits_of(typed), set())) == 1
        }
        if spelling_of:
            wanted = {i: spelling_of[typed] for i, typed in enumerate(records[column]) if typed in spelling_of}
            problems += _restored(records, column, wanted)
    return problems


def _references_to(table: str, tables: Tables) -> References:
    """The columns that name rows of a table, wherever they stand."""
    return [
        (records, c.key) for records in tables.values() for c in records.schema.references if c.kind.refers_to == table
    ]


def _texts(records: Records, column: str) -> list[str]:
    """The IDs of a column that stand in its cells as text."""
    cells: Sequence[Any] = records.raw.get(column, ())
    typed = records[column].tolist()
    return [each for each, cell in zip(typed, cells, strict=False) if each and isinstance(cell, str)]


def _by_number(ids: Iterable[str]) -> dict[str, set[str]]:
    """The IDs that are nothing but digits, by those digits without leading zeros."""
    found: dict[str, set[str]] = {}
    for each in ids:
        if digits_of(each):
            found.setdefault(digits_of(each), set()).add(each)
    return found


def digits_of(typed: str) -> str:
    """The digits of an ID that is nothing but digits, without leading zeros; `7.0` is a 7 that was a number once."""
    match = _DIGITS.fullmatch(typed)
    return match[1] if match else ""


def _restored(records: Records, column: str, wanted: Mapping[int, str]) -> list[Problem]:
    if not wanted:
        return []
    values = records[column].to_numpy(copy=True)
    values[list(wanted)] = list(wanted.values())
    records.frame[column] = pd.Series(values, dtype=object)
    table = records.schema.key
    return [
        Problem(
            "id_zeros_restored",
            records.place(record, column),
            table,
            column,
            record,
            records.cell_value(column, record),
            spelling,
        )
        for record, spelling in wanted.items()
    ]
