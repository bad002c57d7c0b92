"""Which table a sheet holds, where its header stands, and which column each header cell names."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import Any

from xlcrm.labels import LANGUAGES, Language
from xlcrm.reading.units import EVERYDAY, Unit, unit_above, unit_in
from xlcrm.reading.values.marks import INVISIBLE
from xlcrm.reading.values.scripts import simplified
from xlcrm.schema.calculated import calculated_column
from xlcrm.schema.tables import TABLES
from xlcrm.schema.types import Column, Table

HEADER_ROWS = 20
"""How far down a header is looked for."""

FEWEST = 3
"""How many columns a sheet must name to be known by its headers alone."""

LONGEST_HEADER = 200
"""A longer text is no header, and not looked at."""

Grid = Sequence[Sequence[Any]]

# What people write beside a header: a star for "must", a colon, an arrow for the order of sorting.
_MARKS = re.compile(rf"[\s{INVISIBLE}\u200c\u200d*:!#▲▼△▽↑↓⇅]+")
_BRACKETS = re.compile(r"[(\[{【〔「](.*?)[)\]}】〕」]")
_NUMBERED = re.compile(r"^[0-9]{1,2}[.、)](?=[^0-9])")
_UNIT_BEHIND = re.compile(r"(.+?)[/_|,-]?((?:人民[币幣])?(?:[十百千]?[万萬]|[千仟亿億])[元圆圓]?|[元圆圓])")


def fold(text: object) -> str:
    """A header or title as it is compared: without width, case, spaces, stars and line breaks."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", str(text))).casefold()


@lru_cache(maxsize=4096)
def readings(text: str) -> tuple[tuple[str, Unit | None], ...]:
    """The names that a header cell may mean, the most literal one first, each with the unit stated beside it."""
    folded = fold(text)
    units = (unit_in(bracket[1]) for bracket in _BRACKETS.finditer(folded))
    unit = next((unit for unit in units if unit is not None), None)
    bare = _NUMBERED.sub("", _BRACKETS.sub("", folded))
    found: list[tuple[str, Unit | None]] = [] if unit else [(folded, None)]
    found.append((bare, unit))
    behind = _UNIT_BEHIND.fullmatch(bare)
    if behind and unit is None:
        found.append((behind[1], unit_in(behind[2])))
    return tuple((name, each) for name, each in dict.fromkeys(found) if name)


@dataclass(frozen=True)
class Header:
    """The header row of one table in one sheet; rows and columns are counted from 0.

    `scales` are what the values of a column are multiplied by, `currencies` the words for currencies that headers name.
    `texts` are their headers as written, `names` as they were compared. `unit_above` is what a line above states,
    `units_below` what the row under the header says of columns.
    """

    table: Table
    row: int
    columns: Mapping[str, int]
    scales: Mapping[str, float] = field(default_factory=dict)
    calculated: Mapping[str, int] = field(default_factory=dict)
    extras: Mapping[int, str] = field(default_factory=dict)
    twice: Sequence[tuple[str, int]] = ()
    calculated_texts: Mapping[str, str] = field(default_factory=dict)
    currencies: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    unit_above: Unit | None = None
    units_below: Mapping[str, Unit] = field(default_factory=dict)

    @property
    def missing(self) -> list[Column]:
        """The required columns that the sheet does not have."""
        return [column for column in self.table.columns if column.required and column.key not in self.columns]


@cache
def _labels(table: Table) -> dict[str, str]:
    return {fold(label): column.key for column in table.columns for label in column.labels}


@cache
def _names(table: Table) -> dict[str, str]:
    """Every folded label and alias of a table's columns; where two columns share an alias, the first one has it."""
    known = dict(_labels(table))
    for column in table.columns:
        for alias in column.aliases:
            known.setdefault(fold(alias), column.key)
    return known


@cache
def _simplified_names(table: Table) -> dict[str, str]:
    known: dict[str, str] = {}
    for name, key in _names(table).items():
        known.setdefault(simplified(name), key)
    return known


@cache
def _calculated(table: Table) -> dict[str, str]:
    added = calculated_column(table)
    return {fold(label): added[0] for label in added[1]} if added else {}


