"""The classes of assets on the Review Report's first page: a table by value, a pie in its colours, totals over time."""

from typing import Any

from xlcrm.labels import Labels, labels
from xlcrm.measures.formula import quoted
from xlcrm.pages.hidden import Hidden, column_number
from xlcrm.pages.panels import area, chart_font, colour_chip, plain_chart
from xlcrm.pages.units import Unit
from xlcrm.schema.enums import ASSET_CLASS
from xlcrm.subjects.assets.page_data import ReviewData
from xlcrm.subjects.assets.page_holdings import NO_REVIEW, UNCLASSED_LABEL
from xlcrm.subjects.assets.page_layout import LAST, SIGNED, SIGNED_PERCENT, WHOLE, WIDTHS
from xlcrm.subjects.assets.page_line import Cell
from xlcrm.subjects.assets.review import GROUPS, UNCLASSED
from xlcrm.subjects.assets.sheets import REVIEW
from xlcrm.writing.canvas import Canvas
from xlcrm.writing.styles import ACCENT, CHART_COLOURS, LINE, MUTED, WHITE

PIE = labels("各类资产占比", "各類資產占比", "Share of each class")
TREND_TITLE = labels("历次回顾总资产（{unit}）", "歷次檢視總資產（{unit}）", "Total at each review ({unit})")
CLASS, HELD_HERE, ELSEWHERE, COUNT, SUM, SHARE, CHANGED, CHANGED_BY = (
    labels("资产类别", "資產類別", "Class"),
    labels("本行", "本行", "With us"),
    labels("他行", "他行", "Elsewhere"),
    labels("项数", "項數", "Holdings"),
    labels("合计", "合計", "Total"),
    labels("占比", "占比", "Share"),
    labels("较上次", "較上次", "Change"),
    labels("变动率", "變動率", "Change %"),
)
TOTAL = labels("总资产", "總資產", "Total assets")

CHART_ROWS = 18


