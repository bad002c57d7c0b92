"""The import command behind its options: prepares, reports, writes, and says with which status to exit."""

import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from xlcrm.commands.import_file import Transfer, prepare
from xlcrm.errors import WrongUsage
from xlcrm.importing.people import Ask
from xlcrm.importing.report import lines, summary
from xlcrm.labels import Labels, Language
from xlcrm.labels import importing as say
from xlcrm.labels.terminal import KEPT, NO_SUCH_TABLE, SEPARATOR, TOOK, UNCHANGED, WRITTEN
from xlcrm.model.book import Book
from xlcrm.reading.headers import fold
from xlcrm.reading.titles import table_titles
from xlcrm.rules.finding import NOTHING, Phrase, filled
from xlcrm.schema.tables import TABLE
from xlcrm.schema.types import Table

Prompt = Callable[..., Any]
"""Asks on a terminal, as click does."""


def run(
    source: Path,
    book: Book,
    table: str,
    target: Path,
    language: Language,
    prompt: Prompt | None,
    password: str | None,
    *,
    dry_run: bool,
    **options: Any,
) -> int:
    """Import `source` into a table of `book` and print what became of it; returns the exit status.

    `options` are those of `prepare`. Without a prompt nobody is asked. Raises UserError; nothing is written then.
    """
    started = time.monotonic()
    ask = _asking(prompt, language) if prompt is not None else None
    transfer = prepare(source, book, table_called(table, language), ask=ask, password=password, **options)
    plan = transfer.plan
    _print(lines(plan, transfer.incoming, language, every_row=dry_run))
    formulas = tuple(str(place) for place in transfer.written.formulas) if transfer.written else ()
    if formulas:
        _print([filled(say.KEPT_FORMULAS, {"cells": formulas}, language)])
    told = [say.DRY_RUN.in_(language)] if dry_run else _finish(transfer, target, language, password)
    took = TOOK.in_(language).format(seconds=time.monotonic() - started)
    _print([f"{target}: " + SEPARATOR.in_(language).join([summary(plan, language), *told, took])])
    return int(bool(plan.clashes or plan.of("invalid")))


def table_called(name: str, language: Language) -> Table:
    """The table of a key, or one that a sheet of this title would hold; WrongUsage where there is none."""
    found = TABLE.get(name) or table_titles().get(fold(name))
    if found is None:
        known = ", ".join(f"{key} ({table.labels.in_(language)})" for key, table in TABLE.items())
        raise WrongUsage(NO_SUCH_TABLE, table=name, tables=known)
    return found


def _finish(transfer: Transfer, target: Path, language: Language, password: str | None) -> list[str]:
    """Write the book, where there is anything to write; returns what is to be said of it."""
    if transfer.plan.clashes:
        return [say.CLASHED.in_(language).format(count=transfer.plan.clashes)]
    saved = transfer.save(target, password)
    if saved is None:
        return [say.NOTHING_TO_WRITE.in_(language)]

    def told(text: Labels, **params: object) -> str:
        return text.in_(language).format(**params)

    if saved.unchanged:
        return [told(UNCHANGED, path=target)]
    places = [found for found in transfer.written.added.values() if found] if transfer.written else []
    rows = [told(say.ADDED, sheet=found[0].sheet, first=found[0].row, last=found[-1].row) for found in places]
    kept = [told(KEPT, path=saved.backup)] if saved.backup else []
    return [*rows, told(WRITTEN, path=target), *kept, told(say.BUILD_NEXT, book=target)]


def _asking(prompt: Prompt, language: Language) -> Ask:
    """A question on the terminal: which customer is meant."""

    def ask(name: str, ids: Sequence[str]) -> str | None:
        among = Phrase(say.AMONG, {"ids": tuple(ids)}) if ids else NOTHING
        question = filled(say.WHO, {"name": name, "among": among}, language)
        return str(prompt(question, default="", show_default=False, err=True)) or None

    return ask


def _print(texts: Iterable[str]) -> None:
    for text in texts:
        sys.stdout.write(text + "\n")
