"""The Pyramid sheet: what each tier brings, how it compares with its size, and who moved since a year ago."""

from typing import Any

from xlcrm.labels import labels
from xlcrm.measures import figures
from xlcrm.pages.links import link_names
from xlcrm.pages.page import Page
from xlcrm.pages.panels import COUNT, as_of_line, heading, note, overview_place, shrunk_name, tier_fill
from xlcrm.pages.tables import LINKED, Cell, Column, Content, Link, Table, put
from xlcrm.pages.units import whole
from xlcrm.schema.measures import MEASURE_COLUMN
from xlcrm.subjects.pyramid import table as measured
from xlcrm.subjects.pyramid.chart import bars, write_bar
from xlcrm.subjects.pyramid.sheets import PYRAMID
from xlcrm.subjects.pyramid.table import IN_NO_TIER, OfTier, a_year_before, entry, entry_formula, movements, tier_rows
from xlcrm.writing.canvas import Canvas, Context

TIER = MEASURE_COLUMN["tier"].labels
ENTRY = labels("入级线", "入級線", "Entry from")
CUSTOMERS = labels("客户数", "客戶數", "Customers")
CUSTOMER_SHARE = labels("客户占比", "客戶占比", "Share of customers")
REVENUE = MEASURE_COLUMN["revenue_12m"].labels
REVENUE_SHARE = labels("购买额占比", "購買額占比", "Share of revenue")
MEAN_REVENUE = labels("户均购买额", "戶均購買額", "Revenue per customer")
MARGIN = MEASURE_COLUMN["margin_12m"].labels
MEAN_MARGIN = labels("户均毛利", "戶均毛利", "Margin per customer")
MOVED_UP = labels("▲ 升入", "▲ 升入", "▲ Moved up")
MOVED_DOWN = labels("▼ 降入", "▼ 降入", "▼ Moved down")
TOTAL = labels("合计", "合計", "Total")
OR = labels("\n或 ", "\n或 ", "\nor ")
BY_CUSTOMERS = labels("客户数金字塔", "客戶數金字塔", "Customers by tier")
BY_REVENUE = labels("购买额占比", "購買額占比", "Share of revenue by tier")
LEFT_OUT = labels(
    " 位客户不在上表任何等级：没有达到门槛，或等级是上次生成之后新增的。",
    " 位客戶不在上表任何等級：沒有達到門檻，或等級是上次產生之後新增的。",
    " customers are in no tier above: they reach none, or the tier was added after the last build.",
)
MOVERS = labels("与一年前相比变动的客户", "與一年前相比變動的客戶", "Customers who moved since a year ago")
MOVERS_NOTE = labels(
    "生成时计算：按今天的分层规则与 {day} 之前的记录重算一年前的等级；此后建档的客户不计。",
    "產生時計算：以今天的分層規則與 {day} 之前的紀錄重算一年前的等級；此後建檔的客戶不計。",
    "Computed at build: the tiers of a year ago by today's policy and what had happened up to {day}; "
    "customers opened since are left out.",
)
NOBODY_MOVED = labels("没有客户变动等级。", "沒有客戶變動等級。", "Nobody moved.")
MORE = labels("另有 {count} 位，未列出。", "另有 {count} 位，未列出。", "{count} more are not listed.")
CUSTOMER = labels("客户", "客戶", "Customer")
BEFORE = labels("一年前", "一年前", "A year ago")
NOW = labels("现在", "現在", "Now")
NO_TIER = labels("未入级", "未入級", "No tier")

LISTED = 40
"""How many of those who moved are listed."""

_HEADER, _FIRST = 3, 4
# Hidden cells that the charts are drawn from: label, space and bar of either.
_BY_CUSTOMERS, _BY_REVENUE, _LAST_HIDDEN = 12, 15, 17
_CHART_ROWS, _CHART_PIXELS = 14, 500
_PERCENT = "0.0%;-0.0%;–"
_LAST_COLUMN = 10


def write(canvas: Canvas, context: Context) -> None:
    """Write the tier table, two charts and the list of those who moved."""
    _PyramidPage(canvas, context).write()


PAGES = (Page(PYRAMID, write),)


