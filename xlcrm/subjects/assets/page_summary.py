"""The first page of the Review Report: key figures, charts, classes, what changed, what to heed, and next steps."""

from xlcrm.labels import Labels, labels
from xlcrm.measures.customer import PROMISES
from xlcrm.measures.formula import quoted
from xlcrm.pages.hidden import Hidden
from xlcrm.pages.panels import across, cell_style, heading, panel_style, text_across
from xlcrm.pages.row_list import row_list
from xlcrm.pages.units import Unit
from xlcrm.subjects.assets.page_classes import TOTAL, ReviewClasses
from xlcrm.subjects.assets.page_data import ReviewData
from xlcrm.subjects.assets.page_heed import ReviewHeed
from xlcrm.subjects.assets.page_holdings import WORDS
from xlcrm.subjects.assets.page_layout import LAST, SIGNED, SIGNED_PERCENT
from xlcrm.subjects.assets.page_line import ITEMS, Cell, counted
from xlcrm.subjects.assets.page_lines import ReviewLines
from xlcrm.subjects.assets.review import CLOSED, DOWN, LOANS, MATURED, NEW, UP
from xlcrm.writing.canvas import Canvas
from xlcrm.writing.styles import ACCENT, LINE, MUTED, WHITE

CHANGE = labels("较上次回顾", "較上次檢視", "Since last review")
HERE = labels("本行资产", "本行資產", "Held with us")
LOAN = labels("贷款", "貸款", "Loans")
NET = labels("净资产", "淨資產", "Net worth")
OF_TOTAL = labels("占总资产 ", "占總資產 ", "of total: ")
FIRST_REVIEW = labels("首次回顾", "首次檢視", "First review")

ALLOCATION = labels("资产配置与走势", "資產配置與走勢", "Allocation and trend")
WHAT_CHANGED = labels("自上次回顾以来", "自上次檢視以來", "Since the last review")
ASSET_CHANGE = labels("资产合计变化", "資產合計變化", "Change of assets")
HEED = labels("请留意", "請留意", "Worth a look")
NEXT_STEPS = labels("下一步约定", "下一步約定", "Next steps agreed")
ACTION, WHEN, HOW = labels("事项", "事項", "What"), labels("日期", "日期", "By"), labels("方式", "方式", "How")
NO_STEPS = labels(
    "暂无约定，请在此商定下一步。", "尚無約定，請在此商定下一步。", "Nothing agreed yet: agree the next step here."
)
MORE_STEPS = labels("… 另有 {n} 项约定", "… 另有 {n} 項約定", "… and {n} more")

STEPS = 4
HEED_ROWS = 8
_CHANGES = (NEW, UP, DOWN, CLOSED, MATURED)


