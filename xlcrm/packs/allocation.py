"""How a customer's assets are spread over the classes, and how their total went: two charts over two tables."""

from xlcrm.measures.formula import quoted
from xlcrm.packs.holdings import class_label
from xlcrm.packs.places import Placed
from xlcrm.packs.sheet import TOTAL_LOOK, Sheet
from xlcrm.pages.charts import Series, pixels
from xlcrm.pages.panels import cell
from xlcrm.pages.tables import Content, put
from xlcrm.pages.units import whole
from xlcrm.schema.tables import TABLE
from xlcrm.subjects.assets.charts import class_pie, trend_columns
from xlcrm.subjects.assets.review import LOANS
from xlcrm.subjects.assets.wording import (
    ALLOCATION,
    ASSETS_TOTAL,
    CHANGE,
    CLASS,
    DAY,
    ELSEWHERE,
    HELD_HERE,
    PERCENT,
    SHARE,
    SIGNED,
    SUM,
    TOTAL,
    WHOLE,
)
from xlcrm.writing.styles import CHART_COLOURS, ink_on

WIDTHS = (3, 24, 15, 15, 15, 9, 14, 2, 12, 15)
"""The widths of the first page's columns, in digits."""

HERE_COLUMN = 2
"""The column of what is held at the own bank."""

_CLASS, _HERE, _ELSEWHERE, _SUM, _SHARE, _CHANGE, _DATE, _TOTAL = 1, HERE_COLUMN, 3, 4, 5, 6, 8, 9
_NUMBERS = {_HERE: WHOLE, _ELSEWHERE: WHOLE, _SUM: WHOLE, _SHARE: PERCENT, _CHANGE: SIGNED}
_CHART_ROWS = 16


