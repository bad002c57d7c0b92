"""What a column, a table and a list of values are made of."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from xlcrm.labels import Labels

KindName = Literal["id", "text", "date", "money", "number", "integer", "percent", "boolean", "currency", "enum", "ref"]


@dataclass(frozen=True)
class Kind:
    """What the cells of a column mean, and so how they are read, checked, shown and computed with.

    Typed values, by `name`: id, text, currency, enum (the choice's key) and ref are `str`; date is a day;
    money, number, integer and percent are `float`; boolean is `bool`. A blank is None, NaN or NaT. `refers_to` is the
    key of the table whose rows a ref names.
    """

    name: KindName
    refers_to: str | None = None

    @property
    def is_number(self) -> bool:
        """Whether typed values are floats."""
        return self.name in ("money", "number", "integer", "percent")

    @property
    def is_code(self) -> bool:
        """Whether the cells are text even where they look like numbers: leading zeros matter."""
        return self.name in ("id", "ref")


# How the text of a column is spelled; an end that is open may be given as the last day of all.
Form = Literal["phone", "email", "id_number", "open_end"]

ID = Kind("id")
TEXT = Kind("text")
DATE = Kind("date")
MONEY = Kind("money")
NUMBER = Kind("number")
INTEGER = Kind("integer")
PERCENT = Kind("percent")
BOOLEAN = Kind("boolean")
CURRENCY = Kind("currency")
CUSTOMER_REF = Kind("ref", refers_to="customers")


@dataclass(frozen=True)
class Choice:
    """One value of a closed list: its key, what it is called, and what else people call it."""

    key: str
    labels: Labels
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, init=False)
class Enum(Kind):
    """A closed list of values."""

    key: str = ""
    choices: tuple[Choice, ...] = ()

    def __init__(self, key: str, *choices: Choice) -> None:
        object.__setattr__(self, "name", "enum")
        object.__setattr__(self, "refers_to", None)
        object.__setattr__(self, "key", key)
        object.__setattr__(self, "choices", choices)

    def __hash__(self) -> int:
        return hash(self.key)  # not of every label of every choice: lists are looked up by their enum all the time

    def __getitem__(self, key: str) -> Choice:
        return next(choice for choice in self.choices if choice.key == key)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the choices, in order."""
        return tuple(choice.key for choice in self.choices)


@dataclass(frozen=True)
class Column:
    """One column of a table: what it holds, what it is called, and what it must satisfy.

    `default` is what a blank cell means. A value of a `unique` column stands once in it; with `unique_with`,
    once together with the value of that other column. `at_least` and `at_most` bound numbers. `sensitive` values never
    leave the workbook in a review pack, nor do `internal` ones, which are judgements about the customer. For a
    `suggested` one the dropdown offers the values already used. A `long` text has room for several lines. `form` says
    how a phone, email or ID number is spelled, or that the last day of all, or a word such as 终身, means no end. A
    date before `first_year` is a slip of the finger: such books did not exist. A blank of a `product_of` two other
    columns is what these make multiplied, where both are given.
    """

    key: str
    kind: Kind
    labels: Labels
    aliases: tuple[str, ...] = ()
    required: bool = False
    unique: bool = False
    unique_with: str | None = None
    default: Any = None
    at_least: float | None = None
    at_most: float | None = None
    sensitive: bool = False
    internal: bool = False
    suggested: bool = False
    long: bool = False
    form: Form | None = None
    product_of: tuple[str, str] | None = None
    first_year: int | None = None


@dataclass(frozen=True)
class Table:
    """One table of the workbook: a sheet that the account manager types in.

    `keys` are the columns by which a row is known again, the surest first: the first of them that a row fills whole
    counts, else the last one, in which blanks are as good as values. `owner` is the reference column that says whose a
    row is, None for a table whose rows belong to nobody. `dated` is the column that says when something happened with
    the owner, None where none does. `row_means` says for the Guide what a row stands for; in it `{column}` is filled
    with the label of a column, `{column_default}` with what a blank there means, and `{page}` with a page's title.
    """

    key: str
    labels: Labels
    aliases: tuple[str, ...]
    excel_name: str
    columns: tuple[Column, ...]
    keys: tuple[tuple[str, ...], ...]
    owner: str | None = None
    dated: str | None = None
    row_means: Labels | None = None

    def __hash__(self) -> int:
        return hash(self.key)  # not of every column, as for Enum

    @property
    def says_which(self) -> str:
        """The column that every row fills first: whose it is, or where it is nobody's, which one it is."""
        return self.owner or self.keys[0][0]

    @property
    def named_by(self) -> str | None:
        """The one column by which others may refer to a row; None where it takes several to know a row again."""
        return next((key[0] for key in self.keys if len(key) == 1), None)

    @property
    def owner_table(self) -> str | None:
        """The key of the table that the rows of this one belong to; None where they belong to nobody."""
        return self[self.owner].kind.refers_to if self.owner else None

    @cached_property
    def references(self) -> tuple[Column, ...]:
        """The columns whose cells name a row of another table, or of this one."""
        return tuple(column for column in self.columns if column.kind.refers_to)

    @cached_property
    def currency(self) -> Column | None:
        """The column that says in which currency the amounts of a row are; None where all are in the base currency."""
        return next((column for column in self.columns if column.kind.name == "currency"), None)

    @cached_property
    def by_key(self) -> dict[str, Column]:
        """The columns by their keys."""
        return {column.key: column for column in self.columns}

    def __getitem__(self, key: str) -> Column:
        return self.by_key[key]
