"""`check`: what is wrong with one book, or with several."""

import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from xlcrm.cli.app import BOOK, as_of_option, lang_option, main, password_option, user_language
from xlcrm.cli.books import LOCKED, password_from_stdin, read_book, steps
from xlcrm.errors import UserError, WrongUsage
from xlcrm.labels import Language
from xlcrm.labels import terminal as say

if TYPE_CHECKING:  # these take long to import
    from xlcrm.commands.parallel import Outcome, Wanted

_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}


@main.command()
@click.argument("books", type=BOOK, nargs=-1, required=True, metavar="BOOK...")
@as_of_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print findings.")
@click.option("--select", help="Only these codes or their beginnings, such as K,V2.")
@click.option("--ignore", help="Not these codes or their beginnings.")
@click.option("--fix", is_flag=True, help="Rewrite what is safe to rewrite, in place; a copy is kept.")
@click.option("--dry-run", is_flag=True, help="With --fix: only show what would be rewritten.")
@click.option("--report", type=BOOK, metavar="OUT", help="Write a copy with the cells in question coloured and noted.")
@click.option("--review", is_flag=True, help="List what is to be seen to before this month's reviews.")
@lang_option
@password_option
def check(
    books: tuple[Path, ...],
    form: str,
    select: str | None,
    ignore: str | None,
    lang: Language | None,
    password_stdin: bool,
    **how: Any,
) -> None:
    """Say, to the cell, what is wrong with a workbook, or with several."""
    from xlcrm.commands.parallel import Wanted

    if how["dry_run"] and not how["fix"]:
        raise WrongUsage(say.DRY_WITHOUT_FIX)
    if how["report"] and len(books) > 1:
        raise WrongUsage(say.ONE_REPORT)
    speak, password = user_language(lang), password_from_stdin(password_stdin)
    wanted = Wanted(
        select=_codes(select),
        ignore=_codes(ignore),
        language=lang,
        speak=speak,
        password=password,
        as_json=form == "json",
        **how,
    )
    outcomes = [_check_one(books[0], wanted)] if len(books) == 1 else _check_several(books, wanted)
    if form == "json":
        import json

        objects = [outcome.as_json for outcome in outcomes if outcome.as_json]
        click.echo(json.dumps({"books": objects, "summary": _summary(outcomes)}, ensure_ascii=False))
    failed = any(outcome.error for outcome in outcomes)
    sys.exit(2 if failed else int(any(outcome.has_errors for outcome in outcomes)))


def _check_one(path: Path, wanted: "Wanted") -> "Outcome":
    """Check a book here and print what comes of it; what its user can mend propagates."""
    started = time.monotonic()
    with steps(0 if wanted.as_json else 2, wanted.speak) as step:
        step(say.READING)
        book, _ = read_book(path, wanted.as_of, wanted.password)
        from xlcrm.commands.check import examine

        outcome = examine(book, wanted, started=started, step=step)
    _print_outcome(outcome, wanted)
    return outcome


def _check_several(paths: tuple[Path, ...], wanted: "Wanted") -> "list[Outcome]":
    """Check books side by side and print what comes of each, in the order given, then the sum."""
    from xlcrm.commands.parallel import check_each

    if wanted.select or wanted.ignore:
        from xlcrm.rules import chosen

        chosen(wanted.select, wanted.ignore)  # a code that there is not is said once, before any work
    arriving = check_each(paths, wanted)
    if sys.stderr.isatty():  # where lines between would break the bar
        with click.progressbar(arriving, length=len(paths), file=sys.stderr) as bar:
            arriving = iter(list(bar))
    outcomes = [_settled(outcome, wanted) for outcome in arriving]
    language = wanted.language or wanted.speak
    found = say.FOUND.in_(language).format(**_summary(outcomes))
    parts = [say.ALL_CHECKED.in_(language).format(count=len(paths), found=found)]
    if failed := sum(outcome.error is not None for outcome in outcomes):
        parts.append(say.NOT_CHECKED.in_(language).format(count=failed))
    click.echo(say.SEPARATOR.in_(language).join(parts), err=True)
    return outcomes


def _settled(outcome: "Outcome", wanted: "Wanted") -> "Outcome":
    """Print what came of one book of several; an encrypted one is asked for where somebody can answer."""
    if outcome.code == LOCKED and sys.stdin.isatty():
        try:
            return _check_one(outcome.path, wanted)
        except UserError as error:
            outcome = replace(outcome, error=error.message(wanted.speak))
    _print_outcome(outcome, wanted, several=True)
    return outcome


def _summary(outcomes: "list[Outcome]") -> dict[str, int]:
    return {key: sum(outcome.counts.get(key, 0) for outcome in outcomes) for key in ("errors", "warnings", "infos")}


def _codes(text: str | None) -> list[str]:
    return [code for code in (text or "").replace(",", " ").split() if code]


def _print_outcome(outcome: "Outcome", wanted: "Wanted", *, several: bool = False) -> None:
    """Fixes, findings and the list for the reviews, then the closing line; for programs none of it but an error."""
    if outcome.error is not None:
        click.echo(outcome.error, err=True)
    if outcome.error is not None or wanted.as_json:
        return
    before = f"{outcome.path}: "
    for fix in outcome.fixes:
        click.echo(f"{before if several else ''}{fix}")
    for one in outcome.lines:
        where = click.style(f"{one.place}: ", bold=True) if one.place else ""
        click.echo(f"{before}{where}{click.style(one.kind, fg=_COLOURS[one.severity])} {one.text}")
    if outcome.more:
        click.echo(say.MORE.in_(outcome.language).format(count=outcome.more))
    for line in outcome.review:
        click.echo(f"{before if several else ''}{line}")
    click.echo(before + say.SEPARATOR.in_(outcome.language).join(outcome.closing), err=True)
