"""Whether anything else in a package mentions a sheet."""

from collections.abc import Collection, Iterable

from xlcrm.ooxml.formulas import mentions
from xlcrm.ooxml.package import Package
from xlcrm.ooxml.references import Renaming
from xlcrm.ooxml.workbook import SheetEntry


def is_mentioned(package: Package, entry: SheetEntry, ours: Iterable[SheetEntry], names: Collection[str]) -> bool:
    """Whether a formula, name, chart, rule, link or pivot of the user's mentions a sheet.

    What stands on the sheets `ours` does not count, nor do the defined names `names` and those recorded as ours.
    """
    package.store_edits()
    apart = {each.title for each in ours}
    for name in package.defined_names:
        own = name.name.startswith("_xl") or name.name in package.owned.names or name.name in names
        if not own and name.scope not in apart and mentions(name.text, entry.title):
            return True
    parts = {part.casefold() for each in ours for part in package.graph.reached_from(each.part).values()}
    parts |= {package.workbook_part.casefold()}
    renaming = Renaming(sheets={entry.title.casefold(): entry.title + "\0"})
    for part in list(package.parts):
        if part.name.casefold() in parts or not part.name.lower().endswith((".xml", ".vml")):
            continue
        if renaming.concerns(part.data) and renaming.part(part.data) != part.data:
            return True
    return False
