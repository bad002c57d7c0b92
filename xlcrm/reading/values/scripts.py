"""Traditional and Simplified Chinese words compared with each other."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC


@cache
def _converter() -> "OpenCC":
    from opencc import OpenCC  # its dictionaries take longer to load than a small book takes to read

    return OpenCC("t2s")


def simplified(text: str) -> str:
    """The text in Simplified characters."""
    return text if text.isascii() else str(_converter().convert(text))
