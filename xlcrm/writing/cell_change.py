"""One cell of the user's own that was written over: what it held, and what it holds now."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from xlcrm.model.place import Place


@dataclass(frozen=True)
class CellChange:
    """One cell that was changed: what it held, and the typed value or word that it holds now."""

    place: Place
    before: Any
    after: Any

    def line(self) -> str:
        """The change in one line, such as `Sheet!C17: "１２万" -> 120000`."""
        return f"{self.place}: {shown(self.before)} -> {shown(self.after)}"

    def as_json(self) -> dict[str, Any]:
        """The change as `check --fix --format json` prints it."""
        return {
            "sheet": self.place.sheet,
            "cell": self.place.cell,
            "before": _plain(self.before),
            "after": _plain(self.after),
        }


@dataclass(frozen=True)
class Conversion(CellChange):
    """A cell of a table that a build wrote as it was understood; `typed` is what is read from it."""

    table: str
    column: str
    typed: Any


def shown(value: Any) -> str:
    """A cell's value so that a reader sees what it is: texts in quotes, signs that cannot be seen by their code."""
    plain = _plain(value)
    if plain is None or plain == "":
        return "(blank)"
    if not isinstance(plain, str) or isinstance(value, date):
        return str(plain)
    quoted = json.dumps(plain, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in quoted)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value if value is None or isinstance(value, str | int | float) else str(value)
