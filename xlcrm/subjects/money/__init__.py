"""Money: purchases and policies in other currencies than the book's own."""

from xlcrm.labels import labels
from xlcrm.schema.subject import Subject
from xlcrm.schema.types import CURRENCY, Column

_CURRENCY = Column("currency", CURRENCY, labels("币种", "幣別", "Currency"), aliases=("货币", "幣種", "CCY"))

SUBJECT = Subject(
    "money",
    labels("外币", "外幣", "Currencies"),
    place=60,
    columns={"purchases": (_CURRENCY,), "insurance": (_CURRENCY,)},
)
"""Asset Reviews have such a column of their own."""
