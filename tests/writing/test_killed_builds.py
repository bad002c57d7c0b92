"""A build that is killed at any moment leaves the old book or the new one, whole."""

from pathlib import Path

from tests.bench.kills import killed_builds
from tests.support.generate import plain_book


def test_killed_builds_leave_whole_files(tmp_path: Path) -> None:
    found = killed_builds(plain_book(tmp_path / "book.xlsx", 2), 4)
    assert set(found) <= {"as before", "as it was to be"}
    assert sum(found.values()) == 4
