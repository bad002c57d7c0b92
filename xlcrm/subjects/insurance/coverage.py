"""Insurance coverage: what each customer's policies in force cover, and which of six rules finds a gap.

Life and critical illness cover together should reach a multiple of the annual income; premiums should stay under a
share of it; who is married or has children should have life cover; everybody critical illness and medical cover; and
beyond an age an annuity. The multiple, the share and the age stand on Settings. The rules speak of people: companies
have none, and the two rules on income need an income.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from xlcrm.labels import Labels, labels
from xlcrm.measures.engine import Ledger
from xlcrm.schema.names import factor_name
from xlcrm.subjects.insurance.enums import COVERAGE_TYPE
from xlcrm.subjects.insurance.measures import covered, insured_formula
from xlcrm.subjects.pyramid.tiers import cents

TYPES = COVERAGE_TYPE.keys
"""The types of cover, a column each."""

MEASURE_OF_TYPE = {
    "life": "sum_life",
    "critical_illness": "sum_ci",
    "medical": "sum_medical",
    "accident": "sum_accident",
}
"""The types whose sums insured are measures."""


def position_formula(number: str, first_row: int) -> str:
    """The position on Overview of the `number`-th customer whose stage is customer, counted from 1.

    Nothing past the last one. `first_row` is the Excel row of Overview's first customer.
    """
    stage_customer = "({all:activity}={activity:active})+({all:activity}={activity:inactive})"
    return f'IFERROR(AGGREGATE(15,6,(ROW({{all:activity}})-{first_row - 1})/({stage_customer}>0),{number}),"")'


def rows(m: Ledger) -> list[int]:
    """The rows on Customers, counted from 0, whose stage is customer."""
    return [int(row) for row in np.flatnonzero(m["activity"].isin(["active", "inactive"]).to_numpy())]


def sum_formula(coverage_type: str, position: str, key: str) -> str:
    """The sum insured in force of one type, for the customer at a position on Overview.

    The customer's ID as a criterion is in the cell `key`.
    """
    if coverage_type in MEASURE_OF_TYPE:
        return f"IFERROR(INDEX({{all:{MEASURE_OF_TYPE[coverage_type]}}},{position}),0)"
    return insured_formula(coverage_type).replace("{key}", key)


def sums(m: Ledger) -> dict[str, pd.Series]:
    """The sums insured in force of every customer, by type."""
    return {key: covered(m, key) for key in TYPES}


@dataclass(frozen=True)
class Facts:
    """What the rules look at, as cells of one row: numbers, and 1 or 0 for yes or no."""

    person: str
    family: str
    income: str
    age: str
    premium: str
    sums: Mapping[str, str]


@dataclass(frozen=True)
class Known:
    """The same for all customers, as columns."""

    person: pd.Series
    family: pd.Series
    income: pd.Series
    age: pd.Series
    premium: pd.Series
    sums: Mapping[str, pd.Series]
    factors: Mapping[str, float]


def known(m: Ledger) -> Known:
    """What the rules look at, for every customer."""
    return Known(
        person=m.own("customer_type") != "company",
        family=(m.own("marital_status") == "married") | (m.own("children") > 0),
        income=m.own("annual_income").fillna(0.0),
        age=m["age"].fillna(0.0),
        premium=m["premium_year"],
        sums=sums(m),
        factors=m.settings.factors,
    )


_NO_MORE = labels("", "", "")


@dataclass(frozen=True)
class Gap:
    """One rule: the word for its gap, the condition as a formula of cells, and its twin.

    In full it reads: `before`, the factor on Settings if it has one, `after`.
    """

    key: str
    word: Labels
    before: Labels
    formula: Callable[[Facts], str]
    twin: Callable[[Known], pd.Series]
    factor: str | None = None
    percent: bool = False
    after: Labels = _NO_MORE


def _none(of: str) -> tuple[Callable[[Facts], str], Callable[[Known], pd.Series]]:
    return lambda facts: f"ROUND({facts.sums[of]},2)=0", lambda all_: all_.sums[of].map(cents) == 0


_no_life, _no_life_twin = _none("life")
_no_ci, _no_ci_twin = _none("critical_illness")
_no_medical, _no_medical_twin = _none("medical")
_no_annuity, _no_annuity_twin = _none("annuity")
_TIMES, _SHARE, _AGE = "cover_times_income", "premium_share_of_income", "annuity_from_age"

GAPS = (
    Gap(
        "cover",
        labels("保额不足", "保額不足", "low cover"),
        labels("寿险与重疾保额低于年收入的 ", "壽險與重疾保額低於年收入的 ", "Life and critical illness cover under "),
        lambda f: (
            f"{f.income}>0,ROUND({f.sums['life']}+{f.sums['critical_illness']},2)"
            f"<ROUND({factor_name(_TIMES)}*{f.income},2)"
        ),
        lambda a: (
            (a.income > 0)
            & ((a.sums["life"] + a.sums["critical_illness"]).map(cents) < (a.factors[_TIMES] * a.income).map(cents))
        ),
        factor=_TIMES,
        after=labels(" 倍", " 倍", " times annual income"),
    ),
    Gap(
        "premium",
        labels("保费过重", "保費過重", "high premiums"),
        labels("年缴保费超过年收入的 ", "年繳保費超過年收入的 ", "Yearly premiums over "),
        lambda f: f"{f.income}>0,ROUND({f.premium},2)>ROUND({factor_name(_SHARE)}*{f.income},2)",
        lambda a: (a.income > 0) & (a.premium.map(cents) > (a.factors[_SHARE] * a.income).map(cents)),
        factor=_SHARE,
        percent=True,
        after=labels("", "", " of annual income"),
    ),
    Gap(
        "life",
        labels("缺寿险", "缺壽險", "no life"),
        labels("已婚或有子女，没有寿险", "已婚或有子女，沒有壽險", "Married or with children, no life cover"),
        lambda f: f"{f.family}=1,{_no_life(f)}",
        lambda a: a.family & _no_life_twin(a),
    ),
    Gap(
        "critical_illness",
        labels("缺重疾险", "缺重疾險", "no critical illness"),
        labels("没有重疾险", "沒有重大疾病險", "No critical illness cover"),
        _no_ci,
        _no_ci_twin,
    ),
    Gap(
        "medical",
        labels("缺医疗险", "缺醫療險", "no medical"),
        labels("没有医疗险", "沒有醫療險", "No medical cover"),
        _no_medical,
        _no_medical_twin,
    ),
    Gap(
        "annuity",
        labels("缺年金险", "缺年金險", "no annuity"),
        labels("年龄超过 ", "年齡超過 ", "Older than "),
        lambda f: f"{f.age}>{factor_name(_AGE)},{_no_annuity(f)}",
        lambda a: (a.age > a.factors[_AGE]) & _no_annuity_twin(a),
        factor=_AGE,
        after=labels(" 岁，没有年金险", " 歲，沒有年金險", ", no annuity"),
    ),
)
"""The six rules, in the order in which gaps are named."""


def gap_formula(gap: Gap, facts: Facts) -> str:
    """1 where the rule finds a gap, else 0."""
    return f"IF(AND({facts.person}=1,{gap.formula(facts)}),1,0)"


def gaps(m: Ledger) -> dict[str, pd.Series]:
    """For each rule, 1 or 0 for every customer."""
    facts = known(m)
    return {gap.key: (facts.person & gap.twin(facts)).astype(float) for gap in GAPS}


def rule_formula(gap: Gap, say: Callable[[Labels], str]) -> str:
    """The rule in words, with the factor as it stands on Settings."""
    if gap.factor is None:
        return f'"{say(gap.before)}"'
    number = f"ROUND({factor_name(gap.factor)}*100,2)" if gap.percent else factor_name(gap.factor)
    return f'"{say(gap.before)}"&{number}&"{"%" if gap.percent else ""}{say(gap.after)}"'


def rule_text(gap: Gap, say: Callable[[Labels], str], factors: Mapping[str, float]) -> str:
    """The twin of `rule_formula`."""
    if gap.factor is None:
        return say(gap.before)
    number = round(factors[gap.factor] * 100, 2) if gap.percent else factors[gap.factor]
    return f"{say(gap.before)}{number:.15g}{'%' if gap.percent else ''}{say(gap.after)}"
