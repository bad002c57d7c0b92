"""Building a book as `init` made it changes nothing: both are made the same way."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from xlcrm.cli import main
from xlcrm.labels import LANGUAGES
from xlcrm.schema.settings import PRESETS

SAMPLES = [(language, preset) for number, preset in enumerate(PRESETS) for language in [LANGUAGES[number % 3]]]


def assert_unchanged_by_a_build(path: Path, *options: str) -> None:
    made = CliRunner().invoke(main, ["init", str(path), *options])
    assert made.exit_code == 0, made.output
    before = path.read_bytes()
    built = CliRunner().invoke(main, ["build", str(path), "--allow-empty"])
    assert built.exit_code == 0, built.output
    assert path.read_bytes() == before
    assert [other.name for other in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("preset", PRESETS)
def test_a_blank_book_is_not_changed_by_a_build(tmp_path: Path, language: str, preset: str) -> None:
    assert_unchanged_by_a_build(tmp_path / "book.xlsx", "--lang", language, "--preset", preset)


@pytest.mark.parametrize(("language", "preset"), SAMPLES)
def test_a_sample_book_is_not_changed_by_a_build(tmp_path: Path, language: str, preset: str) -> None:
    assert_unchanged_by_a_build(tmp_path / "book.xlsx", "--sample", "--lang", language, "--preset", preset)
