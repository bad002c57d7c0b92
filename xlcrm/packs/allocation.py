"""How a customer's assets are spread over the classes, and how their total went: two charts over two tables."""

import pandas as pd

from xlcrm.measures.formula import quoted
from xlcrm.packs.holdings import UNCLASSED_LABEL
from xlcrm.packs.places import Placed
from xlcrm.packs.sheet import DAY, TOTAL_LOOK, Sheet
from xlcrm.pages.panels import area, cell, chart_font, plain_chart
from xlcrm.pages.units import whole
from xlcrm.schema.enums import ASSET_CLASS
from xlcrm.schema.tables import TABLE
from xlcrm.subjects.assets.page_classes import CLASS, ELSEWHERE, HELD_HERE, PIE, SHARE, SUM, TOTAL, TREND_TITLE
from xlcrm.subjects.assets.page_holdings import ASSETS_TOTAL, CHANGE
from xlcrm.subjects.assets.page_layout import SIGNED, WHOLE
from xlcrm.subjects.assets.page_summary import ALLOCATION
from xlcrm.subjects.assets.review import GROUPS, LOANS
from xlcrm.writing.styles import CHART_COLOURS, LINE, WHITE, ink_on

DAY_OF_REVIEW = TABLE["assets"]["review_date"].labels

WIDTHS = (3, 24, 15, 15, 15, 9, 14, 2, 12, 15)
"""The widths of the first page's columns, in digits."""

HERE_COLUMN = 2
"""The column of what is held at the own bank."""

_CLASS, _HERE, _ELSEWHERE, _SUM, _SHARE, _CHANGE, _DATE, _TOTAL = 1, HERE_COLUMN, 3, 4, 5, 6, 8, 9
_CHART_ROWS = 16


