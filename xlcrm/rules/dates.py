"""Rules on dates that lie in the future, too far back, or in the wrong order: customers, contacts and purchases."""

from collections.abc import Iterator

import numpy as np

from xlcrm.labels import labels
from xlcrm.rules.checked import Array, Checked, rows
from xlcrm.rules.engine import Hit, at, rule
from xlcrm.rules.finding import ERROR, WARNING

OLDEST = 120
"""Years: nobody on record lived much longer."""

FIRST_YEAR = np.datetime64("1990-01-01", "s")
"""Contacts, purchases and reviews of before are slips of the finger: such books did not exist."""

CORRECT_DATE = labels("改正日期", "更正日期", "Correct the date")


def hits(book: Checked, table: str, column: str, wrong: Array, **others: Array) -> Iterator[Hit]:
    """A hit on each cell of a column that is `wrong`; `others` are columns of which the message names the value."""
    for record in rows(wrong):
        yield at(book[table], record, column, **{name: values[record] for name, values in others.items()})


def years_after(dates: Array, years: Array | int) -> Array:
    """Dates moved by whole years, 29 February to the last of the month; NaT where either is blank."""
    known = ~(np.isnat(dates) | np.isnan(years))
    days = dates.astype("datetime64[D]")
    month = days.astype("datetime64[M]")
    target = month + np.where(known, years, 0).astype("int64") * np.timedelta64(12, "M")
    last_day = (target + 1).astype("datetime64[D]") - 1
    moved = np.minimum(target.astype("datetime64[D]") + (days - month.astype("datetime64[D]")), last_day)
    moved[~known] = np.datetime64("NaT")
    found: Array = moved.astype("datetime64[s]")
    return found


@rule(
    "D101",
    ERROR,
    message=labels(
        "出生日期 {value} 在将来", "出生日期 {value} 在未來", "The date of birth, {value}, is in the future"
    ),
    hint=CORRECT_DATE,
)
def born_in_the_future(book: Checked) -> Iterator[Hit]:
    """A customer is born after the as-of date.

    The age is negative, and birthday reminders make no sense.

    Bad: date of birth 2062-05-01.
    Good: date of birth 1962-05-01.
    """
    born = book.values("customers", "birth_date")
    yield from hits(book, "customers", "birth_date", born > book.as_of)


@rule(
    "D102",
    WARNING,
    message=labels(
        "按出生日期 {value}，客户已超过 120 岁",
        "按出生日期 {value}，客戶已超過 120 歲",
        "Born on {value}, the customer would be over 120",
    ),
    hint=CORRECT_DATE,
)
def born_too_long_ago(book: Checked) -> Iterator[Hit]:
    """A person's date of birth is more than 120 years back.

    Usually a year was mistyped, or a placeholder such as 1900-01-01 was left in.

    Bad: date of birth 1900-01-01.
    Good: date of birth 1990-01-01, or a blank cell.
    """
    born = book.values("customers", "birth_date")
    people = book.or_default("customers", "customer_type") != "company"
    yield from hits(book, "customers", "birth_date", people & (years_after(born, OLDEST) < book.as_of))


@rule(
    "D103",
    WARNING,
    message=labels("建档日期 {value} 在将来", "建檔日期 {value} 在未來", "Opened On, {value}, is in the future"),
    hint=CORRECT_DATE,
)
def opened_in_the_future(book: Checked) -> Iterator[Hit]:
    """A customer was entered on a day after the as-of date.

    Calls and visits are counted from that day where there were none yet, so they fall due too late.

    Bad: opened on 2062-01-05.
    Good: opened on 2026-01-05.
    """
    yield from hits(book, "customers", "opened_on", book.values("customers", "opened_on") > book.as_of)


@rule(
    "D104",
    ERROR,
    message=labels(
        "建档日期 {value} 早于出生日期 {born}",
        "建檔日期 {value} 早於出生日期 {born}",
        "Opened On, {value}, is before the date of birth, {born}",
    ),
    hint=labels("改正其中一个日期", "更正其中一個日期", "Correct one of the two"),
)
def opened_before_birth(book: Checked) -> Iterator[Hit]:
    """A customer was entered before they were born.

    One of the two dates is wrong, most often because the columns were swapped.

    Bad: born 2019-04-01, opened on 1985-06-02.
    Good: born 1985-06-02, opened on 2019-04-01.
    """
    opened, born = book.values("customers", "opened_on"), book.values("customers", "birth_date")
    yield from hits(book, "customers", "opened_on", opened < born, born=born)


@rule(
    "D201",
    WARNING,
    message=labels(
        "跟进日期 {value} 在将来，却标为已完成",
        "跟進日期 {value} 在未來，卻標為已完成",
        "The follow-up of {value} is in the future, but done",
    ),
    hint=labels(
        "改正日期，或把“已完成”改为“否”", "更正日期，或把「已完成」改為「否」", "Correct the date, or set Done to No"
    ),
)
def done_in_the_future(book: Checked) -> Iterator[Hit]:
    """A follow-up after the as-of date is marked as done, or Done is blank, which means done.

    It is not counted as a contact until its day has come; a plan belongs there with Done set to No.

    Bad: date 2027-05-01, Done Yes.
    Good: date 2027-05-01, Done No; or date 2026-03-01, Done Yes.
    """
    done = book.or_default("follow_ups", "done") == True  # noqa: E712 - a column of objects, some of them None
    yield from hits(book, "follow_ups", "date", done & (book.values("follow_ups", "date") > book.as_of))


