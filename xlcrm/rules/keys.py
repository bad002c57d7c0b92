"""Rules on IDs and on the links between the tables."""

import unicodedata
from collections.abc import Iterator

import numpy as np
import pandas as pd

from xlcrm.labels import labels
from xlcrm.model.book import Records, link_key
from xlcrm.rules.checked import Checked, blank, rows
from xlcrm.rules.engine import Hit, at, rule
from xlcrm.rules.finding import ERROR, NOTHING, WARNING, Phrase
from xlcrm.rules.nearest import Nearest

MEANT = labels("；最接近的是“{nearest}”", "；最接近的是「{nearest}」", '; the nearest is "{nearest}"')

ENOUGH = 200
"""For how many distinct unknown IDs the nearest is looked up: more of them come from another book, not from typing."""


def spelling(text: str) -> str:
    """An ID without regard to case, width and spaces."""
    return "".join(unicodedata.normalize("NFKC", text).upper().split())


def repeats(keys: pd.Series) -> Iterator[tuple[int, int]]:
    """Each row whose key stands in a row above, with the first such row; blank keys repeat nothing."""
    again = keys.duplicated() & keys.notna()
    if not again.any():
        return
    first = pd.Series(np.arange(len(keys)), index=keys).groupby(level=0).first()
    for record in rows(again.to_numpy()):
        yield record, int(first[keys.iat[record]])


@rule(
    "K101",
    ERROR,
    message=labels(
        "客户编号“{value}”已在 {first} 用过",
        "客戶編號「{value}」已在 {first} 用過",
        'The customer ID "{value}" is already used in {first}',
    ),
    hint=labels(
        "同一个人就合并成一行；不是同一个人就换一个编号",
        "同一個人就合併成一列；不是同一個人就換一個編號",
        "Merge the two rows if they are one customer, or give this one an ID of its own",
    ),
)
def duplicate_customer(book: Checked) -> Iterator[Hit]:
    """Two rows of Customers have the same ID.

    Purchases, policies and holdings find their customer by the ID. With two of them, both rows show the same
    figures, and every total counts them twice.

    Bad: `C0017` in A5 and `C0017` in A9.
    Good: `C0017` in A5 and `C0043` in A9.
    """
    customers = book["customers"]
    for record, first in repeats(customers["customer_id"]):
        yield at(customers, record, "customer_id", first=customers.place(first, "customer_id"))


@rule(
    "K102",
    ERROR,
    message=labels(
        "客户信息表里没有客户编号“{value}”{meant}",
        "客戶資料表裡沒有客戶編號「{value}」{meant}",
        'No customer has the ID "{value}"{meant}',
    ),
    hint=labels(
        "改正编号，或在客户信息表里补上这位客户",
        "更正編號，或在客戶資料表裡補上這位客戶",
        "Correct the ID, or add the customer to Customers",
    ),
)
def unknown_customer(book: Checked) -> Iterator[Hit]:
    """A row names a customer that the Customers sheet does not have.

    Without the link the row counts for nobody: it is missing from every total, card and review. The nearest ID that
    exists is suggested, never put in.

    Bad: Purchases has `C0O17` (a letter O), Customers has `C0017`.
    Good: Purchases has `C0017`.
    """
    for records in book.book.children:
        unknown = (book.owner(records.schema.key) < 0) & records["customer_id"].notna().to_numpy()
        yield from _unknown(book, records, "customer_id", unknown)


@rule(
    "K103",
    ERROR,
    message=labels(
        "客户编号“{value}”与 {first} 的“{other}”只差大小写、全半角或空格",
        "客戶編號「{value}」與 {first} 的「{other}」只差大小寫、全形半形或空格",
        'The customer ID "{value}" differs from "{other}" in {first} by case, width or spaces only',
    ),
    hint=labels(
        "Excel 把它们当成同一个编号；改用一个不同的编号",
        "Excel 把它們當成同一個編號；改用一個不同的編號",
        "Excel takes them for one ID; give one of them another",
    ),
)
def customer_spelled_twice(book: Checked) -> Iterator[Hit]:
    """Two rows of Customers have IDs that differ by case, full width or spaces only.

    Excel compares text without regard to case, so the rows of one customer count for the other as well; and
    nobody can tell the two apart when typing.

    Bad: `C001` in A5 and `c001` in A9.
    Good: `C001` in A5 and `C002` in A9.
    """
    customers = book["customers"]
    ids = customers["customer_id"]
    for record, first in repeats(ids.map(spelling, na_action="ignore")):
        if ids.iat[first] != ids.iat[record]:
            yield at(
                customers, record, "customer_id", first=customers.place(first, "customer_id"), other=ids.iat[first]
            )


@rule(
    "K104",
    ERROR,
    message=labels(
        "{column}“{value}”已在 {first} 登记过",
        "{column}「{value}」已在 {first} 登記過",
        '{column} "{value}" is already used in {first}',
    ),
    hint=labels(
        "删去重复的一行，或改正号码",
        "刪去重複的一列，或更正號碼",
        "Delete the row that is there twice, or correct the number",
    ),
)
def duplicate_number(book: Checked) -> Iterator[Hit]:
    """A number that can stand only once, such as a policy number, stands in two rows.

    The policy counts twice: cover and premiums look higher than they are.

    Bad: policy `P2024-001` in A3 and again in A8.
    Good: policy `P2024-001` in A3 alone.
    """
    for records in book.book.children:
        for column in (column.key for column in records.schema.columns if column.unique):
            for record, first in repeats(link_key(records[column])):
                yield at(records, record, column, first=records.place(first, column))


