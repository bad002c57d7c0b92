"""Where the holdings of a pack stand: the columns of their sheet, and the rows that formulas look at."""

from dataclasses import dataclass, field

from xlcrm.packs.portfolio import OwnPortfolio
from xlcrm.packs.sheet import Sheet
from xlcrm.subjects.assets.review import LOANS

WIDTHS = {
    "name": 31, "institution": 23, "where": 10, "acquired_on": 11, "maturity": 11, "risk_level": 12, "value": 14,
    "share": 8, "before": 14, "change": 13, "status": 10, "currency": 9, "original": 14, "remark": 19,
}  # fmt: skip
"""The widths of the columns, in digits."""

FOREIGN = ("currency", "original")
"""The columns that are there only where something is held in another currency."""


@dataclass
class Placed:
    """Where everything stands; rows are counted from 0.

    `classes` maps the numbers of classes to their headings, `rates` codes of currencies to their rates. `net` is None
    without loans, `limit` the row of the share above which a holding is flagged.
    """

    sheet: Sheet
    keys: list[str]
    classes: dict[int, int] = field(default_factory=dict)
    rates: dict[str, int] = field(default_factory=dict)
    first: int = 0
    total: int = 0
    net: int | None = None
    limit: int = 0

    @property
    def last(self) -> int:
        """The row of the last total."""
        return max(self.total, self.net or 0)

    def column(self, key: str) -> int:
        """The position of a column."""
        return self.keys.index(key)

    def local(self, key: str, row: int, *, fixed: bool = False) -> str:
        """A cell, for formulas of the same sheet."""
        return f"{chr(65 + self.column(key))}{'$' if fixed else ''}{row + 1}"

    def cell(self, key: str, row: int) -> str:
        """A cell, for formulas of other sheets."""
        return self.area(key, row, row).split(":")[0]

    def area(self, key: str, first: int | None = None, last: int | None = None) -> str:
        """Some cells of a column, for formulas of other sheets; those of all holdings if none are named."""
        letter = chr(65 + self.column(key))
        first, last = self.first if first is None else first, self.last if last is None else last
        return self.sheet.reference(f"${letter}${first + 1}:${letter}${last + 1}")

    def lines_of(self, group: int) -> tuple[int, int]:
        """The first and last rows of the holdings of a class."""
        head = self.classes[group]
        return head + 1, head + len(self.sheet.portfolio.by_class[group])


def placed(sheet: Sheet, keys: list[str]) -> Placed:
    """Where the holdings will stand, from the next row of the sheet on."""
    portfolio = sheet.portfolio
    found = Placed(sheet, keys, first=sheet.row)
    row = sheet.row
    for group, positions in portfolio.by_class.items():
        if group == LOANS:
            row += 1
        found.classes[group] = row
        row += len(positions) + 1
    has_loans = LOANS in portfolio.by_class
    found.total = found.classes[LOANS] - 1 if has_loans else row
    found.net = row if has_loans else None
    row = found.last + 2
    for code in foreign_codes(portfolio):
        if code in portfolio.rates:
            found.rates[code] = row
            row += 1
    found.limit = row
    return found


def foreign_codes(portfolio: OwnPortfolio) -> list[str]:
    """The other currencies in which something is held, in the order of the list."""
    codes = (portfolio.foreign(position.record) for position in portfolio.listed)
    return list(dict.fromkeys(code for code in codes if code is not None))
