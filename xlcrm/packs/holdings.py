"""The holdings of a pack: by class with subtotals, each against the review before, all of it in formulas."""

from collections.abc import Sequence
from typing import Any

from xlcrm.labels import Labels, labels
from xlcrm.packs.holding_line import HoldingLine
from xlcrm.packs.places import BESIDE, FOREIGN, NUMBERS, WIDTHS, Placed, foreign_codes, placed
from xlcrm.packs.portfolio import Portfolio, Position
from xlcrm.packs.sheet import TOTAL_LOOK, Sheet
from xlcrm.schema.enums import ASSET_CLASS
from xlcrm.schema.tables import TABLE
from xlcrm.subjects.assets.page_classes import SHARE
from xlcrm.subjects.assets.page_holdings import ASSETS_TOTAL, CLASS_AND_NAME, NET_WORTH, SINCE, VALUE, WORD
from xlcrm.subjects.assets.page_layout import SIGNED, WHOLE
from xlcrm.subjects.assets.page_line import ITEMS, REMARK
from xlcrm.subjects.assets.review import GROUPS, LOANS
from xlcrm.writing.canvas import Context
from xlcrm.writing.styles import ACCENT, LINE, MUTED, PANEL_FILL

TITLE = labels("持仓明细", "持有明細", "Holdings")
WHERE = labels("持有", "持有", "Held")
BEFORE = labels("上次市值", "上次市值", "Last time")
CHANGE = labels("变动金额", "變動金額", "Change")
ORIGINAL = labels("原币金额", "原幣金額", "In its currency")
UNCLASSED_LABEL = labels("未分类", "未分類", "Not classified")
RATE = labels("汇率", "匯率", "Rate")
LARGEST_SHARE = labels("占比提示线", "占比提示線", "Share flagged above")

_HEADERS: dict[str, Labels] = {column.key: column.labels for column in TABLE["assets"].columns} | {
    "name": CLASS_AND_NAME, "where": WHERE, "acquired_on": SINCE, "value": VALUE, "share": SHARE,
    "before": BEFORE, "change": CHANGE, "status": WORD, "original": ORIGINAL, "remark": REMARK,
}  # fmt: skip
_HEADING = {"bold": True, "bg_color": PANEL_FILL, "font_color": ACCENT, "bottom": 1, "bottom_color": LINE}


