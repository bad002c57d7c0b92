"""What the Dashboard says of assets: key figures, the classes at the latest reviews, and the total at month ends."""

from xlcrm.labels import labels
from xlcrm.measures import figures
from xlcrm.pages.blocks import PANEL, Block, Card, Shown, Spot
from xlcrm.pages.charts import Series, chart_font, column_chart, share_chart
from xlcrm.pages.panels import cell, colour_chip, heading, note
from xlcrm.pages.tables import Cell, Column, Table
from xlcrm.schema.sheets import DASHBOARD
from xlcrm.subjects.assets import mix as measured
from xlcrm.subjects.assets.enums import ASSET_CLASS
from xlcrm.writing.canvas import Canvas
from xlcrm.writing.styles import ACCENT, CHART_COLOURS

MIX = labels(
    "资产构成（各客户最近一次回顾，不含贷款）",
    "資產構成（各客戶最近一次檢視，不含貸款）",
    "Asset mix at the latest reviews, without loans",
)
CLASS = labels("类别", "類別", "Class")
SHARE = labels("占比", "占比", "Share")
AMOUNT = labels("金额", "金額", "Amount")
NO_ASSETS = labels("暂无资产", "尚無資產", "No assets yet")
TREND = labels("各月末总资产", "各月底總資產", "Total assets at month ends")
TREND_NOTE = labels(
    "每位客户取当时最近一次回顾，括号内为已回顾的客户数；以前各月为上次生成时的数。",
    "每位客戶取當時最近一次檢視，括號內為已檢視的客戶數；以前各月為上次產生時的數字。",
    "Each customer at the latest review by then, in brackets how many; earlier months as of the last build.",
)

# The hidden columns: the classes with their values and ranks, and the months with their totals.
_CLASS, _VALUE, _RANK, _MONTH, _TOTAL = range(5)
HIDDEN = 5

_PIXELS, _PANEL_PIXELS, _GAP_PIXELS = 22, 4 * 66, 19
_TREND_ROWS = 10


def _mix(canvas: Canvas, spot: Spot) -> None:
    """A ring of the asset classes, and beside it the classes, the largest first, in the ring's colours."""
    context, column = canvas.context, spot.column
    heading(canvas, spot.row, column, column + 2 * PANEL - 2, context.say(MIX))
    row = spot.row + 1
    values = measured.class_values(context.ledger)
    cells = _class_cells(canvas, row + 1, spot.hidden, values)
    _class_table(canvas, spot, row, values, cells)
    series = Series(context.titles[DASHBOARD.key], row + 1, row + len(values), column + 5, column + 7)
    chart = share_chart(context, series, kind="doughnut")
    chart.set_hole_size(52)
    chart.set_rotation(0)
    chart.set_size({"width": _PANEL_PIXELS, "height": 11 * _PIXELS})
    canvas.chart(row, column, chart, object_position=2, description=context.say(MIX))


def _class_cells(canvas: Canvas, first: int, hidden: int, values: dict[str, float]) -> list[str]:
    """Each class with its value in base currency and its rank, ties in their order; the three columns of cells."""
    last = first + len(values) - 1
    areas = [f"{cell(first, hidden + c, fixed=True)}:{cell(last, hidden + c, fixed=True)}" for c in range(_RANK + 1)]
    for place, (key, value) in enumerate(values.items()):
        line = first + place
        canvas.text(line, hidden + _CLASS, canvas.context.say(ASSET_CLASS[key].labels))
        canvas.formula(line, hidden + _VALUE, measured.class_formula(key), value, array=True)
        own = cell(line, hidden + _VALUE)
        so_far = f"{cell(first, hidden + _VALUE, fixed=True)}:{own}"
        template = f"SUMPRODUCT(--({areas[_VALUE]}>{own}))+SUMPRODUCT(--({so_far}={own}))"
        ahead = sum(other > value for other in values.values())
        rank = ahead + sum(other == value for other in list(values.values())[: place + 1])
        canvas.formula(line, hidden + _RANK, template, rank)
    return areas


