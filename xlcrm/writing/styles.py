"""The looks of a workbook: one small palette, one set of number formats, and the styles made of them."""

from typing import Any

from xlcrm.labels import Language, facts_of
from xlcrm.schema.types import Kind

FONT_SIZE = 10

# Every text colour keeps a contrast of at least 4.5:1 on the fills that it stands on (a test computes it).
INK = "#1F2933"
MUTED = "#5B6673"
ACCENT = "#1F4E79"
LINK = "#0B5394"
WHITE = "#FFFFFF"
BLACK = "#000000"
HEADER_FILL = ACCENT
CALCULATED_FILL = "#F1F4F8"
PANEL_FILL = "#F6F8FB"
INPUT_FILL = "#FFF9E5"
LINE = "#C9D1DA"

BAD_FILL, BAD_INK = "#FBE3E0", "#8E1B0E"
WARN_FILL, WARN_INK = "#FFF1CC", "#6B4700"
NOTE_FILL, NOTE_INK = "#E4EEF8", "#1F4E79"
GOOD_FILL, GOOD_INK = "#E1F2E5", "#1B5E34"

# Okabe and Ito's palette, darkened where white is not far enough: told apart by colour-blind readers too.
CHART_COLOURS = (
    "#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#8C8C8C", "#F0E442", "#5D3A9B", "#994F00",
)  # fmt: skip

NUMBER_FORMATS = {
    "date": "yyyy-mm-dd",
    "money": "#,##0.00",
    "integer": "#,##0",
    "percent": "0.0%",
    "id": "@",
    "ref": "@",
    "text": "@",
    "currency": "@",
}
WHOLE_MONEY = "#,##0"


def number_format(kind: Kind, *, whole: bool = False, computed: bool = False) -> str:
    """The number format of a kind of cell.

    `whole` leaves the cents off money. A `computed` text is not formatted as text: Excel would turn its formula into
    text as soon as somebody edits it.
    """
    if whole and kind.name == "money":
        return WHOLE_MONEY
    found = NUMBER_FORMATS.get(kind.name, "General")
    return "General" if computed and found == "@" else found


class Styles:
    """The formats of one workbook, each made once.

    Call with any properties of an xlsxwriter format; font and size come from the book's language.
    """

    def __init__(self, workbook: Any, language: Language) -> None:
        self._workbook = workbook
        self._base = {
            "font_name": facts_of(language).font,
            "font_size": FONT_SIZE,
            "font_color": INK,
            "valign": "vcenter",
        }
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def __call__(self, **properties: Any) -> Any:
        """The format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format({**self._base, **properties})
        return self._made[key]

    def of_kind(self, kind: Kind, *, whole: bool = False, computed: bool = False, **properties: Any) -> Any:
        """The format for a cell of a kind: number format and alignment."""
        align = {"align": "right"} if kind.is_number else {"align": "left"}
        return self(num_format=number_format(kind, whole=whole, computed=computed), **{**align, **properties})

    def highlight(self, **properties: Any) -> Any:
        """A format for a conditional format, which changes nothing but these properties."""
        key = (("highlight", True), *sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(properties)
        return self._made[key]

    @property
    def title(self) -> Any:
        """The title of a page."""
        return self(bold=True, font_size=18, font_color=ACCENT)

    @property
    def subtitle(self) -> Any:
        """The line under the title of a page."""
        return self(font_color=MUTED)

    @property
    def heading(self) -> Any:
        """The heading of a section of a page."""
        return self(bold=True, font_size=12, font_color=ACCENT, bottom=2, bottom_color=ACCENT)

    @property
    def header(self) -> Any:
        """The header cell of a table."""
        return self(bold=True, font_color=WHITE, bg_color=HEADER_FILL, text_wrap=True, border=1, border_color=LINE)

    @property
    def link(self) -> Any:
        """A text that leads to another cell."""
        return self(font_color=LINK, underline=1)


def text_width(text: str) -> int:
    """How wide a text stands, in digits: a Chinese character is as wide as two."""
    return max((sum(2 if ord(char) > 0x2E7F else 1 for char in line) for line in text.splitlines()), default=0)


def ink_on(colour: str) -> str:
    """The first of the book's ink, white and black that can be read on a colour given as RRGGBB: at least 4.5:1.

    One of white and black always can. Source: Web Content Accessibility Guidelines 2.1, contrast and luminance.
    """
    return next(ink for ink in (INK, WHITE, BLACK) if _contrast(colour, ink.lstrip("#")) >= 4.5)


def _contrast(first: str, other: str) -> float:
    light, dark = sorted((_luminance(first), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    shares = [int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
