"""What the fixtures and markers of all tests promise."""

from __future__ import annotations

import pytest

pytest_plugins = ["pytester"]

WRITES = """
import pytest, xlsxwriter

def write(path, width):
    book = xlsxwriter.Workbook(path)
    book.add_worksheet().set_column(0, 0, width)
    book.close()

def test_sound(tmp_path):
    write(tmp_path / "sound.xlsx", 20)

def test_unsound(tmp_path):
    (tmp_path / "deep").mkdir()
    write(tmp_path / "deep" / "unsound.XLSX", 256)

@pytest.mark.unsound_files
def test_unsound_on_purpose(tmp_path):
    write(tmp_path / "unsound.xlsx", 256)

def test_lock_file(tmp_path):
    (tmp_path / "~$sound.xlsx").write_bytes(b"somebody")
"""

NEEDS = """
import pytest

@pytest.mark.needs_libreoffice
def test_it():
    pass
"""


def run(pytester: pytest.Pytester, source: str) -> dict[str, int]:
    pytester.makepyfile(source)
    result = pytester.runpytest_inprocess("-p", "tests.conftest", "-p", "no:xdist", "-p", "no:cacheprovider")
    return result.parseoutcomes()


def test_unsound_workbook_fails_the_test_that_wrote_it(pytester: pytest.Pytester) -> None:
    assert run(pytester, WRITES) == {"passed": 4, "errors": 1}


@pytest.mark.parametrize(("ci", "outcome"), [("", {"skipped": 1}), ("true", {"errors": 1})])
def test_missing_libreoffice_skips_at_home_and_fails_in_ci(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, ci: str, outcome: dict[str, int]
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr("tests.conftest.soffice", lambda: None)
    assert run(pytester, NEEDS) == outcome
