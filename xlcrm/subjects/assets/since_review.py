"""What changed between a customer's last two reviews: holdings that are missing, and whose totals moved far."""

from typing import cast

import numpy as np
import pandas as pd

from xlcrm.rules.checked import Array, Checked, blank

MOVED = 0.5
"""By how much of itself a total moves rarely from one review to the next."""


def at_review(book: Checked, measure: str) -> Array:
    """Which holdings stand in the review of their customer that a measure dates."""
    dates = book.of_owner("assets", book.measures[measure].to_numpy().astype("datetime64[s]"))
    found: Array = book.values("assets", "review_date") == dates
    return found


def in_latest_review(book: Checked) -> Array:
    """Which holdings stand in the latest review of their customer."""
    return at_review(book, "review_date")


def without_profile(book: Checked) -> Array:
    """Which customers are active and have holdings at their latest review, but no risk profile."""
    customers = book["customers"]
    missing = blank(book.values("customers", "risk_profile"))
    if not missing.any() or not len(book["assets"]):
        return np.zeros(len(customers), dtype=bool)
    missing &= ~customers.bad("risk_profile").to_numpy() & (book.measures["activity"] == "active").to_numpy()
    holds = book.once(in_latest_review) & (book.values("assets", "asset_class") != "loan") & (book.owner("assets") >= 0)
    with_holdings: Array = np.bincount(book.owner("assets")[holds], minlength=len(customers)) > 0
    return cast(Array, missing & with_holdings)


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
    held = pd.MultiIndex.from_frame(frame[book.once(in_latest_review)])
    gone = frame[before][~pd.MultiIndex.from_frame(frame[before]).isin(held)]
    found = gone[gone["name"] >= 0].groupby("owner").groups
    return {int(str(row)): list(records) for row, records in found.items()}


def _numbered(book: Checked, column: str) -> Array:
    codes: Array = pd.factorize(book.values("assets", column))[0]
    return codes
