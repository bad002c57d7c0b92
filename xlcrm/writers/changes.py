"""Which parts of a package another one keeps, replaces, adds and removes."""

from collections.abc import Iterator
from dataclasses import dataclass

from xlcrm.writers.package import Package
from xlcrm.writers.package.parts import Parts, fold


@dataclass(frozen=True, slots=True)
class Changes:
    """The names of the parts that are as they were, hold something else, are there anew, or are gone."""

    kept: tuple[str, ...]
    replaced: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]


def changes(before: bytes | None, after: bytes) -> Changes:
    """Compare two packages by names and checksums; without `before` everything is added."""
    old = _sums(before) if before is not None else {}
    new = _sums(after)
    kept: list[str] = []
    replaced: list[str] = []
    added: list[str] = []
    for key, (name, *content) in new.items():
        kind = added if key not in old else kept if content == list(old[key][1:]) else replaced
        kind.append(name)
    removed = (name for key, (name, *_) in old.items() if key not in new)
    return Changes(tuple(kept), tuple(replaced), tuple(added), tuple(removed))


def _sums(data: bytes) -> dict[str, tuple[str, int, int]]:
    return {
        fold(part.name): (part.name, part.original.size, part.original.crc)
        for part in Parts.from_bytes(data)
        if part.original is not None
    }


def sheet_titles(data: bytes) -> dict[str, str]:
    """The title of the sheet that each sheet's part holds."""
    return {entry.part: entry.title for entry in Package.from_bytes(data, unsigned=True).sheets}


def named(names: tuple[str, ...], titles: dict[str, str]) -> Iterator[str]:
    """The names of parts, those of sheets with their titles."""
    for name in names:
        yield f"{name} ({titles[name]})" if name in titles else name
