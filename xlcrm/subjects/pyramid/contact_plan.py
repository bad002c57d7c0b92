"""What the contact plan on Settings wants: the day of the next call, visit and review, by tier."""

import pandas as pd

from xlcrm.measures.engine import Ledger
from xlcrm.measures.measure import ByHand
from xlcrm.measures.predicates import Keyed


def due_by_plan(plan: str, last: Keyed) -> ByHand:
    """The day on which the contact plan wants the next contact: counted from the last one, a measure.

    With nothing yet it is counted from the day when the customer was opened, or due at the as-of date where that is
    blank too. Without a plan for the tier it stays blank.
    """
    days = f"IFERROR(N(INDEX(plan_{plan},{{tier_row}})),0)"

    def twin(m: Ledger) -> pd.Series:
        every = {row: getattr(slot.plan, plan) for row, slot in enumerate(m.settings.slots, start=1)}
        days = m["tier_row"].map(every).astype("float64").fillna(0)
        counted = m[last.key].fillna(m.own("opened_on")) + pd.to_timedelta(days, unit="D").astype("timedelta64[s]")
        return counted.fillna(m.as_of).where(days > 0)

    return ByHand(
        f"""
        IF({days}=0,"",IF({{@{last.key}}}<>"",{{@{last.key}}}+{days},
        IF(IFERROR(N({{own.opened_on}}),0)>0,{{own.opened_on}}+{days},as_of)))
        """,
        twin,
    )
