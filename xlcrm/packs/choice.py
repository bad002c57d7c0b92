"""Which customers a pack is written for."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from xlcrm.errors import WrongUsage
from xlcrm.labels import COMMA, labels
from xlcrm.measures.dates import month_end
from xlcrm.model.book import Book
from xlcrm.model.records import link_key

NO_SUCH_CUSTOMER = labels(
    "{path} 中没有客户编号 {id}。请核对编号。",
    "{path} 中沒有客戶編號 {id}。請核對編號。",
    "{path} has no customer {id}. Check the ID.",
)
NO_SUCH_TIER = labels(
    "没有层级 {tier}，可用：{tiers}，或其序号。",
    "沒有層級 {tier}，可用：{tiers}，或其序號。",
    "No tier {tier}; there are {tiers}, or their numbers.",
)


@dataclass(frozen=True)
class Choice:
    """Customers by ID, by tier (a name, or a number counted from 1), or because their review is due.

    What is given narrows the choice; nothing is everybody.
    """

    customers: Sequence[str] = ()
    tiers: Sequence[str] = ()
    due: bool = False


def choose(book: Book, choice: Choice) -> list[int]:
    """The rows of Customers that are chosen, counted from 0, in the order of the sheet.

    A review is due where the contact plan of the tier wants it by the end of the as-of date's month, or wanted it
    earlier. Raises WrongUsage for a customer or a tier that there is not.
    """
    ids = link_key(book.customers["customer_id"])
    chosen = np.ones(len(ids), dtype=bool)
    if choice.customers:
        wanted = {typed.strip().upper(): typed for typed in choice.customers}
        for key, typed in wanted.items():
            if not ids.eq(key).any():
                raise WrongUsage(NO_SUCH_CUSTOMER, path=book.path, id=typed)
        chosen &= ids.isin(wanted).to_numpy()
    if choice.tiers:
        names = {_tier(book, typed) for typed in choice.tiers}
        chosen &= book.measures["tier"].isin(names).to_numpy()
    if choice.due:
        chosen &= (book.measures["review_due"] <= np.datetime64(month_end(book.as_of), "s")).to_numpy()
    return [int(row) for row in np.flatnonzero(chosen)]


def _tier(book: Book, typed: str) -> str:
    """The name of a tier, from its name or its number."""
    ranked = [tier.name for tier in book.settings.policy.tiers]
    names = [*ranked, *(tier.name for tier in book.settings.below)]
    text = typed.strip()
    if text.isdecimal() and 1 <= int(text) <= len(ranked):
        return ranked[int(text) - 1]
    found = next((name for name in names if name.casefold() == text.casefold()), None)
    if found is None:
        raise WrongUsage(NO_SUCH_TIER, tier=typed, tiers=COMMA.in_(book.language).join(dict.fromkeys(names)))
    return found
