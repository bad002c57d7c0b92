"""What commands have in common: a book read, its password asked for, and progress shown."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from xlcrm.cli.app import user_language
from xlcrm.errors import UnreadableFile, UserError
from xlcrm.garbage import no_garbage_collection
from xlcrm.labels import Labels, Language
from xlcrm.labels import terminal as say

if TYPE_CHECKING:  # these take long to import; each command imports what it uses
    from xlcrm.model.book import Book

T = TypeVar("T")

LOCKED = "F121"
"""The code of a file that opens with a password only."""


def read_book(path: Path, as_of: date | None, password: str | None) -> "tuple[Book, str | None]":
    """A book and its password; an encrypted one is asked for where somebody can answer."""
    tell_of_leftovers(path)
    with no_garbage_collection(freeze=True):
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
    for temporary in left:
        click.echo(say.LEFT_BEHIND.in_(language).format(path=temporary), err=True)


def known_preset(preset: str | None) -> str | None:
    """The preset, or a usage error for one that there is not."""
    from xlcrm.schema.settings import PRESETS

    if preset is not None and preset not in PRESETS:
        raise click.BadParameter(f"{preset!r} is not one of {', '.join(PRESETS)}", param_hint="--preset")
    return preset


def password_from_stdin(is_there: bool) -> str | None:
    """The first line of the standard input, where the password is there."""
    return sys.stdin.readline().rstrip("\r\n") if is_there else None


def with_bar(arriving: Iterable[T], count: int, text: str = "") -> Iterator[T]:
    """What arrives, behind a bar where somebody watches: then the lines come when all of it is there."""
    if count < 2 or not sys.stderr.isatty():
        yield from arriving
        return
    with click.progressbar(arriving, length=count, label=text, file=sys.stderr) as bar:
        everything = list(bar)
    yield from everything


@contextmanager
def steps(count: int, language: Language) -> Iterator[Callable[[Labels], None]]:
    """A bar on the terminal that shows which of `count` steps is under way; nothing where nobody watches."""
    if not count or not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=count, file=sys.stderr, show_eta=False, item_show_func=str) as bar:
        yield lambda text: bar.update(0 if not bar.pos and not bar.current_item else 1, text.in_(language))
        bar.update(1)
