"""A workbook of xlsxwriter that is handed on part by part, instead of as a file to be taken apart again.

It is told what to make its packages with, which xlsxwriter lets be another one, and takes from there what would have
gone into the file: `_get_packager` and `_create_package` are the methods that this leans on.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.packager import Packager


class _Collector(Packager):  # type: ignore[misc]
    """Keeps the files of the package, and leaves nothing for the archive."""

    def __init__(self) -> None:
        super().__init__()
        self.collected: list[tuple[Any, str, bool]] = []

    def _create_package(self) -> list[tuple[Any, str, bool]]:
        self.collected = super()._create_package()
        return []


class PartsWorkbook(Workbook):  # type: ignore[misc]
    """`in_memory` spares files on the disk, for workbooks that are small enough."""

    def __init__(self, options: dict[str, Any], *, in_memory: bool) -> None:
        super().__init__(BytesIO(), {**options, "in_memory": in_memory})
        self._collector = _Collector()

    def _get_packager(self) -> Packager:
        return self._collector

    def parts(self) -> Iterator[tuple[str, bytes]]:
        """Close the workbook; gives each part by its name."""
        self.close()
        for file, name, _ in self._collector.collected:
            if isinstance(file, str):
                path = Path(file)
                content = path.read_bytes()
                path.unlink()
            else:
                content = file.getvalue()
                file.close()
            yield name, content if isinstance(content, bytes) else content.encode()
