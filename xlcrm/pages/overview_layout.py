"""Where Overview's rows and hidden helper cells stand: other pages count by them."""

from functools import cache

from xlcrm.measures import helpers, measures
from xlcrm.ooxml.a1 import letters_of
from xlcrm.schema.subject import Subject

HEADER_ROW = 3
FIRST_ROW = HEADER_ROW + 1


@cache
def helper_columns(present: tuple[Subject, ...]) -> dict[str, int]:
    """The columns of the hidden cells, by what they hold, in a book that has these subjects.

    They stand beside the table, with an empty column between, so that the table ends where the measures end.
    """
    keys = ("position", *(helper.key for helper in helpers(present)))
    return {key: len(measures(present)) + 1 + number for number, key in enumerate(keys)}


def helper_cells(present: tuple[Subject, ...]) -> dict[str, str]:
    """Those cells, such as `$AM{row}`."""
    return {key: f"${letters_of(column)}{{row}}" for key, column in helper_columns(present).items()}
