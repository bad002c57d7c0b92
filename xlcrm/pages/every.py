"""Every page of the workbook: how it is written, and which of its cells are there for the user to fill in."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd

from xlcrm.ooxml import DefinedName
from xlcrm.ooxml.a1 import Cell, area_of
from xlcrm.pages import card, dashboard, findings, guide, overview, settings, todo
from xlcrm.schema import names
from xlcrm.schema.settings import FACTORS
from xlcrm.schema.sheets import CARD, REVIEW, SETTINGS
from xlcrm.subjects.assets import report as review
from xlcrm.subjects.insurance import page as coverage
from xlcrm.subjects.pyramid import page as pyramid
from xlcrm.writing.canvas import FIRST_DAY, Canvas, Context

PAGES: Mapping[str, Callable[..., None]] = {
    "dashboard": dashboard.write,
    "todo": todo.write,
    "overview": overview.write,
    "card": card.write,
    "review": review.write,
    "pyramid": pyramid.write,
    "coverage": coverage.write,
    "findings": findings.write,
    "settings": settings.write,
    "guide": guide.write,
}

PICK_CELLS: Mapping[str, tuple[str, ...]] = {CARD.key: card.PICK_CELLS, REVIEW.key: review.PICK_CELLS}
"""The cells in which the user picks what a page shows: the customer, then the day."""

_TYPED = (
    names.AS_OF, names.BASE_CURRENCY, names.CURRENCY_CODES, names.CURRENCY_RATES, names.TIER_METHOD, names.TIER_BASIS,
    names.TIER_NAMES, names.TIER_SHARES, *names.TIER_THRESHOLD_MEASURES, *names.TIER_THRESHOLDS, names.TIER_COLOURS,
    *names.PLANS.values(), *(names.factor_name(factor.key) for factor in FACTORS),
)  # fmt: skip


def users_cells(key: str, defined: Iterable[DefinedName]) -> frozenset[str]:
    """The cells of a page that its user fills in: writing there is no writing on the page."""
    if key != SETTINGS.key:
        return frozenset(PICK_CELLS.get(key, ()))
    texts = (name.text for name in defined if name.scope is None and _is_typed(name.name))
    return frozenset(cell for text in texts for cell in _cells(text.rpartition("!")[2].replace("$", "")))


def _is_typed(name: str) -> bool:
    """Where the user has a name of his own like ours, ours has a number behind it."""
    return name in _TYPED or name.rpartition("_")[0] in _TYPED


def _cells(area: str) -> Iterable[str]:
    try:
        top, left, bottom, right = area_of(area)
    except ValueError:  # the cells were deleted
        return ()
    rows, columns = range(top, bottom + 1), range(left, right + 1)
    return (Cell(row, column).text for row in rows for column in columns)


def write_page(key: str, canvas: Canvas, context: Context, picked: Mapping[str, Any]) -> None:
    """Write one page. `picked` holds what stood in its pick cells, so that it opens with the same customer and day."""
    cells = [picked.get(cell) for cell in PICK_CELLS.get(key, ())]
    options: dict[str, Any] = {}
    if cells and isinstance(cells[0], str):
        options["pick"] = _customer(context, cells[0])
    if len(cells) > 1 and isinstance(cells[1], float):
        options["day"] = pd.Timestamp(FIRST_DAY[context.date_1904]) + pd.Timedelta(days=int(cells[1]))
    PAGES[key](canvas, context, **options)


def _customer(context: Context, text: str) -> int | None:
    """The row of Customers that a label, an ID or a name means; None where there is no such customer."""
    wanted = text.strip().casefold()
    ids, called = (context.book.customers[key].fillna("").tolist() for key in ("customer_id", "name"))
    labels = [" ".join(f"{one} {other}".split()) for one, other in zip(ids, called, strict=True)]
    for said in (labels, ids, called):
        found = next((row for row, one in enumerate(said) if one.casefold() == wanted), None)
        if wanted and found is not None:
            return found
    return None
