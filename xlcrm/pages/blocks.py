"""What the Dashboard is made of: cards with key figures, and blocks of so many of its four panels, from any subject.

A subject's module `dashboard` exports `CARDS`, `BLOCKS`, and `HIDDEN`, how many hidden columns its blocks stand on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from xlcrm.labels import Labels, labels
from xlcrm.measures.figures import Figure
from xlcrm.pages.panels import cell, panel_style
from xlcrm.pages.tables import Cell, Look, put
from xlcrm.pages.units import Unit, whole
from xlcrm.writing.canvas import Canvas, Context
from xlcrm.writing.styles import ACCENT, BAD_INK, MUTED

PANELS = 4
PANEL = 5
"""Columns from one panel to the next: four of a panel and a gap."""

Kind = Literal["count", "money", "share"]


@dataclass(frozen=True)
class Spot:
    """Where a block stands: its first row and column, the first hidden column of its subject, and the page's unit."""

    row: int
    column: int
    hidden: int
    unit: Unit


@dataclass(frozen=True)
class Block:
    """A block: its place among the others, how many panels wide and rows high it is, and how it is written."""

    place: int
    panels: int
    rows: Callable[[Context], int]
    write: Callable[[Canvas, Spot], None]


@dataclass(frozen=True)
class Shown:
    """A figure with its name, and what kind of number it is."""

    label: Labels
    figure: Figure
    kind: Kind


@dataclass(frozen=True)
class Card:
    """A key figure, the one in small print, its place, and whether anything above 0 is bad news."""

    place: int
    big: Shown
    small: Shown
    bad: bool = False


UNIT_MARKS = (labels("（", "（", " ("), labels("）", "）", ")"))
"""What stands around a unit after a name."""

_FORMATS: dict[Kind, str] = {"count": "#,##0", "share": "0.0%"}
_EDGE = {"left": 5, "left_color": ACCENT}


def write_card(canvas: Canvas, row: int, column: int, card: Card, unit: Unit) -> None:
    """Write a card of three rows and four columns: name, figure, and the figure in small print."""
    context, last = canvas.context, column + 3
    label = panel_style(context, font_color=MUTED, indent=1, **_EDGE)
    put(canvas, row, column, _name(context, card.big, unit), label, last)
    big = {"bold": True, "font_size": 22, "font_color": ACCENT, "align": "left", "indent": 1, **_EDGE}
    _number(canvas, row + 1, (column, last), card.big, unit, big)
    if card.bad:
        red = context.styles.highlight(font_color=BAD_INK)
        canvas.highlight(row + 1, column, row + 1, last, f"N({cell(row + 1, column)})>0", red)
    small = {"font_color": MUTED, "font_size": 9, "indent": 1}
    put(canvas, row + 2, column, context.say(card.small.label), panel_style(context, **small, **_EDGE), column + 1)
    _number(canvas, row + 2, (column + 2, last), card.small, unit, {"align": "right", **small})


def _name(context: Context, shown: Shown, unit: Unit) -> str | Cell:
    """The name of a figure, with the unit of an amount."""
    name = context.say(shown.label)
    if shown.kind != "money":
        return name
    opening, closing = (context.say(mark) for mark in UNIT_MARKS)
    value = f"{name}{opening}{unit.text(context.book.settings.base_currency)}{closing}"
    return f'"{name}{opening}"&{unit.formula}&"{closing}"', value


def _number(canvas: Canvas, row: int, columns: tuple[int, int], shown: Shown, unit: Unit, look: Look) -> None:
    context = canvas.context
    value = shown.figure.twin(context.ledger)
    in_unit = unit if shown.kind == "money" else whole(context.language)
    number_format = unit.number_format(value) if shown.kind == "money" else _FORMATS[shown.kind]
    template, said = in_unit.scaled(shown.figure.formula), in_unit.scaled_value(value)
    content: Cell = template, said
    if shown.kind == "share":
        content = f'IF(({template})="","–",{template})', "–" if said is None else said
    put(canvas, row, columns[0], content, panel_style(context, num_format=number_format, **look), columns[1])
