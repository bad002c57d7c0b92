"""Rules on the contact plan, on promises, and on customers whose rows contradict one another."""

from collections.abc import Iterator

import numpy as np

from xlcrm.labels import labels
from xlcrm.model.book import link_key
from xlcrm.rules.checked import Array, Checked, blank, rows
from xlcrm.rules.dates import hits
from xlcrm.rules.engine import Hit, at, rule
from xlcrm.rules.finding import INFO, WARNING
from xlcrm.schema.enums import STAGE


def _overdue(book: Checked, measure: str) -> Iterator[Hit]:
    if not len(book["customers"]):
        return
    due = book.measures[measure].to_numpy().astype("datetime64[s]")
    tiers = book.measures["tier"]
    for record in rows(due < book.as_of):
        days = int((book.as_of - due[record]) / np.timedelta64(1, "D"))
        yield at(book["customers"], record, "customer_id", due=due[record], days=days, tier=tiers.iat[record])


@rule(
    "B401",
    WARNING,
    message=labels(
        "资产回顾应在 {due} 前完成，已过 {days} 天（{tier}）",
        "資產檢視應在 {due} 前完成，已過 {days} 天（{tier}）",
        "The asset review was due on {due} and is overdue by {days} day(s) ({tier})",
    ),
    hint=labels(
        "约客户面谈；已做的请在资产回顾表录入",
        "約客戶面談；已做的請在資產檢視表輸入",
        "Arrange it; if it took place, enter it on Asset Reviews",
    ),
)
def review_overdue(book: Checked) -> Iterator[Hit]:
    """The contact plan of the customer's tier wanted an asset review before the as-of date.

    It is counted from the latest review, or from the day when the customer was opened. Plans are on Settings.

    Bad: top tier, reviewed every 30 days, last on 2026-01-15, in March 2026.
    Good: top tier, last reviewed on 2026-03-15.
    """
    yield from _overdue(book, "review_due")


@rule(
    "B402",
    WARNING,
    message=labels(
        "拜访应在 {due} 前完成，已过 {days} 天（{tier}）",
        "拜訪應在 {due} 前完成，已過 {days} 天（{tier}）",
        "A visit was due on {due} and is overdue by {days} day(s) ({tier})",
    ),
    hint=labels(
        "安排拜访；已去过的请在跟进记录录入",
        "安排拜訪；已去過的請在跟進紀錄輸入",
        "Arrange it; if it took place, enter it on Follow-ups",
    ),
)
def visit_overdue(book: Checked) -> Iterator[Hit]:
    """The contact plan of the customer's tier wanted a visit, meeting or review before the as-of date.

    It is counted from the latest one that took place, or from the day when the customer was opened.

    Bad: visited every 90 days, last on 2025-11-01, in March 2026.
    Good: last visited on 2026-02-01.
    """
    yield from _overdue(book, "visit_due")


@rule(
    "B403",
    WARNING,
    message=labels(
        "应在 {due} 前联系，已过 {days} 天（{tier}）",
        "應在 {due} 前聯絡，已過 {days} 天（{tier}）",
        "A call was due on {due} and is overdue by {days} day(s) ({tier})",
    ),
    hint=labels(
        "联系客户；已联系的请在跟进记录录入",
        "聯絡客戶；已聯絡的請在跟進紀錄輸入",
        "Call; if it took place, enter it on Follow-ups",
    ),
)
def call_overdue(book: Checked) -> Iterator[Hit]:
    """The contact plan of the customer's tier wanted a contact of any kind before the as-of date.

    It is counted from the latest contact that took place, or from the day when the customer was opened.

    Bad: called every 30 days, last on 2026-01-20, in March 2026.
    Good: last called on 2026-03-10.
    """
    yield from _overdue(book, "call_due")


def _not_done(book: Checked) -> Array:
    found: Array = book.or_default("follow_ups", "done") == False  # noqa: E712 - a column of objects, some of them None
    return found


@rule(
    "B404",
    WARNING,
    message=labels(
        "约定在 {value} 联系客户，仍未完成",
        "約定在 {value} 聯絡客戶，仍未完成",
        "A contact was promised for {value} and is not done",
    ),
    hint=labels(
        "联系客户；已完成的把“已完成”改为“是”",
        "聯絡客戶；已完成的把「已完成」改為「是」",
        "Keep the promise; if it was kept, set Done to Yes",
    ),
)
def promise_not_kept(book: Checked) -> Iterator[Hit]:
    """The next date of a follow-up has passed, and the follow-up is not done.

    The customer expected to hear from us on that day.

    Bad: next date 2026-03-10, Done No, on 2026-03-31.
    Good: next date 2026-03-10, Done Yes; or next date 2026-04-10, Done No.
    """
    promised = book.values("follow_ups", "next_date")
    yield from hits(book, "follow_ups", "next_date", _not_done(book) & (promised < book.as_of))


