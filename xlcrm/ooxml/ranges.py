"""Ranges of cells as rectangles: parsed, written and taken from one another."""

from collections.abc import Iterable

from xlcrm.ooxml.cells import range_reference, split_range
from xlcrm.ooxml.formulas import MAX_COLUMN, MAX_ROW, column_number

Rectangle = tuple[int, int, int, int]


def rectangles(references: str) -> list[Rectangle]:
    """Top, left, bottom and right of each range in a list such as `A1:B3 D4 F:F`."""
    return [_rectangle(reference) for reference in references.replace("$", "").split()]


def _rectangle(reference: str) -> Rectangle:
    first, _, last = reference.partition(":")
    if first.isdecimal():
        return int(first), 1, int(last or first), MAX_COLUMN
    if first.isalpha():
        return 1, column_number(first), MAX_ROW, column_number(last or first)
    return split_range(reference)


def references(found: Iterable[Rectangle]) -> str:
    """Rectangles as a list of ranges."""
    return " ".join(range_reference(*rectangle) for rectangle in found)


def overlap(one: Rectangle, other: Rectangle) -> bool:
    """Whether two rectangles share a cell."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def subtract(one: Rectangle, other: Rectangle) -> list[Rectangle]:
    """The up to four rectangles that are left of one without the other."""
    if not overlap(one, other):
        return [one]
    top, left, bottom, right = one
    inner_top, inner_bottom = max(top, other[0]), min(bottom, other[2])
    left_over = []
    if other[0] > top:
        left_over.append((top, left, other[0] - 1, right))
    if other[1] > left:
        left_over.append((inner_top, left, inner_bottom, other[1] - 1))
    if other[3] < right:
        left_over.append((inner_top, other[3] + 1, inner_bottom, right))
    if other[2] < bottom:
        left_over.append((other[2] + 1, left, bottom, right))
    return left_over


def without(whole: Iterable[Rectangle], taken: Iterable[Rectangle]) -> list[Rectangle]:
    """What is left of some rectangles without others."""
    rest = list(whole)
    for other in taken:
        rest = [piece for one in rest for piece in subtract(one, other)]
    return rest
