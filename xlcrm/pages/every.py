"""Every page of the workbook: how it is written, and which of its cells are there for the user to fill in."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from xlcrm.ooxml import DefinedName
from xlcrm.ooxml.a1 import Cell, area_of
from xlcrm.pages import card, dashboard, findings, guide, overview, settings, todo
from xlcrm.pages.page import Page
from xlcrm.schema import names
from xlcrm.schema.registry import modules, subjects
from xlcrm.schema.settings import FACTORS
from xlcrm.schema.sheets import SETTINGS
from xlcrm.writing.canvas import FIRST_DAY, Canvas, Context

_CORE = (card, dashboard, findings, guide, overview, settings, todo)

PAGES: Mapping[str, Page] = {
    page.sheet.key: page
    for page in (*(module.PAGE for module in _CORE), *(page for _, module in modules("page") for page in module.PAGES))
}
"""Every page, those of the subjects too, by the keys of their sheets."""

_TYPED = (
    names.AS_OF, names.BASE_CURRENCY, names.CURRENCY_CODES, names.CURRENCY_RATES, names.TIER_METHOD, names.TIER_BASIS,
    names.TIER_NAMES, names.TIER_SHARES, *names.TIER_THRESHOLD_MEASURES, *names.TIER_THRESHOLDS, names.TIER_COLOURS,
    *names.PLANS.values(), *(names.factor_name(factor.key) for factor in FACTORS),
    *map(names.page_name, PAGES), *(names.subject_name(subject.key) for subject in subjects()),
)  # fmt: skip


def users_cells(key: str, defined: Iterable[DefinedName]) -> frozenset[str]:
    """The cells of a page that its user fills in: writing there is no writing on the page."""
    if key != SETTINGS.key:
        return frozenset(PAGES[key].pick_cells)
    texts = (name.text for name in defined if name.scope is None and _is_typed(name.name))
    return frozenset(cell for text in texts for cell in _cells(text.rpartition("!")[2].replace("$", "")))


def _is_typed(name: str) -> bool:
    """Where the user has a name of their own like ours, ours has a number behind it."""
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
    page = PAGES[key]
    cells = [picked.get(cell) for cell in page.pick_cells]
    options: dict[str, Any] = {}
    if cells and isinstance(cells[0], str):
        options["pick"] = _customer(context, cells[0])
    if len(cells) > 1 and isinstance(cells[1], float):
        options["day"] = pd.Timestamp(FIRST_DAY[context.date_1904]) + pd.Timedelta(days=int(cells[1]))
    page.write(canvas, context, **options)


def _customer(context: Context, typed: str) -> int | None:
    """The row of Customers that a label, an ID or a name means; None where there is no such customer."""
    wanted = typed.strip().casefold()
    ids, called = (context.book.customers[key].fillna("").tolist() for key in ("customer_id", "name"))
    labels = [" ".join(f"{number} {name}".split()) for number, name in zip(ids, called, strict=True)]
    for said in (labels, ids, called):
        found = next((row for row, text in enumerate(said) if text.casefold() == wanted), None)
        if wanted and found is not None:
            return found
    return None
