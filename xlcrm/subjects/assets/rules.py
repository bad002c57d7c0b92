"""Rules on holdings: their dates, currencies and risk."""

from collections.abc import Iterator

import pandas as pd

from xlcrm.labels import labels
from xlcrm.rules.cells import CORRECT_DATE, CORRECT_EITHER, Rows, after, before, cells, in_the_future, same_rows
from xlcrm.rules.checked import Array, Checked, positions
from xlcrm.rules.finding import ERROR, WARNING
from xlcrm.rules.rule import Hit, Rules, cell_hit
from xlcrm.subjects.assets import rules_reviews
from xlcrm.subjects.assets.enums import RISK_LEVEL
from xlcrm.subjects.assets.since_review import in_latest_review, without_profile
from xlcrm.subjects.customers.enums import RISK_PROFILE

RULES = Rules(rules_reviews.RULES)


def _has_no_rate(row: Rows) -> Array:
    known = [*row.settings.rates, row.settings.base_currency]
    return row.given("currency") & ~pd.Series(row["currency"]).isin(known).to_numpy()


_NO_RATE_FOR_ROW = labels("设置里没有 {value} 的汇率，这笔不计入合计", "設定裡沒有 {value} 的匯率，這筆不計入合計", "Settings has no rate for {value}: the row is left out of the totals")


def _without_rate(book: Checked) -> Iterator[Hit]:
    """The currencies without a rate, in every table whose rows have one."""
    for key, records in book.book.tables.items():
        if records.schema.currency is not None:
            for hit in cells(f"{key}.{records.schema.currency.key}", _has_no_rate)(book):
                yield hit if key == "assets" else hit._replace(text=_NO_RATE_FOR_ROW)


RULES.add(
    "D501", WARNING, in_the_future("assets.review_date"),
    labels("回顾日期 {value} 在将来，这次持仓不计入", "檢視日期 {value} 在未來，這次持有不計入", "The review of {value} is in the future; its holdings do not count yet"),
    CORRECT_DATE,
    what="Holdings are entered for a review after the as-of date.",
    why="The latest review that counts is the one before, so the totals are not the ones just typed.",
    bad="review date 2062-03-31.", good="review date 2026-03-31.",
)

RULES.add(
    "D502", ERROR, before("assets.maturity", acquired="acquired_on"),
    labels("到期日 {value} 早于持有起始日 {acquired}", "到期日 {value} 早於持有起始日 {acquired}", "The holding matures on {value}, before it was acquired on {acquired}"),
    CORRECT_DATE,
    what="A holding matures before it was acquired.",
    why="It is missing from the list of what matures soon, and the money may lie idle.",
    bad="acquired 2025-06-01, maturity 2024-06-01.", good="acquired 2024-06-01, maturity 2025-06-01.",
)

RULES.add(
    "D503", WARNING, after("assets.acquired_on", review="review_date"),
    labels("持有起始日 {value} 晚于回顾日期 {review}", "持有起始日 {value} 晚於檢視日期 {review}", "Acquired on {value}, after the review of {review}"),
    CORRECT_EITHER,
    what="A holding is listed at a review that took place before it was acquired.",
    why="It was entered under an old review date, which changes a total that the customer has seen already.",
    bad="review 2026-02-28, acquired 2026-03-15.", good="review 2026-03-31, acquired 2026-03-15.",
)

RULES.add(
    "D504", WARNING, before("assets.maturity", review="review_date"),
    labels("回顾日期 {review} 时这项资产已到期（{value}）", "檢視日期 {review} 時這項資產已到期（{value}）", "Matured on {value}, but still held at the review of {review}"),
    labels("改正到期日；已兑付的从这次回顾里删去", "更正到期日；已兌付的從這次檢視裡刪去", "Correct the maturity, or take the holding off this review if it was paid out"),
    what="A holding is listed at a review after it matured.",
    why="The list was copied from the review before: the money is somewhere else by now and may count twice.",
    bad="maturity 2026-01-15, listed at the review of 2026-03-31.", good="maturity 2026-06-15, listed at the review of 2026-03-31.",
)

RULES.add(
    "K202", WARNING,
    same_rows("assets.name", ["customer_id", "review_date", "asset_class", "name", "value"], ["institution", "acquired_on", "maturity", "cost", "currency"]),
    labels("与 {first} 是同一项资产", "與 {first} 是同一項資產", "This is the holding of {first} once more"),
    labels("若是重复录入，删去一行；若是两笔，用名称区分", "若是重複輸入，刪去一列；若是兩筆，用名稱區分", "Delete one of the rows if it was entered twice; tell two holdings apart by their names"),
    what="A review lists one holding twice: same customer, institution, name, start and value.",
    why="The total of that review is too high, and so is the change since the one before.",
    bad="`3-year deposit` of 200,000 from 2024-05-01 in two rows of one review.", good="`3-year deposit` and `3-year deposit (2)`.",
)

RULES.add(
    "B301", ERROR, _without_rate,
    labels("设置里没有 {value} 的汇率，这笔不计入合计", "設定裡沒有 {value} 的匯率，這筆不計入合計", "Settings has no rate for {value}: the holding is left out of the totals"),
    labels("在设置表的汇率里加上 {value}", "在設定表的匯率裡加上 {value}", "Add {value} to the rates on Settings"),
    what="A holding is in a currency for which Settings has no exchange rate.",
    why="Its value in base currency is not known, so the customer's total is too low.",
    bad="currency THB, with rates for USD and HKD only.", good="currency THB, with a rate for THB on Settings.",
)


@RULES.rule(
    "B302", WARNING,
    labels("{level}高于客户的风险承受能力 {profile}", "{level}高於客戶的風險屬性 {profile}", "{level} is more risk than the customer's profile bears: {profile}"),
    labels("与客户确认，更新风险测评或调整持仓", "與客戶確認，更新風險測評或調整持有部位", "Talk to the customer: renew the risk questionnaire, or change the holding"),
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
    for record in positions(wrong & book.once(in_latest_review)):
        profile = RISK_PROFILE[profiles[owner[record]]].labels
        yield cell_hit(
            assets, record, "risk_level", level=RISK_LEVEL[assets["risk_level"].iat[record]].labels, profile=profile
        )


RULES.add(
    "B303", WARNING, cells("customers.risk_profile", lambda row: row.book.once(without_profile)),
    labels("客户持有资产，却没有风险承受能力", "客戶持有資產，卻沒有風險屬性", "The customer has holdings but no risk profile"),
    labels("请客户做风险测评", "請客戶做風險測評", "Have the customer fill in the risk questionnaire"),
    what="An active customer with holdings has no risk profile.",
    why="Whether a holding is too risky for the customer cannot be told, and nothing new may be offered.",
    bad="risk profile blank, with funds at the latest review.", good="risk profile `C3 Balanced`.",
)
