"""Rules on policies: their dates, their premiums, and what they cover."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from xlcrm.labels import labels
from xlcrm.rules.cells import CORRECT_DATE, Rows, before, cells, years_after
from xlcrm.rules.checked import Array, Checked, blank, positions
from xlcrm.rules.finding import ERROR, INFO, WARNING
from xlcrm.rules.matching import spelling
from xlcrm.rules.rule import Hit, Rules, cell_hit
from xlcrm.subjects.insurance import measures

NO_END = np.datetime64("9999-12-31", "s")
SELF_WORDS = ("本人", "自己", "SELF")

RULES = Rules()


def in_force(row: Rows) -> Array:
    """Which policies are in force at the as-of date."""
    return measures.in_force(row.book.ledger).to_numpy()


def _paid_up(row: Rows) -> Array:
    """The day from which a policy asks for no more premiums."""
    return years_after(row["start_date"], row["pay_years"])


def _is_paying(row: Rows) -> Array:
    """Which policies still ask for a yearly premium at the as-of date."""
    return in_force(row) & (row["pay_years"] > 1) & (row.as_of < _paid_up(row))


def _is_due_outside(row: Rows) -> Array:
    return (row["next_due"] < row["start_date"]) | (row["next_due"] > row["end_date"])


def _is_due_after_last(row: Rows) -> Array:
    # 0 and 1 mean a single premium, which may be due some days after the start.
    return (row["pay_years"] > 1) & (row["next_due"] >= _paid_up(row))


def _insures_nothing(row: Rows) -> Array:
    return (row["premium"] > 0) & ((row["sum_insured"] == 0) | row.empty("sum_insured"))


def _lapsed_early(row: Rows) -> Array:
    return (row["status"] == "lapsed") & (~row.given("end_date") | (row["end_date"] >= row.as_of))


RULES.add(
    "D401", ERROR, before("insurance.end_date", start="start_date"),
    labels("保单到期日期 {value} 早于生效日期 {start}", "保單到期日期 {value} 早於生效日期 {start}", "The policy ends on {value}, before it starts on {start}"),
    CORRECT_DATE,
    what="A policy ends before it starts.",
    why="It is never in force, so its cover is missing and a gap is shown that there is not.",
    bad="from 2026-03-05 to 2025-03-04.", good="from 2026-03-05 to 2027-03-04.",
)

RULES.add(
    "D402", WARNING, cells("insurance.next_due", _is_due_outside, start="start_date", end="end_date"),
    labels("下次缴费日 {value} 不在保险期间内（{start} 至 {end}）", "下次繳費日 {value} 不在保險期間內（{start} 至 {end}）", "The next premium, due {value}, is outside the policy's time ({start} to {end})"),
    labels("改正缴费日，或保单的起止日期", "更正繳費日，或保單的起訖日期", "Correct the due date, or the dates of the policy"),
    what="A premium falls due before its policy starts or after it ends.",
    why="The customer is reminded of a premium that nobody will ask for.",
    bad="policy up to 2026-05-01, next premium 2026-09-01.", good="policy up to 2036-05-01, next premium 2026-09-01.",
)

RULES.add(
    "D403", WARNING,
    cells("insurance.status", lambda row: (row.or_default("status") == "in_force") & (row["end_date"] < row.as_of), end="end_date"),
    labels("保单已在 {end} 到期，状态却仍是有效", "保單已在 {end} 到期，狀態卻仍是有效", "The policy ended on {end} but is still in force by its status"),
    labels("把状态改为满期；已续保的请改到期日期", "把狀態改為滿期；已續保的請改到期日期", "Set the status to matured, or correct the end date if it was renewed"),
    what="A policy's end date has passed, but its status says in force.",
    why="It does not count as cover any more. If it was renewed, the new end date is missing; if not, the customer is\nwithout cover and should know.",
    bad="end date 2025-12-31, status In Force, in March 2026.", good="end date 2026-12-31, status In Force.",
)

RULES.add(
    "D404", WARNING, cells("insurance.next_due", _is_due_after_last, last=_paid_up),
    labels("缴费期已在 {last} 结束，却还有下次缴费日 {value}", "繳費期間已在 {last} 結束，卻還有下次繳費日 {value}", "Premiums ended by {last}, but the next one is due on {value}"),
    labels("清空下次缴费日，或改正缴费年限", "清空下次繳費日，或更正繳費年期", "Clear the due date, or correct the payment years"),
    what="A policy is paid up by its payment years, but another premium is due.",
    why="Either the customer is reminded for nothing, or the yearly premiums are counted too low.",
    bad="start 2010-05-01, payment years 10, next premium 2026-05-01.", good="start 2010-05-01, payment years 20, next premium 2026-05-01.",
)

RULES.add(
    "D405", WARNING,
    cells("insurance.status", lambda row: (row["status"] == "matured") & (row["end_date"] > row.as_of), end="end_date"),
    labels("状态是满期，但到期日期 {end} 还没到", "狀態是滿期，但到期日期 {end} 還沒到", "The status is matured, but the end date, {end}, has not come"),
    labels("改正状态或到期日期", "更正狀態或到期日期", "Correct the status or the end date"),
    what="A policy is called matured although its end date lies in the future.",
    why="It does not count as cover, while it may well still run.",
    bad="status Matured, end date 2040-01-01.", good="status In Force, end date 2040-01-01.",
)

RULES.add(
    "B201", WARNING, cells("insurance.sum_insured", _insures_nothing, premium="premium"),
    labels("年缴保费 {premium}，却没有保额", "年繳保費 {premium}，卻沒有保額", "A yearly premium of {premium}, but no sum insured"),
    labels("填上保额", "填上保額", "Fill in the sum insured"),
    what="A policy costs a premium but insures nothing, by its cells.",
    why="The coverage page shows a gap where the customer has paid for cover.",
    bad="premium 8,000, sum insured blank or 0.", good="premium 8,000, sum insured 500,000.",
)


@RULES.rule(
    "B202", WARNING,
    labels("年缴保费合计 {premium}，占年收入 {value} 的 {share}，超过 {limit}", "年繳保費合計 {premium}，占年收入 {value} 的 {share}，超過 {limit}", "Yearly premiums of {premium} are {share} of the income of {value}, more than {limit}"),
    labels("核对年收入；属实的话，下次面谈时检视保单", "核對年收入；屬實的話，下次面談時檢視保單", "Check the income; if it is right, go through the policies at the next meeting"),
)
def premiums_too_high(book: Checked) -> Iterator[Hit]:
    """A customer's yearly premiums are more than the share of income that Settings allows, usually 10 %.

    Policies that cost too much are given up, at a loss to the customer. Often the income is typed in thousands.

    Bad: income 100,000, yearly premiums 30,000.
    Good: income 400,000, yearly premiums 30,000.
    """
    limit = book.settings.factors.get("premium_share_of_income")
    income = book.values("customers", "annual_income")
    if limit is None or not (income > 0).any():
        return
    premium = book.measures["premium_year"].to_numpy()
    for record in positions((income > 0) & (premium > limit * income)):
        share = f"{premium[record] / income[record]:.0%}"
        customers = book["customers"]
        yield cell_hit(customers, record, "annual_income", premium=premium[record], share=share, limit=f"{limit:.0%}")


@RULES.rule(
    "B203", WARNING,
    labels("与 {other} 的保单重叠：同一被保险人、险种和产品", "與 {other} 的保單重疊：同一被保險人、險種和商品", "Overlaps with the policy of {other}: same insured, type and product"),
    labels("重复录入的删去一行；续保的改正旧保单的到期日期", "重複輸入的刪去一列；續保的更正舊保單的到期日期", "Delete the row if it was entered twice; after a renewal correct the end of the old policy"),
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
                yield cell_hit(policies, record, "start_date", other=policies.place(latest, "start_date"))
            latest = max(latest, record, key=lambda each: end.iat[each])


RULES.add(
    "B204", WARNING, cells("insurance.next_due", lambda row: in_force(row) & (row["next_due"] < row.as_of)),
    labels("保费应在 {value} 缴纳，日期已过", "保費應在 {value} 繳納，日期已過", "A premium was due on {value}, which has passed"),
    labels("提醒客户缴费；已缴的把日期改为下一次", "提醒客戶繳費；已繳的把日期改為下一次", "Remind the customer; if it was paid, put in the next date"),
    what="The next premium of a policy in force was due before the as-of date.",
    why="Unpaid, the policy lapses after the days of grace; paid, the date was not moved on and the next one is not seen.",
    bad="next premium 2026-01-10, in March 2026.", good="next premium 2027-01-10.",
)

RULES.add(
    "B205", INFO, cells("insurance.next_due", lambda row: row.empty("next_due") & _is_paying(row)),
    labels("这份保单还在缴费期内，但没有下次缴费日", "這份保單還在繳費期間內，但沒有下次繳費日", "Premiums are still to be paid, but no next due date is given"),
    labels("填上下次缴费日，到期前会提醒", "填上下次繳費日，到期前會提醒", "Fill it in, and the to-do list reminds in time"),
    foldable=True,
    what="A policy in force still asks for premiums, but does not say when the next one is due.",
    why="It never shows in the to-do list.",
    bad="payment years 20, start 2020-05-01, next premium blank.", good="payment years 20, start 2020-05-01, next premium 2026-05-01.",
)

RULES.add(
    "B206", INFO, cells("insurance.status", _lapsed_early, insured="sum_insured"),
    labels("保单已失效，保额 {insured} 不再保障客户", "保單已失效，保額 {insured} 不再保障客戶", "The policy has lapsed: its {insured} protect the customer no more"),
    labels("问客户是否要复效", "問客戶是否要復效", "Ask whether the customer wants it back in force"),
    what="A policy has lapsed before its end.",
    why="Within two years most insurers put it back in force; the customer may not know that there is no cover.",
    bad="status Lapsed, end date 2040-01-01, and nobody asked why.", good="status In Force again, or a follow-up that says why not.",
)


@RULES.rule(
    "B207", WARNING,
    labels("与客户关系是本人，但被保险人是“{value}”，客户是“{name}”", "與客戶關係是本人，但被保險人是「{value}」，客戶是「{name}」", 'The relation is self, but the insured is "{value}" and the customer "{name}"'),
    labels("改正关系或被保险人", "更正關係或被保險人", "Correct the relation or the insured"),
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
    for record in positions(own):
        if spelling(insured[record]) not in (spelling(names[record]), *SELF_WORDS):
            yield cell_hit(book["insurance"], record, "insured", name=names[record])
