"""`undo`: a step back."""

from pathlib import Path

import click

from xlcrm.cli.app import BOOK, lang_option, main, user_language
from xlcrm.labels import Language
from xlcrm.labels import terminal as say


@main.command()
@click.argument("book", type=BOOK)
@lang_option
def undo(book: Path, lang: Language | None) -> None:
    """Bring back the book as it was before the last build, add, import or fix."""
    from xlcrm.commands.undo import undo as step_back

    language = user_language(lang)
    done = step_back(book)
    line = say.RESTORED.in_(language).format(path=book, made=done.made, action=done.action, left=done.steps_left)
    kept = say.REPLACED.in_(language).format(path=done.replaced) if done.replaced else ""
    click.echo(say.SEPARATOR.in_(language).join(filter(None, [line, kept])))
