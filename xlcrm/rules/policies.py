"""Rules on the business side of policies."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from xlcrm.labels import labels
from xlcrm.rules.checked import Array, Checked, blank
from xlcrm.rules.dates import hits, years_after
from xlcrm.rules.engine import Hit, at, rule
from xlcrm.rules.finding import INFO, WARNING
from xlcrm.rules.keys import spelling

NO_END = np.datetime64("9999-12-31", "s")


def running(book: Checked) -> Array:
    """Which policies are in force at the as-of date."""
    end = book.values("insurance", "end_date")
    in_force = book.or_default("insurance", "status") == "in_force"
    begun = book.values("insurance", "start_date") <= book.as_of
    found: Array = in_force & begun & (np.isnat(end) | (end >= book.as_of))
    return found


def paying(book: Checked) -> Array:
    """Which policies still ask for a yearly premium at the as-of date."""
    years = book.values("insurance", "pay_years")
    last = years_after(book.values("insurance", "start_date"), years)
    return running(book) & (years > 1) & (book.as_of < last)


@rule(
    "B201",
    WARNING,
    message=labels(
        "年缴保费 {premium}，却没有保额",
        "年繳保費 {premium}，卻沒有保額",
        "A yearly premium of {premium}, but no sum insured",
    ),
    hint=labels("填上保额", "填上保額", "Fill in the sum insured"),
)
def premium_without_sum(book: Checked) -> Iterator[Hit]:
    """A policy costs a premium but insures nothing, by its cells.

    The coverage page shows a gap where the customer has paid for cover.

    Bad: premium 8,000, sum insured blank or 0.
    Good: premium 8,000, sum insured 500,000.
    """
    policies = book["insurance"]
    premium, insured = book.values("insurance", "premium"), book.values("insurance", "sum_insured")
    # A cell that holds what was not understood has a finding of its own.
    nothing = (insured == 0) | (np.isnan(insured) & ~policies.bad("sum_insured").to_numpy())
    yield from hits(book, "insurance", "sum_insured", (premium > 0) & nothing, premium=premium)


@rule(
    "B202",
    WARNING,
    message=labels(
        "年缴保费合计 {premium}，占年收入 {value} 的 {share}，超过 {limit}",
        "年繳保費合計 {premium}，占年收入 {value} 的 {share}，超過 {limit}",
        "Yearly premiums of {premium} are {share} of the income of {value}, more than {limit}",
    ),
    hint=labels(
        "核对年收入；属实的话，下次面谈时检视保单",
        "核對年收入；屬實的話，下次面談時檢視保單",
        "Check the income; if it is right, go through the policies at the next meeting",
    ),
)
def premiums_too_high(book: Checked) -> Iterator[Hit]:
    """A customer's yearly premiums are more than the share of income that Settings allows, usually 10 %.

    Policies that cost too much are given up, at a loss to the customer. Often the income is typed in thousands.

    Bad: income 100,000, yearly premiums 30,000.
    Good: income 400,000, yearly premiums 30,000.
    """
    income = book.values("customers", "annual_income")
    limit = book.settings.factors.get("premium_share_of_income")
    if limit is None or not (income > 0).any():
        return
    premium = book.measures["premium_year"].to_numpy()
    wrong = (income > 0) & (premium > limit * income)
    share = np.divide(premium, income, out=np.full(len(income), np.nan), where=income > 0)
    shown = np.array([f"{each:.0%}" for each in share], dtype=object) if wrong.any() else share
    limits = np.full(len(income), f"{limit:.0%}", dtype=object)
    yield from hits(book, "customers", "annual_income", wrong, premium=premium, share=shown, limit=limits)


@rule(
    "B203",
    WARNING,
    message=labels(
        "与 {other} 的保单重叠：同一被保险人、险种和产品",
        "與 {other} 的保單重疊：同一被保險人、險種和商品",
        "Overlaps with the policy of {other}: same insured, type and product",
    ),
    hint=labels(
        "重复录入的删去一行；续保的改正旧保单的到期日期",
        "重複輸入的刪去一列；續保的更正舊保單的到期日期",
        "Delete the row if it was entered twice; after a renewal correct the end of the old policy",
    ),
)
def policies_overlap(book: Checked) -> Iterator[Hit]:
    """Two policies in force insure the same person by the same product at the same time.

    Cover and premiums count twice. A renewal usually has the old policy end on the day when the next one starts.

    Bad: `Health A` for Li Wei from 2025-01-01 to 2026-06-30, and again from 2026-01-01.
    Good: `Health A` for Li Wei up to 2025-12-31, and again from 2026-01-01.
    """
    policies = book["insurance"]
    frame = policies.frame
    key = ["customer_id", "insured", "relation", "coverage_type", "insurer", "product"]
    counts = (book.or_default("insurance", "status") == "in_force") & ~blank(book.values("insurance", "product"))
    counts &= ~np.isnat(book.values("insurance", "start_date")) & (book.owner("insurance") >= 0)
    alike = frame[key].assign(relation=book.or_default("insurance", "relation"))[counts]
    alike = alike[alike.duplicated(keep=False)].fillna("")
    if alike.empty:
        return
    start, end = frame["start_date"], frame["end_date"].fillna(pd.Timestamp(NO_END))
    for _, group in alike.groupby(key):
        ordered = sorted(group.index, key=lambda record: (start.iat[record], record))
        latest = ordered[0]
        for record in ordered[1:]:
            if start.iat[record] < end.iat[latest]:
                yield at(policies, record, "start_date", other=policies.place(latest, "start_date"))
            latest = max(latest, record, key=lambda each: end.iat[each])


@rule(
    "B204",
    WARNING,
    message=labels(
        "保费应在 {value} 缴纳，日期已过",
        "保費應在 {value} 繳納，日期已過",
        "A premium was due on {value}, which has passed",
    ),
    hint=labels(
        "提醒客户缴费；已缴的把日期改为下一次",
        "提醒客戶繳費；已繳的把日期改為下一次",
        "Remind the customer; if it was paid, put in the next date",
    ),
)
def premium_overdue(book: Checked) -> Iterator[Hit]:
    """The next premium of a policy in force was due before the as-of date.

    Unpaid, the policy lapses after the days of grace; paid, the date was not moved on and the next one is not seen.

    Bad: next premium 2026-01-10, in March 2026.
    Good: next premium 2027-01-10.
    """
    yield from hits(book, "insurance", "next_due", running(book) & (book.values("insurance", "next_due") < book.as_of))


@rule(
    "B205",
    INFO,
    message=labels(
        "这份保单还在缴费期内，但没有下次缴费日",
        "這份保單還在繳費期間內，但沒有下次繳費日",
        "Premiums are still to be paid, but no next due date is given",
    ),
    hint=labels(
        "填上下次缴费日，到期前会提醒", "填上下次繳費日，到期前會提醒", "Fill it in, and the to-do list reminds in time"
    ),
    foldable=True,
)
def no_next_premium(book: Checked) -> Iterator[Hit]:
    """A policy in force still asks for premiums, but does not say when the next one is due.

    It never shows in the to-do list.

    Bad: payment years 20, start 2020-05-01, next premium blank.
    Good: payment years 20, start 2020-05-01, next premium 2026-05-01.
    """
    policies = book["insurance"]
    unknown = np.isnat(book.values("insurance", "next_due")) & ~policies.bad("next_due").to_numpy()
    yield from hits(book, "insurance", "next_due", unknown & paying(book))


@rule(
    "B206",
    INFO,
    message=labels(
        "保单已失效，保额 {insured} 不再保障客户",
        "保單已失效，保額 {insured} 不再保障客戶",
        "The policy has lapsed: its {insured} protect the customer no more",
    ),
    hint=labels("问客户是否要复效", "問客戶是否要復效", "Ask whether the customer wants it back in force"),
)
def policy_lapsed(book: Checked) -> Iterator[Hit]:
    """A policy has lapsed before its end.

    Within two years most insurers put it back in force; the customer may not know that there is no cover.

    Bad: status Lapsed, end date 2040-01-01, and nobody asked why.
    Good: status In Force again, or a follow-up that says why not.
    """
    end = book.values("insurance", "end_date")
    lapsed = (book.values("insurance", "status") == "lapsed") & (np.isnat(end) | (end >= book.as_of))
    yield from hits(book, "insurance", "status", lapsed, insured=book.values("insurance", "sum_insured"))


@rule(
    "B207",
    WARNING,
    message=labels(
        "与客户关系是本人，但被保险人是“{value}”，客户是“{name}”",
        "與客戶關係是本人，但被保險人是「{value}」，客戶是「{name}」",
        'The relation is self, but the insured is "{value}" and the customer "{name}"',
    ),
    hint=labels("改正关系或被保险人", "更正關係或被保險人", "Correct the relation or the insured"),
)
def insured_is_not_self(book: Checked) -> Iterator[Hit]:
    """A policy is said to insure the customer, but names somebody else.

    Cover of a spouse or child then counts as the customer's own, and the gap is not seen.

    Bad: customer Li Wei, insured Wang Fang, relation Self, or blank, which means self.
    Good: customer Li Wei, insured Wang Fang, relation Spouse.
    """
    insured = book.values("insurance", "insured")
    names = book.of_owner("insurance", book.values("customers", "name"))
    own = (book.or_default("insurance", "relation") == "self") & ~blank(insured) & ~blank(names) & (insured != names)
    for record in np.flatnonzero(own).tolist():
        if spelling(insured[record]) not in (spelling(names[record]), *SELF_WORDS):
            yield at(book["insurance"], record, "insured", name=names[record])


SELF_WORDS = ("本人", "自己", "SELF")
