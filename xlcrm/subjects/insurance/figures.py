"""What insurance brings in the coming days, over the whole book: within the look-ahead days of Settings."""

from xlcrm.measures.expressions import count, total
from xlcrm.measures.figures import figure
from xlcrm.measures.predicates import next_days
from xlcrm.subjects.insurance.measures import begun, in_force, valid

_PREMIUM_AHEAD = in_force & next_days("next_due", "look_ahead_days")

PREMIUMS_AHEAD = figure(count("insurance", where=_PREMIUM_AHEAD))
"""How many premiums of policies in force fall due."""

PREMIUM_SUM_AHEAD = figure(total("insurance.premium", where=_PREMIUM_AHEAD))
"""What those premiums come to, in base currency."""

POLICIES_ENDING = figure(count("insurance", where=begun & valid & next_days("end_date", "look_ahead_days")))
"""How many policies in force end: one whose end is to come is not over."""
