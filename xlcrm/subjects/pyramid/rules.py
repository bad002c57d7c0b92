"""Rules on what the tier of a customer asks for: contacts by plan, and cells that must not be blank."""

from collections.abc import Iterator
from typing import cast

import numpy as np

from xlcrm.labels import labels
from xlcrm.rules.cells import Rows
from xlcrm.rules.checked import Array, Checked, blank, positions
from xlcrm.rules.finding import WARNING
from xlcrm.rules.rule import Find, Hit, Rules, cell_hit
from xlcrm.schema.enums import STAGE
from xlcrm.subjects.pyramid import rules_settings

FOR_TOP_TIERS = ("phone", "birth_date", "risk_profile")
TOP_TIERS = 2

RULES = Rules(rules_settings.RULES)


def in_top_tiers(book: Checked) -> Array:
    """Which customers are in the two best tiers."""
    best = [tier.name for tier in book.settings.policy.tiers if tier.name][:TOP_TIERS]
    return cast(Array, book.measures["tier"].isin(best).to_numpy())


def overdue(measure: str) -> Find:
    """Finds the customers for whom the day of a measure, by which something is due, lies before the as-of date."""

    def find(book: Checked) -> Iterator[Hit]:
        if not len(book["customers"]):
            return
        due = book.measures[measure].to_numpy().astype("datetime64[s]")
        tiers = book.measures["tier"]
        for record in positions(due < book.as_of):
            days = int((book.as_of - due[record]) / np.timedelta64(1, "D"))
            yield cell_hit(book["customers"], record, "customer_id", due=due[record], days=days, tier=tiers.iat[record])

    return find


RULES.add(
    "B401", WARNING, overdue("review_due"),
    labels("资产回顾应在 {due} 前完成，已过 {days} 天（{tier}）", "資產檢視應在 {due} 前完成，已過 {days} 天（{tier}）", "The asset review was due on {due} and is overdue by {days} day(s) ({tier})"),
    labels("约客户面谈；已做的请在资产回顾表录入", "約客戶面談；已做的請在資產檢視表輸入", "Arrange it; if it took place, enter it on Asset Reviews"),
    what="The contact plan of the customer's tier wanted an asset review before the as-of date.",
    why="It is counted from the latest review, or from the day when the customer was opened. Plans are on Settings.",
    bad="top tier, reviewed every 30 days, last on 2026-01-15, in March 2026.", good="top tier, last reviewed on 2026-03-15.",
)

RULES.add(
    "B402", WARNING, overdue("visit_due"),
    labels("拜访应在 {due} 前完成，已过 {days} 天（{tier}）", "拜訪應在 {due} 前完成，已過 {days} 天（{tier}）", "A visit was due on {due} and is overdue by {days} day(s) ({tier})"),
    labels("安排拜访；已去过的请在跟进记录录入", "安排拜訪；已去過的請在跟進紀錄輸入", "Arrange it; if it took place, enter it on Follow-ups"),
    what="The contact plan of the customer's tier wanted a visit, meeting or review before the as-of date.",
    why="It is counted from the latest one that took place, or from the day when the customer was opened.",
    bad="visited every 90 days, last on 2025-11-01, in March 2026.", good="last visited on 2026-02-01.",
)

RULES.add(
    "B403", WARNING, overdue("call_due"),
    labels("应在 {due} 前联系，已过 {days} 天（{tier}）", "應在 {due} 前聯絡，已過 {days} 天（{tier}）", "A call was due on {due} and is overdue by {days} day(s) ({tier})"),
    labels("联系客户；已联系的请在跟进记录录入", "聯絡客戶；已聯絡的請在跟進紀錄輸入", "Call; if it took place, enter it on Follow-ups"),
    what="The contact plan of the customer's tier wanted a contact of any kind before the as-of date.",
    why="It is counted from the latest contact that took place, or from the day when the customer was opened.",
    bad="called every 30 days, last on 2026-01-20, in March 2026.", good="last called on 2026-03-10.",
)


@RULES.rule(
    "B501", WARNING,
    labels("“{tier}”等级的客户应有{column}", "「{tier}」等級的客戶應有{column}", "A customer of the tier {tier} should have: {column}"),
    labels("下次联系时补上", "下次聯絡時補上", "Ask for it at the next contact"),
)
def blank_for_top_tier(book: Checked) -> Iterator[Hit]:
    """A customer of the two best tiers lacks a phone number, a date of birth or a risk profile.

    These are the customers who are called every month and advised on their holdings: without the profile no product
    can be offered to them.

    Bad: a customer of the top tier without risk profile.
    Good: the same customer with `C3 Balanced`.
    """
    if not len(book["customers"]):
        return
    customers = book["customers"]
    tiers = book.measures["tier"]
    in_best = book.once(in_top_tiers)
    people = book.or_default("customers", "customer_type") != "company"
    for column in FOR_TOP_TIERS:
        wanted = in_best if column == "phone" else in_best & people
        for record in positions(wanted & Rows(book, "customers").empty(column)):
            yield cell_hit(customers, record, column, tier=tiers.iat[record])


@RULES.rule(
    "B503", WARNING,
    labels("客户阶段是“{stage}”，却有近12个月的购买或本行资产", "客戶階段是「{stage}」，卻有近12個月的購買或本行資產", "The stage is {stage}, but there are purchases of the last 12 months or assets held here"),
    labels("把客户阶段改为“客户”", "把客戶階段改為「客戶」", "Set the stage to Customer"),
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
        for record in positions(outside & busy.to_numpy()):
            yield cell_hit(book["customers"], record, "stage", stage=STAGE[stage[record]].labels)
