"""The customer's insurance: policies in force at the as-of date, what they cover, and what they cost."""

import pandas as pd

from xlcrm.labels import labels
from xlcrm.measures.dates import add_months
from xlcrm.measures.engine import Ledger
from xlcrm.measures.expressions import Expression, count, earliest, total
from xlcrm.measures.measure import Measure, by_hand
from xlcrm.measures.predicates import All, from_today, is_, not_over, up_to_today
from xlcrm.schema.types import DATE, INTEGER, MONEY

begun = up_to_today("start_date")
valid = is_("status", "in_force")
in_force = All((begun, not_over("end_date"), valid))


def sum_insured(coverage_type: str) -> Expression:
    """The sums insured by the policies in force of one type."""
    return total("insurance.sum_insured", where=in_force & is_("coverage_type", coverage_type))


policies = Measure("policies", INTEGER, labels("有效保单数", "有效保單數", "Policies In Force"),
    count("insurance", where=in_force))


@by_hand("premium_year", MONEY, labels("年缴保费合计", "年繳保費合計", "Yearly Premium"), lambda layout: f"""
    IF({{@customer_id}}="",0,SUM(IF({layout.condition("insurance", in_force)}*ISNUMBER({{insurance.pay_years}})
    *({{insurance.pay_years}}>1)*({{insurance.pay_years}}<=100),
    IF({{insurance.start_date}}>=DATE(YEAR(as_of+1)-{{insurance.pay_years}},MONTH(as_of+1),DAY(as_of+1)),
    IF(ISNUMBER({{insurance.premium}}),{{insurance.premium}}{layout.rate("insurance")},0),0),0)))""",
    array=True, basis=True)
def premium_year(m: Ledger) -> pd.Series:
    """Yearly premiums of the policies in force that are still being paid for.

    A policy is paid for `pay_years` years from its start, as long as the as-of date is before
    EDATE(start_date, 12 x pay_years). The formula asks the same the other way round, since EDATE takes no columns: the
    start is not before the day after the as-of date, `pay_years` years earlier.
    """
    policies = m.table("insurance")
    years = policies["pay_years"]
    paid_up = add_months(policies["start_date"], 12 * years)
    return policies.total(policies.amounts("premium"), policies.where(in_force) & (years > 1) & (m.as_of < paid_up))


sum_life = Measure("sum_life", MONEY, labels("寿险保额", "壽險保額", "Life Cover"), sum_insured("life"))
sum_ci = Measure("sum_ci", MONEY, labels("重疾保额", "重疾保額", "Critical Illness Cover"),
    sum_insured("critical_illness"))
sum_medical = Measure("sum_medical", MONEY, labels("医疗保额", "醫療保額", "Medical Cover"), sum_insured("medical"))
sum_accident = Measure("sum_accident", MONEY, labels("意外保额", "意外保額", "Accident Cover"), sum_insured("accident"))
next_premium = Measure("next_premium", DATE, labels("下次缴费", "下次繳費", "Next Premium"),
    earliest("insurance.next_due", where=in_force & from_today("next_due")))
