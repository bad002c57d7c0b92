"""What `build` does: the workbook with all that follows from it, written safely, and an account of what changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from xlcrm.errors import UnwritableFile, WrongUsage
from xlcrm.labels import labels
from xlcrm.model.book import Book
from xlcrm.rules.finding import Finding
from xlcrm.workbook.build import built
from xlcrm.writing.cell_change import Conversion
from xlcrm.writing.changes import Changes, changes
from xlcrm.writing.notices import Notice
from xlcrm.writing.save import Saved, encrypt, holds, real_path, save

NOT_IN_PLACE = labels(
    "{path} 不能就地写入：{reason}请用 -o 另存为新文件。",
    "{path} 不能就地寫入：{reason}請用 -o 另存新檔。",
    "{path} cannot be written in place: {reason} Write a copy with -o.",
)
SUFFIX = labels(
    "{path} 的扩展名应为 {suffix}，否则 Excel 打不开。",
    "{path} 的副檔名應為 {suffix}，否則 Excel 無法開啟。",
    "{path} must end in {suffix}, or Excel would not open it.",
)


@dataclass(frozen=True, slots=True)
class BuildResult(Saved):
    """A save of a built book: its parts as they were changed, what is to be told besides, and cells written over."""

    changes: Changes
    notices: tuple[Notice, ...]
    conversions: tuple[Conversion, ...] = ()


def build_book(
    book: Book,
    target: Path,
    *,
    findings: Iterable[Finding] | None = None,
    password: str | None = None,
    allow_empty: bool = False,
    before: bytes | None = None,
    action: str = "build",
) -> BuildResult:
    """As `xlcrm.build`; `before` is the package in the file, where the book was edited since it was read.

    `action` is what the backup is called after.
    """
    origin = book.origin
    in_place = is_in_place(book, target)
    refuse(book, target)
    password = password or (origin.password if origin else None)
    made = built(book, findings, in_place=in_place, allow_empty=allow_empty or not in_place)
    before = before or (origin.data if origin else None)
    changed = changes(before, made.data)
    if password is not None:
        if made.data == before if in_place else holds(target, made.data, password):
            return BuildResult(real_path(target), unchanged=True, backup=None, changes=changed, notices=made.notices)
        data = encrypt(made.data, password)
    else:
        data = made.data
    saved = save(data, target, read_hash=origin.sha256 if in_place else None, backup=True, action=action)
    return BuildResult(saved.path, saved.unchanged, saved.backup, changed, made.notices, made.conversions)


def is_in_place(book: Book, target: Path) -> bool:
    """Whether a book is to be written over the file that it was read from."""
    return book.origin is not None and book.path is not None and target.resolve() == book.path.resolve()


def refuse(book: Book, target: Path) -> None:
    """Raise for a file that may not be written over, and for a name under which Excel would not open the book."""
    if is_in_place(book, target):
        if not book.origin.in_place:
            raise UnwritableFile(NOT_IN_PLACE, path=target, reason=book.origin.reason)
        return
    suffix = ".xlsm" if book.origin is not None and book.origin.macros else ".xlsx"
    if target.suffix.lower() != suffix:
        raise WrongUsage(SUFFIX, path=target, suffix=suffix)
