"""`init`: a workbook to start from."""

from pathlib import Path

import click

from xlcrm.cli.app import BOOK, main, preset_option, remember, user_language
from xlcrm.cli.books import known_preset
from xlcrm.cli.subjects import KitsCommand
from xlcrm.labels import COMMA, LANGUAGES, Language
from xlcrm.labels import terminal as say


@main.command(cls=KitsCommand)
@click.argument("book", type=BOOK)
@click.option("--lang", type=click.Choice(LANGUAGES), callback=remember, help="Language of the book.")
@preset_option
@click.option("--kit", metavar="KIT", help="The subjects of a trade: bank, insurance, sales, retail, or full for all.")
@click.option("--with", "subjects", multiple=True, metavar="SUBJECTS", help="Also these subjects, such as card,money.")
@click.option("--sample", is_flag=True, help="Fill it with forty made-up customers.")
def init(
    book: Path, lang: Language | None, preset: str | None, kit: str | None, subjects: tuple[str, ...], sample: bool
) -> None:
    """Make a workbook to start from."""
    from xlcrm.commands.init import init_file, start_with
    from xlcrm.commands.subjects import named

    language = user_language(lang)
    start = start_with(subjects, kit)
    init_file(book, language, known_preset(preset) or "pyramid", sample=sample, start=start)
    closing = [say.MADE.in_(language).format(path=book)]
    if start.subjects:
        closing.append(say.BRINGS.in_(language).format(subjects=named(start.subjects, language)))
    if start.waiting:
        pages = COMMA.in_(language).join(page.in_(language) for page in start.waiting_called)
        closing.append(say.HIDES.in_(language).format(pages=pages))
    click.echo(say.SEPARATOR.in_(language).join(closing))
