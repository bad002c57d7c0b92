"""Currencies: ISO 4217 codes, and the words and signs that stand for them."""

import re
from functools import cache
from typing import Any

from xlcrm.reading.values.marks import fold, nothing_in
from xlcrm.reading.values.reading import Context, Reading

_ISO_4217 = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY
COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR
ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK
MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF
SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU
UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG XAU XAG XPT XPD
"""
CODES = frozenset(_ISO_4217.split())

# `CNY(人民币)`, `US$ 美元`: letters, with a dollar sign perhaps, and words of other characters.
_PARTS = re.compile(r"[A-Z]+\$?|[^A-Z\s()/:-]+")

_DOLLARS = ("USD", "TWD", "HKD", "SGD", "AUD", "CAD", "NZD", "MOP")
_YUAN = ("CNY", "TWD", "HKD", "MOP", "JPY", "USD", "SGD", "AUD", "CAD", "NZD", "EUR")

# A word that stands for several currencies means the base currency where that is one of them, and else the first.
_WORDS: dict[str, tuple[str, ...]] = {
    "¥": ("CNY", "JPY"),
    "$": _DOLLARS,
    "元": _YUAN,
    "圆": _YUAN,
    "圓": _YUAN,
    "块": _YUAN,
    "塊": _YUAN,
    "块钱": _YUAN,
    "塊錢": _YUAN,
}
_NAMES = {
    "CNY": "RMB CNH CN¥ RMB¥ YUAN RENMINBI 人民币 人民幣 人民币元 人民幣元 中国元",
    "TWD": "NT NT$ NTD NTD$ 新台币 新台幣 新臺幣 新臺币 台币 台幣 臺幣 臺币",
    "HKD": "HK HK$ 港币 港幣 港元 港纸 港紙",
    "MOP": "MOP$ 澳门币 澳門幣 澳门元 澳門元 葡币 葡幣",
    "USD": "US US$ $US 美元 美金 美圓 美刀",
    "JPY": "JP¥ YEN 日元 日圆 日圓 日币 日幣 円",
    "EUR": "€ EURO EUROS 欧元 歐元",
    "GBP": "£ STG 英镑 英鎊",
    "KRW": "₩ 韩元 韓元 韩币 韓幣 韓圜",
    "SGD": "S$ SG$ 新加坡元 新加坡币 新加坡幣 新币 新幣 坡币",
    "AUD": "A$ AU$ 澳元 澳币 澳幣 澳大利亚元",
    "CAD": "C$ CA$ 加元 加币 加幣 加拿大元",
    "NZD": "NZ$ 纽元 紐元 纽币 紐幣 新西兰元",
    "CHF": "瑞士法郎 瑞郎",
    "THB": "฿ 泰铢 泰銖",
    "MYR": "RM 令吉 马币 馬幣 林吉特",
    "INR": "₹ 卢比 盧比",
    "RUB": "₽ 卢布 盧布",
    "VND": "₫ 越南盾",
}


@cache
def currency_words() -> dict[str, tuple[str, ...]]:
    """Every word, sign and code, upper-case, with the currencies that it may stand for."""
    words = {code: (code,) for code in CODES} | _WORDS
    for code, names in _NAMES.items():
        words |= dict.fromkeys(names.split(), (code,))
    return words


def currency_of(word: str, base_currency: str) -> str | None:
    """The currency that a word or sign means in a book of this base currency; None where it means none."""
    meanings = currency_words().get(word.upper())
    if meanings is None:
        return None
    return base_currency if base_currency in meanings else meanings[0]


def parse_currency(raw: Any, context: Context) -> Reading:
    """An ISO 4217 code, or a word or sign that stands for one currency only."""
    if type(raw) is str and raw in CODES:
        return Reading(raw)
    nothing = nothing_in(raw)
    if nothing is not None:
        return nothing
    if not isinstance(raw, str):
        return Reading(None, "not_a_currency")
    meanings = _meanings(fold(raw).upper())
    if context.base_currency in meanings:
        return Reading(context.base_currency, "converted")
    if len(meanings) == 1:
        return Reading(meanings[0], "converted")
    return Reading(None, "not_a_currency")


def _meanings(text: str) -> tuple[str, ...]:
    """The currencies that a text may stand for: a word, or several of one meaning, such as `CNY 人民币`."""
    words = currency_words()
    whole = words.get(text.replace(" ", ""))
    if whole is not None:
        return whole
    parts = [words.get(part, ()) for part in _PARTS.findall(text)]
    return tuple(code for code in parts[0] if all(code in part for part in parts)) if parts else ()
