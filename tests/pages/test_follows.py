"""Dashboard, Pyramid and Coverage follow what is changed on Settings, as a build of the changed book would show it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.cellvalues import read_cells
from tests.support.recalc import differences, recalculate
from xlcrm.labels import Language
from xlcrm.ooxml import Package, edit_sheet
from xlcrm.reading.read import read as read_book
from xlcrm.sample import sample_book
from xlcrm.schema import names
from xlcrm.schema.settings import METHODS
from xlcrm.schema.sheet import Sheet
from xlcrm.schema.sheets import DASHBOARD, SETTINGS
from xlcrm.subjects.insurance.sheets import COVERAGE
from xlcrm.subjects.pyramid.sheets import PYRAMID
from xlcrm.workbook.build import build

pytestmark = pytest.mark.needs_libreoffice

PAGES = (DASHBOARD, PYRAMID, COVERAGE)

CHANGES: dict[str, tuple[Language, tuple[Sheet, ...], str, int, str | float]] = {
    "a share": ("zh-CN", PAGES, names.TIER_SHARES, 1, 0.3),
    "the method": ("en", PAGES, names.TIER_METHOD, 0, METHODS["threshold"].en),
    "the basis": ("zh-TW", PAGES, names.TIER_BASIS, 0, "總資產"),
    "a rate": ("en", PAGES, names.CURRENCY_RATES, 1, 0.2),
    "the name of a tier": ("zh-CN", PAGES, names.TIER_NAMES, 0, "钻石*客户"),
    "the multiple of the income": ("zh-CN", PAGES, names.factor_name("cover_times_income"), 0, 2.5),
    "the age for an annuity": ("en", PAGES, names.factor_name("annuity_from_age"), 0, 35),
    "the share for premiums": ("zh-TW", PAGES, names.factor_name("premium_share_of_income"), 0, 0.07),
    "the days to look ahead": ("zh-CN", (DASHBOARD, PYRAMID), names.factor_name("look_ahead_days"), 0, 30),
    # The list on Coverage is made at build, so that it is another on another day.
    "the as-of date": ("zh-CN", (DASHBOARD, PYRAMID), names.AS_OF, 0, 46_240),
}


def change(path: Path, language: Language, name: str, row: int, value: str | float) -> None:
    """Type a value into a cell of Settings: the `row`-th of a defined name."""
    package = Package.from_bytes(path.read_bytes())
    place = next(defined.text for defined in package.defined_names if defined.name == name).split("!")[1]
    column, first = place.replace("$", " ").split(":")[0].split()
    entry = package.sheet(SETTINGS.labels.in_(language))
    assert entry is not None
    edit_sheet(package, entry).set_cell(f"{column}{int(first) + row}", value)
    path.write_bytes(package.to_bytes())


@pytest.mark.parametrize("name", CHANGES)
def test_the_pages_follow_a_change_on_settings(name: str, tmp_path: Path) -> None:
    language, pages, *what = CHANGES[name]
    path, afresh = tmp_path / "book.xlsx", tmp_path / "afresh.xlsx"
    path.write_bytes(build(sample_book(language), []))
    change(path, language, *what)
    afresh.write_bytes(build(read_book(path), []))
    cells = read_cells(afresh)
    cells = {title: cells[title] for title in (page.labels.in_(language) for page in pages)}
    assert sum(cell.formula is not None for sheet in cells.values() for cell in sheet.values()) > 200
    found = differences(cells, recalculate([path])[path].sheets)
    assert [str(difference) for difference in found[:5]] == []