class ReviewClasses:
    """The table of classes and the charts; `first` is the table's first row of classes, counted from 0."""

    def __init__(self, canvas: Canvas, hidden: Hidden, data: ReviewData, unit: Unit) -> None:
        self.canvas = canvas
        self.hidden = hidden
        self.data = data
        self.unit = unit
        self.context = canvas.context
        self.review = data.review

    def write(self, row: int) -> int:
        """Write the charts from a row on, and the table under them; returns its last row."""
        last = self._table(row + CHART_ROWS + 1)
        self._charts(row, last - UNCLASSED + 1, last)
        return last

    def _say(self, words: Labels, **params: object) -> str:
        return self.context.say(words, **params)

    def _table(self, row: int) -> int:
        """The classes by their value, with the colours of the pie; returns the last row."""
        data, review = self.data, self.review
        words = (None, CLASS, HELD_HERE, ELSEWHERE, COUNT, SUM, SHARE, CHANGED, CHANGED_BY)
        self._table_header(row, words, first=0)
        names = [UNCLASSED_LABEL if key is None else ASSET_CLASS[key].labels for key in GROUPS[:UNCLASSED]]
        words_array = ",".join(quoted(self._say(name)) for name in names)
        order = {rank: place for place, rank in enumerate(review.ranks) if rank is not None}
        whole = review.total_at(review.day)
        places = self.hidden.column(
            f'IFERROR(MATCH(<k>,{data.ranks.area},0),"")',
            [order[k] + 1 if k in order else None for k in range(1, UNCLASSED + 1)],
        )
        for number in range(UNCLASSED):
            at = order.get(number + 1)
            group = None if at is None else review.groups[at]
            place = places.cell(number)

            def of(cells: Any, place: str = place) -> str:
                return f"INDEX({cells.area},{place})"

            total, here, before = of(data.totals), of(data.totals_here), of(data.totals_before)
            known = group is not None and review.previous is not None
            cells: dict[int, Cell] = {
                1: (f"INDEX({{{words_array}}},{place})", None if at is None else self._say(names[at])),
                2: (here, group and group.here),
                3: (f"{total}-{here}", group and group.total - group.here),
                4: (of(data.listed_now), group and group.now),
                5: (total, group and group.total),
                6: (f"{total}/{data.total}", group and group.total / whole),
                7: (
                    f'IF({data.previous}="","",{total}-{before})',
                    group.total - group.before if group and known else None,
                ),
                8: (
                    f'IF({data.previous}="","",IF(ROUND({before},2)<=0,"",{total}/{before}-1))',
                    group.total / group.before - 1 if group and known and round(group.before, 2) > 0 else None,
                ),
            }
            nothing = self._say(NO_REVIEW)
            rank = number + 1
            colour_chip(
                self.canvas, row + rank, 0, f'IF({place}="","",{rank})', rank if group else None, CHART_COLOURS[number]
            )
            for column, (template, value) in cells.items():
                blank = f'IF({data.day}="",{quoted(nothing)},"")' if (number, column) == (0, 1) else '""'
                otherwise = nothing if (number, column) == (0, 1) and review.day is None else None
                self.canvas.formula(
                    row + 1 + number, column, f'IF({place}="",{blank},{template})', value if group else otherwise,
                    self._class_look(column),
                )  # fmt: skip
            self.canvas.worksheet.set_row(row + 1 + number, 15)
        line = self.context.styles.highlight(bottom=1, bottom_color=LINE)
        self.canvas.highlight(row + 1, 0, row + UNCLASSED, LAST, f'$B{row + 2}<>""', line)
        return row + UNCLASSED

    def _class_look(self, column: int) -> Any:
        styles = self.context.styles
        formats = {2: WHOLE, 3: WHOLE, 4: WHOLE, 5: WHOLE, 6: "0.0%", 7: SIGNED, 8: SIGNED_PERCENT}
        if column in formats:
            return styles(num_format=formats[column], align="right", shrink=True)
        return styles(bold=True, shrink=True, indent=1)

    def _table_header(self, row: int, words: tuple[Labels | None, ...], first: int) -> None:
        for number in range(LAST + 1 - first):
            said = words[number] if number < len(words) else None
            align = "left" if number < 2 else "right"
            look = self.context.styles(
                bold=True,
                font_color=MUTED,
                bottom=1,
                bottom_color=ACCENT,
                align=align,
                shrink=True,
                indent=int(number == 1),
            )
            self.canvas.text(row, first + number, self._say(said) if said else None, look)

    def _charts(self, row: int, first: int, last: int) -> None:
        for each in range(row, row + CHART_ROWS):
            self.canvas.worksheet.set_row(each, 16)
        title = self.context.titles[REVIEW.key]
        pie = plain_chart(self.context, {"type": "pie"}, title=self._say(PIE))
        pie.add_series(
            {
                "name": self._say(PIE),
                "categories": area(title, first, 1, last),
                "values": area(title, first, 5, last),
                "points": [
                    {"fill": {"color": colour}, "border": {"color": WHITE}} for colour in CHART_COLOURS[:UNCLASSED]
                ],
                "data_labels": {
                    "percentage": True,
                    "num_format": '[>=0.04]0%;""',
                    "position": "outside_end",
                    "font": chart_font(self.context),
                },
            }
        )
        width = _width(0, 3)
        pie.set_size({"width": width, "height": CHART_ROWS * 21})
        self.canvas.chart(row, 0, pie, object_position=1)
        columns = plain_chart(
            self.context,
            {"type": "column"},
            title=self._say(TREND_TITLE, unit=self.unit.text(self.context.book.settings.base_currency)),
        )
        labels_, totals = self.data.trend_labels, self.data.trend_totals
        columns.add_series(
            {
                "name": self._say(TOTAL),
                "categories": area(title, labels_.first - 1, column_number(labels_.letters), labels_.last - 1),
                "values": area(title, totals.first - 1, column_number(totals.letters), totals.last - 1),
                "fill": {"color": CHART_COLOURS[0]},
                "gap": 60,
                "data_labels": {
                    "value": True,
                    "num_format": '[>=100]#,##0;[>0]0.0;""',
                    "font": chart_font(self.context, size=8),
                },
            }
        )
        columns.set_x_axis(
            {"num_font": chart_font(self.context, rotation=-45), "line": {"color": LINE}, "major_tick_mark": "none"}
        )
        columns.set_y_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
        columns.set_size({"width": _width(4, LAST), "height": CHART_ROWS * 21})
        self.canvas.chart(row, 4, columns, object_position=1)


def _width(first: int, last: int) -> int:
    """The width of some columns in pixels."""
    return sum(int(width * 7 + 5) for width in WIDTHS[first : last + 1])
