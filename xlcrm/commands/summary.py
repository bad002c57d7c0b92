"""A book and its findings in words for people, and as one object for programs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xlcrm.labels import COMMA, SENTENCE, Language
from xlcrm.labels.terminal import FOUND, READ
from xlcrm.model.book import Book
from xlcrm.rules import finding_lines
from xlcrm.rules.finding import Finding


@dataclass(frozen=True)
class Summary:
    """What was read and found in one book."""

    path: Path
    book: Book
    findings: Sequence[Finding]
    language: Language

    def as_json(self) -> dict[str, Any]:
        """The book as `check --format json` prints it."""
        return {
            "path": str(self.path),
            "language": self.book.language,
            "as_of": self.book.as_of.isoformat(),
            "tables": {key: len(records) for key, records in self.book.tables.items()},
            "findings": [finding.as_json(self.language) for finding in self.findings],
        }

    def read_line(self) -> str:
        """How many rows were read, table by table."""
        tables = COMMA.in_(self.language).join(
            f"{records.schema.labels.in_(self.language)} {len(records):,}" for records in self.book.tables.values()
        )
        rows = sum(len(records) for records in self.book.tables.values())
        return READ.in_(self.language).format(rows=rows, tables=tables)

    def found_line(self) -> str:
        """How many findings of each severity."""
        return FOUND.in_(self.language).format(**self.counts())

    def counts(self) -> dict[str, int]:
        """The numbers of errors, warnings and infos."""
        return counts(self.findings)


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """The numbers of errors, warnings and infos; a folded finding counts for all of its cells."""
    return {f"{severity}s": count for severity, count in finding_lines.counts(findings).items()}


def in_words(finding: Finding, language: Language) -> tuple[str, str, str]:
    """A finding as place, severity with code, and what is wrong with how to mend it."""
    found = finding_lines.FindingLine(finding, language)
    sentences = (text for text in (found.message, found.hint) if text)
    return found.place or "", found.kind, SENTENCE.in_(language).join(sentences)
