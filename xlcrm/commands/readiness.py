"""What is to be seen to before a monthly review: one entry a customer, grouped by account manager."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from xlcrm.measures.dates import month_end
from xlcrm.model.book import Book
from xlcrm.model.place import Place
from xlcrm.rules.checked import Array, Checked, positions
from xlcrm.rules.finding import plain
from xlcrm.schema.settings import Tier
from xlcrm.subjects.assets.since_review import MOVED, vanished, without_profile
from xlcrm.subjects.insurance.measures import in_force


@dataclass(frozen=True)
class Item:
    """One row of a table that is to be seen to: its day, what it is about, its amount, and its cell."""

    text: str
    day: date | None = None
    amount: float | None = None
    place: Place | None = None

    def as_json(self) -> dict[str, Any]:
        """The item as JSON types."""
        sheet, cell = (self.place.sheet, self.place.cell) if self.place else (None, None)
        return {"text": self.text, "date": plain(self.day), "amount": self.amount, "sheet": sheet, "cell": cell}


@dataclass(frozen=True)
class ReviewEntry:
    """One customer of the list. `review_due` is given where the review is due this month, or was before."""

    customer_id: str | None
    name: str | None
    tier: str | None
    manager: str | None
    place: Place | None
    review_due: date | None = None
    missing: Sequence[Item] = ()
    moved: tuple[float, float] | None = None
    no_risk_profile: bool = False
    promises: Sequence[Item] = ()
    premiums: Sequence[Item] = ()

    @property
    def is_ready(self) -> bool:
        """Whether there is nothing to see to."""
        return not (
            self.review_due or self.missing or self.moved or self.no_risk_profile or self.promises or self.premiums
        )

    def as_json(self) -> dict[str, Any]:
        """The entry as JSON types."""
        before, now = self.moved or (None, None)
        return {
            "customer_id": self.customer_id,
            "name": self.name,
            "tier": self.tier,
            "sheet": self.place.sheet if self.place else None,
            "cell": self.place.cell if self.place else None,
            "review_due": plain(self.review_due),
            "missing_holdings": [item.as_json() for item in self.missing],
            "total_before": before,
            "total_now": now,
            "no_risk_profile": self.no_risk_profile,
            "open_promises": [item.as_json() for item in self.promises],
            "premiums_due": [item.as_json() for item in self.premiums],
        }


@dataclass(frozen=True)
class Readiness:
    """The list. `due_by_tier` counts the reviews due this month in the order of the tiers; `by_manager` the rest."""

    as_of: date
    month_end: date
    due_by_tier: Mapping[str, int] = field(default_factory=dict)
    by_manager: Mapping[str | None, Sequence[ReviewEntry]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The list as `check --review --format json` prints it under `review`, beside `findings`.

        `{"as_of", "month_end", "due_by_tier": {tier: count}, "managers": [{"manager", "customers": [{"customer_id",
        "name", "tier", "sheet", "cell", "review_due", "missing_holdings": [item], "total_before", "total_now",
        "no_risk_profile", "open_promises": [item], "premiums_due": [item]}]}]}`, where an item is `{"text", "date",
        "amount", "sheet", "cell"}`. The manager of customers who have none is null; totals are null unless they moved
        by over half.
        """
        return {
            "as_of": self.as_of.isoformat(),
            "month_end": self.month_end.isoformat(),
            "due_by_tier": dict(self.due_by_tier),
            "managers": [
                {"manager": manager, "customers": [entry.as_json() for entry in entries]}
                for manager, entries in self.by_manager.items()
            ],
        }


def readiness(book: Book) -> Readiness:
    """What a supervisor asks before the reviews of the as-of date's month.

    - A review is due where the contact plan of the tier wants it by the end of the month, or wanted it earlier.
    - A holding is missing where it stood in the review before the latest, not in the latest, and had not matured.
    - A total moved where it changed by over half between these two reviews.
    - A risk profile lacks where an active customer has holdings.
    - A promise is open where a follow-up with a next date is not done.
    - A premium is due where a policy in force wants it by the next review, or by the end of the month if that is later.

    Customers without any of it are left out. Managers are in the order of their names, those who have none last; each
    one's customers by tier, then by row.
    """
    checked = Checked(book)
    end = month_end(book.as_of)
    if not len(checked["customers"]):
        return Readiness(book.as_of, end)
    entries = [(row, entry) for row, entry in enumerate(_entries(checked, end)) if not entry.is_ready]
    tiers = _tiers(book)
    ranks = {name: rank for rank, name in enumerate(tiers)}
    entries.sort(key=lambda found: (ranks.get(found[1].tier or "", len(ranks)), found[0]))
    due = [entry.tier for _, entry in entries if entry.review_due]
    managers = sorted({entry.manager for _, entry in entries}, key=lambda name: (name is None, name or ""))
    return Readiness(
        book.as_of,
        end,
        {name: due.count(name) for name in tiers if name in due},
        {manager: [entry for _, entry in entries if entry.manager == manager] for manager in managers},
    )


