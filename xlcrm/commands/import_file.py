"""Importing another file into a book, from reading it to writing the book."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xlcrm.errors import UserError
from xlcrm.importing import OnMatch, Plan, plan_import
from xlcrm.importing.additions import Written, write_changes
from xlcrm.importing.people import Ask
from xlcrm.labels import importing as say
from xlcrm.model.book import Book
from xlcrm.reading.incoming import Incoming, read_incoming
from xlcrm.schema.types import Table
from xlcrm.writing.save import Saved, encrypt, save


@dataclass(frozen=True)
class Transfer:
    """One import: what was read, what becomes of it, and the book that it makes; None where nothing changes."""

    book: Book
    incoming: Incoming
    plan: Plan
    written: Written | None

    def save(self, target: Path, password: str | None = None) -> Saved | None:
        """Write the book to `target`, a copy of what was there kept beside it; None where nothing changes.

        Raises UnwritableFile where that cannot be done safely; nothing is changed then.
        """
        if self.written is None or self.book.path is None:
            return None
        data = self.written.data
        if self.book.origin.encrypted and password is not None:
            data = encrypt(data, password)
        in_place = target.resolve() == self.book.path.resolve()
        read_hash = self.book.origin.sha256 if in_place else None
        return save(data, target, read_hash=read_hash, backup=True, action="import")


def prepare(
    source: Path,
    book: Book,
    table: Table,
    *,
    sheet: str | None = None,
    maps: Sequence[str] = (),
    on_match: OnMatch = "skip",
    new_customers: bool = False,
    ask: Ask | None = None,
    password: str | None = None,
) -> Transfer:
    """Read a file and decide what an import of it would do to a book; nothing is written.

    Raises UserError where the file cannot be read as rows of the table, or the book has no room for them.
    """
    if book.path is not None and source.resolve() == book.path.resolve():
        raise UserError(say.SAME_FILE, file=source)
    incoming = read_incoming(source, book, table, sheet=sheet, maps=maps, password=password)
    plan = plan_import(book, incoming, on_match, new_customers=new_customers, ask=ask)
    changes = plan.changes
    return Transfer(book, incoming, plan, write_changes(book, changes) if changes.tables else None)
