"""Purchases: what customers bought, and what they still owe."""

from xlcrm.schema.subject import Subject
from xlcrm.subjects.purchases.tables import PURCHASES

SUBJECT = Subject("purchases", PURCHASES.labels, place=30, tables=(PURCHASES,), core=True)
