"""Where the parts of a package mention sheets, names and tables, and how all of them follow a renaming."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from xlcrm.ooxml.formulas import rename_columns, rename_names, rename_sheets
from xlcrm.ooxml.xmlio import escape, unescape

# Elements whose text is a formula: in cells, formats, validations, sparklines, charts, tables, controls and names.
FORMULA = re.compile(
    rb"(<(?:\w+:)?(?:f|formula|formula1|formula2|calculatedColumnFormula|totalsRowFormula|definedName"
    rb"|FmlaLink|FmlaRange|FmlaGroup|FmlaTxbx|FmlaPict)(?:\s[^<>]*)?>)([^<]+)(?=</)"
)
# Attributes that hold a formula or a place: hyperlinks, text boxes and form controls.
PLACE = re.compile(
    rb"""(\s(?:location|textlink|fmlaLink|fmlaRange|fmlaTxbx|fmlaPict|linkedCell|listFillRange)=)("[^"]*"|'[^']*')"""
)
# Attributes that hold a bare title: sources of pivot caches and of consolidations.
TITLE = re.compile(rb"""(<(?:\w+:)?(?:worksheetSource|dataRef|rangeSet)\s[^>]*?\bsheet=)("[^"]*"|'[^']*')""")
# The fields of a pivot cache are called as the headers of its source, and the source by its table or sheet.
CACHE_FIELD = re.compile(rb"""(<(?:\w+:)?cacheField\s[^>]*?\bname=)("[^"]*"|'[^']*')""")
SOURCE = re.compile(rb"""<(?:\w+:)?worksheetSource\s[^>]*?\b(name|sheet)=("[^"]*"|'[^']*')""")
# Attributes of a source that hold the name of a table or range.
SOURCE_NAME = re.compile(rb"""(<(?:\w+:)?worksheetSource\s[^>]*?\bname=)("[^"]*"|'[^']*')""")


@dataclass(frozen=True)
class Renaming:
    """Other titles for sheets and other names for defined names and tables, by the old ones case-folded.

    `columns` holds other names of columns, by table, or by sheet with a `!` behind its title, then by the old name.
    """

    sheets: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.sheets or self.names or self.columns)

    def formula(self, text: str) -> str:
        """A formula that follows the renaming."""
        if self.sheets and "!" in text:
            text = rename_sheets(text, self.sheets)
        if self.columns and "[" in text:
            text = rename_columns(text, self.columns)
        return rename_names(text, self.names) if self.names else text

    def part(self, data: bytes) -> bytes:
        """An XML part in which every formula and place follows; all other bytes stay."""
        data = FORMULA.sub(lambda match: match[1] + self._text(match[2]), data)
        if b"!" in data or self.names:
            data = PLACE.sub(self._place, data)
        if self.columns and b"cacheField" in data:
            data = self._fields(data)
        if b"worksheetSource" in data or b"dataRef" in data or b"rangeSet" in data:
            data = TITLE.sub(lambda match: match[1] + self._quoted(match[2], self.sheets), data)
            data = SOURCE_NAME.sub(lambda match: match[1] + self._quoted(match[2], self.names), data)
        return data

    def _fields(self, data: bytes) -> bytes:
        source = SOURCE.search(data)
        if source is None:
            return data
        key = unescape(source[2][1:-1].decode("utf-8", "surrogateescape")).casefold()
        others = self.columns.get(key if source[1] == b"name" else key + "!", {})
        return CACHE_FIELD.sub(lambda match: match[1] + self._quoted(match[2], others), data)

    def _text(self, raw: bytes) -> bytes:
        text = unescape(raw.decode("utf-8", "surrogateescape"))
        followed = self.formula(text)
        return raw if followed == text else escape(followed).encode("utf-8", "surrogateescape")

    def _place(self, match: re.Match[bytes]) -> bytes:
        quote, inner = match[2][:1], match[2][1:-1]
        followed = self._text(inner)
        if quote == b"'":
            followed = followed.replace(b"'", b"&apos;")
        return match[1] + quote + followed + quote

    @staticmethod
    def _quoted(raw: bytes, others: Mapping[str, str]) -> bytes:
        text = unescape(raw[1:-1].decode("utf-8", "surrogateescape"))
        other = others.get(text.casefold())
        return raw if other is None else b'"' + escape(other).encode("utf-8", "surrogateescape") + b'"'

    def concerns(self, data: bytes) -> bool:
        """A quick look, which may say yes too often: whether a part may mention anything that is renamed."""
        folded = data.decode("utf-8", "surrogateescape").casefold()
        wanted = [*self.sheets, *self.names, *(name.rstrip("!") for name in self.columns)]
        return any(escape(old) in folded or old in folded or old.replace("'", "''") in folded for old in wanted)
