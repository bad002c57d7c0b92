"""What a customer of the sample is, when they were reviewed, and how chance and dates are dealt with."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import floor, log10
from random import Random
from typing import Any, Literal

SAMPLE_AS_OF = date(2026, 10, 31)
"""The day on which the sample is looked at: everything in it has happened before, or is about to."""

Rhythm = Literal["monthly", "quarterly", "year", "late", "twice", "once", "never"]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Role:
    """One customer of the plot.

    `income` a year and `wealth` are in thousands, `revenue` in the last twelve months and `before` in the twelve
    months before them in units, all of them Chinese yuan. A company has no `gender`; it was founded on `born`.
    """

    number: int
    stage: str
    gender: str | None
    born: date
    marital: str | None
    children: int | None
    income: float | None
    risk: str | None
    opened: date
    revenue: float
    before: float
    wealth: float
    portfolio: str
    rhythm: Rhythm
    potential: str
    loyalty: int
    source: int
    referred_by: int | None = None

    @property
    def is_company(self) -> bool:
        """Whether this is a company."""
        return self.gender is None

    @property
    def customer_id(self) -> str:
        """The customer's ID, the same in every language."""
        return f"C{self.number:04d}"


_MONTHS: dict[Rhythm, tuple[tuple[int, int], ...]] = {
    "monthly": ((2026, 5), (2026, 6), (2026, 7), (2026, 8), (2026, 9), (2026, 10)),
    "quarterly": ((2025, 10), (2026, 1), (2026, 4), (2026, 7), (2026, 10)),
    "year": ((2026, 1), (2026, 4), (2026, 7), (2026, 10)),
    "late": ((2025, 7), (2025, 10), (2026, 1), (2026, 4), (2026, 7)),
    "twice": ((2026, 4), (2026, 10)),
    "once": ((2026, 9),),
    "never": (),
}


def workday(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def review_dates(role: Role) -> list[date]:
    """The days on which a customer's assets were reviewed, the first one first."""
    day = 5 + role.number * 7 % 22
    return [workday(date(year, month, day)) for year, month in _MONTHS[role.rhythm]]


def dice(*things: object) -> Random:
    """Chance that falls the same way each time, for each thing it is asked for."""
    return Random(" ".join(map(str, things)))  # noqa: S311  # a story, not a secret


def between(chance: Random, first: date, last: date) -> date:
    """A day from `first` to `last`."""
    return first + timedelta(days=int(chance.random() * ((last - first).days + 1)))


def rounded(amount: float, digits: int = 3) -> float:
    """An amount as people say it: so many significant digits, no cents."""
    if not amount:
        return 0.0
    return float(round(amount, min(0, digits - 1 - floor(log10(abs(amount))))))


def anniversary(day: date, years: int) -> date:
    """The same day some years later; 29 February falls on 28 February in a common year."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
