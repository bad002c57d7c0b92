"""When the customer was last met, and when the contact plan of the tier wants the next call and visit."""

from xlcrm.labels import labels
from xlcrm.measures.expressions import latest
from xlcrm.measures.measure import Measure
from xlcrm.measures.predicates import is_, up_to_today
from xlcrm.schema.types import DATE
from xlcrm.subjects.pyramid.contact_plan import due_by_plan

PLACE = 33
"""On Overview contacts stand after purchases."""

not_done = is_("done", "no")
is_contact = up_to_today("date") & is_("done", "yes")
in_person = is_("channel", "visit", "meeting", "review")

last_contact = Measure("last_contact", DATE, labels("最近联系", "最近聯絡", "Last Contact"),
    latest("follow_ups.date", where=is_contact))
last_visit = Measure("last_visit", DATE, labels("最近拜访", "最近拜訪", "Last Visit"),
    latest("follow_ups.date", where=is_contact & in_person))
call_due = Measure("call_due", DATE, labels("应联系日", "應聯絡日", "Call Due"), due_by_plan("call", last_contact))
visit_due = Measure("visit_due", DATE, labels("应拜访日", "應拜訪日", "Visit Due"), due_by_plan("visit", last_visit))
