"""Workbooks as PDF, by LibreOffice: many files to one start, since starting is what takes time."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from xlcrm.errors import UnwritableFile, UserError
from xlcrm.labels import labels

NO_LIBREOFFICE = labels(
    "--pdf 需要 LibreOffice，这台电脑上没有找到。请先安装 LibreOffice，或去掉 --pdf。",
    "--pdf 需要 LibreOffice，這台電腦上找不到。請先安裝 LibreOffice，或拿掉 --pdf。",
    "--pdf needs LibreOffice, which was not found. Install it, or leave --pdf out.",
)
NOT_CONVERTED = labels(
    "LibreOffice 未能把 {path} 转成 PDF。请在 Excel 或 WPS 中打开后另存为 PDF。",
    "LibreOffice 無法將 {path} 轉成 PDF。請在 Excel 或 WPS 開啟後另存為 PDF。",
    "LibreOffice could not make a PDF of {path}. Open it in Excel or WPS, and save it as PDF there.",
)

AT_A_TIME = 50
"""How many files one start takes: enough to make starting cheap, few enough to show that it goes on."""

_SECONDS_A_FILE, _SECONDS_TO_START = 20, 120

_PLACES = {
    "win32": (
        r"C:\Program Files\LibreOffice\program\soffice.com",
        r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
    ),
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
}
"""Where LibreOffice is installed on systems that do not find it by its name."""


def libreoffice() -> str:
    """The program; UserError where it is not installed."""
    for name in ("soffice", "libreoffice", *_PLACES.get(sys.platform, ())):
        if found := shutil.which(name):
            return found
    raise UserError(NO_LIBREOFFICE)


def to_pdf(books: Sequence[Path]) -> Iterator[tuple[Path, UserError | None]]:
    """Write a PDF beside each book, under its name; a pair for each says where it is, or why there is none.

    Raises UserError where LibreOffice is not installed.
    """
    program = libreoffice()
    # A profile of its own: a LibreOffice that the user has open would take the files for itself.
    with tempfile.TemporaryDirectory(prefix="xlcrm-pdf-", ignore_cleanup_errors=True) as folder:
        for start in range(0, len(books), AT_A_TIME):
            yield from _convert(program, Path(folder), books[start : start + AT_A_TIME])


def _convert(program: str, folder: Path, books: Sequence[Path]) -> Iterator[tuple[Path, UserError | None]]:
    """One start of LibreOffice; files of one name lie in many folders, so that copies have numbers."""
    work = Path(tempfile.mkdtemp(dir=folder))
    copies = [work / f"{number:04d}.xlsx" for number in range(len(books))]
    for book, copy in zip(books, copies, strict=True):
        shutil.copyfile(book, copy)
    command = [
        program, "--headless", "--norestore", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to", "pdf:calc_pdf_Export", "--outdir", str(work), *map(str, copies),
    ]  # fmt: skip
    with suppress(subprocess.TimeoutExpired):  # what is done is taken, the rest is told
        subprocess.run(  # noqa: S603 - the program is LibreOffice, the names are our own numbers
            command,
            check=False,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_SECONDS_TO_START + _SECONDS_A_FILE * len(books),
            env={**os.environ, "SAL_USE_VCLPLUGIN": "svp"},
        )
    for book, copy in zip(books, copies, strict=True):
        yield book.with_suffix(".pdf"), _moved(copy.with_suffix(".pdf"), book)


def _moved(made: Path, book: Path) -> UserError | None:
    """Move a PDF to its book, in one step that leaves the old one or the new one."""
    from xlcrm.writing.unwritable import failed

    if not made.is_file():
        return UserError(NOT_CONVERTED, path=book)
    target = book.with_suffix(".pdf")
    beside = target.with_name(f".{made.parent.name}-{made.name}")
    try:
        shutil.copyfile(made, beside)
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        refusal: UnwritableFile = failed(error, target, 0)
        return refusal
    return None