class Allocation:
    """Writes the section on the first page; it looks at the sheet of holdings."""

    def __init__(self, sheet: Sheet, placed: Placed) -> None:
        self.sheet = sheet
        self.context = sheet.context
        self.portfolio = sheet.portfolio
        self.placed = placed

    def write(self) -> int:
        """The section; returns the row of the sums."""
        sheet, portfolio = self.sheet, self.portfolio
        begin = sheet.row
        sheet.heading(sheet.say(ALLOCATION))
        sheet.next()
        charts = sheet.next(_CHART_ROWS)
        sheet.together(begin)
        table = sheet.row
        heads: list[str | None] = [None, *(sheet.say(w) for w in (CLASS, HELD_HERE, ELSEWHERE, SUM, SHARE, CHANGE))]
        sheet.header(heads, (_HERE, _ELSEWHERE, _SUM, _SHARE, _CHANGE))
        sheet.header([sheet.say(DAY_OF_REVIEW), sheet.say(TOTAL)], (_TOTAL,), first=_DATE)
        sheet.next()
        classes = sorted(
            (group for group in portfolio.positions if group != LOANS and self._class_total(group) > 0),
            key=lambda group: -self._class_total(group),
        )
        trend = self.portfolio.review.trend
        first = sheet.row
        self.sum_row = first + max(len(classes), 1)
        for number, group in enumerate(classes):
            self._class(first + number, number, group)
        self._class_sum(first, len(classes))
        self._trend_table(first, trend)
        sheet.next(max(len(classes) + 1, len(trend)))
        sheet.together(table)
        sheet.height(8)
        sheet.next()
        self._charts(charts, first, len(classes), len(trend))
        return self.sum_row

    def _class_total(self, group: int) -> float:
        return sum(one.value or 0.0 for one in self.portfolio.positions[group])

    def _class(self, row: int, number: int, group: int) -> None:
        """One class: what is held here by the words in the list of holdings, the rest from its subtotals."""
        sheet, placed, portfolio = self.sheet, self.placed, self.portfolio
        line = sheet.line_style
        key = GROUPS[group - 1]
        label = sheet.say(UNCLASSED_LABEL if key is None else ASSET_CLASS[key].labels)
        colour = CHART_COLOURS[number % len(CHART_COLOURS)]
        # The number in the colour of its slice: a colour alone says nothing to those who do not see it.
        chip = sheet.style(bold=True, align="center", bg_color=colour, font_color=ink_on(colour.lstrip("#")))
        sheet.canvas.number(row, 0, number + 1, chip)
        sheet.canvas.text(row, _CLASS, label, line(bold=True, shrink=True))
        area_ = placed.lines_of(group)
        held = f"SUMIFS({placed.area('value', *area_)},{placed.area('where', *area_)},{quoted(sheet.say(HELD_HERE))})"
        here = sum(one.value or 0.0 for one in portfolio.positions[group] if one.holding and one.holding.here)
        total = self._class_total(group)
        whole_ = portfolio.total(portfolio.day)
        money = line(num_format=WHOLE, align="right", shrink=True)
        head = placed.classes[group]
        sheet.canvas.formula(row, _HERE, held, here, money)
        sheet.canvas.formula(row, _ELSEWHERE, f"{cell(row, _SUM)}-{cell(row, _HERE)}", total - here, money)
        sheet.canvas.formula(row, _SUM, placed.cell("value", head), total, money)
        share = line(num_format="0.0%", align="right")
        share_value = total / whole_ if whole_ > 0 else None
        sheet.canvas.formula(row, _SHARE, placed.cell("share", head), share_value, share)
        signed = line(num_format=SIGNED, align="right", shrink=True)
        if portfolio.review.previous is None:
            sheet.canvas.blank(row, _CHANGE, signed)
            return
        before = sum(one.value_before or 0.0 for one in portfolio.positions[group])
        sheet.canvas.formula(row, _CHANGE, placed.cell("change", head), total - before, signed)

    def _class_sum(self, first: int, count: int) -> None:
        """The line under the classes."""
        sheet, review, row = self.sheet, self.portfolio.review, self.sum_row
        sheet.canvas.blank(row, 0, sheet.style(**TOTAL_LOOK))
        sheet.canvas.text(row, _CLASS, sheet.say(ASSETS_TOTAL), sheet.style(**TOTAL_LOOK))
        total, here = self.portfolio.total(review.day), self.portfolio.total(review.day, here=True)
        shown = sum(self._class_total(group) for group in self.portfolio.positions if group != LOANS)
        values = {_HERE: here, _ELSEWHERE: total - here, _SUM: total, _SHARE: 1.0 if shown > 0 else 0.0}
        for column, value in values.items():
            shape = "0.0%" if column == _SHARE else WHOLE
            template = f"SUM({cell(first, column)}:{cell(first + count - 1, column)})" if count else "0"
            style = sheet.style(num_format=shape, align="right", shrink=True, **TOTAL_LOOK)
            sheet.canvas.formula(row, column, template, value if count else 0.0, style)
        signed = sheet.style(num_format=SIGNED, align="right", shrink=True, **TOTAL_LOOK)
        if review.previous is None:
            sheet.canvas.blank(row, _CHANGE, signed)
            return
        change = total - self.portfolio.total(review.previous)
        sheet.canvas.formula(row, _CHANGE, self.placed.cell("change", self.placed.total), change, signed)

    def _trend_table(self, first: int, trend: list[tuple[pd.Timestamp, float]]) -> None:
        """The total at each review: what was is typed, the last one is the total of the holdings."""
        sheet, placed = self.sheet, self.placed
        money = sheet.line_style(num_format=WHOLE, align="right", shrink=True)
        for number, (day, total) in enumerate(trend):
            row = first + number
            sheet.canvas.value(row, _DATE, day, sheet.line_style(num_format=DAY, align="left"))
            if number == len(trend) - 1:
                sheet.canvas.formula(row, _TOTAL, placed.cell("value", placed.total), total, money)
            else:
                sheet.canvas.number(row, _TOTAL, total, money)

    def _charts(self, row: int, first: int, classes: int, reviews: int) -> None:
        sheet, context = self.sheet, self.context
        size = {"height": _CHART_ROWS * 22 + 10}
        if classes:
            pie = plain_chart(context, {"type": "pie"}, title=sheet.say(PIE))
            points = [{"fill": {"color": colour}, "border": {"color": WHITE}} for colour in CHART_COLOURS[:classes]]
            pie.add_series(
                {
                    "name": sheet.say(PIE),
                    "categories": area(sheet.title, first, _CLASS, first + classes - 1),
                    "values": area(sheet.title, first, _SUM, first + classes - 1),
                    "points": points,
                    "data_labels": {
                        "percentage": True,
                        "num_format": '[>=0.03]0%;""',
                        "position": "outside_end",
                        "font": chart_font(context),
                    },
                }
            )
            pie.set_size({"width": _pixels(0, 3), **size})
            sheet.canvas.chart(row, 0, pie, object_position=1)
        unit = whole(context.language).text(self.portfolio.m.settings.base_currency)
        columns = plain_chart(context, {"type": "column"}, title=sheet.say(TREND_TITLE, unit=unit))
        columns.add_series(
            {
                "name": sheet.say(TOTAL),
                "categories": area(sheet.title, first, _DATE, first + reviews - 1),
                "values": area(sheet.title, first, _TOTAL, first + reviews - 1),
                "fill": {"color": CHART_COLOURS[0]},
                "gap": 60,
                "data_labels": {"value": True, "num_format": self._short(), "font": chart_font(context, size=8)},
            }
        )
        axis = {"num_font": chart_font(context, rotation=-45), "line": {"color": LINE}, "major_tick_mark": "none"}
        columns.set_x_axis({"text_axis": True, "num_format": DAY, **axis})
        columns.set_y_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
        columns.set_size({"width": _pixels(4, 9), **size})
        sheet.canvas.chart(row, 4, columns, object_position=1)

    def _short(self) -> str:
        """The number format of the columns' labels: by the thousand where amounts are long."""
        largest = max((total for _, total in self.portfolio.review.trend), default=0.0)
        return WHOLE if largest < 1e6 or self.context.language != "en" else '#,##0,"k"'


def _pixels(first: int, last: int) -> int:
    """The width of some columns in pixels."""
    return sum(int(width * 7 + 5) for width in WIDTHS[first : last + 1])
