"""`check`: what is wrong with one book, or with several."""

import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from xlcrm.cli.app import BOOK, as_of_option, lang_option, main, password_option, user_language
from xlcrm.cli.books import LOCKED, password_from_stdin, read_book, steps, with_bar
from xlcrm.errors import UserError, WrongUsage
from xlcrm.labels import Language
from xlcrm.labels import terminal as say

if TYPE_CHECKING:  # not needed to print the help
    from xlcrm.commands.check_options import CheckOptions, CheckResult

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
    **options: Any,
) -> None:
    """Say, to the cell, what is wrong with a workbook, or with several."""
    from xlcrm.commands.check_options import CheckOptions, total

    if options["dry_run"] and not options["fix"]:
        raise WrongUsage(say.DRY_WITHOUT_FIX)
    if options["report"] and len(books) > 1:
        raise WrongUsage(say.ONE_REPORT)
    how = CheckOptions(
        select=_codes(select),
        ignore=_codes(ignore),
        language=lang,
        error_language=user_language(lang),
        password=password_from_stdin(password_stdin),
        as_json=form == "json",
        **options,
    )
    results = [_check_one(books[0], how)] if len(books) == 1 else _check_several(books, how)
    if how.as_json:
        import json

        objects = [result.as_json for result in results if result.as_json]
        click.echo(json.dumps({"books": objects, "summary": total(results)}, ensure_ascii=False))
    failed = any(result.error for result in results)
    sys.exit(2 if failed else int(any(result.has_errors for result in results)))


def _codes(text: str | None) -> list[str]:
    return [code for code in (text or "").replace(",", " ").split() if code]


def _check_one(path: Path, options: "CheckOptions") -> "CheckResult":
    """Check a book here and print what comes of it; what its user can mend propagates."""
    started = time.monotonic()
    with steps(0 if options.as_json else 2, options.error_language) as on_step:
        on_step(say.READING)
        book, _ = read_book(path, options.as_of, options.password)
        from xlcrm.commands.check import check_book

        result = check_book(book, options, started=started, on_step=on_step)
    _print_result(result, options)
    return result


def _check_several(paths: tuple[Path, ...], options: "CheckOptions") -> "list[CheckResult]":
    """Check books side by side and print what comes of each, in the order given, then the sum."""
    from xlcrm.commands.check_options import total
    from xlcrm.commands.check_several import check_several

    arriving = with_bar(check_several(paths, options), len(paths))
    results = [_print_one_of_several(result, options) for result in arriving]
    language = options.language or options.error_language
    found = say.FOUND.in_(language).format(**total(results))
    parts = [say.ALL_CHECKED.in_(language).format(count=len(paths), found=found)]
    if failed := sum(result.error is not None for result in results):
        parts.append(say.NOT_CHECKED.in_(language).format(count=failed))
    click.echo(say.SEPARATOR.in_(language).join(parts), err=True)
    return results


def _print_one_of_several(result: "CheckResult", options: "CheckOptions") -> "CheckResult":
    """Print what came of a book; the password of an encrypted one is asked for where somebody can answer."""
    if result.code == LOCKED and sys.stdin.isatty():
        try:
            return _check_one(result.path, options)
        except UserError as error:
            result = replace(result, error=error.message(options.error_language))
    _print_result(result, options, named=True)
    return result


def _print_result(result: "CheckResult", options: "CheckOptions", *, named: bool = False) -> None:
    """Fixes, findings and the list for the reviews, then the closing line; for programs none of it but an error."""
    if result.error is not None:
        click.echo(result.error, err=True)
    if result.error is not None or options.as_json:
        return
    before = f"{result.path}: "
    for fix in result.fixes:
        click.echo(f"{before if named else ''}{fix}")
    for line in result.lines:
        where = click.style(f"{line.place}: ", bold=True) if line.place else ""
        click.echo(f"{before}{where}{click.style(line.kind, fg=_COLOURS[line.severity])} {line.text}")
    if result.more:
        click.echo(say.MORE.in_(result.language).format(count=result.more))
    for review_line in result.review:
        click.echo(f"{before if named else ''}{review_line}")
    click.echo(before + say.SEPARATOR.in_(result.language).join(result.closing), err=True)
