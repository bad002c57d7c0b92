"""What a page is: its sheet, how it is written, and the cells in which its user picks what it shows."""

from collections.abc import Callable
from dataclasses import dataclass

from xlcrm.schema.sheet import Sheet


@dataclass(frozen=True)
class Page:
    """A generated page.

    `write` takes the canvas and the context. Where the page has `pick_cells`, the customer's and perhaps the day's, it
    also takes what is picked there at first: `pick`, a row of Customers, and `day`.
    """

    sheet: Sheet
    write: Callable[..., None]
    pick_cells: tuple[str, ...] = ()
