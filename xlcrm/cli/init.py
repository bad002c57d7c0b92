"""`init`: a workbook to start from."""

from pathlib import Path

import click

from xlcrm.cli.app import BOOK, main, preset_option, remember, user_language
from xlcrm.cli.books import known_preset
from xlcrm.labels import LANGUAGES, Language
from xlcrm.labels import terminal as say


@main.command()
@click.argument("book", type=BOOK)
@click.option("--lang", type=click.Choice(LANGUAGES), callback=remember, help="Language of the book.")
@preset_option
@click.option("--sample", is_flag=True, help="Fill it with forty made-up customers.")
@click.option("--with", "subjects", multiple=True, metavar="SUBJECT", help="Also this subject. May be repeated.")
def init(book: Path, lang: Language | None, preset: str | None, sample: bool, subjects: tuple[str, ...]) -> None:
    """Make a workbook to start from."""
    from xlcrm.commands.init import init_file

    language = user_language(lang)
    init_file(book, language, known_preset(preset) or "pyramid", sample=sample, subjects=subjects)
    click.echo(say.MADE.in_(language).format(path=book))
