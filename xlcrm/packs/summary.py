"""The first page of a pack: who and when, key figures, charts, classes, what changed since the last review."""

from collections.abc import Sequence
from typing import Any

from xlcrm.labels import Labels, labels
from xlcrm.labels.terminal import COMMA
from xlcrm.measures.formula import quoted
from xlcrm.packs.allocation import HERE_COLUMN, WIDTHS, Allocation
from xlcrm.packs.heed import SummaryHeed
from xlcrm.packs.places import Placed
from xlcrm.packs.portfolio import Portfolio
from xlcrm.packs.sheet import Sheet
from xlcrm.pages.panels import AMOUNTS_IN, GAP, cell, clipped, lines_of
from xlcrm.pages.units import whole
from xlcrm.subjects.assets.page import BEFORE, REPORT, REVIEW_OF
from xlcrm.subjects.assets.page_classes import TOTAL
from xlcrm.subjects.assets.page_holdings import NO_REVIEW, WORDS
from xlcrm.subjects.assets.page_layout import SIGNED, SIGNED_PERCENT, WHOLE
from xlcrm.subjects.assets.page_line import ITEMS, counted
from xlcrm.subjects.assets.page_summary import CHANGE as SINCE_LAST
from xlcrm.subjects.assets.page_summary import FIRST_REVIEW, HERE, LOAN, NET, OF_TOTAL, WHAT_CHANGED
from xlcrm.subjects.assets.review import CLOSED, DOWN, LOANS, MATURED, NEW, UP
from xlcrm.writing.canvas import Context
from xlcrm.writing.styles import ACCENT, MUTED, PANEL_FILL, WHITE

TITLE = labels("资产回顾", "資產檢視", "Asset Review")
NO_PREVIOUS = labels(
    "这是第一次回顾，没有上次可比。",
    "這是第一次檢視，沒有上次可比。",
    "This is the first review: nothing to compare with yet.",
)
AND_OTHERS = labels("{names} 等 {n} 项", "{names} 等 {n} 項", "{names} and others, {n} in all")
PROMISED = labels("● 约定", "● 約定", "● Agreed")
NAMED = 4
"""How many holdings a line about changes names."""

_TILES = ((0, 1), (2, 3), (4, 5), (6, 8), (9, 9))


