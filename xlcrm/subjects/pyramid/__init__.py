"""The customer pyramid: who is active, and in which tier."""

from xlcrm.labels import labels
from xlcrm.schema.subject import Subject
from xlcrm.subjects.pyramid.sheets import PYRAMID

SUBJECT = Subject("pyramid", labels("客户金字塔", "客戶金字塔", "Pyramid"), place=15, sheets=(PYRAMID,), core=True)
