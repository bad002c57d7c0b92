"""What commands have in common: a book read, its password asked for, progress shown, and the closing line."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from xlcrm.cli.app import user_language
from xlcrm.errors import UserError
from xlcrm.labels import Labels, Language
from xlcrm.labels import terminal as say

if TYPE_CHECKING:  # these take long to import; each command imports what it uses
    from xlcrm.commands.report import Checked
    from xlcrm.model.book import Book
    from xlcrm.rules import Finding

LOCKED = "F121"
"""The code of a file that opens with a password only."""


def read_book(path: Path, as_of: date | None, password: str | None) -> "tuple[Book, str | None]":
    """A book and its password; an encrypted one is asked for where somebody can answer."""
    from xlcrm.commands.garbage import no_collecting
    from xlcrm.errors import UnreadableFile

    tell_of_leftovers(path)
    with no_collecting(once=True):
        from xlcrm.reading.read import read

        try:
            return read(path, as_of=as_of, password=password), password
        except UnreadableFile as error:
            if error.code != LOCKED or not sys.stdin.isatty():
                raise
        asked = click.prompt(say.PASSWORD.in_(user_language()), hide_input=True, err=True)
        return read(path, as_of=as_of, password=asked), asked


def tell_of_leftovers(path: Path) -> None:
    """Say what an interrupted run left behind; where a missing book has a copy is said when it is not found."""
    from xlcrm.writing.save import leftovers

    language = user_language()
    try:
        left = leftovers(path)
    except UserError:  # reading says what is wrong
        return
    for temporary in left.temporary:
        click.echo(say.LEFT_BEHIND.in_(language).format(path=temporary), err=True)


def refuse(book: "Book", target: Path, allow_empty: bool) -> None:
    """Stop a build that would do harm: without customers, or in place where the package cannot be kept."""
    from xlcrm.commands.build import refuse as refuse_target

    refuse_target(book, target)
    if not len(book.customers) and not allow_empty:
        sheet = book["customers"].schema.labels.in_(book.language)
        raise UserError(say.NO_CUSTOMERS, path=book.path, sheet=sheet)


def write_book(
    book: "Book",
    target: Path,
    findings: "list[Finding] | None",
    password: str | None = None,
    allow_empty: bool = False,
) -> Any:
    """Build a book into a file; see `xlcrm.build`."""
    from xlcrm import build as build_book

    return build_book(book, target, findings=findings, password=password, allow_empty=allow_empty)


def known_preset(preset: str | None) -> str | None:
    """The preset, or a usage error for one that there is not."""
    from xlcrm.schema.settings import PRESETS

    if preset is not None and preset not in PRESETS:
        raise click.BadParameter(f"{preset!r} is not one of {', '.join(PRESETS)}", param_hint="--preset")
    return preset


def password_from_stdin(wanted: bool) -> str | None:
    """The first line of the standard input, where a password is wanted from there."""
    return sys.stdin.readline().rstrip("\r\n") if wanted else None


@contextmanager
def steps(count: int, language: Language) -> Iterator[Callable[[Labels], None]]:
    """A bar on the terminal that shows which of `count` steps is under way; nothing where nobody watches."""
    if not count or not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=count, file=sys.stderr, show_eta=False, item_show_func=str) as bar:
        yield lambda text: bar.update(0 if not bar.pos and not bar.current_item else 1, text.in_(language))
        bar.update(1)


def close(one: "Checked", started: float, *told: str) -> None:
    """The closing line: what was read, found and written, and how long it took."""
    took = say.TOOK.in_(one.language).format(seconds=time.monotonic() - started)
    parts = [f"{one.path}: {one.read_line()}", one.found_line(), *told, took]
    click.echo(say.SEPARATOR.in_(one.language).join(parts), err=not told)
