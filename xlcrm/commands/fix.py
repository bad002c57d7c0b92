"""What `check --fix` does: fix what is safe until nothing is left to fix, and read the book again."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from xlcrm.errors import UserError
from xlcrm.labels import terminal as say
from xlcrm.model.book import Book
from xlcrm.model.place import Place
from xlcrm.reading.package import reopened
from xlcrm.reading.read import read_file
from xlcrm.rules import check
from xlcrm.writing.cell_change import CellChange
from xlcrm.writing.fix import fix
from xlcrm.writing.save import Saved, encrypt, save

MOST_PASSES = 5
"""A cell that was fixed may let another be understood, such as an ID; more than two passes were never needed."""


@dataclass(frozen=True)
class Fixed:
    """A book after its fixes: the bytes of its file, as it reads now, and each cell that changed."""

    data: bytes
    book: Book
    fixes: list[CellChange]


def save_fixed(book: Book, fixed: Fixed) -> Saved:
    """Write a book that was fixed over the file it was read from, a copy kept beside it.

    Raises UserError where the file cannot be written over; nothing is changed then.
    """
    path, origin = book.path or Path(), book.origin
    if not origin.in_place:
        raise UserError(say.CANNOT_FIX, path=path, reason=origin.reason)
    data = encrypt(fixed.data, origin.password) if origin.password else fixed.data
    return save(data, path, read_hash=origin.sha256, backup=True, action="fix")


def fix_book(book: Book, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Fixed:
    """Fix what the chosen rules find and can fix, until there is nothing more; nothing is written to the disk.

    A second run over the result changes nothing. Raises UnwritableFile for a package that cannot be kept whole.
    """
    select, ignore = list(select), list(ignore)
    data = book.origin.data
    made: dict[Place, CellChange] = {}
    for _ in range(MOST_PASSES):
        data, fixes = fix(book, check(book, select, ignore, folded=False))
        if not fixes:
            break
        for cell in fixes:
            made[cell.place] = replace(cell, before=made[cell.place].before) if cell.place in made else cell
        book = read_file(reopened(book.origin, data), as_of=book.as_of, language=book.language)
    return Fixed(data, book, list(made.values()))
