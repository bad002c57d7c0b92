"""The best customers by the measure that the tier policy ranks by."""

from dataclasses import dataclass

from xlcrm.measures.engine import Ledger
from xlcrm.measures.tiers import cents

BASIS = "CHOOSE(tier_basis_no,{all:bases})"
"""The column of Overview that the tier policy ranks by."""


@dataclass(frozen=True)
class Ranked:
    """One of the best: the value in base currency rounded to cents, and the customer's row, counted from 0."""

    value: float
    row: int


def value_formula(rank: int) -> str:
    """The value of the customer at a rank, counted from 1; nothing where it is not above 0."""
    found = f"AGGREGATE(14,6,ROUND({BASIS},2),{rank})"
    return f'IFERROR(IF({found}>0,{found},""),"")'


def position_formula(value_cell: str, values_so_far: str, first_row: int) -> str:
    """The position on Overview of the customer with the value in a cell; among ties, the next one not yet shown.

    `values_so_far` are the cells of the ranks from the first to this one, `first_row` the Excel row of Overview's first
    customer.
    """
    rows = f"(ROW({{all:customer_id}})-{first_row - 1})/(ROUND({BASIS},2)={value_cell})"
    return f'IF({value_cell}="","",IFERROR(AGGREGATE(15,6,{rows},COUNTIF({values_so_far},{value_cell})),""))'


def best(m: Ledger, count: int) -> list[Ranked]:
    """The `count` best customers with a value above 0; ties in the order of Customers."""
    values = [cents(value) for value in m[m.settings.policy.basis]]
    rows = sorted(range(len(values)), key=lambda row: -values[row])
    return [Ranked(values[row], row) for row in rows[:count] if values[row] > 0]
