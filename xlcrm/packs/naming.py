"""Where a pack goes: names of folders and files out of what users typed, fit for every system."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import count

from xlcrm.model.book import Book

# What Windows, the strictest, takes for a separator or refuses, and characters that are not seen.
# Source: Microsoft, "Naming Files, Paths, and Namespaces".
_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?")
_LONGEST_BYTES = 150


def safe(text: str) -> str:
    """A text as the name of a file or folder; a dash stands for what a name cannot hold."""
    plain = " ".join(_REFUSED.sub("-", text).split()).strip(". ")
    while len(plain.encode("utf-8", "replace")) > _LONGEST_BYTES:
        plain = plain[:-1].rstrip(". ")
    plain = plain.encode("utf-8", "replace").decode("utf-8")
    if not plain or _RESERVED.fullmatch(plain.split(" ")[0]):
        return f"_{plain}"
    return plain


def folders(book: Book) -> Sequence[str]:
    """The name of the folder of each customer: ID and name; no two are alike, whatever the system folds."""
    taken: set[str] = set()
    found = []
    customers = book.customers
    for number, name in zip(customers["customer_id"], customers["name"], strict=True):
        called = safe(" ".join(text for text in (number, name) if isinstance(text, str)))
        numbered = (called if place == 1 else f"{called} ({place})" for place in count(1))
        folder = next(called for called in numbered if _as_systems_see(called) not in taken)
        taken.add(_as_systems_see(folder))
        found.append(folder)
    return found


def _as_systems_see(name: str) -> str:
    """What a name is told apart by: neither case nor the way in which accents are written."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