@rule(
    "D202",
    WARNING,
    message=labels(
        "下次联系日期 {value} 早于跟进日期 {date}",
        "下次聯絡日期 {value} 早於跟進日期 {date}",
        "The next date, {value}, is before the follow-up itself, {date}",
    ),
    hint=CORRECT_DATE,
)
def next_before_date(book: Checked) -> Iterator[Hit]:
    """The next contact was promised for a day before the contact in which it was promised.

    It shows as overdue from the start.

    Bad: follow-up on 2026-03-10, next date 2026-02-10.
    Good: follow-up on 2026-03-10, next date 2026-04-10.
    """
    dates, following = book.values("follow_ups", "date"), book.values("follow_ups", "next_date")
    yield from hits(book, "follow_ups", "next_date", following < dates, date=dates)


@rule(
    "D301",
    WARNING,
    message=labels("购买日期 {value} 在将来", "購買日期 {value} 在未來", "The purchase of {value} is in the future"),
    hint=labels(
        "改正日期；到那天之前，这笔不计入",
        "更正日期；到那天之前，這筆不計入",
        "Correct the date; until then the purchase does not count",
    ),
)
def bought_in_the_future(book: Checked) -> Iterator[Hit]:
    """A purchase is dated after the as-of date.

    It is left out of every total until that day.

    Bad: date 2062-03-05.
    Good: date 2026-03-05.
    """
    yield from hits(book, "purchases", "date", book.values("purchases", "date") > book.as_of)


@rule(
    "D302",
    WARNING,
    message=labels(
        "收款日期 {value} 早于购买日期 {date}",
        "收款日期 {value} 早於購買日期 {date}",
        "Paid on {value}, before the purchase of {date}",
    ),
    hint=labels(
        "核对两个日期；预付款可以忽略",
        "核對兩個日期；預付款可以忽略",
        "Check both dates, unless it was paid in advance",
    ),
)
def paid_before_purchase(book: Checked) -> Iterator[Hit]:
    """A purchase was paid before it was made.

    It may be a payment in advance; more often day and month, or the year, were mistyped.

    Bad: bought on 2026-03-05, paid on 2025-03-20.
    Good: bought on 2026-03-05, paid on 2026-03-20.
    """
    bought, paid = book.values("purchases", "date"), book.values("purchases", "paid_on")
    yield from hits(book, "purchases", "paid_on", paid < bought, date=bought)


@rule(
    "D303",
    WARNING,
    message=labels(
        "应收日期 {value} 早于购买日期 {date}",
        "應收日期 {value} 早於購買日期 {date}",
        "Due on {value}, before the purchase of {date}",
    ),
    hint=CORRECT_DATE,
)
def due_before_purchase(book: Checked) -> Iterator[Hit]:
    """A payment falls due before the purchase.

    It counts as overdue from the first day, and reminders go to customers who owe nothing yet.

    Bad: bought on 2026-03-05, due on 2026-02-05.
    Good: bought on 2026-03-05, due on 2026-04-05.
    """
    bought, due = book.values("purchases", "date"), book.values("purchases", "due_date")
    yield from hits(book, "purchases", "due_date", due < bought, date=bought)


@rule(
    "D304",
    WARNING,
    message=labels("收款日期 {value} 在将来", "收款日期 {value} 在未來", "Paid On, {value}, is in the future"),
    hint=labels(
        "改正日期；预计的收款日填在“应收日期”列",
        "更正日期；預計的收款日填在「應收日期」欄",
        "Correct it; the day on which payment is expected is the Due Date",
    ),
)
def paid_in_the_future(book: Checked) -> Iterator[Hit]:
    """A payment is dated after the as-of date.

    What has not been paid yet is no payment: the receivable looks smaller than it is.

    Bad: paid on 2062-03-20.
    Good: due on 2026-06-20, and Paid On blank.
    """
    yield from hits(book, "purchases", "paid_on", book.values("purchases", "paid_on") > book.as_of)


@rule(
    "D601",
    WARNING,
    message=labels(
        "{column} {value} 早得不合常理", "{column} {value} 早得不合常理", "{column} {value} is too long ago to be true"
    ),
    hint=labels("核对年份", "核對年份", "Check the year"),
)
def too_long_ago(book: Checked) -> Iterator[Hit]:
    """A contact, a purchase or a review is dated before 1990.

    The year was mistyped, or a bare number was taken for a date. The row falls out of the last twelve months.

    Bad: a purchase on 1926-03-05.
    Good: a purchase on 2026-03-05.
    """
    for table, column in (("follow_ups", "date"), ("purchases", "date"), ("assets", "review_date")):
        yield from hits(book, table, column, book.values(table, column) < FIRST_YEAR)
