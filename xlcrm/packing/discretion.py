"""What of a book may leave it with a pack: one customer's rows, nothing sensitive, and no text that names others."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from xlcrm.book import Book, Records, link_key
from xlcrm.labels import labels
from xlcrm.schema.types import Column

WITHHELD = labels("（内容从略）", "（內容從略）", "(left out)")

_SHORTEST = 4
"""Codes and names in Latin letters that are shorter stand in too many texts that mean something else."""


def stays_inside(column: Column) -> bool:
    """Whether a column never leaves the workbook: sensitive ones, judgements about the customer, other customers."""
    return column.sensitive or column.internal or (column.kind.name == "ref" and column.key != "customer_id")


@dataclass(frozen=True)
class Private:
    """A book of one customer, and how many of its texts were left out."""

    book: Book
    withheld: int


class Discretion:
    """Cuts books of one customer out of a whole one."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._rows = {key: self._rows_by_id(records) for key, records in book.tables.items()}

    @staticmethod
    def _rows_by_id(records: Records) -> Mapping[str, np.ndarray]:
        groups: Mapping[str, np.ndarray] = (
            link_key(records["customer_id"]).groupby(link_key(records["customer_id"])).indices
        )
        return groups

    def of(self, row: int) -> Private:
        """The customer on a row of Customers: their rows of every table, and nothing that must stay inside."""
        key = str(link_key(self.book.customers["customer_id"]).iat[row])
        withheld = 0
        tables: dict[str, Records] = {}
        for name, records in self.book.tables.items():
            rows = [row] if name == "customers" else [int(one) for one in self._rows[name].get(key, ())]
            blank = [column.key for column in records.schema.columns if stays_inside(column)]
            tables[name] = records.take(rows, blank=blank)
            if name != "customers":
                withheld += self._withhold(tables[name], row)
        book = Book(tables, language=self.book.language, settings=self.book.settings, as_of=self.book.as_of)
        return Private(book, withheld)

    def _withhold(self, records: Records, row: int) -> int:
        """Empty the texts that name another customer or say what is sensitive; returns how many."""
        count = 0
        said = WITHHELD.in_(self.book.language)
        for column in records.schema.columns:
            if column.kind.name != "text":
                continue
            values = records.frame[column.key]
            # What is bought and where is the customer's own affair, even where a customer is called the same.
            names = column.key not in _NAMES_OF_THINGS
            found = [at for at, text in enumerate(values) if isinstance(text, str) and self._tells(text, row, names)]
            if found:
                records.frame[column.key] = pd.Series(
                    [said if at in found else text for at, text in enumerate(values)], dtype=object
                )
                records.raw.pop(column.key, None)
                count += len(found)
        return count

    def _tells(self, text: str, row: int, names: bool) -> bool:
        folded = _folded(text)
        for secret in (*self._codes, *self._people) if names else self._codes:
            if secret.text in folded and secret.owner != row and secret.stands_in(folded):
                return secret.text not in self._own_words(row)
        return any(one.text in folded and one.stands_in(folded) for one in self._codes if one.owner == row and one.own)

    def _own_words(self, row: int) -> set[str]:
        customers = self.book.customers
        return {_folded(str(customers[key].iat[row])) for key in ("customer_id", "name")}

    @cached_property
    def _codes(self) -> Sequence["_Secret"]:
        """IDs and what is sensitive, of everybody."""
        return list(self._secrets(["customer_id", *self._sensitive]))

    @cached_property
    def _people(self) -> Sequence["_Secret"]:
        """The names of everybody."""
        return list(self._secrets(["name"]))

    @cached_property
    def _sensitive(self) -> list[str]:
        return [column.key for column in self.book["customers"].schema.columns if column.sensitive]

    def _secrets(self, columns: Sequence[str]) -> Iterator["_Secret"]:
        for key in columns:
            for owner, value in enumerate(self.book.customers[key]):
                if isinstance(value, str) and (text := _folded(value)) and (len(text) >= _least(text)):
                    yield _Secret(owner, text, own=key in self._sensitive)


@dataclass(frozen=True, slots=True)
class _Secret:
    """A text that only its owner may read, and where it is `own` not even on paper."""

    owner: int
    text: str
    own: bool

    def stands_in(self, text: str) -> bool:
        """Whether it stands in a text by itself: letters and digits that go on make another word."""
        if not self.text.isascii():
            return True
        return re.search(rf"(?<![0-9a-z]){re.escape(self.text)}(?![0-9a-z])", text, re.ASCII) is not None


_NAMES_OF_THINGS = ("product", "insurer", "institution", "name")


def _least(text: str) -> int:
    return _SHORTEST if text.isascii() else 2


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()
