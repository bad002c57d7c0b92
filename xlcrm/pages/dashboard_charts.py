"""The Dashboard's charts: the pyramid, the asset mix and the total at month ends, with the hidden cells behind them."""

from xlcrm.labels import labels
from xlcrm.measures import figures
from xlcrm.pages.best import POSITION, VALUE
from xlcrm.pages.panels import (
    across,
    area,
    cell,
    cell_style,
    chart_font,
    colour_chip,
    header_indented,
    header_right,
    plain_chart,
    pyramid_chart,
    text_across,
)
from xlcrm.pages.units import Unit
from xlcrm.schema.enums import ASSET_CLASS
from xlcrm.schema.sheets import DASHBOARD
from xlcrm.subjects.assets import mix as measured
from xlcrm.subjects.pyramid import table as by_tier
from xlcrm.writing.canvas import Canvas
from xlcrm.writing.styles import ACCENT, CHART_COLOURS, LINE

PYRAMID = labels("客户金字塔", "客戶金字塔", "Customer pyramid")
MIX = labels(
    "资产构成（各客户最近一次回顾，不含贷款）",
    "資產構成（各客戶最近一次檢視，不含貸款）",
    "Asset mix at the latest reviews, without loans",
)
TREND = labels("各月末总资产", "各月底總資產", "Total assets at month ends")
CLASS = labels("类别", "類別", "Class")
SHARE = labels("占比", "占比", "Share")
AMOUNT = labels("金额", "金額", "Amount")
NO_ASSETS = labels("暂无资产", "尚無資產", "No assets yet")

# Hidden columns behind the page, after those of the ranking: the pyramid, the classes and the months.
_LABEL, _SPACE, _BAR = 22, 23, 24
_CLASS, _CLASS_VALUE, _CLASS_RANK = 25, 26, 27
_MONTH, _MONTH_VALUE = 28, 29

ROW_HEIGHT = 16.5
"""The height of a row in points; 22 pixels."""

_PIXELS = 22
_PANEL_PIXELS = 4 * 66
_GAP_PIXELS = 19
TREND_ROWS = 10


def hide_cells(canvas: Canvas) -> None:
    """Take the cells behind the charts out of sight."""
    canvas.hide_columns(min(VALUE, POSITION), _MONTH_VALUE)


def pyramid(canvas: Canvas, row: int, column: int, first: int, left: int, tiers: int) -> None:
    """The pyramid of customers beside the tier table, whose rows start at `first` and its columns at `left`."""
    m, last = canvas.context.ledger, first + tiers - 1
    places = by_tier.places(m)
    counts = [by_tier.CUSTOMERS.twin(m, place) for place in places]
    most = max(counts) or 1.0
    longest = f"MAX({cell(first, left + 2, fixed=True)}:{cell(last, left + 2, fixed=True)})"
    for line, (place, count) in enumerate(zip(places, counts, strict=True), start=first):
        name, number = cell(line, left), cell(line, left + 2)
        canvas.formula(line, _LABEL, f'{name}&"  "&{number}', f"{m.settings.slots[place - 1].name}  {count:.0f}")
        canvas.formula(line, _BAR, f"IF({longest}=0,0,{number}/{longest})", count / most)
        canvas.formula(line, _SPACE, f"(1-{cell(line, _BAR)})/2", (1 - count / most) / 2)
    colours = [m.settings.slots[place - 1].colour for place in places]
    chart = pyramid_chart(canvas.context, DASHBOARD.key, (first, last), (_LABEL, _SPACE, _BAR), colours)
    chart.set_size({"width": 2 * _PANEL_PIXELS + _GAP_PIXELS - 4, "height": (tiers + 1) * _PIXELS})
    canvas.chart(row + 1, column, chart, object_position=2, x_offset=4, description=canvas.context.say(PYRAMID))


def mix(canvas: Canvas, row: int, column: int, unit: Unit) -> None:
    """A ring of the asset classes, and beside it the classes, the largest first, in the ring's colours."""
    first, last = row + 1, row + len(measured.CLASSES)
    _class_cells(canvas, first, last)
    _class_table(canvas, row, column + 5, unit)
    title = canvas.context.titles[DASHBOARD.key]
    chart = plain_chart(canvas.context, {"type": "doughnut"})
    names, values = area(title, first, column + 5, last), area(title, first, column + 7, last)
    points = [
        {"fill": {"color": colour}, "border": {"color": "#FFFFFF"}} for colour in CHART_COLOURS[: last - first + 1]
    ]
    chart.add_series({"categories": names, "values": values, "points": points})
    chart.set_hole_size(52)
    chart.set_rotation(0)
    chart.set_size({"width": _PANEL_PIXELS, "height": 11 * _PIXELS})
    canvas.chart(row, column, chart, object_position=2, description=canvas.context.say(MIX))


