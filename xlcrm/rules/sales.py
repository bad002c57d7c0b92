"""Rules on amounts and payments of purchases."""

from collections.abc import Iterator

import numpy as np

from xlcrm.labels import labels
from xlcrm.rules.checked import Checked, blank, rows
from xlcrm.rules.dates import hits
from xlcrm.rules.engine import Hit, at, rule
from xlcrm.rules.finding import INFO, WARNING

HALF_A_CENT = 0.005


@rule(
    "B101",
    WARNING,
    message=labels(
        "金额 {value} 不等于数量 {quantity} × 单价 {price}（{product}）",
        "金額 {value} 不等於數量 {quantity} × 單價 {price}（{product}）",
        "The amount {value} is not {quantity} x {price} ({product})",
    ),
    hint=labels(
        "改正其中一项；有折扣的请按折后单价填",
        "更正其中一項；有折扣的請按折後單價填",
        "Correct one of the three; with a discount give the discounted unit price",
    ),
)
def amount_is_not_the_product(book: Checked) -> Iterator[Hit]:
    """An amount is not quantity times unit price.

    One of the three was mistyped; if it is the amount, revenue and tier are wrong. Rounding of the unit price to cents
    is allowed for.

    Bad: quantity 3, unit price 500, amount 150.
    Good: quantity 3, unit price 500, amount 1500.
    """
    quantity, price = book.values("purchases", "quantity"), book.values("purchases", "unit_price")
    product = quantity * price
    wrong = np.abs(product - book.values("purchases", "amount")) > HALF_A_CENT * np.abs(quantity) + 2 * HALF_A_CENT
    yield from hits(book, "purchases", "amount", wrong, quantity=quantity, price=price, product=np.round(product, 2))


@rule(
    "B102",
    WARNING,
    message=labels(
        "已收金额 {value} 超过金额 {amount}",
        "已收金額 {value} 超過金額 {amount}",
        "The paid amount {value} is more than the amount {amount}",
    ),
    hint=labels(
        "核对两个金额；多收的款另记一笔",
        "核對兩個金額；多收的款另記一筆",
        "Check both; what was paid too much belongs in a row of its own",
    ),
)
def paid_too_much(book: Checked) -> Iterator[Hit]:
    """More was paid for a purchase than it cost.

    The receivable becomes negative and hides what others owe.

    Bad: amount 1000, paid 10000.
    Good: amount 1000, paid 1000.
    """
    amount, paid = book.values("purchases", "amount"), book.values("purchases", "paid_amount")
    yield from hits(book, "purchases", "paid_amount", (amount >= 0) & (paid > amount + HALF_A_CENT), amount=amount)


@rule(
    "B103",
    WARNING,
    message=labels(
        "{owed} 应在 {value} 收回，已逾期",
        "{owed} 應在 {value} 收回，已逾期",
        "{owed} was due on {value} and is overdue",
    ),
    hint=labels("催收；已收的填上已收金额", "催收；已收的填上已收金額", "Ask for it, or fill in what was paid"),
)
def receivable_overdue(book: Checked) -> Iterator[Hit]:
    """A purchase is not paid in full although its due date has passed.

    It belongs on the agenda of the next call, before anything new is offered.

    Bad: amount 1000, paid 200, due 2026-01-31, in March 2026.
    Good: amount 1000, paid 1000.
    """
    due = book.values("purchases", "due_date")
    owed = book.values("purchases", "amount") - np.nan_to_num(book.values("purchases", "paid_amount"))
    yield from hits(book, "purchases", "due_date", (due < book.as_of) & (owed > HALF_A_CENT), owed=np.round(owed, 2))


@rule(
    "B104",
    INFO,
    message=labels(
        "成本 {value} 高于金额 {amount}",
        "成本 {value} 高於金額 {amount}",
        "The cost {value} is more than the amount {amount}",
    ),
    hint=labels(
        "核对成本；亏本的生意请在备注里说明",
        "核對成本；虧本的生意請在備註裡說明",
        "Check the cost; say in the notes why it was sold at a loss",
    ),
)
def sold_at_a_loss(book: Checked) -> Iterator[Hit]:
    """A purchase cost more than the customer paid for it.

    It may be meant so; more often the cost is that of the whole lot, and the margin of the customer looks negative.

    Bad: amount 500, cost 4500.
    Good: amount 500, cost 450.
    """
    amount, cost = book.values("purchases", "amount"), book.values("purchases", "cost")
    yield from hits(book, "purchases", "cost", (amount > 0) & (cost > amount), amount=amount)


@rule(
    "B105",
    WARNING,
    message=labels(
        "退货 {value}，但该客户此前没有买过“{product}”",
        "退貨 {value}，但該客戶此前沒有買過「{product}」",
        'A return of {value}, but the customer has not bought "{product}" before',
    ),
    hint=labels(
        "核对客户编号、产品和正负号", "核對客戶編號、產品和正負號", "Check the customer, the product and the sign"
    ),
)
def return_never_bought(book: Checked) -> Iterator[Hit]:
    """A negative amount takes back a product that the customer did not buy up to that day.

    The minus sign is a slip, or the return was entered for another customer; either way two totals are wrong.

    Bad: `Fund A` at -10,000, and no earlier purchase of `Fund A`.
    Good: `Fund A` at 10,000 in January and at -10,000 in March.
    """
    purchases = book["purchases"]
    returned = (book.values("purchases", "amount") < 0) & (book.owner("purchases") >= 0)
    returned &= ~blank(book.values("purchases", "product")) & ~blank(book.values("purchases", "date"))
    if not returned.any():
        return
    frame = purchases.frame[["product", "date", "amount"]].assign(owner=book.owner("purchases"))
    first = frame[frame["amount"] > 0].groupby(["owner", "product"])["date"].min()
    for record in rows(returned):
        row = frame.iloc[record]
        bought = first.get((row["owner"], row["product"]))
        if bought is None or not bought <= row["date"]:
            yield at(purchases, record, "amount", product=row["product"])


@rule(
    "B106",
    WARNING,
    message=labels(
        "填了收款日期 {value}，但没有已收金额",
        "填了收款日期 {value}，但沒有已收金額",
        "Paid on {value}, but no paid amount is given",
    ),
    hint=labels(
        "填上已收金额，或清空收款日期", "填上已收金額，或清空收款日期", "Fill in the paid amount, or clear the date"
    ),
)
def paid_without_amount(book: Checked) -> Iterator[Hit]:
    """A purchase has a day of payment, but not how much was paid.

    It still counts as owed in full, and the customer is asked for money that was paid.

    Bad: paid on 2026-03-20, paid amount blank.
    Good: paid on 2026-03-20, paid amount 1000.
    """
    purchases = book["purchases"]
    paid = ~np.isnat(book.values("purchases", "paid_on")) & np.isnan(book.values("purchases", "paid_amount"))
    for record in rows(paid):
        if "paid_amount" not in purchases.raw or purchases.cell_value("paid_amount", record) in (None, ""):
            yield at(purchases, record, "paid_on")


@rule(
    "B107",
    WARNING,
    message=labels(
        "应收余额 {receivable} 超过信用额度 {value}",
        "應收餘額 {receivable} 超過信用額度 {value}",
        "The customer owes {receivable}, more than the credit limit of {value}",
    ),
    hint=labels("先收回欠款，或申请提高额度", "先收回欠款，或申請提高額度", "Collect first, or have the limit raised"),
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
        yield from hits(book, "customers", "credit_limit", receivable > limit + HALF_A_CENT, receivable=receivable)
