"""The Dashboard: the whole book at a glance, in four panels across, on one page."""

from itertools import accumulate

from xlcrm.labels import labels
from xlcrm.measures import figures
from xlcrm.measures.figures import SOON_DAYS, Figure
from xlcrm.measures.todo import ToDo, counted
from xlcrm.pages.blocks import PANEL, PANELS, Block, Spot, write_card
from xlcrm.pages.finding_list import NOTHING
from xlcrm.pages.page import Page
from xlcrm.pages.panels import COUNT, as_of_line, cell, heading
from xlcrm.pages.severity import severity_look, severity_words
from xlcrm.pages.tables import LINKED, Column, Content, Link, Table, put
from xlcrm.pages.todo import LATE, WHAT
from xlcrm.pages.units import unit_for
from xlcrm.rules.finding import SEVERITIES
from xlcrm.schema.registry import modules
from xlcrm.schema.sheets import DASHBOARD, FINDINGS, TODO
from xlcrm.writing.canvas import Canvas, Context
from xlcrm.writing.styles import ACCENT, BAD_INK, GOOD_INK, WHITE

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
SOON = labels("{days}天内", "{days}天內", "{days} days")

ROW_HEIGHT = 16.5
"""The height of a row in points; 22 pixels, by which charts are sized."""

_WIDTH, _GAP_WIDTH = 8.7, 2
_CARDS, _CARD_ROWS = 3, 4
_FIRST_HIDDEN = PANELS * PANEL


def write(canvas: Canvas, context: Context) -> None:
    """Write key figures, then blocks: what is due, the findings, and what the subjects have to say."""
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
        self.parts = [module for _, module in modules("dashboard", context.book.subjects)]

    def write(self) -> None:
        """The whole sheet, top to bottom."""
        self.canvas.title(self.say(DASHBOARD.labels))
        as_of_line(self.canvas, self.unit)
        self._what_to_do()
        self.canvas.widths(*([_WIDTH] * 4 + [_GAP_WIDTH]) * (PANELS - 1), *[_WIDTH] * 4)
        cards = sorted((card for part in self.parts for card in part.CARDS), key=lambda card: card.place)
        for number, card in enumerate(cards):
            row = _CARDS + number // PANELS * _CARD_ROWS
            write_card(self.canvas, row, number % PANELS * PANEL, card, self.unit)
        first = _CARDS + -(-len(cards) // PANELS) * _CARD_ROWS
        end = self._blocks(first)
        self._rows(first, end)
        self.canvas.page(landscape=True)
        self.canvas.worksheet.fit_to_pages(1, 1)
        self.canvas.worksheet.center_horizontally()
        self.canvas.worksheet.print_area(0, 0, end - 1, PANELS * PANEL - 2)

    def _blocks(self, row: int) -> int:
        """The blocks from left to right and top to bottom, as they have room; returns the row after them."""
        sizes = [part.HIDDEN for part in self.parts]
        hidden = [_FIRST_HIDDEN + before for before in accumulate(sizes, initial=0)]
        found = [(block, first) for part, first in zip(self.parts, hidden, strict=False) for block in part.BLOCKS]
        found += [(block, 0) for block in (Block(10, 1, _due_rows, _due), Block(60, 1, _problem_rows, _problems))]
        panel = height = 0
        for block, first in sorted(found, key=lambda item: item[0].place):
            if panel + block.panels > PANELS:
                row, panel, height = row + height, 0, 0
            block.write(self.canvas, Spot(row, panel * PANEL, first, self.unit))
            panel, height = panel + block.panels, max(height, block.rows(self.context))
        self.canvas.hide_columns(_FIRST_HIDDEN, hidden[-1] - 1)
        return row + height

    def _what_to_do(self) -> None:
        """What a book without customers, or without any business, still needs."""
        customers, active = figures.CUSTOMERS.twin(self.ledger), figures.ACTIVE.twin(self.ledger)
        nobody, nothing = self.say(NO_CUSTOMERS), self.say(NO_BUSINESS)
        template = f'IF({figures.CUSTOMERS.formula}=0,"{nobody}",IF({figures.ACTIVE.formula}=0,"{nothing}",""))'
        self.wanting = nobody if not customers else nothing if not active else None
        look = self.context.styles(font_color=ACCENT, bold=True)
        self.canvas.formula(2, 0, template, self.wanting, look)

    def _rows(self, first: int, end: int) -> None:
        """Row heights in points; charts are sized by them."""
        heights = {0: 30, 1: 16, 2: 22 if self.wanting else 6, first - 1: 10, first + 1: 30}
        for start in range(_CARDS, first, _CARD_ROWS):
            heights = {start + 3: 8, **heights, start: 18, start + 1: 32, start + 2: 16}
        for row in range(end + 1):
            self.canvas.worksheet.set_row(row, heights.get(row, ROW_HEIGHT))


def _due_rows(context: Context) -> int:
    return 3 + len(counted(context.ledger))


def _due(canvas: Canvas, spot: Spot) -> None:
    """How much of each kind is overdue, and how much is due soon; each kind leads to the to-do list."""
    context, row, left = canvas.context, spot.row, spot.column
    heading(canvas, row, left, left + 3, context.say(DUE))
    todo = context.page(TODO)

    def shown(figure: Figure | None) -> Content:
        return None if figure is None else (figure.formula, figure.twin(context.ledger))

    number = {"num_format": COUNT}
    columns = (
        Column[ToDo](WHAT, lambda due: Link(todo, context.say(due.labels)), look=LINKED if todo else {}, span=2),
        Column[ToDo](LATE, lambda due: shown(due.overdue), "right", number),
        Column[ToDo](context.say(SOON, days=SOON_DAYS), lambda due: shown(due.soon), "right", number),
    )
    table = Table(canvas, columns, left)
    table.header(row + 1)
    kinds = counted(context.ledger)
    table.rows(row + 2, kinds)
    late = context.styles.highlight(font_color=BAD_INK, bold=True)
    first, last = row + 2, row + 1 + len(kinds)
    canvas.highlight(first, left + 2, last, left + 2, f"N({cell(first, left + 2)})>0", late)


def _problem_rows(_: Context) -> int:
    return 1 + len(SEVERITIES)


def _problems(canvas: Canvas, spot: Spot) -> None:
    """How many findings there are of each severity, counted at build; each leads to the list."""
    context, row, left = canvas.context, spot.row, spot.column
    heading(canvas, row, left, left + 3, context.say(FINDINGS.labels))
    if not context.findings:
        put(canvas, row + 1, left, context.say(NOTHING), context.styles(font_color=GOOD_INK), left + 3)
        return
    there = context.page(FINDINGS)
    for line, severity in enumerate(SEVERITIES, start=row + 1):
        look = {"bottom": 1, "bottom_color": WHITE, "bold": True, **severity_look(severity)}
        words = Link(there, severity_words(severity, context.language))
        put(canvas, line, left, words, context.styles(**look), left + 2)
        count = sum(finding.count for finding in context.findings if finding.severity == severity)
        number = context.styles(align="right", indent=1, num_format="#,##0", **look)
        put(canvas, line, left + 3, count, number)
