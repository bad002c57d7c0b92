"""The shared strings part: texts found or added at the end, by bytes, so that old string numbers stay valid."""

import re

from xlcrm.ooxml.parts import Parts
from xlcrm.ooxml.xmlio import MAIN, escape, outline, parse, serialise, unescape

EMPTY = f'<sst xmlns="{MAIN}" count="0" uniqueCount="0"></sst>'.encode()
# What XML cannot hold is written _xHHHH_; text that looks like that gets its underscore written so.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
TEXTS = re.compile(rb"<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)<")
PHONETIC = re.compile(rb"<(?:\w+:)?rPh\b.*?</(?:\w+:)?rPh>", re.DOTALL)


def encode_text(text: str) -> str:
    """A text as it stands in a part, escaped for Excel and for XML."""
    if UNWRITABLE.search(text):
        text = UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    return escape(text).replace("\r", "_x000D_")


def decode_text(text: str) -> str:
    """The text that a part's text means."""
    text = unescape(re.sub(r"&#(?:x([0-9A-Fa-f]+)|([0-9]+));", _character, text) if "&#" in text else text)
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16) if match[1] else int(match[2]))
    return escape(character)


def text_element(name: str, text: str) -> str:
    """An element such as `<t>`, which says so where white space counts."""
    encoded = encode_text(text)
    keep = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f"<{name}{keep}>{encoded}</{name}>"


def element_text(raw: bytes) -> str:
    """The text of a string element's bytes, its formatted runs joined, without phonetic guides."""
    if b"rPh" in raw:
        raw = PHONETIC.sub(b"", raw)
    return decode_text(b"".join(TEXTS.findall(raw)).decode("utf-8"))


class SharedStrings:
    """Strings of a book by number. Numbers given out stay valid: strings are only ever added."""

    def __init__(self, parts: Parts, name: str) -> None:
        self._parts = parts
        self.name = parts.find(name) or name
        data = parts.get(self.name, EMPTY)
        if b"<!" in data or not data.lstrip(b"\xef\xbb\xbf\t\r\n ").startswith(b"<"):
            # CDATA, comments and other encodings hide where strings start; written plainly they do not.
            data = serialise(parse(data, self.name, plain=True))
        self._data = data
        prefix = re.search(rb"<((?:\w+:)?)sst\b", data)
        self._prefix = prefix[1].decode() if prefix else ""
        p = re.escape(self._prefix.encode())
        self._item = re.compile(rb"<%ssi(?:\s[^>]*)?(?:/>|>(.*?)</%ssi\s*>)" % (p, p), re.DOTALL)
        self._items: list[bytes] | None = None
        self._numbers: dict[str, int] | None = None
        self._rich: dict[bytes, int] = {}
        self._added: list[bytes] = []

    @property
    def items(self) -> list[bytes]:
        """The inner bytes of every string element, as they were before any was added."""
        if self._items is None:
            self._items = self._item.findall(self._data)
        return self._items

    def _known(self) -> dict[str, int]:
        if self._numbers is None:
            self._numbers = {}
            for number, inner in enumerate(self.items):
                if inner.count(b"<") > 2:
                    self._rich.setdefault(inner, number)
                else:
                    self._numbers.setdefault(element_text(inner), number)
        return self._numbers

    def __len__(self) -> int:
        return len(self.items) + len(self._added)

    def text(self, number: int) -> str:
        """The text of a string; empty where there is no such number."""
        if 0 <= number < len(self.items):
            return element_text(self.items[number])
        number -= len(self.items)
        return element_text(self._added[number]) if 0 <= number < len(self._added) else ""

    def number(self, text: str) -> int:
        """The number of a plain text, which is added where there is none."""
        known = self._known()
        if text not in known:
            known[text] = len(self)
            self._added.append(text_element(f"{self._prefix}t", text).encode("utf-8"))
        return known[text]

    def take(self, inner: bytes) -> int:
        """The number of another book's string, given as the inner bytes of its element without prefix."""
        if inner.count(b"<") <= 2:
            return self.number(element_text(inner))
        self._known()
        if self._prefix:
            inner = re.sub(rb"<(/?)", rb"<\1" + self._prefix.encode(), inner)
        if inner not in self._rich:
            self._rich[inner] = len(self)
            self._added.append(inner)
        return self._rich[inner]

    def store(self) -> bool:
        """Write added strings into the package; returns whether the part is new there."""
        if not self._added:
            return False
        is_new = self.name not in self._parts
        data = self._data
        shape = outline(data, self.name)
        p = self._prefix.encode()
        end = shape.close_start
        if not data[end:].startswith(b"</"):
            # An empty root element written in one tag.
            end = shape.open_end - 2
            data = data[:end] + b"></" + p + b"sst>"
            shape = outline(data, self.name)
            end = shape.close_start
        if shape.children and shape.children[-1].name != "si":
            end = next(child.start for child in shape.children if child.name != "si")
        added = b"".join(b"<%bsi>%b</%bsi>" % (p, inner, p) for inner in self._added)
        head = self._counted(data[: shape.open_end])
        self._parts[self.name] = head + data[shape.open_end : end] + added + data[end:]
        self._data = self._parts[self.name]
        self._items = [*self.items, *self._added]
        self._added = []
        return is_new

    def _counted(self, head: bytes) -> bytes:
        head = re.sub(rb'(\suniqueCount=")\d*"', rb'\g<1>%d"' % len(self), head)
        more = len(self._added)
        return re.sub(rb'(\scount=")(\d*)"', lambda match: b'%b%d"' % (match[1], int(match[2] or 0) + more), head)
