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
    from xlcrm.commands.columns import kind_of, subject_of, tables_of
    from xlcrm.commands.subjects import of_subject

    language = user_language(lang)
    for schema in tables_of(table):
        home = of_subject(subject_of(schema), language)
        click.echo(click.style(f"{schema.key}  {schema.labels.in_(language)}{home}", bold=True))
        for column in schema.columns:
            must = say.YES.in_(language) if column.required else ""
            others = " | ".join((*dict.fromkeys(column.labels), *column.aliases))
            called = f"{column.labels.in_(language)}  ({others})"
            whose = of_subject(subject_of(schema, column), language)
            click.echo(f"  {column.key:<16}{kind_of(column):<15}{must:<4}{called}{whose if whose != home else ''}")
