"""The lines of the Review Report after its summary: each a row of hidden cells that says where it stands.

Holdings come first, grouped by class, then the policies, then space for notes. Every line has a number, or none where
it is not needed; the pages show the lines by number, so that they leave no gaps.
"""

from xlcrm.subjects.assets.page_data import ENTRIES, ReviewData
from xlcrm.subjects.assets.page_holdings import HoldingLines
from xlcrm.subjects.assets.page_line import COLUMNS, HEADING, RULE, always
from xlcrm.subjects.assets.page_policies import POLICY_SLOTS, PolicyLines
from xlcrm.subjects.assets.tables import ASSETS

NOTE_LINES = 5

OTHER_LINES = 7 + NOTE_LINES
"""So many lines are totals, headings and notes, beside the headings of classes and the types of cover."""

NOTES = ASSETS["notes"].labels


class ReviewLines:
    """All lines, written to the hidden cells: `numbers` are their numbers, `kinds` their kinds, `columns` their cells.

    The holdings come first among the numbers, then the `lines`. `last` is the highest number.
    """

    def __init__(self, data: ReviewData) -> None:
        self.data = data
        self.context = data.context
        self.hidden = data.hidden
        self.holdings = HoldingLines(data)
        self.policies = PolicyLines(data)
        notes = [always(0), always(HEADING, self.context.say(NOTES)), *(always(RULE) for _ in range(NOTE_LINES))]
        self.lines = [*self.holdings.lines, *self.policies.lines, *notes]
        self.numbers = self.hidden.place(ENTRIES + len(self.lines))
        self.holdings.number(self.numbers.part(0, ENTRIES))
        self._write_lines()
        every = [*self.holdings.entry_numbers, *self.line_numbers]
        self._by_number = {number: place for place, number in enumerate(every, start=1) if number is not None}

    @property
    def policy_rows(self) -> tuple[int, int]:
        """Among all lines, counted from 1, the first and the last that may show a policy."""
        first = ENTRIES + len(self.holdings.lines) + self.policies.first + 1
        return first, first + POLICY_SLOTS - 1

    @property
    def last_of_holdings(self) -> int:
        """Among all lines, counted from 1, the last one about holdings."""
        return ENTRIES + len(self.holdings.lines)

    def numbered(self, number: int) -> int | None:
        """The line that has a number, counted from 1; None past the last one."""
        return self._by_number.get(number)

    def _write_lines(self) -> None:
        """The numbers of the lines, their kinds, and what stands in their columns."""
        hidden = self.hidden
        rows = self.numbers.part(ENTRIES, len(self.lines))
        self.kinds = hidden.place(len(self.lines), rows.first - 1)
        self.columns = {column: hidden.place(len(self.lines), rows.first - 1) for column in COLUMNS}
        self.line_numbers: list[int | None] = []
        above = f"MAX(${rows.letters}${self.numbers.first}:${rows.letters}<above>)+1"
        highest = max((number for number in self.holdings.entry_numbers if number), default=0)
        for place, line in enumerate(self.lines):
            template, number = line.number or (above, highest + 1)
            value = number if line.is_shown else None
            highest = max(highest, value or 0)
            self.line_numbers.append(value)
            hidden.fill(rows.part(place, 1), f'IF({line.shown},{template},"")', [value])
            hidden.fill(self.kinds.part(place, 1), str(line.kind), [line.kind])
            for column in COLUMNS:
                template, cell = line.cells.get(column, ('""', None))
                hidden.fill(self.columns[column].part(place, 1), template, [cell])
        self.last = highest
