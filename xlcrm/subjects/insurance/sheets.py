"""The generated sheet on insurance."""

from xlcrm.labels import labels
from xlcrm.schema.sheet import Sheet

COVERAGE = Sheet(
    "coverage",
    labels("保障分析", "保障分析", "Coverage"),
    labels(
        "每位客户的保额与缺口，即将缴费和到期的保单",
        "每位客戶的保額與缺口，即將繳費和到期的保單",
        "Each customer's cover and gaps, premiums and ends to come",
    ),
    place=70,
    shows="insurance",
)
