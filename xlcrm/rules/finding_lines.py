"""Findings as lines to read: the one list behind the Findings page, a marked copy of a book, and the terminal."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from xlcrm.labels import Labels, Language, labels
from xlcrm.model.book import Book
from xlcrm.rules.finding import SEVERITIES, Finding, Severity, shown
from xlcrm.schema.tables import TABLE
from xlcrm.schema.types import Enum

CUSTOMERS = TABLE["customers"]

HEADERS: Mapping[str, Labels] = {
    "severity": labels("级别", "等級", "Severity"),
    "code": labels("代码", "代碼", "Code"),
    "place": labels("位置", "位置", "Where"),
    "customer_id": CUSTOMERS["customer_id"].labels,
    "name": CUSTOMERS["name"].labels,
    "value": labels("单元格内容", "儲存格內容", "Value"),
    "message": labels("问题", "問題", "What is wrong"),
    "hint": labels("怎样改正", "如何修正", "How to mend it"),
}
"""What a list says of each finding, in the order of its columns."""

RANKS = {severity: rank for rank, severity in enumerate(SEVERITIES)}
"""The severities, the gravest first."""


@dataclass(frozen=True)
class FindingLine:
    """One finding in the words of a language; blanks are None. `name` is the customer's."""

    finding: Finding
    language: Language
    name: str | None = None

    @property
    def kind(self) -> str:
        """The severity with the code, such as `error K102`."""
        return f"{SEVERITIES[self.finding.severity].in_(self.language)} {self.finding.code}"

    @property
    def place(self) -> str | None:
        """Sheet and cell in the book as it was read."""
        return str(self.finding.place) if self.finding.place else None

    @property
    def value(self) -> str | None:
        """What the cell holds; a choice of a list by its label, where a book was not read from cells."""
        found = self.finding
        if found.value is None or found.value == "":
            return None
        column = TABLE[found.table].by_key.get(found.column) if found.table and found.column else None
        if column is not None and isinstance(column.kind, Enum) and found.value in column.kind.keys:
            return column.kind[found.value].labels.in_(self.language)
        return shown(found.value, self.language)

    @cached_property
    def message(self) -> str:
        """What is wrong."""
        return self.finding.message(self.language)

    @cached_property
    def hint(self) -> str:
        """How to mend it."""
        return self.finding.hint(self.language)


def finding_lines(book: Book, findings: Iterable[Finding], language: Language) -> Iterator[FindingLine]:
    """A line for each finding, with the name of the customer whom it is about."""
    customers = book.customers
    pairs = zip(customers["customer_id"].tolist(), customers["name"].tolist(), strict=True)
    names = {number: name for number, name in pairs if isinstance(number, str) and isinstance(name, str)}
    return (FindingLine(finding, language, names.get(finding.customer_id or "")) for finding in findings)


def counts(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many there are of each severity; a folded finding counts for all of its cells."""
    found = dict.fromkeys(SEVERITIES, 0)
    for finding in findings:
        found[finding.severity] += finding.count
    return found
