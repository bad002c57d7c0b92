"""The columns that a build adds to a user's sheet: they take on what the user gave those cells."""

from collections.abc import Collection, Sequence
from typing import Any

from xlcrm.ooxml import SheetEditor
from xlcrm.ooxml.a1 import Cell


class AddedColumns:
    """Writes columns into cells that say nothing, but may have borders, fills or fonts of the user's.

    `rows` are those under the header, as Excel counts them, `places` the columns to be added and `beside` one that has
    a header of the user's, counted from 0.
    """

    def __init__(self, editor: SheetEditor, header_row: int, rows: range, places: Collection[int], beside: int) -> None:
        self.editor = editor
        self.header_row = header_row
        self.rows = rows
        self._beside = editor.cell(Cell(header_row, beside).text).style
        self._dressed = editor.styles_of_cells(range(header_row, rows.stop), places) if places else {}

    def write(
        self,
        place: int,
        header: str,
        values: Sequence[Any],
        *,
        num_fmt: str,
        fill: str | None = None,
        formula: str | None = None,
    ) -> None:
        """A column with a header like that of the user's, and a value a row."""
        styles = self.editor.package.styles
        of_column = self.editor.style_of_column(place)
        has_own_look = self._dressed.get((self.header_row, place)) not in (None, 0, of_column)
        if self._beside is not None and not has_own_look:
            self.editor.set_cell(Cell(self.header_row, place).text, header, style=self._beside)
        usual = styles.cell_format(of_column or 0, num_fmt=num_fmt, fill=fill)
        self.editor.fill_column(place, self.rows.start, values, formula=formula, style=usual)
        for row, value in zip(self.rows, values, strict=True) if self._dressed else ():
            base = self._dressed.get((row, place))
            if base is not None:
                style = styles.cell_format(base, num_fmt=num_fmt, fill=fill)
                self.editor.set_cell(Cell(row, place).text, value, formula=formula, style=style)
