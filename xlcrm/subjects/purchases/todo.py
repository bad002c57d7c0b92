"""What purchases ask for: what is overdue and not paid."""

from xlcrm.labels import labels
from xlcrm.measures.predicates import before_today
from xlcrm.measures.todo import ToDo
from xlcrm.subjects.purchases.measures import unpaid

RECEIVABLES = ToDo(
    key="receivable",
    labels=labels("应收逾期", "應收逾期", "Receivable"),
    place=50,
    table="purchases",
    day="due_date",
    where=before_today("due_date"),
    details=("product",),
    amount=unpaid,
    if_unpaid=True,
)
