"""The Review Report: pick a customer and a review date; a summary on one page, then every holding, policy and notes."""

import pandas as pd

from xlcrm.labels import Labels, labels
from xlcrm.measures.formula import quoted
from xlcrm.pages.cell_texts import iso, shown, shown_formula
from xlcrm.pages.customer_picker import PICK, PICK_HINT, Picked, input_style, write_labels, write_picker
from xlcrm.pages.hidden import Hidden
from xlcrm.pages.page import Page
from xlcrm.pages.panels import AMOUNTS_IN, GAP, across
from xlcrm.pages.tables import Cell
from xlcrm.pages.units import unit_for, whole
from xlcrm.subjects.assets.enums import ASSET_CLASS
from xlcrm.subjects.assets.measures import at_previous_review, at_review
from xlcrm.subjects.assets.page_data import LATEST, ReviewData
from xlcrm.subjects.assets.page_line import LAST, WIDTHS
from xlcrm.subjects.assets.page_lines import OTHER_LINES, ReviewLines
from xlcrm.subjects.assets.page_pages import ReviewPages
from xlcrm.subjects.assets.page_summary import ReviewSummary
from xlcrm.subjects.assets.portfolio import Portfolio
from xlcrm.subjects.assets.sheets import REVIEW
from xlcrm.subjects.assets.wording import BEFORE, REPORT, REVIEW_OF
from xlcrm.subjects.insurance.coverage import sums
from xlcrm.writing.canvas import Canvas, Context
from xlcrm.writing.styles import ACCENT, BAD_INK, MUTED

PICK_CELLS = ("B2", "E2")
"""The cells in which something is chosen."""

PICK_DATE = labels("回顾日期", "檢視日期", "Review date")
DETAILS = labels("持仓与保单明细", "資產與保單明細", "Holdings and policies")
TOO_LONG = labels(
    "⚠ 报告超出打印区域，请重新生成工作簿或扩大打印区域",
    "⚠ 報告超出列印範圍，請重新產生活頁簿或擴大列印範圍",
    "⚠ Longer than the print area: build the book again, or extend the area",
)
NOBODY = labels("没有找到这位客户", "找不到這位客戶", "No such customer")

_FIRST_HIDDEN = 12
_PICK_ROW = 1
_TITLE_ROW = 3


def write(canvas: Canvas, context: Context, pick: int | None = None, day: pd.Timestamp | None = None) -> None:
    """Write the report; it opens with the first customer of the best tier and the latest review.

    `pick` is the row on Customers of another customer, `day` another day of review.
    """
    _Report(canvas, context, pick, day).write()


PAGES = (Page(REVIEW, write, PICK_CELLS),)


