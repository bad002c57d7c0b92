"""What the first page of a pack asks to heed: large holdings, risks, what falls due, and gaps in cover."""

from typing import Any

from xlcrm.labels import Labels
from xlcrm.labels.terminal import COMMA
from xlcrm.measures.formula import quoted
from xlcrm.packs.places import Placed
from xlcrm.packs.sheet import Sheet
from xlcrm.subjects.assets.page_heed import GAP, LARGEST, MATURING, NOTHING, PREMIUMS, RISKY, UNVALUED
from xlcrm.subjects.assets.page_holdings import ABOVE_PROFILE
from xlcrm.subjects.assets.page_summary import HEED
from xlcrm.subjects.assets.review import LOANS
from xlcrm.writing.styles import GOOD_INK

_MARK = "• "


class SummaryHeed:
    """Writes a line for each remark that holds; its numbers are formulas of the sheet of holdings."""

    def __init__(self, sheet: Sheet, placed: Placed) -> None:
        self.sheet = sheet
        self.portfolio = sheet.portfolio
        self.placed = placed

    def write(self) -> None:
        """The section."""
        sheet = self.sheet
        sheet.height(8)
        sheet.next()
        sheet.heading(sheet.say(HEED))
        sheet.next()
        remarks = [
            one for one in (self._largest(), self._risky(), self._unvalued(), self._maturing(), self._premiums()) if one
        ]
        for template, value in remarks:
            sheet.across(0, sheet.last, f"{quoted(_MARK)}&{template}", _MARK + value, sheet.line_style(shrink=True))
            sheet.next()
        gaps = self.portfolio.gaps
        if gaps:
            words = COMMA.in_(sheet.context.language).join(sheet.say(gap.word) for gap in gaps)
            sheet.text_across(0, sheet.last, _MARK + sheet.say(GAP) + words, sheet.line_style(shrink=True))
            sheet.next()
        if not remarks and not gaps:
            sheet.note(sheet.say(NOTHING), colour=GOOD_INK)
            sheet.next()

    def _filled(self, words: Labels, **values: tuple[str, Any]) -> tuple[str, str]:
        """A text with formulas in it, and its value."""
        template, said, rest = [], "", words.in_(self.sheet.context.language)
        for key, (formula, value) in values.items():
            before, rest = rest.split("{" + key + "}")
            template += [quoted(before), formula] if before else [formula]
            said += f"{before}{value}"
        return "&".join([*template, quoted(rest)] if rest else template), said + rest

    def _largest(self) -> tuple[str, str] | None:
        """The largest of the assets, where its share is above the factor on Settings."""
        portfolio, placed = self.portfolio, self.placed
        whole = portfolio.total(portfolio.day)
        held = [
            (one.value or 0.0, placed.classes[group] + 1 + at, one)
            for group, positions in portfolio.positions.items()
            if group != LOANS
            for at, one in enumerate(positions)
        ]
        if not held or whole <= 0:
            return None
        value, row, one = max(held, key=lambda found: found[0])
        if value / whole <= portfolio.m.settings.factors["largest_holding"]:
            return None
        percent = f"{_rounded(value / whole * 100):g}"
        name = str(portfolio.cell("assets", "name", one.record) or "")
        share = f"ROUND({placed.cell('share', row)}*100,0)"
        return self._filled(LARGEST, name=(placed.cell("name", row), name), share=(share, percent))

    def _risky(self) -> tuple[str, str] | None:
        review = self.portfolio.review
        count = sum(
            one.holding is not None and one.value is not None and one.holding.risk > review.profile
            for one in self.portfolio.all_positions()
        )
        words = quoted("*" + self.sheet.say(ABOVE_PROFILE) + "*")
        return self._counted(RISKY, f"COUNTIFS({self._area('remark')},{words})", count)

    def _unvalued(self) -> tuple[str, str] | None:
        count = sum(one.holding is not None and one.value is None for one in self.portfolio.all_positions())
        return self._counted(UNVALUED, str(count), count)

    def _maturing(self) -> tuple[str, str] | None:
        portfolio = self.portfolio
        days = portfolio.book.assets["maturity"]
        near = [one for one in portfolio.all_positions() if one.holding and portfolio.is_near(days.iat[one.record])]
        bounds = "".join(
            f',{self._area("maturity")},"{sign}"&DATE({day.year},{day.month},{day.day})'
            for sign, day in ((">=", portfolio.m.as_of), ("<=", portfolio.until))
        )
        held = f'{self._area("where")},"<>",{self._area("value")},"<>"'
        valued = sum(one.value is not None for one in near)
        return self._counted(MATURING, f"COUNTIFS({held}{bounds})", valued)

    def _premiums(self) -> tuple[str, str] | None:
        portfolio = self.portfolio
        due = portfolio.premiums_due
        if not due:
            return None
        premiums = portfolio.book.insurance["premium"].iloc[due].fillna(0.0)
        said = f"{_rounded(float(premiums.sum())):,.0f}"
        return self._filled(PREMIUMS, n=(str(len(due)), len(due)), sum=(quoted(said), said))

    def _counted(self, words: Labels, formula: str, count: int) -> tuple[str, str] | None:
        return self._filled(words, n=(formula, count)) if count else None

    def _area(self, column: str) -> str:
        return self.placed.area(column, self.placed.first, self.placed.last)


def _rounded(value: float) -> float:
    """As Excel's ROUND does: halves away from nothing."""
    return float(int(abs(value) + 0.5)) * (1 if value >= 0 else -1)
