"""A page of a pack: rows written from the top, and breaks between pages that tear no table."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from xlcrm.labels import Labels
from xlcrm.packs.portfolio import OwnPortfolio
from xlcrm.pages.panels import GAP
from xlcrm.pages.tables import Column, Content, Table, put
from xlcrm.writing.canvas import Canvas, Context, sheet_reference
from xlcrm.writing.styles import ACCENT, HEADER_FILL, LINE, MUTED, WHITE
from xlcrm.writing.worksheet import FastWorksheet

Item = TypeVar("Item")

TOTAL_LOOK = {"bold": True, "top": 1, "top_color": ACCENT, "bottom": 1, "bottom_color": ACCENT}
"""The look of the line under a table that sums it up."""

ROW = 17.0
"""The height of a row of a table, in points."""

# Points of an A4 page between the margins, and of a digit in a column.
_PAGE = {False: (538.0, 760.0), True: (784.0, 508.0)}
_DIGIT, _PADDING = 5.25, 3.75

# A table longer than this part of a page may be torn, but not within so many rows of its beginning.
_MOST_TOGETHER, _LEAST_TOGETHER = 0.4, 4


class Sheet:
    """One sheet of a pack; rows and columns are counted from 0. `row` is where writing goes on."""

    line: Mapping[str, Any] = {"bottom": 1, "bottom_color": LINE}
    """The look of what stands in a table: a thin line under it."""

    def __init__(
        self,
        context: Context,
        portfolio: OwnPortfolio,
        title: Labels,
        widths: Sequence[float],
        *,
        landscape: bool = False,
    ) -> None:
        self.context = context
        self.portfolio = portfolio
        self.title = context.say(title)
        self.canvas = Canvas(context.workbook.add_worksheet(self.title, FastWorksheet), context)
        self.canvas.widths(*widths)
        self.last = len(widths) - 1
        self.row = 0
        self._heights: dict[int, float] = {}
        self._blocks: dict[int, int] = {}
        self._landscape = landscape
        wide, high = _PAGE[landscape]
        scale = min(1.0, wide / sum(width * _DIGIT + _PADDING for width in widths))
        self._page_height = high / scale

    def say(self, words: Labels, **params: object) -> str:
        """A text in the pack's language."""
        return self.context.say(words, **params)

    def style(self, **properties: Any) -> Any:
        """A format."""
        return self.context.styles(**properties)

    def line_style(self, **properties: Any) -> Any:
        """The format of a cell in a table: a thin line under it."""
        return self.context.styles(**self.line, **properties)

    def height(self, points: float, row: int | None = None) -> None:
        """Set the height of a row, of the one to be written next if none is named."""
        row = self.row if row is None else row
        self._heights[row] = points
        self.canvas.worksheet.set_row(row, points)

    def next(self, rows: int = 1) -> int:
        """Go on `rows` lower; returns the row left behind."""
        left = self.row
        for row in range(left, left + rows):
            if row not in self._heights:
                self.height(ROW, row)
        self.row += rows
        return left

    def heading(self, text: str, *, first: int = 0, last: int | None = None) -> None:
        """The heading of a section."""
        self.height(22)
        look = self.context.styles.heading
        for column in range(first, (self.last if last is None else last) + 1):
            self.canvas.blank(self.row, column, look)
        self.canvas.text(self.row, first, text, look)

    def header(
        self,
        words: Sequence[str | None],
        numbers: Sequence[int] = (),
        *,
        first: int = 0,
        indented: Sequence[int] = (),
    ) -> None:
        """The header row of a table: `numbers` are the columns that hold numbers, `indented` texts beside them."""
        self.height(20)
        for place, text in enumerate(words):
            align = "right" if first + place in numbers else "left"
            look = self.style(
                bold=True, font_color=WHITE, bg_color=HEADER_FILL, align=align, text_wrap=True, border=1,
                border_color=LINE, indent=int(first + place in indented),
            )  # fmt: skip
            self.canvas.text(self.row, first + place, text, look)

    def running_title(self, title: str) -> None:
        """The name, the page's title and the day of the review, on every printed page of the sheet."""
        day = self.portfolio.day
        said = GAP.join(filter(None, [self.portfolio.name, title, "" if day is None else f"{day:%Y-%m-%d}"]))
        self.height(26)
        look = self.style(bold=True, font_size=14, font_color=ACCENT, shrink=True)
        self.put(0, said, look, self.last)
        self.next()

    def note(self, text: str, *, column: int = 0, colour: str = MUTED) -> None:
        """A line of small print."""
        self.canvas.text(self.row, column, text, self.style(font_color=colour, font_size=9))

    def put(self, column: int, content: Content, style: Any, last: int | None = None) -> None:
        """A content in a cell of the row, which may reach over the columns to `last`."""
        put(self.canvas, self.row, column, content, style, last)

    def table(
        self,
        columns: Sequence[Column[Item]],
        items: Iterable[Item],
        *,
        header: bool = True,
        height: Callable[[Item], float] | None = None,
    ) -> None:
        """A table on the next rows; `height` is that of an item's row."""
        table = Table(self.canvas, columns)
        if header:
            words = [self.say(column.label) if isinstance(column.label, Labels) else None for column in columns]
            aligned = {align: [i for i, c in enumerate(columns) if c.align == align] for align in ("right", "indent")}
            self.header(words, aligned["right"], indented=aligned["indent"])
            self.next()
        for item in items:
            table.row(self.row, item)
            if height is not None:
                self.height(height(item))
            self.next()

    def reference(self, cell: str) -> str:
        """A cell of this sheet, for the formulas of others."""
        return f"{sheet_reference(self.title)}!{cell}"

    def together(self, first: int, last: int | None = None) -> None:
        """Keep rows on one page, as long as they fit on it; from `first` to the last one written if none is named."""
        self._blocks[first] = self.row - 1 if last is None else last

    def finish(self, *, repeat: tuple[int, int] | None = None) -> None:
        """Set up the page; the rows `repeat` stand on top of each."""
        self.canvas.page(landscape=self._landscape, repeat_rows=repeat)
        sheet = self.canvas.worksheet
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.center_horizontally()
        sheet.print_area(0, 0, max(self.row - 1, 0), self.last)
        if breaks := self._breaks(repeat):
            sheet.set_h_pagebreaks(breaks)

    def _breaks(self, repeat: tuple[int, int] | None) -> list[int]:
        """The rows that begin a page, other than the first."""
        on_top = self._sum(*repeat) if repeat else 0.0
        breaks: list[int] = []
        used = 0.0
        for first, last in self._units(self._page_height - on_top):
            height = self._sum(first, last)
            if used and used + height > self._page_height:
                breaks.append(first)
                used = on_top
            used += height
        return breaks

    def _units(self, room: float) -> Iterator[tuple[int, int]]:
        """The rows of the sheet as what stays together: blocks, the two ends of a block too long, and single rows."""
        row = 0
        while row < self.row:
            last = self._blocks.get(row, row)
            if self._sum(row, last) > room * _MOST_TOGETHER:
                end, last = last, row + _LEAST_TOGETHER - 1
                yield row, last
                yield from ((each, each) for each in range(last + 1, end - 1))
                row, last = end - 1, end  # never a single line on the next page
            yield row, last
            row = last + 1

    def _sum(self, first: int, last: int) -> float:
        return sum(self._heights.get(row, 15.0) for row in range(first, last + 1))
