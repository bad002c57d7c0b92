"""The Client Card: pick a customer, and the page shows all that is known of one customer, live."""

from typing import Any

from xlcrm.labels import Labels, labels
from xlcrm.measures.customer import rows_listed
from xlcrm.measures.formula import quoted
from xlcrm.pages.card_lists import WIDTHS, write_lists, write_panels
from xlcrm.pages.cell_texts import shortened, shown, shown_formula
from xlcrm.pages.customer_picker import PICK, PICK_HINT, Picked, input_style, write_labels, write_picker
from xlcrm.pages.days_away import days_away
from xlcrm.pages.hidden import Hidden
from xlcrm.pages.links import CARD_PICK
from xlcrm.pages.page import Page
from xlcrm.pages.panels import AS_OF, GAP, ISO_AS_OF, across, cell_style, heading, panel_style, tier_fill
from xlcrm.pages.row_list import row_list
from xlcrm.schema.activity import ACTIVITIES
from xlcrm.schema.measures import MEASURE_COLUMN
from xlcrm.schema.names import OVERVIEW_HELPERS
from xlcrm.schema.sheets import CARD
from xlcrm.schema.tables import TABLE
from xlcrm.schema.types import TEXT, Column
from xlcrm.writing.canvas import Canvas, Context
from xlcrm.writing.styles import ACCENT, BAD_FILL, BAD_INK, LINE, MUTED, WHITE

NOBODY_PICKED = labels(
    "没有找到这位客户，请从上方列表中选择",
    "找不到這位客戶，請從上方清單中選擇",
    "No such customer: choose one from the list above",
)
KEY_FIGURES = labels("关键指标", "關鍵指標", "Key figures")
REMINDERS = labels("提醒", "提醒", "Due")
BASIC_DATA = labels("基本资料", "基本資料", "Basic data")
NEXT_PROMISE = labels("约定跟进", "約定跟進", "Next promise")

FIGURES = (
    "revenue_12m", "assets_here", "policies",
    "revenue_total", "assets_total", "premium_year",
    "margin_12m", "wallet_share", "sum_life",
    "purchase_count", "liabilities", "sum_ci",
    "last_purchase", "net_worth", "risk_mismatch",
    "receivable", "assets_change", "age",
    "overdue", "assets_change_pct", "last_contact",
)  # fmt: skip
"""The measures shown, three to a row."""

DUES = ("call_due", "next_premium", "visit_due", "next_birthday", "review_due")
"""The measures that are due some day, two to a row; the earliest promise stands last."""

CUSTOMERS = TABLE["customers"]

COLUMNS = 6
_PICK_ROW, _TITLE_ROW = 0, 2
_FIRST_HIDDEN = 8
_FEW = 4
"""Up to so many long texts have room for three lines, more of them for two: the first list is to end on the page."""


def write(canvas: Canvas, context: Context, pick: int | None = None) -> None:
    """Write the page; it opens with the first customer of the best tier, or the one on row `pick` of Customers."""
    _CardPage(canvas, context, pick).write()


PAGE = Page(CARD, write, (CARD_PICK,))


