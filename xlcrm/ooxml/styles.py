"""The styles part: formats are found or added, never changed, so that numbers of styles stay valid."""

from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from xlcrm.ooxml.opc import StoredXml
from xlcrm.ooxml.parts import Parts
from xlcrm.ooxml.xmlio import MAIN, Element, insert_in_order, local_name, main, make

ORDER = (
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
    "colors",
    "extLst",
)
XF_CHILDREN = ("alignment", "protection", "extLst")
FIRST_OWN_FORMAT = 164
MINIMAL = (
    f'<styleSheet xmlns="{MAIN}">'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    '<dxfs count="0"/></styleSheet>'
).encode()
FONT_ORDER = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow"),
    *("u", "vertAlign", "sz", "color", "name", "family", "charset", "scheme"),
)


class StyleMap(NamedTuple):
    """The numbers that another book's formats have here: cell formats and differential formats."""

    cell: list[int]
    differential: list[int]


def _canonical(element: Element) -> object:
    """What an element says, whatever its prefixes and white space."""
    children = tuple(_canonical(child) for child in element if isinstance(child.tag, str))
    return (
        element.tag,
        tuple(sorted((str(k), str(v)) for k, v in element.items())),
        (element.text or "").strip(),
        children,
    )


class _Collection:
    """One numbered list of the styles part, such as the fonts; equal entries are found by what they say."""

    def __init__(self, root: Element, name: str) -> None:
        self._root = root
        self._name = name
        self.element = root.find(main(name))
        self._numbers: dict[object, int] = {}
        self.entries = [] if self.element is None else [e for e in self.element if isinstance(e.tag, str)]
        for number, entry in enumerate(self.entries):
            self._numbers.setdefault(_canonical(entry), number)

    def number(self, entry: Element) -> int:
        """The number of an equal entry, which is added where there is none."""
        key = _canonical(entry)
        if key not in self._numbers:
            if self.element is None:
                self.element = make(main(self._name), like=self._root)
                insert_in_order(self._root, self.element, ORDER)
            copy = deepcopy(entry)
            copy.tail = None
            self.element.append(copy)
            self._numbers[key] = len(self.entries)
            self.entries.append(copy)
            self.element.set("count", str(len(self.entries)))
        return self._numbers[key]


