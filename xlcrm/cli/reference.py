"""`rules` and `columns`: what is checked, and what may be typed."""

import click

from xlcrm.cli.app import lang_option, main, user_language
from xlcrm.errors import WrongUsage
from xlcrm.labels import Language
from xlcrm.labels import terminal as say


@main.command()
@click.argument("code", required=False)
@lang_option
def rules(code: str | None, lang: Language | None) -> None:
    """List the rules, or explain one."""
    from xlcrm.reading.faults import FAULTS
    from xlcrm.rules import explain, table_of_rules

    language = user_language(lang)
    click.echo(explain(code, language, FAULTS) if code else table_of_rules(language, FAULTS))


@main.command()
@click.argument("table", required=False)
@lang_option
def columns(table: str | None, lang: Language | None) -> None:
    """List the columns of the tables: what each is called, and what else it may be called."""
    from xlcrm.schema.tables import TABLE
    from xlcrm.schema.types import Enum

    language = user_language(lang)
    if table is not None and table not in TABLE:
        raise WrongUsage(say.NO_SUCH_TABLE, table=table, tables=", ".join(TABLE))
    for schema in [TABLE[table]] if table else TABLE.values():
        click.echo(click.style(f"{schema.key}  {schema.labels.in_(language)}", bold=True))
        for column in schema.columns:
            kind = column.kind.key if isinstance(column.kind, Enum) else column.kind.name
            must = say.YES.in_(language) if column.required else ""
            others = " | ".join((*dict.fromkeys(column.labels), *column.aliases))
            click.echo(f"  {column.key:<16}{kind:<15}{must:<4}{column.labels.in_(language)}  ({others})")
