"""A user's workbook package, edited part by part so that nothing in it is lost.

`Package` opens it; `adopt` moves generated sheets, made in a package of their own, into it; `edit_sheet` edits one of
its own sheets in place. Every part that is not concerned keeps its bytes. Nothing here knows of customers: only of
Open XML.
"""

from xlcrm.writers.package.adopt import Adopted, Adoption, adopt
from xlcrm.writers.package.cells import CellContent, CellError
from xlcrm.writers.package.contents import content_hash, keep_as_own
from xlcrm.writers.package.package import Package
from xlcrm.writers.package.rules import ConditionalFormat, Validation
from xlcrm.writers.package.sheet_edit import SheetEditor, edit_sheet
from xlcrm.writers.package.tables import Table
from xlcrm.writers.package.workbook import DefinedName, SheetEntry

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
