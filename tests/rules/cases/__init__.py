"""For each rule a small book of cells that it lets pass and cells, marked `bad`, that it must find."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from tests.support.books import AS_OF, HEADER_ROW, make_book
from xlcrm.labels import Language
from xlcrm.model.book import Book
from xlcrm.model.place import Place, Problem
from xlcrm.schema.settings import Settings


@dataclass(frozen=True)
class Bad:
    """A cell that the rule must find."""

    cell: Any


def bad(cell: Any = None) -> Bad:
    """Mark a cell as one that the rule must find."""
    return Bad(cell)


@dataclass(frozen=True)
class Case:
    """One rule's book. `places` are findings that stand in no cell of a table, as text; `None` stands for no place."""

    code: str
    tables: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    language: Language = "zh-CN"
    settings: Settings | None = None
    problems: Sequence[Problem] = ()
    places: Sequence[str | None] = ()
    measures: Mapping[str, Sequence[Any]] | None = None

    @cached_property
    def book(self) -> Book:
        """The book without its marks."""
        tables = {
            key: [{column: _unmarked(cell) for column, cell in row.items()} for row in rows]
            for key, rows in self.tables.items()
        }
        book = make_book(self.language, AS_OF, self.settings, self.problems, **tables)
        if self.measures is not None:
            book.__dict__["measures"] = pd.DataFrame(self.measures)
        return book

    @property
    def expected(self) -> list[str]:
        """Where the findings must be, sorted."""
        places = []
        for key, rows in self.tables.items():
            known = list(self.book[key].schema.by_key)
            own = list(dict.fromkeys(column for row in rows for column in row if column not in known))
            for position, row in enumerate(rows):
                for column, cell in row.items():
                    if isinstance(cell, Bad):
                        sheet = self.book[key].schema.labels.in_(self.language)
                        index = (known + own).index(column)
                        places.append(str(Place(sheet, position + HEADER_ROW + 1, index)))
        return sorted(places + [str(place) for place in self.places])


def case(code: str, **content: Any) -> Case:
    """A case; what is no field of Case is a table with its rows."""
    fields = {name: content.pop(name) for name in list(content) if name in Case.__dataclass_fields__}
    return Case(code, content, **fields)


def _unmarked(cell: Any) -> Any:
    return cell.cell if isinstance(cell, Bad) else cell
