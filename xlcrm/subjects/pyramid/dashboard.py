"""What the Dashboard says of the pyramid: its tiers beside their chart, and the best customers."""

from typing import Any

from xlcrm.labels import labels
from xlcrm.measures import figures
from xlcrm.pages.blocks import PANEL, Block, Spot
from xlcrm.pages.cell_texts import shortened
from xlcrm.pages.links import link_names
from xlcrm.pages.panels import COUNT, OVERVIEW_FIRST_ROW, cell, heading, overview_link, tier_fill
from xlcrm.pages.tables import LINKED, Cell, Column, Table
from xlcrm.pages.units import Unit
from xlcrm.schema.measures import MEASURE_COLUMN
from xlcrm.schema.names import TIER_BASIS
from xlcrm.schema.sheets import DASHBOARD
from xlcrm.subjects.pyramid import ranking
from xlcrm.subjects.pyramid import table as by_tier
from xlcrm.subjects.pyramid.chart import bars, write_bar
from xlcrm.writing.canvas import Canvas, Context
from xlcrm.writing.styles import MUTED

PYRAMID = labels("客户金字塔", "客戶金字塔", "Customer pyramid")
COUNTED = labels("客户数", "客戶數", "Count")
REVENUE_SHARE = labels("购买额占比", "購買額占比", "Revenue share")
BEST = labels("前十大客户", "前十大客戶", "Top ten customers")
ASSETS = labels("总资产", "總資產", "Assets")
CUSTOMER = labels("客户", "客戶", "Customer")
NOBODY = labels("暂无可排名的客户", "尚無可排名的客戶", "Nobody to rank yet")

RANKS = 10
_NAME_WIDTH = 26
_PIXELS = 22
_PANEL_PIXELS, _GAP_PIXELS = 4 * 66, 19

# The hidden columns: the value of each rank in base currency and its position on Overview, then the chart's.
_VALUE, _POSITION, _CHART = 0, 1, 2
HIDDEN = 5


def _tiers(canvas: Canvas, spot: Spot) -> None:
    """Customers and share of revenue of each tier, in the tiers' colours, beside the pyramid."""
    context, m, left, row = canvas.context, canvas.context.ledger, spot.column, spot.row
    heading(canvas, row, left, left + 3 * PANEL - 2, context.say(PYRAMID))
    revenue = figures.REVENUE.twin(m) or 0.0
    slots, count, brought = m.settings.slots, by_tier.CUSTOMERS, by_tier.REVENUE

    def share(place: int) -> Cell:
        value = brought.twin(m, place) / revenue if round(revenue, 2) > 0 else None
        of_all = f"{brought.formula(place)}/{figures.REVENUE.formula}"
        return f'IF(ROUND({figures.REVENUE.formula},2)<=0,"",{of_all})', value

    columns = (
        Column[int](
            MEASURE_COLUMN["tier"].labels,
            lambda place: (f'INDEX(plan_names,{place})&""', slots[place - 1].name),
            look=lambda place: {"bold": True, **tier_fill(slots[place - 1])},
            span=2,
        ),
        Column[int](COUNTED, lambda p: (count.formula(p), count.twin(m, p)), "right", {"num_format": COUNT}),
        Column(REVENUE_SHARE, share, "right", {"num_format": "0%;-0%;–"}),
    )
    places = by_tier.tier_rows(m)
    table = Table(canvas, columns, left)
    table.header(row + 1)
    table.rows(row + 2, places)
    first, hidden = row + 2, spot.hidden + _CHART
    counts = [count.twin(m, place) for place in places]
    longest = f"MAX({cell(first, left + 2, fixed=True)}:{cell(first + len(places) - 1, left + 2, fixed=True)})"
    for line, (place, found) in enumerate(zip(places, counts, strict=True), start=first):
        name, number = cell(line, left), cell(line, left + 2)
        label = f'{name}&"  "&{number}', f"{slots[place - 1].name}  {found:.0f}"
        bar = f"IF({longest}=0,0,{number}/{longest})", found / (max(counts) or 1.0)
        write_bar(canvas, line, hidden, label, bar)
    chart = bars(canvas, DASHBOARD.key, first, hidden)
    chart.set_size({"width": 2 * _PANEL_PIXELS + _GAP_PIXELS - 4, "height": (len(places) + 1) * _PIXELS})
    canvas.chart(row + 1, left + PANEL, chart, object_position=2, x_offset=4, description=context.say(PYRAMID))