def match_row(table: Table, row: Sequence[Any], number: int) -> Header:
    """The columns that one row names, taken as the header of `table`; a label goes before an alias."""
    return _Matching(table, row).header(number)


class _Matching:
    """The cells of one row as they are claimed by the columns of a table, the surest claims first."""

    def __init__(self, table: Table, row: Sequence[Any]) -> None:
        self.table = table
        self.texts = {
            place: cell
            for place, cell in enumerate(row)
            if isinstance(cell, str) and len(cell) <= LONGEST_HEADER and cell.strip()
        }
        self.columns: dict[str, int] = {}
        self.calculated: dict[str, int] = {}
        self.names: dict[str, str] = {}
        self.units: dict[str, Unit] = {}
        self.twice: list[tuple[str, int]] = []
        self.free = {place: readings(text) for place, text in self.texts.items()}
        self._claim_labels_alone()
        self._claim(_labels(table), same_label_twice=True)
        self._claim_calculated()
        self._claim(_names(table))
        self._claim_in_other_script()

    def header(self, number: int) -> Header:
        """The header that the claims make of row `number`."""
        kinds = self.table.by_key
        units = {key: unit for key, unit in self.units.items() if kinds[key].kind.name in ("money", "number")}
        taken = {*self.columns.values(), *self.calculated.values()}
        return Header(
            self.table,
            number,
            self.columns,
            {key: unit.scale for key, unit in units.items() if unit.scale != 1},
            self.calculated,
            {place: text for place, text in self.texts.items() if place not in taken},
            self.twice,
            {key: self.texts[place] for key, place in self.calculated.items()},
            {key: unit.currency for key, unit in units.items() if unit.currency and kinds[key].kind.name == "money"},
            {key: self.texts[place] for key, place in self.columns.items()},
            self.names,
        )

    def _claim_labels_alone(self) -> None:
        """A label and nothing beside it goes before the same with a unit: 金额 before 金额(USD)."""
        for place, meanings in list(self.free.items()):
            key = _labels(self.table).get(meanings[0][0]) if meanings and meanings[0][1] is None else None
            if key is not None and key not in self.columns:
                self._take(key, place, *meanings[0], same_label_twice=False)

    def _claim(self, known: Mapping[str, str], *, same_label_twice: bool = False) -> None:
        for place, meanings in list(self.free.items()):
            for name, unit in meanings:
                key = known.get(name)
                if key is not None and self._take(key, place, name, unit, same_label_twice):
                    break

    def _take(self, key: str, place: int, name: str, unit: Unit | None, same_label_twice: bool) -> bool:
        if key not in self.columns:
            self.columns[key] = place
            self.names[key] = name
            if unit is not None:
                self.units[key] = unit
        elif unit is not None and unit.currency is not None and unit.currency not in EVERYDAY and key not in self.units:
            return False  # the same in another currency, which is the user's own
        elif same_label_twice or name == self.names[key]:
            self.twice.append((key, place))
        else:
            return False
        del self.free[place]
        return True

    def _claim_calculated(self) -> None:
        for place, meanings in list(self.free.items()):
            key = _calculated(self.table).get(meanings[0][0]) if meanings else None
            if key is not None and key not in self.calculated:
                self.calculated[key] = place
                del self.free[place]

    def _claim_in_other_script(self) -> None:
        """Words of the other script, or of a mixture; most headers have been claimed by now."""
        strange = {place: meanings for place, meanings in self.free.items() if not self.texts[place].isascii()}
        for place, meanings in strange.items():
            for name, unit in meanings:
                key = _simplified_names(self.table).get(simplified(name))
                if key is not None and key not in self.columns:
                    self._take(key, place, name, unit, same_label_twice=False)
                    break


