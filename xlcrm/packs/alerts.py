"""What the first page of a pack says to look at: large holdings, risks, what falls due, and gaps in cover."""

from collections.abc import Mapping

from xlcrm.labels import COMMA
from xlcrm.measures.formula import quoted
from xlcrm.packs.places import Placed
from xlcrm.packs.sheet import Sheet
from xlcrm.pages.cell_texts import filled
from xlcrm.subjects.assets.portfolio import GAP, MARK, NOTHING
from xlcrm.subjects.assets.wording import ABOVE_PROFILE, ALERTS
from xlcrm.writing.styles import GOOD_INK


class SummaryAlerts:
    """Writes a line for each remark that holds; its numbers are formulas of the sheet of holdings."""

    def __init__(self, sheet: Sheet, placed: Placed) -> None:
        self.sheet = sheet
        self.portfolio = sheet.portfolio
        self.placed = placed

    def write(self) -> None:
        """The section."""
        sheet, gaps = self.sheet, self.portfolio.gaps
        sheet.height(8)
        sheet.next()
        sheet.heading(sheet.say(ALERTS))
        sheet.next()
        formulas = self._formulas()
        found = {key: alert for key, alert in self.portfolio.alerts(valued=True).items() if alert.holds}
        for key, alert in found.items():
            cells = {name: (formulas[key].get(name) or quoted(f"{said}"), said) for name, said in alert.values.items()}
            template, value = filled(sheet.context, alert.words, **cells)
            line = f"{quoted(MARK)}&{template}", f"{MARK}{value}"
            sheet.put(0, line, sheet.line_style(shrink=True), sheet.last)
            sheet.next()
        if gaps:
            words = COMMA.in_(sheet.context.language).join(sheet.say(gap.word) for gap in gaps)
            sheet.put(0, MARK + sheet.say(GAP) + words, sheet.line_style(shrink=True), sheet.last)
            sheet.next()
        if not found and not gaps:
            sheet.note(sheet.say(NOTHING), colour=GOOD_INK)
            sheet.next()

    def _formulas(self) -> Mapping[str, Mapping[str, str]]:
        """The formulas of what is filled into the words; all else is said as it is."""
        portfolio, area = self.portfolio, self.placed.area
        above = quoted("*" + self.sheet.say(ABOVE_PROFILE) + "*")
        bounds = "".join(
            f',{area("maturity")},"{sign}"&DATE({day.year},{day.month},{day.day})'
            for sign, day in ((">=", portfolio.m.as_of), ("<=", portfolio.until))
        )
        largest = portfolio.largest
        row = None
        if largest is not None:
            group = largest.holding.group
            row = self.placed.classes[group] + 1 + portfolio.by_class[group].index(largest)
        share = "" if row is None else f"ROUND({self.placed.cell('share', row)}*100,0)"
        return {
            "largest": {"name": "" if row is None else self.placed.cell("name", row), "share": share},
            "risky": {"n": f"COUNTIFS({area('remark')},{above})"},
            "unvalued": {"n": str(portfolio.alerts()["unvalued"].values["n"])},
            "maturing": {"n": f'COUNTIFS({area("where")},"<>",{area("value")},"<>"{bounds})'},
            "premiums": {"n": str(len(portfolio.premiums_due))},
        }
