"""The text of an XML part: its encoding, and that it has no DTD."""

import re

from xlcrm.ooxml.faults import BadPackage

_PROLOG_WITH_DTD = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s++|<\?.*?\?>|<!--.*?-->)*+<!(?:DOCTYPE|ENTITY)", re.DOTALL | re.IGNORECASE
)
_DECLARED_ENCODING = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""")


def as_utf8(content: bytes, part: str) -> bytes:
    """The content of an XML part as UTF-8, the same object where it is so already.

    Raises BadPackage where it cannot be decoded, and where it holds a DTD, which only its prolog can.
    """
    try:
        text = _as_utf8(content)
    except (UnicodeDecodeError, LookupError):
        raise BadPackage("damaged", part) from None
    if _PROLOG_WITH_DTD.match(text):
        raise BadPackage("dtd", part)
    return text


def _as_utf8(content: bytes) -> bytes:
    declared = _DECLARED_ENCODING.match(content[:200].removeprefix(b"\xef\xbb\xbf"))
    encoding = declared[1].decode() if declared else "utf-8"
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    elif b"\0" in content[:4]:
        encoding = "utf-16-be" if content[:1] == b"\0" else "utf-16-le"
    elif encoding.lower() in ("utf-8", "utf8", "us-ascii", "ascii"):
        return content
    text = content.decode(encoding)
    return re.sub(r"^\ufeff?\s*<\?xml.*?\?>", "", text, count=1, flags=re.DOTALL).encode()
