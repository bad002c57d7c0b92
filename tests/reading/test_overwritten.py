"""A typed value among the formulas of a calculated column is told of."""

from pathlib import Path

import pytest

import xlcrm
from xlcrm.ooxml import Package, edit_sheet
from xlcrm.ooxml.a1 import letters_of
from xlcrm.reading.read import read as read_book
from xlcrm.sample import sample_book


@pytest.fixture
def built(tmp_path: Path) -> Path:
    path = tmp_path / "book.xlsx"
    xlcrm.build(sample_book("en"), path)
    return path


def typed_over(path: Path, table: str, row: int, value: str | None) -> str:
    """Type over the formula of a row; returns the place."""
    source = read_book(path)[table].sources[0]
    (column,) = source.calculated.values()
    cell = f"{letters_of(column)}{row}"
    package = Package.from_bytes(path.read_bytes())
    entry = package.sheet(source.sheet)
    assert entry is not None
    edit_sheet(package, entry).set_cell(cell, value)
    path.write_bytes(package.to_bytes())
    return f"{source.sheet}!{cell}"


def found(path: Path) -> list[str]:
    return [str(finding.place) for finding in xlcrm.check(read_book(path), ["X108"])]


def test_formulas_as_built_are_none(built: Path) -> None:
    assert found(built) == []


@pytest.mark.parametrize("table", ["customers", "purchases"])
def test_a_typed_value_is_found(built: Path, table: str) -> None:
    place = typed_over(built, table, 5, "Somebody")
    assert found(built) == [place]


def test_a_cleared_cell_holds_nothing_to_tell_of(built: Path) -> None:
    typed_over(built, "purchases", 5, None)
    assert found(built) == []


def test_a_build_puts_the_formula_back(built: Path) -> None:
    typed_over(built, "purchases", 5, "Somebody")
    xlcrm.build(read_book(built), built)
    assert found(built) == []


def test_building_again_changes_nothing_more(built: Path) -> None:
    typed_over(built, "purchases", 5, "Somebody")
    xlcrm.build(read_book(built), built)
    before = built.read_bytes()
    xlcrm.build(read_book(built), built)
    assert built.read_bytes() == before
