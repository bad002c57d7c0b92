"""On the Coverage sheet: the premiums and the ends of policies that come up, how many, and which come first."""

from xlcrm.labels import labels
from xlcrm.measures.todo import Due, due, kinds
from xlcrm.pages.links import link_names
from xlcrm.pages.panels import cell, cell_style, clipped, fitted, heading, text_across
from xlcrm.pages.units import Unit
from xlcrm.schema.sheets import TODO
from xlcrm.subjects.insurance import coming
from xlcrm.subjects.insurance.page_rows import TEXT, text_column_width
from xlcrm.writing.canvas import Canvas
from xlcrm.writing.styles import BAD_FILL, BAD_INK, LINK, MUTED

AFTER = labels(" 天的保费与到期", " 天的保費與到期", " days: premiums and ends")
MORE = labels("其余 {count} 项见“待办事项”", "其餘 {count} 項見「待辦事項」", "{count} more on To-do")
MORE_UNLISTED = labels("其余 {count} 项", "其餘 {count} 項", "{count} more")
NOTHING = labels("这段时间没有", "這段期間沒有", "None in this time")

DAYS = labels("天", "天", " days")

_LABEL = 6
"""The first column of the counts; the list stands to the right of them."""

_DAY, _LEFT, _WHAT, _NAME = 10, 11, 12, 13
_SHOWN, _NAME_WIDTH = 60, 40


def write_coming(canvas: Canvas, row: int, rows: int, unit: Unit) -> None:
    """Write the heading, the counts, and in `rows` rows what comes first, each leading to its cell."""
    heading(canvas, row, _LABEL, TEXT, "")
    coming.write_coming(canvas, row, _LABEL, _LABEL + 2, AFTER, unit)
    _write_list(canvas, row + 1, rows)


def _write_list(canvas: Canvas, first: int, rows: int) -> None:
    """What falls due first; past `rows` of them, how many more there are on To-do."""
    context = canvas.context
    listed = [item for item in due(context.ledger) if item.kind in ("premium", "policy_end")]
    if not listed:
        canvas.text(first, _DAY, context.say(NOTHING), context.styles.subtitle)
        return
    shown = listed if len(listed) <= rows else listed[: rows - 1]
    link_names(canvas, [line for line, item in enumerate(shown, first) if item.customer is not None], _NAME, TEXT - 1)
    for line, item in enumerate(shown, start=first):
        _write_item(canvas, line, item)
    if len(shown) < len(listed):
        todo = context.page(TODO)
        more = context.say(MORE if todo else MORE_UNLISTED, count=len(listed) - len(shown))
        canvas.link(first + rows - 1, _DAY, todo, more)
    bad = context.styles.highlight(bg_color=BAD_FILL, font_color=BAD_INK)
    canvas.highlight(first, _LEFT, first + len(shown) - 1, _LEFT, f"{cell(first, _LEFT)}<0", bad)


def _write_item(canvas: Canvas, line: int, item: Due) -> None:
    """Date, days left, what it is, whose, and of which policy."""
    context, m = canvas.context, canvas.context.ledger
    indented = cell_style(context, font_color=LINK, underline=1, indent=1, shrink=True)
    canvas.value(line, _DAY, item.day, cell_style(context, num_format="yyyy-mm-dd", align="left"))
    left = cell_style(context, num_format=f'0"{context.say(DAYS)}"', align="right")
    canvas.formula(line, _LEFT, f"{cell(line, _DAY)}-as_of", int((item.day - m.as_of).days), left)
    canvas.link(
        line,
        _WHAT,
        context.place(item.table, item.record, item.column),
        context.say(kinds()[item.kind].labels),
        indented,
    )
    if item.customer is None:
        text_across(canvas, line, _NAME, TEXT - 1, clipped(item.customer_id, _SHOWN) or "", cell_style(context))
    else:
        name = m["name"].iat[item.customer] or item.customer_id or "—"
        shrunk = cell_style(context, font_color=LINK, underline=1, shrink=True)
        text_across(canvas, line, _NAME, TEXT - 1, fitted(name, _NAME_WIDTH) or "—", shrunk)
    detail = fitted(item.detail, text_column_width(context) - 2)
    canvas.text(line, TEXT, detail, cell_style(context, font_color=MUTED, indent=1))
