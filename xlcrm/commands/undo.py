"""Stepping back: the book as it was before the last build, add, import or fix, then before the one before that."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from xlcrm.model.backups import Backup, backups_of, restored_name
from xlcrm.writing import unwritable as why
from xlcrm.writing.save import content_of, is_whole, real_path, save
from xlcrm.writing.unwritable import refused


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did: the book is as it was at `made`, before `action`.

    `replaced` is where the book lies as it was until now, None if it was missing; `steps_left` how often an undo can
    still go further back.
    """

    path: Path
    made: datetime
    action: str
    replaced: Path | None
    steps_left: int


def undo(target: Path, *, now: datetime | None = None) -> Undone:
    """Put the newest backup back that is not there already, and keep what it replaces among the backups.

    A backup that was put back is marked by its name, so that the next undo goes further back. Raises UnwritableFile
    where there is no backup, where it is damaged, or where the book cannot be written; nothing is changed then.
    """
    real = real_path(target)
    current = content_of(real)
    backups = backups_of(real)
    steps = [backup for backup in backups if not backup.restored and backup.action != "undo"]
    there_already = []
    while steps and content_of(steps[-1].path) == current:
        there_already.append(steps.pop())
    if not steps:
        raise refused(why.NO_BACKUP, target)
    step = steps.pop()
    content = content_of(step.path)
    if content is None or not is_whole(content):
        raise refused(why.BAD_BACKUP, target, backup=step.path)
    read_hash = None if current is None else hashlib.sha256(current).hexdigest()
    has_copy = any(content_of(backup.path) == current for backup in backups)
    saved = save(content, target, read_hash=read_hash, backup=not has_copy, action="undo", now=now)
    for passed in (*there_already, step):
        _mark_restored(passed)
    return Undone(saved.path, step.made, step.action, _copy_of(current, real), len(steps))


def _copy_of(content: bytes | None, real: Path) -> Path | None:
    """The newest backup that holds this content."""
    return next((backup.path for backup in reversed(backups_of(real)) if content_of(backup.path) == content), None)


def _mark_restored(backup: Backup) -> None:
    """Take a backup out of the steps; where that fails, the next undo finds the book like it already and goes on."""
    with suppress(OSError):
        backup.path.replace(backup.path.with_name(restored_name(backup)))
