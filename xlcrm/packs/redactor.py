"""What of a book may leave it with a pack: one customer's rows, nothing sensitive, and no text that names others."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from xlcrm.labels import labels
from xlcrm.model.book import Book
from xlcrm.model.links import owners
from xlcrm.model.records import Records, link_key
from xlcrm.schema.tables import CUSTOMERS
from xlcrm.schema.types import Column, Table

WITHHELD = labels("（内容从略）", "（內容從略）", "(left out)")

_LEAST, _LEAST_ASCII = 2, 4
"""Names and codes that are shorter stand in too many texts that mean something else."""

_NAMES_OF_THINGS = ("product", "insurer", "institution", "name")
"""The columns that name what is held and where."""

_DIGIT, _WORD, _SEPARATORS = re.compile("[0-9]"), re.compile("[0-9a-z]"), re.compile(r"[\s-]")


def stays_inside(column: Column, table: Table) -> bool:
    """Whether a column never leaves the workbook: sensitive ones, judgements about the customer, other rows."""
    return column.sensitive or column.internal or (column.kind.name == "ref" and column.key != table.owner)


@dataclass(frozen=True)
class Private:
    """A book of one customer, and how many of its texts were left out."""

    book: Book
    withheld: int


class Redactor:
    """Cuts the books of single customers out of a whole one."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._keys = link_key(book.customers["customer_id"])
        self._rows = {records.schema.key: self._rows_by_id(records) for records in book.children}

    @staticmethod
    def _rows_by_id(records: Records) -> Mapping[str, np.ndarray]:
        keys = link_key(records[records.schema.says_which])
        groups: Mapping[str, np.ndarray] = keys.groupby(keys).indices
        return groups

    def redacted(self, row: int) -> Private:
        """The customer on a row of Customers: their rows of every table, and nothing that must stay inside."""
        key = str(self._keys.iat[row])
        withheld = 0
        tables: dict[str, Records] = {}
        for records in (self.book[CUSTOMERS.key], *self.book.children):
            name, schema = records.schema.key, records.schema
            rows = [row] if name == CUSTOMERS.key else [int(own) for own in self._rows[name].get(key, ())]
            blank = [column.key for column in schema.columns if stays_inside(column, schema)]
            tables[name] = records.take(rows, blank=blank)
            if name != CUSTOMERS.key:
                withheld += self._withhold(tables[name], row)
        book = Book(tables, language=self.book.language, settings=self.book.settings, as_of=self.book.as_of)
        return Private(book, withheld)

    def _withhold(self, records: Records, row: int) -> int:
        """Empty the texts that name another customer or say what is sensitive; returns how many."""
        count = 0
        said = WITHHELD.in_(self.book.language)
        for column in records.schema.columns:
            # What is bought and where is the customer's own affair, even where a customer is called the same.
            names = column.key not in _NAMES_OF_THINGS
            typed = records.frame[column.key] if column.kind.name == "text" else self._not_understood(records, column)
            found = [i for i, text in enumerate(typed) if isinstance(text, str) and self._tells(text, row, names)]
            count += len(found)
            if found and column.kind.name == "text":
                values = [said if i in found else text for i, text in enumerate(typed)]
                records.frame[column.key] = pd.Series(values, dtype=object)
                records.raw.pop(column.key, None)
            elif found:
                records.raw[column.key] = [None if i in found else v for i, v in enumerate(records.raw[column.key])]
        return count

    @staticmethod
    def _not_understood(records: Records, column: Column) -> Sequence[Any]:
        """The cells of a column that mean nothing to it: pages show them as they stand."""
        missing = records.frame[column.key].isna().to_numpy()
        if column.key not in records.raw or not missing.any():
            return []
        return [cell if is_missing else None for cell, is_missing in zip(records.raw[column.key], missing, strict=True)]

    def _tells(self, text: str, row: int, names: bool) -> bool:
        """Whether a text says what is sensitive of the customer on a row, or who another customer is."""
        own = {_folded(str(self.book.customers[key].iat[row])) for key in ("customer_id", "name")}
        for secret in self._secrets_in(_folded(text)):
            if secret.owner == row:
                if secret.is_sensitive:
                    return True
            elif secret.text not in own and (names or not secret.is_name):
                return True
        return False

    def _secrets_in(self, text: str) -> Iterator["_Secret"]:
        """The secrets that stand in a text, as it is and without the spaces and dashes that phones are written with."""
        for said in {text, _SEPARATORS.sub("", text)}:
            for start in range(len(said)):
                for length in (_LEAST_ASCII, _LEAST):
                    for secret in self._by_beginning.get(said[start : start + length], ()):
                        if said.startswith(secret.text, start) and secret.stands_at(said, start):
                            yield secret

    @cached_property
    def _by_beginning(self) -> Mapping[str, Sequence["_Secret"]]:
        """IDs, names and what is sensitive of everybody, by their first characters.

        A region has a hundred thousand of them: looking for each in each text took a second a customer.
        """
        found: dict[str, list[_Secret]] = {}
        for records in self.book.tables.values():
            known_by = ("customer_id", "name") if records.schema.key == CUSTOMERS.key else ()
            owners = self._owners(records)
            for column in records.schema.columns:
                if column.sensitive or column.key in known_by:
                    for owner, value in zip(owners, records[column.key], strict=True):
                        if isinstance(value, str):
                            for secret in _secrets(owner, _folded(value), column):
                                found.setdefault(secret.text[: _least(secret.text)], []).append(secret)
        return found

    def _owners(self, records: Records) -> Sequence[int]:
        """For each row of a table the row on Customers of whom it is, -1 where it is nobody's."""
        if records.schema.key == CUSTOMERS.key:
            return range(len(records))
        return [int(owner) for owner in owners(self.book, records.schema.key)]


@dataclass(frozen=True, slots=True)
class _Secret:
    """A text by which a customer is known, or one that is not even for the customer's own paper."""

    owner: int
    text: str
    is_name: bool
    is_sensitive: bool

    def stands_at(self, text: str, i: int) -> bool:
        """Whether it is a word of its own there: where letters or digits go on, they make another word."""
        if not self.text.isascii():
            return True
        goes_on = _DIGIT if self.text.isdigit() else _WORD
        before, after = (
            text[i - 1 : i] if i else "",
            text[i + len(self.text) : i + len(self.text) + 1],
        )
        return not (goes_on.match(before) or goes_on.match(after))


def _secrets(owner: int, text: str, column: Column) -> Iterator[_Secret]:
    """A secret, and a number also without the spaces and dashes in it."""
    for said in dict.fromkeys((text, _SEPARATORS.sub("", text)) if column.sensitive else (text,)):
        if len(said) >= _least(said):
            yield _Secret(owner, said, column.key == "name", column.sensitive)


def _least(text: str) -> int:
    return _LEAST_ASCII if text[:_LEAST_ASCII].isascii() else _LEAST


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()
