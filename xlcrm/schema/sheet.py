"""What a generated sheet is."""

from dataclasses import dataclass

from xlcrm.labels import Labels


@dataclass(frozen=True)
class Sheet:
    """A generated sheet: its key, its title, what it is for, and its place among the tabs.

    `shows` is the table without whose rows there is nothing to see on it; a book may leave it out until there are some.
    """

    key: str
    labels: Labels
    what: Labels
    place: int
    shows: str | None = None
