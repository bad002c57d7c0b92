"""Rules on the dates of policies and holdings."""

from collections.abc import Iterator

from xlcrm.labels import labels
from xlcrm.rules.checked import Checked
from xlcrm.rules.dates import CORRECT_DATE, hits, years_after
from xlcrm.rules.engine import Hit, rule
from xlcrm.rules.finding import ERROR, WARNING


@rule(
    "D401",
    ERROR,
    message=labels(
        "保单到期日期 {value} 早于生效日期 {start}",
        "保單到期日期 {value} 早於生效日期 {start}",
        "The policy ends on {value}, before it starts on {start}",
    ),
    hint=CORRECT_DATE,
)
def policy_ends_before_start(book: Checked) -> Iterator[Hit]:
    """A policy ends before it starts.

    It is never in force, so its cover is missing and a gap is shown that there is not.

    Bad: from 2026-03-05 to 2025-03-04.
    Good: from 2026-03-05 to 2027-03-04.
    """
    start, end = book.values("insurance", "start_date"), book.values("insurance", "end_date")
    yield from hits(book, "insurance", "end_date", end < start, start=start)


@rule(
    "D402",
    WARNING,
    message=labels(
        "下次缴费日 {value} 不在保险期间内（{start} 至 {end}）",
        "下次繳費日 {value} 不在保險期間內（{start} 至 {end}）",
        "The next premium, due {value}, is outside the policy's time ({start} to {end})",
    ),
    hint=labels(
        "改正缴费日，或保单的起止日期",
        "更正繳費日，或保單的起訖日期",
        "Correct the due date, or the dates of the policy",
    ),
)
def premium_due_outside_policy(book: Checked) -> Iterator[Hit]:
    """A premium falls due before its policy starts or after it ends.

    The customer is reminded of a premium that nobody will ask for.

    Bad: policy up to 2026-05-01, next premium 2026-09-01.
    Good: policy up to 2036-05-01, next premium 2026-09-01.
    """
    due = book.values("insurance", "next_due")
    start, end = book.values("insurance", "start_date"), book.values("insurance", "end_date")
    yield from hits(book, "insurance", "next_due", (due < start) | (due > end), start=start, end=end)


@rule(
    "D403",
    WARNING,
    message=labels(
        "保单已在 {end} 到期，状态却仍是有效",
        "保單已在 {end} 到期，狀態卻仍是有效",
        "The policy ended on {end} but is still in force by its status",
    ),
    hint=labels(
        "把状态改为满期；已续保的请改到期日期",
        "把狀態改為滿期；已續保的請改到期日期",
        "Set the status to matured, or correct the end date if it was renewed",
    ),
)
def in_force_past_its_end(book: Checked) -> Iterator[Hit]:
    """A policy's end date has passed, but its status says in force.

    It does not count as cover any more. If it was renewed, the new end date is missing; if not, the customer is
    without cover and should know.

    Bad: end date 2025-12-31, status In Force, in March 2026.
    Good: end date 2026-12-31, status In Force.
    """
    end = book.values("insurance", "end_date")
    in_force = book.or_default("insurance", "status") == "in_force"
    yield from hits(book, "insurance", "status", in_force & (end < book.as_of), end=end)


@rule(
    "D404",
    WARNING,
    message=labels(
        "缴费期已在 {last} 结束，却还有下次缴费日 {value}",
        "繳費期間已在 {last} 結束，卻還有下次繳費日 {value}",
        "Premiums ended by {last}, but the next one is due on {value}",
    ),
    hint=labels(
        "清空下次缴费日，或改正缴费年限",
        "清空下次繳費日，或更正繳費年期",
        "Clear the due date, or correct the payment years",
    ),
)
def premium_due_after_last(book: Checked) -> Iterator[Hit]:
    """A policy is paid up by its payment years, but another premium is due.

    Either the customer is reminded for nothing, or the yearly premiums are counted too low.

    Bad: start 2010-05-01, payment years 10, next premium 2026-05-01.
    Good: start 2010-05-01, payment years 20, next premium 2026-05-01.
    """
    due = book.values("insurance", "next_due")
    years = book.values("insurance", "pay_years")
    last = years_after(book.values("insurance", "start_date"), years)
    # 0 and 1 mean a single premium, which may be due some days after the start.
    yield from hits(book, "insurance", "next_due", (years > 1) & (due >= last), last=last)


