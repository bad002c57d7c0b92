"""A user's workbook package, edited part by part so that nothing in it is lost.

`Package` opens it; `adopt` moves generated sheets, made in a package of their own, into it; `edit_sheet` edits one of
its own sheets in place. Every part that is not concerned keeps its bytes. Nothing here knows of customers: only of
Open XML.
"""

from xlcrm.ooxml.adopt import Adopted, Adoption, adopt
from xlcrm.ooxml.cells import CellContent, CellError
from xlcrm.ooxml.contents import content_hash, keep_as_own
from xlcrm.ooxml.package import Package
from xlcrm.ooxml.rules import ConditionalFormat, Validation
from xlcrm.ooxml.sheet_edit import SheetEditor, edit_sheet
from xlcrm.ooxml.tables import Table
from xlcrm.ooxml.workbook import DefinedName, SheetEntry

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
