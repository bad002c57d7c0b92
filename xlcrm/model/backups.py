"""Where the backups of a book lie, and what their names say: when each was made, and before what."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

FOLDER_SUFFIX = ".xlcrm"
KEPT = 20

_NAME = re.compile(r"(\d{4}-\d\d-\d\d_\d{6})(?:-(\d+))?_before-([a-z]+)(_restored)?(?:\.\w+)?")


@dataclass(frozen=True, slots=True, order=True)
class Backup:
    """A copy of a book as it was at `made`, just before `action`: build, add, import, fix or undo.

    `restored` marks one that an undo has put back, so that the next undo goes further.
    """

    made: datetime
    number: int
    action: str
    restored: bool
    path: Path


def folder_of(book: Path) -> Path:
    """The folder beside a book that holds its backups."""
    return book.with_name(book.name + FOLDER_SUFFIX)


def backup_name(book: Path, made: datetime, number: int, action: str) -> str:
    """The file name of a backup; `number` tells apart those made within one second."""
    return f"{made:%Y-%m-%d_%H%M%S}{f'-{number}' if number > 1 else ''}_before-{action}{book.suffix}"


def restored_name(backup: Backup) -> str:
    """The name of a backup once an undo has put it back."""
    return f"{backup.path.stem}_restored{backup.path.suffix}"


def backups_of(book: Path) -> list[Backup]:
    """The backups of a book, the oldest first; none where the folder is missing or cannot be read."""
    try:
        files = list(folder_of(book).iterdir())
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return []
    return sorted(backup for path in files if (backup := _backup(path)))


def newest_backup(book: Path) -> Path | None:
    """The newest copy of a book, to be offered when the book itself is missing or damaged."""
    backups = backups_of(book)
    return backups[-1].path if backups else None


def _backup(path: Path) -> Backup | None:
    match = _NAME.fullmatch(path.name)
    if not match or not path.is_file():
        return None
    stamp, number, action, restored = match.groups()
    try:
        made = datetime.strptime(stamp, "%Y-%m-%d_%H%M%S")
    except ValueError:
        return None
    return Backup(made, int(number or 1), action, restored is not None, path)
