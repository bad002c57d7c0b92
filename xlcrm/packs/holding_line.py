"""One holding of a pack: what it is, its value by its rate, and what became of it since the last review."""

from typing import Any

from xlcrm.labels import labels
from xlcrm.measures.formula import quoted
from xlcrm.packs.places import WIDTHS, Placed
from xlcrm.packs.portfolio import Position
from xlcrm.packs.sheet import DAY
from xlcrm.pages.panels import lines_of
from xlcrm.subjects.assets.page_classes import ELSEWHERE, HELD_HERE
from xlcrm.subjects.assets.page_holdings import ABOVE_PROFILE, LARGE, WORDS
from xlcrm.subjects.assets.page_layout import SIGNED, WHOLE
from xlcrm.subjects.assets.review import CLOSED, DOWN, LOANS, MATURED, NEW, SAME, UP
from xlcrm.writing.styles import BAD_INK, MUTED

UNVALUED = labels("缺市值或汇率，未计入", "缺市值或匯率，未計入", "No value or rate: left out")


class HoldingLine:
    """Writes a holding on the next row; what has no value says so, and counts for nothing."""

    def __init__(self, placed: Placed, one: Position, group: int) -> None:
        self.placed = placed
        self.sheet = placed.sheet
        self.portfolio = placed.sheet.portfolio
        self.one = one
        self.group = group
        self.row = placed.sheet.row
        self.look: dict[str, Any] = {"font_color": MUTED, "italic": True} if one.holding is None else {}

    def write(self) -> None:
        """The whole line."""
        for column in range(len(self.placed.keys)):
            self.sheet.canvas.blank(self.row, column, self._style())
        name = self._said("name") or ""
        self._text("name", name, text_wrap=True, indent=1)
        self.sheet.height(17 + 14.0 * (lines_of(name, WIDTHS["name"]) - 1))
        self._text("institution", self._said("institution"), shrink=True)
        here = self.portfolio.book["assets"].or_default("held_here").iat[self.one.record]
        self._text("where", self.sheet.say(HELD_HERE if here else ELSEWHERE))
        self._text("risk_level", self._said("risk_level"), shrink=True)
        for key in ("acquired_on", "maturity"):
            day = self.portfolio.cell("assets", key, self.one.record)
            if day is not None:
                style = self._style(num_format=DAY, align="left")
                self.sheet.canvas.value(self.row, self.placed.column(key), day, style)
        self._amounts()
        self._share()
        self._status()
        self._remark()
        self.sheet.next()

    def _style(self, **properties: Any) -> Any:
        return self.sheet.line_style(**{**self.look, **properties})

    def _said(self, key: str) -> str | None:
        value = self.portfolio.cell("assets", key, self.one.record)
        return None if value is None else str(value)

    def _text(self, key: str, text: str | None, **properties: Any) -> None:
        self.sheet.canvas.text(self.row, self.placed.column(key), text, self._style(**properties))

    def _number(self, key: str, value: float) -> None:
        money = self._style(num_format=WHOLE, align="right", shrink=True)
        self.sheet.canvas.number(self.row, self.placed.column(key), value, money)

    def _formula(self, key: str, template: str, value: Any, **properties: Any) -> None:
        self.sheet.canvas.formula(self.row, self.placed.column(key), template, value, self._style(**properties))

    def _cell(self, key: str) -> str:
        return self.placed.local(key, self.row)

    def _amounts(self) -> None:
        """The value now and before; in another currency, by its rate."""
        one = self.one
        if one.value_before is not None:
            self._number("before", one.value_before)
        if one.holding is None:
            return
        code = self.portfolio.foreign(one.record)
        if code is None:
            if one.value is not None:
                self._number("value", one.value)
            return
        self._text("currency", code)
        original = self.portfolio.book.assets["value"].iat[one.record]
        if original == original:  # not blank
            self._number("original", float(original))
        if one.value is not None:
            rate = self.placed.local("original", self.placed.rates[code], fixed=True)
            look = {"num_format": WHOLE, "align": "right", "shrink": True}
            self._formula("value", f"{self._cell('original')}*{rate}", one.value, **look)

    def _share(self) -> None:
        if self.group == LOANS or self.one.value is None:
            return
        total = self.placed.local("value", self.placed.total, fixed=True)
        whole = self.portfolio.total(self.portfolio.day)
        share = self.one.value / whole if whole > 0 else None
        template = f'IF({total}>0,{self._cell("value")}/{total},"")'
        self._formula("share", template, share, num_format="0.0%", align="right")

    def _status(self) -> None:
        """What became of it, and by how much where both values are known."""
        status, amount = self.one.change.status, self.one.change.amount
        if not status:
            return
        if amount is None:
            self._text("status", self.sheet.say(WORDS[status]), indent=1)
            return
        words = {code: quoted(self.sheet.say(word)) for code, word in WORDS.items()}
        now, before = self._cell("value"), self._cell("before")
        look = {"num_format": SIGNED, "align": "right", "shrink": True}
        self._formula("change", f"N({now})-N({before})", amount, **look)
        gone = words[MATURED] if status == MATURED else words[CLOSED]
        difference = f"ROUND({now}-{before},2)"
        template = (
            f'IF({before}="",{words[NEW]},IF({now}="",{gone},'
            f"IF({difference}>0,{words[UP]},IF({difference}<0,{words[DOWN]},{words[SAME]}))))"
        )
        self._formula("status", template, self.sheet.say(WORDS[status]), indent=1)

    def _remark(self) -> None:
        """That it carries more risk than the customer can bear, or makes up a large share, or has no value."""
        one, portfolio = self.one, self.portfolio
        if one.holding is None:
            return
        look = {"font_color": BAD_INK, "shrink": True, "indent": 1}
        above = self.sheet.say(ABOVE_PROFILE) if one.holding.risk > portfolio.review.profile else ""
        if one.value is None or self.group == LOANS:
            self._text("remark", self.sheet.say(UNVALUED) if one.value is None else above, **look)
            return
        limit = self.placed.local("value", self.placed.limit, fixed=True)
        large = self.sheet.say(LARGE)
        template = f'TRIM({quoted(above)}&" "&IF(N({self._cell("share")})>{limit},{quoted(large)},""))'
        whole = portfolio.total(portfolio.day)
        is_large = whole > 0 and one.value / whole > portfolio.m.settings.factors["largest_holding"]
        said = f"{above} {large if is_large else ''}".strip()
        self._formula("remark", template, said or None, **look)
