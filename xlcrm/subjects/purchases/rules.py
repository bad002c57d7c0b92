"""Rules on purchases: their dates, amounts and payments."""

from collections.abc import Iterator

import numpy as np

from xlcrm.labels import labels
from xlcrm.rules.cells import CORRECT_DATE, Rows, before, cells, in_the_future, same_rows
from xlcrm.rules.checked import Array, Checked, positions
from xlcrm.rules.finding import INFO, WARNING
from xlcrm.rules.rule import Hit, Rules, cell_hit

HALF_A_CENT = 0.005

RULES = Rules()


def _product(row: Rows) -> Array:
    return row["quantity"] * row["unit_price"]


def _is_not_the_product(row: Rows) -> Array:
    return np.abs(_product(row) - row["amount"]) > HALF_A_CENT * np.abs(row["quantity"]) + 2 * HALF_A_CENT


def _owed(row: Rows) -> Array:
    return row["amount"] - np.nan_to_num(row["paid_amount"])


RULES.add(
    "D301", WARNING, in_the_future("purchases.date"),
    labels("购买日期 {value} 在将来", "購買日期 {value} 在未來", "The purchase of {value} is in the future"),
    labels("改正日期；到那天之前，这笔不计入", "更正日期；到那天之前，這筆不計入", "Correct the date; until then the purchase does not count"),
    what="A purchase is dated after the as-of date.",
    why="It is left out of every total until that day.",
    bad="date 2062-03-05.", good="date 2026-03-05.",
)

RULES.add(
    "D302", WARNING, before("purchases.paid_on", date="date"),
    labels("收款日期 {value} 早于购买日期 {date}", "收款日期 {value} 早於購買日期 {date}", "Paid on {value}, before the purchase of {date}"),
    labels("核对两个日期；预付款可以忽略", "核對兩個日期；預付款可以忽略", "Check both dates, unless it was paid in advance"),
    what="A purchase was paid before it was made.",
    why="It may be a payment in advance; more often day and month, or the year, were mistyped.",
    bad="bought on 2026-03-05, paid on 2025-03-20.", good="bought on 2026-03-05, paid on 2026-03-20.",
)

RULES.add(
    "D303", WARNING, before("purchases.due_date", date="date"),
    labels("应收日期 {value} 早于购买日期 {date}", "應收日期 {value} 早於購買日期 {date}", "Due on {value}, before the purchase of {date}"),
    CORRECT_DATE,
    what="A payment falls due before the purchase.",
    why="It counts as overdue from the first day, and reminders go to customers who owe nothing yet.",
    bad="bought on 2026-03-05, due on 2026-02-05.", good="bought on 2026-03-05, due on 2026-04-05.",
)

RULES.add(
    "D304", WARNING, in_the_future("purchases.paid_on"),
    labels("收款日期 {value} 在将来", "收款日期 {value} 在未來", "Paid On, {value}, is in the future"),
    labels("改正日期；预计的收款日填在“应收日期”列", "更正日期；預計的收款日填在「應收日期」欄", "Correct it; the day on which payment is expected is the Due Date"),
    what="A payment is dated after the as-of date.",
    why="What has not been paid yet is no payment: the receivable looks smaller than it is.",
    bad="paid on 2062-03-20.", good="due on 2026-06-20, and Paid On blank.",
)

RULES.add(
    "K203", WARNING,
    same_rows("purchases.product", ["customer_id", "date", "product", "amount"], ["quantity", "salesperson", "currency"], lambda row: ~row.given("order_no")),
    labels("与 {first} 是同一笔购买", "與 {first} 是同一筆購買", "This is the purchase of {first} once more"),
    labels("若是重复录入，删去一行；若是两笔，填上订单编号", "若是重複輸入，刪去一列；若是兩筆，填上訂單編號", "Delete one of the rows if it was entered twice; give two purchases their order numbers"),
    what="Two purchases without an order number agree in customer, day, product and amount.",
    why="Most often the row was pasted twice, and the revenue counts twice.",
    bad="`Fund A`, 10,000 on 2026-03-05 in two rows, both without order number.", good="the same rows with the orders `S-88` and `S-89`.",
)

RULES.add(
    "B101", WARNING,
    cells("purchases.amount", _is_not_the_product, quantity="quantity", price="unit_price", product=lambda row: np.round(_product(row), 2)),
    labels("金额 {value} 不等于数量 {quantity} × 单价 {price}（{product}）", "金額 {value} 不等於數量 {quantity} × 單價 {price}（{product}）", "The amount {value} is not {quantity} x {price} ({product})"),
    labels("改正其中一项；有折扣的请按折后单价填", "更正其中一項；有折扣的請按折後單價填", "Correct one of the three; with a discount give the discounted unit price"),
    what="An amount is not quantity times unit price.",
    why="One of the three was mistyped; if it is the amount, revenue and tier are wrong. Rounding of the unit price to cents is allowed for.",
    bad="quantity 3, unit price 500, amount 150.", good="quantity 3, unit price 500, amount 1500.",
)

