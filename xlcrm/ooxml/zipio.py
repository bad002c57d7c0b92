"""Zip archives whose untouched entries keep their compressed bytes, so that carrying a part costs no recompression."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from xlcrm.errors import UnwritableFile
from xlcrm.labels import labels

LOCAL_HEADER = struct.Struct("<4s5H3L2H")
CENTRAL_HEADER = struct.Struct("<4s6H3L5H2L")
END_RECORD = struct.Struct("<4s4H2LH")
UTF8_NAME = 0x800
ENCRYPTED = 0x1
# 1980-01-01 00:00:00 in the two DOS fields: what we write must not depend on the clock.
FIXED_TIME = (0, 0x21)
SIZE_LIMIT = 0xFFFFFFFF

DAMAGED = labels(
    "压缩包已损坏，无法读取其中的“{part}”。请用备份文件，或在 Excel 中修复后另存。",
    "壓縮檔已損毀，無法讀取其中的「{part}」。請改用備份檔，或在 Excel 中修復後另存新檔。",
    "The package is damaged: its part “{part}” cannot be read. Use a backup, or repair it in Excel and save it again.",
)
NOT_A_PACKAGE = labels(
    "这不是 .xlsx 或 .xlsm 工作簿。请在 Excel 中另存为 .xlsx。",
    "這不是 .xlsx 或 .xlsm 活頁簿。請在 Excel 中另存為 .xlsx。",
    "This is not an .xlsx or .xlsm workbook. Save it as .xlsx in Excel.",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One zip entry as it lies in the archive, still compressed; `name` is spelled as it is there."""

    name: str
    raw_name: bytes
    flags: int
    method: int
    time: tuple[int, int]
    crc: int
    compressed: bytes
    size: int
    attributes: int

    def inflate(self) -> bytes:
        """The content, checked against its size and checksum; raises UnwritableFile when damaged."""
        try:
            if self.method == zipfile.ZIP_STORED:
                data = self.compressed
            elif self.method == zipfile.ZIP_DEFLATED:
                data = zlib.decompress(self.compressed, -zlib.MAX_WBITS, self.size or 1)
            else:
                raise UnwritableFile(DAMAGED, part=self.name)
        except zlib.error as error:
            raise UnwritableFile(DAMAGED, part=self.name) from error
        if len(data) != self.size or zlib.crc32(data) != self.crc:
            raise UnwritableFile(DAMAGED, part=self.name)
        return data


def deflated(name: str, data: bytes) -> Entry:
    """A fresh entry for `data` with the fixed time; the same input gives the same bytes."""
    squeeze = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    compressed = squeeze.compress(data) + squeeze.flush()
    flags = 0 if name.isascii() else UTF8_NAME
    raw_name = name.encode("utf-8")
    return Entry(name, raw_name, flags, zipfile.ZIP_DEFLATED, FIXED_TIME, zlib.crc32(data), compressed, len(data), 0)


def read_entries(data: bytes) -> list[Entry]:
    """The entries of a zip archive in their order; raises UnwritableFile for what is no whole zip archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [_entry(data, info) for info in archive.infolist()]
    except (zipfile.BadZipFile, struct.error, NotImplementedError, ValueError) as error:
        raise UnwritableFile(NOT_A_PACKAGE) from error


def _entry(data: bytes, info: zipfile.ZipInfo) -> Entry:
    header = LOCAL_HEADER.unpack_from(data, info.header_offset)
    start = info.header_offset + LOCAL_HEADER.size + header[9] + header[10]
    compressed = data[start : start + info.compress_size]
    if header[0] != b"PK\3\4" or len(compressed) != info.compress_size or info.flag_bits & ENCRYPTED:
        raise UnwritableFile(DAMAGED, part=info.filename)
    year, month, day, hour, minute, second = info.date_time
    time = (hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day)
    flags = info.flag_bits & UTF8_NAME
    raw_name = info.orig_filename.encode("utf-8" if flags else "cp437")
    return Entry(
        info.filename,
        raw_name,
        flags,
        info.compress_type,
        time,
        info.CRC,
        compressed,
        info.file_size,
        info.external_attr,
    )


def write_entries(entries: Iterable[Entry]) -> bytes:
    """A zip archive of the entries in their order, each with the bytes that it came with."""
    out = io.BytesIO()
    directory: list[bytes] = []
    for entry in entries:
        offset = out.tell()
        if max(offset, entry.size, len(entry.compressed)) >= SIZE_LIMIT:
            raise ValueError("a workbook of 4 GB or more cannot be written")
        sizes = (entry.crc, len(entry.compressed), entry.size, len(entry.raw_name))
        out.write(LOCAL_HEADER.pack(b"PK\3\4", 20, entry.flags, entry.method, *entry.time, *sizes, 0))
        out.write(entry.raw_name)
        out.write(entry.compressed)
        directory.append(
            CENTRAL_HEADER.pack(
                b"PK\1\2", 20, 20, entry.flags, entry.method, *entry.time, *sizes, 0, 0, 0, 0, entry.attributes, offset
            )
            + entry.raw_name
        )
    start = out.tell()
    out.write(b"".join(directory))
    count = len(directory)
    out.write(END_RECORD.pack(b"PK\5\6", 0, 0, count, count, out.tell() - start, start, 0))
    return out.getvalue()
