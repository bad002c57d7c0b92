"""Rules on rows that stand twice and on people who are probably one; they are suggested, never merged."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from xlcrm.labels import Labels, labels
from xlcrm.rules.checked import Checked
from xlcrm.rules.engine import Hit, at, rule
from xlcrm.rules.finding import WARNING
from xlcrm.rules.keys import spelling

SAME_ID = labels("证件号码相同", "證件號碼相同", "the same ID number")
SAME_PHONE = labels("电话相同", "電話相同", "the same phone")
SAME_NAME_AND_BIRTHDAY = labels("姓名和生日都相同", "姓名和生日都相同", "the same name and birthday")

MERGE = labels(
    "若是同一个人，合并成一行并改正各表里的编号",
    "若是同一個人，合併成一列並更正各表裡的編號",
    "If they are one, merge the rows and correct the IDs in the other tables",
)
DELETE_ONE = labels(
    "若是重复录入，删去一行", "若是重複輸入，刪去一列", "Delete one of the rows if it was entered twice"
)
SAME_PERSON = labels(
    "“{name}”与 {other} 的“{other_name}”可能是同一个人：{evidence}",
    "「{name}」與 {other} 的「{other_name}」可能是同一個人：{evidence}",
    '"{name}" may be "{other_name}" of {other}: {evidence}',
)

FEWEST_PHONE_DIGITS = 7


@dataclass
class Pair:
    """Two rows of Customers that are probably one customer, the later one first, and what speaks for it."""

    record: int
    other: int
    evidence: list[Labels] = field(default_factory=list)


def _pairs(book: Checked) -> list[Pair]:
    """Every probable pair, with all its evidence, the strongest first."""
    customers = book.book.customers
    named = customers["name"].map(spelling, na_action="ignore")
    birthday = customers["birth_date"]
    born = pd.Series(list(zip(named, birthday, strict=True)), dtype=object).where(
        named.notna() & birthday.notna(), None
    )
    digits = [_digits(text) for text in customers["phone"]]
    found: dict[tuple[int, int], Pair] = {}
    for evidence, keys in (
        (SAME_ID, customers["id_number"].map(spelling, na_action="ignore").tolist()),
        (SAME_PHONE, digits),
        (SAME_NAME_AND_BIRTHDAY, born.tolist()),
    ):
        for record, other in _twice(keys):
            found.setdefault((record, other), Pair(record, other)).evidence.append(evidence)
    # The same ID twice is another rule's finding.
    ids = customers["customer_id"]
    return [pair for pair in found.values() if ids.iat[pair.record] != ids.iat[pair.other]]


def _digits(text: object) -> str | None:
    digits = "".join(filter(str.isdigit, text)) if isinstance(text, str) else ""
    return digits if len(digits) >= FEWEST_PHONE_DIGITS else None


def _twice(keys: Sequence[Hashable | None]) -> Iterator[tuple[int, int]]:
    """Each position whose key stood before, with the first such position."""
    first: dict[Hashable, int] = {}
    for record, key in enumerate(keys):
        if isinstance(key, str | tuple):
            other = first.setdefault(key, record)
            if other != record:
                yield record, other


def _suggest(book: Checked, strongest: Labels, column: str) -> Iterator[Hit]:
    customers = book["customers"]
    names = customers["name"]
    for pair in book.once(_pairs):
        if pair.evidence[0] is strongest:
            yield at(
                customers,
                pair.record,
                column,
                name=names.iat[pair.record],
                other=customers.place(pair.other, column),
                other_name=names.iat[pair.other],
                evidence=tuple(pair.evidence),
            )


@rule(
    "K201",
    WARNING,
    message=labels("与 {first} 是同一次跟进", "與 {first} 是同一次跟進", "This is the follow-up of {first} once more"),
    hint=DELETE_ONE,
)
def same_follow_up(book: Checked) -> Iterator[Hit]:
    """Two follow-ups agree in customer, day, channel, subject and content.

    The contact is counted twice, and activity per manager looks higher than it is.

    Bad: the same call with the same content in rows 5 and 9.
    Good: two calls on one day with contents of their own.
    """
    yield from _same_rows(book, "follow_ups", ["customer_id", "date", "channel"], ["subject", "content"], "date")


@rule(
    "K202",
    WARNING,
    message=labels("与 {first} 是同一项资产", "與 {first} 是同一項資產", "This is the holding of {first} once more"),
    hint=labels(
        "若是重复录入，删去一行；若是两笔，用名称区分",
        "若是重複輸入，刪去一列；若是兩筆，用名稱區分",
        "Delete one of the rows if it was entered twice; tell two holdings apart by their names",
    ),
)
def same_holding(book: Checked) -> Iterator[Hit]:
    """A review lists one holding twice: same customer, institution, name, start and value.

    The total of that review is too high, and so is the change since the one before.

    Bad: `3-year deposit` of 200,000 from 2024-05-01 in two rows of one review.
    Good: `3-year deposit` and `3-year deposit (2)`.
    """
    key = ["customer_id", "review_date", "asset_class", "name", "value"]
    yield from _same_rows(book, "assets", key, ["institution", "acquired_on", "maturity", "cost", "currency"], "name")


@rule(
    "K203",
    WARNING,
    message=labels("与 {first} 是同一笔购买", "與 {first} 是同一筆購買", "This is the purchase of {first} once more"),
    hint=labels(
        "若是重复录入，删去一行；若是两笔，填上订单编号",
        "若是重複輸入，刪去一列；若是兩筆，填上訂單編號",
        "Delete one of the rows if it was entered twice; give two purchases their order numbers",
    ),
)
def same_purchase(book: Checked) -> Iterator[Hit]:
    """Two purchases without an order number agree in customer, day, product and amount.

    Most often the row was pasted twice, and the revenue counts twice.

    Bad: `Fund A`, 10,000 on 2026-03-05 in two rows, both without order number.
    Good: the same rows with the orders `S-88` and `S-89`.
    """
    without_number = book.book.purchases["order_no"].isna().to_numpy()
    key = ["customer_id", "date", "product", "amount"]
    yield from _same_rows(book, "purchases", key, ["quantity", "salesperson"], "product", without_number)


@rule("K301", WARNING, message=SAME_PERSON, hint=MERGE)
def people_with_one_id(book: Checked) -> Iterator[Hit]:
    """Two customers have the same ID number.

    One person with two rows is ranked too low in both, and is called twice.

    Bad: `C0017` and `C0043`, both with the ID number `110101199003074514`.
    Good: one row for that person.
    """
    yield from _suggest(book, SAME_ID, "id_number")


@rule("K302", WARNING, message=SAME_PERSON, hint=MERGE)
def people_with_one_phone(book: Checked) -> Iterator[Hit]:
    """Two customers have the same phone number.

    They may be a couple; more often one person was entered twice, once by a short name.

    Bad: `Li Wei` and `Mr Li`, both with 13800138000.
    Good: one row for Li Wei; or husband and wife, each with a number of their own.
    """
    yield from _suggest(book, SAME_PHONE, "phone")


@rule("K303", WARNING, message=SAME_PERSON, hint=MERGE)
def people_with_one_birthday(book: Checked) -> Iterator[Hit]:
    """Two customers have the same name and the same date of birth.

    Namesakes born on one day are rare in one book; one person entered twice is not.

    Bad: `C0017` and `C0043`, both Li Wei, born 1990-03-07.
    Good: one row for Li Wei, or ID numbers that tell the two apart.
    """
    yield from _suggest(book, SAME_NAME_AND_BIRTHDAY, "birth_date")


def _same_rows(
    book: Checked,
    table: str,
    given: list[str],
    also: list[str],
    shown_at: str,
    among: np.ndarray | None = None,
) -> Iterator[Hit]:
    """Rows that agree with one above in the columns `given`, none of them blank, and in `also`, blank or not."""
    records = book[table]
    frame = records.frame[given + also]
    candidates = frame[given].notna().all(axis=1)
    if among is not None:
        candidates &= among
    frame = frame[candidates]
    doubled = frame[frame.duplicated(given, keep=False)]
    if doubled.empty:
        return
    first: dict[tuple[object, ...], int] = {}
    for record, *values in doubled.astype(object).where(doubled.notna(), None).itertuples(name=None):
        other = first.setdefault(tuple(values), record)
        if other != record:
            yield at(records, record, shown_at, first=records.place(other, shown_at))
