"""How books are to be checked, and what comes of each: plain data, light to import and to hand to other processes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from xlcrm.labels import Language


@dataclass(frozen=True)
class CheckOptions:
    """How books are to be checked. `language` is that of the messages, None for each book's own.

    `error_language` is the language of errors before a book is read. `report` is where a marked copy goes.
    """

    as_of: date | None = None
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    language: Language | None = None
    error_language: Language = "en"
    password: str | None = None
    fix: bool = False
    dry_run: bool = False
    report: Path | None = None
    review: bool = False
    as_json: bool = False


@dataclass(frozen=True)
class FindingLine:
    """One finding for people: where, how grave, what kind, what is wrong and how to mend it."""

    place: str
    severity: str
    kind: str
    text: str


@dataclass(frozen=True)
class CheckResult:
    """What came of one book.

    `error` says why it was not checked, `code` is the F code of that. `more` findings are not among `lines`. `closing`
    holds the parts of its closing line, `as_json` the object that stands for it in JSON.
    """

    path: Path
    language: Language
    error: str | None = None
    code: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    lines: Sequence[FindingLine] = ()
    more: int = 0
    fixes: Sequence[str] = ()
    review: Sequence[str] = ()
    closing: Sequence[str] = ()
    as_json: Mapping[str, Any] | None = None

    @property
    def has_errors(self) -> bool:
        """Whether anything of severity error was found."""
        return self.counts.get("errors", 0) > 0


def total(results: Sequence[CheckResult]) -> dict[str, int]:
    """The numbers of errors, warnings and infos in all books."""
    return {key: sum(result.counts.get(key, 0) for result in results) for key in ("errors", "warnings", "infos")}
