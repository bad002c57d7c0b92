"""What becomes of each row of another file: new, updated, unchanged, skipped or invalid, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from xlcrm.importing.customers import Ask, KnownCustomers
from xlcrm.importing.differences import Present, say_the_same
from xlcrm.importing.keys import Identity, Index, identity, typed_rows
from xlcrm.importing.owners import Owners
from xlcrm.importing.refused import refused_cells
from xlcrm.labels import importing as say
from xlcrm.model.book import Book
from xlcrm.model.place import Place
from xlcrm.model.row_changes import AddedRow, RowChanges
from xlcrm.reading.incoming import Incoming
from xlcrm.rules.finding import Finding, Phrase
from xlcrm.schema.types import Table

OnMatch = Literal["skip", "update", "fail"]
Kind = Literal["new", "updated", "unchanged", "skipped", "invalid"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_MOST_CHANGES = 3
_MOST_PLACES = 5


@dataclass(frozen=True)
class RowFate:
    """What becomes of one row: `target` is the record of the book that it is, `values` what is written of it.

    `reasons` say why, in sentences. `clashes` marks a row that the book has with other values.
    """

    record: int
    place: Place
    kind: Kind
    reasons: tuple[Phrase, ...] = ()
    target: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    clashes: bool = False


@dataclass(frozen=True)
class ImportPlan:
    """What an import would do. `customers` are those that are added; `notes` what was said of whole columns."""

    table: Table
    rows: Sequence[RowFate]
    customers: Sequence[AddedRow]
    notes: Sequence[Finding]
    on_match: OnMatch

    def rows_that_are(self, kind: Kind) -> list[RowFate]:
        """The rows that end in one way."""
        return [row for row in self.rows if row.kind == kind]

    @property
    def clashes(self) -> int:
        """How many rows stop the import, where it is to fail on a match."""
        return sum(row.clashes for row in self.rows) if self.on_match == "fail" else 0

    @property
    def changes(self) -> RowChanges:
        """What is to be written."""
        if self.clashes:
            return RowChanges()
        updated = {row.target: row.values for row in self.rows_that_are("updated") if row.target is not None}
        additions = {"customers": self.customers} if self.customers else {}
        additions[self.table.key] = [row.values for row in self.rows_that_are("new")]
        return RowChanges({self.table.key: updated}, additions)


def plan_import(
    book: Book, incoming: Incoming, on_match: OnMatch = "skip", *, new_customers: bool = False, ask: Ask | None = None
) -> ImportPlan:
    """Decide on every row of `incoming`; nothing is written.

    A row that the book has is known by the keys of its table. Blank cells never erase. `on_match` says what becomes of
    a row that the book has with other values: `skip` leaves it, `update` writes what differs, `fail` stops it all.
    """
    return _Planning(book, incoming, on_match, new_customers, ask).plan()


class _Planning:
    """The steps from the rows of a file to what becomes of them."""

    def __init__(self, book: Book, incoming: Incoming, on_match: OnMatch, new_customers: bool, ask: Ask | None) -> None:
        self.incoming = incoming
        self.on_match = on_match
        self.table: Table = incoming.records.schema
        self.present = Present(book[self.table.key])
        self.index = Index(self.table, self.present.rows)
        self.owners = Owners(
            incoming,
            typed_rows(incoming.records),
            KnownCustomers(book, ask),
            lambda row: bool(self.index.find(row)),
            new_customers=new_customers,
        )
        self.refused, self.notes = refused_cells(book, incoming)
        self.seen: dict[Identity, int] = {}
        self.taken: dict[int, int] = {}

    def plan(self) -> ImportPlan:
        """Every row in its order."""
        rows = [self._fate(record) for record in range(len(self.incoming.records))]
        customers = self.owners.customers_of([row.values for row in rows if row.kind in ("new", "updated")])
        return ImportPlan(self.table, rows, customers, self.notes, self.on_match)

    def _place(self, record: int) -> Place:
        return self.incoming.records.place(record) or Place("")

    def _fate(self, record: int) -> RowFate:
        place = self._place(record)
        row, remarks, wrong = self.owners.resolved(record)
        wrong = (*self.refused.get(record, ()), *wrong)
        if record in self.incoming.longer:
            wrong = (*wrong, Phrase(say.LONGER))
        matches = self.index.find(row)
        blank = [column.labels for column in self.table.columns if column.required and column.key not in row]
        if blank and not matches and not wrong:
            wrong = (Phrase(say.BLANK_COLUMNS, {"columns": tuple(blank)}),)
        if wrong:
            return RowFate(record, place, "invalid", (*wrong, *remarks))
        earlier = self._earlier(record, row, matches)
        if earlier != record:
            return self._repeated(record, row, earlier)
        if not matches:
            return RowFate(record, place, "new", remarks, values=row)
        return self._matched(record, row, matches, remarks)

    def _earlier(self, record: int, row: Mapping[str, Any], matches: Sequence[int]) -> int:
        """The first record of the file that is this row, by its key or because both are one row of the book."""
        known = identity(self.table, row)
        earlier = self.seen.setdefault(known, record) if known is not None else record
        if earlier == record and len(matches) == 1:
            earlier = self.taken.setdefault(matches[0], record)
        return earlier

    def _repeated(self, record: int, row: Mapping[str, Any], earlier: int) -> RowFate:
        """A row that the file has had before: left out where it says the same, else invalid."""
        params = {"row": str(self._place(earlier).row)}
        same = say_the_same(self.incoming.records, self.owners.resolved(earlier).values, row)
        reason = Phrase(say.REPEATED if same else say.CONTRADICTS, params)
        return RowFate(record, self._place(record), "skipped" if same else "invalid", (reason,))

    def _matched(
        self, record: int, row: Mapping[str, Any], matches: Sequence[int], remarks: tuple[Phrase, ...]
    ) -> RowFate:
        """A row that the book has, once or more often."""
        place = self._place(record)
        differing = {match: self.present.differing(match, row) for match in matches}
        for match, columns in differing.items():
            if not columns:
                return RowFate(record, place, "unchanged", remarks, match)
        if len(matches) > 1:
            places = tuple(str(self._place_in_book(match)) for match in matches[:_MOST_PLACES])
            reason = Phrase(say.TWICE_THERE, {"count": len(matches), "places": places})
            return RowFate(record, place, "invalid", (reason, *remarks))
        (match, columns), *_ = differing.items()
        changes = tuple(self.present.change(match, column, row[column]) for column in columns[:_MOST_CHANGES])
        if self.on_match == "update":
            values = {column: row[column] for column in columns}
            return RowFate(record, place, "updated", (*changes, *remarks), match, values)
        where = self._place_in_book(match) or self.table.labels
        reason = Phrase(say.EXISTS, {"place": where, "changes": changes})
        return RowFate(record, place, "skipped", (reason, *remarks), match, clashes=True)

    def _place_in_book(self, match: int) -> Place | None:
        return self.present.records.place(match, self.table.owner or self.table.keys[0][0])
