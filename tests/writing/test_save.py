"""Saving and stepping back: nothing is half written, nothing is lost, and every refusal says why."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import random
import shutil
import stat
import subprocess
import sys
import time
from collections import namedtuple
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import xlsxwriter

from xlcrm.commands.undo import undo
from xlcrm.errors import UnreadableFile, UnwritableFile
from xlcrm.model.backups import KEPT, backups_of, folder_of
from xlcrm.reading.package import open_workbook
from xlcrm.writing import save as saving
from xlcrm.writing.save import encrypt, leftovers, save

from . import killed_saves

pytestmark = pytest.mark.unsound_files

NOON = datetime(2026, 3, 5, 12)


def workbook(text: str, rows: int = 1) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as written:
        sheet = written.add_worksheet()
        for row in range(rows):
            sheet.write_string(row, 0, f"{text} {row}")
    return stream.getvalue()


OLD, NEW, NEWER = workbook("old"), workbook("new"), workbook("newer")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "客户.xlsx"
    path.write_bytes(OLD)
    return path


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refused(book: Path, data: bytes = NEW, read_hash: str | None = None) -> str:
    """The message of a refusal, after which the book and its folder are as they were."""
    before = {path: path.read_bytes() for path in book.parent.rglob("*") if path.is_file()}
    with pytest.raises(UnwritableFile) as caught:
        save(data, book, read_hash=read_hash, backup=True)
    assert {path: path.read_bytes() for path in book.parent.rglob("*") if path.is_file()} == before
    return caught.value.message("en")


def test_a_save_replaces_the_book_and_keeps_the_old_one(book: Path) -> None:
    saved = save(NEW, book, read_hash=sha(OLD), backup=True, now=NOON)
    assert book.read_bytes() == NEW
    assert saved.backup is not None
    assert saved.backup.read_bytes() == OLD
    assert saved.backup.relative_to(book.parent).as_posix() == "客户.xlsx.xlcrm/2026-03-05_120000_before-build.xlsx"


def test_a_save_leaves_no_temporary_file(book: Path) -> None:
    save(NEW, book, read_hash=sha(OLD), backup=True)
    assert files_in(book.parent) == [book.name, folder_of(book).name]


def test_a_book_can_be_made_where_there_was_none(tmp_path: Path) -> None:
    saved = save(NEW, tmp_path / "new.xlsx", read_hash=None, backup=True)
    assert (saved.path.read_bytes(), saved.backup) == (NEW, None)
    assert files_in(tmp_path) == ["new.xlsx"]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_a_book_made_has_the_permissions_of_any_other_file(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    save(NEW, tmp_path / "new.xlsx", read_hash=None, backup=False)
    assert (tmp_path / "new.xlsx").stat().st_mode == (tmp_path / "other").stat().st_mode


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_a_save_keeps_the_permissions(book: Path) -> None:
    book.chmod(0o640)
    saved = save(NEW, book, read_hash=sha(OLD), backup=True)
    assert saved.backup is not None
    assert [stat.S_IMODE(path.stat().st_mode) for path in (book, saved.backup)] == [0o640, 0o640]


def test_the_same_bytes_are_not_written_again(book: Path) -> None:
    before = book.stat().st_mtime_ns
    saved = save(OLD, book, read_hash=sha(OLD), backup=True)
    assert saved.unchanged
    assert (book.stat().st_mtime_ns, files_in(book.parent)) == (before, [book.name])


def test_a_symlink_stays_one_and_its_book_is_written(book: Path, tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    folder.mkdir()
    link = folder / "link.xlsx"
    link.symlink_to(book)
    save(NEW, link, read_hash=sha(OLD), backup=True)
    assert link.is_symlink()
    assert book.read_bytes() == NEW
    assert len(backups_of(book)) == 1


@pytest.mark.parametrize("lock", ["~${}", ".~{}", ".~lock.{}#"])
def test_a_book_that_is_open_is_refused(book: Path, lock: str) -> None:
    name = lock.format(book.name)
    (book.parent / name).touch()
    assert name in refused(book)


def test_a_book_that_is_opened_while_it_is_written_is_refused(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def opened_meanwhile(data: bytes) -> bool:
        (book.parent / f"~${book.name}").touch()
        return True

    monkeypatch.setattr(saving, "is_whole", opened_meanwhile)
    with pytest.raises(UnwritableFile):
        save(NEW, book, read_hash=sha(OLD), backup=False)
    assert book.read_bytes() == OLD


def test_a_book_that_changed_since_it_was_read_is_refused(book: Path) -> None:
    assert "changed" in refused(book, read_hash=sha(NEWER))


def test_a_book_that_changes_while_it_is_written_is_refused(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def changed_meanwhile(data: bytes) -> bool:
        book.write_bytes(NEWER)
        return True

    monkeypatch.setattr(saving, "is_whole", changed_meanwhile)
    with pytest.raises(UnwritableFile):
        save(NEW, book, read_hash=sha(OLD), backup=True)
    assert book.read_bytes() == NEWER


def test_a_book_that_vanished_since_it_was_read_is_refused(tmp_path: Path) -> None:
    assert "vanished" in refused(tmp_path / "gone.xlsx", read_hash=sha(OLD))


def test_a_book_marked_read_only_is_refused(book: Path) -> None:
    book.chmod(0o444)
    assert "read-only" in refused(book)


def test_a_folder_instead_of_a_book_is_refused(tmp_path: Path) -> None:
    assert "not a file" in refused(tmp_path)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "no folder" in refused(tmp_path / "missing" / "book.xlsx")


def test_a_full_disk_is_refused_before_anything_is_written(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "free")
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage(1000))
    assert "too full" in refused(book)


def failing_write(number: int, after: int) -> object:
    written = 0

    def write(path: Path, data: bytes) -> None:
        nonlocal written
        written += 1
        path.write_bytes(data[: len(data) // 2])
        if written > after:
            raise OSError(number, os.strerror(number))
        path.write_bytes(data)

    return write


@pytest.mark.parametrize("after", [0, 1], ids=["the book", "its backup"])
def test_a_disk_that_fills_up_while_writing_leaves_the_book_whole(
    book: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    monkeypatch.setattr(saving, "_write_synced", failing_write(errno.ENOSPC, after))
    with pytest.raises(UnwritableFile, match="too full"):
        save(NEW, book, read_hash=sha(OLD), backup=True)
    assert book.read_bytes() == OLD
    assert backups_of(book) == []
    assert not list(book.parent.glob(".xlcrm-*"))


def test_a_folder_that_may_not_be_written_to_is_refused(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(path: Path, data: bytes) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(saving, "_write_synced", denied)
    assert "may not be written to" in refused(book)


def test_a_file_that_reads_back_otherwise_is_refused(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "_write_synced", lambda path, data: path.write_bytes(data[:-1]))
    assert "did not read back" in refused(book)


def test_a_package_with_a_damaged_part_is_never_written(book: Path) -> None:
    broken = bytearray(NEW)
    broken[80] ^= 0xFF
    assert "did not read back" in refused(book, bytes(broken))


def test_the_newest_backups_are_kept(book: Path) -> None:
    for count in range(KEPT + 5):
        save(workbook(str(count)), book, read_hash=None, backup=True, now=NOON + timedelta(minutes=count))
    kept = backups_of(book)
    assert len(kept) == KEPT
    assert kept[-1].made == NOON + timedelta(minutes=KEPT + 4)


def test_files_of_the_user_among_the_backups_are_left_alone(book: Path) -> None:
    folder_of(book).mkdir()
    mine = folder_of(book) / "mine.xlsx"
    mine.write_bytes(OLD)
    for count in range(KEPT + 5):
        save(workbook(str(count)), book, read_hash=None, backup=True, now=NOON + timedelta(minutes=count))
    assert mine.exists()


def test_backups_of_one_second_keep_their_order(book: Path) -> None:
    for content in (NEW, NEWER, OLD):
        save(content, book, read_hash=None, backup=True, now=NOON)
    assert [backup.path.read_bytes() for backup in backups_of(book)] == [OLD, NEW, NEWER]


def test_backups_keep_their_order_when_the_clock_goes_back(book: Path) -> None:
    save(NEW, book, read_hash=None, backup=True, now=NOON)
    save(NEWER, book, read_hash=None, backup=True, now=NOON - timedelta(hours=1))
    assert [backup.path.read_bytes() for backup in backups_of(book)] == [OLD, NEW]


def test_an_undo_puts_the_book_back_and_keeps_what_it_replaced(book: Path) -> None:
    save(NEW, book, read_hash=None, backup=True, action="import", now=NOON)
    undone = undo(book)
    assert book.read_bytes() == OLD
    assert (undone.made, undone.action, undone.steps_left) == (NOON, "import", 0)
    assert undone.replaced is not None
    assert undone.replaced.read_bytes() == NEW


def test_undoing_again_goes_further_back(book: Path) -> None:
    for content in (NEW, NEWER):
        save(content, book, read_hash=None, backup=True)
    assert [(undo(book).steps_left, book.read_bytes()) for _ in range(2)] == [(1, NEW), (0, OLD)]
    with pytest.raises(UnwritableFile):
        undo(book)
    assert book.read_bytes() == OLD


def test_every_backup_kept_can_be_gone_back_to(book: Path) -> None:
    for count in range(KEPT):
        save(workbook(str(count)), book, read_hash=None, backup=True)
    for _ in range(KEPT):
        undo(book)
    assert book.read_bytes() == OLD


def test_an_undo_after_a_build_after_an_undo_takes_back_that_build(book: Path) -> None:
    save(NEW, book, read_hash=None, backup=True)
    save(NEWER, book, read_hash=None, backup=True)
    undo(book)
    save(workbook("other"), book, read_hash=None, backup=True)
    assert [(undo(book), book.read_bytes())[1] for _ in range(2)] == [NEW, OLD]


def test_edits_made_after_a_build_are_kept_by_its_undo(book: Path) -> None:
    save(NEW, book, read_hash=None, backup=True)
    book.write_bytes(NEWER)
    undone = undo(book)
    assert undone.replaced is not None
    assert (book.read_bytes(), undone.replaced.read_bytes()) == (OLD, NEWER)


def test_an_undo_cut_short_before_it_marked_its_step_goes_on_from_there(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(NEW, book, read_hash=None, backup=True)
    save(NEWER, book, read_hash=None, backup=True)
    with monkeypatch.context() as patch:
        patch.setattr("xlcrm.commands.undo._mark_restored", lambda backup: None)
        undo(book)
    assert book.read_bytes() == NEW
    undo(book)
    assert book.read_bytes() == OLD


def test_a_missing_book_is_brought_back_by_an_undo(book: Path) -> None:
    save(NEW, book, read_hash=None, backup=True)
    book.unlink()
    undone = undo(book)
    assert (book.read_bytes(), undone.replaced) == (OLD, None)


def test_an_undo_of_a_book_without_backups_says_so(book: Path) -> None:
    with pytest.raises(UnwritableFile, match="no backup"):
        undo(book)


def test_a_damaged_backup_is_not_put_back(book: Path) -> None:
    saved = save(NEW, book, read_hash=None, backup=True)
    assert saved.backup is not None
    saved.backup.write_bytes(OLD[:500])
    with pytest.raises(UnwritableFile, match="damaged"):
        undo(book)
    assert book.read_bytes() == NEW


def test_an_undo_of_an_open_book_is_refused(book: Path) -> None:
    save(NEW, book, read_hash=None, backup=True)
    (book.parent / f"~${book.name}").touch()
    with pytest.raises(UnwritableFile):
        undo(book)
    assert book.read_bytes() == NEW


def test_leftovers_of_a_process_that_is_gone_are_noticed(book: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    for process in (gone.pid, os.getpid()):
        name = saving._TEMPORARY.format(book=saving._short_name(book), pid=process, random="0a")
        (book.parent / name).touch()
    assert [path.name.split("-")[2] for path in leftovers(book)] == [str(gone.pid)]


def test_a_missing_book_with_a_backup_is_noticed(book: Path) -> None:
    saved = save(NEW, book, read_hash=None, backup=True)
    book.unlink()
    with pytest.raises(UnreadableFile) as refused:
        open_workbook(book)
    assert str(saved.backup) in "".join(refused.value.message(language) for language in ("zh-CN", "en"))


def test_an_encrypted_book_opens_with_its_password_alone(book: Path) -> None:
    save(encrypt(NEW, "秘密 pass"), book, read_hash=None, backup=False)
    file = open_workbook(book, "秘密 pass")
    assert (file.data, file.encrypted, file.sha256) == (NEW, True, sha(book.read_bytes()))
    with pytest.raises(UnreadableFile) as wrong:
        open_workbook(book, "other")
    with pytest.raises(UnreadableFile) as none:
        open_workbook(book)
    assert (wrong.value.code, none.value.code) == ("F122", "F121")


def test_a_book_with_a_name_of_200_bytes_is_saved(tmp_path: Path) -> None:
    path = tmp_path / ("客" * 66 + ".xlsx")
    path.write_bytes(OLD)
    save(NEW, path, read_hash=sha(OLD), backup=True)
    assert path.read_bytes() == NEW


def test_a_process_killed_at_any_moment_leaves_a_whole_book_and_whole_backups(tmp_path: Path) -> None:
    versions = [workbook("one", 3000), workbook("two", 3000)]
    files = [tmp_path / "one", tmp_path / "two"]
    for file, content in zip(files, versions, strict=True):
        file.write_bytes(content)
    book = tmp_path / "book.xlsx"
    book.write_bytes(versions[0])
    moments = random.Random(7)
    command = [sys.executable, "-m", killed_saves.__name__, str(book), *map(str, files)]
    seen = set()
    for _ in range(20):
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(moments.uniform(0, 0.1))
            process.kill()
        assert book.read_bytes() in versions
        assert all(backup.path.read_bytes() in versions for backup in backups_of(book))
        seen.add(book.read_bytes())
    assert len(seen) == 2
    assert len(backups_of(book)) > 1
