"""Read back what stands on the Settings sheet, cell by cell, by the defined names that point there."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest
from typing import Any

from xlcrm.labels import Labels, Language
from xlcrm.measures.methods import METHODS
from xlcrm.model.place import Place, Problem
from xlcrm.ooxml.a1 import Cell, column_of
from xlcrm.ooxml.sheet_facts import SheetFacts
from xlcrm.reading.headers import Grid, fold
from xlcrm.reading.values.booleans import parse_boolean
from xlcrm.reading.values.currencies import parse_currency
from xlcrm.reading.values.dates import parse_date
from xlcrm.reading.values.enums import parse_enum
from xlcrm.reading.values.marks import is_error_value
from xlcrm.reading.values.numbers import parse_integer, parse_number, parse_percent
from xlcrm.reading.values.reading import Context
from xlcrm.schema import names
from xlcrm.schema.measures import BASES, MEASURE_COLUMN
from xlcrm.schema.registry import subjects
from xlcrm.schema.settings import (
    FACTORS,
    TIER_COLOURS,
    TIER_SLOTS,
    ContactPlan,
    Settings,
    Tier,
    TierPolicy,
    default_settings,
    rates_for,
)
from xlcrm.schema.sheets import ALWAYS, before_input
from xlcrm.schema.shown import SHOWN, Shown

_AREA = re.compile(r"^(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$")
_LONGEST_PLAN = 36_500

Area = tuple[str, int, int, int, int]


def area_of(text: str) -> Area | None:
    """Sheet, first row, first column, last row, last column (counted from 0) of a defined name's text."""
    match = _AREA.match(text)
    if not match:
        return None
    title = match[1].replace("''", "'") if match[1] else match[2]
    top, left = int(match[4]) - 1, column_of(match[3])
    bottom = int(match[6]) - 1 if match[6] else top
    right = column_of(match[5]) if match[5] else left
    return title, top, left, bottom, right


class SettingsSheet:
    """The cells of Settings by their defined names, and what could not be understood in them.

    `grid_of` and `facts_of` give the cells of a sheet and what they alone do not show.
    """

    def __init__(
        self,
        defined: Mapping[str, str],
        grid_of: Callable[[str], Grid],
        facts_of: Callable[[str], SheetFacts],
        language: Language,
    ) -> None:
        self._areas = {name: area for name, text in defined.items() if (area := area_of(text))}
        self._grid_of = grid_of
        self._facts_of = facts_of
        self.context = Context(language, default_settings(language).base_currency)
        self.problems: list[Problem] = []

    def __contains__(self, name: str) -> bool:
        return name in self._areas

    def cells(self, name: str) -> list[tuple[Any, Place]]:
        """The values of a name's cells with their places, top to bottom; none where the name is missing."""
        if name not in self._areas:
            return []
        title, top, left, bottom, _ = self._areas[name]
        grid = self._grid_of(title)
        if not grid:
            return []
        errors = self._facts_of(title).errors
        rows = range(top, min(bottom + 1, len(grid)))
        shown = (grid[row][left] if left < len(grid[row]) else "" for row in rows)
        return [
            (errors.get(Cell(row + 1, left), cell), Place(title, row + 1, left))
            for row, cell in zip(rows, shown, strict=True)
        ]

    def read(self, name: str, understand: Callable[[Any], Any], *, otherwise: Any = None) -> list[Any]:
        """The cells of a name, each understood or else `otherwise`; blank cells are `otherwise` without a word."""
        found = []
        for value, place in self.cells(name):
            if value in ("", None):
                found.append(otherwise)
                continue
            is_error = isinstance(value, str) and is_error_value(value)
            understood = None if is_error else understand(value)
            if understood is None:
                self.problems.append(Problem("setting_not_understood", place, value=value))
            found.append(otherwise if understood is None else understood)
        return found

    def single(self, name: str, understand: Callable[[Any], Any], otherwise: Any) -> Any:
        """A single cell, understood or else `otherwise`."""
        return next(iter(self.read(name, understand, otherwise=otherwise)), otherwise)

    def number(self, value: Any) -> float | None:
        """A number from 0 up."""
        return _from_zero(parse_number(value, self.context).value)

    def share(self, value: Any) -> float | None:
        """A part of one. A bare number above one is passed on, for a rule to say that it is none."""
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return _from_zero(value if is_number else parse_percent(value, self.context).value)

    def switch(self, value: Any) -> float | None:
        """1 for yes, 0 for no."""
        is_on = parse_boolean(value, self.context).value
        return None if is_on is None else float(is_on)

    def days(self, value: Any) -> int | None:
        """A number of days."""
        number = _from_zero(parse_integer(value, self.context).value)
        return int(number) if number is not None and number <= _LONGEST_PLAN else None

    def yes_or_no(self, value: Any) -> bool | None:
        """Yes or no, however it is spelled."""
        found: bool | None = parse_boolean(value, self.context).value
        return found

    def shown(self, value: Any) -> Shown | None:
        """When a page is made."""
        answer = self.yes_or_no(value)
        if answer is None:
            found: Shown | None = parse_enum(value, self.context, SHOWN).value
            return found
        return "yes" if answer else "no"

    def day(self, value: Any) -> date | None:
        """A day."""
        found: date | None = parse_date(value, self.context).value
        return found

    def currency(self, value: Any) -> str | None:
        """The code of a currency."""
        found: str | None = parse_currency(value, self.context).value
        return found