class HoldingsSheet:
    """Writes the sheet of holdings."""

    def __init__(self, context: Context, portfolio: Portfolio) -> None:
        self.portfolio = portfolio
        keys = [key for key in WIDTHS if key not in FOREIGN or foreign_codes(portfolio)]
        self.sheet = Sheet(context, portfolio, TITLE, [WIDTHS[key] for key in keys], landscape=True)
        self.keys = keys

    def write(self) -> Placed:
        """The whole sheet."""
        sheet, positions = self.sheet, self.portfolio.positions
        sheet.running_title(sheet.say(TITLE))
        numbers, beside = ([self.keys.index(key) for key in keys if key in self.keys] for keys in (NUMBERS, BESIDE))
        sheet.header([sheet.say(_HEADERS[key]) for key in self.keys], numbers, indented=beside)
        header = sheet.next()
        self.placed = placed(sheet, self.keys)
        for group, of_class in positions.items():
            if group != LOANS:
                self._class(group, of_class)
        self._total()
        if LOANS in positions:
            self._class(LOANS, positions[LOANS])
            self._net()
        self._constants()
        sheet.finish(repeat=(0, header))
        sheet.canvas.worksheet.freeze_panes(header + 1, 1)
        return self.placed

    def _line(self, text: str, look: dict[str, Any]) -> int:
        """Begin a line with a text, all across in one look; returns its row."""
        for column in range(len(self.keys)):
            self.sheet.canvas.blank(self.sheet.row, column, self.sheet.style(**look))
        self.sheet.canvas.text(self.sheet.row, 0, text, self.sheet.style(**look))
        return self.sheet.row

    def _formula(self, key: str, template: str, value: float | None, look: dict[str, Any], shape: str = WHOLE) -> None:
        style = self.sheet.style(num_format=shape, align="right", shrink=True, **look)
        self.sheet.canvas.formula(self.sheet.row, self.placed.column(key), template, value, style)

    def _class(self, group: int, positions: Sequence[Position]) -> None:
        """A class with its subtotals, and its holdings under it."""
        sheet = self.sheet
        key = GROUPS[group - 1]
        row = self._line(sheet.say(UNCLASSED_LABEL if key is None else ASSET_CLASS[key].labels), _HEADING)
        now = [one for one in positions if one.holding is not None]
        sheet.canvas.text(row, self.keys.index("institution"), sheet.say(ITEMS, n=len(now)), sheet.style(**_HEADING))
        values = {
            "value": sum(one.value or 0.0 for one in now),
            "before": sum(one.value_before or 0.0 for one in positions),
        }
        for column in self._columns():
            cells = ":".join(self.placed.local(column, at) for at in (row + 1, row + len(positions)))
            self._formula(column, f"SUM({cells})", values[column], _HEADING)
        self._share_and_change(values, _HEADING, has_share=group != LOANS)
        sheet.next()
        for one in positions:
            HoldingLine(self.placed, one, group).write()
        sheet.together(row)

    def _columns(self) -> Sequence[str]:
        return ("value",) if self.portfolio.review.previous is None else ("value", "before")

    def _share_and_change(self, values: dict[str, float], look: dict[str, Any], *, has_share: bool = True) -> None:
        now, before = (self.placed.local(key, self.sheet.row) for key in ("value", "before"))
        if has_share:
            total = self.placed.local("value", self.placed.total, fixed=True)
            whole = self.portfolio.total(self.portfolio.day)
            share = values["value"] / whole if whole > 0 else None
            self._formula("share", f'IF({total}>0,{now}/{total},"")', share, look, "0.0%")
        if self.portfolio.review.previous is not None:
            self._formula("change", f"{now}-{before}", values["value"] - values["before"], look, SIGNED)

    def _at_both(self, *, loans: bool = False) -> dict[str, float]:
        review = self.portfolio.review
        days = {"value": review.day, "before": review.previous}
        return {key: self.portfolio.total(day, loans=loans) for key, day in days.items()}

    def _total(self) -> None:
        """The total of the assets."""
        self._line(self.sheet.say(ASSETS_TOTAL), TOTAL_LOOK)
        heads = [row for group, row in self.placed.classes.items() if group != LOANS]
        for key in self._columns():
            template = "+".join(self.placed.local(key, row) for row in heads) or "0"
            self._formula(key, template, self._at_both()[key], TOTAL_LOOK)
        self._share_and_change(self._at_both(), TOTAL_LOOK)
        self.sheet.next()

    def _net(self) -> None:
        """Assets less loans."""
        self._line(self.sheet.say(NET_WORTH), TOTAL_LOOK)
        assets, loans = self._at_both(), self._at_both(loans=True)
        worth = {key: assets[key] - loans[key] for key in assets}
        for key in self._columns():
            rows = (self.placed.total, self.placed.classes[LOANS])
            self._formula(key, "-".join(self.placed.local(key, row) for row in rows), worth[key], TOTAL_LOOK)
        self._share_and_change(worth, TOTAL_LOOK, has_share=False)
        self.sheet.next()

    def _constants(self) -> None:
        """The rates that the values were converted with, and the share above which a holding is flagged."""
        sheet, settings = self.sheet, self.portfolio.m.settings
        sheet.next()
        small = {"font_color": MUTED, "font_size": 9}
        for code in self.placed.rates:
            words = f"{sheet.say(RATE)} 1 {code} → {settings.base_currency}"
            sheet.canvas.text(sheet.row, 0, words, sheet.style(**small))
            style = sheet.style(num_format="0.0000", align="right", **small)
            sheet.canvas.number(sheet.row, self.keys.index("original"), self.portfolio.rates[code], style)
            sheet.next()
        sheet.canvas.text(sheet.row, 0, sheet.say(LARGEST_SHARE), sheet.style(**small))
        percent = sheet.style(num_format="0%", align="right", **small)
        sheet.canvas.number(sheet.row, self.keys.index("value"), settings.factors["largest_holding"], percent)
        sheet.next()
