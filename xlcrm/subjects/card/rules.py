"""Rules on the customer record: how complete it is, whether the ID holds, and what a visit should have taught."""

from collections.abc import Iterator

import pandas as pd

from xlcrm.labels import labels
from xlcrm.rules.cells import cells
from xlcrm.rules.checked import Checked, positions
from xlcrm.rules.finding import INFO, WARNING
from xlcrm.rules.rule import Hit, Rules, cell_hit
from xlcrm.subjects.card.fields import COMPLETE_AT_LEAST, TAUGHT
from xlcrm.subjects.card.missing import checked_completeness, doubts, in_words, missing
from xlcrm.subjects.follow_ups.measures import in_person, is_contact
from xlcrm.subjects.pyramid.rules import in_top_tiers

RULES = Rules()


@RULES.rule(
    "B601", WARNING,
    labels("“{tier}”客户的资料只完整 {percent}%，还缺：{missing}", "「{tier}」客戶的資料只完整 {percent}%，還缺：{missing}", "The record of a {tier} customer is {percent}% complete; missing: {missing}"),
    labels("下次联系时问清，填在客户信息", "下次聯絡時問清，填在客戶資料", "Ask at the next contact, and fill it in on Customers"),
    of_findings=True,
)
def incomplete_record(book: Checked) -> Iterator[Hit]:
    """The record of a customer of the two best tiers is less complete than Settings wants: under 80 % at first.

    It counts the columns that Settings asks for. One that an error or a warning speaks of counts half, so that the
    share may be lower than on Overview, where every filled cell counts.

    Bad: a customer of the top tier whose needs, potential, occupation and income are blank: 11 of 15.
    Good: the same customer with needs and potential: 13 of 15.
    """
    if not len(book["customers"]):
        return
    doubtful = doubts(book.found)
    shares = checked_completeness(book.ledger, doubtful)
    short = (shares.round(9) < book.settings.factors[COMPLETE_AT_LEAST]).to_numpy()
    tiers = book.measures["tier"]
    for record, blank, wrong in missing(book.ledger, doubtful, positions(short & book.once(in_top_tiers))):
        percent = int(shares.iat[record] * 100)
        words = in_words(blank, wrong)
        column = (*blank, *wrong)[0]
        yield cell_hit(
            book["customers"], record, column, tier=tiers.iat[record], percent=percent, missing=words
        )


RULES.add(
    "B602", WARNING,
    cells("customers.id_expiry", lambda row: (row["id_expiry"] < row.as_of) & row.book.once(in_top_tiers), tier=lambda row: row.book.measures["tier"].to_numpy()),
    labels("“{tier}”客户的证件已于 {value} 到期", "「{tier}」客戶的證件已於 {value} 到期", "The ID of a {tier} customer expired on {value}"),
    labels("请客户提供新证件，改正到期日", "請客戶提供新證件，更正到期日", "Ask for the new document, and correct the date"),
    what="The ID of a customer of the two best tiers expired before the as-of date.",
    why="With an expired ID an account may be blocked, and nothing new can be opened.",
    bad="ID Expiry 2026-03-01 in the top tier, on 2026-03-31.", good="ID Expiry 2036-03-01.",
)


@RULES.rule(
    "B603", INFO,
    labels("{date} 见过客户，客户档案仍缺：{missing}", "{date} 見過客戶，客戶檔案仍缺：{missing}", "The customer was met on {date}, and the record still lacks: {missing}"),
    labels("把见面时了解到的填在客户信息", "把見面時了解到的填在客戶資料", "Fill in on Customers what the visit taught"),
    foldable=True,
)
def visit_taught_nothing(book: Checked) -> Iterator[Hit]:
    """The latest visit to a customer took place, yet the record lacks what it should have taught.

    A visit, meeting or review shows what a customer needs and may become; of a person also occupation and income, of a
    company how its business and purchasing stand. What Settings does not ask for is not missed.

    Bad: a visit on 2026-03-05, and Needs blank.
    Good: a visit on 2026-03-05, and Needs `deposits for the school fees`.
    """
    met = _last_met(book)
    types = book.or_default("customers", "customer_type")
    for record, blank, _ in missing(book.ledger, frozenset(), met):
        taught = [key for key in TAUGHT["company" if types[record] == "company" else "individual"] if key in blank]
        if taught:
            visit, day = met[record]
            yield cell_hit(book["follow_ups"], visit, "channel", date=day, missing=in_words(taught))


def _last_met(book: Checked) -> dict[int, tuple[int, pd.Timestamp]]:
    """The latest visit to each customer, by the row of the customer: its row, and its day."""
    owner, days = book.owner("follow_ups"), book["follow_ups"]["date"]
    visits = positions(book.where("follow_ups", is_contact & in_person) & (owner >= 0))
    return {int(owner[visit]): (visit, days.iat[visit]) for visit in sorted(visits, key=lambda v: (days.iat[v], v))}
