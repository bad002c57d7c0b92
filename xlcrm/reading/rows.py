"""Which rows under a header are records, and which are blanks, totals or notes."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from math import isclose
from typing import Any

from xlcrm.reading.headers import Header, fold

Columns = Mapping[int, Sequence[Any]]
"""The cells under a header, by the positions of their columns; all columns are of one length, a blank cell is ''."""

NOT_COMPUTED = "="
"""What stands for a formula without a value: something that is not understood, never a blank."""

_TOTAL_WORD = "[合总總]计|合計|[总總][計和数數额額]|小[计計]|累[计計]|[共总總][计計]|[汇匯彙][总總]"
_TOTAL = re.compile(
    rf"(?:以上)?[0-9零〇一二三四五六七八九十年月日季度第期上下半本页頁全当當各共~-]*(?:{_TOTAL_WORD})"
    rf"(?:金额|金額|人数|人數|笔数|筆數)?(?:[(\[0-9¥$,./-].*)?"
    r"|(?:grand|sub|overall|annual|yearly|monthly|quarterly)?-?totals?(?:(?:for|of|in|by|to)?[(\[0-9¥$,./-].*)?|sum"
)
_ENDS_AS_TOTAL = re.compile(rf".*(?:{_TOTAL_WORD}|total)")
_STATISTIC = re.compile(
    r"(?:平均|均)[值数數额額]?|最[大小高低][值额額]?|[人户戶笔筆]数|[人戶筆]數|average|avg|mean|max(?:imum)?|min(?:imum)?|count"
)
# Searched for in a whole column at once: few sheets have any, and most rows need no closer look.
_MAY_BE_TOTAL = re.compile(r"[计計和数數额額总總]|total|sum", re.IGNORECASE)
_REMARK = re.compile(
    r"\(?(?:备[注註]|備[注註]|[注註]|说明|說明|制表|製表|填表|审核|審核|复核|覆核|数据|資料|更新|单位|單位|打印|列印"
    r"|notes?\b|remarks?\b|prepared|updated|source|printed|checked)|[^:：]{1,12}[:：]\s*\S",
    re.IGNORECASE,
)
# Spaces, dashes and other signs without a letter or a digit.
_NO_WORD = re.compile(r"[\W_]+")
_LONGEST_NAME = 30
_MOST_CELLS_OF_A_NOTE = 4


@dataclass
class Rows:
    """The rows under a header, by their positions counted from 0: the row right under it is 0.

    `other_table` is the header of a table of another kind, which ends this one.
    """

    records: Sequence[int] = ()
    totals: list[int] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    other_table: int | None = None


def sort_rows(
    header: Header, columns: Columns, length: int, totalled: Callable[[], frozenset[int]] = frozenset
) -> Rows:
    """Tell records from blank rows, totals and stray notes.

    `totalled` gives the rows that a formula adds up from others. Cells of calculated columns do not make a record: a
    table keeps its formulas in rows not yet filled.
    """
    return _Sorting(header, columns, length, totalled).rows()


class _Sorting:
    def __init__(self, header: Header, columns: Columns, length: int, totalled: Callable[[], frozenset[int]]) -> None:
        self.header = header
        self.columns = columns
        self.length = length
        self.totalled = totalled
        present = [column for column in header.table.columns if column.key in header.columns]
        self.required = [header.columns[column.key] for column in present if column.required]
        self.numeric = {header.columns[column.key] for column in present if column.kind.is_number}
        self.flags = {header.columns[column.key] for column in present if column.kind.name == "boolean"}
        self.id_place = header.columns.get(header.table.says_which)
        self.id_headers = _headers_of_ids(header)
        self.header_at = {**header.extras, **{place: header.texts[key] for key, place in header.columns.items()}}
        self.naming = {self.id_place, *(() if header.table.owner else self.required)}
        self.beside = _beside(header)
        self.places = sorted({*header.columns.values(), *header.extras} & columns.keys())
        self.found = Rows()

    def rows(self) -> Rows:
        """Every row in its place; nearly all have what they must have, and need no second look."""
        if not self.header.columns:
            return self.found
        doubtful = sorted(self._doubtful())
        if not doubtful:
            self.found.records = range(self.length)
            return self.found
        others = set()
        end = self.length
        for row in doubtful:
            if self._begins_other_table(row):
                self.found.other_table = end = row
                break
            if not self._is_record(row):
                others.add(row)
        self.found.records = [row for row in range(end) if row not in others]
        return self.found

    def _doubtful(self) -> set[int]:
        if not self.required:
            return set(range(self.length))
        doubtful: set[int] = set()
        for place in self.required:
            doubtful |= self._rows_with({""}, place)
        first = {cell for cell in set(self.columns[self.required[0]]) if type(cell) is str}
        doubtful |= self._rows_with({cell for cell in first if _NO_WORD.fullmatch(cell)}, self.required[0])
        for place in self.places[: 1 + self.places.index(self.required[0])]:
            texts = [cell for cell in set(self.columns[place]) if type(cell) is str]
            if _MAY_BE_TOTAL.search("\n".join(texts)):
                doubtful |= self._rows_with({text for text in texts if _TOTAL.fullmatch(fold(text))}, place)
        if self.id_place is not None:
            doubtful |= self._rows_with(self.id_headers, self.id_place)
        return doubtful

    def _rows_with(self, wanted: Set[str], place: int) -> set[int]:
        """The rows whose cell of one column is among some texts; most columns hold none of them."""
        column = self.columns[place]
        if not any(text in column for text in wanted):
            return set()
        return {row for row, cell in enumerate(column) if cell in wanted}

    def _is_record(self, row: int) -> bool:
        given = [place for place in self.places if self.columns[place][row] != ""]
        if not given or all(place in self.beside for place in given):
            return False
        if self._is_total(row, given):
            self.found.totals.append(row)
            return False
        if all(self._says_nothing(row, place) for place in given):
            return False
        if self._is_header(row) or self._is_note(row, given) or (row == 0 and self.header.units_below):
            self.found.notes.append(row)
            return False
        return True

    def _says_nothing(self, row: int, place: int) -> bool:
        """Whether a cell makes no record by itself: rows are ruled off, numbered or filled with formulas in advance."""
        cell = self._cell(row, place)
        if isinstance(cell, str) and _NO_WORD.fullmatch(cell):
            return cell != NOT_COMPUTED
        if place in self.flags:
            return True
        return _is_number(cell) if place in self.header.extras else place in self.numeric and cell == 0

    def _cell(self, row: int, place: int) -> Any:
        return self.columns[place][row]

    def _is_text(self, row: int, place: int) -> bool:
        cell = self._cell(row, place)
        return isinstance(cell, str) and cell != NOT_COMPUTED

    def _is_total(self, row: int, given: Sequence[int]) -> bool:
        texts = [place for place in given if self._is_text(row, place)]
        if texts:
            word = fold(self._cell(row, texts[0]))
            complete = all(place in given for place in self.required)
            has_id = self.id_place in given and self.id_place != texts[0]
            if _TOTAL.fullmatch(word):
                return not has_id
            is_statistic = _ENDS_AS_TOTAL.fullmatch(word) or _STATISTIC.fullmatch(word)
            if is_statistic and not complete and len(given) > 1:
                return not has_id
        if self.id_place in given:
            return False
        if any(place in self.numeric for place in texts):
            return False
        if not texts and self._is_sum(row, [place for place in given if place in self.numeric]):
            return all(place in self.numeric or place in self.header.extras for place in given)
        words = [place for place in given if place not in self.numeric and place not in self.header.extras]
        return len(words) <= 1 and row in self._totalled

    @cached_property
    def _totalled(self) -> frozenset[int]:
        return self.totalled()

    @cached_property
    def _sums(self) -> dict[int, list[float]]:
        """For each column of numbers what has been added up before each row."""
        return {
            place: list(accumulate((_number(cell) for cell in self.columns[place]), initial=0.0))
            for place in self.numeric
        }

    def _is_sum(self, row: int, places: Iterable[int]) -> bool:
        """Whether one of the numbers adds up those above it, since the last total or from the beginning."""
        start = self.found.totals[-1] + 1 if self.found.totals else 0
        for place in places:
            sums, number = self._sums[place], _number(self._cell(row, place))
            in_totals = sum(_number(self._cell(total, place)) for total in self.found.totals)
            block, whole = sums[row] - sums[start], sums[row] - in_totals
            if number and row - start > 1 and (isclose(number, block) or isclose(number, whole)):
                return True
        return False

    def _is_header(self, row: int) -> bool:
        return self.id_place is not None and self._cell(row, self.id_place) in self.id_headers

    def _begins_other_table(self, row: int) -> bool:
        """Whether a row is a header, but not this one again: below it stands a table of another kind."""
        if not self._is_header(row):
            return False
        given = [place for place in self.places if self._cell(row, place) != ""]
        same = sum(fold(self._cell(row, place)) == fold(self.header_at.get(place, "")) for place in given)
        return len(given) > 2 and 2 * same <= len(given) and all(self._is_text(row, place) for place in given)

    def _is_note(self, row: int, given: Sequence[int]) -> bool:
        """Whether the few texts of a row are a remark rather than the start of a record."""
        first = self._cell(row, given[0])
        if not isinstance(first, str):
            return False
        if len(given) == 1:
            named = given[0] in self.naming
            return not named or len(first) > _LONGEST_NAME or " " in first.strip() or _says(first)
        are_texts = all(isinstance(self._cell(row, place), str) for place in given)
        return len(given) <= _MOST_CELLS_OF_A_NOTE and are_texts and _says(first) and not self._is_complete(given)

    def _is_complete(self, given: Sequence[int]) -> bool:
        return all(place in given for place in self.required)


def _says(text: str) -> bool:
    return _REMARK.match(text.strip()) is not None


def _headers_of_ids(header: Header) -> frozenset[str]:
    """What stands above the column that says whose or which a row is, here or in any book."""
    column = header.table[header.table.says_which]
    own = header.texts.get(column.key)
    return frozenset(text for text in (own, *column.labels, *column.aliases) if text is not None)


def _is_number(cell: Any) -> bool:
    return isinstance(cell, int | float) or (isinstance(cell, str) and cell.strip().isdecimal())


def _number(cell: Any) -> float:
    return float(cell) if type(cell) is float or type(cell) is int else 0.0


def _beside(header: Header) -> frozenset[int]:
    """The columns of notes that stand right of a table, with an empty column between."""
    last = max((*header.columns.values(), *header.calculated.values()), default=0)
    while last + 1 in header.extras:
        last += 1
    return frozenset(place for place in header.extras if place > last)
