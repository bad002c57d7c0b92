"""The units that headers state: 金额(万元), Amount (10k), 保额/萬元, and 单位：万元 above a table."""

import re
from functools import cache
from typing import NamedTuple

from xlcrm.importers.values.currencies import CODES, currency_words
from xlcrm.schema.settings import DOLLARS

_MAGNITUDES = {
    "": 1.0,
    **dict.fromkeys(("千", "仟", "K", "000", "000S", "'000", "'000S", "THOUSAND", "THOUSANDS"), 1e3),
    **dict.fromkeys(("万", "萬", "W", "10K", "TENTHOUSAND", "TENTHOUSANDS"), 1e4),
    **dict.fromkeys(("十万", "十萬", "拾万", "拾萬"), 1e5),
    **dict.fromkeys(("百万", "百萬", "佰万", "佰萬", "M", "MM", "MN", "MILLION", "MILLIONS"), 1e6),
    **dict.fromkeys(("千万", "千萬", "仟万", "仟萬"), 1e7),
    **dict.fromkeys(("亿", "億"), 1e8),
    **dict.fromkeys(("BN", "BILLION", "BILLIONS"), 1e9),
}
_SAYS_UNIT = re.compile(r"(?:金额|金額|货币|貨幣|幣值)?(?:单位|單位|UNITS?)(?:IS|ARE|为|為)?")
_IN = re.compile(r"^(?:单位|單位|UNITS?)?(?:为|為|IN)?")
_EVERYDAY = "元圆圓"


class Unit(NamedTuple):
    """What a unit multiplies values by, and the word for a currency that it names, if any."""

    scale: float
    currency: str | None = None


def unit_in(folded: str) -> Unit | None:
    """The unit that a folded text says and nothing else; None where it is no unit."""
    text, currency = _IN.sub("", folded.upper()), None
    for _ in range(2):  # 人民币万元 names its currency before and after
        magnitude = _MAGNITUDES.get(text)
        if magnitude is not None:
            return Unit(magnitude, currency) if text or currency else None
        word = next((word for word in _currencies() if text.startswith(word) or text.endswith(word)), None)
        if word is None:
            return None
        text = text.removeprefix(word) if text.startswith(word) else text.removesuffix(word)
        currency = word if currency is None or currency in _EVERYDAY else currency
    magnitude = _MAGNITUDES.get(text)
    return None if magnitude is None else Unit(magnitude, currency)


def unit_above(folded: str) -> Unit | None:
    """The unit that a line above a table states for all its amounts, such as 单位：万元."""
    said = _SAYS_UNIT.match(folded.strip("()[]【】").upper())
    return unit_in(folded.strip("()[]【】")[said.end() :]) if said else None


@cache
def _currencies() -> tuple[str, ...]:
    """The words for currencies, the longest first, without rare codes, of which some are words, such as ALL."""
    words = (word for word in currency_words() if word not in CODES or word in DOLLARS)
    return tuple(sorted(words, key=len, reverse=True))
