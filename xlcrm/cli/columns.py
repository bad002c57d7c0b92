"""`columns`: what may be typed."""

import click

from xlcrm.cli.app import lang_option, main, user_language
from xlcrm.labels import Language
from xlcrm.labels import terminal as say


@main.command()
@click.argument("table", required=False)
@lang_option
def columns(table: str | None, lang: Language | None) -> None:
    """List the columns of the tables: what each is called, and what else it may be called."""
    from xlcrm.commands.columns import columns_of

    language = user_language(lang)
    for schema, found in columns_of(table, language):
        click.echo(click.style(f"{schema.key}  {schema.labels.in_(language)}", bold=True))
        for column in found:
            must = say.YES.in_(language) if column.required else ""
            others = " | ".join(column.other_names)
            click.echo(f"  {column.key:<16}{column.kind:<15}{must:<4}{column.label}  ({others})")
