"""What `import` does: take the rows of another file over into a table of a book."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xlcrm.commands.build import is_in_place, refuse
from xlcrm.errors import UserError, WrongUsage
from xlcrm.importing import ImportPlan, OnMatch, plan_import
from xlcrm.importing.customers import Ask
from xlcrm.labels import Language
from xlcrm.labels import importing as say
from xlcrm.labels.terminal import NO_SUCH_TABLE
from xlcrm.model.book import Book
from xlcrm.reading.headers import fold
from xlcrm.reading.incoming import Incoming, read_incoming
from xlcrm.reading.titles import table_titles
from xlcrm.schema.tables import TABLE
from xlcrm.schema.types import Table
from xlcrm.writing.additions import Written, write_changes
from xlcrm.writing.save import Saved, encrypt, save


@dataclass(frozen=True)
class PreparedImport:
    """What was read, what becomes of each row, and the book with them; `written` is None where nothing changes."""

    book: Book
    target: Path
    incoming: Incoming
    plan: ImportPlan
    written: Written | None

    @property
    def is_complete(self) -> bool:
        """Whether every row is taken over, is there, or is skipped."""
        return not self.plan.clashes and not self.plan.rows_that_are("invalid")

    def save(self, password: str | None = None) -> Saved | None:
        """Write the book, a copy of what was there kept beside it; None where nothing changes.

        Raises UnwritableFile where that cannot be done safely; nothing is changed then.
        """
        if self.written is None:
            return None
        data = self.written.data
        if self.book.origin.encrypted and password is not None:
            data = encrypt(data, password)
        read_hash = self.book.origin.sha256 if is_in_place(self.book, self.target) else None
        return save(data, self.target, read_hash=read_hash, backup=True, action="import")


def prepare_import(
    source: Path,
    book: Book,
    target: Path,
    table: Table,
    *,
    sheet: str | None = None,
    maps: Sequence[str] = (),
    on_match: OnMatch = "skip",
    new_customers: bool = False,
    ask: Ask | None = None,
    password: str | None = None,
) -> PreparedImport:
    """Read a file and decide what an import of it does to a book; nothing is written.

    `maps` say what headers mean; `ask` is asked which customer is meant. Raises UserError where the file cannot be read
    as rows of the table, where the book has no room for them, or where `target` may not be written over.
    """
    refuse(book, target)
    if book.path is not None and source.resolve() == book.path.resolve():
        raise UserError(say.SAME_FILE, file=source)
    book = book.having(table.key)
    incoming = read_incoming(source, book, book[table.key].schema, sheet=sheet, maps=maps, password=password)
    # Columns that the book did not have bring their subject in.
    book = book.but(tables={**book.tables, table.key: book[table.key].under(incoming.records.schema)})
    plan = plan_import(book, incoming, on_match, new_customers=new_customers, ask=ask)
    changes = plan.changes
    return PreparedImport(book, target, incoming, plan, write_changes(book, changes) if changes.tables else None)


def table_called(name: str, language: Language) -> Table:
    """The table of a key, or one that a sheet of this title would hold; WrongUsage where there is none."""
    found = TABLE.get(name) or table_titles().get(fold(name))
    if found is None:
        known = ", ".join(f"{key} ({table.labels.in_(language)})" for key, table in TABLE.items())
        raise WrongUsage(NO_SUCH_TABLE, table=name, tables=known)
    return found
