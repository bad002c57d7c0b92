"""Chinese numerals, everyday and financial, in both scripts, also mixed with figures: 三千五百, 壹仟贰佰, 1.2億."""

import re
from decimal import Decimal

_DIGITS = {
    digit: value
    for value, digits in enumerate(
        ["零〇○Ｏ", "一壹弌", "二贰貳两兩弍", "三叁參叄参弎", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖"]
    )
    for digit in digits
}
_SMALL = {unit: 10**power for power, units in ((1, "十拾"), (2, "百佰"), (3, "千仟")) for unit in units}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
# 廿 and 卅 stand for two and three tens, as in dates and almanacs.
_CONTRACTED = {"廿": "二十", "卅": "三十"}

_FIGURES = r"[0-9]+(?:\.[0-9]+)?"
_CHINESE = "".join(_DIGITS)
# What a numeral without figures, 万 and 亿 is written with.
NUMERALS = _CHINESE + "".join(_SMALL) + "".join(_CONTRACTED)

_TOKEN = re.compile(
    rf"(?P<figures>{_FIGURES})"
    rf"|(?P<fraction>[{_CHINESE}]+[点點][{_CHINESE}]+)"
    rf"|(?P<digit>[{_CHINESE}])"
    rf"|(?P<small>[{''.join(_SMALL)}])"
    rf"|(?P<large>[{''.join(_LARGE)}])"
)
_ONLY_DIGITS = re.compile(f"[{_CHINESE}]+")


def chinese_digits(text: str) -> str:
    """Digits written one by one as figures: 二〇二四 is 2024."""
    return "".join(str(_DIGITS[character]) for character in text)


def chinese_number(text: str) -> Decimal | None:
    """The number that a numeral says; None where it is not one, or may be read in two ways, such as 一千二."""
    for short, long in _CONTRACTED.items():
        text = text.replace(short, long)
    if _ONLY_DIGITS.fullmatch(text):
        return Decimal(chinese_digits(text))
    reader = _Numeral()
    position = 0
    while position < len(text):
        token = _TOKEN.match(text, position)
        if token is None or not reader.take(str(token.lastgroup), token.group()):
            return None
        position = token.end()
    return reader.total()


class _Numeral:
    """A numeral read from left to right: `number` waits for its unit, `section` for the next 万 or 亿."""

    def __init__(self) -> None:
        self.whole = Decimal(0)
        self.section = Decimal(0)
        self.number: Decimal | None = None
        self.small: int | None = None
        self.large: int | None = None
        self.after_zero = False

    def take(self, group: str, token: str) -> bool:
        """Take one token; False where it cannot follow the ones before."""
        if group == "small":
            return self._small_unit(_SMALL[token])
        if group == "large":
            return self._large_unit(_LARGE[token])
        if self.number is not None:
            return False
        if group == "digit" and _DIGITS[token] == 0:
            self.after_zero = True
            return True
        self.number = _plain(group, token)
        return True

    def _small_unit(self, unit: int) -> bool:
        if self.small is not None and unit >= self.small:
            return False
        self.section += (Decimal(1) if self.number is None else self.number) * unit
        self.number, self.small, self.after_zero = None, unit, False
        return True

    def _large_unit(self, unit: int) -> bool:
        part = self.section + (self.number or 0)
        if self.large is None or unit < self.large:
            if not part:
                return False
            self.whole += part * unit
        elif unit > self.large:  # 万亿: all that was said so far counts in the larger unit
            self.whole = (self.whole + part) * unit
        else:
            return False
        self.section, self.number, self.small, self.large = Decimal(0), None, None, unit
        self.after_zero = False
        return True

    def total(self) -> Decimal | None:
        """The whole number; None where a last digit lacks its unit, as 一千二 does."""
        says_nothing = self.large is None and self.small is None
        ends_well = self.number is None or self.after_zero or self.small == 10 or says_nothing
        if not ends_well or (says_nothing and self.number is None):
            return None
        return self.whole + self.section + (self.number or 0)


def _plain(group: str, token: str) -> Decimal:
    if group == "figures":
        return Decimal(token)
    if group == "digit":
        return Decimal(_DIGITS[token])
    whole, fraction = re.split("[点點]", token)
    return Decimal(f"{chinese_digits(whole)}.{chinese_digits(fraction)}")
