"""Whether anything of the user's computes with a column whose values a build is about to write in another unit.

A column headed 金额(万元) is written in full, as 金额; a formula that multiplies it by 10,000 would go on to do so.
"""

import re
from collections.abc import Collection, Iterator

from xlcrm.ooxml import Package, SheetEntry
from xlcrm.ooxml.a1 import column_of
from xlcrm.ooxml.references import FORMULA, TITLE
from xlcrm.ooxml.xmlio import unescape

_REFERENCE = re.compile(r"\$?\b([A-Za-z]{1,3})(?:\$?[0-9]+)?(?::\$?([A-Za-z]{1,3})(?:\$?[0-9]+)?)?\b(?!\()")
_TEXT = re.compile(r'"(?:[^"]|"")*"')
_CELL_FORMULA = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]+)[0-9]+"[^>]*>\s*<(?:\w+:)?f(?:\s[^>]*)?>([^<]+)<')


def is_computed_with(package: Package, entry: SheetEntry, columns: Collection[int], ours: Collection[int]) -> bool:
    """Whether a formula, a name, a chart or a pivot of the user's looks at some columns of a sheet, counted from 0.

    Formulas within these columns do not count, such as the total under one: they stay in its unit, whichever it is. Nor
    do those in the columns `ours`. In doubt the answer is yes.
    """
    apart = {*columns, *ours}
    data = package.parts[entry.part]
    for match in _CELL_FORMULA.finditer(data):
        if column_of(match[1].decode()) not in apart and _covers(_plain(match[2]), columns):
            return True
    title = entry.title.casefold()
    called = [title, title.replace("'", "''"), *(name.casefold() for name in _tables(package, entry))]
    others = _other_formulas(package, entry)
    return any(_covers(text, columns) for text in others if any(name in text.casefold() for name in called))


def _tables(package: Package, entry: SheetEntry) -> Iterator[str]:
    """The names of the tables on a sheet."""
    parts = (relationship.part for relationship in package.graph.relationships(entry.part).of_kind("table"))
    for part in parts:
        name = re.search(rb'\bdisplayName="([^"]*)"', package.parts[part]) if part is not None else None
        if name is not None:
            yield _plain(name[1])


def _other_formulas(package: Package, entry: SheetEntry) -> Iterator[str]:
    """Every formula of the book but those on a sheet; a pivot's source stands as the whole of its sheet."""
    for name in package.defined_names:
        if not name.name.startswith("_xlnm.") and name.name not in package.owned.names:
            yield name.text
    for part in list(package.parts):
        if not part.name.lower().endswith((".xml", ".vml")) or part.name in (entry.part, package.workbook_part):
            continue
        yield from (_plain(match[2]) for match in FORMULA.finditer(part.data))
        yield from (f"{_plain(match[2][1:-1])}!A:XFD" for match in TITLE.finditer(part.data))


def _covers(formula: str, columns: Collection[int]) -> bool:
    """Whether any reference of a formula takes in one of the columns or names columns by headers."""
    text = _TEXT.sub("", formula)
    if "[" in text or re.search(r"\$?[0-9]+:\$?[0-9]+", text):
        return True
    for first, last in _REFERENCE.findall(text):
        begin, end = sorted((column_of(first), column_of(last or first)))
        if any(begin <= column <= end for column in columns):
            return True
    return False


def _plain(raw: bytes) -> str:
    return unescape(raw.decode("utf-8", "surrogateescape"))