class _Report:
    def __init__(self, canvas: Canvas, context: Context, pick: int | None, day: pd.Timestamp | None) -> None:
        self.canvas = canvas
        self.context = context
        canvas.widths(*WIDTHS)
        self.hidden = Hidden(canvas, _FIRST_HIDDEN)
        self.picked: Picked = write_picker(canvas, self.hidden, _PICK_ROW, 1, pick)
        self.review = Portfolio(self.picked.customer, day)
        largest = float(context.ledger["assets_total"].max()) if len(context.book.customers) else 0.0
        self.unit = unit_for(context.language, largest)
        self.data = ReviewData(self.hidden, self.picked, self.review, f"$E${_PICK_ROW + 1}", self.unit)
        self._pickers(day)

    def write(self) -> None:
        """The whole report."""
        self._titles()
        lines = ReviewLines(self.data)
        last = ReviewSummary(self.canvas, self.data, lines, self.unit).write(_TITLE_ROW + 3)
        pages = ReviewPages(self.canvas, self.hidden, lines, last + 3)
        pages.write()
        self.room = pages.room(self._usual_lines(lines.last))
        self._running_title(last + 2, pages)
        write_labels(self.hidden)
        self.hidden.hide()
        self._page(last + 2, pages)

    def _pickers(self, day: pd.Timestamp | None) -> None:
        canvas, context = self.canvas, self.context
        small = context.styles(font_color=MUTED, font_size=8, text_wrap=True)
        canvas.text(0, 1, context.say(PICK), context.styles(bold=True))
        canvas.text(0, 4, context.say(PICK_DATE), context.styles(bold=True))
        canvas.merge(_PICK_ROW, 2, _PICK_ROW, 3, context.say(PICK_HINT), small)
        canvas.value(
            _PICK_ROW,
            4,
            context.say(LATEST) if day is None else day,
            input_style(context, num_format="yyyy-mm-dd", align="left"),
        )
        options = self.data.options
        listed = f"={options.cell(0)}:INDEX({options.area},{self.data.date_count}+1)"
        canvas.dropdown(_PICK_ROW, 4, listed, strict=False)
        canvas.worksheet.set_row(_PICK_ROW, 26)

    def _titles(self) -> None:
        canvas, context, picked, data = self.canvas, self.context, self.picked, self.data
        canvas.worksheet.set_row(_TITLE_ROW - 1, 6)
        canvas.worksheet.set_row(_TITLE_ROW, 36)
        nobody, report = context.say(NOBODY), GAP + context.say(REPORT)
        name = shown(context, "customers", "name", picked.customer.row)
        name_formula = shown_formula("customers", "name", picked.position)
        self.title = f'IF({picked.position}="",{quoted(nobody)},{name_formula}&{quoted(report)})'
        self.title_value = nobody if picked.customer.row is None else f"{name or ''}{report}"
        look = context.styles(bold=True, font_size=22, font_color=ACCENT, shrink=True)
        across(canvas, _TITLE_ROW, 0, LAST, self.title, self.title_value, look)
        manager = shown(context, "customers", "manager", picked.customer.row)
        parts = [
            self._dated(REVIEW_OF, data.day, self.review.day),
            self._dated(BEFORE, data.previous, self.review.previous),
        ]
        manager_cell = shown_formula("customers", "manager", picked.position)
        parts.append((f'IF({manager_cell}="","",{manager_cell}&{quoted(GAP)})', f"{manager}{GAP}" if manager else ""))
        unit = whole(context.language)
        amounts = context.say(AMOUNTS_IN)
        parts.append((f"{quoted(amounts)}&{unit.formula}", amounts + unit.text(context.book.settings.base_currency)))
        line = "&".join(template for template, _ in parts)
        said = "".join(value for _, value in parts)
        subtitle = context.styles(font_color=MUTED, bottom=2, bottom_color=ACCENT, shrink=True)
        across(canvas, _TITLE_ROW + 1, 0, LAST, line, said, subtitle)

    def _dated(self, words: Labels, cell: str, day: pd.Timestamp | None) -> tuple[str, str]:
        said = self.context.say(words)
        template = f'IF({cell}="","",{quoted(said)}&{iso(cell)}&{quoted(GAP)})'
        return template, "" if day is None else f"{said}{day:%Y-%m-%d}{GAP}"

    def _running_title(self, row: int, pages: ReviewPages) -> None:
        """The heading of the pages after the first, repeated on each of them; it says where some are not printed."""
        details = self.context.say(DETAILS)
        day, said = self._dated(REVIEW_OF, self.data.day, self.review.day)
        look = self.context.styles(bold=True, font_size=12, font_color=ACCENT, shrink=True)
        cut, cut_said = self._too_long(pages)
        template = f"{self.title}&{quoted(GAP + details + GAP)}&{day}&{cut}"
        value = f"{self.title_value}{GAP}{details}{GAP}{said}{cut_said or ''}"
        across(self.canvas, row, 0, LAST, template, value, look)
        self.canvas.worksheet.set_row(row, 22)

    def _page(self, title_row: int, pages: ReviewPages) -> None:
        sheet = self.canvas.worksheet
        self.canvas.page(freeze=_PICK_ROW + 1, repeat_rows=(title_row, title_row))
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.center_horizontally()
        sheet.set_h_pagebreaks([title_row, *pages.breaks])
        # The dropdowns stay off the paper.
        sheet.print_area(_TITLE_ROW, 0, pages.printed(self.room), LAST)
        look = self.context.styles(font_color=BAD_INK, font_size=9)
        self.canvas.formula(0, 6, *self._too_long(pages), look)

    def _too_long(self, pages: ReviewPages) -> Cell:
        """That more pages follow than are printed."""
        said = self.context.say(TOO_LONG)
        return f'IF({pages.over}>{self.room},{quoted(said)},"")', said if pages.lines.last > self.room else None

    def _usual_lines(self, lines: int) -> int:
        """Room for the lines of this customer, and of nine in ten others at their latest reviews.

        A print area cannot follow the customer who is picked: LibreOffice takes no formula for one. If the longest
        report of the book were to fit, all the others would end in blank pages.
        """
        m = self.context.ledger
        if not len(self.context.book.customers):
            return lines
        holdings = m.table("assets")
        latest, before = holdings.where(at_review), holdings.where(at_previous_review)
        held = holdings.count(latest)
        listed = held + (holdings.count(before) - held).clip(lower=0) + m["policies"] + OTHER_LINES
        for key in ASSET_CLASS.keys:
            listed += holdings.count(latest & (holdings["asset_class"] == key)) > 0
        for insured in sums(m).values():
            listed += insured > 0
        return max(lines, int(listed.quantile(0.9, interpolation="higher")))