def _class_cells(canvas: Canvas, first: int, last: int) -> None:
    """Each class with its value in base currency and its rank, ties in the order of the classes."""
    values = measured.class_values(canvas.context.ledger)
    ranks = _ranks(list(values.values()))
    column = f"{cell(first, _CLASS_VALUE, fixed=True)}:{cell(last, _CLASS_VALUE, fixed=True)}"
    for line, (key, rank) in enumerate(zip(measured.CLASSES, ranks, strict=True), start=first):
        canvas.text(line, _CLASS, canvas.context.say(ASSET_CLASS[key].labels))
        canvas.formula(line, _CLASS_VALUE, measured.class_formula(key), values[key], array=True)
        own = cell(line, _CLASS_VALUE)
        before = f"{cell(first, _CLASS_VALUE, fixed=True)}:{own}"
        canvas.formula(line, _CLASS_RANK, f"SUMPRODUCT(--({column}>{own}))+SUMPRODUCT(--({before}={own}))", rank)


def _ranks(values: list[float]) -> list[int]:
    return [
        sum(other > value for other in values) + sum(other == value for other in values[: at + 1])
        for at, value in enumerate(values)
    ]


def _class_table(canvas: Canvas, row: int, left: int, unit: Unit) -> None:
    context = canvas.context
    first, last = row + 1, row + len(measured.CLASSES)
    values = measured.class_values(context.ledger)
    total = sum(values.values())
    ordered = sorted(values.items(), key=lambda item: -item[1])
    cells = {
        column: f"{cell(first, column, fixed=True)}:{cell(last, column, fixed=True)}"
        for column in (_CLASS, _CLASS_VALUE, _CLASS_RANK)
    }
    canvas.blank(row, left - 1, context.styles.header)
    text_across(canvas, row, left, left + 1, context.say(CLASS), header_indented(context))
    canvas.text(row, left + 2, context.say(AMOUNT), header_right(context))
    canvas.text(row, left + 3, context.say(SHARE), header_right(context))
    for line, (rank, (key, value)) in enumerate(enumerate(ordered, start=1), start=first):
        found = f"MATCH({rank},{cells[_CLASS_RANK]},0)"
        some = f"ROUND(INDEX({cells[_CLASS_VALUE]},{found}),2)>0"
        here = round(value, 2) > 0
        colour_chip(canvas, line, left - 1, f'IF({some},{rank},"")', rank if here else None, CHART_COLOURS[rank - 1])
        empty = f'"{context.say(NO_ASSETS)}"' if rank == 1 else '""'
        name = context.say(ASSET_CLASS[key].labels) if here else context.say(NO_ASSETS) if rank == 1 else None
        template = f"IF({some},INDEX({cells[_CLASS]},{found}),{empty})"
        across(canvas, line, left, left + 1, template, name, cell_style(context, indent=1))
        look = cell_style(context, num_format=unit.number_format(value), align="right")
        amount = unit.scaled(f"INDEX({cells[_CLASS_VALUE]},{found})")
        canvas.formula(line, left + 2, f'IF({some},{amount},"")', unit.of(value) if here else None, look)
        look = cell_style(context, num_format="0%", align="right")
        part = f"INDEX({cells[_CLASS_VALUE]},{found})/SUM({cells[_CLASS_VALUE]})"
        canvas.formula(line, left + 3, f'IF({some},{part},"")', value / total if here else None, look)


def trend(canvas: Canvas, row: int, unit: Unit) -> None:
    """Columns of the total at month ends.

    The months before the as-of date are history and stand as values of the last build; the last column is the as-of
    date itself, and follows.
    """
    context, m = canvas.context, canvas.context.ledger
    days = measured.month_ends(m)
    totals, reviewed = measured.totals_at(m, days), measured.reviewed_by(m, days)
    last = row + len(days) - 1
    for line, (day, total, count) in enumerate(zip(days, totals, reviewed, strict=True), start=row):
        month = f"{day.year}-{day.month:02d}\n({count})"
        if line < last:
            canvas.text(line, _MONTH, month)
            canvas.number(line, _MONTH_VALUE, total / unit.size)
        else:
            label = f'YEAR(as_of)&"-"&TEXT(MONTH(as_of),"00")&CHAR(10)&"("&{figures.REVIEWED.formula}&")"'
            canvas.formula(line, _MONTH, label, month)
            canvas.formula(line, _MONTH_VALUE, unit.scaled(figures.ASSETS_TOTAL.formula), unit.of(total))
    chart = plain_chart(context, {"type": "column"})
    title = context.titles[DASHBOARD.key]
    font = chart_font(context, size=8)
    look = unit.number_format(max(totals))
    chart.add_series(
        {
            "categories": area(title, row, _MONTH, last),
            "values": area(title, row, _MONTH_VALUE, last),
            "fill": {"color": ACCENT},
            "gap": 45,
            "data_labels": {"value": True, "num_format": f'{look};-{look};""', "font": font, "position": "outside_end"},
        }
    )
    chart.set_x_axis({"num_font": font, "line": {"color": LINE}, "major_tick_mark": "none"})
    chart.set_y_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_size({"width": 2 * _PANEL_PIXELS + _GAP_PIXELS, "height": (TREND_ROWS - 1) * _PIXELS})
    canvas.chart(row, 0, chart, object_position=2, description=context.say(TREND))
