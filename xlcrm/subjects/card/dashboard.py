"""What the Dashboard says of the records: how complete they are."""

from xlcrm.labels import labels
from xlcrm.measures.engine import Ledger
from xlcrm.measures.figures import Figure
from xlcrm.pages.blocks import Card, Shown
from xlcrm.schema.names import OVERVIEW_HELPERS, factor_name
from xlcrm.subjects.card.fields import COMPLETE_AT_LEAST
from xlcrm.subjects.pyramid.rules import TOP_TIERS


def _mean(m: Ledger) -> float | None:
    known = m["completeness"].dropna()
    return float(known.mean()) if len(known) else None


def _wanting(m: Ledger) -> float:
    """How many customers of the two best tiers have a record that should be more complete."""
    short = m["completeness"] < m.settings.factors[COMPLETE_AT_LEAST]
    return float((short & (m["tier_row"] <= TOP_TIERS)).sum())


MEAN = Figure('IFERROR(AVERAGE({all:completeness}),"")', _mean)
WANTING = Figure(
    f'COUNTIFS({OVERVIEW_HELPERS["tier_row"]},"<={TOP_TIERS}",'
    f'{{all:completeness}},"<"&{factor_name(COMPLETE_AT_LEAST)})',
    _wanting,
)

CARDS = (
    Card(
        90,
        Shown(labels("平均资料完整度", "平均資料完整度", "Records complete, mean"), MEAN, "share"),
        Shown(labels("前两级中不达标", "前兩級中未達標", "Top tiers short of it"), WANTING, "count"),
    ),
)
BLOCKS = ()
HIDDEN = 0
