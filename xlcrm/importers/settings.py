"""Read back what stands on the Settings sheet, cell by cell, by the defined names that point there."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from xlcrm.book import Place, Problem
from xlcrm.importers.headers import Grid, fold
from xlcrm.labels import Labels, Language
from xlcrm.schema import names
from xlcrm.schema.measures import BASES, MEASURE_COLUMN
from xlcrm.schema.settings import (
    FACTORS,
    METHODS,
    TIER_COLOURS,
    TIER_SLOTS,
    ContactPlan,
    Settings,
    Tier,
    TierPolicy,
    default_settings,
    rates_for,
)

_AREA = re.compile(r"^(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?$")

Area = tuple[str, int, int, int, int]


def area_of(text: str) -> Area | None:
    """Sheet, first row, first column, last row, last column (counted from 0) of a defined name's text."""
    match = _AREA.match(text)
    if not match:
        return None
    title = match[1].replace("''", "'") if match[1] else match[2]
    top, left = int(match[4]) - 1, column_index(match[3])
    bottom = int(match[6]) - 1 if match[6] else top
    right = column_index(match[5]) if match[5] else left
    return title, top, left, bottom, right


def column_index(letters: str) -> int:
    """The position of a column counted from 0, from its letters."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


class SettingsSheet:
    """The cells of Settings by their defined names, and what could not be understood in them."""

    def __init__(self, defined: Mapping[str, str], grids: Callable[[str], Grid], language: Language) -> None:
        self._areas = {name: area for name, text in defined.items() if (area := area_of(text))}
        self._grids = grids
        self._language = language
        self.problems: list[Problem] = []

    def __contains__(self, name: str) -> bool:
        return name in self._areas

    def cells(self, name: str) -> list[tuple[Any, Place]]:
        """The values of a name's cells with their places, top to bottom; none where the name is missing."""
        if name not in self._areas:
            return []
        title, top, left, bottom, _ = self._areas[name]
        grid = self._grids(title)
        return [
            (grid[row][left] if row < len(grid) and left < len(grid[row]) else "", Place(title, row + 1, left))
            for row in range(top, bottom + 1)
        ]

    def read(self, name: str, understand: Callable[[Any], Any], *, otherwise: Any = None) -> list[Any]:
        """The cells of a name, each understood or else `otherwise`; blank cells are `otherwise` without a word."""
        found = []
        for value, place in self.cells(name):
            if value in ("", None):
                found.append(otherwise)
                continue
            understood = understand(value)
            if understood is None:
                self.problems.append(Problem("setting_not_understood", place, value=value))
            found.append(otherwise if understood is None else understood)
        return found

    def one(self, name: str, understand: Callable[[Any], Any], otherwise: Any) -> Any:
        """A single cell, understood or else `otherwise`."""
        return next(iter(self.read(name, understand, otherwise=otherwise)), otherwise)


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) and value >= 0 else None


def _days(value: Any) -> int | None:
    number = _number(value)
    return int(number) if number is not None and number == int(number) and number <= 36_500 else None


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _text(value: Any) -> str | None:
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value).strip() or None


def _colour(value: Any) -> str | None:
    text = str(value).strip().lstrip("#").upper()
    return text if re.fullmatch(r"[0-9A-F]{6}", text) else None


def _currency(value: Any) -> str | None:
    text = str(value).strip().upper()
    return text if re.fullmatch(r"[A-Z]{3}", text) else None


def _word(words: Mapping[Any, Labels]) -> Callable[[Any], Any]:
    """Understands one of `words`, in any language."""
    known = {fold(label): key for key, texts in words.items() for label in texts}
    return lambda value: known.get(fold(value))


def read_settings(sheet: SettingsSheet, language: Language, as_of_typed: bool) -> Settings:
    """The settings as typed; what is missing or not understood is as in a fresh book.

    `as_of_typed` says that the as-of cell holds a date, not a formula.
    """
    usual = default_settings(language)
    base = sheet.one(names.BASE_CURRENCY, _currency, usual.base_currency)
    measures = _word({key: MEASURE_COLUMN[key].labels for key in BASES})
    policy = TierPolicy(
        basis=sheet.one(names.TIER_BASIS, measures, usual.policy.basis),
        method=sheet.one(names.TIER_METHOD, _word(METHODS), usual.policy.method),
        threshold_measures=tuple(sheet.one(name, measures, "") for name in names.TIER_THRESHOLD_MEASURES),
        tiers=_tiers(sheet),
    )
    return Settings(
        as_of=sheet.one(names.AS_OF, _day, None) if as_of_typed else None,
        base_currency=base,
        rates=_rates(sheet, base),
        policy=policy if policy.tiers else usual.policy,
        below=tuple(
            replace(group, plan=plan, colour=colour or group.colour)
            for group, plan, colour in zip(
                usual.below, _plans(sheet)[TIER_SLOTS:] or [ContactPlan()] * 4, _colours(sheet)[TIER_SLOTS:] or [""] * 4,
                strict=True,
            )
        ),
        factors={
            factor.key: sheet.one(names.factor_name(factor.key), _number, factor.value) for factor in FACTORS
        },
    )  # fmt: skip


def _tiers(sheet: SettingsSheet) -> tuple[Tier, ...]:
    titles = sheet.read(names.TIER_NAMES, _text, otherwise="")
    shares = sheet.read(names.TIER_SHARES, _number)
    thresholds = list(zip(*(sheet.read(name, _number) for name in names.TIER_THRESHOLDS), strict=True))
    rows = zip(titles, shares, thresholds, _plans(sheet), _colours(sheet), TIER_COLOURS, strict=False)
    tiers = [
        Tier(title, share, at_least, plan, colour or usual) for title, share, at_least, plan, colour, usual in rows
    ]
    while tiers and not tiers[-1].name:
        tiers.pop()
    return tuple(tiers)


def _plans(sheet: SettingsSheet) -> list[ContactPlan]:
    columns: Sequence[list[Any]] = [sheet.read(name, _days) for name in names.PLANS.values()]
    return [ContactPlan(*days) for days in zip(*columns, strict=True)]


def _colours(sheet: SettingsSheet) -> list[str]:
    return sheet.read(names.TIER_COLOURS, _colour, otherwise="")


def _rates(sheet: SettingsSheet, base: str) -> dict[str, float]:
    codes = sheet.read(names.CURRENCY_CODES, _currency)
    rates = sheet.read(names.CURRENCY_RATES, _number)
    known = {code: rate for code, rate in zip(codes, rates, strict=False) if code and rate is not None}
    return {base: 1.0} | known if known else rates_for(base)
