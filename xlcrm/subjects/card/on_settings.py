"""Of how many columns a record is made, in hidden cells on Settings."""

from collections.abc import Sequence

from xlcrm.measures.figures import Figure
from xlcrm.schema.names import factor_name
from xlcrm.subjects.card.fields import of_type, switch
from xlcrm.subjects.card.measures import ASKED_OF
from xlcrm.subjects.card.record import is_on


def _count(columns: Sequence[str]) -> Figure:
    formula = "+".join(f"({factor_name(switch(key))}<>{{no}})" for key in columns)
    return Figure(formula, lambda m: float(sum(is_on(m, key) for key in columns)))


COMPUTED = {name: _count(of_type(customer_type)) for customer_type, name in ASKED_OF.items()}
