"""The zip archive that a package lies in: its directory read once, its parts inflated within bounds and checked.

The directory is looked at before anything is inflated, and is not believed while inflating. Entries keep their
compressed bytes, so that carrying a part costs no recompression.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable
from typing import Final, NamedTuple

from xlcrm.ooxml.faults import BadPackage
from xlcrm.ooxml.part_names import fold
from xlcrm.ooxml.xml_text import as_utf8

# A sheet of 1,048,576 rows by 14 filled columns takes some 450 MB, and a book near Excel's limits 600 MB.
MAX_PART: Final = 512 << 20
MAX_WHOLE: Final = 1 << 30
MAX_ENTRIES: Final = 65_535
# A million rows of empty formatted cells, the best that deflate meets in honest books, came to 25 to 1.
MAX_RATIO: Final = 200
_RATIO_MATTERS: Final = 16 << 20
# What is held inflated, for those who look at it again: small parts, and all of a book such as a manager keeps.
_SMALL_PART: Final = 1 << 20
_SMALL_WHOLE: Final = 32 << 20

_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_CENTRAL_HEADER = struct.Struct("<4s6H3L5H2L")
_END_RECORD = struct.Struct("<4s4H2LH")
_LOCAL, _CENTRAL, _END = b"PK\3\4", b"PK\1\2", b"PK\5\6"
UTF8_NAME: Final = 0x800
_ENCRYPTED: Final = 0x1
# 1980-01-01 00:00:00 in the two DOS fields: what we write must not depend on the clock.
_FIXED_TIME: Final = (0, 0x21)
_SIZE_LIMIT: Final = 0xFFFFFFFF
_OUTSIDE = re.compile(r"(?:^|/)\.\.(?:/|$)|^/|^[A-Za-z]:|\0")


class Entry(NamedTuple):
    """One entry as it lies in `source`, still compressed; `name` is spelled as it is there."""

    name: str
    flags: int
    method: int
    time: tuple[int, int]
    crc: int
    size: int
    attributes: int
    source: bytes
    start: int
    packed: int

    @property
    def part(self) -> str:
        """The name of the part, with the slashes that the standard wants."""
        return self.name.replace("\\", "/").lstrip("/")

    @property
    def compressed(self) -> memoryview:
        """The compressed bytes."""
        return memoryview(self.source)[self.start : self.start + self.packed]

    def inflate(self) -> bytes:
        """The content, at most one byte more than it should be while inflating; raises BadPackage when damaged."""
        try:
            if self.method == zipfile.ZIP_STORED:
                content = bytes(self.compressed)
            else:
                content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(self.compressed, self.size + 1)
        except zlib.error:
            raise BadPackage("damaged", self.part) from None
        if len(content) != self.size or zlib.crc32(content) != self.crc:
            raise BadPackage("damaged", self.part)
        return content


def deflated(name: str, data: bytes) -> Entry:
    """A fresh entry for `data` with the fixed time; the same input gives the same bytes."""
    squeeze = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = squeeze.compress(data) + squeeze.flush()
    flags, method = (0 if name.isascii() else UTF8_NAME), zipfile.ZIP_DEFLATED
    return Entry(name, flags, method, _FIXED_TIME, zlib.crc32(data), len(data), 0, packed, 0, len(packed))


class Archive:
    """A zip archive in memory. Parts are found by name without regard to case and to the slant of the slashes.

    `trailing` counts the bytes behind its end; `backslashes` says whether any name has some. Raises BadPackage where it
    is cut off, damaged or hostile; `limited` too where it is too large for a file of which nothing is known.
    """

    def __init__(self, data: bytes, *, limited: bool = False) -> None:
        self.data = data
        end = self._end()
        self.trailing = len(data) - end
        self.backslashes = False
        self.entries: dict[str, Entry] = {}
        self._read_directory(data[:end] if self.trailing else data)
        self.size = sum(entry.size for entry in self.entries.values())
        if limited:
            self._refuse_too_large()
        self._held: dict[str, bytes] = {}

    def __contains__(self, name: str) -> bool:
        return fold(name) in self.entries

    def read(self, name: str, *, hold: bool = False) -> bytes:
        """A part's bytes, inflated and compared with its checksum; `hold` them, whatever their size, to be released."""
        key = fold(name)
        if key in self._held:
            return self._held[key]
        content = self.entries[key].inflate()
        if hold or self._is_small(key):
            self._held[key] = content
        return content

    def release(self, name: str) -> None:
        """Hold a large part no longer."""
        if not self._is_small(fold(name)):
            self._held.pop(fold(name), None)

    def held_size(self, name: str) -> int:
        """How many bytes of a part are held; 0 where it has to be inflated."""
        return len(self._held.get(fold(name), b""))

    def xml(self, name: str) -> bytes:
        """A part that is XML, as UTF-8; raises BadPackage if it holds a DTD, or cannot be decoded."""
        return as_utf8(self.read(name), self.entries[fold(name)].part)

    def _is_small(self, key: str) -> bool:
        return self.entries[key].size <= _SMALL_PART or self.size <= _SMALL_WHOLE

    def _end(self) -> int:
        """Where the archive ends, from the record that closes it."""
        position = self.data.rfind(_END)
        if position < 0 or position + _END_RECORD.size > len(self.data):
            raise BadPackage("cut_off" if self.data.startswith(b"PK") else "foreign", self._last_local_name())
        entries, comment = struct.unpack_from("<H8xH", self.data, position + 10)
        if entries == MAX_ENTRIES:
            raise BadPackage("too_many", f"{entries}+")
        return min(position + _END_RECORD.size + int(comment), len(self.data))

    def _last_local_name(self) -> str:
        position = self.data.rfind(_LOCAL)
        if position < 0 or position + _LOCAL_HEADER.size > len(self.data):
            return "zip"
        (length,) = struct.unpack_from("<H", self.data, position + 26)
        start = position + _LOCAL_HEADER.size
        return self.data[start : start + length].decode("utf-8", "replace") or "zip"

    def _read_directory(self, data: bytes) -> None:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                infos = archive.infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OverflowError, EOFError):
            raise BadPackage("damaged", "zip") from None
        for info in infos:
            name = info.orig_filename
            self.backslashes |= "\\" in name
            key = fold(name)
            if _OUTSIDE.search(name.replace("\\", "/")):
                raise BadPackage("outside", repr(name))
            if key in self.entries and not key.endswith("/"):
                raise BadPackage("twice", name)
            self.entries[key] = self._entry(info)

    def _entry(self, info: zipfile.ZipInfo) -> Entry:
        name, position = info.orig_filename, info.header_offset
        if (
            info.flag_bits & _ENCRYPTED
            or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
            or self.data[position : position + 4] != _LOCAL
            or position + _LOCAL_HEADER.size > len(self.data)
        ):
            raise BadPackage("damaged", name.replace("\\", "/"))
        name_length, extra_length = struct.unpack_from("<HH", self.data, position + 26)
        start = position + _LOCAL_HEADER.size + name_length + extra_length
        if start + info.compress_size > len(self.data):
            raise BadPackage("cut_off", name.replace("\\", "/"))
        year, month, day, hour, minute, second = info.date_time
        time = (hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day)
        flags, method = info.flag_bits & UTF8_NAME, info.compress_type
        about = (flags, method, time, info.CRC, info.file_size, info.external_attr)
        return Entry(name, *about, self.data, start, info.compress_size)

    def _refuse_too_large(self) -> None:
        total = 0
        for entry in self.entries.values():
            total += entry.size
            if entry.size > _RATIO_MATTERS and entry.size > MAX_RATIO * max(entry.packed, 1):
                raise BadPackage("too_dense", entry.part)
            if entry.size > MAX_PART or total > MAX_WHOLE:
                raise BadPackage("too_large", entry.part)


def write_archive(entries: Iterable[Entry]) -> bytes:
    """A zip archive of the entries in their order, each with the bytes that it came with."""
    out = io.BytesIO()
    directory: list[bytes] = []
    for entry in entries:
        offset, name = out.tell(), entry.name.encode("utf-8" if entry.flags & UTF8_NAME else "cp437")
        if max(offset, entry.size, entry.packed) >= _SIZE_LIMIT:
            raise ValueError("a workbook of 4 GB or more cannot be written")
        about = (entry.flags, entry.method, *entry.time, entry.crc, entry.packed, entry.size, len(name))
        out.write(_LOCAL_HEADER.pack(_LOCAL, 20, *about, 0))
        out.write(name)
        out.write(entry.compressed)
        directory += (_CENTRAL_HEADER.pack(_CENTRAL, 20, 20, *about, 0, 0, 0, 0, entry.attributes, offset), name)
    start, count = out.tell(), len(directory) // 2
    out.write(b"".join(directory))
    out.write(_END_RECORD.pack(_END, 0, 0, count, count, out.tell() - start, start, 0))
    return out.getvalue()
