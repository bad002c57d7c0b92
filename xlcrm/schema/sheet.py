"""What a generated sheet is."""

from dataclasses import dataclass

from xlcrm.labels import Labels


@dataclass(frozen=True)
class Sheet:
    """A generated sheet: its key, its title, what it is for, and its place among the tabs."""

    key: str
    labels: Labels
    what: Labels
    place: int