class _PyramidPage:
    def __init__(self, canvas: Canvas, context: Context) -> None:
        self.canvas = canvas
        self.context = context
        self.ledger = context.ledger
        self.slots = context.book.settings.slots
        self.places = tier_rows(self.ledger)
        self.moved = movements(self.ledger)
        self.last = _FIRST + len(self.places) - 1
        self.total = self.last + 1
        self.revenue = figures.REVENUE.twin(self.ledger) or 0.0
        self.customers = figures.CUSTOMERS.twin(self.ledger) or 0.0

    def write(self) -> None:
        """The whole sheet."""
        self.canvas.title(self.context.say(PYRAMID.labels))
        as_of_line(self.canvas, whole(self.context.language))
        self.canvas.widths(max(18, self.context.names_width), 22, 12, 12, 14, 12, 13, 14, 13, 11, 11)
        self._table()
        self._charts(self.total + 3)
        self._movers(self.total + 4 + _CHART_ROWS)
        self.canvas.hide_columns(_BY_CUSTOMERS, _LAST_HIDDEN)
        self.canvas.page(landscape=True)

    # The tiers

    def _table(self) -> None:
        table = Table(self.canvas, self._columns())
        table.header(_HEADER, 32)
        table.rows(_FIRST, self.places)
        for row, place in enumerate(self.places, start=_FIRST):
            written = self._entry(place)[1]
            height = 16 * (written.count("\n") + 1) if isinstance(written, str) else 20
            self.canvas.worksheet.set_row(row, height)
        self._totals()
        total, listed = f"C{self.total + 1}", f"SUM(C{_FIRST + 1}:C{self.last + 1})"
        missing = len(self.context.book.customers) - sum(map(self._count, self.places))
        words = self.context.say(LEFT_OUT)
        template = f'IF({total}>{listed},{total}-{listed}&"{words}","")'
        left_out = template, f"{missing:.0f}{words}" if missing else None
        put(self.canvas, self.total + 1, 0, left_out, self.context.styles.subtitle)

    def _columns(self) -> list[Column[int]]:
        """The columns of the tiers; those of money, shares and means look at the row's own cells and at the totals."""
        count, percent = {"num_format": COUNT}, {"num_format": _PERCENT}
        revenue, margin = measured.REVENUE, measured.MARGIN
        tier = {place: {"bold": True, **tier_fill(self.slots[place - 1])} for place in self.places}
        entry_look = {"num_format": "#,##0", "text_wrap": True}
        return [
            Column(
                TIER, lambda p: (f'INDEX(plan_names,{p})&""', self.slots[p - 1].name), look=lambda place: tier[place]
            ),
            Column(ENTRY, self._entry, "right", entry_look),
            Column(CUSTOMERS, lambda place: self._of(measured.CUSTOMERS, place), "right", count),
            Column(CUSTOMER_SHARE, lambda p: self._share("C", p, self._count(p), self.customers), "right", percent),
            Column(REVENUE, lambda place: self._of(revenue, place), "right", count),
            Column(REVENUE_SHARE, lambda p: self._share("E", p, self._brought(p), self.revenue), "right", percent),
            Column(MEAN_REVENUE, lambda place: self._mean("E", place, revenue), "right", count),
            Column(MARGIN, lambda place: self._of(margin, place), "right", count),
            Column(MEAN_MARGIN, lambda place: self._mean("H", place, margin), "right", count),
            Column(MOVED_UP, lambda place: self._moves(place, up=True), "right", count),
            Column(MOVED_DOWN, lambda place: self._moves(place, up=False), "right", count),
        ]

    def _line(self, place: int) -> int:
        return _FIRST + self.places.index(place) + 1

    def _count(self, place: int) -> float:
        return measured.CUSTOMERS.twin(self.ledger, place)

    def _brought(self, place: int) -> float:
        return measured.REVENUE.twin(self.ledger, place)

    def _entry(self, place: int) -> Cell:
        or_ = self.context.say(OR)
        template = entry_formula(place, or_) if place <= len(self.ledger.settings.policy.tiers) else '""'
        return template, entry(self.ledger, place, or_)

    def _of(self, number: OfTier, place: int) -> Cell:
        return number.formula(place), number.twin(self.ledger, place)

    def _share(self, letter: str, place: int, value: float, whole_: float) -> Cell:
        part, total = f"{letter}{self._line(place)}", f"{letter}${self.total + 1}"
        return f'IF(ROUND({total},2)<=0,"",{part}/{total})', value / whole_ if round(whole_, 2) > 0 else None

    def _mean(self, letter: str, place: int, number: OfTier) -> Cell:
        line, count = self._line(place), self._count(place)
        return f'IF(C{line}=0,"",{letter}{line}/C{line})', number.twin(self.ledger, place) / count if count else None

    def _moves(self, place: int | None, *, up: bool) -> int:
        """How many moved up or down, into one tier or in all."""
        moved = self.moved if place is None else self.moved[self.moved["now"] == place]
        which = moved["before"] > moved["now"] if up else moved["before"] < moved["now"]
        return int(which.sum())

    def _totals(self) -> None:
        """The whole book; tiers and groups add up to it unless somebody is in none."""
        row, line, count = self.total, self.total + 1, self.customers
        margin = figures.MARGIN.twin(self.ledger) or 0.0

        def mean(letter: str, value: float) -> Cell:
            return f'IF(C{line}=0,"",{letter}{line}/C{line})', value / count if count else None

        cells: list[Content] = [
            (figures.CUSTOMERS.formula, count),
            (f'IF(C{line}=0,"",1)', 1.0 if count else None),
            (figures.REVENUE.formula, self.revenue),
            (f'IF(ROUND(E{line},2)<=0,"",1)', 1.0 if round(self.revenue, 2) > 0 else None),
            mean("E", self.revenue),
            (figures.MARGIN.formula, margin),
            mean("H", margin),
            self._moves(None, up=True),
            self._moves(None, up=False),
        ]
        self.canvas.worksheet.set_row(row, 20)
        put(self.canvas, row, 0, self.context.say(TOTAL), self.context.styles(bold=True, top=1))
        put(self.canvas, row, 1, None, self.context.styles(top=1))
        look: dict[str, Any] = {"bold": True, "top": 1, "bottom": 0, "align": "right"}
        for column, content in enumerate(cells, start=2):
            shape = "0.0%" if column in (3, 5) else "#,##0"
            put(self.canvas, row, column, content, self.context.styles(num_format=shape, **look))

    # The charts

    def _charts(self, row: int) -> None:
        self._chart_cells()
        for column, text, cells in ((0, BY_CUSTOMERS, _BY_CUSTOMERS), (5, BY_REVENUE, _BY_REVENUE)):
            chart = bars(self.canvas, PYRAMID.key, _FIRST, cells, self.context.say(text))
            chart.set_size({"width": _CHART_PIXELS, "height": _CHART_ROWS * 20})
            self.canvas.chart(row, column, chart, object_position=2, description=self.context.say(text))

    def _chart_cells(self) -> None:
        """Labels and bars for the charts: each bar as a share of the longest, with half of the rest before it."""
        first, last = _FIRST + 1, self.last + 1
        counts = [self._count(place) for place in self.places]
        brought = [self._brought(place) for place in self.places]
        shares = [max(value / self.revenue, 0.0) if round(self.revenue, 2) > 0 else 0.0 for value in brought]
        most, largest = (f"MAX({letter}${first}:{letter}${last})" for letter in "CF")
        for row, (place, count, share) in enumerate(zip(self.places, counts, shares, strict=True), start=_FIRST):
            line, name = row + 1, self.slots[place - 1].name
            label = f'A{line}&"  "&C{line}', f"{name}  {count:.0f}"
            bar = f"IF({most}=0,0,C{line}/{most})", count / (max(counts) or 1.0)
            write_bar(self.canvas, row, _BY_CUSTOMERS, label, bar)
            percent = f"{name}  {int(share * 100 + 0.5)}%"
            label = f'A{line}&"  "&INT(MAX(N(F{line}),0)*100+0.5)&"%"', percent
            bar = f"IF({largest}<=0,0,MAX(N(F{line}),0)/{largest})", share / (max(shares) or 1.0)
            write_bar(self.canvas, row, _BY_REVENUE, label, bar)

    # Who moved

    def _movers(self, row: int) -> None:
        """Who stands in another tier than a year ago, the best first."""
        canvas, context = self.canvas, self.context
        heading(canvas, row, 0, _LAST_COLUMN, context.say(MOVERS))
        note(canvas, row + 1, 0, context.say(MOVERS_NOTE, day=a_year_before(self.ledger).date().isoformat()))
        if self.moved.empty:
            canvas.text(row + 2, 0, context.say(NOBODY_MOVED))
            return
        table: Table[Any] = Table(canvas, self._mover_columns())
        table.header(row + 2)
        link_names(canvas, range(row + 3, row + 3 + min(len(self.moved), LISTED)), 0)
        table.rows(row + 3, self.moved.head(LISTED).itertuples())
        if len(self.moved) > LISTED:
            note(canvas, row + 3 + LISTED, 0, context.say(MORE, count=len(self.moved) - LISTED))

    def _mover_columns(self) -> list[Column[Any]]:
        """The columns of those who moved, whose rows are those of the frame of movements."""
        context, customers = self.context, self.context.book.customers

        def customer_id(moved: Any) -> Any:
            number = customers["customer_id"].iat[int(moved.row)]
            return number if isinstance(number, str) else None

        def name(moved: Any) -> str:
            called = customers["name"].iat[int(moved.row)]
            return shrunk_name(context, called if isinstance(called, str) else customer_id(moved))

        def tier(place: float) -> str:
            return context.say(NO_TIER) if place == IN_NO_TIER else self.slots[int(place) - 1].name

        def fill(moved: Any) -> dict[str, Any]:
            return {} if moved.now == IN_NO_TIER else tier_fill(self.slots[int(moved.now) - 1])

        return [
            Column(CUSTOMER, name, look={**LINKED, "shrink": True}),
            Column(
                MEASURE_COLUMN["customer_id"].labels,
                lambda moved: Link(overview_place(context, int(moved.row)), customer_id(moved) or "—"),
                look=LINKED,
            ),
            Column(BEFORE, lambda moved: tier(moved.before), span=2),
            Column(NOW, lambda moved: f"{'▲' if moved.before > moved.now else '▼'} {tier(moved.now)}", look=fill),
        ]