class Styles:
    """Formats of a book. Numbers given out stay valid: entries are only ever added."""

    def __init__(self, parts: Parts, name: str, *, used_cell_formats: int = 0) -> None:
        self._xml = StoredXml(parts, name, MINIMAL)
        root = self._xml.root
        self._root = root
        self.fonts = _Collection(root, "fonts")
        self.fills = _Collection(root, "fills")
        self.borders = _Collection(root, "borders")
        self.cell_formats = _Collection(root, "cellXfs")
        self.differential = _Collection(root, "dxfs")
        self._has_named_styles = root.find(main("cellStyleXfs")) is not None
        self._ensure_first_entries()
        # Cells may refer to formats that do not exist; they must not become ours by accident.
        while len(self.cell_formats.entries) < used_cell_formats:
            self._pad()

    def _ensure_first_entries(self) -> None:
        """A styles part may lack any list; format 0 and what it refers to must exist before others follow."""
        example = etree.fromstring(MINIMAL)
        for collection, name in (
            (self.fonts, "fonts"),
            (self.fills, "fills"),
            (self.borders, "borders"),
            (self.cell_formats, "cellXfs"),
        ):
            if not collection.entries:
                for entry in example.find(main(name)):  # type: ignore[union-attr]
                    _forget(entry, "xfId")
                    collection.number(entry)

    def _pad(self) -> None:
        element = self.cell_formats.element
        assert element is not None  # noqa: S101 - the first entries exist
        copy = deepcopy(self.cell_formats.entries[0])
        element.append(copy)
        self.cell_formats.entries.append(copy)
        element.set("count", str(len(self.cell_formats.entries)))

    def format_codes(self) -> dict[int, str]:
        """The book's own number formats by their number."""
        found = self._root.iterfind(f"{main('numFmts')}/{main('numFmt')}")
        return {int(e.get("numFmtId", "0")): e.get("formatCode", "") for e in found}

    def number_format(self, code: str) -> int:
        """The number of an own number format, which is added where there is none."""
        codes = self.format_codes()
        for number, known in codes.items():
            if known == code:
                return number
        element = self._root.find(main("numFmts"))
        if element is None:
            element = make(main("numFmts"), like=self._root)
            insert_in_order(self._root, element, ORDER)
        number = max([FIRST_OWN_FORMAT - 1, *codes]) + 1
        etree.SubElement(element, main("numFmt"), numFmtId=str(number), formatCode=code)
        element.set("count", str(len(element)))
        return number

    def merge(self, other: "Styles") -> StyleMap:
        """Take in all formats of another book; returns the numbers that they have here.

        Format 0, which cells without a style have, stays this book's own.
        """
        codes = {number: self.number_format(code) for number, code in other.format_codes().items()}
        fonts = [self.fonts.number(entry) for entry in other.fonts.entries]
        fills = [self.fills.number(entry) for entry in other.fills.entries]
        borders = [self.borders.number(entry) for entry in other.borders.entries]
        cell = [0]
        for entry in other.cell_formats.entries[1:]:
            moved = deepcopy(entry)
            for attribute, numbers in (("fontId", fonts), ("fillId", fills), ("borderId", borders)):
                moved.set(attribute, str(numbers[int(moved.get(attribute, "0"))]))
            number = int(moved.get("numFmtId", "0"))
            moved.set("numFmtId", str(codes.get(number, number)))
            cell.append(self._cell_format(moved))
        differential = []
        for entry in other.differential.entries:
            moved = deepcopy(entry)
            for code in moved.iterfind(main("numFmt")):
                number = int(code.get("numFmtId", "0"))
                code.set("numFmtId", str(codes.get(number) or self.number_format(code.get("formatCode", "General"))))
            differential.append(self.differential.number(moved))
        return StyleMap(cell, differential)

    def _cell_format(self, entry: Element) -> int:
        """The number of a cell format; named styles of another book are not carried over."""
        if self._has_named_styles:
            entry.set("xfId", "0")
        else:
            _forget(entry, "xfId")
        return self.cell_formats.number(entry)

    def cell_format(
        self,
        base: int,
        *,
        num_fmt: str | None = None,
        fill: str | None = None,
        font_color: str | None = None,
        bold: bool | None = None,
        wrap: bool | None = None,
        horizontal: str | None = None,
        locked: bool | None = None,
    ) -> int:
        """The number of a cell format like `base` but for what is told; colours are RRGGBB."""
        entries = self.cell_formats.entries
        entry = deepcopy(entries[base] if 0 <= base < len(entries) else entries[0])
        if num_fmt is not None:
            number = BUILT_IN.get(num_fmt)
            entry.set("numFmtId", str(self.number_format(num_fmt) if number is None else number))
            entry.set("applyNumberFormat", "1")
        if fill is not None:
            entry.set("fillId", str(self.fills.number(_solid_fill(fill))))
            entry.set("applyFill", "1")
        if font_color is not None or bold is not None:
            entry.set("fontId", str(self._font_like(int(entry.get("fontId", "0")), font_color, bold)))
            entry.set("applyFont", "1")
        if wrap is not None:
            _child(entry, "alignment").set("wrapText", str(int(wrap)))
        if horizontal is not None:
            _child(entry, "alignment").set("horizontal", horizontal)
        if wrap is not None or horizontal is not None:
            entry.set("applyAlignment", "1")
        if locked is not None:
            _child(entry, "protection").set("locked", str(int(locked)))
            entry.set("applyProtection", "1")
        return self.cell_formats.number(entry)

    def _font_like(self, number: int, colour: str | None, bold: bool | None) -> int:
        font = deepcopy(self.fonts.entries[number if number < len(self.fonts.entries) else 0])
        if colour is not None:
            _replace(font, "color", {"rgb": f"FF{colour.upper()}"})
        if bold is not None:
            _replace(font, "b", {} if bold else {"val": "0"})
        return self.fonts.number(font)

    def format_code(self, cell_format: int) -> str:
        """The number format of a cell format as it is typed; `General` where it is not known."""
        entries = self.cell_formats.entries
        number = int(entries[cell_format].get("numFmtId", "0")) if 0 <= cell_format < len(entries) else 0
        known = {built_in: code for code, built_in in BUILT_IN.items()}
        return self.format_codes().get(number) or known.get(number, "General")

    def differential_format(self, *, fill: str | None = None, font_color: str | None = None, bold: bool = False) -> int:
        """The number of a differential format, as conditional formats use it; colours are RRGGBB."""
        entry = make(main("dxf"), like=self._root)
        if font_color is not None or bold:
            font = etree.SubElement(entry, main("font"))
            if bold:
                etree.SubElement(font, main("b"))
            if font_color is not None:
                etree.SubElement(font, main("color"), rgb=f"FF{font_color.upper()}")
        if fill is not None:
            pattern = etree.SubElement(etree.SubElement(entry, main("fill")), main("patternFill"))
            etree.SubElement(pattern, main("bgColor"), rgb=f"FF{fill.upper()}")
        return self.differential.number(entry)

    def differential_colours(self, number: int) -> tuple[str, ...]:
        """The RGB values in a differential format, by which a rule is known again; empty where there is none."""
        entries = self.differential.entries
        if not 0 <= number < len(entries):
            return ()
        return tuple(
            sorted(e.get("rgb", "") for e in entries[number].iter() if isinstance(e.tag, str) and e.get("rgb"))
        )

    def store(self) -> None:
        """Write changes into the package."""
        self._xml.store()


BUILT_IN = {
    "General": 0,
    "0": 1,
    "0.00": 2,
    "#,##0": 3,
    "#,##0.00": 4,
    "0%": 9,
    "0.00%": 10,
    "mm-dd-yy": 14,
    "@": 49,
}


def _solid_fill(colour: str) -> Element:
    fill = make(main("fill"), default=MAIN)
    pattern = etree.SubElement(fill, main("patternFill"), patternType="solid")
    etree.SubElement(pattern, main("fgColor"), rgb=f"FF{colour.upper()}")
    etree.SubElement(pattern, main("bgColor"), indexed="64")
    return fill


def _forget(element: Element, attribute: str) -> None:
    if attribute in element.attrib:
        del element.attrib[attribute]


def _child(entry: Element, name: str) -> Element:
    found = entry.find(main(name))
    if found is None:
        found = make(main(name), like=entry)
        insert_in_order(entry, found, XF_CHILDREN)
    return found


def _replace(font: Element, name: str, attributes: dict[str, str]) -> None:
    for old in font.findall(main(name)):
        font.remove(old)
    element = make(main(name), like=font, **attributes)
    position = sum(1 for child in font if local_name(child) in FONT_ORDER[: FONT_ORDER.index(name)])
    font.insert(position, element)
