"""How a pack is known to be as it was written: its properties hold a hash of everything that it shows.

Times would not do: LibreOffice, converting a file, leaves them as they were.
"""

import re
from hashlib import sha256

from xlcrm.errors import UnwritableFile
from xlcrm.ooxml.parts import Parts

UNSEALED = "xlcrm 0000000000000000"
"""The status that a pack is written with, until its hash is known."""

_CORE = "docProps/core.xml"
_STATUS = re.compile(rb"(<cp:contentStatus>xlcrm )([0-9a-f]{16})(?=<)")


def sealed(data: bytes) -> bytes:
    """A pack with the hash of its content among its properties."""
    parts = Parts.from_bytes(data)
    parts[_CORE] = _STATUS.sub(lambda match: match[1] + _hash(parts), parts[_CORE])
    return parts.to_bytes()


def is_sealed(data: bytes) -> bool:
    """Whether a file is a pack in which nothing has changed since it was written."""
    try:
        parts = Parts.from_bytes(data)
        status = _STATUS.search(parts.get(_CORE, b""))
        return status is not None and status[2] == _hash(parts)
    except UnwritableFile:
        return False


def _hash(parts: Parts) -> bytes:
    digest = sha256()
    for part in sorted(parts, key=lambda part: part.name):
        if part.name.startswith("xl/"):
            digest.update(f"{part.name} {len(part.data)}\n".encode())
            digest.update(part.data)
    return digest.hexdigest()[:16].encode()
