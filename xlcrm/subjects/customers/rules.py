"""Rules on customers: their dates, their IDs, who referred them, and what is missing of them."""

from collections.abc import Iterator

from xlcrm.labels import labels
from xlcrm.model.records import link_key
from xlcrm.rules.cells import CORRECT_DATE, CORRECT_EITHER, Rows, before, cells, in_the_future, years_after
from xlcrm.rules.checked import Array, Checked, positions
from xlcrm.rules.finding import ERROR, INFO, WARNING
from xlcrm.rules.matching import repeats, spelling, unknown_rows
from xlcrm.rules.rule import Hit, Rules, cell_hit
from xlcrm.subjects.customers import rules_forms, rules_people

OLDEST = 120
"""Years: nobody on record lived much longer."""

RULES = Rules(rules_forms.RULES | rules_people.RULES)


def _died(row: Rows) -> Array:
    """Whose date of birth is that of a person who can no longer be alive."""
    is_person = row.or_default("customer_type") != "company"
    return is_person & (years_after(row["birth_date"], OLDEST) < row.as_of)


RULES.add(
    "D101", ERROR, in_the_future("customers.birth_date"),
    labels("出生日期 {value} 在将来", "出生日期 {value} 在未來", "The date of birth, {value}, is in the future"), CORRECT_DATE,
    what="A customer is born after the as-of date.",
    why="The age is negative, and birthday reminders make no sense.",
    bad="date of birth 2062-05-01.", good="date of birth 1962-05-01.",
)

RULES.add(
    "D102", WARNING, cells("customers.birth_date", _died),
    labels("按出生日期 {value}，客户已超过 120 岁", "按出生日期 {value}，客戶已超過 120 歲", "Born on {value}, the customer would be over 120"),
    CORRECT_DATE,
    what="A person's date of birth is more than 120 years back.",
    why="Usually a year was mistyped, or a placeholder such as 1900-01-01 was left in.",
    bad="date of birth 1900-01-01.", good="date of birth 1990-01-01, or a blank cell.",
)

RULES.add(
    "D103", WARNING, in_the_future("customers.opened_on"),
    labels("建档日期 {value} 在将来", "建檔日期 {value} 在未來", "Opened On, {value}, is in the future"), CORRECT_DATE,
    what="A customer was entered on a day after the as-of date.",
    why="Calls and visits are counted from that day where there were none yet, so they fall due too late.",
    bad="opened on 2062-01-05.", good="opened on 2026-01-05.",
)

RULES.add(
    "D104", ERROR, before("customers.opened_on", born="birth_date"),
    labels("建档日期 {value} 早于出生日期 {born}", "建檔日期 {value} 早於出生日期 {born}", "Opened On, {value}, is before the date of birth, {born}"),
    CORRECT_EITHER,
    what="A customer was entered before they were born.",
    why="One of the two dates is wrong, most often because the columns were swapped.",
    bad="born 2019-04-01, opened on 1985-06-02.", good="born 1985-06-02, opened on 2019-04-01.",
)


