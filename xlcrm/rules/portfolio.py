"""Rules on holdings: currencies, risk, and what changed since the review before."""

from collections.abc import Iterator
from typing import cast

import numpy as np
import pandas as pd

from xlcrm.labels import Labels, labels
from xlcrm.rules.checked import Array, Checked, blank, rows
from xlcrm.rules.dates import hits
from xlcrm.rules.engine import Hit, at, rule
from xlcrm.rules.finding import ERROR, WARNING, Phrase
from xlcrm.schema.enums import RISK_LEVEL, RISK_PROFILE

MOVED = 0.5
NAMED = 3
"""How many holdings a message names."""

AND_MORE = labels("等 {count} 项", "等 {count} 項", "and others, {count} in all")


def at_review(book: Checked, measure: str) -> Array:
    """Which holdings stand in the review of their customer that a measure dates."""
    dates = book.of_owner("assets", book.measures[measure].to_numpy().astype("datetime64[s]"))
    found: Array = book.values("assets", "review_date") == dates
    return found


def _latest(book: Checked) -> Array:
    return at_review(book, "review_date")


@rule(
    "B301",
    ERROR,
    message=labels(
        "设置里没有 {value} 的汇率，这笔不计入合计",
        "設定裡沒有 {value} 的匯率，這筆不計入合計",
        "Settings has no rate for {value}: the holding is left out of the totals",
    ),
    hint=labels("在设置表的汇率里加上 {value}", "在設定表的匯率裡加上 {value}", "Add {value} to the rates on Settings"),
)
def currency_without_rate(book: Checked) -> Iterator[Hit]:
    """A holding is in a currency for which Settings has no exchange rate.

    Its value in base currency is not known, so the customer's total is too low.

    Bad: currency THB, with rates for USD and HKD only.
    Good: currency THB, with a rate for THB on Settings.
    """
    currency = book["assets"]["currency"]
    unknown = currency.notna() & ~currency.isin([*book.settings.rates, book.settings.base_currency])
    yield from hits(book, "assets", "currency", unknown.to_numpy())


@rule(
    "B302",
    WARNING,
    message=labels(
        "{level}高于客户的风险承受能力 {profile}",
        "{level}高於客戶的風險屬性 {profile}",
        "{level} is more risk than the customer's profile bears: {profile}",
    ),
    hint=labels(
        "与客户确认，更新风险测评或调整持仓",
        "與客戶確認，更新風險測評或調整持有部位",
        "Talk to the customer: renew the risk questionnaire, or change the holding",
    ),
)
def too_risky(book: Checked) -> Iterator[Hit]:
    """A holding of the latest review is riskier than its customer's profile allows.

    R4 in the hands of a C3 customer is a matter for the regulator if it goes wrong.

    Bad: risk level R4, risk profile C3.
    Good: risk level R3, risk profile C3.
    """
    assets = book["assets"]
    level = assets["risk_level"].map({key: float(key[1:]) for key in RISK_LEVEL.keys}).to_numpy("float64")
    profiles = book.values("customers", "risk_profile")
    bears = book["customers"]["risk_profile"].map({key: float(key[1:]) for key in RISK_PROFILE.keys})
    wrong = level > book.of_owner("assets", bears.to_numpy("float64"))
    if not wrong.any():
        return
    owner = book.owner("assets")
    for record in rows(wrong & book.once(_latest)):
        profile = RISK_PROFILE[profiles[owner[record]]].labels
        yield at(
            assets, record, "risk_level", level=RISK_LEVEL[assets["risk_level"].iat[record]].labels, profile=profile
        )


@rule(
    "B303",
    WARNING,
    message=labels(
        "客户持有资产，却没有风险承受能力",
        "客戶持有資產，卻沒有風險屬性",
        "The customer has holdings but no risk profile",
    ),
    hint=labels("请客户做风险测评", "請客戶做風險測評", "Have the customer fill in the risk questionnaire"),
)
def no_risk_profile(book: Checked) -> Iterator[Hit]:
    """An active customer with holdings has no risk profile.

    Whether a holding is too risky for the customer cannot be told, and nothing new may be offered.

    Bad: risk profile blank, with funds at the latest review.
    Good: risk profile `C3 Balanced`.
    """
    yield from hits(book, "customers", "risk_profile", book.once(without_profile))


