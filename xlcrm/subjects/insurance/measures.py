"""The customer's insurance: policies in force at the as-of date, what they cover, and what they cost."""

import pandas as pd

from xlcrm.measures.engine import Ledger, Measure, add_months, measure

_NOT_ENDED = ("lapsed", "matured", "surrendered")

_BEGUN = '{insurance.customer_id},{key},{insurance.start_date},"<="&as_of' + "".join(
    f',{{insurance.status}},"<>"&{{policy_status:{status}}}' for status in _NOT_ENDED
)
_BEGUN_AND_OVER = _BEGUN + ',{insurance.end_date},"<"&as_of'

# The same for array formulas: a condition for each row of Insurance.
_IN_FORCE = (
    "({insurance.customer_id}={@customer_id})*ISNUMBER({insurance.start_date})*({insurance.start_date}<=as_of)"
    '*(({insurance.end_date}="")+({insurance.end_date}>=as_of)>0)'
    + "".join(f"*({{insurance.status}}<>{{policy_status:{status}}})" for status in _NOT_ENDED)
)


def in_force(m: Ledger) -> pd.Series:
    """Whether each policy is in force at the as-of date: so by its status, begun, and not ended."""
    end = m.insurance["end_date"]
    return (
        (m.insurance["status"] == "in_force") & (m.insurance["start_date"] <= m.as_of) & (end.isna() | (end >= m.as_of))
    )


@measure(
    "policies",
    formula=f"COUNTIFS({_BEGUN})-COUNTIFS({_BEGUN_AND_OVER})",
)
def policies(m: Ledger) -> pd.Series:
    """The number of policies in force."""
    return m.insurance.count(in_force(m))


@measure(
    "premium_year",
    formula=f"""
    IF({{@customer_id}}="",0,SUM(IF({_IN_FORCE}*ISNUMBER({{insurance.pay_years}})
    *({{insurance.pay_years}}>1)*({{insurance.pay_years}}<=100),
    IF({{insurance.start_date}}>=DATE(YEAR(as_of+1)-{{insurance.pay_years}},MONTH(as_of+1),DAY(as_of+1)),
    IF(ISNUMBER({{insurance.premium}}),{{insurance.premium}},0),0),0)))
    """,
    array=True,
)
def premium_year(m: Ledger) -> pd.Series:
    """Yearly premiums of the policies in force that are still being paid for.

    A policy is paid for `pay_years` years from its start, as long as the as-of date is before
    EDATE(start_date, 12 x pay_years). The formula asks the same the other way round, since EDATE takes no columns: the
    start is not before the day after the as-of date, `pay_years` years earlier.
    """
    years = m.insurance["pay_years"]
    paid_up = add_months(m.insurance["start_date"], 12 * years)
    paying = (years > 1) & (m.as_of < paid_up)
    return m.insurance.total(m.insurance["premium"], in_force(m) & paying)


def insured_formula(coverage_type: str) -> str:
    """The template for the sums insured by the policies in force of one type."""
    of_type = f",{{insurance.coverage_type}},{{coverage_type:{coverage_type}}}"
    return (
        f"SUMIFS({{insurance.sum_insured}},{_BEGUN}{of_type})"
        f"-SUMIFS({{insurance.sum_insured}},{_BEGUN_AND_OVER}{of_type})"
    )


def covered(m: Ledger, coverage_type: str) -> pd.Series:
    """The sums insured of every customer by the policies in force of one type."""
    where = in_force(m) & (m.insurance["coverage_type"] == coverage_type)
    return m.insurance.total(m.insurance["sum_insured"], where)


def sum_insured(key: str, coverage_type: str) -> Measure:
    """The measure of the sums insured by one type."""
    return measure(key, formula=insured_formula(coverage_type))(lambda m: covered(m, coverage_type))


sum_life = sum_insured("sum_life", "life")
sum_ci = sum_insured("sum_ci", "critical_illness")
sum_medical = sum_insured("sum_medical", "medical")
sum_accident = sum_insured("sum_accident", "accident")


@measure(
    "next_premium",
    formula=f"""
    IFERROR(AGGREGATE(15,6,{{insurance.next_due}}/(({{@customer_id}}<>"")*{_IN_FORCE}
    *ISNUMBER({{insurance.next_due}})*({{insurance.next_due}}>=as_of)),1),"")
    """,
)
def next_premium(m: Ledger) -> pd.Series:
    """The earliest premium due on or after the as-of date, of the policies in force."""
    due = m.insurance["next_due"]
    return m.insurance.extreme(due, in_force(m) & (due >= m.as_of), "min")
