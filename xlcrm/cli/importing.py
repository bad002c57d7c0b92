"""`import` and `undo`: rows taken over from elsewhere, and a step back."""

import sys
from pathlib import Path
from typing import Any

import click

from xlcrm.cli.app import BOOK, lang_option, main, password_option, user_language
from xlcrm.cli.books import password_from_stdin, read_book, refuse
from xlcrm.labels import Language
from xlcrm.labels import terminal as say


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
    output: Path | None,
    lang: Language | None,
    password_stdin: bool,
    **options: Any,
) -> None:
    """Take rows over from another workbook (.xlsx, .xlsm, .xls, .xlsb, .ods) or a text file (CSV, tabs, semicolons).

    A row that the book has already is known by the table's key, and blank cells never erase. Exits with 0 when every
    row was taken over, was there or was skipped; with 1 when rows were invalid, or --on-match fail stopped the import.
    """
    from xlcrm.importing.command import run

    password = password_from_stdin(password_stdin)
    into, password = read_book(book, None, password)
    refuse(into, output or book, allow_empty=True)
    ask = click.prompt if sys.stdin.isatty() else None
    sys.exit(run(source, into, table, output or book, lang or into.language, ask, password, **options))


@main.command()
@click.argument("book", type=BOOK)
@lang_option
def undo(book: Path, lang: Language | None) -> None:
    """Bring back the book as it was before the last build, import or fix."""
    from xlcrm.writing.undo import undo as step_back

    language = user_language(lang)
    done = step_back(book)
    line = say.RESTORED.in_(language).format(path=book, made=done.made, action=done.action, left=done.steps_left)
    kept = say.REPLACED.in_(language).format(path=done.replaced) if done.replaced else ""
    click.echo(say.SEPARATOR.in_(language).join(filter(None, [line, kept])))
