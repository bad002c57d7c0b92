"""Formula texts as they stand in the file: which sheets, names and cells they mention, and the same with others."""

import re
from collections.abc import Callable, Mapping

from xlcrm.ooxml.a1 import COLUMNS, ROWS, column_of, letters_of

TOKEN = re.compile(
    r"""
      (?P<string>"(?:[^"]|"")*")
    | (?P<error>\#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!|GETTING_DATA|SPILL!|CALC!))
    | (?P<sheet>'(?:[^']|'')+'!|(?:\[\d+\])?[^\W\d][\w.]*(?::[^\W\d][\w.]*)?!)
    | (?P<bracket>\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\])
    | (?P<cell>\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}(?![\w.(\[]))
    | (?P<columns>\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?![\w.(\[]))
    | (?P<rows>\$?[1-9][0-9]*:\$?[1-9][0-9]*)
    | (?P<name>[^\W\d][\w.\\?]*)
    | (?P<number>[0-9][\w.]*)
    """,
    re.VERBOSE,
)
CELL = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)([0-9]+)")
# One column in a structured reference, and the signs that have an apostrophe before them there.
COLUMN = re.compile(r"\[((?:[^\[\]']|'.)*)\]")
ESCAPED = re.compile(r"'(.)")
SPECIAL = re.compile(r"[\[\]#'@]")
PLAIN_SHEET = re.compile(r"[^\W\d][\w.]*")
LOOKS_LIKE_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*(?:[Cc][0-9]*)?|[Cc][0-9]*")


def quote_sheet(title: str) -> str:
    """A sheet's title as a formula writes it, in quotes where it needs them."""
    if PLAIN_SHEET.fullmatch(title) and not LOOKS_LIKE_CELL.fullmatch(title):
        return title
    return "'" + title.replace("'", "''") + "'"


def rename_sheets(formula: str, titles: Mapping[str, str]) -> str:
    """The formula with every sheet in `titles` (old title, case-folded, to the other one) called by the other title.

    Sheets of other workbooks, and text in quotes, stay as they are.
    """

    def renamed(match: re.Match[str]) -> str:
        token = match[0]
        if match.lastgroup != "sheet" or "]" in token:
            return token
        plain = token[:-1]
        if plain.startswith("'"):
            plain = plain[1:-1].replace("''", "'")
        ends = plain.split(":")
        others = [titles.get(end.casefold(), end) for end in ends]
        if others == ends:
            return token
        both = ":".join(others)
        quoted = both if all(quote_sheet(other) == other for other in others) else "'" + both.replace("'", "''") + "'"
        return quoted + "!"

    return TOKEN.sub(renamed, formula)


def rename_names(formula: str, names: Mapping[str, str]) -> str:
    """The formula with every defined name or table in `names` (case-folded, to the other name) called by the other."""

    def renamed(match: re.Match[str]) -> str:
        token = match[0]
        if match.lastgroup != "name" or formula[match.end() : match.end() + 1] == "(":
            return token
        return names.get(token.casefold(), token)

    return TOKEN.sub(renamed, formula)


def rename_columns(formula: str, tables: Mapping[str, Mapping[str, str]]) -> str:
    """The formula with columns of tables called by other names; `tables` maps table to old to other, case-folded."""
    pieces, copied, table = [], 0, None
    for match in TOKEN.finditer(formula):
        if match.lastgroup == "bracket" and table is not None and match.start() == table[1]:
            pieces += [formula[copied : match.start()], COLUMN.sub(_column_called(tables[table[0]]), match[0])]
            copied = match.end()
        folded = match[0].casefold()
        table = (folded, match.end()) if match.lastgroup == "name" and folded in tables else None
    return "".join([*pieces, formula[copied:]])


def _column_called(others: Mapping[str, str]) -> Callable[[re.Match[str]], str]:
    def called(match: re.Match[str]) -> str:
        other = others.get(ESCAPED.sub(r"\1", match[1]).casefold())
        return match[0] if other is None else f"[{SPECIAL.sub(lambda sign: chr(39) + sign[0], other)}]"

    return called


def mentions(formula: str, title: str) -> bool:
    """Whether a formula mentions a sheet of this workbook by its title."""
    folded = title.casefold()
    return rename_sheets(formula, {folded: title + "\0"}) != formula


def shift(formula: str, rows: int, columns: int) -> str:
    """The formula as it reads when filled `rows` down and `columns` to the right; what leaves the sheet is #REF!."""

    def shifted(match: re.Match[str]) -> str:
        token = match[0]
        if match.lastgroup == "cell":
            column_fixed, column, row_fixed, row = CELL.fullmatch(token).groups()  # type: ignore[union-attr]
            new_column = column_of(column) + (0 if column_fixed else columns)
            new_row = int(row) + (0 if row_fixed else rows)
            if not (0 <= new_column < COLUMNS and 1 <= new_row <= ROWS):
                return "#REF!"
            return f"{column_fixed}{letters_of(new_column)}{row_fixed}{new_row}"
        if match.lastgroup == "columns":
            return ":".join(_shifted_end(end, columns, letters=True) for end in token.split(":"))
        if match.lastgroup == "rows":
            return ":".join(_shifted_end(end, rows, letters=False) for end in token.split(":"))
        return token

    return TOKEN.sub(shifted, formula)


def _shifted_end(end: str, by: int, *, letters: bool) -> str:
    if end.startswith("$"):
        return end
    return letters_of(column_of(end) + by) if letters else str(int(end) + by)


def skeleton(formula: str) -> str:
    """The formula without the places it mentions: the same wherever a user moved its cells or renamed its sheets."""
    places = {"cell": "§", "columns": "§", "rows": "§", "sheet": ""}
    text = TOKEN.sub(lambda match: places.get(match.lastgroup or "", match[0]), formula)
    return re.sub(r"\s+", "", text).replace("§:§", "§").upper()
