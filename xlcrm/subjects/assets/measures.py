"""What the customer owns and owes, at the latest asset review and against the one before."""

import pandas as pd

from xlcrm.labels import labels
from xlcrm.measures.engine import Ledger
from xlcrm.measures.expressions import Expression, if_given, latest, share, total
from xlcrm.measures.measure import Measure, by_hand
from xlcrm.measures.predicates import Compare, Predicate, is_, is_not, on_day, up_to_today
from xlcrm.schema.types import DATE, INTEGER, MONEY, PERCENT
from xlcrm.subjects.pyramid.contact_plan import due_by_plan

PLACE = 36
"""On Overview assets stand before insurance."""

review_date = Measure("review_date", DATE, labels("最近回顾", "最近檢視", "Last Review"),
    latest("assets.review_date", where=up_to_today("review_date")))
previous_review = Measure("previous_review", DATE, labels("上次回顾", "上次檢視", "Previous Review"),
    if_given(review_date, latest("assets.review_date", where=Compare("review_date", "<", review_date))))
review_due = Measure("review_due", DATE, labels("应回顾日", "應檢視日", "Review Due"),
    due_by_plan("review", review_date))

at_review = on_day("review_date", review_date)
at_previous_review = on_day("review_date", previous_review)
loan = is_("asset_class", "loan")
not_loan = is_not("asset_class", "loan")
held_here = is_("held_here", "yes")


def value(where: Predicate) -> Expression:
    """The value of holdings in base currency."""
    return total("assets.value", where=where)


assets_here = Measure("assets_here", MONEY, labels("本行资产", "本行資產", "Assets Here"),
    if_given(review_date, value(at_review & not_loan & held_here), otherwise=0), basis=True)
assets_total = Measure("assets_total", MONEY, labels("总资产", "總資產", "Total Assets"),
    if_given(review_date, value(at_review & not_loan), otherwise=0), basis=True)
liabilities = Measure("liabilities", MONEY, labels("总负债", "總負債", "Liabilities"),
    if_given(review_date, value(at_review & loan), otherwise=0), basis=True)
net_worth = Measure("net_worth", MONEY, labels("净资产", "淨資產", "Net Worth"), assets_total - liabilities, basis=True)
wallet_share = Measure("wallet_share", PERCENT, labels("本行占比", "本行占比", "Wallet Share"),
    share(assets_here, assets_total))
assets_change = Measure("assets_change", MONEY, labels("资产变化", "資產變化", "Assets Change"),
    if_given(previous_review, assets_total - value(at_previous_review & not_loan)))
assets_change_pct = Measure("assets_change_pct", PERCENT, labels("资产变化率", "資產變化率", "Assets Change %"),
    if_given(assets_change, share(assets_change, assets_total - assets_change)))


@by_hand("risk_mismatch", INTEGER, labels("风险错配数", "風險錯配數", "Risk Mismatches"), lambda layout: f"""
    IF({{@review_date}}="",0,SUMPRODUCT(COUNTIFS({layout.criteria("assets", at_review)},
    {{assets.risk_level}},{{any risk_level}})
    *({{1,2,3,4,5}}>IFERROR(MATCH({{own.risk_profile}},{{any risk_profile}},0),9))))""")
def risk_mismatch(m: Ledger) -> pd.Series:
    """Holdings at the latest review that carry more risk than the customer can bear: R4 with a C3 profile counts."""
    holdings = m.table("assets")
    level = holdings["risk_level"].str[1:].astype("float64") if len(holdings.index) else pd.Series(dtype=float)
    bearable = holdings.of_customer(m.own("risk_profile").str[1:].astype("float64"))
    return holdings.count(holdings.where(at_review) & (level > bearable))


def value_base(m: Ledger) -> pd.Series:
    """The value of each holding in base currency; NaN where its currency has no rate or was not understood."""
    return m.table("assets").amounts("value")
