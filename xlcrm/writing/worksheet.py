"""A worksheet of xlsxwriter that takes large blocks of rows by columns, and is exact about cached values.

xlsxwriter leaves the type off a formula whose value is an empty text, and takes a cached text such as `#N/A` for an
error. It also keeps every cell as an object, which a region's tables cannot afford (see tests/bench): their rows are
handed over by columns and written as text in one pass.

This module alone leans on what xlsxwriter does not document, and pyproject.toml bounds its version for that reason:
Worksheet: _prepare_formula, _write_cell, _write_dimension, _write_hyperlink_internal, _write_rows, _write_sheet_data,
_xml_empty_tag, dim_colmax, fh, hlink_count, hyperlinks, str_table, table, tables
SharedStringTable: _get_shared_string_index, count
Format: _get_xf_index
Url: _link, tip
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.url import Url
from xlsxwriter.worksheet import Worksheet

from xlcrm.ooxml.a1 import Area, Cell, letters_of
from xlcrm.ooxml.xmlio import escape

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ufffe\uffff\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)")

_ROWS_AT_ONCE = 1000


@dataclass(frozen=True)
class BlockColumn:
    """One column of a block of rows: its cells' format, their values, and for formulas the text with `{row}` in it.

    `values` holds str, bool, numbers (dates as serial numbers), and None or NaN for a blank cell.
    """

    format: Any
    values: Sequence[Any]
    formula: str | None = None
    array: bool = False


def xml_text(text: str) -> str:
    """Text as a part of a workbook holds it: what XML cannot hold is written `_xHHHH_`."""
    if _NOT_XML.search(text):
        text = _NOT_XML.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    return escape(text)


def value_xml(value: Any) -> tuple[str, str]:
    """The type attribute and the `<v>` of a formula's cached value; a blank is the empty text."""
    if isinstance(value, bool):
        return ' t="b"', f"<v>{int(value)}</v>"
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ' t="str"', "<v></v>"
    if isinstance(value, str):
        return ' t="str"', f"<v>{xml_text(value)}</v>"
    return "", f"<v>{number_text(value)}</v>"


def number_text(value: float) -> str:
    """A number with every digit that it has."""
    number = float(value)
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