@rule(
    "B405",
    WARNING,
    message=labels(
        "计划在 {value} 的跟进已过期，仍未完成",
        "計畫在 {value} 的跟進已過期，仍未完成",
        "The follow-up planned for {value} is past and not done",
    ),
    hint=labels(
        "完成后改为“是”，或填上新的约定日期",
        "完成後改為「是」，或填上新的約定日期",
        "Set Done to Yes if it took place, or fill in a next date",
    ),
)
def plan_not_carried_out(book: Checked) -> Iterator[Hit]:
    """A follow-up before the as-of date is not done, and no next date was agreed.

    It is neither a contact nor a promise, and is on no list.

    Bad: date 2026-03-01, Done No, next date blank.
    Good: date 2026-03-01, Done No, next date 2026-04-05.
    """
    dates, promised = book.values("follow_ups", "date"), book.values("follow_ups", "next_date")
    yield from hits(book, "follow_ups", "date", _not_done(book) & (dates < book.as_of) & np.isnat(promised))


@rule(
    "B406",
    INFO,
    message=labels(
        "写了下一步行动“{value}”，但没有日期",
        "寫了下一步行動「{value}」，但沒有日期",
        'The next action "{value}" has no date',
    ),
    hint=labels(
        "填上下次联系日期，才会出现在待办里",
        "填上下次聯絡日期，才會出現在待辦裡",
        "Fill in the next date, so that it shows in the to-do list",
    ),
    foldable=True,
)
def action_without_date(book: Checked) -> Iterator[Hit]:
    """A follow-up says what comes next, but not when.

    Without a date it is on no list, and is forgotten.

    Bad: next action `send the offer`, next date blank.
    Good: next action `send the offer`, next date 2026-04-02.
    """
    follow_ups = book["follow_ups"]
    undated = np.isnat(book.values("follow_ups", "next_date")) & ~blank(book.values("follow_ups", "next_action"))
    for record in rows(undated):
        if "next_date" not in follow_ups.raw or follow_ups.cell_value("next_date", record) in (None, ""):
            yield at(follow_ups, record, "next_action")


@rule(
    "B503",
    WARNING,
    message=labels(
        "客户阶段是“{stage}”，却有近12个月的购买或本行资产",
        "客戶階段是「{stage}」，卻有近12個月的購買或本行資產",
        "The stage is {stage}, but there are purchases of the last 12 months or assets held here",
    ),
    hint=labels("把客户阶段改为“客户”", "把客戶階段改為「客戶」", "Set the stage to Customer"),
)
def stage_contradicts_business(book: Checked) -> Iterator[Hit]:
    """A prospect, an onlooker or a lost customer does business with us.

    Below the pyramid nobody calls them by plan, and their revenue is missing from every tier.

    Bad: stage Prospect, with a purchase last month.
    Good: stage Customer, with a purchase last month.
    """
    stage = book.or_default("customers", "stage")
    outside = (stage != "customer") & ~blank(stage)
    if outside.any():
        busy = (book.measures["revenue_12m"] > 0) | (book.measures["assets_here"] > 0)
        for record in rows(outside & busy.to_numpy()):
            yield at(book["customers"], record, "stage", stage=STAGE[stage[record]].labels)


@rule(
    "B504",
    INFO,
    message=labels(
        "除了客户信息，没有这位客户的任何记录",
        "除了客戶資料，沒有這位客戶的任何紀錄",
        "Nothing is recorded of this customer but the row on Customers",
    ),
    hint=labels(
        "联系客户并记一笔跟进，或改为潜在客户",
        "聯絡客戶並記一筆跟進，或改為潛在客戶",
        "Call and enter a follow-up, or make the customer a prospect",
    ),
    foldable=True,
)
def nothing_known(book: Checked) -> Iterator[Hit]:
    """A row with the stage customer has no follow-up, purchase, policy or holding.

    Either nobody looks after the customer, or the rows stand under another ID.

    Bad: `C0017`, stage Customer, and no row of any other table.
    Good: `C0017` with at least one follow-up.
    """
    customers = book["customers"]
    keys = link_key(customers["customer_id"])
    alone = (book.or_default("customers", "stage") == "customer") & (keys.notna() & ~keys.duplicated()).to_numpy()
    for records in book.book.children:
        owner = book.owner(records.schema.key)
        alone[owner[owner >= 0]] = False
    # A book of customers alone is a list of addresses, and says nothing about any one of them.
    if any(len(records) for records in book.book.children):
        for record in rows(alone):
            yield at(customers, record, "customer_id")
