"""The lines of the Review Report that show insurance: the policies in force and the sum insured by type of cover."""

from xlcrm.labels import Labels, labels
from xlcrm.measures.customer import POLICIES_IN_FORCE
from xlcrm.pages.cell_texts import shortened
from xlcrm.pages.row_list import row_list
from xlcrm.schema.enums import COVERAGE_TYPE
from xlcrm.schema.tables import TABLE
from xlcrm.subjects.assets.page_data import ReviewData
from xlcrm.subjects.assets.page_layout import WIDTHS
from xlcrm.subjects.assets.page_line import (
    GROUP,
    HEADER,
    HEADING,
    REMARK,
    ROW,
    SMALL,
    Cell,
    Line,
    counted,
    headed,
    text,
)
from xlcrm.subjects.insurance.measures import covered, insured_formula

POLICY_SLOTS = 60

NO_POLICY = labels("没有有效保单", "沒有有效保單", "No policy in force")
MORE_POLICIES = labels("… 另有 {n} 份保单", "… 另有 {n} 張保單", "… and {n} more policies")
INSURANCE = labels("保险保障", "保險保障", "Insurance")
OF_TYPE = labels("合计 · {type}", "合計 · {type}", "Total {type}")
PREMIUM_SOON = labels("保费将到期", "保費將到期", "Premium due soon")
ENDS_SOON = labels("保单将到期", "保單將到期", "Ends soon")
NEXT_DUE = labels("下次缴费", "下次繳費", "Next due")

_OF_POLICY = TABLE["insurance"]
POLICY_HEADER = (
    _OF_POLICY["product"].labels, _OF_POLICY["insurer"].labels, NEXT_DUE, _OF_POLICY["coverage_type"].labels,
    _OF_POLICY["sum_insured"].labels, None, _OF_POLICY["premium"].labels, None, REMARK,
)  # fmt: skip


class PolicyLines:
    """The lines of the policies; `sums` holds the sum insured in force by type of cover."""

    def __init__(self, data: ReviewData) -> None:
        self.data = data
        self.context = data.context
        self.hidden = data.hidden
        self.sums: dict[str, Cell] = {}
        self.lines = self._lines()
        self.first = next(place for place, line in enumerate(self.lines) if line.kind == ROW)
        """Where the policies begin among these lines."""

    def _say(self, words: Labels, **params: object) -> str:
        return self.context.say(words, **params)

    def _lines(self) -> list[Line]:
        """The policies in force, the sum insured by type, and how many more there are."""
        picked, hidden = self.data.picked, self.hidden
        self.policies = rows = row_list(hidden, POLICIES_IN_FORCE, picked.customer, picked.who, POLICY_SLOTS)
        always = ("TRUE", True)
        lines = [
            Line(0, *always),
            Line(HEADING, *always, {"B": text(self._say(INSURANCE))}),
            Line(SMALL, f"{rows.count}=0", rows.total == 0, {"B": text(self._say(NO_POLICY))}),
            Line(HEADER, f"{rows.count}>0", rows.total > 0, headed(self.context, POLICY_HEADER)),
        ]
        for number in range(POLICY_SLOTS):
            cells = {
                column: (rows.formula(number, key), rows.value(number, key))
                for column, key in (
                    ("B", "product"), ("C", "insurer"), ("D", "next_due"), ("E", "coverage_type"),
                    ("F", "sum_insured"), ("H", "premium"),
                )
            }  # fmt: skip
            for column in "BC":
                cells[column] = shortened(self.context, cells[column], WIDTHS[ord(column) - ord("A")])
            cells["J"] = self._soon(number)
            lines.append(Line(ROW, f"{rows.count}>{number}", rows.total > number, cells))
        rest, more = f"{rows.count}-{POLICY_SLOTS}", rows.total - POLICY_SLOTS
        lines.append(Line(SMALL, f"{rest}>0", more > 0, {"B": counted(self.context, MORE_POLICIES, rest, more)}))
        return lines + [self._type_line(key) for key in COVERAGE_TYPE.keys]

    def _soon(self, number: int) -> Cell:
        """Whether a premium is due, or the policy ends, within the days that Settings look ahead."""
        until = "as_of+factor_look_ahead_days"
        ahead = self.context.ledger.settings.factors["look_ahead_days"]
        today = self.context.ledger.as_of
        template, value = '""', None
        for column, words in (("end_date", ENDS_SOON), ("next_due", PREMIUM_SOON)):
            cell = self.policies.formula(number, column)
            soon = f"IF(ISNUMBER({cell}),IF({cell}>=as_of,IF({cell}<={until},1,0),0),0)"
            template = f'IF({soon}=1,"{self._say(words)}",{template})'
            day = self.policies.value(number, column)
            if day is not None and 0 <= (day - today).days <= ahead:
                value = self._say(words)
        return template, value

    def _type_line(self, key: str) -> Line:
        """The sum insured in force of one type of cover."""
        picked = self.data.picked
        row = picked.customer.row
        value = 0.0 if row is None else float(covered(self.context.ledger, key).iat[row])
        cell = self.hidden.single(f"insured: {key}", insured_formula(key).replace("{key}", picked.key), value)
        self.sums[key] = (cell, value)
        label = self._say(OF_TYPE, type=self._say(COVERAGE_TYPE[key].labels))
        return Line(GROUP, f"ROUND({cell},2)>0", round(value, 2) > 0, {"B": text(label), "F": (cell, value)})
