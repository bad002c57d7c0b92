"""The user's own input sheets, edited where they stand: only what a build owns is written.

That is the table's range and header, columns that were missing, calculated columns, our rules and highlights, and the
cells whose reading was not what they literally say.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from xlcrm.labels import Labels, Language
from xlcrm.model.book import Book
from xlcrm.model.place import Place
from xlcrm.model.records import Records, Source
from xlcrm.ooxml import Package, SheetEditor, SheetEntry, Table, edit_sheet
from xlcrm.ooxml.a1 import ROWS, Area, Cell, area_of
from xlcrm.ooxml.styles import Styles
from xlcrm.schema.calculated import UNNAMED, calculated_column
from xlcrm.schema.types import Column, Enum
from xlcrm.writing import notices
from xlcrm.writing.added_columns import AddedColumns
from xlcrm.writing.canvas import Context
from xlcrm.writing.cell_change import Conversion
from xlcrm.writing.cells import cell_values
from xlcrm.writing.input_rules import set_rules
from xlcrm.writing.inputs import calculated, column_width
from xlcrm.writing.styles import CALCULATED_FILL, number_format
from xlcrm.writing.table_layout import TableLayout

TABLE_STYLE = "TableStyleLight1"

BLANK_ROWS = 1000
"""How many blank rows at the end of a user's table stay in it: more of them were never meant to be filled."""