def _best(canvas: Canvas, spot: Spot) -> None:
    """The best customers by the measure that the tier policy ranks by; each rank leads to its row on Overview."""
    context, first = canvas.context, spot.row + 2
    heading(canvas, spot.row, spot.column, spot.column + 2 * PANEL - 2, context.say(BEST))
    link_names(canvas, range(first, first + RANKS), 1, 3)
    table = Table(canvas, _Best(context, first, spot).columns(), spot.column)
    table.header(spot.row + 1)
    found = ranking.best(context.ledger, RANKS)
    for rank in range(RANKS):
        line = first + rank
        ranked = found[rank] if rank < len(found) else None
        position, value = cell(line, spot.hidden + _POSITION), cell(line, spot.hidden + _VALUE)
        so_far = f"{cell(first, spot.hidden + _VALUE, fixed=True)}:{value}"
        canvas.formula(
            line, spot.hidden + _VALUE, ranking.value_formula(rank + 1), None if ranked is None else ranked.value
        )
        template = ranking.position_formula(value, so_far, OVERVIEW_FIRST_ROW)
        canvas.formula(line, spot.hidden + _POSITION, template, None if ranked is None else ranked.row + 1)
        table.row(line, (rank, position, value, ranked))


_Rank = tuple[int, str, str, ranking.Ranked | None]
"""A rank counted from 0, the cells with the customer's position and value, and who it is; None for nobody."""


class _Best:
    """The columns of the best."""

    def __init__(self, context: Context, first: int, spot: Spot) -> None:
        self.context = context
        self.m = context.ledger
        self.first = first
        self.unit: Unit = spot.unit

    def columns(self) -> list[Column[Any]]:
        basis = TIER_BASIS, self.context.say(MEASURE_COLUMN[self.m.settings.policy.basis].labels)
        return [
            Column("#", self._rank, look={**LINKED, "align": "left"}),
            Column(CUSTOMER, self._name, look=self._name_look, span=3),
            Column(MEASURE_COLUMN["tier"].labels, self._tier, span=2),
            Column(basis, self._value, "right", lambda rank: self._money(rank[3] and rank[3].value), span=2),
            Column(ASSETS, self._assets, "right", lambda rank: self._money(self._assets_of(rank))),
        ]

    def _money(self, value: float | None) -> dict[str, Any]:
        return {"num_format": self.unit.number_format(value)}

    def _rank(self, rank: _Rank) -> Cell:
        number, position, _, found = rank
        link = overview_link(self.context, position, f"{number + 1}")
        return f'IF({position}="","",{link})', None if found is None else number + 1

    def _name(self, rank: _Rank) -> Cell:
        """The name, or the ID of a customer without a name; in the first row that nobody is ranked."""
        number, position, _, found = rank
        nothing = self.context.say(NOBODY) if number == 0 else ""
        name, own_id = f"INDEX({{all:name}},{position})", f"INDEX({{all:customer_id}},{position})"
        shown: str | None = nothing
        if found is not None:
            customer = self.context.book.customers.iloc[found.row]
            texts = (customer["name"], customer["customer_id"])
            shown = next((text for text in texts if isinstance(text, str) and text), None)
        template = f'IF({position}="","{nothing}",IF({name}="",{own_id},{name}))'
        return shortened(self.context, (template, shown), _NAME_WIDTH)

    def _name_look(self, rank: _Rank) -> dict[str, Any]:
        return {"font_color": MUTED} if rank[3] is None else {**LINKED, "shrink": True}

    def _tier(self, rank: _Rank) -> Cell:
        _, position, _, found = rank
        tier = None if found is None else self.m["tier"].iat[found.row]
        return f'IF({position}="","",INDEX({{all:tier}},{position})&"")', tier

    def _value(self, rank: _Rank) -> Cell:
        _, _, value, found = rank
        amount = None if found is None else self.unit.scaled_value(found.value)
        return f'IF({value}="","",{self.unit.scaled(value)})', amount

    def _assets_of(self, rank: _Rank) -> float | None:
        return None if rank[3] is None else float(self.m["assets_total"].iat[rank[3].row])

    def _assets(self, rank: _Rank) -> Cell:
        position = rank[1]
        template = self.unit.scaled(f"INDEX({{all:assets_total}},{position})")
        return f'IF({position}="","",{template})', self.unit.scaled_value(self._assets_of(rank))


CARDS = ()
BLOCKS = (
    Block(20, 3, lambda context: 3 + len(by_tier.tier_rows(context.ledger)), _tiers),
    Block(30, 2, lambda _: RANKS + 3, _best),
)
