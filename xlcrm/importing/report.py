"""What the command line prints of an import: what was read, what becomes of the rows, and why."""

import unicodedata
from collections.abc import Iterable, Iterator

from xlcrm.commands.report import line
from xlcrm.importing.plan import KINDS, Outcome, Plan
from xlcrm.labels import Language
from xlcrm.labels import importing as say
from xlcrm.labels.terminal import COMMA, SEPARATOR
from xlcrm.reading.incoming import Incoming
from xlcrm.rules.finding import Phrase, filled, shown

MOST_ROWS = 200
"""How many rows of each kind are named; the rest are counted."""

_KEY_PARTS = 3


def lines(plan: Plan, incoming: Incoming, language: Language, *, every_row: bool) -> Iterator[str]:
    """The whole report; `every_row` also names the rows that are new, as a preview does."""
    yield _source(incoming, language)
    for finding in plan.notes:
        yield " ".join(part for part in line(finding, language) if part)
    if incoming.unmatched:
        yield say.UNMATCHED.in_(language).format(headers=COMMA.in_(language).join(incoming.unmatched))
    if plan.customers:
        names = tuple(f"{each['customer_id']} {each['name']}" for each in plan.customers)
        yield filled(say.NEW_CUSTOMERS, {"customers": names[:MOST_ROWS]}, language)
    yield from _counts(plan, language)
    for kind in ("new", "updated", "skipped", "invalid"):
        outcomes = [o for o in plan.outcomes if o.kind == kind and (o.reasons or (every_row and kind == "new"))]
        yield from _rows(plan, outcomes, kind, language)
    remarks = [outcome for outcome in plan.of("unchanged") if outcome.reasons]
    yield from _rows(plan, remarks, "unchanged", language)


def summary(plan: Plan, language: Language) -> str:
    """How many rows end in each way, in one line."""
    counts = (f"{say.OUTCOMES[kind].in_(language)} {len(plan.of(kind)):,}" for kind in KINDS)
    return COMMA.in_(language).join(counts)


def _source(incoming: Incoming, language: Language) -> str:
    sheets = tuple(source.sheet for source in incoming.records.sources)
    how = Phrase(incoming.how, incoming.params)
    return say.READ_AS.in_(language).format(source=incoming.path, how=how.in_(language), sheets=shown(sheets, language))


def _counts(plan: Plan, language: Language) -> Iterator[str]:
    """The number of rows that end in each way, a line each."""
    words = {kind: say.OUTCOMES[kind].in_(language) for kind in KINDS}
    numbers = {kind: f"{len(plan.of(kind)):,}" for kind in KINDS}
    widest, longest = max(map(_width, words.values())), max(map(len, numbers.values()))
    for kind, word in words.items():
        yield f"  {word}{' ' * (widest - _width(word))}  {numbers[kind]:>{longest}}"


def _rows(plan: Plan, outcomes: Iterable[Outcome], kind: str, language: Language) -> Iterator[str]:
    outcomes = list(outcomes)
    word = say.OUTCOMES[kind].in_(language)
    for outcome in outcomes[:MOST_ROWS]:
        where = say.ROW.in_(language).format(sheet=outcome.place.sheet, row=outcome.place.row)
        reasons = SEPARATOR.in_(language).join(reason.in_(language) for reason in outcome.reasons)
        yield f"{where}  {word}  {reasons or _key(plan, outcome, language)}"
    if len(outcomes) > MOST_ROWS:
        yield say.MORE.in_(language).format(count=len(outcomes) - MOST_ROWS, outcome=word)


def _key(plan: Plan, outcome: Outcome, language: Language) -> str:
    """By what a new row is known."""
    columns = dict.fromkeys(column for key in plan.table.keys for column in key if column in outcome.values)
    values = (outcome.values[column] for column in list(columns)[: _KEY_PARTS + 1])
    return "  ".join(shown(value, language) for value in values)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
