"""Days as the workbook counts them."""

from calendar import monthrange
from datetime import date

import numpy as np
import pandas as pd


def month_end(day: date) -> date:
    """The last day of a day's month: what is due by then is due for this month's reviews."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def add_months(dates: pd.Series, months: pd.Series | int) -> pd.Series:
    """Dates moved by whole months as Excel's EDATE does: the 31st falls on the last day of a shorter month."""
    count = pd.Series(months, index=dates.index)
    known = (dates.notna() & count.notna()).to_numpy()
    days = dates.to_numpy().astype("datetime64[D]")
    month = days.astype("datetime64[M]")
    target = month + count.where(known, 0).to_numpy().astype("timedelta64[M]")
    last_day = (target + 1).astype("datetime64[D]") - 1
    moved = np.minimum(target.astype("datetime64[D]") + (days - month.astype("datetime64[D]")), last_day)
    return pd.Series(moved.astype("datetime64[s]"), index=dates.index).where(known)