@RULES.rule(
    "K101", ERROR,
    labels("客户编号“{value}”已在 {first} 用过", "客戶編號「{value}」已在 {first} 用過", 'The customer ID "{value}" is already used in {first}'),
    labels("同一个人就合并成一行；不是同一个人就换一个编号", "同一個人就合併成一列；不是同一個人就換一個編號", "Merge the two rows if they are one customer, or give this one an ID of its own"),
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
        yield cell_hit(customers, record, "customer_id", first=customers.place(first, "customer_id"))


@RULES.rule(
    "K103", ERROR,
    labels("客户编号“{value}”与 {first} 的“{other}”只差大小写、全半角或空格", "客戶編號「{value}」與 {first} 的「{other}」只差大小寫、全形半形或空格", 'The customer ID "{value}" differs from "{other}" in {first} by case, width or spaces only'),
    labels("Excel 把它们当成同一个编号；改用一个不同的编号", "Excel 把它們當成同一個編號；改用一個不同的編號", "Excel takes them for one ID; give one of them another"),
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
            yield cell_hit(
                customers, record, "customer_id", first=customers.place(first, "customer_id"), other=ids.iat[first]
            )


@RULES.rule(
    "K106", ERROR,
    labels("推荐人编号“{value}”不在客户信息表里{meant}", "推薦人編號「{value}」不在客戶資料表裡{meant}", "The referrer's ID \"{value}\" is not on Customers{meant}"),
    labels("这一列填推荐人的客户编号；推荐人不是客户时请写在备注里", "這一欄填推薦人的客戶編號；推薦人不是客戶時請寫在備註裡", "Put the referrer's customer ID here; one who is no customer belongs in the notes"),
)
def unknown_referrer(book: Checked) -> Iterator[Hit]:
    """A customer was referred by an ID that the Customers sheet does not have.

    Who brings customers in is then counted wrong, and the thanks go to nobody.

    Bad: Referred By is `C9999`, or a name.
    Good: Referred By is `C0017`, which Customers has.
    """
    yield from unknown_rows(book, book["customers"], "referred_by")


@RULES.rule(
    "K107", ERROR,
    labels("客户“{value}”的推荐人是自己", "客戶「{value}」的推薦人是自己", 'The customer "{value}" is their own referrer'),
    labels("改成真正的推荐人编号，或留空", "改成真正的推薦人編號，或留空", "Put in who really referred them, or leave it blank"),
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
    for record in positions(same.to_numpy()):
        yield cell_hit(customers, record, "referred_by")


@RULES.rule(
    "K108", WARNING,
    labels("“{value}”和本客户互为推荐人（{other}）", "「{value}」和本客戶互為推薦人（{other}）", '"{value}" and this customer referred each other ({other})'),
    labels("只保留先成为客户的那一方", "只保留先成為客戶的那一方", "Keep the one who was a customer first"),
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
            yield cell_hit(customers, record, "referred_by", other=customers.place(other, "referred_by"))


@RULES.rule(
    "B502", INFO,
    labels("没有填客户经理", "沒有填客戶經理", "No account manager is given"),
    labels("填上负责的客户经理", "填上負責的客戶經理", "Fill in who looks after the customer"),
    foldable=True,
)
def no_manager(book: Checked) -> Iterator[Hit]:
    """A customer has no account manager where other customers have one.

    Lists by manager leave the customer out, so nobody calls.

    Bad: Account Manager blank in a book where most rows name one.
    Good: every row names its account manager; or none does, in a book of one manager.
    """
    without = Rows(book, "customers").empty("manager")
    if not without.all():
        for record in positions(without):
            yield cell_hit(book["customers"], record, "manager")


@RULES.rule(
    "B504", INFO,
    labels("除了客户信息，没有这位客户的任何记录", "除了客戶資料，沒有這位客戶的任何紀錄", "Nothing is recorded of this customer but the row on Customers"),
    labels("联系客户并记一笔跟进，或改为潜在客户", "聯絡客戶並記一筆跟進，或改為潛在客戶", "Call and enter a follow-up, or make the customer a prospect"),
    foldable=True,
)
def nothing_known(book: Checked) -> Iterator[Hit]:
    """A row with the stage customer has no follow-up, purchase, policy or holding.

    Either nobody looks after the customer, or the rows stand under another ID.

    Bad: `C0017`, stage Customer, and no row of any other table.
    Good: `C0017` with at least one follow-up.
    """
    customers = book["customers"]
    keys = link_key(customers["customer_id"])
    alone = (book.or_default("customers", "stage") == "customer") & (keys.notna() & ~keys.duplicated()).to_numpy()
    for records in book.book.children:
        owner = book.owner(records.schema.key)
        alone[owner[owner >= 0]] = False
    # A book of customers alone is a list of addresses, and says nothing about any one of them.
    if any(len(records) for records in book.book.children):
        for record in positions(alone):
            yield cell_hit(customers, record, "customer_id")