class InPlace:
    """One table on the user's own sheet.

    `prepare` makes it an Excel table and `convert` lets its cells say what was understood: all that is read of it is
    as it stays then, and `changed` says whether it is read otherwise than before. `finish` fills in what is computed.
    `renamed` maps headers, case-folded, to what they are called now; `conversions` are the cells written over.
    """

    def __init__(self, package: Package, entry: SheetEntry, records: Records, language: Language) -> None:
        self.package = package
        self.records = records
        self.language = language
        self.source: Source = records.sources[0]
        self.entry = entry
        self.added: list[Column] = []
        self.columns = dict(self.source.columns)
        self.changed = False
        self.conversions: list[Conversion] = []
        self.renamed: dict[str, str] = {}
        self.headers = self._headers()
        self.last_row = self._last_row()

    @property
    def editor(self) -> SheetEditor:
        """The editor at work on the sheet, or another one once its edits were stored."""
        return edit_sheet(self.package, self.entry)

    @property
    def left(self) -> int:
        """The first column of the table, counted from 0."""
        return min(self.headers)

    def _last_row(self) -> int:
        """The last row of the table, as Excel counts it, which is at least one under the header.

        A table of the user's that goes on with blank rows keeps them, since a total row may stand below.
        """
        rows = self.records.row_of
        last = int(rows.max()) if len(rows) else self.source.header_row + 1
        for table in self.editor.tables:
            top, left, bottom, right = area_of(table.reference)
            end = bottom - table.has_total_row
            is_ours = top == self.source.header_row and left <= max(self.source.columns.values()) <= right
            if is_ours and last < end and (table.has_total_row or end - last <= BLANK_ROWS):
                read = set(self.source.columns.values())
                return end if self.editor.are_blank(range(last + 1, end + 1), read) else last
        return last

    def _headers(self) -> dict[int, str]:
        """The header of each column of the table by its place: the user's, then what was missing, then ours."""
        schema, source = self.records.schema, self.source
        found = {place: schema[key].labels.in_(self.language) for key, place in source.columns.items()}
        last = max(found)
        extras = {place: text for place, text in source.extras.items() if place < last}
        while last + 1 in source.extras or last + 1 in source.calculated.values():
            last += 1
            if last in source.extras:
                extras[last] = source.extras[last]
        found |= extras
        taken = {text.casefold() for text in found.values()}
        added = calculated_column(schema)
        self.calculated_key, self.calculated_header = (added[0], added[1].in_(self.language)) if added else ("", "")
        self.calculated_place = present = source.calculated.get(self.calculated_key)
        missing = [column for column in schema.columns if column.key not in source.columns]
        for column in missing:
            last += 1
            self.columns[column.key] = last
            found[last] = column.labels.in_(self.language)
            self.added.append(column)
        # Nothing depends on our column: where something of the user's stands in its place, it is left out.
        has_room = bool(self.added) or self._is_free(last + 1)
        if added and present is None and self.calculated_header.casefold() not in taken and has_room:
            last += 1
            self.calculated_place = last
        if self.calculated_place is not None:
            found[self.calculated_place] = self.calculated_header
        return _unique(found, UNNAMED.in_(self.language))

    @property
    def _new_place(self) -> int | None:
        """Where the calculated column goes that is not there yet."""
        return None if self.calculated_key in self.source.calculated else self.calculated_place

    @property
    def obstacle(self) -> Labels | None:
        """Why the table cannot be one of Excel's where it stands: cells in its range or where columns have to go."""
        right = max(self.headers)
        places = [self.columns[column.key] for column in self.added]
        first_added = min([*places, right + 1 if self._new_place is None else self._new_place])
        if first_added <= right and not self._is_free(first_added, right):
            return notices.NO_ROOM
        if any(self._overlaps(cells) for cells in self.editor.merged_ranges):
            return notices.MERGED
        beside = [table for table in self.editor.tables if self._overlaps(table.reference)]
        if len(beside) > 1 or not all(self._can_be(table) for table in beside):
            return notices.TABLE_IN_THE_WAY
        return None

    def _is_free(self, first: int, last: int | None = None) -> bool:
        """Whether columns of ours can stand here: nothing under the header's row, nor in the column that follows.

        What stands right behind them would be a column of the table at the next build.
        """
        last = first if last is None else last
        if first > self.source.last_used:
            return True
        return self.editor.are_blank(range(self.source.header_row, ROWS + 1), range(first, last + 2))

    def _can_be(self, table: Table) -> bool:
        """Whether a table of the user's can be ours: it has our header row, and a total row only below the data.

        One that a query fills gets no columns of ours: Excel keeps a list of its columns with the query too.
        """
        top, left, bottom, right = area_of(table.reference)
        queries = self.package.graph.relationships(table.part).of_kind("queryTable")
        if queries and (left, right) != (self.left, max(self.headers)):
            return False
        return top == self.source.header_row and (not table.has_total_row or bottom - 1 == self.last_row)

    def _overlaps(self, cells: str) -> bool:
        top, left, bottom, right = area_of(cells)
        inside_rows = top <= self.last_row and bottom >= self.source.header_row
        return inside_rows and left <= max(self.headers) and right >= self.left

    def has_formulas(self, column: str) -> bool:
        """Whether a formula stands in a column of the records."""
        cells = (Cell(row, self.columns[column]) for row in self.records.row_of.tolist())
        return any(self.editor.cell(cell.text).formula is not None for cell in cells)

    def prepare(self) -> TableLayout:
        """Make the rows an Excel table, which keeps the name that the user gave it; returns how it lies there."""
        headers = {place: text for place, text in self.headers.items() if place != self._new_place}
        # A calculated column is never read: how it is called changes nothing of what the sheet says.
        self.changed = any(
            self._header(place) != text for place, text in headers.items() if place != self.calculated_place
        )
        self.renamed = {
            str(present).casefold(): text
            for place, text in headers.items()
            if (present := self._header(place)) not in (None, "", text)
        }
        table = self._set_table(headers, {})
        rows = self.records.row_of.tolist()
        return TableLayout(self.entry.title, table.name, self.source.header_row, self.columns, rows)

    def _header(self, place: int) -> object:
        return self.editor.cell(Cell(self.source.header_row, place).text).value

    def _set_table(self, headers: Mapping[int, str], formulas: dict[str, str]) -> Table:
        top, bottom = self.source.header_row, self.last_row
        reference = Area(top, self.left, bottom, max(headers)).text
        names = [headers[place] for place in sorted(headers)]
        name = self.records.schema.excel_name
        return self.editor.set_table(name, reference, names, calculated=formulas, style=TABLE_STYLE)

    def convert(self, book: Book) -> None:
        """Write the cells that said what was understood in another way, and the looks of columns that were missing."""
        changed_language = book.language != book.read_language
        scaled = {p.column for p in book.problems if p.kind == "column_scaled" and p.table == self.records.schema.key}
        added = self._added_columns([self.columns[column.key] for column in self.added])
        for column in self.records.schema.columns:
            if column.key in self.source.columns:
                whole = column.key in scaled or (changed_language and _is_worded(column))
                self._convert(column, book, whole=whole)
            else:
                self._look(column, added)

    def finish(self, context: Context, follow: Callable[[str], str]) -> None:
        """Write the calculated column, rules and highlights.

        `follow` gives formulas the names that tables and cells have in the user's book.
        """
        self._calculate(context, follow)
        columns = dict(self.columns)
        if self.calculated_place is not None:
            columns[self.calculated_key] = self.calculated_place
        set_rules(self.editor, context, self.records.schema, columns, self._rows(), follow)

    def _convert(self, column: Column, book: Book, *, whole: bool) -> None:
        """Let cells say what was understood, where they said it in another way; formulas stay as they are."""
        records = self.records
        touched = range(len(records)) if whole else self._noted(book, column)
        date_1904 = self.package.date_1904
        values = cell_values(records, column, book.language, date_1904=date_1904) if touched else []
        for record in touched:
            reference = Cell(int(records.row_of[record]), self.columns[column.key]).text
            present = self.editor.cell(reference)
            value = values[record]
            if present.formula is None and (value is not None or present.value not in (None, "")):
                style = converted_style(self.package.styles, column, present.style, value)
                if present.value != value or (style is not None and style != present.style):
                    self.editor.set_cell(reference, value, style=style)
                    self.changed = True
                    self._tell(column, record, present.value, value)

    def _tell(self, column: Column, record: int, before: Any, value: Any) -> None:
        """Keep what a cell held and holds now, unless only its format changed."""
        typed = self.records[column.key].iat[record]
        is_day = column.kind.name == "date" and typed == typed  # NaT differs from itself
        if before != value or is_day:
            place = Place(self.entry.title, int(self.records.row_of[record]), self.columns[column.key])
            after = typed.to_pydatetime() if is_day else value
            kept = typed if typed is not None and typed == typed else value
            self.conversions.append(Conversion(place, before, after, self.records.schema.key, column.key, kept))

    def _noted(self, book: Book, column: Column) -> list[int]:
        """The records whose cell in this column was converted, filled or not understood."""
        key = self.records.schema.key
        noted = {
            problem.record
            for problem in book.problems
            if problem.record is not None and (problem.table, problem.column) == (key, column.key)
        }
        bad = np.flatnonzero(self.records.bad(column.key)).tolist()
        return sorted(noted | set(bad))

    def _look(self, column: Column, added: AddedColumns) -> None:
        """The header, format and width of a column that was missing."""
        place, header = self.columns[column.key], self.headers[self.columns[column.key]]
        added.write(place, header, [None] * len(self._rows()), num_fmt=number_format(column.kind))
        self.editor.set_width(place, column_width(column.kind.name, header, ()))

    def _rows(self) -> range:
        return range(self.source.header_row + 1, self.last_row + 1)

    def _added_columns(self, places: list[int]) -> AddedColumns:
        beside = max(place for place in self.headers if place not in places and place != self._new_place)
        return AddedColumns(self.editor, self.source.header_row, self._rows(), places, beside)

    def _calculate(self, context: Context, follow: Callable[[str], str]) -> None:
        added = calculated(context, self.records.schema)
        if self.calculated_place is None or added is None:
            return
        formula = follow(added.formula)
        found: dict[int, Any] = dict(zip(self.records.row_of.tolist(), added.values, strict=True))
        values = [found.get(row) or "" for row in self._rows()]
        place, header = self.calculated_place, self.calculated_header
        if self._new_place is None:
            # A column that is there already keeps the look that its user gave it.
            self.editor.fill_column(place, self._rows().start, values, formula=formula)
        else:
            columns = self._added_columns([place])
            columns.write(place, header, values, num_fmt="General", fill=CALCULATED_FILL[1:], formula=formula)
        self._set_table(self.headers, {header: formula})
        self.editor.set_width(place, column_width("text", header, added.values))


