"""Insurance: policies, what they cover, and where cover is missing."""

from xlcrm.schema.subject import Subject
from xlcrm.subjects.insurance.settings import FACTORS
from xlcrm.subjects.insurance.sheets import COVERAGE
from xlcrm.subjects.insurance.tables import INSURANCE

SUBJECT = Subject(
    "insurance", INSURANCE.labels, place=40, tables=(INSURANCE,), sheets=(COVERAGE,), factors=FACTORS, core=True
)
