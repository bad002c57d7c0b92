"""How the formula template of a measure becomes the formula of a cell.

A template names things by their keys, in braces:

- `{purchases.amount}`: a column of a table, `Purchases[金额]`;
- `{own.birth_date}`: the cell of Customers on this customer's row;
- `{@review_date}`: a measure of this customer, on the same row of Overview;
- `{all:revenue_12m}`: a measure of all customers, the whole column of Overview;
- `{@bases}`, `{all:bases}`: every measure that a tier policy may look at, one after the other;
- `{position}`, `{key}`, `{tier_row}`: this row's helper cells: the customer's row in the Customers table, its ID as a
  criterion, its row in the tier table;
- `{stage:lost}`: the label of one value of a list, quoted; `{any channel:visit,meeting}`: several, as an array
  constant; `{any risk_level}`: all of them;
- `{yes}`, `{no}`: the words for a boolean;
- `{?purchases}this{:}that{.}`: one formula where amounts of a table are as they stand, another where they are converted
  to base currency (see `Book.converted`).

Names without braces, such as `as_of`, are the defined names of Settings. References are written in the long form,
because LibreOffice does not know the short one. Source: Office Open XML Part 1, 18.17 (formulas).
"""

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field

from xlcrm.labels import Language
from xlcrm.schema.activity import ACTIVITIES
from xlcrm.schema.calculated import header_of
from xlcrm.schema.measures import BASES, MEASURE_COLUMN
from xlcrm.schema.tables import ENUMS, TABLE

OVERVIEW_TABLE = "Overview"

_TOKEN = re.compile(r"\{((?:any )?[@a-z][a-z0-9_.:,]*)\}")
_CHOICE = re.compile(r"\{\?([a-z_]+)\}(.*?)\{:\}(.*?)\{\.\}")
# Within brackets these stand for something else unless an apostrophe goes before them.
_SPECIAL = re.compile(r"(['\[\]#@])")

# Functions that came after Excel 2007 are stored under a prefix.
_LATER_FUNCTION = re.compile(r"\b(MAXIFS|MINIFS|AGGREGATE)\(")


def by_currency(table: str, plain: str, converted: str) -> str:
    """A template that says one thing where amounts of a table are as they stand, another where they are converted."""
    return f"{{?{table}}}{plain}{{:}}{converted}{{.}}"


def converted_in_brackets(template: str) -> str:
    """The template of such a choice, with what is converted in brackets."""
    return template.replace("{:}", "{:}(").replace("{.}", "){.}")


def chosen(template: str, converted: Container[str] = ()) -> str:
    """A template for a book in which the amounts of the tables `converted` are."""
    return _CHOICE.sub(lambda match: match[3] if match[1] in converted else match[2], template)


def quoted(text: str) -> str:
    """A text as a formula writes it."""
    return '"' + text.replace('"', '""') + '"'


def _escaped(label: str) -> str:
    return _SPECIAL.sub(r"'\1", label)


def column_of(table: str, label: str) -> str:
    """A whole column of an Excel table, such as `Purchases[金额]`."""
    return f"{table}[{_escaped(label)}]"


def this_row(table: str, label: str) -> str:
    """The cell of a column on the formula's own row of the table."""
    return f"{table}[[#This Row],[{_escaped(label)}]]"


@dataclass(frozen=True)
class Dialect:
    """What templates are rendered with: the book's language, the helpers' cells and the names of the Excel tables.

    `helpers` maps a helper to its cell with `{row}` for the row, such as `$AM{row}`. `names` maps the keys of tables
    to what their Excel tables are called in a book whose user named them. `converted` are the tables whose amounts are
    converted to base currency.
    """

    language: Language
    helpers: Mapping[str, str]
    names: Mapping[str, str] = field(default_factory=dict)
    converted: Container[str] = ()

    def table(self, key: str) -> str:
        """The name of the Excel table of an input table."""
        return self.names.get(key) or TABLE[key].excel_name

    def column(self, table: str, column: str) -> str:
        """A whole column of an input table, such as `Purchases[金额]`."""
        return column_of(self.table(table), header_of(TABLE[table], column).in_(self.language))

    def render(self, template: str) -> str:
        """The formula, without the leading equals sign, with `{row}` left for the row of each cell."""
        text = _TOKEN.sub(lambda match: self._resolve(match[1]), chosen(template, self.converted))
        return _LATER_FUNCTION.sub(r"_xlfn.\1(", text)

    def _resolve(self, token: str) -> str:
        if token in self.helpers:
            return self.helpers[token]
        if token in ("yes", "no"):
            return quoted(ENUMS["boolean"][token].labels.in_(self.language))
        if token.startswith("@"):
            return self._measures(token[1:], this_row)
        if token.startswith("all:"):
            return self._measures(token[4:], column_of)
        if token.startswith("own."):
            return f"INDEX({self.column('customers', token[4:])},{self.helpers['position']})"
        if token.startswith("any "):
            return "{" + ",".join(self._words(token[4:])) + "}"
        if ":" in token:
            (word,) = self._words(token)
            return word
        table, _, column = token.partition(".")
        return self.column(table, column)

    def _measures(self, key: str, cells: Callable[[str, str], str]) -> str:
        keys = BASES if key == "bases" else (key,)
        return ",".join(cells(OVERVIEW_TABLE, MEASURE_COLUMN[key].labels.in_(self.language)) for key in keys)

    def _words(self, token: str) -> list[str]:
        name, _, keys = token.partition(":")
        if name == "activity":
            words = dict(ACTIVITIES)
        else:
            words = {choice.key: choice.labels for choice in ENUMS[name].choices}
        return [quoted(words[key].in_(self.language)) for key in (keys.split(",") if keys else words)]
