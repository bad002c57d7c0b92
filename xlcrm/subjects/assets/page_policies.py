"""The lines of the Review Report that show insurance: the policies in force and the sum insured by type of cover."""

from xlcrm.labels import labels
from xlcrm.measures.render_excel import IN_TABLES
from xlcrm.pages.cell_texts import counted, shortened
from xlcrm.pages.row_list import row_list
from xlcrm.pages.tables import Cell
from xlcrm.subjects.assets.page_data import ReviewData
from xlcrm.subjects.assets.page_line import (
    GROUP,
    HEADER,
    HEADING,
    POLICY_KEYS,
    ROW,
    SMALL,
    Line,
    always,
    text,
    width,
)
from xlcrm.subjects.assets.wording import ENDS_SOON, INSURANCE, NO_POLICY, POLICY_COLUMNS, PREMIUM_SOON
from xlcrm.subjects.insurance.enums import COVERAGE_TYPE
from xlcrm.subjects.insurance.lists import POLICIES_IN_FORCE
from xlcrm.subjects.insurance.measures import sum_insured

POLICY_SLOTS = 60

MORE_POLICIES = labels("… 另有 {n} 份保单", "… 另有 {n} 張保單", "… and {n} more policies")
OF_TYPE = labels("合计 · {type}", "合計 · {type}", "Total {type}")

_REMARKS = {"end_date": ENDS_SOON, "next_due": PREMIUM_SOON}
"""The words for a day that is near; the later one counts."""


class PolicyLines:
    """The lines of the policies; `sums` are the cells with the sum insured in force by type of cover.

    `first` is where the policies begin among these lines.
    """

    def __init__(self, data: ReviewData) -> None:
        self.data = data
        self.context = data.context
        self.hidden = data.hidden
        self.sums: dict[str, str] = {}
        self.lines = self._lines()
        self.first = next(place for place, line in enumerate(self.lines) if line.kind == ROW)

    def _lines(self) -> list[Line]:
        """The policies in force, the sum insured by type, and how many more there are."""
        picked, say = self.data.picked, self.context.say
        self.policies = rows = row_list(self.hidden, POLICIES_IN_FORCE, picked.customer, picked.who, POLICY_SLOTS)
        header = {column: text(say(POLICY_COLUMNS[key].label)) for column, key in POLICY_KEYS.items()}
        rest, more = f"{rows.count}-{POLICY_SLOTS}", rows.total - POLICY_SLOTS
        return [
            always(0),
            always(HEADING, say(INSURANCE)),
            Line(SMALL, f"{rows.count}=0", rows.total == 0, {"B": text(say(NO_POLICY))}),
            Line(HEADER, f"{rows.count}>0", rows.total > 0, header),
            *(
                Line(ROW, f"{rows.count}>{number}", rows.total > number, self._cells(number))
                for number in range(POLICY_SLOTS)
            ),
            Line(SMALL, f"{rest}>0", more > 0, {"B": counted(self.context, MORE_POLICIES, rest, more)}),
            *(self._type_line(key) for key in COVERAGE_TYPE.keys),
        ]

    def _cells(self, number: int) -> dict[str, Cell]:
        rows = self.policies
        cells = {c: rows.cell(number, key) for c, key in POLICY_KEYS.items() if c != "J"}
        for column in "BC":
            cells[column] = shortened(self.context, cells[column], width(column))
        return {**cells, "J": self._soon(number)}

    def _soon(self, number: int) -> Cell:
        """Whether a premium is due, or the policy ends, within the days that Settings look ahead."""
        found, review = self.policies.found, self.data.review
        template = '""'
        for key, words in _REMARKS.items():
            cell = self.policies.formula(number, key)
            soon = f"IF(ISNUMBER({cell}),IF({cell}>=as_of,IF({cell}<=as_of+factor_look_ahead_days,1,0),0),0)"
            template = f'IF({soon}=1,"{self.context.say(words)}",{template})'
        near = review.remark_on(found[number]) if number < len(found) else None
        return template, None if near is None else self.context.say(_REMARKS[near])

    def _type_line(self, key: str) -> Line:
        """The sum insured in force of one type of cover."""
        value = self.data.review.sums_insured[key]
        formula = IN_TABLES.of_customer(sum_insured(key)).replace("{key}", self.data.picked.key)
        self.sums[key] = cell = self.hidden.single(f"insured: {key}", formula, value)
        label = self.context.say(OF_TYPE, type=self.context.say(COVERAGE_TYPE[key].labels))
        return Line(GROUP, f"ROUND({cell},2)>0", round(value, 2) > 0, {"B": text(label), "F": (cell, value)})
