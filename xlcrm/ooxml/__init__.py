"""A user's workbook package, edited part by part so that nothing in it is lost.

`Package` opens it; `adopt` moves generated sheets, made in a package of their own, into it; `edit_sheet` edits one of
its own sheets in place. Every part that is not concerned keeps its bytes. Nothing here knows of customers: only of
Open XML.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # reading a file needs few of them, and all of them take a while to import
    from xlcrm.ooxml.adoption import Adopted, Adoption, adopt
    from xlcrm.ooxml.cells import CellContent, CellError
    from xlcrm.ooxml.contents import content_hash, keep_as_own
    from xlcrm.ooxml.package import Package
    from xlcrm.ooxml.rules import ConditionalFormat, Validation
    from xlcrm.ooxml.sheet_edit import SheetEditor, edit_sheet
    from xlcrm.ooxml.tables import Table
    from xlcrm.ooxml.workbook import DefinedName, SheetEntry

_HOMES = {
    "adoption": ("Adopted", "Adoption", "adopt"),
    "cells": ("CellContent", "CellError"),
    "contents": ("content_hash", "keep_as_own"),
    "package": ("Package",),
    "rules": ("ConditionalFormat", "Validation"),
    "sheet_edit": ("SheetEditor", "edit_sheet"),
    "tables": ("Table",),
    "workbook": ("DefinedName", "SheetEntry"),
}

__all__ = [
    "Adopted",
    "Adoption",
    "CellContent",
    "CellError",
    "ConditionalFormat",
    "DefinedName",
    "Package",
    "SheetEditor",
    "SheetEntry",
    "Table",
    "Validation",
    "adopt",
    "content_hash",
    "edit_sheet",
    "keep_as_own",
]


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"xlcrm.ooxml.{home}"), name)
    raise AttributeError(name)
