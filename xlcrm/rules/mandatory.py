"""Rules on cells that must not be blank."""

from collections.abc import Iterator

import numpy as np

from xlcrm.labels import labels
from xlcrm.rules.checked import Array, Checked, blank, rows
from xlcrm.rules.engine import Hit, at, rule
from xlcrm.rules.finding import ERROR, INFO, WARNING

FOR_TOP_TIERS = ("phone", "birth_date", "risk_profile")
TOP_TIERS = 2


@rule(
    "V701",
    ERROR,
    message=labels("必填的{column}是空白", "必填的{column}是空白", "{column} must not be blank"),
    hint=labels("填上{column}，或删去整行", "填上{column}，或刪去整列", "Fill in {column}, or delete the row"),
)
def required_blank(book: Checked) -> Iterator[Hit]:
    """A cell that a row cannot do without is blank.

    A row without its customer counts for nobody, one without its date or amount for no time or nothing.

    Bad: a purchase with customer and product, but without date.
    Good: a purchase with customer, date, product and amount.
    """
    for records in book.book.tables.values():
        for column in (column.key for column in records.schema.columns if column.required):
            # A column that is not there, and a cell that was not understood, have findings of their own.
            there = np.array([column in source.columns for source in records.sources] or [True])
            for record in rows(blank(book.values(records.schema.key, column)) & there[records.source_of]):
                if column not in records.raw or records.cell_value(column, record) in (None, ""):
                    yield at(records, record, column)


@rule(
    "B501",
    WARNING,
    message=labels(
        "“{tier}”等级的客户应有{column}",
        "「{tier}」等級的客戶應有{column}",
        "A customer of the tier {tier} should have: {column}",
    ),
    hint=labels("下次联系时补上", "下次聯絡時補上", "Ask for it at the next contact"),
)
def blank_for_top_tier(book: Checked) -> Iterator[Hit]:
    """A customer of the two best tiers lacks a phone number, a date of birth or a risk profile.

    These are the customers who are called every month and advised on their holdings: without the profile no product
    can be offered to them.

    Bad: a customer of the top tier without risk profile.
    Good: the same customer with `C3 Balanced`.
    """
    if not len(book["customers"]):
        return
    best = [tier.name for tier in book.settings.policy.tiers if tier.name][:TOP_TIERS]
    customers = book["customers"]
    tiers = book.measures["tier"]
    in_best = tiers.isin(best).to_numpy()
    people = book.or_default("customers", "customer_type") != "company"
    for column in FOR_TOP_TIERS:
        wanted = in_best if column == "phone" else in_best & people
        for record in rows(wanted & _empty(book, column)):
            yield at(customers, record, column, tier=tiers.iat[record])


@rule(
    "B502",
    INFO,
    message=labels("没有填客户经理", "沒有填客戶經理", "No account manager is given"),
    hint=labels("填上负责的客户经理", "填上負責的客戶經理", "Fill in who looks after the customer"),
    foldable=True,
)
def no_manager(book: Checked) -> Iterator[Hit]:
    """A customer has no account manager where other customers have one.

    Lists by manager leave the customer out, so nobody calls.

    Bad: Account Manager blank in a book where most rows name one.
    Good: every row names its account manager; or none does, in a book of one manager.
    """
    without = _empty(book, "manager")
    if not without.all():
        for record in rows(without):
            yield at(book["customers"], record, "manager")


def _empty(book: Checked, column: str) -> Array:
    """Which customers have nothing in a column; what was not understood is not nothing."""
    customers = book["customers"]
    empty = np.array(blank(book.values("customers", column)))
    for record in rows(empty):
        empty[record] = column not in customers.raw or customers.cell_value(column, record) in (None, "")
    return empty