def _class_table(canvas: Canvas, spot: Spot, row: int, values: dict[str, float], cells: list[str]) -> None:
    context, unit, left = canvas.context, spot.unit, spot.column + 5
    classes, amounts, ranks = cells
    total = sum(values.values())
    ordered = sorted(values.items(), key=lambda item: -item[1])
    nothing = context.say(NO_ASSETS)

    def found(column: str, rank: int) -> str:
        return f"INDEX({column},MATCH({rank},{ranks},0))"

    def where(rank: int, template: str, value: object, empty: str = "") -> Cell:
        """Something of the class at a rank, where it is worth anything."""
        is_there = round(ordered[rank - 1][1], 2) > 0
        some = f"ROUND({found(amounts, rank)},2)>0"
        return f'IF({some},{template},"{empty}")', value if is_there else empty or None

    def name(rank: int) -> Cell:
        said = context.say(ASSET_CLASS[ordered[rank - 1][0]].labels)
        return where(rank, found(classes, rank), said, nothing if rank == 1 else "")

    columns = (
        Column[int](CLASS, name, "indent", span=2),
        Column[int](
            AMOUNT,
            lambda rank: where(rank, unit.scaled(found(amounts, rank)), unit.scaled_value(ordered[rank - 1][1])),
            "right",
            lambda rank: {"num_format": unit.number_format(ordered[rank - 1][1])},
        ),
        Column[int](
            SHARE,
            lambda rank: where(
                rank, f"{found(amounts, rank)}/SUM({amounts})", ordered[rank - 1][1] / total if total else None
            ),
            "right",
            {"num_format": "0%"},
        ),
    )
    canvas.blank(row, left - 1, context.styles.header)
    table = Table(canvas, columns, left)
    table.header(row)
    for rank in range(1, len(ordered) + 1):
        template, number = where(rank, str(rank), rank)
        colour_chip(canvas, row + rank, left - 1, template, number, CHART_COLOURS[rank - 1])
        table.row(row + rank, rank)


def _trend(canvas: Canvas, spot: Spot) -> None:
    """Columns of the total at month ends.

    The months before the as-of date are history and stand as values of the last build; the last column is the as-of
    date itself, and follows.
    """
    context, m, unit = canvas.context, canvas.context.ledger, spot.unit
    heading(canvas, spot.row, spot.column, spot.column + 2 * PANEL - 2, context.say(TREND))
    note(canvas, spot.row + 1, spot.column, context.say(TREND_NOTE))
    row, names, values = spot.row + 2, spot.hidden + _MONTH, spot.hidden + _TOTAL
    days = measured.month_ends(m)
    totals, reviewed = measured.totals_at(m, days), measured.reviewed_by(m, days)
    last = row + len(days) - 1
    for line, (day, total, count) in enumerate(zip(days, totals, reviewed, strict=True), start=row):
        month = f"{day.year}-{day.month:02d}\n({count})"
        if line < last:
            canvas.text(line, names, month)
            canvas.number(line, values, total / unit.size)
        else:
            label = f'YEAR(as_of)&"-"&TEXT(MONTH(as_of),"00")&CHAR(10)&"("&{figures.REVIEWED.formula}&")"'
            canvas.formula(line, names, label, month)
            canvas.formula(line, values, unit.scaled(figures.ASSETS_TOTAL.formula), unit.scaled_value(total))
    look = unit.number_format(max(totals))
    labels_ = {"num_format": f'{look};-{look};""', "position": "outside_end"}
    series = Series(context.titles[DASHBOARD.key], row, last, names, values)
    axis = {"num_font": chart_font(context, size=8)}
    chart = column_chart(context, series, {"fill": {"color": ACCENT}, "gap": 45}, labels_, axis)
    chart.set_size({"width": 2 * _PANEL_PIXELS + _GAP_PIXELS, "height": (_TREND_ROWS - 1) * _PIXELS})
    canvas.chart(row, spot.column, chart, object_position=2, description=context.say(TREND))


CARDS = (
    Card(
        50,
        Shown(labels("总资产", "總資產", "Total assets"), figures.ASSETS_TOTAL, "money"),
        Shown(labels("已回顾客户", "已檢視客戶", "Customers reviewed"), figures.REVIEWED, "count"),
    ),
    Card(
        60,
        Shown(labels("本行资产", "本行資產", "Assets here"), figures.ASSETS_HERE, "money"),
        Shown(labels("风险错配（项）", "風險錯配（項）", "Risk mismatches"), figures.RISK_MISMATCHES, "count"),
    ),
    Card(
        70,
        Shown(labels("本行占比", "本行占比", "Wallet share"), figures.WALLET_SHARE, "share"),
        Shown(labels("净资产", "淨資產", "Net worth"), figures.total("net_worth"), "money"),
    ),
)
BLOCKS = (
    Block(40, 2, lambda context: 4 + len(measured.class_values(context.ledger)), _mix),
    Block(50, 2, lambda _: _TREND_ROWS + 1, _trend),
)
