"""The group of commands: the options that several share, and how a command ends where something is wrong."""

import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

import click

from xlcrm.errors import UserError
from xlcrm.labels import LANGUAGES, Language, language_of_locale
from xlcrm.labels import terminal as say

BOOK = click.Path(path_type=Path)


def user_language(language: Language | None = None) -> Language:
    """The language of messages before a book is read: the one asked for, or as the environment says."""
    variables = ("LC_ALL", "LC_MESSAGES", "LANG")
    return language or language_of_locale(next((v for name in variables if (v := os.environ.get(name))), None))


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """A date in ISO form, or a usage error that shows the form."""
    try:
        return None if value is None else datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a date such as 2026-03-31", ctx, param) from None


class _Commands(click.Group):
    """Turns what a user can mend into one line and status 2."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; no traceback ever reaches a user."""
        try:
            return super().invoke(ctx)
        except UserError as error:
            _fail(error.message(user_language(ctx.obj)))
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:  # the reader of our output has seen enough
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - stays open until the process ends
            ctx.exit(0)
        except Exception as error:
            if os.environ.get("XLCRM_DEBUG"):
                raise
            _fail(say.BROKEN.in_(user_language(ctx.obj)).format(error=f"{type(error).__name__}: {error}"))


def _fail(message: str) -> NoReturn:
    click.echo(" ".join(message.split()), err=True)
    sys.exit(2)


def remember(ctx: click.Context, _: click.Parameter, value: Language | None) -> Language | None:
    """Keep the language asked for, so that an error is said in it too."""
    ctx.find_root().obj = value
    return value


as_of_option = click.option(
    "--as-of", metavar="DATE", callback=_day, help="Compute as of this day, such as 2026-03-31. [today]"
)
lang_option = click.option(
    "--lang", type=click.Choice(LANGUAGES), callback=remember, help="Language of the messages. [the book's]"
)
preset_option = click.option("--preset", help="Tier policy: pyramid, bank-vip, telecom or branch.")
password_option = click.option(
    "--password-stdin", is_flag=True, help="Read the password of an encrypted book from stdin."
)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="xlcrm")
def main() -> None:
    """One Excel workbook as a whole customer-relationship system."""
