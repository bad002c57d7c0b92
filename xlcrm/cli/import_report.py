"""What the command line prints of an import: what was read, what becomes of the rows, and why."""

import unicodedata
from collections.abc import Iterator, Sequence

from xlcrm.commands.summary import in_words
from xlcrm.importing.plan import KINDS, ImportPlan, Kind, RowFate
from xlcrm.labels import COMMA, Language
from xlcrm.labels import importing as say
from xlcrm.labels.terminal import SEPARATOR
from xlcrm.reading.incoming import Incoming
from xlcrm.rules.finding import Phrase, filled, shown

MOST_ROWS = 200
"""How many rows of each kind are named; the rest are counted."""

_KEY_PARTS = 3
_IN_REPORT: tuple[Kind, ...] = ("new", "updated", "skipped", "invalid", "unchanged")


def lines(plan: ImportPlan, incoming: Incoming, language: Language, *, every_row: bool) -> Iterator[str]:
    """The whole report; `every_row` also names the rows that are new, as a preview does."""
    yield _source(incoming, language)
    for finding in plan.notes:
        yield " ".join(part for part in in_words(finding, language) if part)
    if incoming.unmatched:
        yield say.UNMATCHED.in_(language).format(headers=COMMA.in_(language).join(incoming.unmatched))
    if plan.customers:
        names = tuple(f"{each['customer_id']} {each['name']}" for each in plan.customers)
        yield filled(say.NEW_CUSTOMERS, {"customers": names[:MOST_ROWS]}, language)
    yield from _counts(plan, language)
    for kind in _IN_REPORT:
        rows = [row for row in plan.rows_that_are(kind) if row.reasons or (every_row and kind == "new")]
        yield from _rows(plan, rows, kind, language)


def summary(plan: ImportPlan, language: Language) -> str:
    """How many rows end in each way, in one line."""
    counts = (f"{say.OUTCOMES[kind].in_(language)} {len(plan.rows_that_are(kind)):,}" for kind in KINDS)
    return COMMA.in_(language).join(counts)


def _source(incoming: Incoming, language: Language) -> str:
    sheets = tuple(source.sheet for source in incoming.records.sources)
    how = Phrase(incoming.how, incoming.params)
    return say.READ_AS.in_(language).format(source=incoming.path, how=how.in_(language), sheets=shown(sheets, language))


def _counts(plan: ImportPlan, language: Language) -> Iterator[str]:
    """The number of rows that end in each way, a line each."""
    words = {kind: say.OUTCOMES[kind].in_(language) for kind in KINDS}
    numbers = {kind: f"{len(plan.rows_that_are(kind)):,}" for kind in KINDS}
    widest, longest = max(map(_width, words.values())), max(map(len, numbers.values()))
    for kind, word in words.items():
        yield f"  {word}{' ' * (widest - _width(word))}  {numbers[kind]:>{longest}}"


def _rows(plan: ImportPlan, rows: Sequence[RowFate], kind: Kind, language: Language) -> Iterator[str]:
    word = say.OUTCOMES[kind].in_(language)
    for row in rows[:MOST_ROWS]:
        where = say.ROW.in_(language).format(sheet=row.place.sheet, row=row.place.row)
        reasons = SEPARATOR.in_(language).join(reason.in_(language) for reason in row.reasons)
        yield f"{where}  {word}  {reasons or _key(plan, row, language)}"
    if len(rows) > MOST_ROWS:
        yield say.MORE.in_(language).format(count=len(rows) - MOST_ROWS, outcome=word)


def _key(plan: ImportPlan, row: RowFate, language: Language) -> str:
    """By what a new row is known."""
    columns = dict.fromkeys(column for key in plan.table.keys for column in key if column in row.values)
    values = (row.values[column] for column in list(columns)[: _KEY_PARTS + 1])
    return "  ".join(shown(value, language) for value in values)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