def find_header(table: Table, grid: Grid) -> Header | None:
    """The row among the first that names most columns of `table`, or two rows where merged cells spread it over two."""
    best: Header | None = None
    above: Sequence[Any] = ()
    for number, row in enumerate(grid[:HEADER_ROWS]):
        over_two = _over_two_rows(above, row)
        above = row
        if best is not None and max(_count_texts(row), _count_texts(over_two)) <= len(best.columns):
            continue  # mostly a row of data, which would be compared with the names in every script
        found = match_row(table, row, number)
        if number and found.columns:
            both = match_row(table, over_two, number)
            found = max(found, both, key=lambda header: len(header.columns))
        if found.columns and (best is None or len(found.columns) > len(best.columns)):
            best = found
    if best is None:
        return None
    return replace(best, unit_above=_unit_above(grid[: best.row]), units_below=_units_below(best, grid))


def _over_two_rows(upper: Sequence[Any], lower: Sequence[Any]) -> list[Any]:
    return [below if below not in ("", None) else over for over, below in zip(upper, lower, strict=False)]


def _count_texts(row: Sequence[Any]) -> int:
    return sum(isinstance(cell, str) and cell != "" for cell in row)


def _unit_above(rows: Grid) -> Unit | None:
    texts = (cell for row in rows for cell in row if isinstance(cell, str) and len(cell) <= LONGEST_HEADER)
    return next((unit for text in texts if (unit := unit_above(text)) is not None), None)


def _units_below(header: Header, grid: Grid) -> dict[str, Unit]:
    """The units of columns in a row right under the header that says nothing else."""
    row = grid[header.row + 1] if header.row + 1 < len(grid) else ()
    units: dict[int, Unit] = {}
    for place, cell in enumerate(row):
        if cell in ("", None):
            continue
        is_short = isinstance(cell, str) and len(cell) <= LONGEST_HEADER
        unit = unit_in(fold(cell).strip("()[]【】")) if is_short else None
        if unit is None:
            return {}  # mostly at the first cell of the first record
        units[place] = unit
    return {key: units[place] for key, place in header.columns.items() if place in units}


def in_stated_units(header: Header) -> Header:
    """The header, with the units stated under it, or above it for every amount, where its own cell states none."""
    kinds = header.table.by_key
    silent = [key for key, text in header.texts.items() if not any(own for _, own in readings(text))]
    units = {
        key: unit
        for key in silent
        if kinds[key].kind.name in ("money", "number")
        and (unit := header.units_below.get(key) or (header.unit_above if kinds[key].kind.name == "money" else None))
    }
    scales = {key: unit.scale for key, unit in units.items() if unit.scale != 1}
    currencies = {key: unit.currency for key, unit in units.items() if unit.currency}
    if not scales and not currencies:
        return header
    return replace(header, scales={**scales, **header.scales}, currencies={**currencies, **header.currencies})


def recognise(grid: Grid) -> Header | None:
    """The table that a sheet with an unknown title holds, by its headers; None where none or more than one fits."""
    headers = (find_header(table, grid) for table in TABLES)
    found = sorted((h for h in headers if h and is_plausible(h) and len(h.columns) >= FEWEST), key=_fit, reverse=True)
    if not found or (len(found) > 1 and _fit(found[0]) == _fit(found[1])):
        return None
    return found[0]


def is_plausible(header: Header) -> bool:
    """Whether the columns found are those of a table: whose or which a row is, and most of what it must have."""
    required = sum(column.required for column in header.table.columns)
    return header.table.says_which in header.columns and len(header.missing) * 2 < required


def _fit(header: Header) -> tuple[int, int, int]:
    """How well headers fit a table: several tables know most names, as labels or as aliases."""
    labels = sum(
        fold(label) == name for key, name in header.names.items() for label in dict.fromkeys(header.table[key].labels)
    )
    return len(header.columns), -len(header.missing), labels


def language_of(headers: Iterable[tuple[Table, Iterable[str]]], titles: Iterable[str]) -> Language | None:
    """The language in which most headers and titles are written; None where none shows it."""
    votes = dict.fromkeys(LANGUAGES, 0)
    for table, texts in headers:
        for text in texts:
            names = {name for name, _ in readings(text)}
            for language in LANGUAGES:
                votes[language] += any(fold(column.labels.in_(language)) in names for column in table.columns)
    for title in titles:
        for language in LANGUAGES:
            votes[language] += any(fold(table.labels.in_(language)) == fold(title) for table in TABLES)
    best = max(LANGUAGES, key=lambda language: votes[language])
    return best if votes[best] else None
