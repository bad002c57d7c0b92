"""The customer pyramid: who is active, and in which tier."""

from xlcrm.schema.subject import Subject
from xlcrm.subjects.pyramid.sheets import PYRAMID

SUBJECT = Subject("pyramid", PYRAMID.labels, place=15, sheets=(PYRAMID,), core=True)
