"""When a page is made, as Settings says: always, never, or once the table that it shows has rows."""

from typing import Literal

from xlcrm.labels import labels
from xlcrm.schema.enums import BOOLEAN
from xlcrm.schema.sheet import Sheet
from xlcrm.schema.types import Choice, Enum

Shown = Literal["yes", "no", "filled"]

SHOWN = Enum(
    "shown",
    *BOOLEAN.choices,
    Choice("filled", labels("有记录时", "有紀錄時", "If filled"), ("自动", "自動", "Filled", "Auto")),
)


def choices_for(sheet: Sheet) -> tuple[Choice, ...]:
    """What Settings offers for a page: to wait for the rows of its table only where it has one."""
    return SHOWN.choices if sheet.shows else BOOLEAN.choices
