"""What `init` does: a workbook to start from, blank or filled with made-up customers."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

from xlcrm.commands.build import build_book
from xlcrm.errors import UserError, WrongUsage
from xlcrm.labels import Language
from xlcrm.labels import terminal as say
from xlcrm.measures import compute
from xlcrm.model.book import Book
from xlcrm.schema.registry import subjects as every_subject
from xlcrm.schema.settings import default_settings


def init_file(
    path: Path, language: Language, preset: str = "pyramid", *, sample: bool = False, subjects: Collection[str] = ()
) -> None:
    """Write a book to `path` that has those subjects besides the core.

    Raises UserError where something is there already, and for a subject that there is not.
    """
    if path.exists():
        raise UserError(say.EXISTS, path=path)
    optional = [subject.key for subject in every_subject() if not subject.core]
    for wanted in subjects:
        if wanted not in optional:
            raise WrongUsage(say.NO_SUCH_SUBJECT, subject=wanted, subjects=", ".join(optional) or "-")
    if sample:
        from xlcrm.sample import sample_book

        book = sample_book(language, preset, subjects=subjects)
    else:
        settings = default_settings(language, preset)
        book = Book(language=language, settings=settings, as_of=date.today(), subjects=subjects, compute=compute)
    build_book(book, path)
