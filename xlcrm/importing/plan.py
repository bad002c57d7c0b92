"""What becomes of each row of another file: new, updated, unchanged, skipped or invalid, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isclose
from typing import Any, Literal, get_args

from xlcrm.importing.changes import Addition, Changes
from xlcrm.importing.keys import Identity, Index, comparable, identity, typed_rows
from xlcrm.importing.people import NO_CUSTOMER, Ask, People
from xlcrm.importing.refused import refused_cells
from xlcrm.labels import importing as say
from xlcrm.model.book import Book, Place, Records
from xlcrm.reading.incoming import Incoming
from xlcrm.rules.finding import Finding, Phrase
from xlcrm.schema.types import Column, Enum, Table
from xlcrm.subjects.customers.tables import CUSTOMERS

OnMatch = Literal["skip", "update", "fail"]
ON_MATCH: tuple[OnMatch, ...] = get_args(OnMatch)
Kind = Literal["new", "updated", "unchanged", "skipped", "invalid"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_MOST_CHANGES = 3
_MOST_PLACES = 5


@dataclass(frozen=True)
class Outcome:
    """What becomes of one row: `target` is the record of the book that it is, `values` what is written of it.

    `reasons` say why, in sentences. `clash` marks a row that the book has with other values.
    """

    record: int
    place: Place
    kind: Kind
    reasons: tuple[Phrase, ...] = ()
    target: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    clash: bool = False


@dataclass(frozen=True)
class Plan:
    """What an import would do. `customers` are those that are added; `notes` what was said of whole columns."""

    table: Table
    outcomes: Sequence[Outcome]
    customers: Sequence[Addition]
    notes: Sequence[Finding]
    on_match: OnMatch

    def of(self, kind: Kind) -> list[Outcome]:
        """The rows that end in one way."""
        return [outcome for outcome in self.outcomes if outcome.kind == kind]

    @property
    def clashes(self) -> int:
        """How many rows stop the import, where it is to fail on a match."""
        return sum(outcome.clash for outcome in self.outcomes) if self.on_match == "fail" else 0

    @property
    def changes(self) -> Changes:
        """What is to be written."""
        if self.clashes:
            return Changes()
        updated = {o.target: o.values for o in self.of("updated") if o.target is not None}
        additions = {"customers": self.customers} if self.customers else {}
        additions[self.table.key] = [outcome.values for outcome in self.of("new")]
        return Changes({self.table.key: updated}, additions)


def plan_import(
    book: Book, incoming: Incoming, on_match: OnMatch = "skip", *, new_customers: bool = False, ask: Ask | None = None
) -> Plan:
    """Decide on every row of `incoming`; nothing is written.

    A row that the book has is known by the keys of its table. Blank cells never erase. `on_match` says what becomes of
    a row that the book has with other values: `skip` leaves it, `update` writes what differs, `fail` stops it all.
    """
    return _Planning(book, incoming, on_match, new_customers, ask).plan()


class _Planning:
    """The steps from the rows of a file to what becomes of them."""

    def __init__(self, book: Book, incoming: Incoming, on_match: OnMatch, new_customers: bool, ask: Ask | None) -> None:
        self.book = book
        self.incoming = incoming
        self.on_match = on_match
        self.new_customers = new_customers
        self.table: Table = incoming.records.schema
        self.ours: Records = book[self.table.key]
        self.rows = typed_rows(incoming.records)
        self.present = typed_rows(self.ours)
        self.index = Index(self.table, self.present)
        self.people = People(book, ask)
        self.refused, self.notes = refused_cells(book, incoming)
        self.seen: dict[Identity, int] = {}
        self.taken: dict[int, int] = {}
        self.added = self._nameable() if new_customers and self.table.owner_table == CUSTOMERS.key else {}

    def plan(self) -> Plan:
        """Every row in its order."""
        outcomes = [self._outcome(record) for record in range(len(self.rows))]
        used = {
            str(outcome.values["customer_id"]).upper()
            for outcome in outcomes
            if outcome.kind in ("new", "updated") and "customer_id" in outcome.values
        }
        customers = [addition for key, addition in self.added.items() if key in used]
        return Plan(self.table, outcomes, customers, self.notes, self.on_match)

    def _nameable(self) -> dict[str, Addition]:
        """The customers that the book does not have and that the file names, by their IDs in capitals."""
        found: dict[str, Addition] = {}
        for row, name in zip(self.rows, self.incoming.names, strict=True):
            typed = row.get("customer_id")
            if typed is not None and name and self.people.known(typed) is None:
                found.setdefault(typed.upper(), {"customer_id": typed, "name": name})
        return found

    def _place(self, record: int) -> Place:
        return self.incoming.records.place(record) or Place("")

    def _outcome(self, record: int) -> Outcome:
        place = self._place(record)
        row, remarks, wrong = self._with_customer(record)
        wrong = [*self.refused.get(record, ()), *wrong]
        if record in self.incoming.longer:
            wrong.append(Phrase(say.LONGER))
        matches = self.index.find(row)
        if not matches and not wrong:
            blank = [column.labels for column in self.table.columns if column.required and column.key not in row]
            wrong += [Phrase(say.BLANK_COLUMNS, {"columns": tuple(blank)})] if blank else []
        if wrong:
            return Outcome(record, place, "invalid", (*wrong, *remarks))
        repeated = self._repeated(record, row, matches)
        if repeated is not None:
            return repeated
        if not matches:
            return Outcome(record, place, "new", tuple(remarks), values=row)
        return self._matched(record, row, matches, tuple(remarks))

    def _with_customer(self, record: int) -> tuple[dict[str, Any], list[Phrase], list[Phrase]]:
        """A row with its customer's ID as the book spells it, what is odd about that, and what is wrong."""
        row = dict(self.rows[record])
        typed, name = row.get("customer_id"), self.incoming.names[record]
        if self.table.key == CUSTOMERS.key:
            return self._themselves(row)
        if typed is None:
            return self._named(record, row, name)
        known = self.people.known(typed)
        if known is not None:
            row["customer_id"] = known
            ours = self.people.names.get(known)
            if name and ours and comparable(name) != comparable(ours):
                return row, [Phrase(say.OTHER_NAME, {"id": known, "ours": ours, "theirs": name})], []
            return row, [], []
        addition = self.added.get(typed.upper())
        if addition is not None:
            row["customer_id"] = addition["customer_id"]
            return row, [], []
        reason = Phrase(say.NO_NAME_TO_ADD, {"id": typed}) if self.new_customers else self.people.unknown(typed)
        return row, [], [reason]

    def _named(
        self, record: int, row: dict[str, Any], name: str | None
    ) -> tuple[dict[str, Any], list[Phrase], list[Phrase]]:
        """A row without an ID: it is its customer's by name, or by the number of an order or a policy."""
        if "customer_id" in self.incoming.records.raw and self.incoming.records.bad("customer_id")[record]:
            return row, [], []  # there is one, which was not understood
        if name:
            found, reason = self.people.called(name)
            if found is not None:
                row["customer_id"] = found
                return row, [], []
            return row, [], [reason]
        return row, [], [] if self.index.find(row) else [Phrase(NO_CUSTOMER)]

    def _themselves(self, row: dict[str, Any]) -> tuple[dict[str, Any], list[Phrase], list[Phrase]]:
        """A customer's own row: an ID spelled as in the book, or that of the one customer of the name."""
        typed, name = row.get("customer_id"), row.get("name")
        if typed is not None:
            row["customer_id"] = self.people.known(typed) or typed
        elif name is not None:
            found, reason = self.people.called(name)
            if found is None:
                return row, [], [reason]
            row["customer_id"] = found
        return row, [], []

    def _repeated(self, record: int, row: Mapping[str, Any], matches: Sequence[int]) -> Outcome | None:
        """What becomes of a row that the file has had before: left out where it says the same, else invalid."""
        known = identity(self.table, row)
        earlier = self.seen.setdefault(known, record) if known is not None else record
        if earlier == record and len(matches) == 1:
            earlier = self.taken.setdefault(matches[0], record)
        if earlier == record:
            return None
        params = {"row": str(self._place(earlier).row)}
        same = not self._differences(self._with_customer(earlier)[0], row)
        kind: Kind = "skipped" if same else "invalid"
        return Outcome(record, self._place(record), kind, (Phrase(say.REPEATED if same else say.CONTRADICTS, params),))

    def _matched(
        self, record: int, row: Mapping[str, Any], matches: Sequence[int], remarks: tuple[Phrase, ...]
    ) -> Outcome:
        place = self._place(record)
        differences = {match: self._differences(self.present[match], row, match) for match in matches}
        for match, different in differences.items():
            if not different:
                return Outcome(record, place, "unchanged", remarks, match)
        if len(matches) > 1:
            rows = tuple(str(self.ours.place(match, "customer_id")) for match in matches[:_MOST_PLACES])
            reason = Phrase(say.TWICE_THERE, {"count": len(matches), "places": rows})
            return Outcome(record, place, "invalid", (reason, *remarks))
        (match, different), *_ = differences.items()
        changes = tuple(self._change(match, column, row[column]) for column in different[:_MOST_CHANGES])
        if self.on_match == "update":
            values = {column: row[column] for column in different}
            return Outcome(record, place, "updated", (*changes, *remarks), match, values)
        at = self.ours.place(match, "customer_id") or self.table.labels
        reason = Phrase(say.EXISTS, {"place": at, "changes": changes})
        return Outcome(record, place, "skipped", (reason, *remarks), match, clash=True)

    def _differences(self, ours: Mapping[str, Any], theirs: Mapping[str, Any], match: int | None = None) -> list[str]:
        """The columns in which a row says something else; what it leaves blank says nothing."""
        return [key for key, value in theirs.items() if not self._agrees(self.table[key], ours.get(key), value, match)]

    def _agrees(self, column: Column, ours: Any, theirs: Any, match: int | None) -> bool:
        if ours is None:
            is_blank = match is None or not self.ours.given(column.key)[match]
            return is_blank and column.default is not None and bool(column.default == theirs)
        if isinstance(ours, float):
            return isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-6)
        if column.kind.is_code:
            return bool(comparable(ours) == comparable(theirs))
        return bool(ours == theirs)

    def _change(self, match: int, key: str, value: Any) -> Phrase:
        column = self.table[key]
        old = self.present[match].get(key)
        if old is None:
            old = self.ours.cell_value(key, match) if key in self.ours.raw else None
        return Phrase(say.CHANGE, {"column": column.labels, "old": _shown(column, old), "new": _shown(column, value)})


def _shown(column: Column, value: Any) -> Any:
    """A value as a message shows it: the word of a choice rather than its key."""
    if isinstance(column.kind, Enum) and value in column.kind.keys:
        return column.kind[value].labels
    return value
