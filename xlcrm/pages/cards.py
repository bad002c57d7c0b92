"""The Dashboard's cards: a key figure in large print, and one beside it in small."""

from dataclasses import dataclass
from typing import Literal

from xlcrm.labels import Labels, labels
from xlcrm.measures import figures
from xlcrm.measures.figures import Figure
from xlcrm.pages.panels import across, cell, panel_style, text_across
from xlcrm.pages.units import Unit, whole
from xlcrm.writing.canvas import Canvas
from xlcrm.writing.styles import ACCENT, BAD_INK, MUTED

Kind = Literal["count", "money", "share"]


@dataclass(frozen=True)
class Shown:
    """A figure with its name, and what kind of number it is."""

    label: Labels
    figure: Figure
    kind: Kind


@dataclass(frozen=True)
class Card:
    """A key figure, the one in small print, and whether anything above 0 is bad news."""

    big: Shown
    small: Shown
    bad: bool = False


CARDS = (
    Card(
        Shown(labels("活跃客户", "活躍客戶", "Active customers"), figures.ACTIVE, "count"),
        Shown(labels("客户总数", "客戶總數", "All customers"), figures.CUSTOMERS, "count"),
    ),
    Card(
        Shown(labels("近12个月购买额", "近12個月購買額", "Revenue, 12 months"), figures.REVENUE, "money"),
        Shown(labels("累计购买额", "累計購買額", "Revenue in all"), figures.total("revenue_total"), "money"),
    ),
    Card(
        Shown(labels("近12个月毛利", "近12個月毛利", "Margin, 12 months"), figures.MARGIN, "money"),
        Shown(labels("毛利率", "毛利率", "Of revenue"), figures.MARGIN_SHARE, "share"),
    ),
    Card(
        Shown(labels("逾期应收", "逾期應收", "Receivable overdue"), figures.OVERDUE, "money"),
        Shown(labels("应收余额", "應收餘額", "Receivable in all"), figures.RECEIVABLE, "money"),
        bad=True,
    ),
    Card(
        Shown(labels("总资产", "總資產", "Total assets"), figures.ASSETS_TOTAL, "money"),
        Shown(labels("已回顾客户", "已檢視客戶", "Customers reviewed"), figures.REVIEWED, "count"),
    ),
    Card(
        Shown(labels("本行资产", "本行資產", "Assets here"), figures.ASSETS_HERE, "money"),
        Shown(labels("风险错配（项）", "風險錯配（項）", "Risk mismatches"), figures.RISK_MISMATCHES, "count"),
    ),
    Card(
        Shown(labels("本行占比", "本行占比", "Wallet share"), figures.WALLET_SHARE, "share"),
        Shown(labels("净资产", "淨資產", "Net worth"), figures.total("net_worth"), "money"),
    ),
    Card(
        Shown(labels("有效保单", "有效保單", "Policies in force"), figures.POLICIES, "count"),
        Shown(labels("年缴保费", "年繳保費", "Yearly premiums"), figures.PREMIUM_YEAR, "money"),
    ),
)

UNIT_MARKS = (labels("（", "（", " ("), labels("）", "）", ")"))
"""What stands around a unit after a name."""

_FORMATS: dict[Kind, str] = {"count": "#,##0", "share": "0.0%"}
_EDGE = {"left": 5, "left_color": ACCENT}


def write_card(canvas: Canvas, row: int, column: int, card: Card, unit: Unit) -> None:
    """Write a card of three rows and four columns: name, figure, and the figure in small print."""
    context = canvas.context
    label = panel_style(context, font_color=MUTED, indent=1, **_EDGE)
    _label(canvas, row, (column, column + 3), card.big, unit, label)
    big = {"bold": True, "font_size": 22, "font_color": ACCENT, "align": "left", "indent": 1, **_EDGE}
    _number(canvas, row + 1, (column, column + 3), card.big, unit, big)
    if card.bad:
        red = context.styles.highlight(font_color=BAD_INK)
        canvas.highlight(row + 1, column, row + 1, column + 3, f"N({cell(row + 1, column)})>0", red)
    small = {"font_color": MUTED, "font_size": 9, "indent": 1}
    name = panel_style(context, **small, **_EDGE)
    text_across(canvas, row + 2, column, column + 1, context.say(card.small.label), name)
    _number(canvas, row + 2, (column + 2, column + 3), card.small, unit, {"align": "right", **small})


def _label(canvas: Canvas, row: int, columns: tuple[int, int], shown: Shown, unit: Unit, style: object) -> None:
    """The name of a figure, with the unit of an amount."""
    context = canvas.context
    name = context.say(shown.label)
    if shown.kind != "money":
        text_across(canvas, row, *columns, name, style)
        return
    opening, closing = (context.say(mark) for mark in UNIT_MARKS)
    value = f"{name}{opening}{unit.text(context.book.settings.base_currency)}{closing}"
    across(canvas, row, *columns, f'"{name}{opening}"&{unit.formula}&"{closing}"', value, style)


def _number(
    canvas: Canvas, row: int, columns: tuple[int, int], shown: Shown, unit: Unit, look: dict[str, object]
) -> None:
    context = canvas.context
    value = shown.figure.twin(context.ledger)
    in_unit = unit if shown.kind == "money" else whole(context.language)
    number_format = unit.number_format(value) if shown.kind == "money" else _FORMATS[shown.kind]
    style = panel_style(context, num_format=number_format, **look)
    template, said = in_unit.scaled(shown.figure.formula), in_unit.of(value)
    if shown.kind == "share":
        of_nothing = "–"
        template = f'IF(({template})="","{of_nothing}",{template})'
        across(canvas, row, *columns, template, of_nothing if said is None else said, style)
        return
    across(canvas, row, *columns, template, said, style)