class _CardPage:
    def __init__(self, canvas: Canvas, context: Context, pick: int | None) -> None:
        self.canvas = canvas
        self.context = context
        self.hidden = Hidden(canvas, _FIRST_HIDDEN)
        self.label = panel_style(
            context, font_color=MUTED, font_size=9, indent=1, shrink=True, border=1, border_color=WHITE
        )
        canvas.widths(*WIDTHS)
        canvas.text(_PICK_ROW, 0, context.say(PICK), context.styles(bold=True, align="right"))
        canvas.merge(_PICK_ROW, 1, _PICK_ROW, 2, "", input_style(context, num_format="@"))
        self.picked: Picked = write_picker(canvas, self.hidden, _PICK_ROW, 1, pick)
        canvas.text(_PICK_ROW, 3, context.say(PICK_HINT), context.styles(font_color=MUTED, font_size=9))

    def write(self) -> None:
        """The whole page, top to bottom."""
        self.canvas.worksheet.set_row(_PICK_ROW, 22)
        self._title()
        row = self._figures(5) + 1
        row = self._dues(row) + 1
        row = self._basic_data(row) + 1
        row = write_panels(self.canvas, self.hidden, self.picked, row)
        last = write_lists(self.canvas, self.hidden, self.picked, row)
        write_labels(self.hidden)
        self.hidden.hide()
        self.canvas.page(freeze=1, repeat_rows=(_TITLE_ROW, _TITLE_ROW))
        # The dropdown stays off the paper.
        self.canvas.worksheet.print_area(1, 0, last, COLUMNS - 1)

    def _measure(self, key: str) -> tuple[str, Any]:
        """A measure of the customer: the formula and its value."""
        place = self.picked.overview
        row = self.picked.customer.row
        value = None if row is None else self.context.ledger[key].iat[row]
        if key == "activity" and value is not None:
            value = self.context.say(ACTIVITIES[value])
        return f'IF({place}="","",INDEX({{all:{key}}},{place}))', value

    def _own(self, key: str) -> tuple[str, Any]:
        """A cell of Customers."""
        value = shown(self.context, "customers", key, self.picked.customer.row)
        return shown_formula("customers", key, self.picked.position), value

    def _title(self) -> None:
        canvas, styles = self.canvas, self.context.styles
        canvas.worksheet.set_row(1, 6)
        canvas.worksheet.set_row(_TITLE_ROW, 32)
        name, value = self._own("name")
        nobody = self.context.say(NOBODY_PICKED)
        position = self.picked.position
        big = styles(bold=True, font_size=20, font_color=ACCENT, shrink=True)
        template = f'IF({position}="",{quoted(nobody)},{name})'
        across(canvas, _TITLE_ROW, 0, 3, template, nobody if self.picked.customer.row is None else value, big)
        chip = styles(bold=True, align="center", shrink=True, border=1, border_color=WHITE)
        for column, key in ((4, "tier"), (5, "activity")):
            template, value = self._measure(key)
            canvas.formula(_TITLE_ROW, column, template, value, chip)
        self._tier_colours()
        identity, own_id = self._own("customer_id")
        as_of = self.context.say(AS_OF)
        line = f"{identity}&{quoted(GAP + as_of)}&{ISO_AS_OF}"
        said = f"{own_id or ''}{GAP}{as_of}{self.context.book.as_of.isoformat()}"
        canvas.formula(_TITLE_ROW + 1, 0, line, said, styles.subtitle)

    def _tier_colours(self) -> None:
        """The tier's name on the tier's colour."""
        row = self.picked.customer.row
        place = self.picked.overview
        value = None if row is None else self.context.ledger["tier_row"].iat[row]
        cell = self.hidden.single(
            "row of the tier", f'IF({place}="","",INDEX({OVERVIEW_HELPERS["tier_row"]},{place}))', value
        )
        for number, tier in enumerate(self.context.book.settings.slots, start=1):
            fill = tier_fill(tier)
            if fill:
                look = self.context.styles.highlight(**fill)
                self.canvas.highlight(_TITLE_ROW, 4, _TITLE_ROW, 4, f"{cell}={number}", look)

    def _pair(self, row: int, column: int, declared: Column, cell: tuple[str, Any], last: int | None = None) -> None:
        """A label and, beside it, its value; across several columns up to `last`."""
        self.canvas.text(row, column, self.context.say(declared.labels), self.label)
        shrink = {"shrink": True} if last is None else {"text_wrap": True, "font_size": 9}
        look = self.context.styles.of_kind(
            declared.kind, whole=True, computed=True, bottom=1, bottom_color=LINE, indent=1, **shrink
        )
        if last is None:
            if declared.kind is TEXT and declared.form is None:
                cell = shortened(self.context, cell, WIDTHS[column + 1])
            self.canvas.formula(row, column + 1, *cell, look)
        else:
            cell = shortened(self.context, cell, sum(WIDTHS[column + 1 : last + 1]), self.lines)
            across(self.canvas, row, column + 1, last, *cell, look)

    def _figures(self, row: int) -> int:
        heading(self.canvas, row, 0, COLUMNS - 1, self.context.say(KEY_FIGURES))
        for number, key in enumerate(FIGURES):
            line, column = row + 1 + number // 3, 2 * (number % 3)
            self._pair(line, column, MEASURE_COLUMN[key], self._measure(key))
            if key in ("overdue", "risk_mismatch"):
                self._alarm(line, column + 1, f"N({chr(66 + column)}{line + 1})>0")
        return row + 1 + (len(FIGURES) + 2) // 3

    def _alarm(self, row: int, column: int, formula: str) -> None:
        look = self.context.styles.highlight(bg_color=BAD_FILL, font_color=BAD_INK, bold=True)
        self.canvas.highlight(row, column, row, column, formula, look)

    def _dues(self, row: int) -> int:
        """What is due: the day, and in words how far away it is."""
        heading(self.canvas, row, 0, COLUMNS - 1, self.context.say(REMINDERS))
        promise = row_list(self.hidden, rows_listed("PROMISES"), self.picked.customer, self.picked.who, 1)
        cells: list[tuple[Labels, tuple[str, Any]]] = [(MEASURE_COLUMN[key].labels, self._measure(key)) for key in DUES]
        cells.append((NEXT_PROMISE, (promise.formula(0, "next_date"), promise.value(0, "next_date"))))
        for number, (text, cell) in enumerate(cells):
            line, column = row + 1 + number // 2, 3 * (number % 2)
            self.canvas.text(line, column, self.context.say(text), self.label)
            self.canvas.formula(
                line, column + 1, *cell, cell_style(self.context, num_format="yyyy-mm-dd", align="left", indent=1)
            )
            due = f"{chr(66 + column)}{line + 1}"
            state = days_away(self.context, due, cell[1])
            self.canvas.formula(line, column + 2, *state, cell_style(self.context, shrink=True, indent=1))
            self._alarm(line, column + 2, f'AND({due}<>"",{due}<as_of)')
        return row + 1 + (len(cells) + 1) // 2

    def _basic_data(self, row: int) -> int:
        """Every column of Customers that the book has."""
        columns = self.context.book["customers"].schema.columns
        short = [column.key for column in columns if column.key not in ("customer_id", "name") and not column.long]
        heading(self.canvas, row, 0, COLUMNS - 1, self.context.say(BASIC_DATA))
        for number, key in enumerate(short):
            self._pair(row + 1 + number // 3, 2 * (number % 3), CUSTOMERS[key], self._own(key))
        row += 1 + (len(short) + 2) // 3
        long = [column for column in columns if column.long]
        self.lines = 3 if len(long) <= _FEW else 2
        for line, column in enumerate(long, row):
            self.canvas.worksheet.set_row(line, 38 if self.lines == 3 else 24)
            self._pair(line, 0, column, self._own(column.key), COLUMNS - 1)
        return row + len(long)
