"""The command line: what each command takes, what it prints, and how it exits."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from xlcrm.errors import UserError, WrongUsage
from xlcrm.labels import LANGUAGES, Labels, Language, language_of_locale
from xlcrm.labels import terminal as say

if TYPE_CHECKING:  # these take long to import; each command imports what it uses
    from xlcrm.book import Book
    from xlcrm.report import Checked
    from xlcrm.rules import Finding
    from xlcrm.several import Outcome, Wanted

LOCKED = "F121"
"""The code of a file that opens with a password only."""

_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}

BOOK = click.Path(path_type=Path)


def user_language(language: Language | None = None) -> Language:
    """The language to speak before a book is read: as told, or as the environment says."""
    variables = ("LC_ALL", "LC_MESSAGES", "LANG")
    return language or language_of_locale(next((v for name in variables if (v := os.environ.get(name))), None))


class _Day(click.ParamType[date]):
    """A date in ISO form."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """A date, or a usage error that shows the form."""
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            self.fail(f"{value!r} is not a date such as 2026-03-31", param, ctx)


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


def _remember(ctx: click.Context, _: click.Parameter, value: Language | None) -> Language | None:
    ctx.find_root().obj = value
    return value


_as_of = click.option("--as-of", type=_Day(), help="Compute as of this day, such as 2026-03-31. [today]")
_lang = click.option(
    "--lang", type=click.Choice(LANGUAGES), callback=_remember, help="Language of the messages. [the book's]"
)
_preset = click.option("--preset", help="Tier policy: pyramid, bank-vip, telecom or branch.")
_password = click.option("--password-stdin", is_flag=True, help="Read the password of an encrypted book from stdin.")


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="xlcrm")
def main() -> None:
    """One Excel workbook as a whole customer-relationship system."""


@main.command()
@click.argument("book", type=BOOK)
@click.option("--lang", type=click.Choice(LANGUAGES), callback=_remember, help="Language of the book.")
@_preset
@click.option("--sample", is_flag=True, help="Fill it with forty made-up customers.")
def init(book: Path, lang: Language | None, preset: str | None, sample: bool) -> None:
    """Make a workbook to start from."""
    from xlcrm.schema.settings import default_settings

    language = user_language(lang)
    chosen = _known_preset(preset) or "pyramid"
    if book.exists():
        raise UserError(say.EXISTS, path=book)
    if sample:
        from xlcrm.sample import sample_book

        made = sample_book(language, chosen)
    else:
        from xlcrm.book import Book

        made = Book(language=language, settings=default_settings(language, chosen), as_of=date.today())
    _write(made, book, findings=None)
    click.echo(say.MADE.in_(language).format(path=book))


@main.command()
@click.argument("books", type=BOOK, nargs=-1, required=True, metavar="BOOK...")
@_as_of
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print findings.")
@click.option("--select", help="Only these codes or their beginnings, such as K,V2.")
@click.option("--ignore", help="Not these codes or their beginnings.")
@click.option("--fix", is_flag=True, help="Rewrite what is safe to rewrite, in place; a copy is kept.")
@click.option("--dry-run", is_flag=True, help="With --fix: only show what would be rewritten.")
@click.option("--report", type=BOOK, metavar="OUT", help="Write a copy with the cells in question coloured and noted.")
@click.option("--review", is_flag=True, help="List what is to be seen to before this month's reviews.")
@_lang
@_password
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
    from xlcrm.several import Wanted

    if how["dry_run"] and not how["fix"]:
        raise WrongUsage(say.DRY_WITHOUT_FIX)
    if how["report"] and len(books) > 1:
        raise WrongUsage(say.ONE_REPORT)
    speak, password = user_language(lang), _password_from_stdin(password_stdin)
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
    with _steps(0 if wanted.as_json else 2, wanted.speak) as step:
        step(say.READING)
        book, _ = _read(path, wanted.as_of, wanted.password)
        from xlcrm.checking import examine

        outcome = examine(book, wanted, started=started, step=step)
    _print_outcome(outcome, wanted)
    return outcome


def _check_several(paths: tuple[Path, ...], wanted: "Wanted") -> "list[Outcome]":
    """Check books side by side and print what comes of each, in the order given, then the sum."""
    from xlcrm.several import check_each

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


@main.command()
@click.argument("book", type=BOOK)
@click.option("-o", "--output", type=BOOK, help="Write here instead of in place.")
@_as_of
@click.option("--lang", type=click.Choice(LANGUAGES), callback=_remember, help="Language of the book from now on.")
@_preset
@click.option("--strict", is_flag=True, help="Exit with 1 if there are errors.")
@click.option("--allow-empty", is_flag=True, help="Build even without customers, or where a table lost all its rows.")
@click.option("-v", "--verbose", is_flag=True, help="List each part that was replaced, added, removed and kept.")
@_password
def build(
    book: Path,
    output: Path | None,
    as_of: date | None,
    lang: Language | None,
    preset: str | None,
    strict: bool,
    allow_empty: bool,
    verbose: bool,
    password_stdin: bool,
) -> None:
    """Refresh a workbook: formulas, charts, pages and findings."""
    from xlcrm.report import Checked, counts
    from xlcrm.rules import check as check_book
    from xlcrm.schema.settings import with_preset

    started = time.monotonic()
    chosen = _known_preset(preset)
    password = _password_from_stdin(password_stdin)
    with _steps(3, user_language(lang)) as step:
        step(say.READING)
        source, password = _read(book, as_of, password)
        target = output or book
        _refuse(source, target, allow_empty)
        if lang and lang != source.language:
            source = source.in_language(lang)
        if chosen:
            source.settings = with_preset(source.settings, source.language, chosen)
        if as_of:
            source.settings = replace(source.settings, as_of=as_of)
        step(say.CHECKING)
        findings = check_book(source)
        step(say.WRITING)
        saved = _write(source, target, findings, password if source.origin.encrypted else None, allow_empty)
    one = Checked(book, source, findings, lang or source.language)
    told = (say.UNCHANGED if saved.unchanged else say.WRITTEN).in_(one.language).format(path=target)
    kept = [say.KEPT.in_(one.language).format(path=saved.backup)] if saved.backup else []
    for sentence in saved.told:
        click.echo(f"{target}: {sentence.in_(one.language)}")
    _close(one, started, told, saved.changes.line(one.language), *kept)
    for line in saved.changes.lines(one.language) if verbose else ():
        click.echo(line)
    sys.exit(int(strict and counts(findings)["errors"] > 0))


@main.command("import")
@click.argument("source", type=BOOK)
@click.option("--into", "book", type=BOOK, required=True, metavar="BOOK", help="The book that takes the rows.")
@click.option("--table", required=True, help="The table that they belong to: its key, or what its sheet is called.")
@click.option("--sheet", help="The sheet of SOURCE to read, where it has several.")
@click.option("--map", "maps", multiple=True, metavar="HEADER=COLUMN", help="What a header means. May be repeated.")
@click.option("--dry-run", is_flag=True, help="Say what would become of each row, and write nothing.")
@click.option(
    "--on-match",
    type=click.Choice(["skip", "update", "fail"]),
    default="skip",
    show_default=True,
    help="Rows that the book has with other values: leave them, write what differs, or write nothing at all.",
)
@click.option("--new-customers", is_flag=True, help="Add customers whose ID and name the file gives.")
@click.option("-o", "--output", type=BOOK, help="Write here instead of in place.")
@_lang
@_password
def import_(
    source: Path,
    book: Path,
    table: str,
    output: Path | None,
    lang: Language | None,
    password_stdin: bool,
    **options: Any,
) -> None:
    """Take rows over from another workbook (.xlsx, .xlsm, .xls, .xlsb, .ods) or a text file (CSV, tabs, semicolons).

    A row that the book has already is known by the table's key, and blank cells never erase. Exits with 0 when every
    row was taken over, was there or was skipped; with 1 when rows were invalid, or --on-match fail stopped the import.
    """
    from xlcrm.importing.command import run

    password = _password_from_stdin(password_stdin)
    into, password = _read(book, None, password)
    _refuse(into, output or book, allow_empty=True)
    ask = click.prompt if sys.stdin.isatty() else None
    sys.exit(run(source, into, table, output or book, lang or into.language, ask, password, **options))


@main.command()
@click.argument("book", type=BOOK)
@_lang
def undo(book: Path, lang: Language | None) -> None:
    """Bring back the book as it was before the last build, import or fix."""
    from xlcrm.writers.undo import undo as step_back

    language = user_language(lang)
    done = step_back(book)
    line = say.RESTORED.in_(language).format(path=book, made=done.made, action=done.action, left=done.steps_left)
    kept = say.REPLACED.in_(language).format(path=done.replaced) if done.replaced else ""
    click.echo(say.SEPARATOR.in_(language).join(filter(None, [line, kept])))


@main.command()
@click.argument("code", required=False)
@_lang
def rules(code: str | None, lang: Language | None) -> None:
    """List the rules, or explain one."""
    from xlcrm.importers.faults import FAULTS
    from xlcrm.rules import explain, table_of_rules

    language = user_language(lang)
    click.echo(explain(code, language, FAULTS) if code else table_of_rules(language, FAULTS))


@main.command()
@click.argument("table", required=False)
@_lang
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


def _read(path: Path, as_of: date | None, password: str | None) -> "tuple[Book, str | None]":
    """A book and its password; an encrypted one is asked for where somebody can answer."""
    from xlcrm.collecting import no_collecting
    from xlcrm.errors import UnreadableFile

    _tell_of_leftovers(path)
    with no_collecting(once=True):
        from xlcrm.importers.read import read

        try:
            return read(path, as_of=as_of, password=password), password
        except UnreadableFile as error:
            if error.code != LOCKED or not sys.stdin.isatty():
                raise
        asked = click.prompt(say.PASSWORD.in_(user_language()), hide_input=True, err=True)
        return read(path, as_of=as_of, password=asked), asked


def _tell_of_leftovers(path: Path) -> None:
    """Say what an interrupted run left behind; where a missing book has a copy is said when it is not found."""
    from xlcrm.writers.save import leftovers

    language = user_language()
    try:
        left = leftovers(path)
    except UserError:  # reading says what is wrong
        return
    for temporary in left.temporary:
        click.echo(say.LEFT_BEHIND.in_(language).format(path=temporary), err=True)


def _refuse(book: "Book", target: Path, allow_empty: bool) -> None:
    """Stop a build that would do harm: without customers, or in place where the package cannot be kept."""
    from xlcrm.building import refuse

    refuse(book, target)
    if not len(book.customers) and not allow_empty:
        sheet = book["customers"].schema.labels.in_(book.language)
        raise UserError(say.NO_CUSTOMERS, path=book.path, sheet=sheet)


def _write(
    book: "Book",
    target: Path,
    findings: "list[Finding] | None",
    password: str | None = None,
    allow_empty: bool = False,
) -> Any:
    from xlcrm import build as build_book

    return build_book(book, target, findings=findings, password=password, allow_empty=allow_empty)


def _known_preset(preset: str | None) -> str | None:
    from xlcrm.schema.settings import PRESETS

    if preset is not None and preset not in PRESETS:
        raise click.BadParameter(f"{preset!r} is not one of {', '.join(PRESETS)}", param_hint="--preset")
    return preset


def _password_from_stdin(wanted: bool) -> str | None:
    return sys.stdin.readline().rstrip("\r\n") if wanted else None


def _codes(text: str | None) -> list[str]:
    return [code for code in (text or "").replace(",", " ").split() if code]


@contextmanager
def _steps(count: int, language: Language) -> Iterator[Callable[[Labels], None]]:
    """A bar on the terminal that shows which of `count` steps is under way; nothing where nobody watches."""
    if not count or not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=count, file=sys.stderr, show_eta=False, item_show_func=str) as bar:
        yield lambda text: bar.update(0 if not bar.pos and not bar.current_item else 1, text.in_(language))
        bar.update(1)


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


def _close(one: "Checked", started: float, *told: str) -> None:
    """The closing line: what was read, found and written, and how long it took."""
    took = say.TOOK.in_(one.language).format(seconds=time.monotonic() - started)
    parts = [f"{one.path}: {one.read_line()}", one.found_line(), *told, took]
    click.echo(say.SEPARATOR.in_(one.language).join(parts), err=not told)
