"""The units that headers state: 金额(万元), Amount (10k), 保额/萬元, and 单位：万元 above a table."""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from xlcrm.reading.values.currencies import CODES, currency_words
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
# 单位：万元 anywhere in a line, but not the 工作单位 of somebody; or a unit in brackets behind a title.
_SAYS_UNIT = re.compile(
    r"(?<![作务務])(?:单位|單位|UNITS?)(?:\s|:|IS\b|ARE\b|为|為)*(?P<said>[^\s:,;。、()\[\]【】]+)"
    r"|[(\[【](?P<bracket>[^()\[\]【】]*)[)\]】]"
)
_SPACE = re.compile(r"[\s:]+")
_IN = re.compile(r"^(?:单位|單位|UNITS?)?(?:为|為|IN)?")
_UNIT_WORDS = ("单位", "單位", "UNIT")
EVERYDAY = "元圆圓"


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
        currency = word if currency is None or currency in EVERYDAY else currency
    magnitude = _MAGNITUDES.get(text)
    return None if magnitude is None else Unit(magnitude, currency)


def unit_above(text: str) -> Unit | None:
    """The unit that a line above a table states for all its amounts, such as 2025 年购买记录（单位：万元）."""
    for match in _SAYS_UNIT.finditer(unicodedata.normalize("NFKC", text).upper()):
        said = _SPACE.sub("", match["said"] or match["bracket"] or "")
        unit = unit_in(said)
        says_so = match["said"] is not None or said.startswith(_UNIT_WORDS)
        # A bracket behind a title may hold anything: (US) is no currency there, and (M) no million.
        if unit is not None and (says_so or (unit.scale != 1 and not (said.isascii() and len(said) == 1))):
            return unit
    return None


@cache
def _currencies() -> tuple[str, ...]:
    """The words for currencies, the longest first, without rare codes, of which some are words, such as ALL."""
    words = (word for word in currency_words() if word not in CODES or word in DOLLARS)
    return tuple(sorted(words, key=len, reverse=True))
