"""Closed lists: the words by which people call a value, in three languages and both scripts."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from typing import Any

from xlcrm.labels import Language
from xlcrm.reading.values.marks import fold, nothing_in
from xlcrm.reading.values.reading import Context, Reading
from xlcrm.reading.values.scripts import simplified
from xlcrm.schema.problems import ProblemKind
from xlcrm.schema.types import Choice, Enum

_BETWEEN_WORDS = re.compile(r"[\s_./()\[\]·:、,-]+")


def word_key(text: str) -> str:
    """A word without regard to width, case, spaces and the marks between words: C3（平衡型）is C3 平衡型."""
    return _BETWEEN_WORDS.sub("", unicodedata.normalize("NFKC", fold(text)).casefold())


def words_of(choice: Choice) -> Iterable[str]:
    """Every word by which a choice is known, its own key among them."""
    return (choice.key, *choice.labels, *choice.aliases)


@cache
def _choices(enum: Enum) -> dict[str, str]:
    return {word_key(word): choice.key for choice in enum.choices for word in words_of(choice)}


@cache
def _simplified_choices(enum: Enum) -> dict[str, str]:
    keys: dict[str, set[str]] = {}
    for word, key in _choices(enum).items():
        keys.setdefault(simplified(word), set()).add(key)
    # 积极型 and 積極型 are two risk profiles: a word of two meanings is none in a mixture of scripts.
    return {word: meanings.pop() for word, meanings in keys.items() if len(meanings) == 1}


@cache
def clean_words(enum: Enum, language: Language) -> dict[str, str]:
    """The words that need no conversion: the labels in the language of the book, with the keys of their choices."""
    return {choice.labels.in_(language): choice.key for choice in enum.choices}


def parse_enum(raw: Any, context: Context, enum: Enum, *, unknown: ProblemKind = "not_in_list") -> Reading:
    """The key of the choice that a cell names; else the nearest one, by its label in the language of the book."""
    if isinstance(raw, str):
        words = clean_words(enum, context.language)
        if raw in words:
            return Reading(words[raw])
        tidied = words.get(fold(raw))
        if tidied is not None:
            return Reading(tidied, "cleaned")
    elif isinstance(raw, bool):
        raw = str(raw)
    elif isinstance(raw, float) and raw.is_integer():
        raw = str(int(raw))
    word = word_key(str(raw)) if raw is not None else ""
    found = _choices(enum).get(word)
    if found is not None:
        return Reading(found, "converted")
    nothing = nothing_in(raw)
    if nothing is not None:
        return nothing
    in_other_script = simplified(word)
    found = _simplified_choices(enum).get(in_other_script)
    if found is not None:
        return Reading(found, "converted")
    return Reading(None, unknown, {"nearest": _nearest(in_other_script, enum, context.language)})


def _nearest(word: str, enum: Enum, language: Language) -> str:
    choices = _simplified_choices(enum)
    # Half of a Chinese word of two characters is a whole one; half of the letters of another word say little.
    near = get_close_matches(word, choices, n=1, cutoff=0.7 if word.isascii() else 0.5)
    return enum[choices[near[0]]].labels.in_(language) if near else ""
