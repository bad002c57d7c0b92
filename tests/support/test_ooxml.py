"""The Open XML SDK runs over files and its findings come back with their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from .ooxml import validate
from .parts import part_of, with_part
from .sound_books import rich_workbook

pytestmark = pytest.mark.needs_ooxml_validator


def test_sound_workbook_has_no_finding(tmp_path: Path) -> None:
    path = tmp_path / "sound.xlsx"
    path.write_bytes(rich_workbook())
    assert validate([path]) == []


@pytest.mark.unsound_files
def test_finding_names_file_and_part(tmp_path: Path) -> None:
    path = tmp_path / "unsound.xlsx"
    part = "xl/styles.xml"
    data = rich_workbook()
    path.write_bytes(with_part(data, part, part_of(data, part).replace(b'fontId="1"', b'fontId="x"')))
    assert {(found.path, found.part) for found in validate([path])} == {(path, "/xl/styles.xml")}
