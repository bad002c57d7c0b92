"""The parts of a package by name: kept as they came, replaced, added or removed, and always in a stable order."""

from collections.abc import Iterator
from posixpath import splitext
from urllib.parse import unquote
from zlib import crc32

from xlcrm.ooxml.archive import UTF8_NAME, Archive, Entry, deflated, write_archive
from xlcrm.ooxml.part_names import fold

_LARGE = 4 << 20


class Part:
    """One part: its name as it is spelled in the archive, and its content."""

    def __init__(
        self, name: str, *, entry: Entry | None = None, data: bytes | None = None, archive: Archive | None = None
    ) -> None:
        self.name = name
        self.original = entry
        self._packed = entry
        self._data = data
        self._archive = archive

    @property
    def data(self) -> bytes:
        """The content; inflated when first asked for."""
        if self._data is None:
            assert self._packed is not None  # noqa: S101 - a part has one or the other
            self._data = self._archive.read(self.name) if self._archive else self._packed.inflate()
        return self._data

    def pack(self) -> None:
        """Hold a large content compressed only, until it is asked for again: a region's sheets take 100 MB each."""
        if self._packed is None and len(self.data) < _LARGE:
            return
        self._packed = self._packed or deflated(self.name, self.data)
        self._data = None

    @property
    def changed(self) -> bool:
        """Whether the content is not what the archive held."""
        return self.original is None

    def entry(self) -> Entry:
        """The zip entry to write; a name against the standard, as with backslashes, is put right."""
        if self.original is None:
            return self._packed or deflated(self.name, self.data)
        if self.original.name == self.name:
            return self.original
        return self.original._replace(name=self.name, flags=UTF8_NAME)


class Parts:
    """All parts of a package. Names are looked up without regard to case or the kind of slash.

    What was removed is remembered, so that a part put back with the same content is the same entry at the same place:
    this is what makes a rebuilt book byte-identical.
    """

    def __init__(self, archive: Archive | None = None) -> None:
        self.archive = archive
        self._came: dict[str, Entry] = dict(archive.entries) if archive else {}
        self._parts = {key: Part(entry.part, entry=entry, archive=archive) for key, entry in self._came.items()}

    @classmethod
    def from_bytes(cls, data: bytes) -> "Parts":
        """Open an archive; raises BadPackage if it is damaged or has two parts of one name."""
        return cls(Archive(data))

    def to_bytes(self) -> bytes:
        """The archive: parts that came in their old order, added ones behind."""
        return write_archive(part.entry() for part in self)

    def __iter__(self) -> Iterator[Part]:
        for key in self._came:
            if key in self._parts:
                yield self._parts[key]
        for key, part in self._parts.items():
            if key not in self._came:
                yield part

    def __contains__(self, name: str) -> bool:
        return fold(name) in self._parts

    def find(self, name: str) -> str | None:
        """The spelling of a part's name in this package, or None where there is none."""
        part = self._parts.get(fold(name)) or self._parts.get(fold(unquote(name)))
        return part.name if part else None

    def __getitem__(self, name: str) -> bytes:
        return self._parts[fold(name)].data

    def get(self, name: str, default: bytes) -> bytes:
        """The content of a part, or `default` where there is no such part."""
        part = self._parts.get(fold(name))
        return default if part is None else part.data

    def __setitem__(self, name: str, data: bytes) -> None:
        key = fold(name)
        spelled = self._parts[key].name if key in self._parts else name
        came = self._came.get(key)
        if came is not None and came.size == len(data) and came.crc == crc32(data) and came.inflate() == data:
            self._parts[key] = Part(spelled, entry=came, data=data)
        else:
            self._parts[key] = Part(spelled, data=data)

    def pack(self, name: str) -> None:
        """Hold a part compressed only, if it is large, until it is asked for again."""
        self._parts[fold(name)].pack()

    def remove(self, name: str) -> None:
        """Drop a part; nothing happens where there is none."""
        self._parts.pop(fold(name), None)

    def free_name(self, like: str) -> str:
        """The first free name of the series of `like`, such as `xl/charts/chart3.xml` for `xl/charts/chart1.xml`."""
        stem, extension = splitext(like)
        stem = stem.rstrip("0123456789")
        number = 1
        while fold(name := f"{stem}{number}{extension}") in self._parts:
            number += 1
        return name
