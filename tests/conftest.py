"""Fixtures and markers for every test: LibreOffice, the corpus, and sound files wherever a test writes one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from .support import ooxml
from .support.filecheck import assert_sound
from .support.libreoffice import soffice

MARKERS = {
    "needs_libreoffice": "recalculates or renders with LibreOffice; skipped without it, failed without it in CI",
    "needs_pdftoppm": "renders pages with pdftoppm; skipped without it, failed without it in CI",
    "needs_ooxml_validator": "runs the Open XML SDK; skipped without it, failed where XLCRM_REQUIRE_OOXML=1 in CI",
    "unsound_files": "writes damaged or foreign workbooks on purpose, so that they are not checked",
}


def pytest_configure(config: pytest.Config) -> None:
    for name, meaning in MARKERS.items():
        config.addinivalue_line("markers", f"{name}: {meaning}")


def pytest_runtest_setup(item: pytest.Item) -> None:
    ci = os.environ.get("CI") == "true"
    if item.get_closest_marker("needs_libreoffice") and soffice() is None:
        leave_out("LibreOffice is not installed", fail=ci)
    if item.get_closest_marker("needs_pdftoppm") and shutil.which("pdftoppm") is None:
        leave_out("pdftoppm is not installed", fail=ci)
    if item.get_closest_marker("needs_ooxml_validator") and ooxml.program() is None:
        leave_out(
            "the Open XML SDK validator is not installed", fail=ci and os.environ.get("XLCRM_REQUIRE_OOXML") == "1"
        )


def leave_out(reason: str, *, fail: bool) -> None:
    """Skips on a developer's machine; fails in CI, where a skipped check would pass for a proof."""
    if fail:
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """A folder of public workbooks from many programs, where one is at hand."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "corpus"
    folder = Path(os.environ.get("XLCRM_CORPUS", beside))
    if not folder.is_dir():
        pytest.skip("no corpus of workbooks: XLCRM_CORPUS names its folder")
    return folder


@pytest.fixture(autouse=True)
def _sound_files(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every workbook that a test leaves under its tmp_path opens in Excel without an offer to repair it."""
    checked = "tmp_path" in request.fixturenames and request.node.get_closest_marker("unsound_files") is None
    folder: Path | None = request.getfixturevalue("tmp_path") if checked else None
    yield
    if folder is not None:
        for path in workbooks_under(folder):
            assert_sound(path)


def workbooks_under(folder: Path) -> list[Path]:
    """Workbooks in a folder and below, without the lock files of spreadsheet programs."""
    found = [path for path in folder.rglob("*") if path.suffix.lower() in {".xlsx", ".xlsm"}]
    return sorted(path for path in found if path.is_file() and not path.name.startswith("~$"))
