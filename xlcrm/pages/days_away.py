"""How far away a day is, in words that follow the as-of date."""

from typing import Any

from xlcrm.labels import labels
from xlcrm.pages.cell_texts import filled
from xlcrm.writing.canvas import Context

OVERDUE = labels("⚠ 逾期 {days} 天", "⚠ 逾期 {days} 天", "⚠ {days} days overdue")
TODAY = labels("今天", "今天", "Today")
DAYS_LEFT = labels("还有 {days} 天", "還有 {days} 天", "In {days} days")


def days_away(context: Context, cell: str, day: Any) -> tuple[str, Any]:
    """What is to be said of the day in a cell, as formula and value; nothing for a blank."""
    late, _ = filled(context, OVERDUE, days=(f"(as_of-{cell})", None))
    left, _ = filled(context, DAYS_LEFT, days=(f"({cell}-as_of)", None))
    today = context.say(TODAY)
    template = f'IF({cell}="","",IF({cell}<as_of,{late},IF({cell}=as_of,"{today}",{left})))'
    return template, _said(context, day)


def _said(context: Context, day: Any) -> str | None:
    if day is None or day != day:
        return None
    days = (day - context.ledger.as_of).days
    if days == 0:
        return context.say(TODAY)
    return context.say(OVERDUE, days=-days) if days < 0 else context.say(DAYS_LEFT, days=days)
