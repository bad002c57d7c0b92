"""Tables on a page, declared by their columns: what each is called, what stands in it, and how it looks."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, Literal, TypeVar

from xlcrm.labels import Labels
from xlcrm.model.place import Place
from xlcrm.pages.panels import cell_style, header_indented, header_right
from xlcrm.writing.canvas import Canvas
from xlcrm.writing.styles import LINK

Row = TypeVar("Row")
Look = Mapping[str, Any]

Cell = tuple[str, Any]
"""A formula template and its value."""

LINKED: Look = {"font_color": LINK, "underline": 1}
"""The look of a text that leads somewhere."""


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a place; without one, the text alone."""

    place: Place | None
    text: str


Content = str | float | date | Cell | Link | None
"""What a cell holds: a text, number, date, formula with its value, link, or nothing."""


def put(canvas: Canvas, row: int, column: int, content: Content, style: Any, last: int | None = None) -> None:
    """Write a content into a cell, which may reach over the columns to `last`."""
    if last is not None and last != column:
        canvas.merge(row, column, row, last, "", style)
    if isinstance(content, tuple):
        canvas.formula(row, column, *content, style)
    elif isinstance(content, Link):
        canvas.link(row, column, content.place, content.text, style)
    else:
        canvas.value(row, column, content, style)


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column of a table: its heading, the content and the look of the cell of a row.

    `align` also says how the heading stands: texts beside numbers are indented. `span` is how many columns of the sheet
    it reaches over. `look` may differ from row to row.
    """

    label: Labels | str | Cell | None
    content: Callable[[Row], Content]
    align: Literal["left", "right", "indent", "plain"] = "plain"
    look: Look | Callable[[Row], Look] = field(default_factory=dict)
    span: int = 1


class Table(Generic[Row]):
    """Columns side by side, from the column `first` on."""

    def __init__(self, canvas: Canvas, columns: Sequence[Column[Row]], first: int = 0) -> None:
        self.canvas = canvas
        self.columns = columns
        starts = [first]
        for column in columns:
            starts.append(starts[-1] + column.span)
        self.starts = starts[:-1]

    def header(self, row: int, height: float | None = None) -> None:
        """The headings."""
        context = self.canvas.context
        for start, column in zip(self.starts, self.columns, strict=True):
            said = context.say(column.label) if isinstance(column.label, Labels) else column.label
            styles = {"right": header_right, "indent": header_indented}
            style = styles[column.align](context) if column.align in styles else context.styles.header
            put(self.canvas, row, start, said, style, start + column.span - 1)
        if height is not None:
            self.canvas.worksheet.set_row(row, height)

    def rows(self, first: int, rows: Iterable[Row]) -> None:
        """A line for each of some rows, from one on."""
        for line, row in enumerate(rows, start=first):
            self.row(line, row)

    def row(self, line: int, row: Row) -> None:
        """One line."""
        for start, column in zip(self.starts, self.columns, strict=True):
            look = column.look(row) if callable(column.look) else column.look
            align = {"indent": {"indent": 1}, "plain": {}}.get(column.align, {"align": column.align})
            style = cell_style(self.canvas.context, **{**align, **look})
            put(self.canvas, line, start, column.content(row), style, start + column.span - 1)
