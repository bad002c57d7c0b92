"""Who the customer is: taken over from Customers, with age and birthday at the as-of date."""

import pandas as pd

from xlcrm.measures.engine import Ledger, add_months, measure

# Stands for a blank ID: a criterion that matches no cell, where a blank one would match every row without a customer.
NOBODY = "␀"


@measure(
    "customer_id",
    formula='IFERROR({own.customer_id}&"","")',
)
def customer_id(m: Ledger) -> pd.Series:
    """The customer ID, in the order of Customers."""
    return m.own("customer_id")


@measure("name", formula='IFERROR({own.name}&"","")')
def name(m: Ledger) -> pd.Series:
    """The customer's name."""
    return m.own("name")


@measure("manager", formula='IFERROR({own.manager}&"","")')
def manager(m: Ledger) -> pd.Series:
    """The account manager."""
    return m.own("manager")


@measure(
    "key",
    formula=f"""
    IF({{@customer_id}}="","{NOBODY}",
    "="&SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({{@customer_id}},"~","~~"),"*","~*"),"?","~?"))
    """,
)
def key(m: Ledger) -> pd.Series:
    """The customer ID as a criterion: what a user typed is never taken for a pattern or a comparison."""
    ids = m.own("customer_id")
    escaped = ids.str.replace(r"([~*?])", r"~\1", regex=True) if ids.notna().any() else ids
    return ("=" + escaped).where(ids.notna(), NOBODY)


# Not before the birth, and not for a cell that is no date.
_BORN = "IFERROR(ISNUMBER({own.birth_date})*({own.birth_date}>0)*({own.birth_date}<=as_of),0)"


@measure(
    "age",
    formula=f"""
    IF({_BORN},YEAR(as_of)-YEAR({{own.birth_date}})
    -(EDATE({{own.birth_date}},12*(YEAR(as_of)-YEAR({{own.birth_date}})))>as_of),"")
    """,
)
def age(m: Ledger) -> pd.Series:
    """Full years at the as-of date; for a company, since its founding."""
    born = m.own("birth_date")
    born = born.where(born <= m.as_of)
    years = m.as_of.year - born.dt.year
    return years - (add_months(born, 12 * years) > m.as_of).astype(float)


@measure(
    "next_birthday",
    formula="""
    IF({@age}="","",EDATE({own.birth_date},12*({@age}+(EDATE({own.birth_date},12*{@age})<as_of))))
    """,
)
def next_birthday(m: Ledger) -> pd.Series:
    """The next anniversary of the birth on or after the as-of date; 29 February falls on the 28th in common years."""
    born = m.own("birth_date")
    last = add_months(born, 12 * m["age"])
    return add_months(born, 12 * (m["age"] + (last < m.as_of)))
