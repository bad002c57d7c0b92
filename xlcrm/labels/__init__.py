"""The languages of xlcrm: a text in each of them, and how one is chosen."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from xlcrm.labels.languages import LANGUAGES, Language, facts_of, language_of_locale, translated

__all__ = ["LANGUAGES", "Labels", "Language", "facts_of", "in_each_language", "labels", "language_of_locale", "same"]


@dataclass(frozen=True, slots=True)
class Labels:
    """One text in each language: three written side by side, others translated from the English one."""

    zh_cn: str
    zh_tw: str
    en: str

    def in_(self, language: Language) -> str:
        """The text in `language`; in English where a translation lacks it."""
        if language == "zh-CN":
            return self.zh_cn
        if language == "zh-TW":
            return self.zh_tw
        return self.en if language == "en" else translated(self.en, language)

    def __iter__(self) -> Iterator[str]:
        """The text in each language, in the order of `LANGUAGES`."""
        return map(self.in_, LANGUAGES)


def labels(zh_cn: str, zh_tw: str, en: str) -> Labels:
    """Declare a text in Simplified Chinese, Traditional Chinese and English, in this order."""
    return Labels(zh_cn, zh_tw, en)


def same(text: str) -> Labels:
    """Declare a text that reads alike in every language, such as a code."""
    return Labels(text, text, text)


def in_each_language(text: Callable[[Language], str]) -> Labels:
    """A text put together anew in each language."""
    return Labels(text("zh-CN"), text("zh-TW"), text("en"))


COMMA = labels("、", "、", ", ")
"""What stands between the items of a list."""

SENTENCE = labels("。", "。", ". ")
"""What stands between two sentences."""
