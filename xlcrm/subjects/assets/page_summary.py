"""The first page of the Review Report: key figures, charts, classes, what changed, what to look at, and next steps."""

from collections.abc import Callable

from xlcrm.labels import Labels, labels
from xlcrm.measures.customer import PROMISES
from xlcrm.measures.formula import quoted
from xlcrm.pages.cell_texts import counted
from xlcrm.pages.panels import cell_style, heading, text_across
from xlcrm.pages.row_list import RowList, row_list
from xlcrm.pages.tables import Cell, Column, Content, Table, put
from xlcrm.pages.units import Unit
from xlcrm.subjects.assets.key_figures import Sources, key_figures, moves, write_tiles
from xlcrm.subjects.assets.page_alerts import ReviewAlerts
from xlcrm.subjects.assets.page_classes import ReviewClasses
from xlcrm.subjects.assets.page_data import ReviewData
from xlcrm.subjects.assets.page_line import LAST
from xlcrm.subjects.assets.page_lines import ReviewLines
from xlcrm.subjects.assets.review import LOANS
from xlcrm.subjects.assets.wording import (
    ALERTS,
    ALLOCATION,
    CHANGES,
    DAY,
    MORE_STEPS,
    NEXT_STEPS,
    NO_STEPS,
    SIGNED,
    STEP_HEADINGS,
    WHAT_CHANGED,
)
from xlcrm.writing.canvas import Canvas
from xlcrm.writing.styles import ACCENT, LINE, MUTED, WHOLE_MONEY

ASSET_CHANGE = labels("资产合计变化", "資產合計變化", "Change of assets")

STEPS = 4
ALERT_ROWS = 8
_TILES = [(left, left + 1) for left in range(0, LAST, 2)]
_TILE_HEIGHTS = {-1: 8, 1: 26, 3: 8}
_TOTAL_LOOK = {"bold": True, "top": 1, "top_color": ACCENT, "bottom": 1, "bottom_color": ACCENT}


class ReviewSummary:
    """The first page, from a row on."""

    def __init__(self, canvas: Canvas, data: ReviewData, lines: ReviewLines, unit: Unit) -> None:
        self.canvas = canvas
        self.data = data
        self.lines = lines
        self.unit = unit
        self.context = canvas.context
        self.review = data.review

    def write(self, row: int) -> int:
        """Write the page; returns its last row, counted from 0."""
        self._tiles(row)
        row += 4
        heading(self.canvas, row, 0, LAST, self._say(ALLOCATION))
        row = ReviewClasses(self.canvas, self.data, self.unit).write(row + 1)
        row = self._changes_and_alerts(row + 1)
        return self._steps(row + 1)

    def _say(self, words: Labels, **params: object) -> str:
        return self.context.say(words, **params)

    # Key figures

    def _tiles(self, row: int) -> None:
        data = self.data

        def since(change: Cell, first: str) -> Content:
            if not first:
                return data.since(change)
            otherwise = f'IF({data.day}="","",{quoted(first)})'
            at_first = None if self.review.day is None else first
            value = at_first if self.review.previous is None else change[1]
            return f'IF({data.previous}="",{otherwise},{change[0]})', value

        at = Sources(
            (data.count, self.review.count), data.total, data.total_before, data.here, data.loans, data.loans_before,
            since,
        )  # fmt: skip
        for place, height in _TILE_HEIGHTS.items():
            self.canvas.worksheet.set_row(row + place, height)
        write_tiles(self.canvas, row, _TILES, key_figures(self.context, self.review, at, WHOLE_MONEY))

    # What changed, and what to look at

    def _changes_and_alerts(self, row: int) -> int:
        data, review, canvas = self.data, self.review, self.canvas
        for first, last, words in ((0, 3, WHAT_CHANGED), (4, LAST, ALERTS)):
            heading(canvas, row, first, last, self._say(words))
        assets = f'{data.group.area},"<{LOANS}"'
        found = moves(self.context, review, lambda code, _: f"{data.status.area},{code},{assets}", data.amount.area)
        money = {"num_format": SIGNED, "align": "right", "shrink": True}
        for line, moved in enumerate(found, start=row + 1):
            put(canvas, line, 0, moved.word, cell_style(self.context), 1)
            put(canvas, line, 2, moved.items, cell_style(self.context, align="right"))
            put(canvas, line, 3, moved.amount, cell_style(self.context, **money))
        last = row + len(CHANGES) + 1
        change = (f"{data.total}-{data.total_before}", review.total - review.total_at(review.previous))
        put(canvas, last, 0, self._say(ASSET_CHANGE), self.context.styles(**_TOTAL_LOOK), 2)
        put(canvas, last, 3, data.since(change), self.context.styles(**money, **_TOTAL_LOOK))
        ReviewAlerts(canvas, data, self.lines).write(row + 1, 4, LAST, ALERT_ROWS)
        return row + ALERT_ROWS

    # Next steps

    def _steps(self, row: int) -> int:
        heading(self.canvas, row, 0, LAST, self._say(NEXT_STEPS))
        picked = self.data.picked
        steps = row_list(self.data.hidden, PROMISES, picked.customer, picked.who, STEPS)
        action, how, when = STEP_HEADINGS
        look = self.context.styles(bold=True, font_color=MUTED, bottom=1, bottom_color=LINE)
        for first, last, words in ((0, 5, action), (6, 7, how), (8, 9, when)):
            text_across(self.canvas, row + 1, first, last, self._say(words), look)
        columns = (
            Column[int](action, lambda number: self._action(steps, number), look={"text_wrap": True}, span=6),
            Column(how, _plain(steps, "channel"), "left", span=2),
            Column(when, _plain(steps, "next_date"), "left", {"num_format": DAY}, span=2),
        )
        table = Table(self.canvas, columns)
        for number in range(STEPS):
            self.canvas.worksheet.set_row(row + 2 + number, 24)
            table.row(row + 2 + number, number)
        last = row + 2 + STEPS
        rest = counted(self.context, MORE_STEPS, f"{steps.count}-{STEPS}", steps.total - STEPS)
        more = f'IF({steps.count}>{STEPS},{rest[0]},"")', rest[1] if steps.total > STEPS else None
        put(self.canvas, last, 0, more, self.context.styles(font_color=MUTED, italic=True))
        return last

    def _action(self, steps: RowList, number: int) -> Content:
        """What was agreed, or else the subject of the follow-up."""
        action, subject = steps.formula(number, "next_action"), steps.formula(number, "subject")
        template = f'IF({action}="",{subject},{action})'
        value = steps.value(number, "next_action") or steps.value(number, "subject")
        if number > 0:
            return template, value
        nothing = self._say(NO_STEPS)
        return f"IF({steps.count}=0,{quoted(nothing)},{template})", value if steps.total else nothing


def _plain(steps: RowList, key: str) -> Callable[[int], Content]:
    return lambda number: (steps.formula(number, key), steps.value(number, key))
