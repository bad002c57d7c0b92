"""Formula texts as a file holds them: what in them Excel cannot read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from .functions import PREFIXED
from .names import looks_like_cell, parse_area, parse_cell, unescape

MAX_FORMULA = 8192
MAX_STRING = 255
MAX_NESTING = 64
MAX_ARGUMENTS = 255

TOKEN = re.compile(
    r"""
    (?P<string>"(?:[^"]|"")*")
    |(?P<sheet>'(?:[^']|'')+'!|(?:\[\d+\])?[^\s'"(){}\[\],;:!+\-*/^&=<>%\#@]+(?::[^\s'"(){}\[\],;:!+\-*/^&=<>%\#@]+)?!
        |\[\d+\]!)
    |(?P<error>\#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|[A-Z_]+!))
    |(?P<function>[^\W\d][\w.\\]*(?=\())
    |(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w$]))
    |(?P<word>[\w$\\][\w$.?\\]*)
    |(?P<operator><>|<=|>=|[-+*/^&=<>%:])
    |(?P<mark>[(){}\[,;])
    |(?P<space>\s+)
    """,
    re.VERBOSE,
)
SPECIFIERS = frozenset({"#all", "#data", "#headers", "#totals", "#this row"})
BINARY = frozenset({"*", "/", "^", "&", "=", "<", ">", "<>", "<=", ">=", ":"})
STRING = re.compile(r'"(?:[^"]|"")*"')


class Formulas:
    """Checks formulas against the sheets, tables and defined names of one workbook."""

    def __init__(self, sheets: set[str], tables: Mapping[str, set[str]], names: set[str], links: int) -> None:
        """All names folded; `tables` gives each table's columns; `links` counts the external workbooks."""
        self.sheets = sheets
        self.tables = tables
        self.names = names
        self.links = links
        self._known: dict[tuple[str, bool], list[str]] = {}

    def faults(self, text: str, row: int = 0, *, plain: bool = False) -> list[str]:
        """What is wrong with a formula; `plain` where no structured reference may stand.

        Formulas of a column differ by their own row's number only, so that is what the cache leaves out.
        """
        key = re.sub(rf"(?<=[A-Z$]){row}(?![0-9])", "\x00", text) if row else text
        found = self._known.get((key, plain))
        if found is None:
            found = self._known[key, plain] = list(dict.fromkeys(self._check(text, plain)))
        return found

    def _check(self, text: str, plain: bool) -> Iterator[str]:
        if not text.strip():
            yield "empty formula"
            return
        if text.startswith("="):
            yield "formula begins with ="
        if len(text) > MAX_FORMULA:
            yield f"formula of {len(text)} characters, more than {MAX_FORMULA}"
        yield from Reader(self, text, plain).faults()


class Reader:
    """Walks one formula, token by token."""

    def __init__(self, book: Formulas, text: str, plain: bool) -> None:
        self.book = book
        self.text = text
        self.plain = plain
        self.open: list[str] = []
        self.arguments: list[int] = []

    def faults(self) -> Iterator[str]:
        position = 1 if self.text.startswith("=") else 0
        before, before_kind, qualifier = "", "", ""
        while position < len(self.text):
            match = TOKEN.match(self.text, position)
            if match is None:
                yield f"cannot be read from {self.text[position : position + 20]!r} on"
                return
            kind, token, position = str(match.lastgroup), match.group(), match.end()
            if kind == "space":
                continue
            first = token.split(":")[0]
            if kind == "sheet" and first != token and parse_cell(first):
                # Sheet1!A1:Sheet1!B2: what looks like the sheets A1 to Sheet1 is a cell and a colon.
                kind, token, position = "word", first, match.start() + len(first)
            if token == "[":
                table = before if before_kind == "word" and not qualifier else ""
                start, position = position, end_of_bracket(self.text, position)
                if position < 0:
                    yield "bracket without an end"
                    return
                yield from self.structured(table, self.text[start : position - 1])
                before, before_kind = "]", "reference"
                continue
            yield from self.one_token(kind, token, position, before, before_kind, qualifier)
            qualifier = token if kind == "sheet" else qualifier if token == ":" and qualifier else ""
            before, before_kind = token, kind
        if self.open:
            yield f"{self.open[-1]} without its end"
        if before in BINARY or before in {"+", "-"}:
            yield f"nothing after {before}"

    def one_token(
        self, kind: str, token: str, position: int, before: str, before_kind: str, qualifier: str
    ) -> Iterator[str]:
        if kind == "sheet":
            yield from self.sheet(token[:-1])
        elif kind == "function" and token.upper() in PREFIXED:
            yield f"function {token} without _xlfn."
        elif kind == "word" and not self.text.startswith("[", position):
            yield from self.word(token, position, before, qualifier)
        elif kind == "string" and len(token[1:-1].replace('""', '"')) > MAX_STRING:
            yield f"text of more than {MAX_STRING} characters in a formula"
        elif token in BINARY and (not before or before in BINARY | {"(", ",", "{"}):
            yield f"nothing before {token}"
        elif token in {")", ",", ";", "}"} and before in BINARY | {"+", "-"} and before_kind == "operator":
            yield f"nothing after {before}"
        if kind == "mark":
            yield from self.mark(token)

    def mark(self, token: str) -> Iterator[str]:
        if token in {"(", "{"}:
            self.open.append(token)
            self.arguments.append(1)
            if self.open.count("(") == MAX_NESTING + 1:
                yield f"more than {MAX_NESTING} levels of brackets"
        elif token in {")", "}"}:
            if not self.open or self.open.pop() != {")": "(", "}": "{"}[token]:
                yield f"{token} without its beginning"
            elif self.arguments.pop() > MAX_ARGUMENTS and token == ")":
                yield f"more than {MAX_ARGUMENTS} arguments"
        elif token == ";" and (not self.open or self.open[-1] != "{"):
            yield "; between arguments"
        elif token == "," and self.arguments:
            self.arguments[-1] += 1

    def sheet(self, name: str) -> Iterator[str]:
        quoted = name.startswith("'")
        name = name[1:-1].replace("''", "'") if quoted else name
        external = re.search(r"\[(\d+)\]", name)
        if external:
            if int(external[1]) > self.book.links:
                yield f"external workbook {external[0]} that the package does not link to"
            return
        for one in name.split(":"):
            if one.casefold() not in self.book.sheets and one.casefold() not in self.book.names:
                yield f"sheet {one!r} does not exist"
            elif not quoted and (one[0].isdigit() or looks_like_cell(one) or not re.fullmatch(r"[\w.\\?]+", one)):
                yield f"sheet name {one!r} needs quotes"

    def word(self, token: str, position: int, before: str, qualifier: str) -> Iterator[str]:
        if "[" in qualifier or parse_cell(token) or token.upper() in {"TRUE", "FALSE"}:
            return
        bare = token.replace("$", "")
        beside_colon = before == ":" or self.text.startswith(":", position)
        if beside_colon and parse_area(f"{bare}:{bare}"):
            return
        folded = token.casefold()
        if folded in self.book.names or folded in self.book.tables or folded.startswith("_xl"):
            return
        yield f"unknown name {token!r}"

    def structured(self, table: str, inside: str) -> Iterator[str]:
        if self.plain:
            yield "structured reference in a conditional format or validation"
        if not table:
            # A formula inside a table may leave out the table's name.
            columns: set[str] | None = {column for known in self.book.tables.values() for column in known}
        else:
            columns = self.book.tables.get(table.casefold())
        if columns is None:
            yield f"unknown table {table!r}"
            return
        if inside.startswith("@") or "[@" in inside:
            yield "short form @ in a structured reference, files hold [#This Row]"
            return
        for column in items_of(inside):
            if column.startswith("#"):
                if column.casefold() not in SPECIFIERS:
                    yield f"unknown part {column!r} of table {table!r}"
            elif column and unescape(unquote(column)).casefold() not in columns:
                yield f"unknown column {unquote(column)!r} of table {table!r}"


def end_of_bracket(text: str, position: int) -> int:
    """Where the text goes on after the bracket whose inside begins at `position`; -1 if it never ends."""
    depth = 1
    while position < len(text):
        character = text[position]
        if character == "'":
            position += 1
        elif character == "[":
            depth += 1
        elif character == "]":
            depth -= 1
            if not depth:
                return position + 1
        position += 1
    return -1


def items_of(inside: str) -> list[str]:
    """Columns and specifiers between a structured reference's brackets, still quoted."""
    items: list[str] = []
    position = 0
    if not inside.lstrip().startswith("["):
        return [inside]
    while (start := inside.find("[", position)) >= 0:
        position = end_of_bracket(inside, start + 1)
        if position < 0:
            return [*items, inside[start + 1 :]]
        items.append(inside[start + 1 : position - 1])
    return items


def unquote(column: str) -> str:
    """A column name without the apostrophes that quote [ ] # ' and @ in a structured reference."""
    return re.sub(r"'(.)", r"\1", column)


def names_every_table(text: str) -> bool:
    """Whether each structured reference begins with its table's name, as other programs than Excel need it."""
    bare = STRING.sub('""', text)
    position = 0
    while position >= 0 and (start := bare.find("[", position)) >= 0:
        external = re.match(r"\[\d+\]", bare[start:])
        if not external and not re.search(r"[\w.\\?]$", bare[:start]):
            return False
        position = end_of_bracket(bare, start + 1)
    return True


def functions_of(text: str) -> set[str]:
    """Names of the functions that a formula calls, in capitals and without prefixes."""
    without_text = STRING.sub('""', text)
    found = re.findall(r"([^\W\d][\w.]*)\(", without_text)
    return {name.upper().removeprefix("_XLFN.").removeprefix("_XLWS.") for name in found}
