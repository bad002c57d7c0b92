"""A Book: the tables of one workbook as DataFrames, its settings, and which subjects it has."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from xlcrm.labels import Language
from xlcrm.model.place import Problem
from xlcrm.model.records import Records
from xlcrm.schema.registry import subjects
from xlcrm.schema.settings import Settings, in_language
from xlcrm.schema.subject import Factor, Subject
from xlcrm.schema.tables import CUSTOMERS, present, tables_of
from xlcrm.schema.types import Column, Table


class Book:
    """One workbook: its tables by name, its settings, and what the reader had to say.

    `subjects` are asked for besides the core and those that `tables` bring in. `origin` is the file as the importer
    opened it, for the writer; None for a book made in memory. `read_language` is the language that its sheets are in,
    `language` the one that they will be in. `compute` makes the measures of such a book.
    """

    def __init__(
        self,
        tables: Mapping[str, Records] | None = None,
        *,
        language: Language = "zh-CN",
        settings: Settings,
        as_of: date,
        subjects: Collection[str] = (),
        path: Path | None = None,
        problems: Iterable[Problem] = (),
        origin: Any = None,
        read_language: Language | None = None,
        compute: "Callable[[Book], pd.DataFrame] | None" = None,
    ) -> None:
        given = tables or {}
        self.subjects: tuple[Subject, ...] = present({*subjects, *_brought_in(given)})
        schemas = tables_of(self.subjects)
        self.tables = {key: given[key].under(t) if key in given else Records(t) for key, t in schemas.items()}
        self.language: Language = language
        self.settings = settings
        self.as_of = as_of
        self.path = path
        self.problems = tuple(problems)
        self.origin = origin
        self.read_language: Language = read_language or language
        self._compute = compute

    def __getitem__(self, table: str) -> Records:
        return self.tables[table]

    def __eq__(self, other: object) -> bool:
        """Whether two books hold the same tables; where their cells stand makes no difference."""
        return self.tables == other.tables if isinstance(other, Book) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    @property
    def children(self) -> list[Records]:
        """The tables whose rows belong to a customer."""
        return [records for records in self.tables.values() if records.schema.owner_table == CUSTOMERS.key]

    @property
    def schemas(self) -> tuple[Table, ...]:
        """The declarations of the tables that the book has, in the order of their sheets."""
        return tuple(records.schema for records in self.tables.values())

    @property
    def factors(self) -> tuple[Factor, ...]:
        """The numbers of its subjects, in the order of Settings."""
        return tuple(factor for subject in self.subjects for factor in subject.factors)

    @property
    def customers(self) -> pd.DataFrame:
        """One row a customer."""
        return self.tables["customers"].frame

    @property
    def follow_ups(self) -> pd.DataFrame:
        """One row a contact."""
        return self.tables["follow_ups"].frame

    @property
    def purchases(self) -> pd.DataFrame:
        """One row a purchase."""
        return self.tables["purchases"].frame

    @property
    def insurance(self) -> pd.DataFrame:
        """One row a policy."""
        return self.tables["insurance"].frame

    @property
    def assets(self) -> pd.DataFrame:
        """One row a holding at a review."""
        return self.tables["assets"].frame

    @cached_property
    def measures(self) -> pd.DataFrame:
        """Every measure of every customer, in the order of the customers' rows, a column each."""
        if self._compute is None:
            raise AttributeError("this book was made without a way to compute measures")
        return self._compute(self)

    def but(self, **changes: Any) -> "Book":
        """The same book with some of what it was made of changed."""
        same = {
            "tables": self.tables,
            "language": self.language,
            "settings": self.settings,
            "as_of": self.as_of,
            "subjects": [subject.key for subject in self.subjects],
            "path": self.path,
            "problems": self.problems,
            "origin": self.origin,
            "read_language": self.read_language,
            "compute": self._compute,
        }
        return Book(**(same | changes))

    def having(self, table: str) -> "Book":
        """The same book with the subject that a table belongs to; the book itself where it has the table."""
        if table in self.tables:
            return self
        wanted = [subject.key for subject in subjects() if any(each.key == table for each in subject.tables)]
        return self.but(subjects=[*(subject.key for subject in self.subjects), *wanted])

    def in_language(self, language: Language) -> "Book":
        """The same book, to be written in `language`."""
        return self.but(language=language, settings=in_language(self.settings, language))

    @cached_property
    def converted(self) -> frozenset[str]:
        """The tables whose amounts are converted to base currency.

        One that another subject gave its column of currencies is so only where a row names another one than the base
        currency: the others keep the plain, faster formulas.
        """
        found = set()
        for key, records in self.tables.items():
            said = records.schema.currency
            if said is None:
                continue
            given_to_it = any(said in subject.columns.get(key, ()) for subject in self.subjects)
            if not given_to_it or (records.given(said.key) & (records[said.key] != self.settings.base_currency)).any():
                found.add(key)
        return frozenset(found)

    def column(self, table: str, column: str) -> Column:
        """The declaration of a column."""
        return self.tables[table].schema[column]


def _brought_in(tables: Mapping[str, Records]) -> set[str]:
    """The subjects that a book must have because it has their tables, or tables with their columns."""
    return {
        subject.key
        for subject in subjects()
        if any(table.key in tables for table in subject.tables)
        or any(
            column.key in tables[key].schema.by_key
            for key in subject.columns
            if key in tables
            for column in subject.columns[key]
        )
    }
