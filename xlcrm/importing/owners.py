"""Whose each row of another file is: its customer's ID as the book spells it, or why nobody can say."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from xlcrm.importing.customers import KnownCustomers
from xlcrm.importing.keys import comparable
from xlcrm.labels import importing as say
from xlcrm.model.row_changes import AddedRow
from xlcrm.reading.incoming import Incoming
from xlcrm.rules.finding import Phrase
from xlcrm.subjects.customers.tables import CUSTOMERS


class OwnedRow(NamedTuple):
    """The values of a row with its customer's ID, what is odd about that ID, and what is wrong with it."""

    values: dict[str, Any]
    remarks: tuple[Phrase, ...] = ()
    wrong: tuple[Phrase, ...] = ()


class Owners:
    """The customers of the rows of one file; a table whose rows are no customer's is left as it is."""

    def __init__(
        self,
        incoming: Incoming,
        rows: Sequence[Mapping[str, Any]],
        customers: KnownCustomers,
        is_in_book: Callable[[Mapping[str, Any]], bool],
        *,
        new_customers: bool,
    ) -> None:
        table = incoming.records.schema
        self._incoming = incoming
        self._rows = rows
        self._customers = customers
        self._is_in_book = is_in_book
        self._new_customers = new_customers
        self._are_customers = table.key == CUSTOMERS.key
        self._owner = table.owner if table.owner and table.owner_table == CUSTOMERS.key else None
        self._added = self._nameable() if new_customers and self._owner else {}

    def resolved(self, record: int) -> OwnedRow:
        """A row of the file with its customer."""
        row = dict(self._rows[record])
        if self._are_customers:
            return self._customer_itself(row)
        if self._owner is None:
            return OwnedRow(row)
        typed, name = row.get(self._owner), self._incoming.names[record]
        if typed is None:
            return self._by_name(record, row, self._owner, name)
        return self._by_id(row, self._owner, typed, name)

    def customers_of(self, rows: Sequence[Mapping[str, Any]]) -> list[AddedRow]:
        """The customers to be added for these rows, in the order in which the file names them."""
        used = {str(row[self._owner]).upper() for row in rows if self._owner in row} if self._owner else set()
        return [addition for key, addition in self._added.items() if key in used]

    def _nameable(self) -> dict[str, AddedRow]:
        """The customers that the book does not have and that the file names, by their IDs in capitals."""
        found: dict[str, AddedRow] = {}
        for row, name in zip(self._rows, self._incoming.names, strict=True):
            typed = row.get(self._owner) if self._owner else None
            if typed is not None and name and self._customers.spelled(typed) is None:
                found.setdefault(typed.upper(), {"customer_id": typed, "name": name})
        return found

    def _by_id(self, row: dict[str, Any], owner: str, typed: str, name: str | None) -> OwnedRow:
        known = self._customers.spelled(typed)
        if known is not None:
            row[owner] = known
            ours = self._customers.names.get(known)
            if name and ours and comparable(name) != comparable(ours):
                return OwnedRow(row, (Phrase(say.OTHER_NAME, {"id": known, "ours": ours, "theirs": name}),))
            return OwnedRow(row)
        addition = self._added.get(typed.upper())
        if addition is not None:
            row[owner] = addition["customer_id"]
            return OwnedRow(row)
        if self._new_customers:
            return OwnedRow(row, wrong=(Phrase(say.NO_NAME_TO_ADD, {"id": typed}),))
        return OwnedRow(row, wrong=(self._customers.no_such_id(typed),))

    def _by_name(self, record: int, row: dict[str, Any], owner: str, name: str | None) -> OwnedRow:
        """A row without an ID: it is its customer's by name, or by the number of an order or a policy."""
        records = self._incoming.records
        if owner in records.raw and records.bad(owner)[record]:
            return OwnedRow(row)  # there is one, which was not understood
        if name:
            return self._named(row, owner, name)
        return OwnedRow(row, wrong=() if self._is_in_book(row) else (Phrase(say.NO_CUSTOMER),))

    def _customer_itself(self, row: dict[str, Any]) -> OwnedRow:
        """A customer's own row: an ID spelled as in the book, or that of the one customer of the name."""
        typed, name = row.get("customer_id"), row.get("name")
        if typed is not None:
            row["customer_id"] = self._customers.spelled(typed) or typed
        elif name is not None:
            return self._named(row, "customer_id", name)
        return OwnedRow(row)

    def _named(self, row: dict[str, Any], column: str, name: str) -> OwnedRow:
        found, reason = self._customers.named(name)
        if found is None:
            return OwnedRow(row, wrong=(reason,))
        row[column] = found
        return OwnedRow(row)
