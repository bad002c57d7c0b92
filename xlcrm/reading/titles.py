"""What the title of a sheet says: which table it holds, whether it is a copy, and what it shares with its parts."""

import re
from functools import cache
from typing import NamedTuple

from xlcrm.reading.headers import fold
from xlcrm.reading.values.scripts import simplified
from xlcrm.schema.tables import TABLES
from xlcrm.schema.types import Table

# What a spreadsheet or a person adds to the title of a copy, before it or after it.
_COPY_WORD = "副本|拷[贝貝]|复[制件]|複[製本]|备份|備份|copy|backup|bak"
_COPIED = re.compile(rf"^(?:{_COPY_WORD}|old|旧|舊)(?:of|[-_的]|(?=[^a-z]))*")
_COPY = re.compile(rf"[-_ ]*(?:\([0-9]{{1,2}}\)|\(?(?:{_COPY_WORD}).*|[-_(]old\)?|\(?[旧舊][版的]?\)?)$")
_SEPARATORS = re.compile(r"[\d一二三四五六七八九十年月季度第期上下半份q()\[\]【】_.,、&+-]+")


class Named(NamedTuple):
    """The table that a title names: `rank` 0 by its label, 1 by an alias, 2 by the start or the end of the title."""

    table: Table
    rank: int
    is_copy: bool


def named_table(title: str) -> Named | None:
    """The table that a title names, whole or in part; None where it names none."""
    folded = fold(title)
    if folded in table_titles():
        return Named(table_titles()[folded], _rank(folded), is_copy=False)
    original = _COPY.sub("", _COPIED.sub("", folded))
    is_copy = original != folded
    if original in table_titles():
        return Named(table_titles()[original], _rank(original), is_copy)
    known = (
        name for name in table_titles() if len(name) > 1 and (original.startswith(name) or original.endswith(name))
    )
    best = max(known, key=len, default=None)
    return Named(table_titles()[best], 2, is_copy) if best else None


def named_in_other_script(title: str) -> Named | None:
    """The table that a title in the other script, or in a mixture, names as a whole."""
    if title.isascii():
        return None
    table = _simplified_titles().get(simplified(fold(title)))
    return Named(table, 1, is_copy=False) if table is not None else None


def stem(title: str) -> str:
    """What the titles of a table's parts have in common: the table's name in it, or all but its numbers and months."""
    named = named_table(title)
    return named.table.key if named else _SEPARATORS.sub("", fold(title))


@cache
def table_titles() -> dict[str, Table]:
    """Every folded title by which a table's sheet is known; a label goes before an alias."""
    titles: dict[str, Table] = {}
    for table in TABLES:
        titles.update((fold(label), table) for label in table.labels)
    for table in TABLES:
        for alias in (*table.aliases, table.excel_name):
            titles.setdefault(fold(alias), table)
    return titles


@cache
def _simplified_titles() -> dict[str, Table]:
    titles: dict[str, Table] = {}
    for name, table in table_titles().items():
        titles.setdefault(simplified(name), table)
    return titles


def _rank(folded: str) -> int:
    return 0 if any(fold(label) == folded for label in table_titles()[folded].labels) else 1
