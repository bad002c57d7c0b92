"""The Client Card's list of policies."""

from xlcrm.pages.card_lists import CardList, of_table
from xlcrm.subjects.insurance.lists import IN_FORCE, POLICIES_IN_FORCE

_KEYS = ("coverage_type", "product", "insurer", "sum_insured", "premium", "next_due")

LISTS = (
    CardList(
        10,
        IN_FORCE,
        POLICIES_IN_FORCE,
        10,
        [of_table("insurance", key, column) for column, key in enumerate(_KEYS)],
    ),
)
