"""What insurance asks for: premiums, and policies that end, of those in force."""

from xlcrm.labels import labels
from xlcrm.measures.todo import ToDo
from xlcrm.subjects.insurance.measures import in_force

PREMIUMS = ToDo(
    key="premium",
    labels=labels("续期保费", "續期保費", "Premium due"),
    place=60,
    counted=50,
    table="insurance",
    day="next_due",
    where=in_force,
    details=("product", "insurer"),
    amount="premium",
)
ENDS = ToDo(
    key="policy_end",
    labels=labels("保单到期", "保單到期", "Policy ends"),
    place=70,
    table="insurance",
    day="end_date",
    where=in_force,
    details=("product", "insurer"),
    amount="sum_insured",
)
