"""Parcels: what came in by post, whoever it is for."""

from xlcrm.subjects.parcels.tables import PARCELS

from xlcrm.labels import labels
from xlcrm.schema.subject import Factor, Subject
from xlcrm.schema.types import TEXT, Column

SUBJECT = Subject(
    "parcels",
    PARCELS.labels,
    place=80,
    tables=(PARCELS,),
    columns={
        "customers": (
            Column("locker", TEXT, labels("寄存柜", "寄存櫃", "Locker"), aliases=("Box No",), sensitive=True),
        )
    },
    factors=(Factor("heaviest_parcel", 20, labels("最重的包裹（千克）", "最重的包裹（公斤）", "Heaviest parcel, kg")),),
)