class FastWorksheet(Worksheet):  # type: ignore[misc]
    """A worksheet whose last rows may be a block, handed over by columns."""

    def __init__(self) -> None:
        super().__init__()
        self._block: tuple[int, Sequence[BlockColumn]] | None = None
        self._shared: dict[str, int] = {}
        self._linked_areas: dict[tuple[int, int], str] = {}

    def set_block(self, first_row: int, columns: Sequence[BlockColumn]) -> None:
        """The rows from `first_row` (counted from 0) to the end of the sheet, from the first column on."""
        if columns[0].values:
            self._block = first_row, columns
            for column in columns:
                if column.formula is None:
                    self._share(value for value in column.values if type(value) is str)

    def _share(self, texts: Iterator[str]) -> None:
        """Enter texts into the workbook's shared strings, which are complete before the rows are written."""
        for text in texts:
            if text in self._shared:
                self.str_table.count += 1
            else:
                self._shared[text] = self.str_table._get_shared_string_index(text)

    def add_large_table(self, first_row: int, last_row: int, last_column: int, options: dict[str, Any]) -> int:
        """A table over a block: xlsxwriter itself would keep a note of every cell of it, 480 MB for a region."""
        result = self.add_table(first_row, 0, first_row + 1, last_column, options)
        if self._block is not None:
            self.table.pop(first_row + 1, None)  # xlsxwriter fills calculated columns, which the block holds already
        whole = Area(first_row + 1, 0, last_row + 1, last_column).text
        self.tables[-1].update(range=whole, a_range=whole)
        if self.tables[-1].get("autofilter"):
            self.tables[-1]["autofilter"] = whole
        return int(result or 0)

    def link_area(self, row: int, column: int, last_row: int, last_column: int, target: str, tip: str) -> None:
        """One link for all cells of an area, whatever stands in them: xlsxwriter itself only links single cells."""
        url = Url(target)
        url.tip = tip
        self.hlink_count += 1
        self.hyperlinks[row][column] = url
        self._linked_areas[row, column] = Area(row + 1, column, last_row + 1, last_column).text

    def _write_hyperlink_internal(self, row: int, col: int, url: Url) -> None:
        area = self._linked_areas.get((row, col))
        if area is None:
            super()._write_hyperlink_internal(row, col, url)
        else:
            self._xml_empty_tag("hyperlink", [("ref", area), ("location", url._link), ("tooltip", url.tip)])

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002
        """A formula as a cell holds it.


        It is not searched for functions of later years, of which none is written without its `_xlfn.`: xlsxwriter
        looks for thirty of them, one by one, which took a third of a small build.
        """
        return formula.removeprefix("{").removeprefix("=").removesuffix("}")

    def _write_sheet_data(self) -> None:
        if self._block is None:
            super()._write_sheet_data()
            return
        first, columns = self._block
        self.fh.write("<sheetData>")
        self._write_rows()
        for text in self._block_xml(first, columns):
            self.fh.write(text)
        self.fh.write("</sheetData>")

    def _write_dimension(self) -> None:
        if self._block is None:
            super()._write_dimension()
            return
        first, columns = self._block
        right = max(len(columns) - 1, self.dim_colmax or 0)
        area = Area(1, 0, first + len(columns[0].values), right)
        self._xml_empty_tag("dimension", [("ref", area.text)])

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        kind = type(cell).__name__
        if kind not in ("Formula", "ArrayFormula"):
            super()._write_cell(row, col, cell)
            return
        style = f' s="{cell.format._get_xf_index()}"' if cell.format else ""
        type_, value = value_xml(cell.value)
        reference = Cell(row + 1, col).text
        opening = f'<f t="array" ref="{reference}">' if kind == "ArrayFormula" else "<f>"
        self.fh.write(f'<c r="{reference}"{style}{type_}>{opening}{escape(cell.formula)}</f>{value}</c>')

    def _block_xml(self, first: int, columns: Sequence[BlockColumn]) -> Iterator[str]:
        """The rows of the block as text, some hundred at a time."""
        writers = [self._column_xml(place, column) for place, column in enumerate(columns)]
        length = len(columns[0].values)
        for start in range(0, length, _ROWS_AT_ONCE):
            rows = range(first + start + 1, first + min(start + _ROWS_AT_ONCE, length) + 1)
            yield "".join(
                f'<row r="{row}">{"".join(cells)}</row>'
                for row, *cells in zip(rows, *(write(start, rows) for write in writers), strict=True)
            )

    def _column_xml(self, place: int, column: BlockColumn) -> Any:
        """A function that writes some cells of one column; what is the same in each is put together once."""
        letter = letters_of(place)
        style = f' s="{column.format._get_xf_index()}"' if column.format else ""
        values = column.values
        if column.formula is not None:
            return self._formulas(letter, style, escape(column.formula), column.array, values)
        shared = self._shared

        def cell(row: int, value: Any) -> str:
            if type(value) is str:
                return f'<c r="{letter}{row}"{style} t="s"><v>{shared[value]}</v></c>'
            if value is None or value != value:
                return f'<c r="{letter}{row}"{style}/>' if style else ""
            if type(value) is bool:
                return f'<c r="{letter}{row}"{style} t="b"><v>{int(value)}</v></c>'
            return f'<c r="{letter}{row}"{style}><v>{number_text(value)}</v></c>'

        return lambda start, rows: map(cell, rows, values[start : start + len(rows)])

    def _formulas(self, letter: str, style: str, formula: str, array: bool, values: Sequence[Any]) -> Any:
        pieces = formula.split("{row}")

        def cell(row: int, value: Any) -> str:
            type_, cached = value_xml(value)
            reference = f"{letter}{row}"
            opening = f'<f t="array" ref="{reference}">' if array else "<f>"
            return f'<c r="{reference}"{style}{type_}>{opening}{str(row).join(pieces)}</f>{cached}</c>'

        return lambda start, rows: map(cell, rows, values[start : start + len(rows)])