class Allocation:
    """Writes the section on the first page; it looks at the sheet of holdings."""

    def __init__(self, sheet: Sheet, placed: Placed) -> None:
        self.sheet = sheet
        self.portfolio = sheet.portfolio
        self.placed = placed
        self.values = {
            group: sum(position.value or 0.0 for position in positions)
            for group, positions in self.portfolio.by_class.items()
            if group != LOANS
        }
        self.classes = sorted((group for group in self.values if self.values[group] > 0), key=lambda g: -self.values[g])

    def write(self) -> int:
        """The section; returns the row of the sums."""
        sheet, trend = self.sheet, self.portfolio.trend
        begin = sheet.row
        sheet.heading(sheet.say(ALLOCATION))
        sheet.next()
        charts = sheet.next(_CHART_ROWS)
        sheet.together(begin)
        table = sheet.row
        words = (CLASS, HELD_HERE, ELSEWHERE, SUM, SHARE, CHANGE)
        sheet.header([None, *(sheet.say(word) for word in words)], tuple(_NUMBERS))
        sheet.header([sheet.say(TABLE["assets"]["review_date"].labels), sheet.say(TOTAL)], (_TOTAL,), first=_DATE)
        sheet.next()
        first = sheet.row
        self.sum_row = first + max(len(self.classes), 1)
        for number, group in enumerate(self.classes):
            self._class(first + number, number, group)
        self._sums(first)
        self._trend(first)
        sheet.next(max(len(self.classes) + 1, len(trend)))
        sheet.together(table)
        sheet.height(8)
        sheet.next()
        self._charts(charts, first)
        return self.sum_row

    def _numbers(self, row: int, cells: dict[int, Content], **look: object) -> None:
        for column, content in cells.items():
            style = self.sheet.style(num_format=_NUMBERS[column], align="right", shrink=True, **look)
            put(self.sheet.canvas, row, column, content, style)

    def _class(self, row: int, number: int, group: int) -> None:
        """One class: what is held here by the words in the list of holdings, the rest from its subtotals."""
        sheet, placed, portfolio = self.sheet, self.placed, self.portfolio
        colour = CHART_COLOURS[number % len(CHART_COLOURS)]
        # The number in the colour of its slice: a colour alone says nothing to those who do not see it.
        chip = sheet.style(bold=True, align="center", bg_color=colour, font_color=ink_on(colour.lstrip("#")))
        sheet.canvas.number(row, 0, number + 1, chip)
        sheet.canvas.text(row, _CLASS, sheet.say(class_label(group)), sheet.line_style(bold=True, shrink=True))
        lines = placed.lines_of(group)
        held = f"SUMIFS({placed.area('value', *lines)},{placed.area('where', *lines)},{quoted(sheet.say(HELD_HERE))})"
        positions = portfolio.by_class[group]
        here = sum(position.value or 0.0 for position in positions if position.holding.here)
        total, before = self.values[group], sum(position.before or 0.0 for position in positions)
        share = total / portfolio.total if portfolio.total > 0 else None
        head = placed.classes[group]
        change = (placed.cell("change", head), total - before)
        cells: dict[int, Content] = {
            _HERE: (held, here),
            _ELSEWHERE: (f"{cell(row, _SUM)}-{cell(row, _HERE)}", total - here),
            _SUM: (placed.cell("value", head), total),
            _SHARE: (placed.cell("share", head), share),
            _CHANGE: None if portfolio.previous is None else change,
        }
        self._numbers(row, cells, **sheet.line)

    def _sums(self, first: int) -> None:
        """The line under the classes."""
        sheet, portfolio, row = self.sheet, self.portfolio, self.sum_row
        sheet.canvas.blank(row, 0, sheet.style(**TOTAL_LOOK))
        sheet.canvas.text(row, _CLASS, sheet.say(ASSETS_TOTAL), sheet.style(**TOTAL_LOOK))
        total, here = portfolio.total, portfolio.total_at(portfolio.day, here=True)
        values = {_HERE: here, _ELSEWHERE: total - here, _SUM: total, _SHARE: 1.0}
        cells: dict[int, Content] = dict.fromkeys(values, ("0", 0.0))
        if self.classes:
            last = first + len(self.classes) - 1
            cells = {
                column: (f"SUM({cell(first, column)}:{cell(last, column)})", value) for column, value in values.items()
            }
        change = (self.placed.cell("change", self.placed.total), total - portfolio.total_at(portfolio.previous))
        cells[_CHANGE] = None if portfolio.previous is None else change
        self._numbers(row, cells, **TOTAL_LOOK)

    def _trend(self, first: int) -> None:
        """The total at each review: what was is typed, the last one is the total of the holdings."""
        sheet, placed, trend = self.sheet, self.placed, self.portfolio.trend
        for row, (day, total) in enumerate(trend, start=first):
            is_last = row == first + len(trend) - 1
            put(sheet.canvas, row, _DATE, day, sheet.line_style(num_format=DAY, align="left"))
            content = (placed.cell("value", placed.total), total) if is_last else total
            put(sheet.canvas, row, _TOTAL, content, sheet.line_style(num_format=WHOLE, align="right", shrink=True))

    def _charts(self, row: int, first: int) -> None:
        sheet, language = self.sheet, self.sheet.context.language
        size = {"height": _CHART_ROWS * 22 + 10}
        trend = self.portfolio.trend
        if self.classes:
            pie = class_pie(
                sheet.canvas, Series(sheet.title, first, first + len(self.classes) - 1, _CLASS, _SUM), least="0.03"
            )
            pie.set_size({"width": pixels(WIDTHS[:4]), **size})
            sheet.canvas.chart(row, 0, pie, object_position=1)
        # By the thousand where amounts are long.
        largest = max((total for _, total in trend), default=0.0)
        labels = WHOLE if largest < 1e6 or language != "en" else '#,##0,"k"'
        columns = trend_columns(
            sheet.canvas, Series(sheet.title, first, first + len(trend) - 1, _DATE, _TOTAL),
            whole(language).text(self.portfolio.m.settings.base_currency), labels, text_axis=True, num_format=DAY,
        )  # fmt: skip
        columns.set_size({"width": pixels(WIDTHS[4:]), **size})
        sheet.canvas.chart(row, 4, columns, object_position=1)
