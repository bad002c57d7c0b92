"""When not to look for garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collecting(*, once: bool = False) -> Iterator[None]:
    """Make many objects, none of them garbage, without Python looking through them for garbage.

    Importing pandas and reading a book does: it takes a tenth less time so. What was made is not looked through later
    either where a process does so `once`.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if once:
            gc.freeze()
        if was_on:
            gc.enable()
