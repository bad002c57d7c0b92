"""On the Coverage sheet: the premiums and the ends of policies that come up, how many and which."""

from xlcrm.labels import labels
from xlcrm.measures import figures
from xlcrm.measures.todo import KINDS, Due, due
from xlcrm.schema.measures import MEASURE_COLUMN
from xlcrm.writers.canvas import Canvas
from xlcrm.writers.pages.panels import (
    cell,
    cell_style,
    clipped,
    header_indented,
    header_right,
    heading,
    note,
    overview_place,
    text_across,
)
from xlcrm.writers.pages.units import Unit, whole
from xlcrm.writers.styles import BAD_FILL, BAD_INK, LINK, MUTED

BEFORE = labels("未来 ", "未來 ", "Next ")
AFTER = labels(" 天", " 天", " days")
PREMIUMS = labels("应缴保费（笔）", "應繳保費（筆）", "Premiums due")
PREMIUM_SUM = labels("应缴保费合计", "應繳保費合計", "Premiums in all")
ENDING = labels("到期保单（张）", "到期保單（張）", "Policies ending")
LIST = labels("近期缴费与到期", "近期繳費與到期", "Premiums due and policies ending")
LIST_NOTE = labels(
    "上次生成时列出；剩余天数随统计日期变化。",
    "上次產生時列出；剩餘天數隨統計日期變化。",
    "Listed at build; days left follow the as-of date.",
)
NOTHING = labels(
    "这段时间没有要缴的保费，也没有到期的保单。",
    "這段期間沒有要繳的保費，也沒有到期的保單。",
    "No premium falls due and no policy ends in this time.",
)
DAY = labels("日期", "日期", "Date")
DAYS_LEFT = labels("剩余天数", "剩餘天數", "Days left")
WHAT = labels("事项", "事項", "What")
PRODUCT = labels("保险产品", "保險商品", "Product")
AMOUNT = labels("金额", "金額", "Amount")

_SHOWN = 60


def write_counts(canvas: Canvas, row: int, first: int, last: int, unit: Unit) -> None:
    """Write how much falls due within the look-ahead days, in the columns from `first` to `last`."""
    context, m = canvas.context, canvas.context.ledger
    before, after = context.say(BEFORE), context.say(AFTER)
    days = m.settings.factors["look_ahead_days"]
    heading(canvas, row, first, last, "")
    template = f'"{before}"&{figures.LOOK_AHEAD}&"{after}"'
    canvas.formula(row, first, template, f"{before}{days:.15g}{after}", context.styles.heading)
    for line, (text, figure, money) in enumerate(
        (
            (PREMIUMS, figures.PREMIUMS_AHEAD, False),
            (PREMIUM_SUM, figures.PREMIUM_SUM_AHEAD, True),
            (ENDING, figures.POLICIES_ENDING, False),
        ),
        start=row + 1,
    ):
        value = figure.twin(m)
        scale = unit if money else whole(context.language)
        look = scale.number_format(value) if money else "#,##0"
        text_across(canvas, line, first, last - 1, context.say(text), cell_style(context))
        number = cell_style(context, num_format=look, align="right", bold=True)
        canvas.formula(line, last, scale.scaled(figure.formula), scale.of(value), number)


def write_list(canvas: Canvas, row: int, last: int, unit: Unit) -> None:
    """Write which premiums and policies they are, each leading to its cell; `last` is the page's last column."""
    context = canvas.context
    listed = [item for item in due(context.ledger) if item.kind in ("premium", "policy_end")]
    heading(canvas, row, 0, last, context.say(LIST))
    note(canvas, row + 1, 0, context.say(LIST_NOTE))
    if not listed:
        canvas.text(row + 2, 0, context.say(NOTHING))
        return
    header, right = context.styles.header, header_right(context)
    texts = (DAY, MEASURE_COLUMN["name"].labels, WHAT, None, DAYS_LEFT)
    for column, text in enumerate(texts):
        style = right if text is DAYS_LEFT else header
        canvas.text(row + 2, column, context.say(text) if text else "", style)
    text_across(canvas, row + 2, 5, 10, context.say(PRODUCT), header_indented(context))
    text_across(canvas, row + 2, 11, 12, context.say(AMOUNT), right)
    for line, item in enumerate(listed, start=row + 3):
        _write_item(canvas, line, item, unit)
    bad = context.styles.highlight(bg_color=BAD_FILL, font_color=BAD_INK)
    canvas.highlight(row + 3, 4, row + 2 + len(listed), 4, f"{cell(row + 3, 4)}<0", bad)


def _write_item(canvas: Canvas, line: int, item: Due, unit: Unit) -> None:
    context, m = canvas.context, canvas.context.ledger
    plain = cell_style(context)
    link = cell_style(context, font_color=LINK, underline=1)
    canvas.value(line, 0, item.day, cell_style(context, num_format="yyyy-mm-dd", align="left"))
    if item.customer is None:
        canvas.text(line, 1, clipped(item.customer_id, _SHOWN), plain)
    else:
        name = m["name"].iat[item.customer] or item.customer_id or "—"
        canvas.link(line, 1, overview_place(context, item.customer), name, link)
    canvas.link(line, 2, context.place(item.table, item.record, item.column), context.say(KINDS[item.kind]), link)
    canvas.blank(line, 3, plain)
    days = int((item.day - m.as_of).days)
    canvas.formula(line, 4, f"{cell(line, 0)}-as_of", days, cell_style(context, num_format="0", align="right"))
    text_across(
        canvas, line, 5, 10, clipped(item.detail, _SHOWN) or "", cell_style(context, font_color=MUTED, indent=1)
    )
    look = cell_style(context, num_format=unit.number_format(item.amount), align="right")
    canvas.merge(line, 11, line, 12, "", look)
    canvas.value(line, 11, unit.of(item.amount), look)
