"""What follow-ups ask for: what was promised, and the calls and visits of the contact plan."""

from xlcrm.labels import labels
from xlcrm.measures.todo import ToDo
from xlcrm.subjects.follow_ups.measures import not_done

PROMISES = ToDo(
    key="promise",
    labels=labels("约定跟进", "約定跟進", "Promise"),
    place=10,
    counted=10,
    table="follow_ups",
    day="next_date",
    where=not_done,
    details=("next_action", "subject"),
)
VISITS = ToDo(
    key="visit",
    labels=labels("拜访", "拜訪", "Visit"),
    place=30,
    counted=30,
    day="visit_due",
    last=("last_visit", labels("上次拜访 {day}", "上次拜訪 {day}", "Last visit {day}")),
)
CALLS = ToDo(
    key="call",
    labels=labels("电话联系", "電話聯絡", "Call"),
    place=40,
    counted=20,
    day="call_due",
    last=("last_contact", labels("上次联系 {day}", "上次聯絡 {day}", "Last contact {day}")),
)
