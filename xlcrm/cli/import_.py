"""`import`: rows taken over from another file."""

import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from xlcrm.cli.app import BOOK, lang_option, main, password_option
from xlcrm.cli.books import password_from_stdin, read_book
from xlcrm.labels import Language
from xlcrm.labels import importing as say
from xlcrm.labels.terminal import KEPT, SEPARATOR, TOOK, UNCHANGED, WRITTEN

if TYPE_CHECKING:  # these take long to import
    from xlcrm.commands.import_rows import PreparedImport
    from xlcrm.importing.customers import Ask


@main.command("import")
@click.argument("source", type=BOOK)
@click.option("--into", "book", type=BOOK, required=True, metavar="BOOK", help="The book that takes the rows.")
@click.option("--table", required=True, help="The table that they belong to: its key, or what its sheet is called.")
@click.option("--sheet", help="The sheet of SOURCE to read, where it has several.")
@click.option("--map", "maps", multiple=True, metavar="HEADER=COLUMN", help="What a header means. May be repeated.")
@click.option("--dry-run", is_flag=True, help="Say what would become of each row, and write nothing.")
@click.option(
    "--on-match",
    type=click.Choice(["skip", "update", "fail"]),
    default="skip",
    show_default=True,
    help="Rows that the book has with other values: leave them, write what differs, or write nothing at all.",
)
@click.option("--new-customers", is_flag=True, help="Add customers whose ID and name the file gives.")
@click.option("-o", "--output", type=BOOK, help="Write here instead of in place.")
@lang_option
@password_option
def import_(
    source: Path,
    book: Path,
    table: str,
    dry_run: bool,
    output: Path | None,
    lang: Language | None,
    password_stdin: bool,
    **options: Any,
) -> None:
    """Take rows over from another workbook (.xlsx, .xlsm, .xls, .xlsb, .ods) or a text file (CSV, tabs, semicolons).

    A row that the book has already is known by the table's key, and blank cells never erase. Exits with 0 when every
    row was taken over, was there or was skipped; with 1 when rows were invalid, or --on-match fail stopped the import.
    """
    into, password = read_book(book, None, password_from_stdin(password_stdin))
    from xlcrm.cli.import_report import lines, summary
    from xlcrm.commands.import_rows import prepare_import, table_called

    started = time.monotonic()
    language, target = lang or into.language, output or book
    ask = _asking(language) if sys.stdin.isatty() else None
    into_table = table_called(table, language)
    prepared = prepare_import(source, into, target, into_table, ask=ask, password=password, **options)
    _print(lines(prepared.plan, prepared.incoming, language, every_row=dry_run))
    _print(_kept_formulas(prepared, language))
    closing = [say.DRY_RUN.in_(language)] if dry_run else _save(prepared, language, password)
    took = TOOK.in_(language).format(seconds=time.monotonic() - started)
    parts = [summary(prepared.plan, language), *closing, took]
    _print([f"{target}: {SEPARATOR.in_(language).join(parts)}"])
    sys.exit(int(not prepared.is_complete))


def _save(prepared: "PreparedImport", language: Language, password: str | None) -> list[str]:
    """Write the book, where there is anything to write; returns what is to be said of it."""
    if prepared.plan.clashes:
        return [say.CLASHED.in_(language).format(count=prepared.plan.clashes)]
    saved = prepared.save(password)
    if saved is None or prepared.written is None:
        return [say.NOTHING_TO_WRITE.in_(language)]
    if saved.unchanged:
        return [UNCHANGED.in_(language).format(path=prepared.target)]
    added = [
        say.ADDED.in_(language).format(sheet=places[0].sheet, first=places[0].row, last=places[-1].row)
        for places in prepared.written.added.values()
        if places
    ]
    kept = [KEPT.in_(language).format(path=saved.backup)] if saved.backup else []
    written = WRITTEN.in_(language).format(path=prepared.target)
    return [*added, written, *kept, say.BUILD_NEXT.in_(language).format(book=prepared.target)]


def _kept_formulas(prepared: "PreparedImport", language: Language) -> list[str]:
    """Which cells were left alone because they hold formulas."""
    from xlcrm.rules.finding import filled

    formulas = tuple(str(place) for place in prepared.written.formulas) if prepared.written else ()
    return [filled(say.KEPT_FORMULAS, {"cells": formulas}, language)] if formulas else []


def _asking(language: Language) -> "Ask":
    """A question on the terminal: which customer is meant."""
    from xlcrm.rules.finding import NOTHING, Phrase, filled

    def ask(name: str, ids: Sequence[str]) -> str | None:
        among = Phrase(say.AMONG, {"ids": tuple(ids)}) if ids else NOTHING
        question = filled(say.WHO, {"name": name, "among": among}, language)
        return str(click.prompt(question, default="", show_default=False, err=True)) or None

    return ask


def _print(texts: Iterable[str]) -> None:
    for text in texts:
        sys.stdout.write(text + "\n")
