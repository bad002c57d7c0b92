"""The first page of a pack: who and when, key figures, charts, classes, what changed since the last review."""

from collections.abc import Sequence

from xlcrm.labels import COMMA, labels
from xlcrm.measures.formula import quoted
from xlcrm.packs.alerts import SummaryAlerts
from xlcrm.packs.allocation import HERE_COLUMN, WIDTHS, Allocation
from xlcrm.packs.places import Placed
from xlcrm.packs.portfolio import OwnPortfolio
from xlcrm.packs.sheet import Sheet
from xlcrm.pages.panels import AMOUNTS_IN, GAP, cell, clipped, lines_of
from xlcrm.pages.tables import Cell, Content
from xlcrm.pages.units import whole
from xlcrm.subjects.assets.key_figures import Sources, key_figures, moves, write_tiles
from xlcrm.subjects.assets.review import LOANS
from xlcrm.subjects.assets.wording import BEFORE, ITEMS, NO_REVIEW, REPORT, REVIEW_OF, SIGNED, WHAT_CHANGED, WHOLE
from xlcrm.writing.canvas import Context
from xlcrm.writing.styles import ACCENT, MUTED

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
_TILE_HEIGHTS = (15, 26, 15, 8)


class SummarySheet:
    """Writes the first page, which looks at the sheet of holdings; `placed` is None where there are none."""

    def __init__(self, context: Context, portfolio: OwnPortfolio) -> None:
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
            tiles = self.sheet.next(4)
            sum_row = Allocation(self.sheet, placed).write()
            self._tiles(tiles, placed, cell(sum_row, HERE_COLUMN))
            self._changes(placed)
            SummaryAlerts(self.sheet, placed).write()
        self.sheet.finish()

    def _title(self) -> None:
        sheet, portfolio = self.sheet, self.portfolio
        sheet.height(38)
        name = sheet.style(bold=True, font_size=22, font_color=ACCENT, shrink=True)
        sheet.put(0, portfolio.name + GAP + sheet.say(REPORT), name, sheet.last)
        sheet.next()
        dated = [(REVIEW_OF, portfolio.day), (BEFORE, portfolio.previous)]
        parts = [f"{sheet.say(words)}{day:%Y-%m-%d}" for words, day in dated if day is not None]
        parts.append(portfolio.cell("customers", "manager", 0) or "")
        base = portfolio.m.settings.base_currency
        parts.append(sheet.say(AMOUNTS_IN) + whole(self.context.language).text(base))
        look = sheet.style(font_color=MUTED, bottom=2, bottom_color=ACCENT, shrink=True)
        sheet.put(0, GAP.join(filter(None, parts)), look, sheet.last)
        sheet.next()
        sheet.height(8)
        sheet.next()

    def _tiles(self, row: int, placed: Placed, here: str) -> None:
        portfolio = self.portfolio
        valued = sum(position.value is not None for position in portfolio.listed)

        def since(change: Cell, first: str) -> Content:
            return first if portfolio.previous is None else change

        sources = Sources(
            count=(f'COUNTIFS({placed.area("where")},"<>",{placed.area("value")},"<>")', valued),
            total=placed.cell("value", placed.total),
            before=placed.cell("before", placed.total),
            here=here,
            loans=placed.cell("value", placed.classes[LOANS]) if LOANS in placed.classes else "0",
            loans_before=None,
            since=since,
        )
        for line, height in enumerate(_TILE_HEIGHTS, start=row):
            self.sheet.height(height, line)
        write_tiles(self.sheet.canvas, row, _TILES, key_figures(self.context, portfolio, sources, WHOLE))

    # What changed

    def _changes(self, placed: Placed) -> None:
        sheet, portfolio = self.sheet, self.portfolio
        begin = sheet.row
        sheet.heading(sheet.say(WHAT_CHANGED))
        sheet.next()
        if portfolio.previous is None:
            sheet.note(sheet.say(NO_PREVIOUS))
            sheet.next()
        else:
            last = placed.total - 1
            status, change = (placed.area(key, placed.first, last) for key in ("status", "change"))
            for moved in moves(self.context, portfolio, lambda _, word: f"{status},{quoted(word)}", change):
                records = (position.record for position in portfolio.moved(moved.status))
                names = dict.fromkeys(portfolio.cell("assets", "name", record) or "" for record in records)
                self._line(moved.word, moved.items, moved.amount, list(names))
        promises = [portfolio.agreed(record) for record in portfolio.promises]
        self._line(sheet.say(PROMISED), sheet.say(ITEMS, n=len(promises)), None, promises)
        sheet.together(begin)

    def _line(self, word: str, items: Content, amount: Content, names: Sequence[str]) -> None:
        """What happened, how often, by how much, and to which: the first of them by name."""
        sheet = self.sheet
        sheet.put(0, word, sheet.line_style(bold=True), 1)
        sheet.put(2, items, sheet.line_style(align="right", font_color=MUTED))
        money = {} if amount is None else {"num_format": SIGNED, "align": "right", "shrink": True}
        sheet.put(3, amount, sheet.line_style(**money))
        text = COMMA.in_(self.context.language).join(clipped(name, 40) or "" for name in names[:NAMED])
        if len(names) > NAMED:
            text = sheet.say(AND_OTHERS, names=text, n=len(names))
        sheet.put(4, text, sheet.line_style(font_color=MUTED, text_wrap=True, indent=1), sheet.last)
        lines = lines_of(text, sum(WIDTHS[4:]) - 3)
        sheet.height(17 if lines == 1 else 14.0 * lines + 3)
        sheet.next()
