"""The customers of a book as another file may mean them: by ID, by name, or as somebody answers."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cached_property

from xlcrm.importing.keys import comparable
from xlcrm.labels import importing as say
from xlcrm.model.book import Book
from xlcrm.reading.ids import digits_of
from xlcrm.rules.finding import NOTHING, Phrase
from xlcrm.rules.nearest import Nearest

Ask = Callable[[str, Sequence[str]], str | None]
"""Asks somebody which customer is meant by a name, among some IDs if any come into question; None for no answer."""

_SHOWN = 8


class KnownCustomers:
    """The customers of a book, by ID and by name."""

    def __init__(self, book: Book, ask: Ask | None = None) -> None:
        frame = book.customers
        self._ask = ask
        self._answers: dict[str, str | None] = {}
        self.names: dict[str, str] = {}
        self._spelling: dict[str, str] = {}
        self._ids_by_name: dict[str, list[str]] = defaultdict(list)
        self._ids_by_number: dict[str, set[str]] = defaultdict(set)
        for typed, name in zip(frame["customer_id"].tolist(), frame["name"].tolist(), strict=True):
            if typed is not None and typed.upper() not in self._spelling:
                self._enter(typed, name)

    def _enter(self, typed: str, name: str | None) -> None:
        self._spelling[typed.upper()] = typed
        if digits_of(typed):
            self._ids_by_number[digits_of(typed)].add(typed)
        if name:
            self.names[typed] = name
            self._ids_by_name[comparable(name)].append(typed)

    def spelled(self, typed: str) -> str | None:
        """The ID as the book spells it, with the zeros that it lost on the way; None where no customer has it."""
        exact = self._spelling.get(typed.upper())
        same_number = self._ids_by_number.get(digits_of(typed), set()) if exact is None else set()
        return next(iter(same_number)) if len(same_number) == 1 else exact

    def named(self, name: str) -> tuple[str | None, Phrase]:
        """The ID of the one customer of that name, or of the one that somebody said; else why there is none."""
        ids = self._ids_by_name.get(comparable(name), [])
        if len(ids) == 1:
            return ids[0], NOTHING
        answer = self._answer_to(name, ids)
        if answer is not None:
            return answer, NOTHING
        if not ids:
            return None, Phrase(say.UNKNOWN_NAME, {"name": name})
        return None, Phrase(say.SEVERAL_NAMED, {"name": name, "count": len(ids), "ids": tuple(ids[:_SHOWN])})

    def _answer_to(self, name: str, ids: Sequence[str]) -> str | None:
        """The ID that somebody answered, who is asked once for each name."""
        if self._ask is None:
            return None
        key = comparable(name)
        if key not in self._answers:
            said = self._ask(name, ids[:_SHOWN])
            self._answers[key] = self.spelled(said.strip()) if said and said.strip() else None
        return self._answers[key]

    def no_such_id(self, typed: str) -> Phrase:
        """That no customer has an ID, and which one is like it."""
        near = self._nearest.to(typed)
        nearest = Phrase(say.NEAREST, {"nearest": near}) if near else NOTHING
        return Phrase(say.UNKNOWN_ID, {"id": typed, "nearest": nearest})

    @cached_property
    def _nearest(self) -> Nearest:
        return Nearest(self._spelling.values())