@rule(
    "K105",
    ERROR,
    message=labels(
        "{column}“{value}”下的“{together}”已在 {first} 登记过",
        "{column}「{value}」下的「{together}」已在 {first} 登記過",
        '{column} "{value}" already has "{together}" in {first}',
    ),
    hint=labels(
        "删去重复的一行，或把数量合并到一行",
        "刪去重複的一列，或把數量合併到一列",
        "Delete the row that is there twice, or add its quantity to the first",
    ),
)
def duplicate_order_line(book: Checked) -> Iterator[Hit]:
    """An order has the same product in two rows.

    Most often a row was copied or imported twice, and its amount counts twice.

    Bad: order `S-88` with `Fund A` in row 4 and again in row 9.
    Good: order `S-88` with `Fund A` in row 4 and `Fund B` in row 9.
    """
    for records in book.book.children:
        for column in (column for column in records.schema.columns if column.unique_with):
            together = records[column.unique_with or ""]
            both = records[column.key].notna() & together.notna()
            keys = link_key(records[column.key][both]) + "\0" + link_key(together[both])
            for record, first in repeats(keys.reindex(together.index)):
                yield at(
                    records, record, column.key, first=records.place(first, column.key), together=together.iat[record]
                )


@rule(
    "K106",
    ERROR,
    message=labels(
        "推荐人编号“{value}”不在客户信息表里{meant}",
        "推薦人編號「{value}」不在客戶資料表裡{meant}",
        'The referrer\'s ID "{value}" is not on Customers{meant}',
    ),
    hint=labels(
        "这一列填推荐人的客户编号；推荐人不是客户时请写在备注里",
        "這一欄填推薦人的客戶編號；推薦人不是客戶時請寫在備註裡",
        "Put the referrer's customer ID here; one who is no customer belongs in the notes",
    ),
)
def unknown_referrer(book: Checked) -> Iterator[Hit]:
    """A customer was referred by an ID that the Customers sheet does not have.

    Who brings customers in is then counted wrong, and the thanks go to nobody.

    Bad: Referred By is `C9999`, or a name.
    Good: Referred By is `C0017`, which Customers has.
    """
    customers = book["customers"]
    referrers = customers["referred_by"]
    unknown = referrers.notna() & ~link_key(referrers).isin(link_key(customers["customer_id"]).dropna())
    yield from _unknown(book, customers, "referred_by", unknown.to_numpy())


@rule(
    "K107",
    ERROR,
    message=labels(
        "客户“{value}”的推荐人是自己", "客戶「{value}」的推薦人是自己", 'The customer "{value}" is their own referrer'
    ),
    hint=labels(
        "改成真正的推荐人编号，或留空",
        "改成真正的推薦人編號，或留空",
        "Put in who really referred them, or leave it blank",
    ),
)
def referred_by_self(book: Checked) -> Iterator[Hit]:
    """A customer is said to have referred themselves.

    Usually the column was filled down from the customer's own ID.

    Bad: Customer ID `C0017`, Referred By `C0017`.
    Good: Customer ID `C0017`, Referred By `C0003`, or blank.
    """
    customers = book["customers"]
    referrers = customers["referred_by"]
    same = referrers.notna() & (link_key(referrers) == link_key(customers["customer_id"]))
    for record in rows(same.to_numpy()):
        yield at(customers, record, "referred_by")


@rule(
    "K108",
    WARNING,
    message=labels(
        "“{value}”和本客户互为推荐人（{other}）",
        "「{value}」和本客戶互為推薦人（{other}）",
        '"{value}" and this customer referred each other ({other})',
    ),
    hint=labels("只保留先成为客户的那一方", "只保留先成為客戶的那一方", "Keep the one who was a customer first"),
)
def referred_in_a_circle(book: Checked) -> Iterator[Hit]:
    """Two customers are each said to have referred the other.

    One of them came first; counted both ways, nobody brought anybody in.

    Bad: `C0001` referred by `C0002`, and `C0002` referred by `C0001`.
    Good: `C0001` without a referrer, `C0002` referred by `C0001`.
    """
    customers = book["customers"]
    ids = link_key(customers["customer_id"]).tolist()
    referrers = link_key(customers["referred_by"]).tolist()
    rows_of = {customer: record for record, customer in enumerate(ids) if isinstance(customer, str)}
    for record, referrer in enumerate(referrers):
        other = rows_of.get(referrer) if isinstance(referrer, str) else None
        if other is not None and other < record and referrers[other] == ids[record]:
            yield at(customers, record, "referred_by", other=customers.place(other, "referred_by"))


def _unknown(book: Checked, records: Records, column: str, unknown: np.ndarray) -> Iterator[Hit]:
    if not unknown.any():
        return
    ids = records[column]
    nearest = book.once(_nearest_customers)
    suggested = {text: nearest.to(text) for text in ids[unknown].unique()[:ENOUGH]}
    for record in rows(unknown):
        found = suggested.get(ids.iat[record])
        yield at(records, record, column, meant=Phrase(MEANT, {"nearest": found}) if found else NOTHING)


def _nearest_customers(book: Checked) -> Nearest:
    ids = book.values("customers", "customer_id")
    return Nearest(ids[~blank(ids)].tolist())
