"""A process that saves two versions of a book in turn, until it is killed."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from xlcrm.writing.save import save


def main() -> None:
    book, *versions = map(Path, sys.argv[1:])
    contents = [version.read_bytes() for version in versions]
    print("ready", flush=True)  # noqa: T201
    while True:
        for content in contents:
            read_hash = hashlib.sha256(book.read_bytes()).hexdigest()
            save(content, book, read_hash=read_hash, backup=True)


if __name__ == "__main__":
    main()
