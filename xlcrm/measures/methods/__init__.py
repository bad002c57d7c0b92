"""Every tier method there is: whatever module stands in this folder, each with its `METHOD`."""

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import TypeVar

from xlcrm.measures.engine import Ledger
from xlcrm.measures.tiers import ByCutOff, TierMethod

_FOUND: list[TierMethod] = [import_module(f"{__name__}.{module.name}").METHOD for module in iter_modules(__path__)]

METHODS: Mapping[str, TierMethod] = {
    method.key: method
    for method in sorted(_FOUND, key=lambda method: (not isinstance(method, ByCutOff), method.place, method.key))
}
"""The methods by their keys, those by cut-off first; where Settings names none of them, the first one counts."""

BY_CUT_OFF = [method for method in METHODS.values() if isinstance(method, ByCutOff)]

Method = TypeVar("Method", bound=TierMethod)


def method_of(m: Ledger) -> TierMethod:
    """The method of a book."""
    return METHODS[m.settings.policy.method]


def cut_offs(m: Ledger) -> list[float | None]:
    """The cut-off of each tier; none by a method that has no cut-offs."""
    method = method_of(m)
    return method.cut_offs(m) if isinstance(method, ByCutOff) else []


def name_of(method: TierMethod) -> str:
    """The defined name of the cell on Settings that says whether this method is chosen; the last one has none."""
    return f"tier_by_{method.key}"


def any_chosen(methods: Iterable[TierMethod]) -> str:
    """The formula that says whether one of these methods is chosen."""
    names = [name_of(method) for method in methods]
    return names[0] if len(names) == 1 else f"OR({','.join(names)})"


def by_method(methods: Iterable[Method], text: Callable[[Method], str]) -> str:
    """The formula that is, of these methods, the chosen one's text, and the last one's where it is none of them."""
    alike: dict[str, list[TierMethod]] = {}
    for method in methods:
        alike.setdefault(text(method), []).append(method)
    *before, formula = alike
    for found in reversed(before):
        formula = f"IF({any_chosen(alike[found])},{found},{formula})"
    return formula
