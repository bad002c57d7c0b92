"""When a holding is too large a part of the whole."""

from xlcrm.labels import labels
from xlcrm.schema.subject import Factor

FACTORS = (
    Factor("largest_holding", 0.30, labels("单一资产占比超过即提示", "單一資產占比超過即提示", "Largest holding flagged above"), percent=True),
)
