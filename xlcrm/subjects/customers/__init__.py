"""Customers: who they are."""

from xlcrm.schema.subject import Subject
from xlcrm.subjects.customers.tables import CUSTOMERS

SUBJECT = Subject("customers", CUSTOMERS.labels, place=10, tables=(CUSTOMERS,), core=True)
