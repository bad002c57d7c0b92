"""What assets ask for: reviews by the contact plan, and holdings of the latest review that mature after it."""

from xlcrm.labels import labels
from xlcrm.measures.predicates import Compare
from xlcrm.measures.todo import ToDo
from xlcrm.subjects.assets.measures import at_review, review_date

REVIEWS = ToDo(
    key="review",
    labels=labels("资产回顾", "資產檢視", "Asset review"),
    place=20,
    counted=40,
    day="review_due",
    last=("review_date", labels("上次回顾 {day}", "上次檢視 {day}", "Last review {day}")),
)
MATURITIES = ToDo(
    key="maturity",
    labels=labels("资产到期", "資產到期", "Holding matures"),
    place=80,
    table="assets",
    day="maturity",
    where=at_review & Compare("maturity", ">=", review_date),
    details=("name", "institution"),
    amount="value",
)