@rule(
    "D405",
    WARNING,
    message=labels(
        "状态是满期，但到期日期 {end} 还没到",
        "狀態是滿期，但到期日期 {end} 還沒到",
        "The status is matured, but the end date, {end}, has not come",
    ),
    hint=labels("改正状态或到期日期", "更正狀態或到期日期", "Correct the status or the end date"),
)
def matured_before_its_end(book: Checked) -> Iterator[Hit]:
    """A policy is called matured although its end date lies in the future.

    It does not count as cover, while it may well still run.

    Bad: status Matured, end date 2040-01-01.
    Good: status In Force, end date 2040-01-01.
    """
    end = book.values("insurance", "end_date")
    matured = book.values("insurance", "status") == "matured"
    yield from hits(book, "insurance", "status", matured & (end > book.as_of), end=end)


@rule(
    "D501",
    WARNING,
    message=labels(
        "回顾日期 {value} 在将来，这次持仓不计入",
        "檢視日期 {value} 在未來，這次持有不計入",
        "The review of {value} is in the future; its holdings do not count yet",
    ),
    hint=CORRECT_DATE,
)
def review_in_the_future(book: Checked) -> Iterator[Hit]:
    """Holdings are entered for a review after the as-of date.

    The latest review that counts is the one before, so the totals are not the ones just typed.

    Bad: review date 2062-03-31.
    Good: review date 2026-03-31.
    """
    yield from hits(book, "assets", "review_date", book.values("assets", "review_date") > book.as_of)


@rule(
    "D502",
    ERROR,
    message=labels(
        "到期日 {value} 早于持有起始日 {acquired}",
        "到期日 {value} 早於持有起始日 {acquired}",
        "The holding matures on {value}, before it was acquired on {acquired}",
    ),
    hint=CORRECT_DATE,
)
def matures_before_acquired(book: Checked) -> Iterator[Hit]:
    """A holding matures before it was acquired.

    It is missing from the list of what matures soon, and the money may lie idle.

    Bad: acquired 2025-06-01, maturity 2024-06-01.
    Good: acquired 2024-06-01, maturity 2025-06-01.
    """
    acquired, maturity = book.values("assets", "acquired_on"), book.values("assets", "maturity")
    yield from hits(book, "assets", "maturity", maturity < acquired, acquired=acquired)


@rule(
    "D503",
    WARNING,
    message=labels(
        "持有起始日 {value} 晚于回顾日期 {review}",
        "持有起始日 {value} 晚於檢視日期 {review}",
        "Acquired on {value}, after the review of {review}",
    ),
    hint=labels("改正其中一个日期", "更正其中一個日期", "Correct one of the two"),
)
def acquired_after_review(book: Checked) -> Iterator[Hit]:
    """A holding is listed at a review that took place before it was acquired.

    It was entered under an old review date, which changes a total that the customer has seen already.

    Bad: review 2026-02-28, acquired 2026-03-15.
    Good: review 2026-03-31, acquired 2026-03-15.
    """
    acquired, review = book.values("assets", "acquired_on"), book.values("assets", "review_date")
    yield from hits(book, "assets", "acquired_on", acquired > review, review=review)


@rule(
    "D504",
    WARNING,
    message=labels(
        "回顾日期 {review} 时这项资产已到期（{value}）",
        "檢視日期 {review} 時這項資產已到期（{value}）",
        "Matured on {value}, but still held at the review of {review}",
    ),
    hint=labels(
        "改正到期日；已兑付的从这次回顾里删去",
        "更正到期日；已兌付的從這次檢視裡刪去",
        "Correct the maturity, or take the holding off this review if it was paid out",
    ),
)
def matured_before_review(book: Checked) -> Iterator[Hit]:
    """A holding is listed at a review after it matured.

    The list was copied from the review before: the money is somewhere else by now and may count twice.

    Bad: maturity 2026-01-15, listed at the review of 2026-03-31.
    Good: maturity 2026-06-15, listed at the review of 2026-03-31.
    """
    maturity, review = book.values("assets", "maturity"), book.values("assets", "review_date")
    yield from hits(book, "assets", "maturity", maturity < review, review=review)
