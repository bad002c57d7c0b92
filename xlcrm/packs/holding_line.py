"""One holding of a pack: what it is, its value by its rate, and what became of it since the last review."""

from collections.abc import Mapping
from typing import Any

from xlcrm.labels import labels
from xlcrm.measures.formula import quoted
from xlcrm.packs.places import WIDTHS, Placed
from xlcrm.pages.panels import lines_of
from xlcrm.pages.tables import Content, put
from xlcrm.subjects.assets.review import CLOSED, DOWN, MATURED, NEW, SAME, UP, Position
from xlcrm.subjects.assets.wording import ABOVE_PROFILE, ELSEWHERE, HELD_HERE, HOLDING_COLUMNS, LARGE, WORDS
from xlcrm.writing.styles import BAD_INK, MUTED

UNVALUED = labels("缺市值或汇率，未计入", "缺市值或匯率，未計入", "No value or rate: left out")

_GONE = {"font_color": MUTED, "italic": True}
_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "name": {"text_wrap": True, "indent": 1},
    "institution": {"shrink": True},
    "risk_level": {"shrink": True},
    "share": {"align": "right"},
    "status": {"indent": 1},
    "remark": {"font_color": BAD_INK, "shrink": True, "indent": 1},
}
_NUMBER, _DAY = {"align": "right", "shrink": True}, {"align": "left"}


class HoldingLine:
    """A holding on the next row; what has no value says so, and counts for nothing."""

    def __init__(self, placed: Placed, position: Position) -> None:
        self.placed = placed
        self.sheet = placed.sheet
        self.portfolio = placed.sheet.portfolio
        self.position = position
        self.row = placed.sheet.row

    def write(self) -> None:
        """The whole line."""
        cells = self._cells()
        gone = {} if self.position.is_held else _GONE
        for column, key in enumerate(self.placed.keys):
            content, shape = cells.get(key), HOLDING_COLUMNS[key].shape
            look: dict[str, Any] = {}
            if content is not None:
                look = {**_LOOKS.get(key, _NUMBER if HOLDING_COLUMNS[key].is_number else _DAY if shape else {})}
                look |= {"num_format": shape} if shape else {}
            put(self.sheet.canvas, self.row, column, content, self.sheet.line_style(**{**gone, **look}))
        self.sheet.height(17 + 14.0 * (lines_of(str(cells["name"]), WIDTHS["name"]) - 1))
        self.sheet.next()

    def _said(self, key: str) -> Any:
        return self.portfolio.cell("assets", key, self.position.record)

    def _cells(self) -> dict[str, Content]:
        """What stands in the columns."""
        position, assets = self.position, self.portfolio.book["assets"]
        texts = {key: self._said(key) for key in ("name", "institution", "risk_level")}
        here = assets.or_default("held_here").iat[position.record]
        return {
            **{key: None if text is None else str(text) for key, text in texts.items()},
            "name": str(texts["name"] or ""),
            "where": self.sheet.say(HELD_HERE if here else ELSEWHERE),
            "acquired_on": self._said("acquired_on"),
            "maturity": self._said("maturity"),
            "before": position.before,
            "share": self._share(),
            "remark": self._remark() if position.is_held else None,
            **(self._value() if position.is_held else {}),
            **self._status(),
        }

    def _cell(self, key: str) -> str:
        return self.placed.local(key, self.row)

    def _value(self) -> dict[str, Content]:
        """The value; in another currency, by its rate."""
        position = self.position
        code = self.portfolio.foreign(position.record)
        if code is None:
            return {"value": position.value}
        original = self.portfolio.book.assets["value"].iat[position.record]
        found: dict[str, Content] = {"currency": code, "original": None if original != original else float(original)}
        if position.value is not None:
            rate = self.placed.local("original", self.placed.rates[code], fixed=True)
            found["value"] = (f"{self._cell('original')}*{rate}", position.value)
        return found

    def _share(self) -> Content:
        if not self.position.is_asset or self.position.value is None:
            return None
        total = self.placed.local("value", self.placed.total, fixed=True)
        return f'IF({total}>0,{self._cell("value")}/{total},"")', self.portfolio.share(self.position)

    def _status(self) -> dict[str, Content]:
        """What became of it, and by how much where both values are known."""
        status, amount = self.position.change.status, self.position.change.amount
        if not status:
            return {}
        said = self.sheet.say(WORDS[status])
        if amount is None:
            return {"status": said}
        words = {code: quoted(self.sheet.say(word)) for code, word in WORDS.items()}
        now, before = self._cell("value"), self._cell("before")
        gone = words[MATURED] if status == MATURED else words[CLOSED]
        difference = f"ROUND({now}-{before},2)"
        template = (
            f'IF({before}="",{words[NEW]},IF({now}="",{gone},'
            f"IF({difference}>0,{words[UP]},IF({difference}<0,{words[DOWN]},{words[SAME]}))))"
        )
        return {"change": (f"N({now})-N({before})", amount), "status": (template, said)}

    def _remark(self) -> Content:
        """That it carries more risk than the customer can bear, or makes up a large share, or has no value."""
        portfolio, position = self.portfolio, self.position
        if position.value is None:
            return self.sheet.say(UNVALUED)
        above = self.sheet.say(ABOVE_PROFILE) if portfolio.is_risky(position) else ""
        if not position.is_asset:
            return above
        limit = self.placed.local("value", self.placed.limit, fixed=True)
        large = self.sheet.say(LARGE)
        template = f'TRIM({quoted(above)}&" "&IF(N({self._cell("share")})>{limit},{quoted(large)},""))'
        return template, f"{above} {large if portfolio.is_large(position) else ''}".strip() or None
