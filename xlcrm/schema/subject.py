"""What a subject is: one thing that a customer book can be asked about, said in one folder of `xlcrm/subjects`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from xlcrm.labels import Labels
from xlcrm.schema.sheet import Sheet
from xlcrm.schema.types import Column, Table


@dataclass(frozen=True)
class Factor:
    """A number on Settings with which rules, pages and to-dos compute.

    One that `switches` something on or off is 1 or 0, and stands there as yes or no, with a `note` of what it is for.
    """

    key: str
    value: float
    labels: Labels
    percent: bool = False
    switches: bool = False
    note: Labels | None = None


@dataclass(frozen=True)
class Subject:
    """One subject: its tables, columns added to those of others, generated sheets, and numbers on Settings.

    `place` orders the subjects, and so their sheets. A `core` subject is in every book; any other is absent until a
    book has its table, or values in its columns, or asks for it. `row_means` says for the Guide what is typed in the
    columns that it adds to a table, as `Table.row_means` does for the table's own. What else belongs to a subject
    stands in modules of its folder, each found by its name (see `xlcrm.schema.registry.modules`).
    """

    key: str
    labels: Labels
    place: int
    tables: tuple[Table, ...] = ()
    columns: Mapping[str, tuple[Column, ...]] = field(default_factory=dict)
    sheets: tuple[Sheet, ...] = ()
    factors: tuple[Factor, ...] = ()
    row_means: Mapping[str, Labels] = field(default_factory=dict)
    core: bool = False

    def __hash__(self) -> int:
        return hash(self.key)
