"""Where a customer's name and ID lead on every page that lists customers.

A link cannot choose a customer on the Client Card: no spreadsheet lets one do so without a macro. So a name leads to
the cell of the card in which the customer is picked, from the list or by typing, and the tip at the name says so; the
ID beside it leads to that very customer's row on Overview. In a book without the card
names lead to Overview too. Names are linked area by area, not cell by cell: Excel, WPS and LibreOffice follow a link of
an area from each of its cells, formulas too, and a sheet takes only 65,530 links.
"""

from collections.abc import Iterable
from itertools import groupby

from xlcrm.labels import labels
from xlcrm.model.place import Place
from xlcrm.schema.sheets import CARD, OVERVIEW
from xlcrm.writing.canvas import Canvas

CARD_PICK = "B1"
"""The cell of the Client Card in which the customer is picked."""

TIP = labels(
    "到“{card}”：在左上角选择或输入这位客户",
    "到「{card}」：在左上角選擇或輸入這位客戶",
    "To {card}: pick or type the customer at its top left",
)
TO_OVERVIEW = labels("到“{overview}”", "到「{overview}」", "To {overview}")


def link_names(canvas: Canvas, rows: Iterable[int], column: int, last_column: int | None = None) -> None:
    """Let the names that stand in some rows, counted from 0 and in order, lead to the Client Card.

    A name reaches over the columns from `column` to `last_column`.
    """
    context = canvas.context
    card, overview = context.titles.get(CARD.key), context.titles[OVERVIEW.key]
    pick = None if card is None else Place(card, int(CARD_PICK[1:]), ord(CARD_PICK[0]) - ord("A"))
    tip = context.say(TIP if card is not None else TO_OVERVIEW, card=card, overview=overview)
    for _, run in groupby(enumerate(rows), key=lambda item: item[1] - item[0]):
        found = [row for _, row in run]
        last = column if last_column is None else last_column
        canvas.link_area(found[0], column, found[-1], last, pick or Place(overview, 1, 0), tip)
