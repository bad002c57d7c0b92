"""The holdings of a pack: by class with subtotals, each against the review before, all of it in formulas."""

from collections.abc import Sequence
from typing import Any

from xlcrm.labels import labels
from xlcrm.packs.holding_line import HoldingLine
from xlcrm.packs.places import FOREIGN, WIDTHS, Placed, foreign_codes, placed
from xlcrm.packs.portfolio import OwnPortfolio
from xlcrm.packs.sheet import TOTAL_LOOK, Sheet
from xlcrm.subjects.assets.enums import ASSET_CLASS
from xlcrm.subjects.assets.review import GROUPS, LOANS, Position
from xlcrm.subjects.assets.wording import ASSETS_TOTAL, HOLDING_COLUMNS, ITEMS, NET_WORTH
from xlcrm.writing.canvas import Context
from xlcrm.writing.styles import ACCENT, LINE, MUTED, PANEL_FILL

TITLE = labels("持仓明细", "持有明細", "Holdings")
CHANGE = labels("变动金额", "變動金額", "Change")
UNCLASSED_LABEL = labels("未分类", "未分類", "Not classified")
RATE = labels("汇率", "匯率", "Rate")
LARGEST_SHARE = labels("占比提示线", "占比提示線", "Share flagged above")

_BESIDE = ("status", "remark")
"""Texts beside numbers."""

_HEADING = {"bold": True, "bg_color": PANEL_FILL, "font_color": ACCENT, "bottom": 1, "bottom_color": LINE}
_SMALL = {"font_color": MUTED, "font_size": 9}


def class_label(group: int) -> Any:
    """What a class is called, numbered from 1 as in `GROUPS`."""
    key = GROUPS[group - 1]
    return UNCLASSED_LABEL if key is None else ASSET_CLASS[key].labels


class HoldingsSheet:
    """Writes the sheet of holdings."""

    def __init__(self, context: Context, portfolio: OwnPortfolio) -> None:
        self.portfolio = portfolio
        self.keys = [key for key in WIDTHS if key not in FOREIGN or foreign_codes(portfolio)]
        self.sheet = Sheet(context, portfolio, TITLE, [WIDTHS[key] for key in self.keys], landscape=True)
        self.days = {"value": portfolio.day, "before": portfolio.previous}

    def write(self) -> Placed:
        """The whole sheet."""
        sheet, classes = self.sheet, self.portfolio.by_class
        sheet.running_title(sheet.say(TITLE))
        words = {key: CHANGE if key == "change" else HOLDING_COLUMNS[key].label for key in self.keys}
        numbers = [column for column, key in enumerate(self.keys) if HOLDING_COLUMNS[key].is_number]
        beside = [column for column, key in enumerate(self.keys) if key in _BESIDE]
        sheet.header([sheet.say(word) for word in words.values()], numbers, indented=beside)
        header = sheet.next()
        self.placed = placed(sheet, self.keys)
        for group, positions in classes.items():
            if group != LOANS:
                self._class(group, positions)
        assets = {key: self.portfolio.total_at(day) for key, day in self.days.items()}
        heads = [row for group, row in self.placed.classes.items() if group != LOANS]
        self._total(ASSETS_TOTAL, "+", heads, assets)
        if LOANS in classes:
            self._class(LOANS, classes[LOANS])
            worth = {key: assets[key] - self.portfolio.total_at(day, loans=True) for key, day in self.days.items()}
            self._total(NET_WORTH, "-", [self.placed.total, self.placed.classes[LOANS]], worth, has_share=False)
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

    def _sums(self, templates: dict[str, str], values: dict[str, float], look: dict[str, Any], has_share: bool) -> None:
        """The numbers of a line that sums up: now, before, the share of the total, and the change."""
        now, before = (self.placed.local(key, self.sheet.row) for key in ("value", "before"))
        total = self.placed.local("value", self.placed.total, fixed=True)
        whole = self.portfolio.total
        cells: dict[str, tuple[str, float | None]] = {"value": (templates["value"], values["value"])}
        if has_share:
            share = values["value"] / whole if whole > 0 else None
            cells["share"] = f'IF({total}>0,{now}/{total},"")', share
        if self.portfolio.previous is not None:
            cells["before"] = templates["before"], values["before"]
            cells["change"] = f"{now}-{before}", values["value"] - values["before"]
        for key, cell in cells.items():
            style = self.sheet.style(num_format=HOLDING_COLUMNS[key].shape, align="right", shrink=True, **look)
            self.sheet.canvas.formula(self.sheet.row, self.placed.column(key), *cell, style)
        self.sheet.next()

    def _class(self, group: int, positions: Sequence[Position]) -> None:
        """A class with its subtotals, and its holdings under it."""
        sheet = self.sheet
        row = self._line(sheet.say(class_label(group)), _HEADING)
        count = sum(position.is_held for position in positions)
        sheet.canvas.text(row, self.keys.index("institution"), sheet.say(ITEMS, n=count), sheet.style(**_HEADING))
        values = {
            "value": sum(position.value or 0.0 for position in positions),
            "before": sum(position.before or 0.0 for position in positions),
        }
        lines = row + 1, row + len(positions)
        sums = {key: f"SUM({':'.join(self.placed.local(key, line) for line in lines)})" for key in values}
        self._sums(sums, values, _HEADING, has_share=group != LOANS)
        for position in positions:
            HoldingLine(self.placed, position).write()
        sheet.together(row)

    def _total(
        self, words: Any, sign: str, rows: Sequence[int], values: dict[str, float], has_share: bool = True
    ) -> None:
        """A line that adds up classes, or takes the loans from the assets."""
        self._line(self.sheet.say(words), TOTAL_LOOK)
        sums = {key: sign.join(self.placed.local(key, row) for row in rows) or "0" for key in values}
        self._sums(sums, values, TOTAL_LOOK, has_share)

    def _constants(self) -> None:
        """The rates that the values were converted with, and the share above which a holding is flagged."""
        sheet, settings = self.sheet, self.portfolio.m.settings
        sheet.next()
        constants = [
            (f"{sheet.say(RATE)} 1 {code} → {settings.base_currency}", "original", self.portfolio.rates[code], "0.0000")
            for code in self.placed.rates
        ]
        constants.append((sheet.say(LARGEST_SHARE), "value", settings.factors["largest_holding"], "0%"))
        for words, key, number, shape in constants:
            sheet.canvas.text(sheet.row, 0, words, sheet.style(**_SMALL))
            style = sheet.style(num_format=shape, align="right", **_SMALL)
            sheet.canvas.number(sheet.row, self.keys.index(key), number, style)
            sheet.next()
