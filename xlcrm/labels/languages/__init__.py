"""What xlcrm knows of each language: its font, its currency, how it counts large sums, and who speaks it.

Three languages are written side by side wherever a text is declared. Any further one is a module of this folder, named
for its code (`de.py`, `pt_br.py` for pt-BR), with its `FACTS`, and with `TEXTS` that map English texts to its own. What
`TEXTS` lacks stays English, so that a translation can grow.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Literal

Language = str
"""The code of a language, such as `zh-CN`."""


@dataclass(frozen=True)
class Facts:
    """What is particular to a language.

    `locales` are the beginnings of the POSIX locale names whose users speak it. `currency` is the base currency of a
    new book. `counts_in` says by which steps large sums are shortened: 万 and 亿, 萬 and 億, or thousand and million.
    `yuan` is the currency whose amounts it calls 元, if any.
    """

    locales: tuple[str, ...]
    font: str = "Calibri"
    currency: str = "USD"
    counts_in: Literal["万", "萬", "thousand"] = "thousand"
    yuan: str | None = None


WRITTEN: Mapping[Language, Facts] = {
    "zh-CN": Facts(("zh",), "Microsoft YaHei", "CNY", counts_in="万", yuan="CNY"),
    "zh-TW": Facts(("zh-tw", "zh-hk", "zh-mo", "zh-hant"), "Microsoft JhengHei", "TWD", counts_in="萬", yuan="TWD"),
    "en": Facts(("en",)),
}
"""The languages that every text is written in where it is declared."""


def _code(module: str) -> Language:
    language, _, country = module.partition("_")
    return f"{language}-{country.upper()}" if country else language


_TRANSLATIONS = {_code(found.name): found.name for found in iter_modules(__path__)}

LANGUAGES: tuple[Language, ...] = (*WRITTEN, *sorted(_TRANSLATIONS))


def facts_of(language: Language) -> Facts:
    """What is particular to a language."""
    return WRITTEN.get(language) or _translation(language)[0]


def translated(english: str, language: Language) -> str:
    """An English text in a language that is not written side by side with it; the text itself where that lacks it."""
    return _translation(language)[1].get(english, english)


@cache
def _translation(language: Language) -> tuple[Facts, Mapping[str, str]]:
    module = import_module(f"{__name__}.{_TRANSLATIONS[language]}")
    return module.FACTS, module.TEXTS


def language_of_locale(name: str | None) -> Language:
    """The language for a POSIX locale name such as `zh_TW.UTF-8`; English where no other is spoken there."""
    folded = (name or "").replace("_", "-").lower()
    spoken = [(start, code) for code in LANGUAGES for start in facts_of(code).locales if folded.startswith(start)]
    return max(spoken, key=lambda found: len(found[0]), default=("", "en"))[1]
