"""The defined names of the cells on Settings: formulas use them, and a build finds the user's settings by them."""

AS_OF = "as_of"
BASE_CURRENCY = "base_currency"
CURRENCY_CODES = "currency_codes"
CURRENCY_RATES = "currency_rates"

TIER_METHOD = "tier_method"
TIER_BASIS = "tier_basis"
TIER_NAMES = "tier_names"
TIER_SHARES = "tier_shares"
TIER_THRESHOLD_MEASURES = ("tier_threshold_measure_1", "tier_threshold_measure_2", "tier_threshold_measure_3")
TIER_THRESHOLDS = ("tier_thresholds_1", "tier_thresholds_2", "tier_thresholds_3")
TIER_COLOURS = "tier_colours"

PLAN_NAMES = "plan_names"
PLANS = {"call": "plan_call", "visit": "plan_visit", "review": "plan_review"}

# Calculated on Settings, for the formulas elsewhere.
TIER_BASIS_NO = "tier_basis_no"
TIER_THRESHOLD_NOS = ("tier_threshold_no_1", "tier_threshold_no_2", "tier_threshold_no_3")
TIER_CUTOFFS = "tier_cutoffs"

# Hidden cells beside the Overview table, one a customer.
OVERVIEW_HELPERS = {"key": "overview_key", "tier_row": "overview_place"}


def rows_name(table: str) -> str:
    """The name of the column by which others refer to the rows of a table, for dropdowns."""
    return "customer_ids" if table == "customers" else f"{table}_rows"


def factor_name(key: str) -> str:
    """The name of the cell of a factor."""
    return f"factor_{key}"


def page_name(key: str) -> str:
    """The name of the cell that says when a page is made."""
    return f"page_{key}"


def subject_name(key: str) -> str:
    """The name of the cell that says whether the book asks for a subject."""
    return f"subject_{key}"
