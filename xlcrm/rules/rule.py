"""What a rule is, how a module declares its rules, and what a rule says where it found something."""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import fill
from typing import Any, NamedTuple

from xlcrm.labels import Labels
from xlcrm.model.place import Place, Problem
from xlcrm.model.records import Records
from xlcrm.rules.checked import Checked
from xlcrm.rules.finding import INFO, Finding, Severity
from xlcrm.schema.problems import ProblemKind

WIDTH = 116
"""How many characters a line of an explanation has."""


class Hit(NamedTuple):
    """Where a rule found something: a cell or row of a table, or a place of its own; and what the message fills in.

    `fixed` is the typed value that `--fix` would write into the cell. `text` and `advice` replace those of the rule.
    """

    records: Records | None
    record: int | None
    column: str | None
    params: Mapping[str, Any]
    fixed: Any = None
    place: Place | None = None
    text: Labels | None = None
    advice: Labels | None = None


def cell_hit(records: Records, record: int | None, column: str | None, *, fixed: Any = None, **params: Any) -> Hit:
    """A hit on one cell, on one row where `column` is None, or on the whole table where `record` is too."""
    return Hit(records, record, column, params, fixed)


def place_hit(place: Place | None, **params: Any) -> Hit:
    """A hit on a place that is not a row of a table, such as a cell of Settings."""
    return Hit(None, None, None, params, place=place)


Find = Callable[[Checked], Iterable[Hit]]
Fills = Callable[[Problem], Mapping[str, Any]]


@dataclass(frozen=True)
class Rule:
    """One rule: its code, how grave it is, what it says, and how it finds.

    A rule has either `find`, which looks through a book, or `kind` and `fills`: it passes on what the reader had to
    say, and `fills` gives what the message fills in. One `of_findings` looks at what the others found. `subject` is the
    one whose folder declares it; a rule without is of every book.
    """

    code: str
    severity: Severity
    text: Labels
    advice: Labels
    doc: str
    find: Find | None = None
    kind: ProblemKind | None = None
    fills: Fills | None = None
    foldable: bool = False
    fixable: bool = False
    of_findings: bool = False
    subject: str | None = None

    def findings(self, book: Checked, problems: Sequence[Problem] = ()) -> Iterator[Finding]:
        """What the rule finds in a book; `problems` are those of the rule's kind."""
        if self.find is not None:
            for hit in self.find(book):
                yield self._of_hit(book, hit)
        if self.fills is not None:
            for problem in problems:
                yield self._of_problem(book, problem, self.fills(problem))

    def _of_hit(self, book: Checked, hit: Hit) -> Finding:
        records, record, column = hit.records, hit.record, hit.column
        place, value, customer, params = hit.place, None, None, hit.params
        if records is not None and record is not None:
            place = records.place(record, column)
            if column:
                value = records.cell_value(column, record)
                params = {**_understood(book, records, record, column), **params}
            customer = book.customer_id(records.schema.key, record)
        elif records is not None and records.sources:
            source = records.sources[0]
            place = Place(source.sheet, source.header_row, source.columns.get(column) if column else None)
        return Finding(
            self.code,
            self.severity,
            hit.text or self.text,
            hit.advice or self.advice,
            place,
            records.schema.key if records is not None else None,
            column,
            record,
            customer,
            value,
            params,
            hit.fixed,
            fixable=hit.fixed is not None and column is not None,
            proposed=True,
            foldable=self.foldable,
        )

    def _of_problem(self, book: Checked, problem: Problem, params: Mapping[str, Any]) -> Finding:
        is_row = problem.table is not None and problem.record is not None
        return Finding(
            self.code,
            self.severity,
            self.text,
            self.advice,
            problem.place,
            problem.table,
            problem.column,
            problem.record,
            book.customer_id(problem.table or "", problem.record or 0) if is_row else None,
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


class Rules(dict[str, Rule]):
    """The rules that a module declares, by code; a code stands for one rule only.

    What a declared rule is about, why it matters, and a bad and a good example make up its explanation; those of a
    function stand in its docstring.
    """

    def __init__(self, *parts: Mapping[str, Rule]) -> None:
        super().__init__()
        for part in parts:
            self.take(part)

    def take(self, rules: Mapping[str, Rule]) -> None:
        """Take in the rules of another module."""
        for rule in rules.values():
            self._put(rule)

    def add(
        self,
        code: str,
        severity: Severity,
        find: Find,
        text: Labels,
        advice: Labels,
        *,
        what: str,
        why: str,
        bad: str,
        good: str,
        foldable: bool = False,
    ) -> None:
        """Declare a rule by what it looks for, such as a date before another one."""
        doc = explanation(what, why, bad, good)
        self._put(Rule(code, severity, text, advice, doc, find=find, foldable=foldable))

    def rule(
        self,
        code: str,
        severity: Severity,
        text: Labels,
        advice: Labels,
        *,
        foldable: bool = False,
        of_findings: bool = False,
    ) -> Callable[[Find], Rule]:
        """Declare a function that looks through a book to be a rule; its docstring explains it."""

        def declare(find: Find) -> Rule:
            doc = inspect.getdoc(find) or ""
            return self._put(
                Rule(code, severity, text, advice, doc, find=find, foldable=foldable, of_findings=of_findings)
            )

        return declare

    def reader(
        self,
        code: str,
        severity: Severity,
        kind: ProblemKind,
        text: Labels,
        advice: Labels,
        *,
        what: str,
        why: str,
        bad: str,
        good: str,
        fills: Fills | None = None,
        foldable: bool = False,
        fixable: bool = False,
    ) -> None:
        """Declare the rule that passes on one kind of problem of the reader; `fills` gives what the message needs.

        `foldable` findings say the same of a whole column, as infos do; `fixable` ones have their understood value
        written by `--fix`.
        """
        doc = explanation(what, why, bad, good)
        folds = foldable or severity == INFO
        fills = fills or _as_said
        self._put(Rule(code, severity, text, advice, doc, None, kind, fills, foldable=folds, fixable=fixable))

    def _put(self, declared: Rule) -> Rule:
        if declared.code in self:
            raise ValueError(f"two rules have the code {declared.code}")
        self[declared.code] = declared
        return declared


def explanation(what: str, why: str, bad: str, good: str) -> str:
    """The explanation of a rule: what it is about, why it matters, a bad and a good example."""
    return f"{_wrapped(what)}\n\n{_wrapped(why)}\n\n{_wrapped(f'Bad: {bad}')}\n{_wrapped(f'Good: {good}')}"


def _wrapped(text: str) -> str:
    return "\n".join(fill(line, WIDTH) for line in text.split("\n"))


def _as_said(problem: Problem) -> Mapping[str, Any]:
    return problem.params
