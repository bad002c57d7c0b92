"""The last page of a pack: the next steps agreed, and room to write."""

from xlcrm.labels import labels
from xlcrm.packs.portfolio import OwnPortfolio
from xlcrm.packs.sheet import Sheet
from xlcrm.pages.panels import lines_of
from xlcrm.pages.tables import Column
from xlcrm.schema.tables import TABLE
from xlcrm.subjects.assets.wording import DAY, MORE_STEPS, NEXT_STEPS, NO_STEPS, STEP_HEADINGS
from xlcrm.writing.canvas import Context
from xlcrm.writing.styles import LINE

TITLE = labels("下一步", "下一步", "Next Steps")
NOTES = labels("记录", "紀錄", "Notes")

STEPS = 20
"""How many steps are listed."""

_WIDTHS = (62, 18, 14)
_NOTE_LINES = 14


class StepsSheet:
    """Writes the sheet of next steps and notes."""

    def __init__(self, context: Context, portfolio: OwnPortfolio) -> None:
        self.portfolio = portfolio
        self.sheet = Sheet(context, portfolio, TITLE, _WIDTHS)

    def write(self) -> None:
        """The whole sheet."""
        sheet, promises = self.sheet, self.portfolio.promises
        sheet.running_title(sheet.say(NEXT_STEPS))
        self._steps()
        if len(promises) > STEPS:
            sheet.note(sheet.say(MORE_STEPS, n=len(promises) - STEPS))
            sheet.next()
        sheet.height(14)
        sheet.next()
        begin = sheet.row
        sheet.heading(sheet.say(NOTES))
        sheet.next()
        for _ in range(_NOTE_LINES):
            for column in range(sheet.last + 1):
                sheet.canvas.blank(sheet.row, column, sheet.style(bottom=1, bottom_color=LINE, text_wrap=True))
            sheet.height(28)
            sheet.next()
        sheet.together(begin, begin + 4)
        sheet.finish(repeat=(0, 0))

    def _steps(self) -> None:
        sheet, portfolio = self.sheet, self.portfolio
        if not portfolio.promises:
            sheet.note(sheet.say(NO_STEPS))
            sheet.next()
            return
        day = TABLE["follow_ups"]["next_date"].key
        action, how, when = STEP_HEADINGS
        columns = (
            Column[int](action, portfolio.agreed, look={"text_wrap": True}),
            Column[int](how, lambda step: portfolio.cell("follow_ups", "channel", step), look={"shrink": True}),
            Column[int](when, lambda step: portfolio.cell("follow_ups", day, step), "left", {"num_format": DAY}),
        )
        sheet.table(
            columns,
            portfolio.promises[:STEPS],
            height=lambda step: max(20.0, 14.0 * min(lines_of(portfolio.agreed(step), _WIDTHS[0]), 20) + 4),
        )
