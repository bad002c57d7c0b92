"""What the Dashboard says of purchases."""

from xlcrm.labels import labels
from xlcrm.measures import figures
from xlcrm.pages.blocks import Card, Shown

CARDS = (
    Card(
        20,
        Shown(labels("近12个月购买额", "近12個月購買額", "Revenue, 12 months"), figures.REVENUE, "money"),
        Shown(labels("累计购买额", "累計購買額", "Revenue in all"), figures.total("revenue_total"), "money"),
    ),
    Card(
        30,
        Shown(labels("近12个月毛利", "近12個月毛利", "Margin, 12 months"), figures.MARGIN, "money"),
        Shown(labels("毛利率", "毛利率", "Of revenue"), figures.MARGIN_SHARE, "share"),
    ),
    Card(
        40,
        Shown(labels("逾期应收", "逾期應收", "Receivable overdue"), figures.OVERDUE, "money"),
        Shown(labels("应收余额", "應收餘額", "Receivable in all"), figures.RECEIVABLE, "money"),
        bad=True,
    ),
)
BLOCKS = ()
HIDDEN = 0
