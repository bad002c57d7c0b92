"""`review`: a pack for each chosen customer."""

import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xlcrm.cli.app import BOOK, as_of_option, main, password_option, remember
from xlcrm.cli.books import password_from_stdin, read_book, with_bar
from xlcrm.errors import UserError
from xlcrm.labels import LANGUAGES, Language
from xlcrm.labels import packing as say
from xlcrm.labels.terminal import SEPARATOR, TOOK

if TYPE_CHECKING:  # these take long to import
    from xlcrm.commands.review import PackResult


@main.command()
@click.argument("book", type=BOOK)
@click.option("--customer", "customers", multiple=True, metavar="ID", help="Only this customer. May be repeated.")
@click.option("--tier", "tiers", multiple=True, metavar="TIER", help="Only this tier: its name, or its number.")
@click.option("--due", is_flag=True, help="Only those whose review is due by the end of the month.")
@click.option("-o", "--output", "outdir", type=BOOK, required=True, metavar="DIR", help="The folder for the packs.")
@click.option("--pdf", is_flag=True, help="Each pack as PDF too, by LibreOffice.")
@as_of_option
@click.option(
    "--lang", type=click.Choice(LANGUAGES), callback=remember, help="Language of the packs and messages. [the book's]"
)
@password_option
def review(
    book: Path,
    customers: tuple[str, ...],
    tiers: tuple[str, ...],
    due: bool,
    outdir: Path,
    pdf: bool,
    as_of: date | None,
    lang: Language | None,
    password_stdin: bool,
) -> None:
    """Write each customer's review pack: a workbook to hand out, with that customer's data alone.

    What is given narrows the choice; without --customer, --tier and --due everybody gets one. Exits with 1 where a
    customer got none, because the ID is missing or not unique, and with 2 where a file could not be written.
    """
    from xlcrm.commands.review import write_packs
    from xlcrm.packs.choice import Choice
    from xlcrm.writing.pdf import libreoffice

    started = time.monotonic()
    if pdf:
        libreoffice()  # before anything is written
    source, _ = read_book(book, as_of, password_from_stdin(password_stdin))
    language = lang or source.language
    if lang and lang != source.language:
        source = source.in_language(lang)
    count, arriving = write_packs(source, Choice(customers, tiers, due), outdir)
    packs = [_printed(pack, language) for pack in with_bar(arriving, count, say.PACKING.in_(language))]
    closing = _counted(packs, language)
    failed = any(pack.state == "failed" for pack in packs)
    if pdf:
        made, refused = _pdfs([pack.path for pack in packs if pack.path is not None], language)
        closing.append(say.PDFS.in_(language).format(count=made))
        failed = failed or refused
    closing.append(TOOK.in_(language).format(seconds=time.monotonic() - started))
    click.echo(f"{outdir}: " + SEPARATOR.in_(language).join(closing), err=True)
    sys.exit(2 if failed else int(any(pack.state == "skipped" for pack in packs)))


def _printed(pack: "PackResult", language: Language) -> "PackResult":
    """Print where a pack is, or why there is none; and how much was left out of it."""
    who = " ".join(text for text in (pack.customer_id, pack.name) if text)
    if pack.path is not None:
        click.echo(str(pack.path))
    if pack.reason is not None:
        why = pack.reason.message(language) if isinstance(pack.reason, UserError) else pack.reason.in_(language)
        click.echo(f"{who}: {why}", err=True)
    if pack.withheld:
        click.echo(f"{who}: {say.WITHHELD.in_(language).format(count=pack.withheld)}", err=True)
    return pack


def _counted(packs: "Sequence[PackResult]", language: Language) -> list[str]:
    """How many packs were written, and how many were not; what there is none of is not mentioned."""
    states = [pack.state for pack in packs]
    words = {"written": say.WRITTEN, "unchanged": say.UNCHANGED, "skipped": say.SKIPPED, "failed": say.FAILED}
    found = [text.in_(language).format(count=states.count(key)) for key, text in words.items() if key in states]
    return found or [say.NOBODY.in_(language)]


def _pdfs(packs: Sequence[Path], language: Language) -> tuple[int, bool]:
    """Make the PDFs, print where they are; returns how many there are, and whether any could not be made."""
    from xlcrm.writing.pdf import to_pdf

    made, is_refused = 0, False
    for path, error in with_bar(to_pdf(packs), len(packs), say.PRINTING.in_(language)):
        if error is None:
            made += 1
            click.echo(str(path))
        else:
            is_refused = True
            click.echo(error.message(language), err=True)
    return made, is_refused
