"""How much of the customer's record is filled, and when something last happened with the customer."""

from collections.abc import Iterable

import pandas as pd

from xlcrm.labels import labels
from xlcrm.measures.engine import Ledger
from xlcrm.measures.expressions import newest
from xlcrm.measures.measure import Measure, by_hand
from xlcrm.measures.predicates import up_to_today
from xlcrm.schema.names import factor_name
from xlcrm.schema.tables import TABLES
from xlcrm.schema.types import DATE, PERCENT
from xlcrm.subjects.card.fields import COMPANY, EVERYBODY, INDIVIDUAL, switch
from xlcrm.subjects.card.record import asked, filled

ASKED_OF = {"individual": "asked_of_individual", "company": "asked_of_company"}
"""The names of the hidden cells on Settings that say of how many columns a record of each type is made."""


def _blanks(columns: Iterable[str]) -> str:
    """How many of the columns that are asked for are blank on the customer's row."""
    return "+".join(f"({factor_name(switch(key))}<>{{no}})*COUNTBLANK({{own.{key}}})" for key in columns)


# A cell with an error value is none of a company.
_COMPANY = "IFERROR({own.customer_type}={customer_type:company},FALSE)"


@by_hand(
    "completeness",
    PERCENT,
    labels("资料完整度", "資料完整度", "Completeness"),
    f"""
    IFERROR(1-({_blanks(EVERYBODY)}+IF({_COMPANY},{_blanks(COMPANY)},{_blanks(INDIVIDUAL)}))
    /IF({_COMPANY},{ASKED_OF["company"]},{ASKED_OF["individual"]}),"")
    """,
)
def completeness(m: Ledger) -> pd.Series:
    """The part of the columns asked for that are filled, whatever stands there; blank where none is asked for.

    It follows what is typed. A check is stricter: what it found fault with counts half there (see
    `xlcrm.subjects.card.missing.checked_completeness`).
    """
    wanted = asked(m)
    total = wanted.sum(axis=1)
    return 1 - (wanted & ~filled(m)).sum(axis=1) / total.where(total > 0)


last_change = Measure("last_change", DATE, labels("最近动态", "最近動態", "Last Activity"),
    newest((f"{table.key}.{table.dated}", up_to_today(table.dated)) for table in TABLES if table.dated))
