"""Every subject there is: whatever folder stands in `xlcrm/subjects`.

No other file names a subject's folder. What a subject has besides its tables it says in modules of agreed names, which
are imported only when somebody asks for them: `measures`, `rules`, `todo`, `page`, `card`, `sample` and so on.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from xlcrm.schema.subject import Subject

_FOLDER = "xlcrm.subjects"


@cache
def subjects() -> tuple[Subject, ...]:
    """Every subject, in the order of their places."""
    folders = iter_modules(import_module(_FOLDER).__path__)
    found = [import_module(f"{_FOLDER}.{folder.name}").SUBJECT for folder in folders if folder.ispkg]
    return tuple(sorted(found, key=lambda subject: (subject.place, subject.key)))


def modules(name: str, among: Iterable[Subject] | None = None) -> Iterator[tuple[Subject, ModuleType]]:
    """The module of this name of each of these subjects that has one, in their order; of every subject by default."""
    for subject in subjects() if among is None else among:
        if name in _names(subject.key):
            yield subject, import_module(f"{_FOLDER}.{subject.key}.{name}")


@cache
def _names(subject: str) -> frozenset[str]:
    """The names of the modules in a subject's folder."""
    return frozenset(module.name for module in iter_modules(import_module(f"{_FOLDER}.{subject}").__path__))
