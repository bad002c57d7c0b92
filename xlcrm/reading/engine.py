"""Workbooks in other formats than .xlsx, read in a process of its own: a hostile one takes down no more than that.

`python -m xlcrm.reading.engine` takes a file on its standard input and gives its sheets, pickled.
"""

import io
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from xlcrm.errors import UnreadableFile
from xlcrm.labels import labels
from xlcrm.reading.error_cells import ErrorCells, error_cells

MAX_MEMORY: Final = 1 << 30
MAX_CELLS: Final = 20_000_000
_SECONDS: Final = 9
_BYTES_A_SECOND: Final = 4 << 20

Grids = dict[str, list[list[Any]]]
Errors = dict[str, ErrorCells]

UNREADABLE = labels(
    "{file} 已损坏，或太大，无法读取。请用 Excel 或 LibreOffice 打开，另存为 .xlsx 后再试。",
    "{file} 已損壞，或太大，無法讀取。請用 Excel 或 LibreOffice 開啟，另存新檔為 .xlsx 後再試。",
    "{file} is damaged, or too large to be read. Open it in Excel or LibreOffice, save it as .xlsx and try again.",
)


def read_sheets(path: Path, data: bytes) -> tuple[Grids, Errors]:
    """The cells of every worksheet, by title: row 1 first, column A first, blanks ''; and the error values among these.

    Raises UnreadableFile where the engine fails, takes too much memory or too long.
    """
    command = [sys.executable, "-m", "xlcrm.reading.engine"]
    allowed = _SECONDS + len(data) // _BYTES_A_SECOND
    package = str(Path(__file__).resolve().parents[2])
    paths = os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH")]))
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and nothing of the user's on the command line
            command,
            input=data,
            capture_output=True,
            timeout=allowed,
            check=True,
            env={**os.environ, "PYTHONPATH": paths},
        )
        found: tuple[Grids, Errors] = pickle.loads(done.stdout)  # noqa: S301 - of the process that was just started
    except (subprocess.SubprocessError, EOFError, pickle.UnpicklingError):
        raise UnreadableFile("F132", UNREADABLE, file=path) from None
    return found


def _main() -> None:
    _limit_memory()
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    data = sys.stdin.buffer.read()
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    titles = [sheet.name for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    in_order = [sheet.name for sheet in workbook.sheets_metadata]
    errors: Errors = dict(zip(in_order, error_cells(data), strict=False))
    grids: Grids = {}
    left = MAX_CELLS
    for title in titles:
        sheet = workbook.get_sheet_by_name(title)
        left -= sheet.total_height * sheet.total_width
        if left < 0:
            sys.exit(1)
        grids[title] = sheet.to_python(skip_empty_area=False)
    sys.stdout.buffer.write(pickle.dumps((grids, errors)))


def _limit_memory() -> None:
    """Ends the process rather than the machine, where the system knows how to."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _main()
