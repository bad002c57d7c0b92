"""The Pyramid sheet: what each tier brings, how it compares with its size, and who moved since a year ago."""

from xlcrm.labels import labels
from xlcrm.measures import figures
from xlcrm.measures.figures import Figure
from xlcrm.pages.links import link_names
from xlcrm.pages.page import Page
from xlcrm.pages.panels import (
    COUNT,
    as_of_line,
    cell_style,
    header_right,
    heading,
    note,
    overview_place,
    pyramid_chart,
    shrunk_name,
    text_across,
    tier_fill,
)
from xlcrm.pages.units import whole
from xlcrm.schema.measures import MEASURE_COLUMN
from xlcrm.subjects.pyramid import table as measured
from xlcrm.subjects.pyramid.sheets import PYRAMID
from xlcrm.subjects.pyramid.table import IN_NO_TIER, OfPlace, a_year_before, entry, entry_formula, movements, places
from xlcrm.writing.canvas import Canvas, Context
from xlcrm.writing.styles import LINK

TIER = labels("客户等级", "客戶等級", "Tier")
ENTRY = labels("入级线", "入級線", "Entry from")
CUSTOMERS = labels("客户数", "客戶數", "Customers")
CUSTOMER_SHARE = labels("客户占比", "客戶占比", "Share of customers")
REVENUE = labels("近12个月购买额", "近12個月購買額", "Revenue 12M")
REVENUE_SHARE = labels("购买额占比", "購買額占比", "Share of revenue")
MEAN_REVENUE = labels("户均购买额", "戶均購買額", "Revenue per customer")
MARGIN = labels("近12个月毛利", "近12個月毛利", "Margin 12M")
MEAN_MARGIN = labels("户均毛利", "戶均毛利", "Margin per customer")
MOVED_UP = labels("▲ 升入", "▲ 升入", "▲ Moved up")
MOVED_DOWN = labels("▼ 降入", "▼ 降入", "▼ Moved down")
TOTAL = labels("合计", "合計", "Total")
OR = labels("\n或 ", "\n或 ", "\nor ")
BY_CUSTOMERS = labels("客户数金字塔", "客戶數金字塔", "Customers by tier")
BY_REVENUE = labels("购买额占比", "購買額占比", "Share of revenue by tier")
NOTHING_BOUGHT = labels("近12个月没有购买", "近12個月沒有購買", "no revenue in 12 months")
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
# Hidden cells that the charts are drawn from: label and bar of either chart, and the space before the bar.
_LABEL, _SPACE, _BAR, _REVENUE_LABEL, _REVENUE_SPACE, _REVENUE_BAR = range(12, 18)
_CHART_ROWS, _CHART_PIXELS = 14, 500


def write(canvas: Canvas, context: Context) -> None:
    """Write the tier table, two charts and the list of those who moved."""
    _PyramidPage(canvas, context).write()


PAGES = (Page(PYRAMID, write),)


