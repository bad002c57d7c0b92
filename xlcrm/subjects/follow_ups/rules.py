"""Rules on follow-ups: their dates, and promises."""


from xlcrm.labels import labels
from xlcrm.rules.cells import CORRECT_DATE, Rows, before, cells, in_the_future, same_rows
from xlcrm.rules.checked import Array
from xlcrm.rules.finding import INFO, WARNING
from xlcrm.rules.rule import Rules

DELETE_ONE = labels("若是重复录入，删去一行", "若是重複輸入，刪去一列", "Delete one of the rows if it was entered twice")

RULES = Rules()


def _is_done(row: Rows) -> Array:
    found: Array = row.or_default("done") == True  # noqa: E712 - a column of objects, some of them None
    return found


def _is_open(row: Rows) -> Array:
    found: Array = row.or_default("done") == False  # noqa: E712 - a column of objects, some of them None
    return found


RULES.add(
    "D201", WARNING, in_the_future("follow_ups.date", _is_done),
    labels("跟进日期 {value} 在将来，却标为已完成", "跟進日期 {value} 在未來，卻標為已完成", "The follow-up of {value} is in the future, but done"),
    labels("改正日期，或把“已完成”改为“否”", "更正日期，或把「已完成」改為「否」", "Correct the date, or set Done to No"),
    what="A follow-up after the as-of date is marked as done, or Done is blank, which means done.",
    why="It is not counted as a contact until its day has come; a plan belongs there with Done set to No.",
    bad="date 2027-05-01, Done Yes.", good="date 2027-05-01, Done No; or date 2026-03-01, Done Yes.",
)

RULES.add(
    "D202", WARNING, before("follow_ups.next_date", date="date"),
    labels("下次联系日期 {value} 早于跟进日期 {date}", "下次聯絡日期 {value} 早於跟進日期 {date}", "The next date, {value}, is before the follow-up itself, {date}"),
    CORRECT_DATE,
    what="The next contact was promised for a day before the contact in which it was promised.",
    why="It shows as overdue from the start.",
    bad="follow-up on 2026-03-10, next date 2026-02-10.", good="follow-up on 2026-03-10, next date 2026-04-10.",
)

RULES.add(
    "K201", WARNING, same_rows("follow_ups.date", ["customer_id", "date", "channel"], ["subject", "content"]),
    labels("与 {first} 是同一次跟进", "與 {first} 是同一次跟進", "This is the follow-up of {first} once more"), DELETE_ONE,
    what="Two follow-ups agree in customer, day, channel, subject and content.",
    why="The contact is counted twice, and activity per manager looks higher than it is.",
    bad="the same call with the same content in rows 5 and 9.", good="two calls on one day with contents of their own.",
)

RULES.add(
    "B404", WARNING, cells("follow_ups.next_date", lambda row: _is_open(row) & (row["next_date"] < row.as_of)),
    labels("约定在 {value} 联系客户，仍未完成", "約定在 {value} 聯絡客戶，仍未完成", "A contact was promised for {value} and is not done"),
    labels("联系客户；已完成的把“已完成”改为“是”", "聯絡客戶；已完成的把「已完成」改為「是」", "Keep the promise; if it was kept, set Done to Yes"),
    what="The next date of a follow-up has passed, and the follow-up is not done.",
    why="The customer expected to hear from us on that day.",
    bad="next date 2026-03-10, Done No, on 2026-03-31.", good="next date 2026-03-10, Done Yes; or next date 2026-04-10, Done No.",
)

RULES.add(
    "B405", WARNING, cells("follow_ups.date", lambda row: _is_open(row) & (row["date"] < row.as_of) & ~row.given("next_date")),
    labels("计划在 {value} 的跟进已过期，仍未完成", "計畫在 {value} 的跟進已過期，仍未完成", "The follow-up planned for {value} is past and not done"),
    labels("完成后改为“是”，或填上新的约定日期", "完成後改為「是」，或填上新的約定日期", "Set Done to Yes if it took place, or fill in a next date"),
    what="A follow-up before the as-of date is not done, and no next date was agreed.",
    why="It is neither a contact nor a promise, and is on no list.",
    bad="date 2026-03-01, Done No, next date blank.", good="date 2026-03-01, Done No, next date 2026-04-05.",
)

RULES.add(
    "B406", INFO, cells("follow_ups.next_action", lambda row: row.given("next_action") & row.empty("next_date")),
    labels("写了下一步行动“{value}”，但没有日期", "寫了下一步行動「{value}」，但沒有日期", 'The next action "{value}" has no date'),
    labels("填上下次联系日期，才会出现在待办里", "填上下次聯絡日期，才會出現在待辦裡", "Fill in the next date, so that it shows in the to-do list"),
    foldable=True,
    what="A follow-up says what comes next, but not when.",
    why="Without a date it is on no list, and is forgotten.",
    bad="next action `send the offer`, next date blank.", good="next action `send the offer`, next date 2026-04-02.",
)
