"""Which parts of a package another one keeps, replaces, adds and removes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xlcrm.labels import Language, labels
from xlcrm.ooxml import Package
from xlcrm.ooxml.part_names import fold
from xlcrm.ooxml.parts import Parts

COUNTS = labels(
    "文件部件：替换 {replaced}，保留 {kept}，新增 {added}，移除 {removed}",
    "檔案組件：取代 {replaced}，保留 {kept}，新增 {added}，移除 {removed}",
    "parts of the file: {replaced} replaced, {kept} kept, {added} added, {removed} removed",
)
WORDS = {
    "replaced": labels("替换", "取代", "replaced"),
    "added": labels("新增", "新增", "added"),
    "removed": labels("移除", "移除", "removed"),
    "kept": labels("保留", "保留", "kept"),
}


@dataclass(frozen=True, slots=True)
class Changes:
    """The names of the parts that are as they were, hold something else, are there anew, or are gone.

    `titles` maps the parts of sheets to the titles of these.
    """

    kept: tuple[str, ...]
    replaced: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    titles: Mapping[str, str]

    def line(self, language: Language) -> str:
        """How many there are of each kind."""
        counted = {kind: len(getattr(self, kind)) for kind in WORDS}
        return COUNTS.in_(language).format(**counted)

    def lines(self, language: Language) -> Iterator[str]:
        """Each part, with the title of the sheet that it holds."""
        for kind, word in WORDS.items():
            for name in getattr(self, kind):
                title = f" ({self.titles[name]})" if name in self.titles else ""
                yield f"  {word.in_(language)} {name}{title}"


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
    titles = {entry.part: entry.title for entry in Package.from_bytes(after).sheets}
    return Changes(tuple(kept), tuple(replaced), tuple(added), tuple(removed), titles)


def _sums(data: bytes) -> dict[str, tuple[str, int, int]]:
    return {
        fold(part.name): (part.name, part.original.size, part.original.crc)
        for part in Parts.from_bytes(data)
        if part.original is not None
    }
