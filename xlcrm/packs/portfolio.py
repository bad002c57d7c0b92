"""What a pack says of one customer, as values: holdings by class, policies, gaps in cover, and what was agreed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from xlcrm.measures import ledger
from xlcrm.measures.customer import Customer
from xlcrm.measures.engine import Ledger
from xlcrm.model.book import Book
from xlcrm.schema.enums import BOOLEAN
from xlcrm.schema.types import Enum
from xlcrm.subjects.assets.review import GROUPS, Change, Holding, Review
from xlcrm.subjects.follow_ups.lists import PROMISES
from xlcrm.subjects.insurance import coverage
from xlcrm.subjects.insurance.lists import POLICIES_IN_FORCE


@dataclass(frozen=True)
class Position:
    """A holding as the pack lists it, with its value at the review and at the review before, in base currency.

    `holding` is None for one that is no longer held, `value_before` None for one that is new, or without a review
    before.
    """

    record: int
    holding: Holding | None
    value: float | None
    value_before: float | None
    change: Change


class Portfolio:
    """The only customer of a book, at the latest review."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.m: Ledger = ledger(book)
        self.customer = Customer(self.m, 0)
        self.review = Review(self.customer, slots=None)
        self._totals: dict[tuple[pd.Timestamp | None, bool, bool], float] = {}

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

    @property
    def day(self) -> pd.Timestamp | None:
        """The day of the review."""
        return self.review.day

    def total(self, day: pd.Timestamp | None, *, here: bool = False, loans: bool = False) -> float:
        """All assets on a day of review, those at the own bank, or the loans."""
        key = (day, here, loans)
        if key not in self._totals:
            self._totals[key] = self.review.total_at(day, here=here, loans=loans)
        return self._totals[key]

    @cached_property
    def positions(self) -> dict[int, list[Position]]:
        """The holdings by class, numbered from 1 as in `GROUPS`: the largest first, then those no longer held."""
        found: dict[int, list[Position]] = {group: [] for group in range(1, len(GROUPS) + 1)}
        review = self.review
        for holding, change in zip(review.now, review.changes, strict=True):
            before = None if change.match is None else review.before[change.match - 1].value
            found[holding.group].append(Position(holding.record, holding, holding.value, before, change))
        for holding, change in zip(review.before, review.closings, strict=True):
            if change.status is not None:
                found[holding.group].append(Position(holding.record, None, None, holding.value, change))
        for positions in found.values():
            positions.sort(key=lambda one: (one.holding is None, -(one.value or 0.0)))
        return {group: positions for group, positions in found.items() if positions}

    def all_positions(self) -> Iterator[Position]:
        """Every holding, class by class."""
        for positions in self.positions.values():
            yield from positions

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

    @cached_property
    def policies(self) -> list[int]:
        """The rows of Insurance whose policies are in force."""
        return POLICIES_IN_FORCE.twin(self.customer)

    @cached_property
    def sums_insured(self) -> dict[str, float]:
        """The sums insured in force by type of cover."""
        return {key: float(sums.iat[0]) for key, sums in coverage.sums(self.m).items()}

    @cached_property
    def premiums_due(self) -> list[int]:
        """The rows of Insurance whose policies are in force and want a premium soon, the earliest first."""
        days = self.book.insurance["next_due"]
        return sorted((one for one in self.policies if self.is_near(days.iat[one])), key=lambda one: days.iat[one])

    @cached_property
    def gaps(self) -> Sequence[coverage.Gap]:
        """The rules that find a gap in the customer's cover."""
        found = coverage.gaps(self.m)
        return [gap for gap in coverage.GAPS if found[gap.key].iat[0]]

    @cached_property
    def promises(self) -> list[int]:
        """The rows of Follow-ups that say what was agreed and is not done, the earliest first."""
        return PROMISES.twin(self.customer)

    @cached_property
    def until(self) -> pd.Timestamp:
        """The last day that a premium or maturity counts as near."""
        return self.m.as_of + pd.Timedelta(days=self.m.settings.factors["look_ahead_days"])

    def agreed(self, record: int) -> str:
        """What was agreed in a follow-up, in one line."""
        text = self.cell("follow_ups", "next_action", record) or self.cell("follow_ups", "subject", record) or ""
        return " ".join(str(text).split())

    def is_near(self, day: pd.Timestamp) -> bool:
        """Whether a day is to come within the days that Settings look ahead."""
        return bool(self.m.as_of <= day <= self.until)
