"""The Dashboard: the whole book at a glance, in four panels across, on one page."""

from collections.abc import Sequence

from xlcrm.labels import labels
from xlcrm.measures import figures
from xlcrm.measures.figures import DUE_COUNTS, SOON_DAYS
from xlcrm.measures.todo import KINDS
from xlcrm.model.book import Place
from xlcrm.pages import dashboard_charts as charts
from xlcrm.pages.best import RANKS, write_best
from xlcrm.pages.cards import CARDS, write_card
from xlcrm.pages.page import Page
from xlcrm.pages.panels import (
    COUNT,
    across,
    as_of_line,
    cell,
    cell_style,
    header_right,
    heading,
    note,
    text_across,
    tier_fill,
)
from xlcrm.pages.severity import severity_look, severity_words
from xlcrm.pages.units import unit_for, whole
from xlcrm.rules.finding import SEVERITIES, Severity
from xlcrm.schema.measures import MEASURE_COLUMN
from xlcrm.schema.sheets import DASHBOARD, FINDINGS, TODO
from xlcrm.subjects.pyramid import table as by_tier
from xlcrm.writing.canvas import Canvas, Context
from xlcrm.writing.styles import ACCENT, BAD_INK, GOOD_INK, LINK, WHITE

CUSTOMERS = labels("客户数", "客戶數", "Count")
REVENUE_SHARE = labels("购买额占比", "購買額占比", "Revenue share")
NO_CUSTOMERS = labels(
    "还没有客户：请先在“客户信息”登记客户，再填写其他输入表。",
    "還沒有客戶：請先在「客戶資料」登記客戶，再填寫其他輸入表。",
    "No customers yet: enter them on the Customers sheet, then fill the other input sheets.",
)
NO_BUSINESS = labels(
    "还没有购买和资产：在“购买记录”和“资产回顾”录入后，本页即有数字。",
    "還沒有購買與資產：在「購買紀錄」與「資產檢視」輸入後，本頁即有數字。",
    "No purchases or assets yet: enter Purchases and Asset Reviews, and this page fills.",
)
DUE = labels("到期与逾期", "到期與逾期", "Due and overdue")
WHAT = labels("事项", "事項", "What")
OVERDUE = labels("逾期", "逾期", "Overdue")
SOON = labels("{days}天内", "{days}天內", "{days} days")
BEST = labels("前十大客户", "前十大客戶", "Top ten customers")
TREND_NOTE = labels(
    "每位客户取当时最近一次回顾，括号内为已回顾的客户数；以前各月为上次生成时的数。",
    "每位客戶取當時最近一次檢視，括號內為已檢視的客戶數；以前各月為上次產生時的數字。",
    "Each customer at the latest review by then, in brackets how many; earlier months as of the last build.",
)
PROBLEMS = labels("检查结果", "檢查結果", "Findings")
NO_PROBLEMS = labels("✔ 没有发现问题", "✔ 沒有發現問題", "✔ Nothing found")
AHEAD_BEFORE = labels("未来 ", "未來 ", "Next ")
AHEAD_AFTER = labels(" 天", " 天", " days")
PANEL = 5
"""Columns from one panel to the next: four of a panel and a gap."""

_WIDTH, _GAP_WIDTH = 8.7, 2
_CARDS = 3


COMING = (
    (labels("应缴保费（笔）", "應繳保費（筆）", "Premiums due"), figures.PREMIUMS_AHEAD, False),
    (labels("应缴保费合计", "應繳保費合計", "Premiums in all"), figures.PREMIUM_SUM_AHEAD, True),
    (labels("到期保单（张）", "到期保單（張）", "Policies ending"), figures.POLICIES_ENDING, False),
)


def write(canvas: Canvas, context: Context) -> None:
    """Write key figures, what is due, the pyramid, the best customers, the asset mix, its history, and the findings."""
    _Dashboard(canvas, context).write()


PAGE = Page(DASHBOARD, write)


