"""Follow-ups: contacts and promises."""

from xlcrm.schema.subject import Subject
from xlcrm.subjects.follow_ups.tables import FOLLOW_UPS

SUBJECT = Subject("follow_ups", FOLLOW_UPS.labels, place=20, tables=(FOLLOW_UPS,), core=True)
