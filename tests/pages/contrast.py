"""How well the texts of a workbook stand out: every cell format, conditional format and chart text over what is behind.

Contrast as the Web Content Accessibility Guidelines 2.1 define it.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
from lxml import etree
from openpyxl.cell.cell import MergedCell
from openpyxl.formatting.rule import Rule
from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

BLACK, WHITE = "000000", "FFFFFF"

STRIPE = "D9D9D9"
"""What every other row of a table in Excel's style Light 1 stands on, where its cells have no fill."""

# The order in which cells count the colours of a theme: Excel swaps the first two pairs of the file.
THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@dataclass(frozen=True)
class Text:
    """Where a text stands, its colour, and the colour behind it, as RRGGBB."""

    place: str
    ink: str
    fill: str

    @property
    def contrast(self) -> float:
        """From 1, invisible, to 21."""
        return contrast(self.ink, self.fill)


@cache
def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours given as RRGGBB."""

    def luminance(colour: str) -> float:
        shares = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
        return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def texts(path: Path) -> set[Text]:
    """Every text colour of a workbook with every colour that it may stand on, one place of each named."""
    workbook = openpyxl.load_workbook(path)
    themed = theme(workbook.loaded_theme)
    found: dict[tuple[str, str], Text] = {}
    for sheet in workbook.worksheets:
        for text in (*cell_texts(sheet, themed), *chart_texts(path, sheet.title)):
            found.setdefault((text.ink, text.fill), text)
    return set(found.values())


def theme(xml: bytes | None) -> list[str]:
    """The colours of a workbook's theme as RRGGBB, as cells count them."""
    if xml is None:
        return []
    scheme = etree.fromstring(xml).find(f".//{DRAWING}clrScheme")
    colours = {child.tag.removeprefix(DRAWING): child[0] for child in scheme}
    return [colours[name].get("lastClr") or colours[name].get("val") for name in THEME_ORDER]


def rgb(colour: Any, themed: list[str], otherwise: str) -> str:
    """A colour as openpyxl tells it, as RRGGBB; an automatic one is `otherwise`."""
    if colour is None or colour.type == "auto" or (colour.type == "indexed" and colour.indexed >= len(COLOR_INDEX)):
        return otherwise
    base = themed[colour.theme] if colour.type == "theme" else ""
    base = base or (COLOR_INDEX[colour.indexed] if colour.type == "indexed" else colour.rgb)[-6:]
    tint = colour.tint or 0.0
    shares = [int(base[at : at + 2], 16) for at in (0, 2, 4)]
    return "".join(f"{round(s * (1 + tint) if tint < 0 else s + (255 - s) * tint):02X}" for s in shares)


def cell_texts(sheet: Worksheet, themed: list[str]) -> Iterator[Text]:
    """The looks of a sheet's cells, blank ones too, since something may be typed there, with all rules that apply."""
    formats = sheet.conditional_formatting
    rules = [(part.bounds, rule) for area in formats for part in area.cells.ranges for rule in area.rules]
    tables = [range_boundaries(table.ref) for table in sheet.tables.values()]
    seen = set()
    for (row, column), cell in sorted(sheet._cells.items()):
        if isinstance(cell, MergedCell):
            continue  # its text stands in the first of the merged cells
        applying = [number for number, (area, _) in enumerate(rules) if lies_in(row, column, *area)]
        striped = any(lies_in(row, column, left, top + 1, right, last) for left, top, right, last in tables)
        key = (cell._style.fontId, cell._style.fillId) if cell.has_style else None, tuple(applying), striped
        if key in seen:
            continue
        seen.add(key)
        ink = rgb(cell.font.color, themed, BLACK)
        solid = cell.fill.fill_type == "solid"
        fill = rgb(cell.fill.fgColor, themed, WHITE) if solid else WHITE
        for behind in {fill, STRIPE} if striped and not solid else {fill}:
            for pair in looks(ink, behind, [rules[number][1] for number in applying], themed):
                yield Text(f"{sheet.title}!{cell.coordinate}", *pair)


def lies_in(row: int, column: int, left: int, top: int, right: int, last: int) -> bool:
    """Whether a cell lies in a range."""
    return top <= row <= last and left <= column <= right


def looks(ink: str, fill: str, rules: Iterable[Rule], themed: list[str]) -> Iterator[tuple[str, str]]:
    """Text and fill of a cell under every choice of the rules that may hold: the first that says so decides each."""
    ordered = sorted(rules, key=lambda rule: rule.priority)
    inks = [rgb(rule.dxf.font.color, themed, "") if rule.dxf and rule.dxf.font else "" for rule in ordered]
    fills = [rgb(rule.dxf.fill.bgColor, themed, "") if rule.dxf and rule.dxf.fill else "" for rule in ordered]
    yield ink, fill
    for one in range(len(ordered)):
        yield inks[one] or ink, fills[one] or fill
        for later in range(one + 1, 0 if ordered[one].stopIfTrue else len(ordered)):
            yield inks[one] or inks[later] or ink, fills[one] or fills[later] or fill


def chart_texts(path: Path, title: str) -> Iterator[Text]:
    """The texts of a sheet's charts, over the sheet and over every part of the chart that they may lie on."""
    for name, root in charts(path):
        if not any(f"{title}'!" in (f.text or "") or f"{title}!" in (f.text or "") for f in root.iter(f"{CHART}f")):
            continue
        for holder in root.iter(f"{CHART}txPr", f"{CHART}rich"):
            colours = [colour.get("val") for colour in holder.iterfind(f".//{DRAWING}solidFill/{DRAWING}srgbClr")]
            for ink in colours or [BLACK]:
                for fill in behind(holder):
                    yield Text(f"{title}: {name}", ink.upper(), fill.upper())


def charts(path: Path) -> Iterator[tuple[str, etree._Element]]:
    """The name and the tree of every chart of a workbook."""
    with zipfile.ZipFile(path) as package:
        for name in sorted(package.namelist()):
            if name.startswith("xl/charts/chart"):
                yield name, etree.fromstring(package.read(name))


def behind(holder: etree._Element) -> set[str]:
    """The colours behind a chart's text: white, and for labels that lie on their parts the colours of those."""
    labels = next(holder.iterancestors(f"{CHART}dLbls"), None)
    if labels is None:
        return {WHITE}
    place = labels.find(f"{CHART}dLblPos")
    columns = next(labels.iterancestors(f"{CHART}barChart"), None) is not None
    if (place.get("val") if place is not None else "outEnd" if columns else "") == "outEnd":
        return {WHITE}  # where those of columns stand unless they say otherwise
    series = next(labels.iterancestors(f"{CHART}ser"))
    parts = [series.find(f"{CHART}spPr"), *series.iterfind(f"{CHART}dPt/{CHART}spPr")]
    fills = {
        colour.get("val", "")
        for part in parts
        if part is not None
        for colour in part.iterfind(f"{DRAWING}solidFill/{DRAWING}srgbClr")
    }
    return fills | {WHITE}
