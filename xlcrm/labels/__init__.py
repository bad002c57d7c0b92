"""The three languages of xlcrm: a text for each, and how one is chosen."""

from typing import Literal, NamedTuple, get_args

Language = Literal["zh-CN", "zh-TW", "en"]

LANGUAGES: tuple[Language, ...] = get_args(Language)


class Labels(NamedTuple):
    """One text in each language."""

    zh_cn: str
    zh_tw: str
    en: str

    def in_(self, language: Language) -> str:
        """The text in `language`."""
        return self[LANGUAGES.index(language)]


def labels(zh_cn: str, zh_tw: str, en: str) -> Labels:
    """Declare a text in Simplified Chinese, Traditional Chinese and English, in this order."""
    return Labels(zh_cn, zh_tw, en)


def same(text: str) -> Labels:
    """Declare a text that reads alike in every language, such as a code."""
    return Labels(text, text, text)


def language_of_locale(name: str | None) -> Language:
    """The language for a POSIX locale name such as `zh_TW.UTF-8`; English where it is neither Chinese."""
    folded = (name or "").replace("_", "-").lower()
    if folded.startswith(("zh-tw", "zh-hk", "zh-mo", "zh-hant")):
        return "zh-TW"
    return "zh-CN" if folded.startswith("zh") else "en"
