"""References as Excel writes them: rows counted from 1, as Excel counts, columns from 0, as they stand in a row.

Here alone letters become numbers and numbers letters.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple

ROWS: Final = 1_048_576
COLUMNS: Final = 16_384

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]+)")


def column_of(letters: str) -> int:
    """0 for A, 26 for AA, in either case."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


@cache
def letters_of(column: int) -> str:
    """A for 0, AA for 26."""
    letters, number = "", column + 1
    while number > 0:
        number, digit = divmod(number - 1, 26)
        letters = chr(65 + digit) + letters
    return letters


class Cell(NamedTuple):
    """One cell."""

    row: int
    column: int

    @property
    def text(self) -> str:
        """The reference, such as `C17`."""
        return f"{letters_of(self.column)}{self.row}"

    @property
    def fixed(self) -> str:
        """The reference that stays when a formula is copied, such as `$C$17`."""
        return f"${letters_of(self.column)}${self.row}"


class Area(NamedTuple):
    """A rectangle of cells, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def text(self) -> str:
        """The range, such as `A1:C17`, or one cell."""
        first, last = self._corners
        return first.text if first == last else f"{first.text}:{last.text}"

    @property
    def fixed(self) -> str:
        """The range that stays when a formula is copied, such as `$A$1:$C$17`, or one cell."""
        first, last = self._corners
        return first.fixed if first == last else f"{first.fixed}:{last.fixed}"

    @property
    def _corners(self) -> tuple[Cell, Cell]:
        return Cell(self.top, self.left), Cell(self.bottom, self.right)

    def overlaps(self, other: "Area") -> bool:
        """Whether both share a cell."""
        is_beside = self.left > other.right or other.left > self.right
        return self.top <= other.bottom and other.top <= self.bottom and not is_beside

    def spanned(self, other: "Area") -> "Area":
        """The smallest area that holds both."""
        return Area(*map(min, self[:2], other[:2]), *map(max, self[2:], other[2:]))

    def without(self, other: "Area") -> list["Area"]:
        """The up to four areas that are left of this one without the other."""
        if not self.overlaps(other):
            return [self]
        top, bottom = max(self.top, other.top), min(self.bottom, other.bottom)
        rest = (
            Area(self.top, self.left, other.top - 1, self.right),
            Area(top, self.left, bottom, other.left - 1),
            Area(top, other.right + 1, bottom, self.right),
            Area(other.bottom + 1, self.left, self.bottom, self.right),
        )
        return [area for area in rest if area.top <= area.bottom and area.left <= area.right]


def cell_of(reference: str) -> Cell:
    """The cell of a reference such as `C17` or `$C$17`; raises ValueError for anything else."""
    match = _CELL.fullmatch(reference)
    if match is None:
        raise ValueError(f"{reference!r} is no cell")
    return Cell(int(match[2]), column_of(match[1]))


def area_of(reference: str) -> Area:
    """The area of a range such as `A1:C17` or of a single cell; raises ValueError for anything else."""
    first, _, last = reference.partition(":")
    start, end = cell_of(first), cell_of(last or first)
    return Area(*map(min, start, end), *map(max, start, end))


def area_or_none(reference: str | None) -> Area | None:
    """As `area_of`; None for what is no range."""
    try:
        return area_of(reference or "")
    except ValueError:
        return None


def areas_of(references: str) -> list[Area]:
    """Each range in a list such as `A1:B3 D4 F:F 2:3`."""
    return [_whole(reference) for reference in references.replace("$", "").split()]


def _whole(reference: str) -> Area:
    first, _, last = reference.partition(":")
    if first.isdecimal():
        return Area(int(first), 0, int(last or first), COLUMNS - 1)
    if first.isalpha():
        return Area(1, column_of(first), ROWS, column_of(last or first))
    return area_of(reference)


def written(areas: Iterable[Area]) -> str:
    """Areas as a list of ranges."""
    return " ".join(area.text for area in areas)


def left_over(whole: Iterable[Area], taken: Iterable[Area]) -> list[Area]:
    """What is left of some areas without others."""
    rest = list(whole)
    for other in taken:
        rest = [piece for area in rest for piece in area.without(other)]
    return rest
