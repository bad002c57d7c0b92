"""What assets ask for: reviews by the contact plan, and holdings of the latest review that mature after it."""

from xlcrm.labels import labels
from xlcrm.measures.predicates import since
from xlcrm.measures.todo import MeasureDue, RowsDue
from xlcrm.subjects.assets.measures import at_review, review_date, value_base

REVIEWS = MeasureDue(
    key="review",
    labels=labels("资产回顾", "資產檢視", "Asset review"),
    place=20,
    counted=40,
    measure="review_due",
)
MATURITIES = RowsDue(
    key="maturity",
    labels=labels("资产到期", "資產到期", "Holding matures"),
    place=80,
    table="assets",
    day="maturity",
    where=at_review & since("maturity", review_date),
    details=("name", "institution"),
    amount=value_base,
)
