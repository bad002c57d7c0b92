"""The only customer of a pack's book, at the latest review, and what the book's cells say of them."""

from functools import cached_property
from typing import Any

import pandas as pd

from xlcrm.measures import ledger
from xlcrm.measures.customer import Customer
from xlcrm.model.book import Book
from xlcrm.schema.enums import BOOLEAN
from xlcrm.schema.types import Enum
from xlcrm.subjects.assets.portfolio import Portfolio
from xlcrm.subjects.assets.review import Position


class OwnPortfolio(Portfolio):
    """The portfolio of the customer whose book it is: every holding is listed, however many there are."""

    def __init__(self, book: Book) -> None:
        super().__init__(Customer(ledger(book), 0), slots=None)
        self.book = book

    def cell(self, table: str, column: str, record: int) -> Any:
        """A cell as people read it: the label of a choice or of yes and no, else the value; None for a blank."""
        records = self.book[table]
        value = records[column].iat[record]
        kind = records.schema[column].kind
        if pd.isna(value):
            raw = records.cell_value(column, record)
            is_text = isinstance(raw, str) and raw.strip() and not (kind.is_number or kind.name == "date")
            return raw if is_text else None
        if isinstance(kind, Enum):
            return kind[value].labels.in_(self.book.language)
        if kind.name == "boolean":
            return BOOLEAN["yes" if value else "no"].labels.in_(self.book.language)
        return value

    @property
    def name(self) -> str:
        """The customer's name, or the ID of one who has none."""
        return self.cell("customers", "name", 0) or self.cell("customers", "customer_id", 0) or ""

    @cached_property
    def listed(self) -> list[Position]:
        """Every holding of the pack, class by class."""
        return [position for positions in self.by_class.values() for position in positions]

    @cached_property
    def rates(self) -> dict[str, float]:
        """The rates of the currencies, by their codes in capitals."""
        return {code.upper(): rate for code, rate in self.m.settings.rates.items()}

    def foreign(self, record: int) -> str | None:
        """The currency of a holding, where it is not the base currency."""
        code = self.cell("assets", "currency", record)
        if not isinstance(code, str) or code.upper() == self.m.settings.base_currency.upper():
            return None
        return code.upper()

    def agreed(self, record: int) -> str:
        """What was agreed in a follow-up, in one line."""
        text = self.cell("follow_ups", "next_action", record) or self.cell("follow_ups", "subject", record) or ""
        return " ".join(str(text).split())