RULES.add(
    "B102", WARNING,
    cells("purchases.paid_amount", lambda row: (row["amount"] >= 0) & (row["paid_amount"] > row["amount"] + HALF_A_CENT), amount="amount"),
    labels("已收金额 {value} 超过金额 {amount}", "已收金額 {value} 超過金額 {amount}", "The paid amount {value} is more than the amount {amount}"),
    labels("核对两个金额；多收的款另记一笔", "核對兩個金額；多收的款另記一筆", "Check both; what was paid too much belongs in a row of its own"),
    what="More was paid for a purchase than it cost.",
    why="The receivable becomes negative and hides what others owe.",
    bad="amount 1000, paid 10000.", good="amount 1000, paid 1000.",
)

RULES.add(
    "B103", WARNING,
    cells("purchases.due_date", lambda row: (row["due_date"] < row.as_of) & (_owed(row) > HALF_A_CENT), owed=lambda row: np.round(_owed(row), 2)),
    labels("{owed} 应在 {value} 收回，已逾期", "{owed} 應在 {value} 收回，已逾期", "{owed} was due on {value} and is overdue"),
    labels("催收；已收的填上已收金额", "催收；已收的填上已收金額", "Ask for it, or fill in what was paid"),
    what="A purchase is not paid in full although its due date has passed.",
    why="It belongs on the agenda of the next call, before anything new is offered.",
    bad="amount 1000, paid 200, due 2026-01-31, in March 2026.", good="amount 1000, paid 1000.",
)

RULES.add(
    "B104", INFO,
    cells("purchases.cost", lambda row: (row["amount"] > 0) & (row["cost"] > row["amount"]), amount="amount"),
    labels("成本 {value} 高于金额 {amount}", "成本 {value} 高於金額 {amount}", "The cost {value} is more than the amount {amount}"),
    labels("核对成本；亏本的生意请在备注里说明", "核對成本；虧本的生意請在備註裡說明", "Check the cost; say in the notes why it was sold at a loss"),
    what="A purchase cost more than the customer paid for it.",
    why="It may be meant so; more often the cost is that of the whole lot, and the margin of the customer looks negative.",
    bad="amount 500, cost 4500.", good="amount 500, cost 450.",
)


@RULES.rule(
    "B105", WARNING,
    labels("退货 {value}，但该客户此前没有买过“{product}”", "退貨 {value}，但該客戶此前沒有買過「{product}」", 'A return of {value}, but the customer has not bought "{product}" before'),
    labels("核对客户编号、产品和正负号", "核對客戶編號、產品和正負號", "Check the customer, the product and the sign"),
)
def return_never_bought(book: Checked) -> Iterator[Hit]:
    """A negative amount takes back a product that the customer did not buy up to that day.

    The minus sign is a slip, or the return was entered for another customer; either way two totals are wrong.

    Bad: `Fund A` at -10,000, and no earlier purchase of `Fund A`.
    Good: `Fund A` at 10,000 in January and at -10,000 in March.
    """
    purchases = book["purchases"]
    returned = (book.values("purchases", "amount") < 0) & (book.owner("purchases") >= 0)
    returned &= (purchases["product"].notna() & purchases["date"].notna()).to_numpy()
    if not returned.any():
        return
    frame = purchases.frame[["product", "date", "amount"]].assign(owner=book.owner("purchases"))
    first = frame[frame["amount"] > 0].groupby(["owner", "product"])["date"].min()
    for record in positions(returned):
        row = frame.iloc[record]
        bought = first.get((row["owner"], row["product"]))
        if bought is None or not bought <= row["date"]:
            yield cell_hit(purchases, record, "amount", product=row["product"])


RULES.add(
    "B106", WARNING, cells("purchases.paid_on", lambda row: row.given("paid_on") & row.empty("paid_amount")),
    labels("填了收款日期 {value}，但没有已收金额", "填了收款日期 {value}，但沒有已收金額", "Paid on {value}, but no paid amount is given"),
    labels("填上已收金额，或清空收款日期", "填上已收金額，或清空收款日期", "Fill in the paid amount, or clear the date"),
    what="A purchase has a day of payment, but not how much was paid.",
    why="It still counts as owed in full, and the customer is asked for money that was paid.",
    bad="paid on 2026-03-20, paid amount blank.", good="paid on 2026-03-20, paid amount 1000.",
)


@RULES.rule(
    "B107", WARNING,
    labels("应收余额 {receivable} 超过信用额度 {value}", "應收餘額 {receivable} 超過信用額度 {value}", "The customer owes {receivable}, more than the credit limit of {value}"),
    labels("先收回欠款，或申请提高额度", "先收回欠款，或申請提高額度", "Collect first, or have the limit raised"),
)
def over_credit_limit(book: Checked) -> Iterator[Hit]:
    """A customer owes more than the credit limit allows.

    The next sale on credit needs somebody's consent.

    Bad: credit limit 50,000, receivable 80,000.
    Good: credit limit 50,000, receivable 20,000.
    """
    limit = book.values("customers", "credit_limit")
    if not np.isnan(limit).all():
        receivable = book.measures["receivable"].to_numpy()
        for record in positions(receivable > limit + HALF_A_CENT):
            yield cell_hit(book["customers"], record, "credit_limit", receivable=receivable[record])
