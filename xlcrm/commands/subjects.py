"""The subjects that a command was asked for, by their keys or by what they are called."""

from collections.abc import Iterable, Sequence

from xlcrm.errors import WrongUsage
from xlcrm.labels import COMMA, Language
from xlcrm.labels import terminal as say
from xlcrm.reading.headers import fold
from xlcrm.rules.explain import OF_SUBJECT
from xlcrm.schema.registry import subjects
from xlcrm.schema.subject import Subject


def known_subjects(typed: Iterable[str]) -> list[str]:
    """The keys of subjects that were typed, commas between them or not; WrongUsage for one that there is not."""
    words = [word.strip() for text in typed for word in text.replace("，", ",").replace("、", ",").split(",")]
    called = {fold(name): subject.key for subject in subjects() for name in (*subject.labels, subject.key)}
    found: list[str] = []
    for word in filter(None, words):
        key = called.get(fold(word))
        if key is None:
            optional = [subject.key for subject in subjects() if not subject.core]
            raise WrongUsage(say.NO_SUCH_SUBJECT, subject=word, subjects=", ".join(optional) or "-")
        found.append(key)
    return list(dict.fromkeys(found))


def named(keys: Sequence[str], language: Language) -> str:
    """What some subjects are called, in one phrase."""
    called = {subject.key: subject.labels.in_(language) for subject in subjects()}
    return COMMA.in_(language).join(called[key] for key in keys)


def of_subject(subject: Subject | None, language: Language) -> str:
    """To which subject something belongs, to be put behind it; nothing for the core."""
    if subject is None or subject.core:
        return ""
    return " " + OF_SUBJECT.in_(language).format(subject=subject.key)
