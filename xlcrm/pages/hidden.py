"""The hidden cells beside a page: what its formulas stand on, each with the value that it has."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlcrm.ooxml.a1 import Cell, column_of, letters_of
from xlcrm.writing.canvas import Canvas, serial
from xlcrm.writing.worksheet import FastWorksheet


@dataclass(frozen=True)
class Cells:
    """Some hidden cells of one column; `first` and `last` are Excel rows."""

    letters: str
    first: int
    last: int

    @property
    def column(self) -> int:
        """The column, counted from 0."""
        return column_of(self.letters)

    @property
    def area(self) -> str:
        """All of them."""
        return f"${self.letters}${self.first}:${self.letters}${self.last}"

    def cell(self, number: int) -> str:
        """One of them, counted from 0."""
        return f"${self.letters}${self.first + number}"

    def part(self, first: int, count: int) -> "Cells":
        """Some of them, from the one counted from 0."""
        return Cells(self.letters, self.first + first, self.first + first + count - 1)


class Hidden:
    """Hidden columns of a page, from one on: single cells in the first, lists in columns of their own."""

    def __init__(self, canvas: Canvas, first_column: int) -> None:
        self.canvas = canvas
        self.first_column = first_column
        self._look = canvas.context.styles()
        self._next_row = 0
        self._next_column = first_column + 2

    def single(self, meaning: str, template: str, value: Any) -> str:
        """One cell with a formula, beside what it means; returns its address."""
        row = self._next_row
        self._next_row += 1
        self.canvas.text(row, self.first_column, meaning)
        self.canvas.formula(row, self.first_column + 1, template, value)
        return Cell(row + 1, self.first_column + 1).fixed

    def place(self, count: int, first_row: int = 0) -> Cells:
        """Room for a list in the next column, to be filled later: formulas of other columns may name it already."""
        column = self._next_column
        self._next_column += 1
        return Cells(letters_of(column), first_row + 1, first_row + count)

    def fill(self, cells: Cells, template: str, values: Sequence[Any]) -> Cells:
        """Write the same formula into cells, one for each value.

        In the template `<row>` stands for the Excel row of a cell, `<above>` for the one above it, and `<k>` for
        its number, counted from 1.
        """
        if len(values) != cells.last - cells.first + 1:
            raise ValueError(f"{len(values)} values for {cells.area}")
        rendered = self.canvas.context.dialect.render(template)
        for number, value in enumerate(values):
            row = cells.first + number
            text = rendered.replace("<row>", str(row)).replace("<above>", str(row - 1)).replace("<k>", str(number + 1))
            write_rendered(self.canvas.worksheet, row - 1, cells.column, text, value, self._look)
        return cells

    def column(self, template: str, values: Sequence[Any], first_row: int = 0) -> Cells:
        """A list in the next column."""
        return self.fill(self.place(len(values), first_row), template, values)

    def hide(self) -> None:
        """Take the columns out of sight."""
        self.canvas.hide_columns(self.first_column, self._next_column - 1)


def write_rendered(worksheet: FastWorksheet, row: int, column: int, text: str, value: Any, look: Any) -> None:
    """A formula whose template was rendered before: lists of hundreds render theirs once."""
    if len(text) > 8192:
        raise ValueError(f"formula of {len(text)} characters")
    plain = serial(value, date_1904=worksheet.date_1904)
    if worksheet.write_formula(row, column, text, look, "" if plain is None else plain) < 0:
        raise ValueError(f"xlsxwriter refused a formula in row {row}, column {column}")
