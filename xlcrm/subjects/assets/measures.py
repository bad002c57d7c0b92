"""What the customer owns and owes, at the latest asset review and against the one before."""

import pandas as pd

from xlcrm.measures.engine import Ledger, measure

_HIS = "{assets.customer_id},{key}"
_AT_REVIEW = f"{_HIS},{{assets.review_date}},{{@review_date}}"
_BEFORE = f"{_HIS},{{assets.review_date}},{{@previous_review}}"
_LATEST = f'MAXIFS({{assets.review_date}},{_HIS},{{assets.review_date}},"<="&as_of)'
_PREVIOUS = f'MAXIFS({{assets.review_date}},{_HIS},{{assets.review_date}},"<"&{{@review_date}})'
_NO_LOAN = '{assets.asset_class},"<>"&{asset_class:loan}'
_LOAN = "{assets.asset_class},{asset_class:loan}"
_HERE = '{assets.held_here},"<>"&{no}'


def in_base(conditions: str) -> str:
    """The formula for the value, in base currency, of the holdings that meet `conditions`.

    A blank currency is the base currency; one without a rate on Settings is left out.
    """
    return (
        f"SUMPRODUCT(SUMIFS({{assets.value}},{conditions},{{assets.currency}},currency_codes),currency_rates)"
        f'+SUMIFS({{assets.value}},{conditions},{{assets.currency}},"=")'
    )


def value_base(m: Ledger) -> pd.Series:
    """The value of each holding in base currency; NaN where its currency has no rate or was not understood."""
    rates = {code.upper(): rate for code, rate in m.settings.rates.items()}
    holdings = m.assets.records
    rate = holdings["currency"].map(rates).astype("float64")
    return holdings["value"] * rate.where(holdings.given("currency"), 1.0)


def total_at(m: Ledger, dates: pd.Series, where: pd.Series) -> pd.Series:
    """The value in base currency, at each customer's date of `dates`, of the holdings `where`."""
    return m.assets.total(value_base(m), where & (m.assets["review_date"] == m.assets.of_customer(dates)))


def is_loan(m: Ledger) -> pd.Series:
    """Whether each holding is a loan."""
    return m.assets["asset_class"] == "loan"


@measure(
    "review_date",
    formula=f'IF({_LATEST}=0,"",{_LATEST})',
)
def review_date(m: Ledger) -> pd.Series:
    """The customer's latest asset review on or before the as-of date."""
    dates = m.assets["review_date"]
    return m.assets.extreme(dates, dates <= m.as_of, "max")


@measure(
    "previous_review",
    formula=f'IF({{@review_date}}="","",IF({_PREVIOUS}=0,"",{_PREVIOUS}))',
)
def previous_review(m: Ledger) -> pd.Series:
    """The asset review before the latest one."""
    dates = m.assets["review_date"]
    return m.assets.extreme(dates, dates < m.assets.of_customer(m["review_date"]), "max")


@measure(
    "assets_here",
    formula=f'IF({{@review_date}}="",0,{in_base(f"{_AT_REVIEW},{_NO_LOAN},{_HERE}")})',
)
def assets_here(m: Ledger) -> pd.Series:
    """Holdings at the manager's own bank at the latest review, without loans, in base currency."""
    return total_at(m, m["review_date"], ~is_loan(m) & m.assets["held_here"].astype(bool))


@measure(
    "assets_total",
    formula=f'IF({{@review_date}}="",0,{in_base(f"{_AT_REVIEW},{_NO_LOAN}")})',
)
def assets_total(m: Ledger) -> pd.Series:
    """All holdings at the latest review, without loans, in base currency."""
    return total_at(m, m["review_date"], ~is_loan(m))


@measure(
    "liabilities",
    formula=f'IF({{@review_date}}="",0,{in_base(f"{_AT_REVIEW},{_LOAN}")})',
)
def liabilities(m: Ledger) -> pd.Series:
    """Loans at the latest review, in base currency."""
    return total_at(m, m["review_date"], is_loan(m))


@measure(
    "net_worth",
    formula="{@assets_total}-{@liabilities}",
)
def net_worth(m: Ledger) -> pd.Series:
    """Assets less loans at the latest review."""
    return m["assets_total"] - m["liabilities"]


@measure(
    "wallet_share",
    formula='IF({@assets_total}=0,"",{@assets_here}/{@assets_total})',
)
def wallet_share(m: Ledger) -> pd.Series:
    """How much of the assets is held at the manager's own bank."""
    return m["assets_here"] / m["assets_total"].where(m["assets_total"] != 0)


@measure(
    "assets_change",
    formula=f'IF({{@previous_review}}="","",{{@assets_total}}-({in_base(f"{_BEFORE},{_NO_LOAN}")}))',
)
def assets_change(m: Ledger) -> pd.Series:
    """Total assets at the latest review against the review before; blank without one."""
    before = total_at(m, m["previous_review"], ~is_loan(m))
    return (m["assets_total"] - before).where(m["previous_review"].notna())


@measure(
    "assets_change_pct",
    formula="""
    IF({@assets_change}="","",IF({@assets_total}-{@assets_change}=0,"",
    {@assets_change}/({@assets_total}-{@assets_change})))
    """,
)
def assets_change_pct(m: Ledger) -> pd.Series:
    """The change of total assets as a share of the total before; blank where that was nothing."""
    before = m["assets_total"] - m["assets_change"]
    return m["assets_change"] / before.where(before != 0)


@measure(
    "risk_mismatch",
    formula=f"""
    IF({{@review_date}}="",0,SUMPRODUCT(COUNTIFS({_AT_REVIEW},{{assets.risk_level}},{{any risk_level}})
    *({{1,2,3,4,5}}>IFERROR(MATCH({{own.risk_profile}},{{any risk_profile}},0),9))))
    """,
)
def risk_mismatch(m: Ledger) -> pd.Series:
    """Holdings at the latest review that carry more risk than the customer can bear: R4 with a C3 profile counts."""
    level = m.assets["risk_level"].str[1:].astype("float64") if len(m.assets.owner) else pd.Series(dtype=float)
    profile = m.own("risk_profile").str[1:].astype("float64")
    bearable = m.assets.of_customer(profile)
    at_review = m.assets["review_date"] == m.assets.of_customer(m["review_date"])
    return m.assets.count(at_review & (level > bearable))
