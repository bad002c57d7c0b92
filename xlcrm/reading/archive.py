"""The parts of a workbook's package, read within bounds: whole, undamaged, without DTD, and never too much.

The package's directory is looked at before anything is inflated, and is not believed while inflating.
"""

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from xlcrm.reading.faults import refusal

# A sheet of 1,048,576 rows by 14 filled columns takes some 450 MB, and a book near Excel's limits 600 MB.
MAX_PART: Final = 512 << 20
MAX_WHOLE: Final = 1 << 30
MAX_ENTRIES: Final = 65_535
# A million rows of empty formatted cells, the best that deflate meets in honest books, came to 25 to 1.
MAX_RATIO: Final = 200
_RATIO_MATTERS: Final = 16 << 20

_END = b"PK\x05\x06"
_LOCAL = b"PK\x03\x04"
_LOCAL_SIZE = 30
_PROLOG_WITH_DTD = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s++|<\?.*?\?>|<!--.*?-->)*+<!(?:DOCTYPE|ENTITY)", re.DOTALL | re.IGNORECASE
)
_DECLARED_ENCODING = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""")
_OUTSIDE = re.compile(r"(?:^|/)\.\.(?:/|$)|^/|^[A-Za-z]:|\0")


@dataclass(frozen=True, slots=True)
class Entry:
    """One part as the archive holds it; `name` is as stored, `start` and `packed` say where its bytes lie."""

    name: str
    start: int
    packed: int
    size: int
    crc: int
    stored: bool


class Archive:
    """A zip package in memory. Parts are found by name without regard to case and to the slant of the slashes.

    Raises UnreadableFile where the package is cut off, damaged, hostile or too large.
    """

    def __init__(self, path: Path, data: bytes) -> None:
        self.path = path
        self.data = data
        end = self._end()
        self.trailing = len(data) - end
        self.entries: dict[str, Entry] = {}
        self.backslashes = False
        self._read_directory(data[:end] if self.trailing else data)
        self._refuse_too_large()

    def __contains__(self, name: str) -> bool:
        return _key(name) in self.entries

    def raw(self, name: str) -> bytes:
        """A part's bytes, inflated and compared with its checksum."""
        entry = self.entries[_key(name)]
        packed = self.data[entry.start : entry.start + entry.packed]
        try:
            content = packed if entry.stored else _inflate(packed, entry.size)
        except zlib.error:
            raise refusal("F132", self.path, part=entry.name) from None
        if len(content) != entry.size or zlib.crc32(content) != entry.crc:
            raise refusal("F132", self.path, part=entry.name)
        return content

    def xml(self, name: str) -> bytes:
        """A part that is XML, as UTF-8, without any DTD."""
        return self.checked_xml(name, self.raw(name))

    def checked_xml(self, name: str, content: bytes) -> bytes:
        """The content of an XML part as UTF-8; refused if it holds a DTD, which only its prolog can."""
        text = _as_utf8(content)
        if text is None:
            raise refusal("F132", self.path, part=name)
        if _PROLOG_WITH_DTD.match(text):
            raise refusal("F141", self.path, part=name)
        return text

    def _end(self) -> int:
        """Where the archive ends, from the record that closes it."""
        at = self.data.rfind(_END)
        if at < 0 or at + 22 > len(self.data):
            raise refusal("F131", self.path, part=self._last_local_name())
        entries, comment = struct.unpack_from("<H8xH", self.data, at + 10)
        if entries == MAX_ENTRIES:
            raise refusal("F142", self.path, part=f"{entries}+")
        return min(at + 22 + int(comment), len(self.data))

    def _last_local_name(self) -> str:
        at = self.data.rfind(_LOCAL)
        if at < 0 or at + _LOCAL_SIZE > len(self.data):
            return "zip"
        (length,) = struct.unpack_from("<H", self.data, at + 26)
        return self.data[at + _LOCAL_SIZE : at + _LOCAL_SIZE + length].decode("utf-8", "replace") or "zip"

    def _read_directory(self, data: bytes) -> None:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                infos = archive.infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OverflowError, EOFError):
            raise refusal("F132", self.path, part="zip") from None
        for info in infos:
            name = info.orig_filename
            self.backslashes |= "\\" in name
            flat = name.replace("\\", "/")
            if _OUTSIDE.search(flat):
                raise refusal("F145", self.path, part=repr(name))
            if flat.endswith("/"):
                continue
            if _key(flat) in self.entries:
                raise refusal("F144", self.path, part=name)
            self.entries[_key(flat)] = self._entry(info, flat)

    def _entry(self, info: zipfile.ZipInfo, name: str) -> Entry:
        at = info.header_offset
        if (
            info.flag_bits & 1
            or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
            or self.data[at : at + 4] != _LOCAL
            or at + _LOCAL_SIZE > len(self.data)
        ):
            raise refusal("F132", self.path, part=name)
        name_length, extra_length = struct.unpack_from("<HH", self.data, at + 26)
        start = at + _LOCAL_SIZE + name_length + extra_length
        stored = info.compress_type == zipfile.ZIP_STORED
        if start + info.compress_size > len(self.data):
            raise refusal("F131", self.path, part=name)
        return Entry(name, start, info.compress_size, info.file_size, info.CRC, stored)

    def _refuse_too_large(self) -> None:
        total = 0
        for entry in self.entries.values():
            total += entry.size
            if entry.size > _RATIO_MATTERS and entry.size > MAX_RATIO * max(entry.packed, 1):
                raise refusal("F143", self.path, part=entry.name)
            if entry.size > MAX_PART or total > MAX_WHOLE:
                raise refusal("F142", self.path, part=entry.name)


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _inflate(packed: bytes, size: int) -> bytes:
    """The inflated bytes, at most one more than the `size` that the directory promised."""
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, size + 1)


def _as_utf8(content: bytes) -> bytes | None:
    """XML as UTF-8 without a declaration of another encoding; None where it cannot be decoded."""
    declared = _DECLARED_ENCODING.match(content[:200].removeprefix(b"\xef\xbb\xbf"))
    encoding = declared[1].decode() if declared else "utf-8"
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    elif b"\0" in content[:4]:
        encoding = "utf-16-be" if content[:1] == b"\0" else "utf-16-le"
    elif encoding.lower() in ("utf-8", "utf8", "us-ascii", "ascii"):
        return content
    try:
        text = content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    return re.sub(r"^\ufeff?\s*<\?xml.*?\?>", "", text, count=1, flags=re.DOTALL).encode()
