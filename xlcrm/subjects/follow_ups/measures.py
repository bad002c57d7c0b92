"""When the customer was last met, and when the contact plan of the tier wants the next call, visit and review."""

import pandas as pd

from xlcrm.measures.engine import Ledger, Measure, measure
from xlcrm.subjects.pyramid.tiers import slots

_DONE = '{follow_ups.customer_id},{key},{follow_ups.date},"<="&as_of,{follow_ups.done},"<>"&{no}'
_LAST_CONTACT = f"MAXIFS({{follow_ups.date}},{_DONE})"
_LAST_VISIT = (
    f"SUMPRODUCT(MAX(MAXIFS({{follow_ups.date}},{_DONE},{{follow_ups.channel}},{{any channel:visit,meeting,review}})))"
)


def done(m: Ledger) -> pd.Series:
    """Whether each contact took place by the as-of date."""
    return (m.follow_ups["date"] <= m.as_of) & m.follow_ups["done"].astype(bool)


@measure(
    "last_contact",
    formula=f'IF({_LAST_CONTACT}=0,"",{_LAST_CONTACT})',
)
def last_contact(m: Ledger) -> pd.Series:
    """The latest contact of any kind that took place."""
    return m.follow_ups.extreme(m.follow_ups["date"], done(m), "max")


@measure(
    "last_visit",
    formula=f'IF({_LAST_VISIT}=0,"",{_LAST_VISIT})',
)
def last_visit(m: Ledger) -> pd.Series:
    """The latest visit, meeting or asset review that took place."""
    in_person = m.follow_ups["channel"].isin(["visit", "meeting", "review"])
    return m.follow_ups.extreme(m.follow_ups["date"], done(m) & in_person, "max")


def due(key: str, last: str, plan: str) -> Measure:
    """The day on which the contact plan wants the next contact: counted from the last one.

    With nothing yet it is counted from the day when the customer was opened, or due at the as-of date where that is
    blank too. Without a plan for the tier it stays blank.
    """
    days = f"IFERROR(N(INDEX(plan_{plan},{{place}})),0)"

    @measure(
        key,
        formula=f"""
        IF({days}=0,"",IF({{@{last}}}<>"",{{@{last}}}+{days},
        IF(IFERROR(N({{own.opened_on}}),0)>0,{{own.opened_on}}+{days},as_of)))
        """,
    )
    def twin(m: Ledger) -> pd.Series:
        every = {row: getattr(slot.plan, plan) for row, slot in enumerate(slots(m), start=1)}
        days = m["place"].map(every).astype("float64").fillna(0)
        counted = m[last].fillna(m.own("opened_on")) + pd.to_timedelta(days, unit="D").astype("timedelta64[s]")
        return counted.fillna(m.as_of).where(days > 0)

    return twin


call_due = due("call_due", last="last_contact", plan="call")
visit_due = due("visit_due", last="last_visit", plan="visit")
review_due = due("review_due", last="review_date", plan="review")
