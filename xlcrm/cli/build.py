"""`init` and `build`: a workbook to start from, and one refreshed."""

import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from xlcrm.cli.app import BOOK, as_of_option, main, password_option, preset_option, remember, user_language
from xlcrm.cli.books import close, known_preset, password_from_stdin, read_book, refuse, steps, write_book
from xlcrm.errors import UserError
from xlcrm.labels import LANGUAGES, Language
from xlcrm.labels import terminal as say


@main.command()
@click.argument("book", type=BOOK)
@click.option("--lang", type=click.Choice(LANGUAGES), callback=remember, help="Language of the book.")
@preset_option
@click.option("--sample", is_flag=True, help="Fill it with forty made-up customers.")
def init(book: Path, lang: Language | None, preset: str | None, sample: bool) -> None:
    """Make a workbook to start from."""
    from xlcrm.schema.settings import default_settings

    language = user_language(lang)
    chosen = known_preset(preset) or "pyramid"
    if book.exists():
        raise UserError(say.EXISTS, path=book)
    if sample:
        from xlcrm.sample import sample_book

        made = sample_book(language, chosen)
    else:
        from xlcrm.model.book import Book

        made = Book(language=language, settings=default_settings(language, chosen), as_of=date.today())
    write_book(made, book, findings=None)
    click.echo(say.MADE.in_(language).format(path=book))


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
    from xlcrm.commands.report import Checked, counts
    from xlcrm.rules import check as check_book
    from xlcrm.schema.settings import with_preset

    started = time.monotonic()
    chosen = known_preset(preset)
    password = password_from_stdin(password_stdin)
    with steps(3, user_language(lang)) as step:
        step(say.READING)
        source, password = read_book(book, as_of, password)
        target = output or book
        refuse(source, target, allow_empty)
        if lang and lang != source.language:
            source = source.in_language(lang)
        if chosen:
            source.settings = with_preset(source.settings, source.language, chosen)
        if as_of:
            source.settings = replace(source.settings, as_of=as_of)
        step(say.CHECKING)
        findings = check_book(source)
        step(say.WRITING)
        saved = write_book(source, target, findings, password if source.origin.encrypted else None, allow_empty)
    one = Checked(book, source, findings, lang or source.language)
    told = (say.UNCHANGED if saved.unchanged else say.WRITTEN).in_(one.language).format(path=target)
    kept = [say.KEPT.in_(one.language).format(path=saved.backup)] if saved.backup else []
    for sentence in saved.notices:
        click.echo(f"{target}: {sentence.in_(one.language)}")
    converted = say.CONVERTED.in_(one.language).format(count=len(saved.conversions))
    converted_if_any = [converted] * bool(saved.conversions)
    close(one, started, told, *converted_if_any, saved.changes.line(one.language), *kept)
    for conversion in saved.conversions if verbose else ():
        click.echo(f"  {conversion.line()}")
    for line in saved.changes.lines(one.language) if verbose else ():
        click.echo(line)
    sys.exit(int(strict and counts(findings)["errors"] > 0))