def _from_zero(number: float | None) -> float | None:
    return float(number) if number is not None and number >= 0 else None


def _text(value: Any) -> str | None:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip() or None


def _colour(value: Any) -> str | None:
    text = (_text(value) or "").lstrip("#").upper()
    return text if re.fullmatch(r"[0-9A-F]{6}", text) else None


def _word(words: Mapping[Any, Labels]) -> Callable[[Any], Any]:
    """Understands one of `words`, in any language."""
    known = {fold(label): key for key, texts in words.items() for label in texts}
    return lambda value: known.get(fold(value))


def read_settings(sheet: SettingsSheet, language: Language, as_of_typed: bool) -> Settings:
    """The settings as typed; what is missing or not understood is as in a fresh book.

    `as_of_typed` says that the as-of cell holds a date, not a formula.
    """
    usual = default_settings(language)
    base = sheet.single(names.BASE_CURRENCY, sheet.currency, usual.base_currency)
    methods = _word({key: method.labels for key, method in METHODS.items()})
    measures = _word({key: MEASURE_COLUMN[key].labels for key in BASES})
    plans, colours = _plans(sheet), sheet.read(names.TIER_COLOURS, _colour, otherwise="")
    policy = TierPolicy(
        basis=sheet.single(names.TIER_BASIS, measures, usual.policy.basis),
        method=sheet.single(names.TIER_METHOD, methods, usual.policy.method),
        threshold_measures=tuple(sheet.single(name, measures, "") for name in names.TIER_THRESHOLD_MEASURES),
        tiers=_tiers(sheet, plans, colours),
    )
    below = zip_longest(plans[TIER_SLOTS:], colours[TIER_SLOTS:])
    return Settings(
        as_of=sheet.single(names.AS_OF, sheet.day, None) if as_of_typed else None,
        base_currency=base,
        rates=_rates(sheet, base),
        policy=policy if policy.tiers else usual.policy,
        below=tuple(
            replace(group, plan=plan or ContactPlan(), colour=colour or group.colour)
            for group, (plan, colour) in zip(usual.below, [*below, *[(None, None)] * len(usual.below)], strict=False)
        ),
        factors={
            factor.key: sheet.single(
                names.factor_name(factor.key),
                sheet.switch if factor.switches else sheet.share if factor.percent else sheet.number,
                factor.value,
            )
            for factor in FACTORS
        },
        pages={
            page.key: sheet.single(names.page_name(page.key), sheet.shown, "yes")
            for page in before_input(subjects())
            if page not in ALWAYS and names.page_name(page.key) in sheet
        },
        subjects=subjects_asked(sheet),
    )


def subjects_asked(sheet: SettingsSheet) -> dict[str, bool]:
    """The subjects besides the core that Settings mentions, and whether the book asks for them."""
    return {
        subject.key: sheet.single(names.subject_name(subject.key), sheet.yes_or_no, True)
        for subject in subjects()
        if not subject.core and names.subject_name(subject.key) in sheet
    }


def _tiers(sheet: SettingsSheet, plans: Sequence[ContactPlan], colours: Sequence[str]) -> tuple[Tier, ...]:
    """The tiers that have a name; what a damaged name does not reach is blank."""
    titles = sheet.read(names.TIER_NAMES, _text, otherwise="")[:TIER_SLOTS]
    shares = sheet.read(names.TIER_SHARES, sheet.share)
    thresholds = [sheet.read(name, sheet.number) for name in names.TIER_THRESHOLDS]
    tiers = [
        Tier(
            title,
            _at(shares, rank),
            tuple(_at(column, rank) for column in thresholds),
            _at(plans, rank) or ContactPlan(),
            _at(colours, rank) or TIER_COLOURS[rank],
        )
        for rank, title in enumerate(titles)
    ]
    while tiers and not tiers[-1].name:
        tiers.pop()
    return tuple(tiers)


def _at(values: Sequence[Any], rank: int) -> Any:
    return values[rank] if rank < len(values) else None


def _plans(sheet: SettingsSheet) -> list[ContactPlan]:
    columns: Sequence[list[Any]] = [sheet.read(name, sheet.days) for name in names.PLANS.values()]
    return [ContactPlan(*days) for days in zip_longest(*columns)]


def _rates(sheet: SettingsSheet, base: str) -> dict[str, float]:
    codes = sheet.read(names.CURRENCY_CODES, sheet.currency)
    rates = sheet.read(names.CURRENCY_RATES, sheet.number)
    known = {code: rate for code, rate in zip(codes, rates, strict=False) if code and rate is not None}
    return {base: 1.0} | known if known else rates_for(base)
