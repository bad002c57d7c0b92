"""Parcels: each belongs to nobody, and may be for a customer."""

from xlcrm.labels import labels
from xlcrm.schema.types import CUSTOMER_REF, ID, NUMBER, TEXT, Column, Kind, Table

PARCELS = Table(
    "parcels",
    labels("包裹", "包裹", "Parcels"),
    aliases=("包裹登记", "Post"),
    excel_name="Parcels",
    columns=(
        Column("parcel_no", ID, labels("包裹编号", "包裹編號", "Parcel No"), required=True, unique=True),
        Column("product", TEXT, labels("物品", "物品", "Contents"), required=True),
        Column("weight", NUMBER, labels("重量", "重量", "Weight"), at_least=0),
        Column("recipient", CUSTOMER_REF, labels("收件客户", "收件客戶", "Recipient")),
        Column("policy", Kind("ref", refers_to="insurance"), labels("所附保单", "所附保單", "Policy Inside")),
        Column("inside", Kind("ref", refers_to="parcels"), labels("装在包裹", "裝在包裹", "Inside Parcel")),
    ),
    keys=(("parcel_no",),),
)
