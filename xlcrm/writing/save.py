"""Writing a book safely: the old file stays whole until the new one is, and a copy of it is kept.

A temporary file in the same folder is written, synced, read back and tested; the old file is copied among its
backups; then the new file is renamed over the old one. Killed at any moment, the old file or the new one is there.
"""

import hashlib
import io
import os
import shutil
import stat
import struct
import sys
import zipfile
import zlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from xlcrm.model.backups import KEPT, backup_name, backups_of, folder_of
from xlcrm.writing import unwritable as why
from xlcrm.writing.unwritable import refused

_TEMPORARY: Final = ".xlcrm-{book}-{pid}-{random}.tmp"
_STALE_AFTER_SECONDS: Final = 3600
_SPARE_BYTES: Final = 1 << 20
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a save: the real path, and where the book lies as it was before, if a backup was made.

    `unchanged` means that the file held these bytes already and was not touched.
    """

    path: Path
    unchanged: bool
    backup: Path | None


def save(
    data: bytes,
    target: Path,
    *,
    read_hash: str | None,
    backup: bool,
    action: str = "build",
    now: datetime | None = None,
) -> Saved:
    """Write a book over `target`, or nothing at all.

    `read_hash` is the SHA-256 of the file as it was read, None for a file that was not read. `action` names what is
    about to change the book: build, import, fix or undo. A symlink is followed. Raises UnwritableFile where the book
    is open, changed meanwhile, read-only, or cannot be written whole; nothing is changed then.
    """
    real = real_path(target)
    old = content_of(real)
    if old == data:
        return Saved(real, unchanged=True, backup=None)
    _refuse_in_use(target, real)
    _refuse_changed(real, old, read_hash)
    needed = len(data) + (len(old) if old and backup else 0)
    _refuse_without_room(real, needed)
    try:
        temporary = _written_beside(real, data)
    except OSError as error:
        raise why.failed(error, real, needed) from None
    try:
        kept = _backed_up(real, old, action, now or datetime.now()) if backup and old is not None else None
        _refuse_in_use(target, real)
        if content_of(real) != old:
            raise refused(why.CHANGED, real)
        temporary.replace(real)
        _sync_folder(real.parent)
    except OSError as error:
        raise why.failed(error, real, needed) from None
    finally:
        temporary.unlink(missing_ok=True)
    return Saved(real, unchanged=False, backup=kept)


def leftovers(target: Path) -> tuple[Path, ...]:
    """The temporary files that an interrupted run left beside a book, to be said at the next; nothing is changed."""
    real = real_path(target)
    pattern = _TEMPORARY.format(book=_short_name(real), pid="*", random="*")
    beside = (path for path in real.parent.glob(pattern) if _is_stale(path))
    among_backups = (path for path in folder_of(real).glob("*.tmp") if _is_old(path))
    return tuple(sorted([*beside, *among_backups]))


def encrypt(data: bytes, password: str) -> bytes:
    """A package encrypted with a password, as Excel does it (ECMA-376 agile encryption)."""
    from msoffcrypto.format.ooxml import OOXMLFile  # slow to import, and seldom needed

    encrypted = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, encrypted)
    return encrypted.getvalue()


def holds(target: Path, data: bytes, password: str) -> bool:
    """Whether a file holds a package already, encrypted with this password: no two encryptions are alike."""
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError
    from msoffcrypto.format.ooxml import OOXMLFile

    content, package = content_of(real_path(target)), io.BytesIO()
    if content is None or content.startswith(_ZIP):
        return False
    try:
        file = OOXMLFile(io.BytesIO(content))
        file.load_key(password=password, verify_password=True)
        file.decrypt(package)
    except (DecryptionError, FileFormatError, InvalidKeyError, ParseError, OSError, ValueError, KeyError, EOFError):
        return False
    return package.getvalue() == data


def real_path(target: Path) -> Path:
    """Where a book lies once links are followed; UnwritableFile where no file can be."""
    try:
        real = target.resolve()
        status = real.stat()
    except (FileNotFoundError, NotADirectoryError):
        if not real.parent.is_dir():
            raise refused(why.NO_FOLDER, target, folder=real.parent) from None
        return real
    except (OSError, ValueError, RuntimeError) as error:  # a loop of links, a NUL in the name
        raise refused(why.FAILED, target, cause=error) from None
    if not stat.S_ISREG(status.st_mode):
        raise refused(why.NOT_A_FILE, target)
    return real


def content_of(real: Path) -> bytes | None:
    """The bytes of a file, None where there is none; UnwritableFile where it cannot be read."""
    try:
        return real.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise why.failed(error, real, 0) from None


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _refuse_in_use(target: Path, real: Path) -> None:
    """Excel and WPS leave an owner file beside an open book, LibreOffice a lock file; Windows refuses to open it."""
    for path in {target.absolute(), real}:
        for name in (f"~${path.name}", f".~{path.name}", f".~lock.{path.name}#"):
            if path.with_name(name).exists():
                raise refused(why.IN_USE, target, lock=name)
    if not real.exists():
        return
    if not real.stat().st_mode & 0o222 or not os.access(real, os.W_OK):
        raise refused(why.READ_ONLY, target)
    if sys.platform == "win32":
        try:
            real.open("r+b").close()
        except OSError:
            raise refused(why.HELD, target) from None


def _refuse_changed(real: Path, content: bytes | None, read_hash: str | None) -> None:
    if read_hash is None:
        return
    if content is None:
        raise refused(why.VANISHED, real)
    if _hash(content) != read_hash:
        raise refused(why.CHANGED, real)


def _refuse_without_room(real: Path, needed: int) -> None:
    try:
        free = shutil.disk_usage(real.parent).free
    except OSError:  # some network drives do not say
        return
    if free < needed + _SPARE_BYTES:
        raise refused(why.DISK_FULL, real, megabytes=why.in_megabytes(needed))


def _written_beside(real: Path, data: bytes) -> Path:
    """A temporary file beside the book, synced and proved to hold `data`, with the permissions of the book."""
    name = _TEMPORARY.format(book=_short_name(real), pid=os.getpid(), random=os.urandom(4).hex())
    temporary = real.with_name(name)
    try:
        _write_synced(temporary, data)
        if real.exists():
            _take_permissions(real, temporary)
        if temporary.read_bytes() != data or not is_whole(data):
            raise refused(why.WRITTEN_WRONG, real)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _write_synced(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _take_permissions(real: Path, temporary: Path) -> None:
    status = real.stat()
    temporary.chmod(stat.S_IMODE(status.st_mode))
    if sys.platform != "win32" and (status.st_uid, status.st_gid) != (os.geteuid(), os.getegid()):
        with suppress(PermissionError):  # only the administrator gives files away
            os.chown(temporary, status.st_uid, status.st_gid)


def is_whole(data: bytes) -> bool:
    """Whether every part of a package has its checksum; an encrypted book is not looked into."""
    if not data.startswith(_ZIP):
        return True
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.testzip() is None
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, NotImplementedError):
        return False


def _backed_up(real: Path, old: bytes, action: str, now: datetime) -> Path:
    """The old content among the backups: synced, complete under its name or not there, the newest ones kept.

    The time stamps never go back, even where the clock does, since they say in which order an undo goes.
    """
    folder = folder_of(real)
    folder.mkdir(exist_ok=True)
    earlier = backups_of(real)
    made = max([now.replace(microsecond=0), *(backup.made for backup in earlier)])
    number = max((backup.number for backup in earlier if backup.made == made), default=0) + 1
    path = folder / backup_name(real, made, number, action)
    temporary = path.with_name(path.name + ".tmp")
    temporary.unlink(missing_ok=True)
    _write_synced(temporary, old)
    _take_permissions(real, temporary)
    temporary.replace(path)
    _sync_folder(folder)
    if action != "undo":  # an undo must not cost the steps that are left
        for backup in backups_of(real)[:-KEPT]:
            backup.path.unlink(missing_ok=True)
    return path


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":  # where a folder cannot be opened
        return
    descriptor = os.open(folder, os.O_RDONLY)
    with suppress(OSError):  # some network drives cannot; the file itself is synced
        os.fsync(descriptor)
    os.close(descriptor)


def _short_name(real: Path) -> str:
    """Tells one book's temporary files from another's, however long its name."""
    return hashlib.sha256(real.name.encode("utf-8", "surrogateescape")).hexdigest()[:8]


def _is_stale(temporary: Path) -> bool:
    """Whether the process that made a temporary file is gone, or has been at it for an hour."""
    return _is_old(temporary) or not _is_running(int(temporary.name.split("-")[2]))


def _is_old(path: Path) -> bool:
    try:
        return datetime.now().timestamp() - path.stat().st_mtime > _STALE_AFTER_SECONDS
    except FileNotFoundError:
        return False


def _is_running(process: int) -> bool:
    if sys.platform == "win32":  # there os.kill would end it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
