"""Rules on people who are probably one; they are suggested, never merged."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field

import pandas as pd

from xlcrm.labels import Labels, labels
from xlcrm.rules.checked import Checked
from xlcrm.rules.finding import WARNING
from xlcrm.rules.matching import spelling
from xlcrm.rules.rule import Find, Hit, Rules, cell_hit

SAME_ID = labels("证件号码相同", "證件號碼相同", "the same ID number")
SAME_PHONE = labels("电话相同", "電話相同", "the same phone")
SAME_NAME_AND_BIRTHDAY = labels("姓名和生日都相同", "姓名和生日都相同", "the same name and birthday")
MERGE = labels("若是同一个人，合并成一行并改正各表里的编号", "若是同一個人，合併成一列並更正各表裡的編號", "If they are one, merge the rows and correct the IDs in the other tables")
SAME_PERSON = labels("“{name}”与 {other} 的“{other_name}”可能是同一个人：{evidence}", "「{name}」與 {other} 的「{other_name}」可能是同一個人：{evidence}", '"{name}" may be "{other_name}" of {other}: {evidence}')

FEWEST_PHONE_DIGITS = 7

RULES = Rules()


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


def probably_one(column: str, strongest: Labels) -> Find:
    """Finds the second of two rows of Customers that are probably one; `strongest` is what speaks for it most."""

    def find(book: Checked) -> Iterator[Hit]:
        customers = book["customers"]
        names = customers["name"]
        for pair in book.once(_pairs):
            if pair.evidence[0] is strongest:
                yield cell_hit(
                    customers,
                    pair.record,
                    column,
                    name=names.iat[pair.record],
                    other=customers.place(pair.other, column),
                    other_name=names.iat[pair.other],
                    evidence=tuple(pair.evidence),
                )

    return find


RULES.add(
    "K301", WARNING, probably_one("id_number", SAME_ID),
    SAME_PERSON, MERGE,
    what="Two customers have the same ID number.",
    why="One person with two rows is ranked too low in both, and is called twice.",
    bad="`C0017` and `C0043`, both with the ID number `110101199003074514`.", good="one row for that person.",
)

RULES.add(
    "K302", WARNING, probably_one("phone", SAME_PHONE),
    SAME_PERSON, MERGE,
    what="Two customers have the same phone number.",
    why="They may be a couple; more often one person was entered twice, once by a short name.",
    bad="`Li Wei` and `Mr Li`, both with 13800138000.", good="one row for Li Wei; or husband and wife, each with a number of their own.",
)

RULES.add(
    "K303", WARNING, probably_one("birth_date", SAME_NAME_AND_BIRTHDAY),
    SAME_PERSON, MERGE,
    what="Two customers have the same name and the same date of birth.",
    why="Namesakes born on one day are rare in one book; one person entered twice is not.",
    bad="`C0017` and `C0043`, both Li Wei, born 1990-03-07.", good="one row for Li Wei, or ID numbers that tell the two apart.",
)
