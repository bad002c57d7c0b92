"""What pages gather from the subjects: sheets, blocks, cards and lists, each with a place of its own."""

from collections import Counter
from typing import Any

import pytest

from xlcrm.pages.blocks import PANELS
from xlcrm.pages.every import PAGES
from xlcrm.schema.registry import modules, subjects
from xlcrm.schema.sheets import AFTER_INPUT, GUIDE, before_input
from xlcrm.schema.tables import TABLE


def gathered(module: str, name: str) -> list[Any]:
    return [found for _, part in modules(module) for found in getattr(part, name, ())]


def test_every_sheet_has_a_page_and_every_page_a_sheet() -> None:
    sheets = [*before_input(subjects()), *AFTER_INPUT, GUIDE]
    assert {sheet.key: sheet for sheet in sheets} == {key: page.sheet for key, page in PAGES.items()}
    assert len({sheet.key for sheet in sheets}) == len(sheets)


def test_pages_and_tables_have_no_key_in_common() -> None:
    assert set(PAGES) & set(TABLE) == set()


@pytest.mark.parametrize(
    ("module", "name"), [("dashboard", "CARDS"), ("dashboard", "BLOCKS"), ("card", "LISTS"), ("card", "PANELS")]
)
def test_no_two_parts_of_a_page_claim_the_same_place(module: str, name: str) -> None:
    assert [place for place, times in Counter(part.place for part in gathered(module, name)).items() if times > 1] == []


def test_every_block_has_room_on_the_dashboard() -> None:
    assert [block for block in gathered("dashboard", "BLOCKS") if not 0 < block.panels <= PANELS] == []


def test_a_book_without_a_subject_has_none_of_its_sheets() -> None:
    for subject in subjects():
        others = [other for other in subjects() if other is not subject]
        assert set(subject.sheets) & set(before_input(others)) == set()