class _Dashboard:
    def __init__(self, canvas: Canvas, context: Context) -> None:
        self.canvas = canvas
        self.context = context
        self.ledger = context.ledger
        self.say = context.say
        largest = max(abs(figures.ASSETS_TOTAL.twin(self.ledger) or 0), abs(figures.REVENUE.twin(self.ledger) or 0))
        self.unit = unit_for(context.language, largest)

    def write(self) -> None:
        """The whole sheet, top to bottom."""
        self.canvas.title(self.say(DASHBOARD.labels))
        as_of_line(self.canvas, self.unit)
        self._what_to_do()
        self.canvas.widths(*([_WIDTH] * 4 + [_GAP_WIDTH]) * 3, *[_WIDTH] * 4)
        for number, card in enumerate(CARDS):
            write_card(self.canvas, _CARDS + number // 4 * 4, number % 4 * PANEL, card, self.unit)
        places = by_tier.places(self.ledger)
        row = _CARDS + 8
        below = row + 3 + max(len(DUE_COUNTS), len(places))
        self._due(row)
        self._tiers(row, places)
        charts.pyramid(self.canvas, row, 2 * PANEL, row + 2, PANEL, len(places))
        row, below = below, below + RANKS + 3
        heading(self.canvas, row, 0, 2 * PANEL - 2, self.say(BEST))
        write_best(self.canvas, row + 1, self.unit)
        heading(self.canvas, row, 2 * PANEL, 4 * PANEL - 2, self.say(charts.MIX))
        charts.mix(self.canvas, row + 1, 2 * PANEL, self.unit)
        row = below
        heading(self.canvas, row, 0, 2 * PANEL - 2, self.say(charts.TREND))
        note(self.canvas, row + 1, 0, self.say(TREND_NOTE))
        charts.trend(self.canvas, row + 2, self.unit)
        self._problems(row)
        self._coming(row)
        charts.hide_cells(self.canvas)
        self._rows(row + charts.TREND_ROWS + 1)
        self.canvas.page(landscape=True)
        self.canvas.worksheet.fit_to_pages(1, 1)
        self.canvas.worksheet.center_horizontally()
        self.canvas.worksheet.print_area(0, 0, row + charts.TREND_ROWS, 4 * PANEL - 2)

    def _what_to_do(self) -> None:
        """What a book without customers, or without any business, still needs."""
        customers, active = figures.CUSTOMERS.twin(self.ledger), figures.ACTIVE.twin(self.ledger)
        nobody, nothing = self.say(NO_CUSTOMERS), self.say(NO_BUSINESS)
        template = f'IF({figures.CUSTOMERS.formula}=0,"{nobody}",IF({figures.ACTIVE.formula}=0,"{nothing}",""))'
        self.wanting = nobody if not customers else nothing if not active else None
        look = self.context.styles(font_color=ACCENT, bold=True)
        self.canvas.formula(2, 0, template, self.wanting, look)

    def _rows(self, last: int) -> None:
        """Row heights in points; charts are sized by them."""
        heights = {0: 30, 1: 16, 2: 22 if self.wanting else 6, _CARDS + 3: 8, _CARDS + 7: 10, _CARDS + 9: 30}
        for start in (_CARDS, _CARDS + 4):
            heights |= {start: 18, start + 1: 32, start + 2: 16}
        for row in range(last + 1):
            self.canvas.worksheet.set_row(row, heights.get(row, charts.ROW_HEIGHT))

    def _due(self, row: int) -> None:
        """How much of each kind is overdue, and how much is due soon; each kind leads to the to-do list."""
        canvas, context, m = self.canvas, self.context, self.ledger
        heading(canvas, row, 0, 3, self.say(DUE))
        text_across(canvas, row + 1, 0, 1, self.say(WHAT), context.styles.header)
        canvas.text(row + 1, 2, self.say(OVERDUE), header_right(context))
        canvas.text(row + 1, 3, self.say(SOON, days=SOON_DAYS), header_right(context))
        todo = Place(context.titles[TODO.key], 1, 0)
        link = cell_style(context, font_color=LINK, underline=1)
        number = cell_style(context, num_format=COUNT, align="right")
        for line, count in enumerate(DUE_COUNTS, start=row + 2):
            canvas.merge(line, 0, line, 1, "", link)
            canvas.link(line, 0, todo, self.say(KINDS[count.kind]), link)
            if count.overdue is None:
                canvas.blank(line, 2, number)
            else:
                canvas.formula(line, 2, count.overdue.formula, count.overdue.twin(m), number)
            canvas.formula(line, 3, count.soon.formula, count.soon.twin(m), number)
        late = context.styles.highlight(font_color=BAD_INK, bold=True)
        canvas.highlight(row + 2, 2, row + 1 + len(DUE_COUNTS), 2, f"N({cell(row + 2, 2)})>0", late)

    def _tiers(self, row: int, places: Sequence[int]) -> None:
        """Customers and share of revenue of each tier, in the tiers' colours."""
        canvas, context, m, left = self.canvas, self.context, self.ledger, PANEL
        heading(canvas, row, left, 4 * PANEL - 2, self.say(charts.PYRAMID))
        text_across(canvas, row + 1, left, left + 1, self.say(MEASURE_COLUMN["tier"].labels), context.styles.header)
        canvas.text(row + 1, left + 2, self.say(CUSTOMERS), header_right(context))
        canvas.text(row + 1, left + 3, self.say(REVENUE_SHARE), header_right(context))
        revenue = figures.REVENUE.twin(m) or 0.0
        for line, place in enumerate(places, start=row + 2):
            slot = m.settings.slots[place - 1]
            name = cell_style(context, bold=True, **tier_fill(slot))
            across(canvas, line, left, left + 1, f'INDEX(plan_names,{place})&""', slot.name, name)
            number = {"align": "right"}
            count = by_tier.CUSTOMERS
            canvas.formula(
                line,
                left + 2,
                count.formula(place),
                count.twin(m, place),
                cell_style(context, num_format=COUNT, **number),
            )
            of = by_tier.REVENUE
            share = of.twin(m, place) / revenue if round(revenue, 2) > 0 else None
            template = f'IF(ROUND({figures.REVENUE.formula},2)<=0,"",{of.formula(place)}/{figures.REVENUE.formula})'
            canvas.formula(line, left + 3, template, share, cell_style(context, num_format="0%;-0%;–", **number))

    def _problems(self, row: int) -> None:
        """How many findings there are of each severity, counted at build; each leads to the list."""
        canvas, context, left = self.canvas, self.context, 2 * PANEL
        heading(canvas, row, left, left + 3, self.say(PROBLEMS))
        counts = dict.fromkeys(SEVERITIES, 0)
        for finding in context.findings:
            counts[finding.severity] += finding.count
        if not context.findings:
            text_across(canvas, row + 1, left, left + 3, self.say(NO_PROBLEMS), context.styles(font_color=GOOD_INK))
            return
        there = Place(context.titles[FINDINGS.key], 1, 0)
        for line, (severity, count) in enumerate(counts.items(), start=row + 1):
            self._problem(line, left, severity, count, there)

    def _problem(self, line: int, left: int, severity: Severity, count: int, there: Place) -> None:
        canvas, context = self.canvas, self.context
        look = context.styles(bottom=1, bottom_color=WHITE, bold=True, **severity_look(severity))
        canvas.merge(line, left, line, left + 2, "", look)
        canvas.link(line, left, there, severity_words(severity, context.language), look)
        number = context.styles(
            bottom=1,
            bottom_color=WHITE,
            bold=True,
            align="right",
            indent=1,
            num_format="#,##0",
            **severity_look(severity),
        )
        canvas.number(line, left + 3, count, number)

    def _coming(self, row: int) -> None:
        """Premiums and ends within the look-ahead days of Settings."""
        canvas, context, m, left = self.canvas, self.context, self.ledger, 3 * PANEL
        before, after = self.say(AHEAD_BEFORE), self.say(AHEAD_AFTER)
        days = m.settings.factors["look_ahead_days"]
        for column in range(left + 1, left + 4):
            canvas.blank(row, column, context.styles.heading)
        template = f'"{before}"&{figures.LOOK_AHEAD}&"{after}"'
        canvas.formula(row, left, template, f"{before}{days:.15g}{after}", context.styles.heading)
        for line, (text, figure, money) in enumerate(COMING, start=row + 1):
            value = figure.twin(m)
            unit = self.unit if money else whole(context.language)
            text_across(canvas, line, left, left + 1, self.say(text), cell_style(context))
            look = unit.number_format(value) if money else "#,##0"
            number = cell_style(context, num_format=look, align="right", bold=True)
            across(canvas, line, left + 2, left + 3, unit.scaled(figure.formula), unit.of(value), number)
