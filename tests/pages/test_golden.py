"""Charts, conditional formats and printed pages of the sample are as they were last looked at."""

from __future__ import annotations

import pytest

from . import golden

NAMES = sorted(path.name for path in golden.FOLDER.glob("*.xml"))


@pytest.fixture(scope="module")
def found() -> dict[str, str]:
    return golden.texts()


def test_every_chart_and_every_page_has_its_file(found: dict[str, str]) -> None:
    assert sorted(found) == NAMES, "run python -m tests.pages.golden"


@pytest.mark.parametrize("name", NAMES)
def test_the_look_is_the_one_on_file(name: str, found: dict[str, str]) -> None:
    wanted = (golden.FOLDER / name).read_text(encoding="utf-8")
    assert found.get(name) == wanted, "if that is meant, run python -m tests.pages.golden"
