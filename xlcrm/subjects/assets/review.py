"""One customer's asset review at a day against the review before it: every holding, class totals, what changed.

A holding is the same at two reviews if class, name, institution and currency agree; of several alike, the first goes
with the first, in the order of the sheet. Values are in base currency. A blank currency is the base currency, and a
holding whose currency has no rate, or whose value cannot be understood, is listed without a value.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import numpy as np
import pandas as pd

from xlcrm.measures.customer import Customer
from xlcrm.measures.tiers import cents
from xlcrm.subjects.assets.enums import ASSET_CLASS
from xlcrm.subjects.assets.measures import loan, value_base

GROUPS: tuple[str | None, ...] = (*(key for key in ASSET_CLASS.keys if key != "loan"), None, "loan")
"""The classes in the order of the report: loans last, and before them what has no class, or finds no room."""

UNCLASSED = GROUPS.index(None) + 1
LOANS = len(GROUPS)

NEW, UP, DOWN, SAME, CLOSED, MATURED = range(1, 7)
"""What can have become of a holding; 0 where there is no review before, or no value."""

DATE_SLOTS = 60
"""How many reviews the dropdown offers, the newest first."""

HOLDING_SLOTS = 200
"""How many holdings of one review a report takes in."""

TREND = 12
"""How many reviews the chart of totals shows."""

_LEAST = 0.005


@dataclass(frozen=True)
class Holding:
    """One holding: its row in the table, its group counted from 1, its value, and what identifies it."""

    record: int
    group: int
    value: float | None
    here: bool
    key: str
    risk: int


@dataclass(frozen=True)
class Change:
    """What became of a holding: `match` is its position in the other list, counted from 1; None where it is missing."""

    match: int | None
    amount: float | None
    status: int | None


@dataclass(frozen=True)
class Position:
    """A holding of either review, with what became of it: `before` is its value at the review before, None if new.

    One that is no longer held has no value.
    """

    holding: Holding
    is_held: bool
    before: float | None
    change: Change

    @property
    def record(self) -> int:
        """Its row in the table: at the review, or at the one before if it is no longer held."""
        return self.holding.record

    @property
    def value(self) -> float | None:
        """Its value at the review, in base currency."""
        return self.holding.value if self.is_held else None

    @property
    def is_asset(self) -> bool:
        """Whether it is no loan."""
        return self.holding.group < LOANS


@dataclass(frozen=True)
class Group:
    """A class of assets: values at the review and before it, and how many holdings are listed under it."""

    total: float
    here: float
    before: float
    lines: int
    now: int


class Review:
    """A customer's review on `day`, or on the latest one where that is not a day on which there was a review.

    It lists at most `slots` holdings of each of the two reviews, and as many as there are where that is None.
    """

    def __init__(
        self, customer: Customer, day: pd.Timestamp | None = None, *, slots: int | None = HOLDING_SLOTS
    ) -> None:
        self.customer = customer
        self.m = customer.m
        self._slots = slots
        self._values = value_base(self.m)
        self._totals: dict[tuple[pd.Timestamp | None, bool, bool], float] = {}
        self.day = day if day is not None and day in self.dates else (self.dates[0] if self.dates else None)

    @cached_property
    def dates(self) -> list[pd.Timestamp]:
        """The days of the reviews up to the as-of date, the newest first."""
        days = self.m.table("assets")["review_date"]
        found = days.iloc[self.customer.records(self.m.table("assets"), days <= self.m.as_of)]
        return sorted(found.unique(), reverse=True)[:DATE_SLOTS]

    @cached_property
    def previous(self) -> pd.Timestamp | None:
        """The review before."""
        if self.day is None:
            return None
        earlier = self.dates[self.dates.index(self.day) + 1 :]
        return earlier[0] if earlier else None

    def _on(self, day: pd.Timestamp | None) -> list[int]:
        if day is None:
            return []
        return self.customer.records(self.m.table("assets"), self.m.table("assets")["review_date"] == day)

    @cached_property
    def count(self) -> int:
        """How many holdings there are at the review."""
        return len(self._on(self.day))

    @cached_property
    def count_before(self) -> int:
        """How many there were at the review before."""
        return len(self._on(self.previous))

    def _holding(self, record: int) -> Holding:
        holdings = self.m.table("assets")
        asset_class = holdings["asset_class"].iat[record]
        group = GROUPS.index(asset_class) + 1 if asset_class in GROUPS else UNCLASSED
        value = float(self._values.iat[record])
        currency = self._currency(record)
        text = [holdings["name"].iat[record] or "", holdings["institution"].iat[record] or ""]
        risk = holdings["risk_level"].iat[record]
        return Holding(
            record,
            group,
            None if np.isnan(value) else value,
            bool(holdings["held_here"].iat[record]),
            "|".join((str(group), *text, currency)),
            int(risk[1:]) if isinstance(risk, str) else 0,
        )

    def _currency(self, record: int) -> str:
        holdings = self.m.table("assets").records
        if not holdings.given("currency").iat[record]:
            return self.m.settings.base_currency
        code = holdings["currency"].iat[record]
        return code if isinstance(code, str) and code.upper() in self._codes else ""

    @cached_property
    def _codes(self) -> set[str]:
        return {code.upper() for code in self.m.settings.rates}

    @cached_property
    def now(self) -> list[Holding]:
        """The holdings at the review, in the order of the sheet."""
        return [self._holding(record) for record in self._on(self.day)[: self._slots]]

    @cached_property
    def before(self) -> list[Holding]:
        """The holdings at the review before."""
        return [self._holding(record) for record in self._on(self.previous)[: self._slots]]

    @cached_property
    def changes(self) -> list[Change]:
        """What became of each holding of the review."""
        places: dict[str, list[int]] = {}
        for place, holding in enumerate(self.before, start=1):
            places.setdefault(holding.key.upper(), []).append(place)
        return [self._change(holding, places.get(holding.key.upper(), [])) for holding in self.now]

    def _change(self, holding: Holding, places: list[int]) -> Change:
        if self.previous is None:
            return Change(None, None, 0)
        if not places:
            return Change(None, holding.value, NEW)
        match = places.pop(0)
        value, before = holding.value, self.before[match - 1].value
        if value is None or before is None:
            return Change(match, None, 0)
        amount = value - before
        return Change(match, amount, UP if amount >= _LEAST else DOWN if amount <= -_LEAST else SAME)

    @cached_property
    def closings(self) -> list[Change]:
        """For each holding of the review before, what it was closed with; no status where it is still there."""
        kept = {change.match for change in self.changes}
        maturity = self.m.table("assets")["maturity"]
        found = []
        for place, holding in enumerate(self.before, start=1):
            if place in kept:
                found.append(Change(place, None, None))
                continue
            matured = self.day is not None and maturity.iat[holding.record] <= self.day
            amount = None if holding.value is None else -holding.value
            found.append(Change(None, amount, MATURED if matured else CLOSED))
        return found

    @cached_property
    def positions(self) -> list[Position]:
        """The holdings of the review, then those of the review before: no status where one is still held."""
        held, gone = zip(self.now, self.changes, strict=True), zip(self.before, self.closings, strict=True)
        return [
            *(Position(holding, True, self._value_before(change), change) for holding, change in held),
            *(Position(holding, False, holding.value, change) for holding, change in gone),
        ]

    def _value_before(self, change: Change) -> float | None:
        return None if change.match is None else self.before[change.match - 1].value

    @cached_property
    def held(self) -> list[Position]:
        """The holdings of the review."""
        return [position for position in self.positions if position.is_held]

    @cached_property
    def by_class(self) -> dict[int, list[Position]]:
        """What is listed, by class, numbered from 1 as in `GROUPS`: the largest first, then what is no longer held."""
        listed = [position for position in self.positions if position.change.status is not None]
        listed.sort(key=lambda position: (position.holding.group, not position.is_held, -(position.value or 0.0)))
        return {group: list(found) for group, found in groupby(listed, key=lambda position: position.holding.group)}

    def moved(self, status: int) -> list[Position]:
        """The assets that came to a status since the review before."""
        listed = (position for positions in self.by_class.values() for position in positions)
        return [position for position in listed if position.is_asset and position.change.status == status]

    @property
    def total(self) -> float:
        """All assets at the review."""
        return self.total_at(self.day)

    def share(self, position: Position) -> float | None:
        """What an asset makes up of the total; None for a loan, and where there is no value or nothing to share."""
        has_share = position.is_asset and position.value is not None and self.total > 0
        return (position.value or 0.0) / self.total if has_share else None

    def is_risky(self, position: Position) -> bool:
        """Whether a holding carries more risk than the customer can bear."""
        return position.is_held and position.holding.risk > self.profile

    def is_large(self, position: Position) -> bool:
        """Whether an asset makes up more of the total than Settings allow."""
        return (self.share(position) or 0.0) > self.m.settings.factors["largest_holding"]

    def total_at(self, day: pd.Timestamp | None, *, loans: bool = False, here: bool = False) -> float:
        """All assets on a day of review, or all loans; with `here`, those at the manager's own bank."""
        key = (day, loans, here)
        if key not in self._totals:
            self._totals[key] = self._total_at(*key)
        return self._totals[key]

    def _total_at(self, day: pd.Timestamp | None, loans: bool, here: bool) -> float:
        is_loan = self.m.table("assets").where(loan)
        chosen = is_loan if loans else ~is_loan
        if here:
            chosen = chosen & self.m.table("assets")["held_here"].astype(bool)
        listed = [record for record in self._on(day) if chosen.iat[record]]
        return float(self._values.iloc[listed].fillna(0.0).sum()) if listed else 0.0

    @cached_property
    def groups(self) -> list[Group]:
        """The classes, in the order of `GROUPS`; what is not listed counts as without a class."""
        found = [self._group(group) for group in range(1, LOANS + 1)]
        classed = found[: UNCLASSED - 1]
        rest = found[UNCLASSED - 1]
        found[UNCLASSED - 1] = Group(
            cents(self.total_at(self.day) - sum(group.total for group in classed)),
            cents(self.total_at(self.day, here=True) - sum(group.here for group in classed)),
            cents(self.total_at(self.previous) - sum(group.before for group in classed)),
            rest.lines,
            rest.now,
        )
        return found

    def _group(self, group: int) -> Group:
        now = [holding for holding in self.now if holding.group == group]
        closed = [
            holding
            for holding, change in zip(self.before, self.closings, strict=True)
            if holding.group == group and change.status is not None
        ]
        return Group(
            sum(holding.value or 0.0 for holding in now),
            sum(holding.value or 0.0 for holding in now if holding.here),
            sum(holding.value or 0.0 for holding in self.before if holding.group == group),
            len(now) + len(closed),
            len(now),
        )

    @cached_property
    def ranks(self) -> list[int | None]:
        """The place of each group of assets by its value, the largest first; None where it is worth nothing."""
        values = [cents(group.total) for group in self.groups[:UNCLASSED]]
        order = sorted((place for place, value in enumerate(values) if value > 0), key=lambda p: (-values[p], p))
        return [order.index(place) + 1 if place in order else None for place in range(len(values))]

    @cached_property
    def trend(self) -> list[tuple[pd.Timestamp, float]]:
        """The last reviews up to this one with their totals, the earliest first."""
        if self.day is None:
            return []
        days = self.dates[self.dates.index(self.day) :][:TREND]
        return [(day, self.total_at(day)) for day in reversed(days)]

    @property
    def profile(self) -> int:
        """The risk level that the customer can bear, 1 to 5; above all where it is not known."""
        row = self.customer.row
        profile = None if row is None else self.m.own("risk_profile").iat[row]
        return int(profile[1:]) if isinstance(profile, str) else 9