def _tiers(book: Book) -> list[str]:
    tiers: list[Tier] = [*book.settings.policy.tiers, *book.settings.below]
    return list(dict.fromkeys(tier.name for tier in tiers))


def _entries(book: Checked, end: date) -> Iterator[ReviewEntry]:
    """An entry for each row of Customers."""
    customers = book["customers"]
    review_due = _days(book, "review_due")
    last_day = np.datetime64(end, "s")
    is_due = review_due <= last_day
    # NaT, where there is no plan, is not later than any day.
    until = np.where(review_due > last_day, review_due, last_day)
    missing = _missing(book)
    moved = _moved(book)
    unprofiled = book.once(without_profile)
    promises = _of_rows(book, "follow_ups", "next_date", _open(book), ("next_action", "subject"))
    wanted = book.where("insurance", in_force)
    wanted = wanted & (book.values("insurance", "next_due") <= book.of_owner("insurance", until))
    premiums = _of_rows(book, "insurance", "next_due", wanted, ("product", "insurer"), "premium")
    tiers = book.measures["tier"].tolist()
    for row in range(len(customers)):
        yield ReviewEntry(
            _text(book.values("customers", "customer_id")[row]),
            _text(book.values("customers", "name")[row]),
            _text(tiers[row]),
            _text(book.values("customers", "manager")[row]),
            customers.place(row, "customer_id"),
            _day(review_due[row]) if is_due[row] else None,
            missing.get(row, ()),
            moved.get(row),
            bool(unprofiled[row]),
            promises.get(row, ()),
            premiums.get(row, ()),
        )


def _days(book: Checked, measure: str) -> Array:
    found: Array = book.measures[measure].to_numpy().astype("datetime64[s]")
    return found


def _missing(book: Checked) -> dict[int, list[Item]]:
    assets = book["assets"]
    return {
        row: [
            Item(assets["name"].iat[i], amount=_amount(assets["value"].iat[i]), place=assets.place(i, "name"))
            for i in records
        ]
        for row, records in book.once(vanished).items()
    }


def _moved(book: Checked) -> dict[int, tuple[float, float]]:
    """Each total before and now, where the two are far apart."""
    now = book.measures["assets_total"].to_numpy("float64")
    before = now - book.measures["assets_change"].to_numpy("float64")
    change = book.measures["assets_change_pct"].to_numpy("float64")
    return {row: (round(float(before[row]), 2), round(float(now[row]), 2)) for row in positions(np.abs(change) > MOVED)}


def _open(book: Checked) -> Array:
    done = pd.Series(book.or_default("follow_ups", "done"), dtype=object)
    found: Array = done.eq(False).to_numpy() & ~np.isnat(book.values("follow_ups", "next_date"))
    return found


def _of_rows(
    book: Checked, table: str, day: str, wanted: Array, texts: Sequence[str], amount: str | None = None
) -> dict[int, list[Item]]:
    """The wanted rows of a child table by the row of their customer, each customer's by day."""
    records, owner, days = book[table], book.owner(table), book.values(table, day)
    amounts = book.ledger.table(table).amounts(amount) if amount else None
    found: dict[int, list[Item]] = {}
    for record in sorted(positions(wanted & (owner >= 0)), key=lambda record: days[record]):
        text = next((said for key in texts if (said := _text(book.values(table, key)[record]))), "")
        value = _amount(amounts.iat[record]) if amounts is not None else None
        item = Item(text, _day(days[record]), value, records.place(record, day))
        found.setdefault(int(owner[record]), []).append(item)
    return found


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _amount(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


def _day(value: Any) -> date | None:
    return None if np.isnat(value) else value.astype("datetime64[D]").item()
