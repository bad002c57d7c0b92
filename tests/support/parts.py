"""Changes one part of a workbook's package and leaves the others as they are."""

from __future__ import annotations

import io
import zipfile

from lxml import etree


def with_part(data: bytes, part: str, content: bytes) -> bytes:
    """The package with another content in one part. Raises KeyError if it has no such part."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        source.getinfo(part)
        for entry in source.infolist():
            target.writestr(entry, content if entry.filename == part else source.read(entry))
    return stream.getvalue()


def part_of(data: bytes, part: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return source.read(part)


def xml_of(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
