"""What the Dashboard says of the customers."""

from xlcrm.labels import labels
from xlcrm.measures import figures
from xlcrm.pages.blocks import Card, Shown

CARDS = (
    Card(
        10,
        Shown(labels("活跃客户", "活躍客戶", "Active customers"), figures.ACTIVE, "count"),
        Shown(labels("客户总数", "客戶總數", "All customers"), figures.CUSTOMERS, "count"),
    ),
)
BLOCKS = ()
HIDDEN = 0
