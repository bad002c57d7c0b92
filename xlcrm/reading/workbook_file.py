"""A workbook file that was found whole: its sheets, and whether it may be written in place."""

import threading
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from xlcrm.errors import UnreadableFile
from xlcrm.labels import Labels
from xlcrm.model.place import Problem
from xlcrm.ooxml.a1 import Cell
from xlcrm.ooxml.archive import Archive
from xlcrm.ooxml.opc import PartGraph
from xlcrm.ooxml.plain_sheet import MalformedSheet, PlainSheet, plain_sheet
from xlcrm.ooxml.workbook import SheetEntry
from xlcrm.reading.faults import refusal


@dataclass
class WorkbookFile:
    """A workbook that was found whole.

    `archive` holds the package, decrypted where the file is encrypted, with the `password` that it is to be encrypted
    with again; `sha256` is of the file as it lies on the disk. `graph` is what points to what in the package: a writer
    takes it from there, and leaves this one as it is.
    `in_place` says whether it may be written over, and `reason` why not. `defined_names` are those of the whole
    workbook, each with its text as it stands.
    """

    path: Path
    sha256: str
    encrypted: bool
    archive: Archive = field(repr=False)
    graph: PartGraph = field(repr=False)
    sheets: tuple[SheetEntry, ...]
    defined_names: dict[str, str]
    date_1904: bool
    styles_part: str | None
    strings_part: str | None
    macros: bool
    template: bool
    reason: Labels | None
    problems: list[Problem]
    regular: bool
    far: dict[str, frozenset[Cell]] = field(default_factory=dict, repr=False)
    per_thread: threading.local = field(default_factory=threading.local, repr=False)
    password: str | None = field(default=None, repr=False)
    _plain: dict[str, PlainSheet] = field(default_factory=dict, init=False, repr=False)

    @property
    def data(self) -> bytes:
        """The bytes of the package."""
        return self.archive.data

    @property
    def in_place(self) -> bool:
        """Whether the file may be written over."""
        return self.reason is None

    def has_sheet(self, title: str) -> bool:
        """Whether there is a sheet of that title."""
        return title in self._by_title

    def sheet(self, title: str) -> SheetEntry:
        """The sheet of that title; KeyError where there is none."""
        return self._by_title[title]

    @cached_property
    def _by_title(self) -> dict[str, SheetEntry]:
        return {sheet.title: sheet for sheet in reversed(self.sheets)}

    def sheet_xml(self, title: str) -> bytes:
        """The XML of a sheet as UTF-8, otherwise as it stands in the package."""
        return self.archive.xml(self.sheet(title).part)

    def plain_sheet(self, title: str) -> PlainSheet:
        """A worksheet in the plain form that scans of its bytes rely on, held as long as its part is."""
        part = self.sheet(title).part
        if part in self._plain:
            return self._plain[part]
        try:
            sheet = plain_sheet(self.sheet_xml(title))
        except MalformedSheet:
            raise self.malformed(title) from None
        if self.archive.held_size(part):
            self._plain[part] = sheet
        return sheet

    def release(self, title: str) -> None:
        """Hold a sheet no longer."""
        part = self.sheet(title).part
        self._plain.pop(part, None)
        self.archive.release(part)

    def malformed(self, title: str) -> UnreadableFile:
        """The error that says that a sheet cannot be read."""
        return refusal("F134", self.path, sheet=title, part=self.sheet(title).part)