class ReviewSummary:
    """The first page, from a row on."""

    def __init__(self, canvas: Canvas, hidden: Hidden, data: ReviewData, lines: ReviewLines, unit: Unit) -> None:
        self.canvas = canvas
        self.hidden = hidden
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
        row = ReviewClasses(self.canvas, self.hidden, self.data, self.unit).write(row + 1)
        row = self._changes_and_heed(row + 1)
        return self._steps(row + 1)

    def _say(self, words: Labels, **params: object) -> str:
        return self.context.say(words, **params)

    # Key figures

    def _tiles(self, row: int) -> None:
        data, review = self.data, self.review
        total, before = review.total_at(review.day), review.total_at(review.previous)
        loans = review.total_at(review.day, loans=True)
        here = review.total_at(review.day, here=True)
        first = self._say(FIRST_REVIEW)
        has_before = review.previous is not None
        count = counted(self.context, ITEMS, data.count, review.count)
        change = (f'IF({data.previous}="",IF({data.day}="","",{quoted(first)}),{data.total}-{data.total_before})',
                  total - before if has_before else first if review.day is not None else None)  # fmt: skip
        rate = (f'IF({data.previous}="","",IF({data.total_before}<=0,"",{data.total}/{data.total_before}-1))',
                total / before - 1 if has_before and before > 0 else None)  # fmt: skip
        share = (f'IF({data.total}<=0,"",{data.here}/{data.total})', here / total if total > 0 else None)
        loans_change = self._since(data.loans, data.loans_before, loans, review.total_at(review.previous, loans=True))
        net_before = before - review.total_at(review.previous, loans=True)
        net_change = self._since(
            f"({data.total}-{data.loans})", f"({data.total_before}-{data.loans_before})", total - loans, net_before
        )
        tiles: tuple[tuple[Labels, Cell, str, Cell, str], ...] = (
            (TOTAL, (data.total, total), "#,##0", count, "General"),
            (CHANGE, change, SIGNED, rate, SIGNED_PERCENT),
            (HERE, (data.here, here), "#,##0", share, f'"{self._say(OF_TOTAL)}"0.0%'),
            (LOAN, (data.loans, loans), "#,##0", loans_change, SIGNED),
            (NET, (f"{data.total}-{data.loans}", total - loans), "#,##0", net_change, SIGNED),
        )
        self.canvas.worksheet.set_row(row - 1, 8)
        self.canvas.worksheet.set_row(row + 1, 26)
        for number, (words, value, shape, rest, rest_shape) in enumerate(tiles):
            left, right = 2 * number, 2 * number + 1
            side = {"left": 5, "left_color": WHITE}
            label = panel_style(self.context, font_color=MUTED, align="center", font_size=9, **side)
            big = panel_style(
                self.context,
                bold=True,
                font_size=15,
                font_color=ACCENT,
                num_format=shape,
                align="center",
                shrink=True,
                **side,
            )
            small = panel_style(
                self.context, font_color=MUTED, num_format=rest_shape, align="center", font_size=9, shrink=True, **side
            )
            text_across(self.canvas, row, left, right, self._say(words), label)
            across(self.canvas, row + 1, left, right, *value, big)
            across(self.canvas, row + 2, left, right, *rest, small)
        self.canvas.worksheet.set_row(row + 3, 8)

    def _since(self, now: str, before: str, value: float, value_before: float) -> Cell:
        has = self.review.previous is not None
        return f'IF({self.data.previous}="","",{now}-{before})', value - value_before if has else None

    # What changed, and what to heed

    def _changes_and_heed(self, row: int) -> int:
        data, review = self.data, self.review
        for first, last, words in ((0, 3, WHAT_CHANGED), (4, LAST, HEED)):
            heading(self.canvas, row, first, last, self._say(words))
        statuses = [*(change.status for change in review.changes), *(change.status for change in review.closings)]
        amounts = [*(change.amount for change in review.changes), *(change.amount for change in review.closings)]
        groups = [*(h.group for h in review.now), *(h.group for h in review.before)]
        for number, code in enumerate(_CHANGES, start=1):
            found = [
                amount or 0.0
                for status, amount, group in zip(statuses, amounts, groups, strict=True)
                if status == code and group < LOANS
            ]
            condition = f'{data.status.area},{code},{data.group.area},"<{LOANS}"'
            text_across(self.canvas, row + number, 0, 1, self._say(WORDS[code]), cell_style(self.context))
            items = counted(self.context, ITEMS, f"COUNTIFS({condition})", len(found))
            self.canvas.formula(row + number, 2, *items, cell_style(self.context, align="right"))
            money = cell_style(self.context, num_format=SIGNED, align="right", shrink=True)
            self.canvas.formula(row + number, 3, f"SUMIFS({data.amount.area},{condition})", sum(found), money)
        last = row + len(_CHANGES) + 1
        bold = self.context.styles(bold=True, top=1, top_color=ACCENT, bottom=1, bottom_color=ACCENT)
        text_across(self.canvas, last, 0, 2, self._say(ASSET_CHANGE), bold)
        change = self._since(
            data.total, data.total_before, review.total_at(review.day), review.total_at(review.previous)
        )
        bold = self.context.styles(
            bold=True,
            top=1,
            top_color=ACCENT,
            bottom=1,
            bottom_color=ACCENT,
            num_format=SIGNED,
            align="right",
            shrink=True,
        )
        self.canvas.formula(last, 3, *change, bold)
        ReviewHeed(self.canvas, self.hidden, self.data, self.lines).write(row + 1, 4, LAST, HEED_ROWS)
        return row + HEED_ROWS

    # Next steps

    def _steps(self, row: int) -> int:
        heading(self.canvas, row, 0, LAST, self._say(NEXT_STEPS))
        steps = row_list(self.hidden, PROMISES, self.data.picked.customer, self.data.picked.who, STEPS)
        self._step_header(row + 1)
        for number in range(STEPS):
            line = row + 2 + number
            self.canvas.worksheet.set_row(line, 24)
            action, subject = steps.formula(number, "next_action"), steps.formula(number, "subject")
            template = f'IF({action}="",{subject},{action})'
            value = steps.value(number, "next_action") or steps.value(number, "subject")
            if number == 0:
                nothing = self._say(NO_STEPS)
                template = f"IF({steps.count}=0,{quoted(nothing)},{template})"
                value = value if steps.total else nothing
            wrap = cell_style(self.context, text_wrap=True)
            across(self.canvas, line, 0, 5, template, value, wrap)
            channel = (steps.formula(number, "channel"), steps.value(number, "channel"))
            across(self.canvas, line, 6, 7, *channel, cell_style(self.context, align="left"))
            when = (steps.formula(number, "next_date"), steps.value(number, "next_date"))
            across(self.canvas, line, 8, 9, *when, cell_style(self.context, num_format="yyyy-mm-dd", align="left"))
        last = row + 2 + STEPS
        rest = counted(self.context, MORE_STEPS, f"{steps.count}-{STEPS}", steps.total - STEPS)
        small = self.context.styles(font_color=MUTED, italic=True)
        self.canvas.formula(
            last, 0, f'IF({steps.count}>{STEPS},{rest[0]},"")', rest[1] if steps.total > STEPS else None, small
        )
        return last

    def _step_header(self, row: int) -> None:
        look = self.context.styles(bold=True, font_color=MUTED, bottom=1, bottom_color=LINE)
        for first, last, words in ((0, 5, ACTION), (6, 7, HOW), (8, 9, WHEN)):
            text_across(self.canvas, row, first, last, self._say(words), look)
