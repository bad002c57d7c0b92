"""Rules on what changed from one review to the next."""

from collections.abc import Iterator

import numpy as np

from xlcrm.labels import Labels, labels
from xlcrm.rules.checked import Checked, positions
from xlcrm.rules.finding import WARNING, Phrase
from xlcrm.rules.rule import Hit, Rules, cell_hit
from xlcrm.subjects.assets.since_review import MOVED, vanished

NAMED = 3
"""How many holdings a message names."""

AND_MORE = labels("等 {count} 项", "等 {count} 項", "and others, {count} in all")

RULES = Rules()


@RULES.rule(
    "B304", WARNING,
    labels("上次回顾（{before}）的资产这次（{latest}）没有：{names}", "上次檢視（{before}）的資產這次（{latest}）沒有：{names}", "Held at the review of {before}, missing from that of {latest}: {names}"),
    labels("补上漏记的；已卖出或到期的不必处理", "補上漏記的；已賣出或到期的不必處理", "Enter what was forgotten; what was sold needs nothing"),
)
def holdings_vanished(book: Checked) -> Iterator[Hit]:
    """Holdings of the review before are missing from the latest one, and had not matured.

    The review may not be finished: the customer would be shown a loss that is none.

    Bad: `Fund A` in February, nothing of it in March.
    Good: `Fund A` in both, or in February with a maturity before the review of March.
    """
    names = book["assets"]["name"]
    for row, gone in book.once(vanished).items():
        yield cell_hit(
            book["customers"],
            row,
            "customer_id",
            before=book.measures["previous_review"].iat[row],
            latest=book.measures["review_date"].iat[row],
            names=_listed(names.iloc[gone].tolist()),
        )


def _listed(names: list[str]) -> tuple[str | Phrase | Labels, ...]:
    names = list(dict.fromkeys(names))
    if len(names) <= NAMED:
        return tuple(names)
    return (*names[:NAMED], Phrase(AND_MORE, {"count": len(names)}))


@RULES.rule(
    "B305", WARNING,
    labels("总资产从 {before} 变为 {now}（{change}）", "總資產從 {before} 變為 {now}（{change}）", "Total assets went from {before} to {now} ({change})"),
    labels("核对这次回顾是否录完、金额单位是否一致", "核對這次檢視是否輸入完、金額單位是否一致", "Check that the review is complete and its values are in one unit"),
)
def total_moved(book: Checked) -> Iterator[Hit]:
    """A customer's total assets moved by over half since the review before.

    Markets rarely do that: a holding was forgotten, counted twice, or typed in another unit.

    Bad: 500,000 in February, 52,000 in March.
    Good: 500,000 in February, 520,000 in March.
    """
    if not len(book["assets"]):
        return
    change = book.measures["assets_change_pct"].to_numpy("float64")
    now = book.measures["assets_total"].to_numpy("float64")
    before = now - book.measures["assets_change"].to_numpy("float64")
    for record in positions(np.abs(change) > MOVED):
        yield cell_hit(
            book["customers"],
            record,
            "customer_id",
            before=round(float(before[record]), 2),
            now=round(float(now[record]), 2),
            change=f"{change[record]:+.0%}",
        )
