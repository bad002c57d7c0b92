"""The Client Card's list of purchases."""

from xlcrm.labels import labels
from xlcrm.pages.card_lists import CardList, ListColumn, of_table
from xlcrm.pages.row_list import RowList
from xlcrm.pages.tables import Cell
from xlcrm.schema.types import MONEY
from xlcrm.subjects.purchases.lists import PURCHASES as PURCHASES_OF_CUSTOMER

UNPAID = labels("未收金额", "未收金額", "Outstanding")


def _unpaid(rows: RowList, number: int) -> Cell:
    """What a purchase with a due date leaves to be paid."""
    due, amount = rows.formula(number, "due_date"), rows.formula(number, "amount")
    template = f'IF({due}="","",ROUND(N({amount})-N({rows.formula(number, "paid_amount")}),2))'
    owed = None
    if rows.value(number, "due_date") is not None:
        owed = round((rows.value(number, "amount") or 0.0) - (rows.value(number, "paid_amount") or 0.0), 2)
    return rows.in_currency(number, (template, owed))


_KEYS = ("date", "product", "category", "amount", "due_date")

LISTS = (
    CardList(
        30,
        labels("最近购买", "最近購買", "Latest purchases"),
        PURCHASES_OF_CUSTOMER,
        10,
        (
            *(of_table("purchases", key, column) for column, key in enumerate(_KEYS)),
            ListColumn(5, 5, UNPAID, MONEY, _unpaid),
        ),
        alarm="AND(ISNUMBER(E{row}),N(E{row})<as_of,{above_zero})",
    ),
)
