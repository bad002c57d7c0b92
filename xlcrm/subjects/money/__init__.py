"""Money: purchases and policies in other currencies than the book's own."""

from xlcrm.labels import labels
from xlcrm.schema.subject import Subject
from xlcrm.schema.types import CURRENCY, Column

_CURRENCY = Column("currency", CURRENCY, labels("币种", "幣別", "Currency"), aliases=("货币", "幣種", "CCY"))
_MEANS = labels(
    "外币的填“{currency}”，各金额照原币填；第一次填后重新生成",
    "外幣的填「{currency}」，各金額照原幣填；第一次填後重新產生",
    "For another currency give {currency}, and the amounts in it; build after the first",
)

SUBJECT = Subject(
    "money",
    labels("外币", "外幣", "Currencies"),
    place=60,
    columns={"purchases": (_CURRENCY,), "insurance": (_CURRENCY,)},
    row_means={"purchases": _MEANS, "insurance": _MEANS},
)
"""Asset Reviews have such a column of their own."""
