"""What the reader had to say of another file's cells: which rows it cannot take, and what else is to be known."""

from collections import defaultdict

from xlcrm.labels import importing as say
from xlcrm.labels import in_each_language
from xlcrm.model.book import Book
from xlcrm.reading.incoming import Incoming
from xlcrm.rules import Finding, all_rules, fold
from xlcrm.rules.engine import run
from xlcrm.rules.finding import ERROR, Phrase

# A text file holds nothing but text: that a number was read from it goes without saying.
_GOES_WITHOUT_SAYING = frozenset({"V401", "V402"})


def refused_cells(book: Book, incoming: Incoming) -> tuple[dict[int, list[Phrase]], list[Finding]]:
    """Why records cannot be taken, cell by cell, and the findings on whole columns and on cells that can."""
    read = Book(
        {incoming.records.schema.key: incoming.records},
        language=book.language,
        settings=book.settings,
        as_of=book.as_of,
        path=incoming.path,
        problems=incoming.problems,
    )
    findings = run([rule for rule in all_rules().values() if rule.kind is not None], read)
    refused: dict[int, list[Phrase]] = defaultdict(list)
    others = []
    for finding in findings:
        if finding.severity == ERROR and finding.record is not None:
            refused[finding.record].append(_reason(finding))
        elif not (finding.code in _GOES_WITHOUT_SAYING and "encoding" in incoming.params):
            others.append(finding)
    return dict(refused), fold(others)


def _reason(finding: Finding) -> Phrase:
    place = finding.place
    cell = (place.cell if place else None) or ""
    message = in_each_language(finding.message)
    return Phrase(say.CELL, {"cell": cell, "message": message})