class SummarySheet:
    """Writes the first page, which looks at the sheet of holdings; `placed` is None where there are none."""

    def __init__(self, context: Context, portfolio: Portfolio) -> None:
        self.context = context
        self.portfolio = portfolio
        self.sheet = Sheet(context, portfolio, TITLE, WIDTHS)

    def write(self, placed: Placed | None) -> None:
        """The whole page."""
        self._title()
        if placed is None:
            self.sheet.note(self.sheet.say(NO_REVIEW))
            self.sheet.next()
        else:
            self.placed = placed
            tiles = self.sheet.next(4)
            self.sum_row = Allocation(self.sheet, placed).write()
            self._tiles(tiles)
            self._changes()
            SummaryHeed(self.sheet, placed).write()
        self.sheet.finish()

    def _title(self) -> None:
        sheet, portfolio, review = self.sheet, self.portfolio, self.portfolio.review
        sheet.height(38)
        name = sheet.style(bold=True, font_size=22, font_color=ACCENT, shrink=True)
        sheet.text_across(0, sheet.last, portfolio.name + GAP + sheet.say(REPORT), name)
        sheet.next()
        dated = [(REVIEW_OF, review.day), (BEFORE, review.previous)]
        parts = [f"{sheet.say(words)}{day:%Y-%m-%d}" for words, day in dated if day is not None]
        parts.append(portfolio.cell("customers", "manager", 0) or "")
        base = portfolio.m.settings.base_currency
        parts.append(sheet.say(AMOUNTS_IN) + whole(self.context.language).text(base))
        look = sheet.style(font_color=MUTED, bottom=2, bottom_color=ACCENT, shrink=True)
        sheet.text_across(0, sheet.last, GAP.join(filter(None, parts)), look)
        sheet.next()
        sheet.height(8)
        sheet.next()

    # Key figures

    def _tiles(self, row: int) -> None:
        portfolio, review, placed = self.portfolio, self.portfolio.review, self.placed
        total, before = portfolio.total(review.day), portfolio.total(review.previous)
        loans, here = portfolio.total(review.day, loans=True), portfolio.total(review.day, here=True)
        now_cell, before_cell = placed.cell("value", placed.total), placed.cell("before", placed.total)
        loan_cell = placed.cell("value", placed.classes[LOANS]) if LOANS in placed.classes else "0"
        here_cell = cell(self.sum_row, HERE_COLUMN)
        first = review.previous is None
        names, values = (placed.area(column, placed.first, placed.last) for column in ("where", "value"))
        valued = sum(one.value is not None for one in portfolio.all_positions())
        listed = counted(self.context, ITEMS, f'COUNTIFS({names},"<>",{values},"<>")', valued)
        said = self.sheet.say(FIRST_REVIEW)
        change = (quoted(said), said) if first else (f"{now_cell}-{before_cell}", total - before)
        growth = total / before - 1 if before > 0 else None
        rate = ('""', None) if first else (f'IF({before_cell}>0,{now_cell}/{before_cell}-1,"")', growth)
        share = f'IF({now_cell}>0,{here_cell}/{now_cell},"")', here / total if total > 0 else None
        of_total = f'"{self.sheet.say(OF_TOTAL)}"0.0%'
        nothing = ('""', None)
        tiles: Sequence[tuple[Labels, tuple[str, Any], str, tuple[str, Any], str]] = (
            (TOTAL, (now_cell, total), WHOLE, listed, "General"),
            (SINCE_LAST, change, SIGNED, rate, SIGNED_PERCENT),
            (HERE, (here_cell, here), WHOLE, share, of_total),
            (LOAN, (loan_cell, loans), WHOLE, nothing, "General"),
            (NET, (f"{now_cell}-{loan_cell}", total - loans), WHOLE, nothing, "General"),
        )
        self.sheet.height(15, row)
        self.sheet.height(26, row + 1)
        self.sheet.height(15, row + 2)
        self.sheet.height(8, row + 3)
        for (left, right), (words, value, shape, rest, rest_shape) in zip(_TILES, tiles, strict=True):
            box = {"bg_color": PANEL_FILL, "align": "center", "left": 5, "left_color": WHITE}
            small = {"font_color": MUTED, "font_size": 9, "shrink": True, **box}
            big = {"bold": True, "font_size": 15, "font_color": ACCENT, "shrink": True, **box}
            style = self.sheet.style
            self._cell(row, left, right, quoted(self.sheet.say(words)), self.sheet.say(words), style(**small))
            self._cell(row + 1, left, right, *value, style(num_format=shape, **big))
            self._cell(row + 2, left, right, *rest, style(num_format=rest_shape, **small))

    def _cell(self, row: int, left: int, right: int, template: str, value: Any, style: Any) -> None:
        canvas = self.sheet.canvas
        if left != right:
            canvas.merge(row, left, row, right, "", style)
        if template.startswith('"'):
            canvas.text(row, left, value, style)
        else:
            canvas.formula(row, left, template, value, style)

    # What changed

    def _changes(self) -> None:
        sheet, review = self.sheet, self.portfolio.review
        begin = sheet.row
        sheet.heading(sheet.say(WHAT_CHANGED))
        sheet.next()
        if review.previous is None:
            sheet.note(sheet.say(NO_PREVIOUS))
            sheet.next()
        else:
            for status in (NEW, UP, DOWN, CLOSED, MATURED):
                self._change_line(status)
        self._promised()
        sheet.together(begin)

    def _change_line(self, status: int) -> None:
        """How many holdings are new, larger and so on, by how much, and which."""
        sheet, placed, portfolio = self.sheet, self.placed, self.portfolio
        found = [
            one
            for group, positions in portfolio.positions.items()
            if group != LOANS
            for one in positions
            if one.change.status == status
        ]
        word = sheet.say(WORDS[status])
        last = placed.total - 1
        condition = f"{placed.area('status', placed.first, last)},{quoted(word)}"
        sheet.text_across(0, 1, word, sheet.line_style(bold=True))
        items = counted(self.context, ITEMS, f"COUNTIFS({condition})", len(found))
        sheet.canvas.formula(sheet.row, 2, *items, sheet.line_style(align="right", font_color=MUTED))
        amount = sum(one.change.amount or 0.0 for one in found)
        money = sheet.line_style(num_format=SIGNED, align="right", shrink=True)
        sums = f"SUMIFS({placed.area('change', placed.first, last)},{condition})"
        sheet.canvas.formula(sheet.row, 3, sums, amount, money)
        names = list(dict.fromkeys(portfolio.cell("assets", "name", one.record) or "" for one in found))
        self._names(names, len(names))
        sheet.next()

    def _promised(self) -> None:
        """How many steps were agreed and are not done, and which come first."""
        sheet, portfolio = self.sheet, self.portfolio
        sheet.text_across(0, 1, sheet.say(PROMISED), sheet.line_style(bold=True))
        count = sheet.say(ITEMS, n=len(portfolio.promises))
        sheet.canvas.text(sheet.row, 2, count, sheet.line_style(align="right", font_color=MUTED))
        sheet.canvas.blank(sheet.row, 3, sheet.line_style())
        self._names([portfolio.agreed(record) for record in portfolio.promises], len(portfolio.promises))
        sheet.next()

    def _names(self, names: Sequence[str], count: int) -> None:
        """The first of some names, and how many there are."""
        sheet = self.sheet
        text = COMMA.in_(self.context.language).join(clipped(name, 40) or "" for name in names[:NAMED])
        if count > NAMED:
            text = sheet.say(AND_OTHERS, names=text, n=count)
        look = sheet.line_style(font_color=MUTED, text_wrap=True, indent=1)
        sheet.text_across(4, sheet.last, text, look)
        lines = lines_of(text, sum(WIDTHS[4:]) - 3)
        sheet.height(17 if lines == 1 else 14.0 * lines + 3)
