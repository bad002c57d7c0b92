"""The To-do sheet: everything overdue or due soon, by date, each row leading to the cell that says so."""

from collections.abc import Sequence

import pandas as pd

from xlcrm.labels import labels
from xlcrm.measures.expressions import OVERVIEW
from xlcrm.measures.todo import Due, due, kinds
from xlcrm.model.place import Place
from xlcrm.pages.days_away import TODAY
from xlcrm.pages.links import link_names
from xlcrm.pages.page import Page
from xlcrm.pages.panels import (
    ROW_HEIGHT,
    as_of_line,
    cell,
    cell_style,
    fitted,
    header_indented,
    header_right,
    ids_width,
    overview_place,
    shrunk_name,
    tier_fill,
)
from xlcrm.pages.units import whole
from xlcrm.schema.measures import MEASURE_COLUMN
from xlcrm.schema.sheets import TODO
from xlcrm.writing.canvas import Canvas, Context
from xlcrm.writing.styles import BAD_FILL, BAD_INK, LINK, MUTED, WARN_FILL, WARN_INK

DAY = labels("日期", "日期", "Date")
DAYS_LEFT = labels("剩余天数", "剩餘天數", "Days left")
STATE = labels("状态", "狀態", "Status")
WHAT = labels("事项", "事項", "What")
DETAIL = labels("说明", "說明", "Detail")
AMOUNT = labels("金额", "金額", "Amount")
LATE = labels("逾期", "逾期", "Overdue")
THIS_WEEK = labels("7天内", "7天內", "7 days")
LATER = labels("之后", "之後", "Later")
REST = labels(
    "上次生成时列出：全部逾期，以及 {days} 天内到期的事项；点“事项”到原处，点姓名到客户卡",
    "上次產生時列出：全部逾期，以及 {days} 天內到期的事項；點「事項」到原處，點姓名到客戶卡",
    "Listed at build: all that is overdue, or due within {days} days. Items lead to their cells, names to the card",
)
NOTHING = labels(
    "目前没有到期事项。要在这里看到约定，请在“跟进记录”填写“下次联系日期”，并把“已完成”选为“否”；联系间隔在“设置”中修改。",
    "目前沒有到期事項。要在這裡看到約定，請在「跟進紀錄」填寫「下次聯絡日期」，並把「已完成」選為「否」；聯絡間隔在「設定」中修改。",
    "Nothing is due. To see a promise here, give a follow-up a Next Date and set Done to No; "
    "how often to call, visit and review is on Settings.",
)
NOBODY = labels("（没有此客户）", "（沒有此客戶）", "(no such customer)")

NEVER = labels("尚无记录", "尚無紀錄", "Not yet")

_HEADER, _FIRST = 5, 6
_DAY, _LEFT, _STATE, _WHAT, _ID, _NAME, _TIER, _MANAGER, _DETAIL, _AMOUNT = range(10)
_WIDTHS = (12, 10, 11, 17, 14, 24, 13, 16, 48, 14)


def write(canvas: Canvas, context: Context) -> None:
    """Write the counts by state, then the list."""
    _TodoPage(canvas, context, due(context.ledger)).write()


PAGE = Page(TODO, write)


class _Looks:
    """The looks of a row's cells, each made once."""

    def __init__(self, context: Context) -> None:
        self.plain = cell_style(context)
        self.day = cell_style(context, num_format="yyyy-mm-dd", align="left")
        self.days = cell_style(context, num_format="0", align="right")
        self.state = cell_style(context, indent=1)
        self.link = cell_style(context, font_color=LINK, underline=1)
        self.name = cell_style(context, font_color=LINK, underline=1, shrink=True)
        self.shrunk = cell_style(context, shrink=True)
        self.muted = cell_style(context, font_color=MUTED)
        self.money = cell_style(context, num_format="#,##0", align="right")
        tiers = enumerate(context.book.settings.slots, start=1)
        self.tiers = {place: cell_style(context, **tier_fill(tier)) for place, tier in tiers}


