"""The generated sheet on the pyramid."""

from xlcrm.labels import labels
from xlcrm.schema.sheet import Sheet

PYRAMID = Sheet(
    "pyramid",
    labels("客户金字塔", "客戶金字塔", "Pyramid"),
    labels(
        "各等级的客户数、购买额、毛利与占比，以及谁升谁降",
        "各等級的客戶數、購買額、毛利與占比，以及誰升誰降",
        "Customers, revenue, margin and shares by tier, and who moved up or down",
    ),
    place=60,
)
