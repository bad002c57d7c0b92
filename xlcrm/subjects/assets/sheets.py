"""The generated sheet on assets."""

from xlcrm.labels import labels
from xlcrm.schema.sheet import Sheet

REVIEW = Sheet(
    "review",
    labels("回顾报告", "檢視報告", "Review Report"),
    labels(
        "选客户和回顾日期：资产、变化、图表与保障，打印后可交给客户",
        "選客戶和檢視日期：資產、變化、圖表與保障，列印後可交給客戶",
        "Pick a customer and a review date: assets, changes, charts and cover, fit to print",
    ),
    place=50,
    shows="assets",
)
