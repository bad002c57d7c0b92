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
    guide=labels(
        "客户的需求、财务、经营、采购、证件等，填在客户信息的各列。每位客户的资料填了多少见客户总览；要问哪些，在“{settings}”里选",
        "客戶的需求、財務、經營、採購、證件等，填在客戶資料的各欄。每位客戶的資料填了多少見客戶總覽；要問哪些，在「{settings}」裡選",
        "Needs, finances, business, purchasing, ID: columns of {customers}. {overview} says how much of each record is "
        "filled; choose on {settings} what is asked",
    ),
)
