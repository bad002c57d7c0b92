"""The columns that a build adds to a user's sheet: they take on what the user gave those cells."""

from collections.abc import Collection, Sequence
from typing import Any

from xlcrm.model.book import column_letters
from xlcrm.ooxml import SheetEditor


class AddedColumns:
    """Writes columns into cells that say nothing, but may have borders, fills or fonts of the user's.

    `rows` are those under the header, as Excel counts them, `places` the columns to be added and `beside` one that has
    a header of the user's, counted from 0.
    """

    def __init__(self, editor: SheetEditor, header_row: int, rows: range, places: Collection[int], beside: int) -> None:
        self.editor = editor
        self.header_row = header_row
        self.rows = rows
        self._beside = editor.cell(f"{column_letters(beside)}{header_row}").style
        columns = [place + 1 for place in places]
        self._dressed = editor.cell_styles(range(header_row, rows.stop), columns) if columns else {}

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
        column, letters = place + 1, column_letters(place)
        styles = self.editor.package.styles
        of_column = self.editor.column_style(column)
        has_own_look = self._dressed.get((self.header_row, column)) not in (None, 0, of_column)
        if self._beside is not None and not has_own_look:
            self.editor.set_cell(f"{letters}{self.header_row}", header, style=self._beside)
        usual = styles.cell_format(of_column or 0, num_fmt=num_fmt, fill=fill)
        self.editor.set_column_cells(column, self.rows.start, values, formula=formula, style=usual)
        for row, value in zip(self.rows, values, strict=True) if self._dressed else ():
            base = self._dressed.get((row, column))
            if base is not None:
                style = styles.cell_format(base, num_fmt=num_fmt, fill=fill)
                self.editor.set_cell(f"{letters}{row}", value, formula=formula, style=style)
