"""The text of a number, as people write it: signs, currencies, thousands marks, units and Chinese numerals."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from xlcrm.reading.values.currencies import currency_of, currency_words
from xlcrm.reading.values.marks import code_of, fold
from xlcrm.reading.values.numerals import chinese_number

DecimalMark = Literal[".", ","]

_FORM: dict[DecimalMark, re.Pattern[str]] = {
    ".": re.compile(r"[0-9]{1,3}([,' ])[0-9]{3}(\1[0-9]{3})*(\.[0-9]*)?|[0-9]+(\.[0-9]*)?|\.[0-9]+"),
    ",": re.compile(r"[0-9]{1,3}([.' ])[0-9]{3}(\1[0-9]{3})*(,[0-9]*)?|[0-9]+(,[0-9]*)?|,[0-9]+"),
}
_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")
# After a comma stand groups of three digits, or of four where people count in 万, as well as decimals.
_GROUP_OR_DECIMALS = re.compile(r"(?!0)[0-9]{1,4},[0-9]{3,4}")
_NO_CENTS = re.compile(r"(?<=[0-9])\.-+$")
_FIGURES = re.compile(r"[0-9.,](?:[0-9.,']| (?=[0-9]))*")
_SCIENTIFIC = re.compile(r"[0-9]+(\.[0-9]*)?E[+-]?[0-9]{1,4}")
_INFINITE = re.compile(r"INF|INFINITY|NAN|∞|无穷大?|無窮大?|无限大|無限大")
_LETTER_UNITS = {"K": "千", "W": "万", "M": "百万"}
_CHANGE = re.compile(r"(?P<main>.+?)[元圆圓块塊](?:(?P<tenths>[^元角分])[角毛])?零?(?:(?P<cents>[^元角分])分)?")


@dataclass(frozen=True)
class Amount:
    """A number as it was written. `own_unit` says that the text states its unit, such as 万 or 元, itself."""

    number: Decimal
    currency: str | None = None
    percent: bool = False
    own_unit: bool = False


AmountProblem = Literal["not_a_number", "not_finite", "number_ambiguous"]


def decimal_mark(texts: Collection[str]) -> DecimalMark:
    """The decimal mark that all texts of a column agree on: a comma only where none can be read without it."""
    if not any("," in text or "，" in text or text.count(".") > 1 for text in texts):
        return "."
    found = (figures for text in texts for figures in _FIGURES.findall(fold(text)))
    figures = [each for each in found if each.strip(".,")]
    reads_with_comma = all(map(_FORM[","].fullmatch, figures))
    return "," if reads_with_comma and not all(map(_FORM["."].fullmatch, figures)) else "."


def read_amount(text: str, base_currency: str, decimal: DecimalMark) -> Amount | AmountProblem:
    """The amount that a text says, or why it says none."""
    if decimal == "." and _PLAIN.fullmatch(text):
        return Amount(Decimal(text))
    body, negative, currency, percent = _without_affixes(_NO_CENTS.sub("", code_of(text)).upper(), base_currency)
    if _INFINITE.fullmatch(body):
        return "not_finite"
    number: Decimal | AmountProblem | None
    if _SCIENTIFIC.fullmatch(body):
        number, own_unit = Decimal(body), False
    else:
        number, own_unit = _number(body, decimal)
    if isinstance(number, str):
        return number
    if number is None:
        return "not_a_number"
    number = -number if negative else number
    return Amount(number / 100 if percent else number, currency, percent, own_unit)


def _number(body: str, decimal: DecimalMark) -> tuple[Decimal | AmountProblem | None, bool]:
    """The number without sign and currency, and whether it states a unit."""
    plain = _plain_figures(body, decimal)
    if plain in ("number_ambiguous", "not_a_number"):
        return plain, False  # type: ignore[return-value]
    change = _CHANGE.fullmatch(plain.removesuffix("整").removesuffix("正"))
    if change is None:
        return chinese_number(plain.replace(" ", "")), not plain.isascii()
    main = chinese_number(change["main"].replace(" ", ""))
    tenths = chinese_number(change["tenths"] or "零")
    cents = chinese_number(change["cents"] or "零")
    if main is None or tenths is None or cents is None:
        return None, True
    return main + tenths / 10 + cents / 100, True


def _plain_figures(body: str, decimal: DecimalMark) -> str:
    """The text with all its figures written as `1234.5`, or the problem that one of them has."""
    parts, position = [], 0
    for match in _FIGURES.finditer(body):
        figures = match.group()
        if _FORM[decimal].fullmatch(figures) is None:
            other: DecimalMark = "," if decimal == "." else "."
            return "number_ambiguous" if _FORM[other].fullmatch(figures) else "not_a_number"
        if decimal == "," and _GROUP_OR_DECIMALS.fullmatch(figures):
            return "number_ambiguous"
        whole, _, fraction = figures.partition(decimal)
        parts += [body[position : match.start()], re.sub(r"[^0-9]", "", whole) or "0", fraction and f".{fraction}"]
        position = match.end()
    plain = "".join(parts) + body[position:]
    if len(plain) > 1 and plain[-1] in _LETTER_UNITS:
        plain = plain[:-1].rstrip() + _LETTER_UNITS[plain[-1]]
    return plain


def _without_affixes(text: str, base_currency: str) -> tuple[str, bool, str | None, bool]:
    """What is left without sign, currency and percent sign; whether it is negative, the currency, a percentage."""
    negative, signed, percent, currency = False, False, False, None
    while True:
        before = text
        if not signed:
            text, signed, negative = _without_sign(text)
        if currency is None:
            text, currency = _without_currency(text, base_currency)
        if not percent and (text.endswith("%") or text.startswith("百分之")):
            text, percent = text.removesuffix("%").removeprefix("百分之").strip(), True
        if text == before:
            return text, negative, currency, percent


def _without_sign(text: str) -> tuple[str, bool, bool]:
    """The text without its sign, whether it had one, and whether that was a minus."""
    if len(text) > 2 and text[0] == "(" and text[-1] == ")":
        return text[1:-1].strip(), True, True
    if len(text) > 1 and text[0] in "-+负負":
        return text[1:].strip(), True, text[0] != "+"
    if len(text) > 1 and text[-1] == "-":
        return text[:-1].strip(), True, True
    return text, False, False


def _without_currency(text: str, base_currency: str) -> tuple[str, str | None]:
    """The text without the currency in front or behind, and that currency."""
    in_front, behind = _currency_patterns()
    match = in_front.match(text)
    if match:
        return text[match.end() :], currency_of(match[1], base_currency)
    match = behind.search(text)
    if match and match.start() > 0 and match[1] not in "元圆圓块塊":
        return text[: match.start()], currency_of(match[1], base_currency)
    return text, _yuan(text, base_currency)


def _yuan(text: str, base_currency: str) -> str | None:
    """The currency of an amount in 元, whose word stays in the text, between the 元 and the 角."""
    return currency_of("元", base_currency) if re.search("[元圆圓块塊]", text) else None


@cache
def _currency_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = sorted(currency_words(), key=len, reverse=True)
    alternatives = "|".join(map(re.escape, words))
    # A word of letters may not be a part of a longer one: no currency in "RMBX 5".
    return (
        re.compile(rf"({alternatives})(?![A-Z])[ :.]?\s*"),
        re.compile(rf"\s*(?<![A-Z])({alternatives})[整正]?$"),
    )
