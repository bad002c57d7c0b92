"""How a rule is declared, and how the rules are run over a book."""

import inspect
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from xlcrm.labels import Labels
from xlcrm.model.book import Book, Place, Problem, Records
from xlcrm.rules.checked import Checked
from xlcrm.rules.finding import INFO, WARNING, Finding, Severity
from xlcrm.schema.problems import ProblemKind

FIRST_CELLS = 3
"""How many cells a folded finding names; more findings than that on one column are folded."""


class Hit(NamedTuple):
    """Where a rule found something: a cell or row of a table, or a place of its own; and what the message fills in."""

    records: Records | None
    record: int | None
    column: str | None
    params: Mapping[str, Any]
    fixed: Any = None
    place: Place | None = None


def at(records: Records, record: int | None, column: str | None, *, fixed: Any = None, **params: Any) -> Hit:
    """A hit on one cell, or on one row where `column` is None."""
    return Hit(records, record, column, params, fixed)


def on(place: Place | None, **params: Any) -> Hit:
    """A hit on a place that is not a row of a table, such as a cell of Settings."""
    return Hit(None, None, None, params, place=place)


Find = Callable[[Checked], Iterable[Hit]]
Tell = Callable[[Problem], Mapping[str, Any]]


@dataclass(frozen=True)
class Rule:
    """One rule: its code, how grave it is, what it says, and how it finds.

    A rule has either `find`, which looks through a book, or `kind` and `tell`: it passes on what the reader had to
    say, and `tell` gives what the message fills in.
    """

    code: str
    severity: Severity
    text: Labels
    advice: Labels
    doc: str
    find: Find | None = None
    kind: ProblemKind | None = None
    tell: Tell | None = None
    foldable: bool = False
    fixable: bool = False

    def findings(self, book: Checked, problems: Sequence[Problem] = ()) -> Iterator[Finding]:
        """What the rule finds in a book; `problems` are those of the rule's kind."""
        if self.find is not None:
            for hit in self.find(book):
                yield self._of_hit(book, hit)
        if self.tell is not None:
            for problem in problems:
                yield self._of_problem(book, problem, self.tell(problem))

    def _of_hit(self, book: Checked, hit: Hit) -> Finding:
        records, record, column = hit.records, hit.record, hit.column
        place, value, customer, params = hit.place, None, None, hit.params
        if records is not None and record is not None:
            place = records.place(record, column)
            if column:
                value = records.cell_value(column, record)
                params = {**_understood(book, records, record, column), **params}
            customer = book.values(records.schema.key, "customer_id")[record]
        elif records is not None and records.sources:
            source = records.sources[0]
            place = Place(source.sheet, source.header_row, source.columns.get(column) if column else None)
        return Finding(
            self.code,
            self.severity,
            self.text,
            self.advice,
            place,
            records.schema.key if records is not None else None,
            column,
            record,
            customer,
            value,
            params,
            hit.fixed,
            fixable=hit.fixed is not None,
            foldable=self.foldable,
        )

    def _of_problem(self, book: Checked, problem: Problem, params: Mapping[str, Any]) -> Finding:
        customer = None
        if problem.table and problem.record is not None:
            customer = book.values(problem.table, "customer_id")[problem.record]
        return Finding(
            self.code,
            self.severity,
            self.text,
            self.advice,
            problem.place,
            problem.table,
            problem.column,
            problem.record,
            customer,
            problem.value,
            params,
            problem.fixed,
            fixable=self.fixable and problem.fixed is not None and "shows_order" not in problem.params,
            foldable=self.foldable,
        )


def _understood(book: Checked, records: Records, record: int, column: str) -> Mapping[str, Any]:
    """The date or number that was understood from a cell: a message shows it rather than how it was typed."""
    typed = book.values(records.schema.key, column)[record]
    is_blank = typed is None or typed != typed  # NaN and NaT differ from themselves
    return {} if is_blank or isinstance(typed, str | bool) else {"value": typed}


def rule(
    code: str, severity: Severity, *, message: Labels, hint: Labels, foldable: bool = False
) -> Callable[[Find], Rule]:
    """Declare a function that looks through a book to be a rule; its docstring explains it."""

    def declare(find: Find) -> Rule:
        return Rule(code, severity, message, hint, inspect.getdoc(find) or "", find=find, foldable=foldable)

    return declare


def told(
    code: str,
    severity: Severity,
    kind: ProblemKind,
    *,
    message: Labels,
    hint: Labels,
    foldable: bool = False,
    fixable: bool = False,
) -> Callable[[Tell], Rule]:
    """Declare the rule that passes on one kind of problem of the reader; the function gives what the message needs.

    `foldable` findings say the same of a whole column, as infos do; `fixable` ones have their understood value written
    by `--fix`.
    """

    def declare(tell: Tell) -> Rule:
        doc = inspect.getdoc(tell) or ""
        folds = foldable or severity == INFO
        return Rule(code, severity, message, hint, doc, kind=kind, tell=tell, foldable=folds, fixable=fixable)

    return declare


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


def run(rules: Iterable[Rule], book: Book) -> list[Finding]:
    """Every finding of the rules, ordered by sheet, row and column; an error inside a rule propagates."""
    checked = Checked(book)
    problems: dict[str, list[Problem]] = defaultdict(list)
    for problem in book.problems:
        problems[problem.kind].append(problem)
    found = [
        finding
        for each in rules
        if each.find is not None or each.kind in problems
        for finding in each.findings(checked, problems.get(each.kind or "", ()))
    ]
    return sorted(found, key=Order(book))


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
            folded.append(replace(finding, record=None, customer_id=None, count=len(group), cells=cells))
    return folded


def _column_of(finding: Finding) -> tuple[str, str, int] | None:
    place = finding.place
    if not finding.foldable or finding.severity not in (INFO, WARNING) or place is None or place.column is None:
        return None
    return finding.code, place.sheet, place.column
