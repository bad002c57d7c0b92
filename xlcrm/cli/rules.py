"""`rules`: what is checked."""

import click

from xlcrm.cli.app import lang_option, main, user_language
from xlcrm.labels import Language


@main.command()
@click.argument("code", required=False)
@lang_option
def rules(code: str | None, lang: Language | None) -> None:
    """List the rules, or explain one."""
    from xlcrm.commands.rules import rules_text

    click.echo(rules_text(code, user_language(lang)))
