"""The Coverage sheet: what each customer's policies cover, where there are gaps, and what falls due soon."""

from xlcrm.labels import labels
from xlcrm.pages.links import link_names
from xlcrm.pages.page import Page
from xlcrm.pages.panels import (
    COUNT,
    ROW_HEIGHT,
    across,
    as_of_line,
    cell,
    cell_style,
    header_right,
    heading,
    text_across,
    tier_fill,
)
from xlcrm.pages.units import unit_for
from xlcrm.subjects.insurance import coverage as measured
from xlcrm.subjects.insurance import page_due as coverage_due
from xlcrm.subjects.insurance.coverage import GAPS
from xlcrm.subjects.insurance.page_rows import (
    AGE,
    FLAG,
    INCOME,
    LAST_HIDDEN,
    NAME,
    PREMIUM,
    SHARE,
    TEXT,
    TIER,
    Rows,
    in_row,
)
from xlcrm.subjects.insurance.sheets import COVERAGE
from xlcrm.writing.canvas import Canvas, Context
from xlcrm.writing.styles import BAD_FILL, BAD_INK, GOOD_INK

RULES = labels("缺口统计", "缺口統計", "Gaps found")
RULE = labels("规则", "規則", "Rule")
CUSTOMERS = labels("客户数", "客戶數", "Customers")
BY_CUSTOMER = labels("逐户保障", "逐戶保障", "Customer by customer")
NOBODY = labels(
    "还没有客户阶段为“客户”的记录：请在“客户信息”中登记。",
    "還沒有客戶階段為「客戶」的紀錄：請在「客戶資料」中登記。",
    "No customers yet whose stage is Customer: enter them on the Customers sheet.",
)

_RULES_ROW = 3
_HEADER = _RULES_ROW + len(GAPS) + 4
_FIRST = _HEADER + 1


def write(canvas: Canvas, context: Context) -> None:
    """Write how often each rule finds a gap, the premiums and ends to come, and a row for every customer."""
    m = context.ledger
    sums = measured.known(m).sums
    largest = max((float(values.max()) for values in sums.values() if len(values)), default=0.0)
    unit = unit_for(context.language, largest)
    rows = Rows(context, measured.rows(m), unit)
    last = _FIRST + max(len(rows.customers), 1) - 1
    canvas.title(context.say(COVERAGE.labels))
    as_of_line(canvas, unit)
    canvas.widths(*rows.widths())
    canvas.worksheet.set_default_row(ROW_HEIGHT)
    _write_rules(canvas, rows, last)
    coverage_due.write_coming(canvas, _RULES_ROW, len(GAPS) + 2, unit)
    heading(canvas, _HEADER - 1, 0, TEXT, context.say(BY_CUSTOMER))
    if rows.customers:
        canvas.worksheet.set_row(_HEADER, 30)
        for column, (text, style) in rows.headers().items():
            canvas.text(_HEADER, column, text, style)
        link_names(canvas, range(_FIRST, last + 1), NAME)
        canvas.worksheet.set_block(_FIRST, rows.block(_FIRST))
        _highlight(canvas, rows, last)
    else:
        canvas.text(_HEADER, 0, context.say(NOBODY))
    canvas.hide_columns(TEXT + 2, LAST_HIDDEN)
    canvas.page(landscape=True, repeat_rows=(_HEADER, _HEADER))


PAGES = (Page(COVERAGE, write),)


def _write_rules(canvas: Canvas, rows: Rows, last: int) -> None:
    """Each rule with the factor on Settings, and how many customers it finds."""
    context = canvas.context
    heading(canvas, _RULES_ROW, 0, INCOME, context.say(RULES))
    text_across(canvas, _RULES_ROW + 1, 0, AGE, context.say(RULE), context.styles.header)
    canvas.text(_RULES_ROW + 1, INCOME, context.say(CUSTOMERS), header_right(context))
    number = cell_style(context, num_format=COUNT, align="right", bold=True)
    for place, gap in enumerate(GAPS):
        row = _RULES_ROW + 2 + place
        text = measured.rule_text(gap, context.say, context.book.settings.factors)
        across(canvas, row, 0, AGE, measured.rule_formula(gap, context.say), text, cell_style(context))
        area = f"{cell(_FIRST, FLAG + place)}:{cell(last, FLAG + place)}"
        canvas.formula(row, INCOME, f"SUM({area})", sum(rows.flags(gap.key)), number)


def _highlight(canvas: Canvas, rows: Rows, last: int) -> None:
    """A gap stands out beside its word; so does a row without any. Tiers have their colours."""
    context = canvas.context
    bad = context.styles.highlight(bg_color=BAD_FILL, font_color=BAD_INK, bold=True)
    good = context.styles.highlight(font_color=GOOD_INK)
    line = _FIRST + 1
    types = (INCOME + 1, PREMIUM - 1)
    canvas.highlight(_FIRST, types[0], last, types[1], f'{cell(_FIRST, types[0])}="{rows.gap}"', bad)
    heavy = in_row(FLAG + [gap.key for gap in GAPS].index("premium"), line)
    canvas.highlight(_FIRST, SHARE, last, SHARE, f"{heavy}=1", bad)
    canvas.highlight(_FIRST, TEXT, last, TEXT, f'{in_row(TEXT, line)}="{rows.whole}"', good)
    for place, tier in enumerate(context.book.settings.slots, start=1):
        if tier.colour:
            formula = f"INDEX(overview_place,{in_row(TEXT + 2, line)})={place}"
            canvas.highlight(_FIRST, TIER, last, TIER, formula, context.styles.highlight(**tier_fill(tier)))
