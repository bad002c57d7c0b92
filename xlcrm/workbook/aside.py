"""Sheets that a build puts aside for the users of a book: marked like ours, so that no table is read from them."""

from xlcrm.labels import labels
from xlcrm.ooxml import Package, SheetEntry, content_hash

ORIGINAL = labels("(原表)", "(原表)", " (original)")
EDITED = labels("(已改)", "(已改)", " (edited)")
OFF = labels("(停用)", "(停用)", " (off)")
ORIGINAL_KEY, EDITED_KEY = "original_", "edited_"

_LONGEST_TITLE = 31


def is_aside(key: str) -> bool:
    """Whether this is the key of a sheet that was put aside."""
    return key.startswith((ORIGINAL_KEY, EDITED_KEY))


def mark(package: Package, prefix: str, entry: SheetEntry) -> None:
    """Record a sheet as one that was put aside, and what it says."""
    owned = package.owned
    number = next(n for n in range(1, len(owned.keys) + 2) if f"{prefix}{n}" not in owned.keys)
    owned.claim(f"{prefix}{number}", entry, content_hash=content_hash(package, entry))


def with_suffix(title: str, suffix: str) -> str:
    """A title with a suffix, no longer than Excel takes."""
    return title[: _LONGEST_TITLE - len(suffix)] + suffix
