"""What the reading of one cell yields, and what it needs to know of the book."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from xlcrm.labels import Language
from xlcrm.schema.problems import ProblemKind


@dataclass(frozen=True)
class Context:
    """What a cell means beyond its own text.

    `base_currency` is an ISO 4217 code. `scale` is the unit that the header states, such as 10000 for 万元; it
    multiplies money and plain numbers. What a whole column shows (the order of day and month, the decimal mark) is
    given to the parsers one by one.
    """

    language: Language
    base_currency: str
    date_1904: bool = False
    scale: float = 1.0


class Reading(NamedTuple):
    """The typed value of a cell and what is to be said of it; `kind` is None where the cell was clean."""

    value: Any
    kind: ProblemKind | None = None
    params: Mapping[str, Any] = {}


class CellNote(NamedTuple):
    """What is to be said of one cell of a column.

    `record` is its position in the column, `value` the cell as it stands and `fixed` the typed value understood from
    it: None where nothing was, and also where the cell was understood as a blank (`cleaned` or `converted`).
    """

    record: int
    kind: ProblemKind
    value: Any
    fixed: Any = None
    params: Mapping[str, Any] = {}
