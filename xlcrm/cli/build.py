"""`build`: a workbook refreshed."""

import sys
import time
from datetime import date
from pathlib import Path

import click

from xlcrm.cli.app import BOOK, as_of_option, main, password_option, preset_option, remember, user_language
from xlcrm.cli.books import known_preset, password_from_stdin, read_book, steps
from xlcrm.labels import LANGUAGES, Language
from xlcrm.labels import terminal as say


@main.command()
@click.argument("book", type=BOOK)
@click.option("-o", "--output", type=BOOK, help="Write here instead of in place.")
@as_of_option
@click.option("--lang", type=click.Choice(LANGUAGES), callback=remember, help="Language of the book from now on.")
@preset_option
@click.option("--strict", is_flag=True, help="Exit with 1 if there are errors.")
@click.option("--allow-empty", is_flag=True, help="Build even without customers, or where a table lost all its rows.")
@click.option(
    "-v",
    "--verbose",
    is_flag=True,
    help="List each cell that was rewritten and each part of the file.",
)
@password_option
def build(
    book: Path,
    output: Path | None,
    as_of: date | None,
    lang: Language | None,
    preset: str | None,
    strict: bool,
    allow_empty: bool,
    verbose: bool,
    password_stdin: bool,
) -> None:
    """Refresh a workbook: formulas, charts, pages and findings."""
    started = time.monotonic()
    chosen = known_preset(preset)
    password = password_from_stdin(password_stdin)
    target = output or book
    with steps(3, user_language(lang)) as on_step:
        on_step(say.READING)
        source, password = read_book(book, as_of, password)
        from xlcrm.commands.refresh import BuildOptions, refresh
        from xlcrm.commands.summary import Summary

        options = BuildOptions(as_of, lang, chosen, allow_empty)
        refreshed, findings, result = refresh(source, target, options, password=password, on_step=on_step)
    language = refreshed.language
    summary = Summary(book, refreshed, findings, language)
    for notice in result.notices:
        click.echo(f"{target}: {notice.in_(language)}")
    written = (say.UNCHANGED if result.unchanged else say.WRITTEN).in_(language).format(path=target)
    kept = [say.KEPT.in_(language).format(path=result.backup)] if result.backup else []
    count = len(result.conversions)
    converted = [say.CONVERTED.in_(language).format(count=count)] if count else []
    took = say.TOOK.in_(language).format(seconds=time.monotonic() - started)
    read = f"{book}: {summary.read_line()}"
    closing = [read, summary.found_line(), written, *converted, result.changes.line(language), *kept, took]
    click.echo(say.SEPARATOR.in_(language).join(closing))
    for conversion in result.conversions if verbose else ():
        click.echo(f"  {conversion.line()}")
    for line in result.changes.lines(language) if verbose else ():
        click.echo(line)
    sys.exit(int(strict and summary.counts()["errors"] > 0))
