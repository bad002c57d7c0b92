"""The customer record: what is to be known of every customer, and how much of it is."""

from xlcrm.labels import labels
from xlcrm.schema.subject import Subject
from xlcrm.subjects.card.settings import FACTORS
from xlcrm.subjects.card.tables import OF_CUSTOMERS

SUBJECT = Subject(
    "card",
    labels("客户档案", "客戶檔案", "Customer Record"),
    place=100,
    columns={"customers": OF_CUSTOMERS},
    factors=FACTORS,
    row_means={
        "customers": labels(
            "需求、财务、经营、采购、证件等也填在这里：填了多少见“{overview}”，要问哪些在“{settings}”里选",
            "需求、財務、經營、採購、證件等也填在這裡：填了多少見「{overview}」，要問哪些在「{settings}」裡選",
            "Needs, finances, business, purchasing, ID: {overview} says how much of each record is filled; choose on "
            "{settings} what is asked",
        )
    },
)
