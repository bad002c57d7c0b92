"""The classes of assets on the Review Report's first page: a table by value, a pie in its colours, totals over time."""

from collections.abc import Mapping
from typing import Any

from xlcrm.labels import labels
from xlcrm.measures.formula import quoted
from xlcrm.pages.charts import Series, pixels
from xlcrm.pages.hidden import Cells
from xlcrm.pages.panels import colour_chip
from xlcrm.pages.tables import Cell, put
from xlcrm.pages.units import Unit
from xlcrm.subjects.assets.charts import class_pie, trend_columns
from xlcrm.subjects.assets.enums import ASSET_CLASS
from xlcrm.subjects.assets.page_data import ReviewData
from xlcrm.subjects.assets.page_holdings import UNCLASSED_LABEL
from xlcrm.subjects.assets.page_line import LAST, WIDTHS
from xlcrm.subjects.assets.review import GROUPS, UNCLASSED, Group
from xlcrm.subjects.assets.sheets import REVIEW
from xlcrm.subjects.assets.wording import (
    CHANGE,
    CLASS,
    ELSEWHERE,
    HELD_HERE,
    NO_REVIEW,
    PERCENT,
    SHARE,
    SIGNED,
    SIGNED_PERCENT,
    SUM,
    WHOLE,
)
from xlcrm.writing.canvas import Canvas
from xlcrm.writing.styles import ACCENT, CHART_COLOURS, LINE, MUTED

COUNT = labels("项数", "項數", "Holdings")
CHANGED_BY = labels("变动率", "變動率", "Change %")

_HEADINGS = (None, CLASS, HELD_HERE, ELSEWHERE, COUNT, SUM, SHARE, CHANGE, CHANGED_BY, None)
_FORMATS = {2: WHOLE, 3: WHOLE, 4: WHOLE, 5: WHOLE, 6: PERCENT, 7: SIGNED, 8: SIGNED_PERCENT}

CHART_ROWS = 18


class ReviewClasses:
    """The table of classes and the charts."""

    def __init__(self, canvas: Canvas, data: ReviewData, unit: Unit) -> None:
        self.canvas = canvas
        self.data = data
        self.unit = unit
        self.context = canvas.context
        self.review = data.review

    def write(self, row: int) -> int:
        """Write the charts from a row on, and the table under them; returns its last row."""
        last = self._table(row + CHART_ROWS + 1)
        self._charts(row, last - UNCLASSED + 1, last)
        return last

    def _table(self, row: int) -> int:
        """The classes by their value, with the colours of the pie; returns the last row."""
        self._header(row)
        order = {rank: place for place, rank in enumerate(self.review.ranks) if rank is not None}
        places = self.data.hidden.column(
            f'IFERROR(MATCH(<k>,{self.data.ranks.area},0),"")',
            [order[k] + 1 if k in order else None for k in range(1, UNCLASSED + 1)],
        )
        for rank in range(1, UNCLASSED + 1):
            self._class(row + rank, rank, places.cell(rank - 1), order.get(rank))
        line = self.context.styles.highlight(bottom=1, bottom_color=LINE)
        self.canvas.highlight(row + 1, 0, row + UNCLASSED, LAST, f'$B{row + 2}<>""', line)
        return row + UNCLASSED

    def _class(self, row: int, rank: int, place: str, number: int | None) -> None:
        """The class of one rank, `number` in the order of the classes; its number stands in the cell `place`."""
        colour_chip(
            self.canvas, row, 0, f'IF({place}="","",{rank})', None if number is None else rank, CHART_COLOURS[rank - 1]
        )
        for column, (template, value) in self._cells(place, number).items():
            otherwise: Cell = '""', None
            if (rank, column) == (1, 1):
                nothing = self.context.say(NO_REVIEW)
                otherwise = f'IF({self.data.day}="",{quoted(nothing)},"")', nothing if self.review.day is None else None
            look: Mapping[str, Any] = {"bold": True, "shrink": True, "indent": 1}
            if column in _FORMATS:
                look = {"num_format": _FORMATS[column], "align": "right", "shrink": True}
            said = otherwise[1] if number is None else value
            content = f'IF({place}="",{otherwise[0]},{template})', said
            put(self.canvas, row, column, content, self.context.styles(**look))
        self.canvas.worksheet.set_row(row, 15)

    def _cells(self, place: str, number: int | None) -> dict[int, Cell]:
        """What stands in the columns, from the class whose number is in the cell `place`."""
        data, review = self.data, self.review
        group = Group(0.0, 0.0, 0.0, 0, 0) if number is None else review.groups[number]
        names = [UNCLASSED_LABEL if key is None else ASSET_CLASS[key].labels for key in GROUPS[:UNCLASSED]]
        words = ",".join(quoted(self.context.say(name)) for name in names)

        def found(cells: Cells) -> str:
            return f"INDEX({cells.area},{place})"

        total, here, before = found(data.totals), found(data.totals_here), found(data.totals_before)
        growth = group.total / group.before - 1 if round(group.before, 2) > 0 else None
        return {
            1: (f"INDEX({{{words}}},{place})", None if number is None else self.context.say(names[number])),
            2: (here, group.here),
            3: (f"{total}-{here}", group.total - group.here),
            4: (found(data.listed_now), group.now),
            5: (total, group.total),
            6: (f"{total}/{data.total}", None if number is None else group.total / review.total),
            7: data.since((f"{total}-{before}", group.total - group.before)),
            8: data.since((f'IF(ROUND({before},2)<=0,"",{total}/{before}-1)', growth)),
        }

    def _header(self, row: int) -> None:
        look = {"bold": True, "font_color": MUTED, "bottom": 1, "bottom_color": ACCENT, "shrink": True}
        for column, words in enumerate(_HEADINGS):
            style = self.context.styles(align="left" if column < 2 else "right", indent=int(column == 1), **look)
            put(self.canvas, row, column, self.context.say(words) if words else None, style)

    def _charts(self, row: int, first: int, last: int) -> None:
        canvas, data, context = self.canvas, self.data, self.context
        for each in range(row, row + CHART_ROWS):
            canvas.worksheet.set_row(each, 16)
        title = context.titles[REVIEW.key]
        size = {"height": CHART_ROWS * 21}
        pie = class_pie(canvas, Series(title, first, last, 1, 5), least="0.04")
        pie.set_size({"width": pixels(WIDTHS[:4]), **size})
        canvas.chart(row, 0, pie, object_position=1)
        days, totals = data.trend_labels, data.trend_totals
        months = Series(title, days.first - 1, days.last - 1, days.column, totals.column)
        unit = self.unit.text(context.book.settings.base_currency)
        columns = trend_columns(canvas, months, unit, '[>=100]#,##0;[>0]0.0;""')
        columns.set_size({"width": pixels(WIDTHS[4:]), **size})
        canvas.chart(row, 4, columns, object_position=1)
