"""What all customers own: the asset classes at their latest reviews, and the total at each month's end."""

import numpy as np
import pandas as pd

from xlcrm.measures.engine import Ledger
from xlcrm.measures.render_excel import literal
from xlcrm.subjects.assets.enums import ASSET_CLASS
from xlcrm.subjects.assets.measures import at_review, loan, value_base

CLASSES = tuple(key for key in ASSET_CLASS.keys if key != "loan")
"""The asset classes, without loans."""

MONTHS = 12
"""How many points the line of totals has."""

_IS_LATEST = (
    f"COUNTIFS({{all:customer_id}},{literal('{assets.customer_id}')},{{all:review_date}},{{assets.review_date}})>0"
)
_RATE = f'IF({{assets.currency}}="",1,SUMIF(currency_codes,{literal("{assets.currency}")},currency_rates))'


def class_formula(asset_class: str) -> str:
    """The array formula for the value of one class at all customers' latest reviews, in base currency.

    A holding counts if Overview has its customer with its review date as the latest; one without a customer, a date or
    a value does not. As in every measure a blank currency is the base currency, and one without a rate is left out.
    """
    known = (
        f"({{assets.asset_class}}={{asset_class:{asset_class}}})*ISNUMBER({{assets.value}})"
        '*ISNUMBER({assets.review_date})*({assets.customer_id}<>"")'
    )
    return f"SUM(IF({known},IF({_IS_LATEST},{{assets.value}}*{_RATE},0),0))"


def class_values(m: Ledger) -> dict[str, float]:
    """The value of each class at all customers' latest reviews, in base currency."""
    holdings = m.table("assets")
    values = value_base(m).where(holdings.where(at_review) & (holdings.owner >= 0), 0.0).fillna(0.0)
    by_class = values.groupby(holdings["asset_class"].to_numpy()).sum() if len(values) else pd.Series(dtype=float)
    return {key: float(by_class.get(key, 0.0)) for key in CLASSES}


def month_ends(m: Ledger) -> list[pd.Timestamp]:
    """The ends of the months before the as-of date, the earliest first, and the as-of date itself."""
    month = m.as_of.to_numpy().astype("datetime64[M]")
    ends = [pd.Timestamp((month - back).astype("datetime64[D]") - 1) for back in range(MONTHS - 1)]
    return [*reversed(ends), m.as_of]


def totals_at(m: Ledger, days: list[pd.Timestamp]) -> list[float]:
    """The assets of all customers on each of `days`, in base currency, without loans.

    On a day each customer counts with the assets of the latest review on or before it, so that a customer who is
    reviewed every quarter stays in the total in the months between. An ID that stands twice on Customers counts twice,
    as it does in the sum of Overview.
    """
    holdings = m.table("assets")
    reviews = pd.DataFrame(
        {
            "owner": holdings.owner,
            "date": holdings["review_date"],
            "value": value_base(m).where(~holdings.where(loan), 0.0).fillna(0.0),
        }
    )
    reviews = reviews[(reviews["owner"] >= 0) & reviews["date"].notna()]
    totals = reviews.groupby(["owner", "date"], as_index=False)["value"].sum().sort_values(["owner", "date"])
    rows_of = np.bincount(m.first_row[m.first_row >= 0], minlength=len(m.first_row))
    change = totals["value"] - totals.groupby("owner")["value"].shift(1, fill_value=0.0)
    weighted = change * rows_of[totals["owner"]]
    return [float(weighted[totals["date"] <= day].sum()) for day in days]


def reviewed_by(m: Ledger, days: list[pd.Timestamp]) -> list[int]:
    """How many customers had a review on or before each of `days`: so many are in the total of that day."""
    holdings = m.table("assets")
    dates = holdings["review_date"]
    first = holdings.extreme(dates, dates.notna(), "min")
    return [int((first <= day).sum()) for day in days]
