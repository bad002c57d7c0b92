"""What a customer can be at the as-of date: active or inactive with the stage customer, else the stage itself."""

from collections.abc import Mapping

from xlcrm.labels import Labels, labels
from xlcrm.schema.enums import STAGE

ACTIVITIES: Mapping[str, Labels] = {
    "active": labels("活跃", "活躍", "Active"),
    "inactive": labels("不活跃", "不活躍", "Inactive"),
    **{stage: STAGE[stage].labels for stage in ("prospect", "onlooker", "lost")},
}
