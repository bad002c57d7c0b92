"""The unit in which a page shows money: whole, or by the thousand, the ten thousand or more, as its language counts."""

from dataclasses import dataclass

from xlcrm.labels import Language, facts_of
from xlcrm.schema.names import BASE_CURRENCY
from xlcrm.writing.styles import WHOLE_MONEY

# What amounts are divided by, from which largest amount on, and the word for it.
_STEPS = {
    "万": ((1e10, 1e8, "亿"), (1e5, 1e4, "万")),
    "萬": ((1e10, 1e8, "億"), (1e5, 1e4, "萬")),
    "thousand": ((1e9, 1e6, "million"), (1e6, 1e3, "thousand")),
}


@dataclass(frozen=True)
class Unit:
    """A unit of money: what amounts are divided by, and its word; the base currency is named beside it."""

    size: int
    word: str
    language: Language

    def scaled(self, formula: str) -> str:
        """A formula in this unit."""
        return formula if self.size == 1 else f"({formula})/{self.size}"

    def scaled_value(self, value: float | None) -> float | None:
        """The twin of `scaled`."""
        return None if value is None else value / self.size

    def number_format(self, value: float | None) -> str:
        """The format for an amount like `value`, in base currency: one decimal where a large unit leaves few digits."""
        return WHOLE_MONEY if self.size == 1 or abs(value or 0) >= 100 * self.size else "#,##0.0"

    @property
    def formula(self) -> str:
        """The unit's name with the base currency as it stands on Settings."""
        home = facts_of(self.language).yuan
        if home is None:
            return f'{BASE_CURRENCY}&" {self.word}"' if self.word else BASE_CURRENCY
        other = f'"{self.word} "&{BASE_CURRENCY}' if self.word else BASE_CURRENCY
        return f'IF({BASE_CURRENCY}="{home}","{self.word}元",{other})'

    def text(self, base: str) -> str:
        """The twin of `formula`."""
        home = facts_of(self.language).yuan
        if home is None:
            return f"{base} {self.word}".strip()
        return f"{self.word}元" if base == home else f"{self.word} {base}".strip()


def whole(language: Language) -> Unit:
    """Money as it is."""
    return Unit(1, "", language)


def unit_for(language: Language, largest: float) -> Unit:
    """The unit that keeps amounts up to `largest` short."""
    for least, size, word in _STEPS[facts_of(language).counts_in]:
        if largest >= least:
            return Unit(int(size), word, language)
    return whole(language)