def without_profile(book: Checked) -> Array:
    """Which customers are active and have holdings at their latest review, but no risk profile."""
    customers = book["customers"]
    missing = blank(book.values("customers", "risk_profile"))
    if not missing.any() or not len(book["assets"]):
        return np.zeros(len(customers), dtype=bool)
    missing &= ~customers.bad("risk_profile").to_numpy() & (book.measures["activity"] == "active").to_numpy()
    holds = book.once(_latest) & (book.values("assets", "asset_class") != "loan") & (book.owner("assets") >= 0)
    with_holdings: Array = np.bincount(book.owner("assets")[holds], minlength=len(customers)) > 0
    return cast(Array, missing & with_holdings)


@rule(
    "B304",
    WARNING,
    message=labels(
        "上次回顾（{before}）的资产这次（{latest}）没有：{names}",
        "上次檢視（{before}）的資產這次（{latest}）沒有：{names}",
        "Held at the review of {before}, missing from that of {latest}: {names}",
    ),
    hint=labels(
        "补上漏记的；已卖出或到期的不必处理",
        "補上漏記的；已賣出或到期的不必處理",
        "Enter what was forgotten; what was sold needs nothing",
    ),
)
def holdings_vanished(book: Checked) -> Iterator[Hit]:
    """Holdings of the review before are missing from the latest one, and had not matured.

    The review may not be finished: the customer would be shown a loss that is none.

    Bad: `Fund A` in February, nothing of it in March.
    Good: `Fund A` in both, or in February with a maturity before the review of March.
    """
    names = book["assets"]["name"]
    for row, gone in book.once(vanished).items():
        yield at(
            book["customers"],
            row,
            "customer_id",
            before=book.measures["previous_review"].iat[row],
            latest=book.measures["review_date"].iat[row],
            names=_listed(names.iloc[gone].tolist()),
        )


def vanished(book: Checked) -> dict[int, list[int]]:
    """The holdings of the review before that are missing from the latest, by their customer's row on Customers.

    A holding is known by its name and institution; one that had matured by the latest review is not missing.
    """
    if not len(book["assets"]) or not book.measures["previous_review"].notna().any():
        return {}
    owner = book.owner("assets")
    latest = book.of_owner("assets", book.measures["review_date"].to_numpy().astype("datetime64[s]"))
    before = at_review(book, "previous_review") & ~(book.values("assets", "maturity") <= latest)
    frame = pd.DataFrame({"owner": owner, "name": _numbered(book, "name"), "at": _numbered(book, "institution")})
    held = pd.MultiIndex.from_frame(frame[book.once(_latest)])
    gone = frame[before][~pd.MultiIndex.from_frame(frame[before]).isin(held)]
    found = gone[gone["name"] >= 0].groupby("owner").groups
    return {int(str(row)): list(records) for row, records in found.items()}


@rule(
    "B305",
    WARNING,
    message=labels(
        "总资产从 {before} 变为 {now}（{change}）",
        "總資產從 {before} 變為 {now}（{change}）",
        "Total assets went from {before} to {now} ({change})",
    ),
    hint=labels(
        "核对这次回顾是否录完、金额单位是否一致",
        "核對這次檢視是否輸入完、金額單位是否一致",
        "Check that the review is complete and its values are in one unit",
    ),
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
    for record in rows(np.abs(change) > MOVED):
        yield at(
            book["customers"],
            record,
            "customer_id",
            before=round(float(before[record]), 2),
            now=round(float(now[record]), 2),
            change=f"{change[record]:+.0%}",
        )


def _numbered(book: Checked, column: str) -> Array:
    codes: Array = pd.factorize(book.values("assets", column))[0]
    return codes


def _listed(names: list[str]) -> tuple[str | Phrase | Labels, ...]:
    names = list(dict.fromkeys(names))
    if len(names) <= NAMED:
        return tuple(names)
    return (*names[:NAMED], Phrase(AND_MORE, {"count": len(names)}))