class _PyramidPage:
    def __init__(self, canvas: Canvas, context: Context) -> None:
        self.canvas = canvas
        self.context = context
        self.ledger = context.ledger
        self.places = places(self.ledger)
        self.moved = movements(self.ledger)
        self.last = _FIRST + len(self.places) - 1
        self.total = self.last + 1

    def write(self) -> None:
        """The whole sheet."""
        self.canvas.title(self.context.say(PYRAMID.labels))
        as_of_line(self.canvas, whole(self.context.language))
        self.canvas.widths(max(18, self.context.names_width), 22, 12, 12, 14, 12, 13, 14, 13, 11, 11)
        self._table()
        self._charts(self.total + 3)
        self._movers(self.total + 4 + _CHART_ROWS)
        self.canvas.hide_columns(_LABEL, _REVENUE_BAR)
        self.canvas.page(landscape=True)

    def _table(self) -> None:
        say, header = self.context.say, self.context.styles.header
        titles = (
            TIER, ENTRY, CUSTOMERS, CUSTOMER_SHARE, REVENUE, REVENUE_SHARE, MEAN_REVENUE, MARGIN, MEAN_MARGIN,
            MOVED_UP, MOVED_DOWN,
        )  # fmt: skip
        self.canvas.worksheet.set_row(_HEADER, 32)
        for column, title in enumerate(titles):
            self.canvas.text(_HEADER, column, say(title), header if column == 0 else header_right(self.context))
        for row, place in enumerate(self.places, start=_FIRST):
            self._row(row, place)
        self._totals()
        total = f"C{self.total + 1}"
        missing = float(len(self.context.book.customers)) - sum(
            measured.CUSTOMERS.twin(self.ledger, place) for place in self.places
        )
        self.canvas.formula(
            self.total + 1,
            0,
            f"IF({total}>SUM(C{_FIRST + 1}:C{self.last + 1}),"
            f'{total}-SUM(C{_FIRST + 1}:C{self.last + 1})&"{say(LEFT_OUT)}","")',
            f"{missing:.0f}{say(LEFT_OUT)}" if missing else None,
            self.context.styles.subtitle,
        )

    def _row(self, row: int, place: int) -> None:
        canvas, context, m = self.canvas, self.context, self.ledger
        slot = m.settings.slots[place - 1]
        canvas.formula(
            row, 0, f'INDEX(plan_names,{place})&""', slot.name, cell_style(context, bold=True, **tier_fill(slot))
        )
        or_ = context.say(OR)
        written = entry(m, place, or_)
        looks = {"num_format": "#,##0", "align": "right", "text_wrap": True}
        template = entry_formula(place, or_) if place <= len(m.settings.policy.tiers) else '""'
        canvas.formula(row, 1, template, written, cell_style(context, **looks))
        if isinstance(written, str):
            canvas.worksheet.set_row(row, 16 * (written.count("\n") + 1))
        else:
            canvas.worksheet.set_row(row, 20)
        count = measured.CUSTOMERS
        self._number(row, 2, count.formula(place), count.twin(m, place), COUNT)
        for column, of_place in ((4, measured.REVENUE), (7, measured.MARGIN)):
            value = of_place.twin(m, place)
            self._number(row, column, of_place.formula(place), value, COUNT)
        self._derived(row, place)
        moved = self.moved[self.moved["now"] == place]
        up, down = moved["before"] > moved["now"], moved["before"] < moved["now"]
        for column, which in ((9, up), (10, down)):
            look = cell_style(context, num_format=COUNT, align="right")
            canvas.number(row, column, int(which.sum()), look)

    def _derived(self, row: int, place: int) -> None:
        """Shares and means of one row, from its own cells and the totals."""
        m, line, total = self.ledger, row + 1, self.total + 1
        count = measured.CUSTOMERS.twin(m, place)
        self._share(row, 3, f"C{line}", f"C${total}", count, figures.CUSTOMERS)
        self._share(row, 5, f"E{line}", f"E${total}", measured.REVENUE.twin(m, place), figures.REVENUE)
        for column, source, of_place in ((6, "E", measured.REVENUE), (8, "H", measured.MARGIN)):
            self._mean(row, column, f"{source}{line}", f"C{line}", of_place, place, count)

    def _share(self, row: int, column: int, part: str, whole_: str, value: float, figure: Figure) -> None:
        of = figure.twin(self.ledger) or 0.0
        shown = value / of if round(of, 2) > 0 else None
        self._number(row, column, f'IF(ROUND({whole_},2)<=0,"",{part}/{whole_})', shown, "0.0%;-0.0%;–")

    def _mean(self, row: int, column: int, part: str, by: str, of: OfPlace, place: int, count: float) -> None:
        shown = of.twin(self.ledger, place) / count if count else None
        self._number(row, column, f'IF({by}=0,"",{part}/{by})', shown, COUNT)

    def _number(self, row: int, column: int, template: str, value: float | None, look: str) -> None:
        self.canvas.formula(row, column, template, value, cell_style(self.context, num_format=look, align="right"))

    def _totals(self) -> None:
        """The whole book; tiers and groups add up to it unless somebody is in none."""
        canvas, context, m, row, line = self.canvas, self.context, self.ledger, self.total, self.total + 1
        look = {"bold": True, "top": 1, "bottom": 0, "align": "right"}
        canvas.worksheet.set_row(row, 20)
        canvas.text(row, 0, context.say(TOTAL), context.styles(bold=True, top=1))
        canvas.blank(row, 1, context.styles(top=1))
        count = figures.CUSTOMERS.twin(m) or 0.0
        number = context.styles(num_format="#,##0", **look)
        percent = context.styles(num_format="0.0%", **look)
        canvas.formula(row, 2, figures.CUSTOMERS.formula, count, number)
        canvas.formula(row, 3, f'IF(C{line}=0,"",1)', 1.0 if count else None, percent)
        for column, figure in ((4, figures.REVENUE), (7, figures.MARGIN)):
            value = figure.twin(m) or 0.0
            letter = "EH"[column == 7]
            canvas.formula(row, column, figure.formula, value, number)
            mean = value / count if count else None
            canvas.formula(row, column + 1 + (column == 4), f'IF(C{line}=0,"",{letter}{line}/C{line})', mean, number)
        revenue = figures.REVENUE.twin(m) or 0.0
        canvas.formula(row, 5, f'IF(ROUND(E{line},2)<=0,"",1)', 1.0 if round(revenue, 2) > 0 else None, percent)
        for column, up in ((9, True), (10, False)):
            which = self.moved["before"] > self.moved["now"] if up else self.moved["before"] < self.moved["now"]
            canvas.number(row, column, int(which.sum()), number)

    def _charts(self, row: int) -> None:
        self._chart_cells()
        colours = [self.ledger.settings.slots[place - 1].colour for place in self.places]
        for column, text, cells in (
            (0, BY_CUSTOMERS, (_LABEL, _SPACE, _BAR)),
            (5, BY_REVENUE, (_REVENUE_LABEL, _REVENUE_SPACE, _REVENUE_BAR)),
        ):
            chart = pyramid_chart(
                self.context, PYRAMID.key, (_FIRST, self.last), cells, colours, title=self.context.say(text)
            )
            chart.set_size({"width": _CHART_PIXELS, "height": _CHART_ROWS * 20})
            self.canvas.chart(row, column, chart, object_position=2, description=self.context.say(text))

    def _chart_cells(self) -> None:
        """Labels and bars for the charts: each bar as a share of the longest, with half of the rest before it."""
        m, first, last = self.ledger, _FIRST + 1, self.last + 1
        counts = [measured.CUSTOMERS.twin(m, place) for place in self.places]
        brought = [measured.REVENUE.twin(m, place) for place in self.places]
        revenue = figures.REVENUE.twin(m) or 0.0
        shares = [max(value / revenue, 0.0) if round(revenue, 2) > 0 else 0.0 for value in brought]
        for row, (place, count, share) in enumerate(zip(self.places, counts, shares, strict=True), start=_FIRST):
            line, name = row + 1, m.settings.slots[place - 1].name
            formula = self.canvas.formula
            formula(row, _LABEL, f'A{line}&"  "&C{line}', f"{name}  {count:.0f}")
            bars_ = f"C${first}:C${last}"
            formula(row, _BAR, f"IF(MAX({bars_})=0,0,C{line}/MAX({bars_}))", count / (max(counts) or 1.0))
            formula(row, _SPACE, f"(1-O{line})/2", (1 - count / (max(counts) or 1.0)) / 2)
            percent = int(share * 100 + 0.5)
            formula(row, _REVENUE_LABEL, f'A{line}&"  "&INT(MAX(N(F{line}),0)*100+0.5)&"%"', f"{name}  {percent}%")
            bars_ = f"F${first}:F${last}"
            longest = max(shares) or 1.0
            formula(row, _REVENUE_BAR, f"IF(MAX({bars_})<=0,0,MAX(N(F{line}),0)/MAX({bars_}))", share / longest)
            formula(row, _REVENUE_SPACE, f"(1-R{line})/2", (1 - share / longest) / 2)

    def _movers(self, row: int) -> None:
        """Who stands in another tier than a year ago, the best first."""
        canvas, context = self.canvas, self.context
        heading(canvas, row, 0, 10, context.say(MOVERS))
        note(canvas, row + 1, 0, context.say(MOVERS_NOTE, day=a_year_before(self.ledger).date().isoformat()))
        if self.moved.empty:
            canvas.text(row + 2, 0, context.say(NOBODY_MOVED))
            return
        header = context.styles.header
        canvas.text(row + 2, 0, context.say(CUSTOMER), header)
        canvas.text(row + 2, 1, context.say(MEASURE_COLUMN["customer_id"].labels), header)
        text_across(canvas, row + 2, 2, 3, context.say(BEFORE), header)
        canvas.text(row + 2, 4, context.say(NOW), header)
        link_names(canvas, range(row + 3, row + 3 + min(len(self.moved), LISTED)), 0)
        for line, moved in enumerate(self.moved.head(LISTED).itertuples(), start=row + 3):
            self._mover(line, int(moved.row), float(moved.before), float(moved.now))
        if len(self.moved) > LISTED:
            note(canvas, row + 3 + LISTED, 0, context.say(MORE, count=len(self.moved) - LISTED))

    def _mover(self, line: int, row: int, before: float, now: float) -> None:
        canvas, context = self.canvas, self.context
        customer = context.book.customers.iloc[row]
        shown = customer["name"] if isinstance(customer["name"], str) else customer["customer_id"]
        link = cell_style(context, font_color=LINK, underline=1)
        shrunk = cell_style(context, font_color=LINK, underline=1, shrink=True)
        canvas.text(line, 0, shrunk_name(context, shown), shrunk)
        number = customer["customer_id"] if isinstance(customer["customer_id"], str) else "—"
        canvas.link(line, 1, overview_place(context, row), number, link)
        text_across(canvas, line, 2, 3, self._name(before), cell_style(context))
        icon = "▲" if before > now else "▼"
        canvas.text(line, 4, f"{icon} {self._name(now)}", cell_style(context, **self._fill(now)))

    def _fill(self, place: float) -> dict[str, object]:
        return {} if place == IN_NO_TIER else tier_fill(self.ledger.settings.slots[int(place) - 1])

    def _name(self, place: float) -> str:
        return self.context.say(NO_TIER) if place == IN_NO_TIER else self.ledger.settings.slots[int(place) - 1].name