def converted_style(styles: Styles, column: Column, present: int | None, value: Any) -> int | None:
    """A format in which a converted value shows as what it is: a date as a date, an ID as text; None for no change."""
    code = styles.format_code(present or 0)
    kind = column.kind
    if isinstance(value, int | float) and not isinstance(value, bool):
        has_no_format = kind.name in ("date", "percent") and code in ("General", "@")
        if has_no_format or (kind.is_number and code == "@"):
            return styles.cell_format(present or 0, num_fmt=number_format(kind))
    if kind.is_code and isinstance(value, str) and code != "@":
        return styles.cell_format(present or 0, num_fmt="@")
    return None


def _is_worded(column: Column) -> bool:
    return isinstance(column.kind, Enum) or column.kind.name == "boolean"


def _unique(headers: dict[int, str], unnamed: str) -> dict[int, str]:
    """A header for every place from the first to the last, each once whatever its case, as Excel wants it."""
    found: dict[int, str] = {}
    taken: set[str] = set()
    # Declared columns keep their labels; a second one of the same name is told apart.
    for place in sorted(range(min(headers), max(headers) + 1)):
        found[place] = _free(headers.get(place, unnamed), taken, numbered=place not in headers)
        taken.add(found[place].casefold())
    return found


def _free(text: str, taken: Iterable[str], *, numbered: bool) -> str:
    candidate, number = (f"{text}1" if numbered else text), 2
    while candidate.casefold() in taken:
        candidate = f"{text}{number}" if numbered else f"{text} ({number})"
        number += 1
    return candidate
