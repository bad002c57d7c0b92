"""One telling of the story: the rows of every table of a sample, made table by table as they are asked for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import ModuleType

from xlcrm.labels import Language
from xlcrm.schema.registry import modules
from xlcrm.schema.subject import Subject
from xlcrm.story.plot import Role, Row
from xlcrm.story.world import World, world

Make = Callable[["Telling"], Sequence[Row]]
"""Makes the rows of a table; what they say may follow from the rows of others."""

Add = Callable[["Telling", Row], Row]
"""Makes what a subject says besides of a row."""


@dataclass(frozen=True)
class Telling:
    """The customers of whom the story is told, in which language, and the subjects of whose columns it tells.

    The module `sample` of a subject's folder has `ROWS`: for each of its tables what makes its rows; or `MORE`: for a
    table of others what it adds to a row.
    """

    cast: Sequence[Role]
    language: Language
    subjects: tuple[Subject, ...] = ()

    @cached_property
    def world(self) -> World:
        """The culture that goes with the language."""
        return world(self.language)

    def rows(self, table: str) -> Sequence[Row]:
        """The rows of a table; none for one of which the story does not tell."""
        if table not in self._made:
            made = self._makers[table](self) if table in self._makers else ()
            for more in (more for _, module in modules("sample", self.subjects) for more in _more(module, table)):
                made = [row | more(self, row) for row in made]
            self._made[table] = made
        return self._made[table]

    @cached_property
    def _made(self) -> dict[str, Sequence[Row]]:
        return {}

    @cached_property
    def _makers(self) -> Mapping[str, Make]:
        found = (getattr(module, "ROWS", {}) for _, module in modules("sample"))
        return {table: make for rows in found for table, make in rows.items()}


def _more(module: ModuleType, table: str) -> list[Add]:
    """What a module adds to the rows of a table."""
    adds = getattr(module, "MORE", {})
    return [adds[table]] if table in adds else []
