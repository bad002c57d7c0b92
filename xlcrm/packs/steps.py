"""The last page of a pack: the next steps agreed, and room to write."""

from xlcrm.labels import labels
from xlcrm.packs.portfolio import Portfolio
from xlcrm.packs.sheet import DAY, Sheet
from xlcrm.pages.panels import lines_of
from xlcrm.schema.tables import TABLE
from xlcrm.subjects.assets.page_summary import ACTION, HOW, MORE_STEPS, NEXT_STEPS, NO_STEPS, WHEN
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

    def __init__(self, context: Context, portfolio: Portfolio) -> None:
        self.portfolio = portfolio
        self.sheet = Sheet(context, portfolio, TITLE, _WIDTHS)

    def write(self) -> None:
        """The whole sheet."""
        sheet, promises = self.sheet, self.portfolio.promises
        sheet.running_title(sheet.say(NEXT_STEPS))
        if promises:
            sheet.header([sheet.say(word) for word in (ACTION, HOW, WHEN)])
            sheet.next()
        else:
            sheet.note(sheet.say(NO_STEPS))
            sheet.next()
        for record in promises[:STEPS]:
            self._step(record)
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

    def _step(self, record: int) -> None:
        sheet, portfolio = self.sheet, self.portfolio
        text = portfolio.agreed(record)
        sheet.canvas.text(sheet.row, 0, text, sheet.line_style(text_wrap=True))
        sheet.canvas.text(sheet.row, 1, portfolio.cell("follow_ups", "channel", record), sheet.line_style(shrink=True))
        day = TABLE["follow_ups"]["next_date"].key
        sheet.canvas.value(
            sheet.row, 2, portfolio.cell("follow_ups", day, record), sheet.line_style(num_format=DAY, align="left")
        )
        sheet.height(max(20.0, 14.0 * min(lines_of(text, _WIDTHS[0]), 20) + 4))
        sheet.next()
