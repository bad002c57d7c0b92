"""`add`: subjects that a book did not have."""

import time
from pathlib import Path

import click

from xlcrm.cli.app import BOOK, lang_option, main, password_option
from xlcrm.cli.books import password_from_stdin, read_book
from xlcrm.cli.subjects import SubjectsCommand
from xlcrm.labels import Language
from xlcrm.labels import terminal as say


@main.command(cls=SubjectsCommand)
@click.argument("book", type=BOOK)
@click.argument("subjects", nargs=-1, required=True, metavar="SUBJECT...")
@lang_option
@password_option
def add(book: Path, subjects: tuple[str, ...], lang: Language | None, password_stdin: bool) -> None:
    """Add subjects to a workbook, in place: their tables, columns and pages."""
    from xlcrm.commands.subjects import known_subjects

    known_subjects(subjects)  # before anything is read
    started = time.monotonic()
    source, password = read_book(book, None, password_from_stdin(password_stdin))
    from xlcrm.commands.add import add_subjects
    from xlcrm.commands.subjects import named

    language = lang or source.language
    done = add_subjects(source, subjects, password)
    closing = [
        text.in_(language).format(subjects=named(keys, language))
        for text, keys in ((say.ADDED, done.added), (say.THERE, done.there))
        if keys
    ]
    if done.result is None:
        closing.append(say.UNCHANGED.in_(language).format(path=book))
    else:
        for notice in done.result.notices:
            click.echo(f"{book}: {notice.in_(language)}")
        closing.append(say.WRITTEN.in_(language).format(path=book))
        closing.append(done.result.changes.line(language))
        if done.result.backup:
            closing.append(say.KEPT.in_(language).format(path=done.result.backup))
    closing.append(say.TOOK.in_(language).format(seconds=time.monotonic() - started))
    click.echo(say.SEPARATOR.in_(language).join(closing))
