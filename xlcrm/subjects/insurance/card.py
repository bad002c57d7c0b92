"""The Client Card's list of policies."""

from xlcrm.labels import labels
from xlcrm.measures.customer import POLICIES_IN_FORCE
from xlcrm.pages.card_lists import CardList, of_table

_KEYS = ("coverage_type", "product", "insurer", "sum_insured", "premium", "next_due")

LISTS = (
    CardList(
        10,
        labels("有效保单", "有效保單", "Policies in force"),
        POLICIES_IN_FORCE,
        10,
        [of_table("insurance", key, column) for column, key in enumerate(_KEYS)],
    ),
)
