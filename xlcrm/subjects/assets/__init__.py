"""Asset reviews: holdings at each review, and what changed since the last."""

from xlcrm.schema.subject import Subject
from xlcrm.subjects.assets.settings import FACTORS
from xlcrm.subjects.assets.sheets import REVIEW
from xlcrm.subjects.assets.tables import ASSETS

SUBJECT = Subject("assets", ASSETS.labels, place=50, tables=(ASSETS,), sheets=(REVIEW,), factors=FACTORS, core=True)