class _TodoPage:
    def __init__(self, canvas: Canvas, context: Context, listed: Sequence[Due]) -> None:
        self.canvas = canvas
        self.context = context
        self.listed = listed
        self.looks = _Looks(context)
        self.births = context.book.customers["birth_date"]
        self.last = _FIRST + max(len(listed), 1) - 1

    def write(self) -> None:
        """The whole sheet."""
        canvas, context = self.canvas, self.context
        canvas.title(context.say(TODO.labels))
        days = f"{context.book.settings.factors['look_ahead_days']:.15g}"
        as_of_line(canvas, whole(context.language), context.say(REST, days=days))
        canvas.widths(*_WIDTHS)
        canvas.set_width(_ID, max(_WIDTHS[_ID], ids_width(context)))
        canvas.set_width(_NAME, context.names_width)
        canvas.worksheet.set_default_row(ROW_HEIGHT)
        if not self.listed:
            canvas.text(3, 0, context.say(NOTHING))
            canvas.page(landscape=True)
            return
        self._counts()
        self._header()
        link_names(canvas, [row for row, item in enumerate(self.listed, _FIRST) if item.customer is not None], _NAME)
        for row, item in enumerate(self.listed, start=_FIRST):
            self._item(row, item)
        self._colours()
        canvas.worksheet.autofilter(_HEADER, 0, self.last, _AMOUNT)
        canvas.page(landscape=True, repeat_rows=(_HEADER, _HEADER), freeze=_FIRST)

    def _counts(self) -> None:
        """How many are overdue, due today, this week and later: they follow the as-of date."""
        canvas, context = self.canvas, self.context
        column = f"${cell(_FIRST, _LEFT)}:${cell(self.last, _LEFT)}".replace("$B", "$B$")
        left = [self._left(item) for item in self.listed]
        for place, (text, criteria, count, look) in enumerate(
            (
                (LATE, '"<0"', sum(days < 0 for days in left), {"bg_color": BAD_FILL, "font_color": BAD_INK}),
                (TODAY, '"=0"', left.count(0), {"bg_color": WARN_FILL, "font_color": WARN_INK}),
                (THIS_WEEK, '">0",{0},"<=7"', sum(0 < days <= 7 for days in left), {}),
                (LATER, '">7"', sum(days > 7 for days in left), {}),
            )
        ):
            template = f"COUNTIFS({column},{criteria.replace('{0}', column)})"
            canvas.text(3, 2 * place, context.say(text), context.styles(bold=True, align="right", **look))
            big = context.styles(bold=True, font_size=16, align="left", indent=1, num_format="#,##0", **look)
            canvas.formula(3, 2 * place + 1, template, count, big)
        canvas.worksheet.set_row(3, 26)

    def _header(self) -> None:
        canvas, context = self.canvas, self.context
        right, indented = header_right(context), header_indented(context)
        texts = (DAY, DAYS_LEFT, STATE, WHAT, *(MEASURE_COLUMN[key].labels for key in _CUSTOMER), DETAIL, AMOUNT)
        for column, text in enumerate(texts):
            style = right if column in (_LEFT, _AMOUNT) else indented if column == _STATE else context.styles.header
            canvas.text(_HEADER, column, context.say(text), style)
        canvas.worksheet.set_row(_HEADER, 24)

    def _left(self, item: Due) -> int:
        return int((item.day - self.context.ledger.as_of).days)

    def _item(self, row: int, item: Due) -> None:
        canvas, looks, say = self.canvas, self.looks, self.context.say
        days = self._left(item)
        canvas.value(row, _DAY, item.day, looks.day)
        canvas.formula(row, _LEFT, f"{cell(row, _DAY)}-as_of", days, looks.days)
        left = cell(row, _LEFT)
        state = LATE if days < 0 else TODAY if days == 0 else THIS_WEEK if days <= 7 else LATER
        template = (
            f'IF({left}<0,"{say(LATE)}",IF({left}=0,"{say(TODAY)}",IF({left}<=7,"{say(THIS_WEEK)}","{say(LATER)}")))'
        )
        canvas.formula(row, _STATE, template, say(state), looks.state)
        canvas.link(row, _WHAT, self._place(item), say(kinds()[item.kind].labels), looks.link)
        self._customer(row, item)
        canvas.text(row, _DETAIL, fitted(self._detail(item), _WIDTHS[_DETAIL]), looks.muted)
        canvas.value(row, _AMOUNT, item.amount, looks.money)

    def _place(self, item: Due) -> Place:
        if item.table == OVERVIEW:
            return overview_place(self.context, item.record, item.column)
        return self.context.place(item.table, item.record, item.column)

    def _detail(self, item: Due) -> str | None:
        """What a row says of itself; for the contact plan when the last contact was, for birthdays the age reached."""
        say, m, kind = self.context.say, self.context.ledger, kinds()[item.kind]
        if item.customer is not None and kind.last is not None:
            measure, text = kind.last
            day = m[measure].iat[item.customer]
            return say(NEVER) if pd.isna(day) else say(text, day=day.date().isoformat())
        if item.customer is not None and kind.years is not None:
            return say(kind.years, years=item.day.year - self.births.iat[item.customer].year)
        return item.detail

    def _customer(self, row: int, item: Due) -> None:
        """ID, name, tier and manager."""
        canvas, context, looks, m = self.canvas, self.context, self.looks, self.context.ledger
        customer = item.customer
        if customer is None:
            canvas.text(row, _ID, item.customer_id, looks.plain)
            canvas.text(row, _NAME, context.say(NOBODY), looks.muted)
            for column in (_TIER, _MANAGER):
                canvas.blank(row, column, looks.plain)
            return
        name = m["name"].iat[customer] or m["customer_id"].iat[customer]
        canvas.link(row, _ID, overview_place(context, customer), item.customer_id or "—", looks.link)
        canvas.text(row, _NAME, shrunk_name(context, name), looks.name)
        place = m["tier_row"].iat[customer]
        canvas.text(row, _TIER, m["tier"].iat[customer], looks.tiers[int(place)] if place == place else looks.plain)
        canvas.text(row, _MANAGER, fitted(m["manager"].iat[customer], 1.5 * _WIDTHS[_MANAGER]), looks.shrunk)

    def _colours(self) -> None:
        """Overdue and today stand out, beside their word."""
        canvas, left = self.canvas, f"${cell(_FIRST, _LEFT)}"
        bad = self.context.styles.highlight(bg_color=BAD_FILL, font_color=BAD_INK)
        today = self.context.styles.highlight(bg_color=WARN_FILL, font_color=WARN_INK)
        canvas.highlight(_FIRST, _DAY, self.last, _STATE, f"{left}<0", bad)
        canvas.highlight(_FIRST, _DAY, self.last, _STATE, f"{left}=0", today)


_CUSTOMER = ("customer_id", "name", "tier", "manager")
