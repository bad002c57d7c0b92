"""The rules run over a book, and their findings in order."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from xlcrm.model.book import Book
from xlcrm.model.place import Problem
from xlcrm.rules.checked import Checked
from xlcrm.rules.finding import INFO, WARNING, Finding
from xlcrm.rules.rule import Rule

FIRST_CELLS = 3
"""How many cells a folded finding names; more findings than that on one column are folded."""


@dataclass
class Order:
    """Sorts findings by sheet, in the order of the workbook's tables, then by row and column."""

    book: Book
    _ranks: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for records in self.book.tables.values():
            for source in records.sources:
                self._ranks.setdefault(source.sheet, len(self._ranks))

    def __call__(self, finding: Finding) -> tuple[int, str, int, int, str]:
        """The sort key of a finding; findings without a place come first."""
        place = finding.place
        if place is None:
            return -1, "", -1, -1, finding.code
        rank = self._ranks.get(place.sheet, len(self._ranks))
        row = -1 if place.row is None else place.row
        column = -1 if place.column is None else place.column
        return rank, place.sheet, row, column, finding.code


def run(rules: Iterable[Rule], book: Book, others: Iterable[Rule] = ()) -> list[Finding]:
    """Every finding of the rules, ordered by sheet, row and column; an error inside a rule propagates.

    Rules of a subject that the book does not have are passed over. Rules that look at what others found come last; they
    look at what `others` find too, which are run only for them.
    """
    checked = Checked(book)
    present = {subject.key for subject in book.subjects}
    rules = [rule for rule in rules if rule.subject is None or rule.subject in present]
    found = _found((rule for rule in rules if not rule.of_findings), checked)
    last = [rule for rule in rules if rule.of_findings]
    if last:
        also = [rule for rule in others if rule.subject is None or rule.subject in present if not rule.of_findings]
        checked.found = [*found, *_found(also, checked)]
        found += _found(last, checked)
    return sorted(found, key=Order(book))


def _found(rules: Iterable[Rule], checked: Checked) -> list[Finding]:
    problems: dict[str, list[Problem]] = defaultdict(list)
    for problem in checked.book.problems:
        problems[problem.kind].append(problem)
    return [
        finding
        for rule in rules
        if rule.find is not None or rule.kind in problems
        for finding in rule.findings(checked, problems.get(rule.kind or "", ()))
    ]


def fold(findings: Iterable[Finding], limit: int = FIRST_CELLS) -> list[Finding]:
    """The findings, with those that say the same of one column folded into the first of them, in its place.

    Only foldable findings with a cell are folded, and only where a column has more than `limit` of them. The folded
    finding has their `count` and the first `limit` `cells`; it speaks for no one customer.
    """
    findings = list(findings)
    groups: dict[tuple[str, str, int], list[Finding]] = defaultdict(list)
    for finding in findings:
        if (key := _column_of(finding)) is not None:
            groups[key].append(finding)
    folded = []
    for finding in findings:
        key = _column_of(finding)
        group = groups[key] if key is not None else []
        if len(group) <= limit:
            folded.append(finding)
        elif finding is group[0]:
            cells = tuple(each.place for each in group[:limit] if each.place)
            records = tuple(each.record for each in group if each.record is not None)
            folded.append(
                replace(finding, record=None, customer_id=None, count=len(group), cells=cells, records=records)
            )
    return folded


def _column_of(finding: Finding) -> tuple[str, str, int] | None:
    place = finding.place
    if not finding.foldable or finding.severity not in (INFO, WARNING) or place is None or place.column is None:
        return None
    return finding.code, place.sheet, place.column
