"""The lines of the Review Report after its summary: each a row of hidden cells that says where it stands.

Holdings come first, grouped by class, then the policies, then space for notes. Every line has a number, or none where
it is not needed; the pages show the lines by number, so that they leave no gaps.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from xlcrm.labels import Labels, labels
from xlcrm.measures.customer import POLICIES_IN_FORCE
from xlcrm.measures.formula import quoted
from xlcrm.measures.policies import covered, insured_formula
from xlcrm.measures.review import CLOSED, DOWN, GROUPS, HOLDING_SLOTS, LOANS, MATURED, NEW, SAME, UNCLASSED, UP
from xlcrm.schema.enums import ASSET_CLASS, COVERAGE_TYPE
from xlcrm.schema.tables import TABLE
from xlcrm.writers.canvas import serial
from xlcrm.writers.pages.cell_texts import shown, shown_formula
from xlcrm.writers.pages.review_data import ENTRIES, ReviewData, padded
from xlcrm.writers.pages.row_list import row_list

COLUMNS = "BCDEFGHIJ"
"""The columns of a line: name, institution, date, risk, value, share, change, what became of it, remark."""

GROUP, HOLDING, TOTAL, HEADING, HEADER, ROW, RULE, SMALL, GONE = range(1, 10)
"""Kinds of lines, for their looks."""

POLICY_SLOTS = 60
NOTE_LINES = 8

OTHER_LINES = 16 + len(COVERAGE_TYPE.keys) + NOTE_LINES
"""At most about so many lines are headings, totals and notes."""

ASSETS_TOTAL = labels("资产合计", "資產合計", "Total assets")
NET_WORTH = labels("净资产（资产 − 贷款）", "淨資產（資產 − 貸款）", "Net worth (assets less loans)")
UNCLASSED_LABEL = labels("未分类", "未分類", "Not classified")
ITEMS = labels("{n} 项", "{n} 項", "Holdings: {n}")
NO_REVIEW = labels("尚无资产回顾记录", "尚無資產檢視紀錄", "No asset review so far")
NO_POLICY = labels("没有有效保单", "沒有有效保單", "No policy in force")
MORE_HOLDINGS = labels(
    "… 另有 {n} 项资产未列出，已计入合计",
    "… 另有 {n} 項資產未列出，已計入合計",
    "… and {n} more holdings, in the totals",
)
MORE_POLICIES = labels("… 另有 {n} 份保单", "… 另有 {n} 張保單", "… and {n} more policies")
MORE_LINES = labels("… 另有 {n} 行未显示", "… 另有 {n} 列未顯示", "… and {n} more lines")
INSURANCE = labels("保险保障", "保險保障", "Insurance")
NOTES = labels("备注", "備註", "Notes")
OF_TYPE = labels("合计 · {type}", "合計 · {type}", "Total {type}")
PREMIUM_SOON = labels("保费将到期", "保費將到期", "Premium due soon")
ENDS_SOON = labels("保单将到期", "保單將到期", "Ends soon")
ABOVE_PROFILE = labels("⚠ 风险超出", "⚠ 風險超出", "⚠ Above profile")
LARGE = labels("⚠ 占比偏高", "⚠ 占比偏高", "⚠ Large share")

WORDS: dict[int, Labels] = {
    NEW: labels("＋ 新增", "＋ 新增", "+ New"),
    UP: labels("▲ 增加", "▲ 增加", "▲ Up"),
    DOWN: labels("▼ 减少", "▼ 減少", "▼ Down"),
    SAME: labels("＝ 持平", "＝ 持平", "= Same"),
    CLOSED: labels("－ 结清", "－ 結清", "− Closed"),
    MATURED: labels("● 到期", "● 到期", "● Matured"),
}

SHARE, CHANGE, WORD, REMARK = (
    labels("占比", "占比", "Share"),
    labels("较上次", "較上次", "Change"),
    labels("变动", "變動", "Status"),
    labels("提示", "提示", "Remark"),
)
SINCE, CLASS_AND_NAME = (
    labels("持有起始", "持有起始", "Held since"),
    labels("类别 / 资产", "類別 / 資產", "Class / holding"),
)
VALUE = labels("市值", "市值", "Value")
NEXT_DUE = labels("下次缴费", "下次繳費", "Next due")

HOLDING_HEADER = (
    CLASS_AND_NAME, TABLE["assets"]["institution"].labels, SINCE, TABLE["assets"]["risk_level"].labels,
    VALUE, SHARE, CHANGE, WORD, REMARK,
)  # fmt: skip
_OF_POLICY = TABLE["insurance"]
POLICY_HEADER = (
    _OF_POLICY["product"].labels, _OF_POLICY["insurer"].labels, NEXT_DUE, _OF_POLICY["coverage_type"].labels,
    _OF_POLICY["sum_insured"].labels, None, _OF_POLICY["premium"].labels, None, REMARK,
)  # fmt: skip

Cell = tuple[str, Any]


@dataclass
class Line:
    """A line that may be shown: whether, as a formula and as a truth, its kind, and its cells by column."""

    kind: int
    shown: str
    is_shown: bool
    cells: dict[str, Cell] = field(default_factory=dict)
    number: str | None = None
    """The formula for its number; without one it follows the line before."""


def text(said: str) -> Cell:
    """A cell that always says the same."""
    return quoted(said), said


class ReviewLines:
    """All lines, written to the hidden cells; `numbers` are their numbers, `columns` what they show."""

    def __init__(self, data: ReviewData) -> None:
        self.data = data
        self.context = data.context
        self.hidden = data.hidden
        of_holdings, of_policies = self._of_holdings(), self._of_policies()
        self.lines = [*of_holdings, *of_policies, *self._of_notes()]
        begin = len(of_holdings)
        self.policy_lines = (begin, begin + 4, begin + 4 + POLICY_SLOTS)
        """Among the lines: where holdings end, and after which and up to which line there are policies."""
        self.numbers = self.hidden.place(ENTRIES + len(self.lines))
        self._number_entries()
        self._write_lines()

    def say(self, words: Labels, **params: object) -> str:
        """A text in the book's language."""
        return self.context.say(words, **params)

    def counted(self, words: Labels, number: str, value: int) -> Cell:
        """A text with a number in it."""
        before, after = words.in_(self.context.language).split("{n}")
        return f"{quoted(before)}&({number})&{quoted(after)}", f"{before}{value}{after}"

    # Holdings

    def _of_holdings(self) -> list[Line]:
        """Headings of the classes, totals, and what there is to say where holdings are missing."""
        data, review = self.data, self.data.review
        first = self.hidden.place(LOANS)
        self.heads = first
        counts = self.hidden.place(LOANS)
        self.listed = counts
        lines = [self._group(group) for group in range(1, UNCLASSED + 1)]
        has = review.day is not None
        total_number = f"{first.cell(LOANS - 1)}-1"
        change = self._change(
            data.total, data.total_before, review.total_at(review.day), review.total_at(review.previous)
        )
        lines.append(
            Line(TOTAL, f'{data.day}<>""', has, {
                "B": text(self.say(ASSETS_TOTAL)), "F": (data.total, review.total_at(review.day)),
                "G": (f'IF({data.total}>0,1,"")', 1 if review.total_at(review.day) > 0 else None), "H": change,
            }, number=total_number)
        )  # fmt: skip
        lines.append(self._group(LOANS))
        loans = review.groups[LOANS - 1]
        worth = review.total_at(review.day) - review.total_at(review.day, loans=True)
        worth_before = review.total_at(review.previous) - review.total_at(review.previous, loans=True)
        net, net_before = f"({data.total}-{data.loans})", f"({data.total_before}-{data.loans_before})"
        after_loans = f"{first.cell(LOANS - 1)}+{counts.cell(LOANS - 1)}+1"
        lines.append(
            Line(TOTAL, f"{counts.cell(LOANS - 1)}>0", loans.lines > 0, {
                "B": text(self.say(NET_WORTH)), "F": (net, worth),
                "H": self._change(net, net_before, worth, worth_before),
            }, number=after_loans)
        )  # fmt: skip
        rest = f"MAX(0,{data.count}-{HOLDING_SLOTS})"
        more = max(0, review.count - HOLDING_SLOTS)
        lines.append(Line(SMALL, f"{rest}>0", more > 0, {"B": self.counted(MORE_HOLDINGS, rest, more)}))
        lines.append(Line(SMALL, f'{data.day}=""', not has, {"B": text(self.say(NO_REVIEW))}))
        return lines

    def _change(self, now: str, before: str, value: float, value_before: float) -> Cell:
        previous = self.data.review.previous
        return f'IF({self.data.previous}="","",{now}-{before})', None if previous is None else value - value_before

    def _group(self, group: int) -> Line:
        """The heading of a class, with its subtotal."""
        data, review = self.data, self.data.review
        found = review.groups[group - 1]
        total, before = data.totals.cell(group - 1), data.totals_before.cell(group - 1)
        lines = self.listed.cell(group - 1)
        key = GROUPS[group - 1]
        label = UNCLASSED_LABEL if key is None else ASSET_CLASS[key].labels
        whole = review.total_at(review.day)
        cells = {
            "B": text(self.say(label)),
            "C": self.counted(ITEMS, data.listed_now.cell(group - 1), found.now),
            "F": (total, found.total),
            "H": self._change(total, before, found.total, found.before),
        }
        if group != LOANS:
            cells["G"] = (f'IF({data.total}>0,{total}/{data.total},"")', found.total / whole if whole > 0 else None)
        return Line(GROUP, f"{lines}>0", found.lines > 0, cells, number=self.heads.cell(group - 1))

    def _number_entries(self) -> None:
        """The numbers of the classes' headings, and of the holdings under them, the largest first."""
        data, review, hidden = self.data, self.data.review, self.hidden
        status, group = f"${data.status.letters}<row>", f"${data.group.letters}<row>"
        statuses = padded([change.status for change in review.changes], HOLDING_SLOTS)
        statuses += padded([change.status for change in review.closings], HOLDING_SLOTS)
        entries = [data.entry(number) for number in range(1, ENTRIES + 1)]
        groups = [e.group if e and s is not None else None for e, s in zip(entries, statuses, strict=True)]
        shown_group = hidden.column(f'IF({status}="","",{group})', groups)
        value = f"${data.value.letters}<row>"
        now = range(HOLDING_SLOTS)
        sizes = [
            None if s is None else (e.value or 0.0) if place in now and e else -1.0
            for place, (e, s) in enumerate(zip(entries, statuses, strict=True))
        ]
        size = hidden.place(ENTRIES)
        for part, template in ((0, f'IF({value}="",0,{value})'), (HOLDING_SLOTS, "-1")):
            values = sizes[part : part + HOLDING_SLOTS]
            hidden.fill(size.part(part, HOLDING_SLOTS), f'IF({status}="","",{template})', values)
        hidden.fill(self.listed, f"COUNTIF({shown_group.area},<k>)", [found.lines for found in review.groups])
        heads = self._heads()
        cells, counts = f"${self.heads.letters}<above>", f"${self.listed.letters}<above>"
        following = f"{cells}+IF({counts}>0,{counts}+1,0)"
        hidden.fill(self.heads.part(0, 1), "1", heads[:1])
        hidden.fill(self.heads.part(1, LOANS - 2), following, heads[1:-1])
        hidden.fill(self.heads.part(LOANS - 1, 1), f'{following}+IF({data.day}="",0,1)', heads[-1:])
        own, mine = f"${shown_group.letters}<row>", f"${size.letters}<row>"
        ahead = f"({size.area}>{mine})+({size.area}={mine})*(ROW({size.area})<<row>)"
        template = f'IF({own}="","",INDEX({self.heads.area},{own})+1+SUMPRODUCT(({shown_group.area}={own})*({ahead})))'
        self.entry_numbers = _ranked(groups, sizes, heads)
        hidden.fill(self.numbers.part(0, ENTRIES), template, self.entry_numbers)

    def _heads(self) -> list[int]:
        """The number of the heading of each class, were it shown."""
        found, number = [], 1
        for place, group in enumerate(self.data.review.groups):
            if place == LOANS - 1 and self.data.review.day is not None:
                number += 1
            found.append(number)
            number += group.lines + 1 if group.lines else 0
        return found

    # Insurance and notes

    def _of_policies(self) -> list[Line]:
        """The policies in force, the sum insured by type, and how many more there are."""
        picked, hidden = self.data.picked, self.hidden
        self.policies = rows = row_list(hidden, POLICIES_IN_FORCE, picked.customer, picked.who, POLICY_SLOTS)
        always = ("TRUE", True)
        lines = [
            Line(0, *always),
            Line(HEADING, *always, {"B": text(self.say(INSURANCE))}),
            Line(SMALL, f"{rows.count}=0", rows.total == 0, {"B": text(self.say(NO_POLICY))}),
            Line(HEADER, f"{rows.count}>0", rows.total > 0, self.header(POLICY_HEADER)),
        ]
        for number in range(POLICY_SLOTS):
            cells = {
                column: (rows.formula(number, key), rows.value(number, key))
                for column, key in (
                    ("B", "product"), ("C", "insurer"), ("D", "next_due"), ("E", "coverage_type"),
                    ("F", "sum_insured"), ("H", "premium"),
                )
            }  # fmt: skip
            cells["J"] = self._soon(number)
            lines.append(Line(ROW, f"{rows.count}>{number}", rows.total > number, cells))
        rest, more = f"{rows.count}-{POLICY_SLOTS}", rows.total - POLICY_SLOTS
        lines.append(Line(SMALL, f"{rest}>0", more > 0, {"B": self.counted(MORE_POLICIES, rest, more)}))
        self.sums: dict[str, Cell] = {}
        return lines + [self._type_line(key) for key in COVERAGE_TYPE.keys]

    def _soon(self, number: int) -> Cell:
        """Whether a premium is due, or the policy ends, within the days that Settings look ahead."""
        until = "as_of+factor_look_ahead_days"
        ahead = self.context.ledger.settings.factors["look_ahead_days"]
        today = self.context.ledger.as_of
        template, value = '""', None
        for column, words in (("end_date", ENDS_SOON), ("next_due", PREMIUM_SOON)):
            cell = self.policies.formula(number, column)
            template = (
                f'IF(ISNUMBER({cell}),IF(AND({cell}>=as_of,{cell}<={until}),"{self.say(words)}",{template}),{template})'
            )
            day = self.policies.value(number, column)
            if day is not None and 0 <= (day - today).days <= ahead:
                value = self.say(words)
        return template, value

    def _type_line(self, key: str) -> Line:
        """The sum insured in force of one type of cover."""
        picked = self.data.picked
        row = picked.customer.row
        value = 0.0 if row is None else float(covered(self.context.ledger, key).iat[row])
        cell = self.hidden.single(f"insured: {key}", insured_formula(key).replace("{key}", picked.key), value)
        self.sums[key] = (cell, value)
        label = self.say(OF_TYPE, type=self.say(COVERAGE_TYPE[key].labels))
        return Line(TOTAL, f"ROUND({cell},2)>0", round(value, 2) > 0, {"B": text(label), "F": (cell, value)})

    def _of_notes(self) -> list[Line]:
        always = ("TRUE", True)
        heading = [Line(0, *always), Line(HEADING, *always, {"B": text(self.say(NOTES))})]
        return heading + [Line(RULE, *always) for _ in range(NOTE_LINES)]

    def header(self, words: Sequence[Labels | None]) -> dict[str, Cell]:
        """The headings of columns."""
        return {column: text(self.say(said)) for column, said in zip(COLUMNS, words, strict=True) if said is not None}

    # All lines

    def _write_lines(self) -> None:
        """The numbers of the lines, their kinds, and what stands in their columns."""
        hidden = self.hidden
        rows = self.numbers.part(ENTRIES, len(self.lines))
        self.kinds = hidden.place(len(self.lines), rows.first - 1)
        self.columns = {column: hidden.place(len(self.lines), rows.first - 1) for column in COLUMNS}
        self.line_numbers: list[int | None] = []
        above = f"MAX(${rows.letters}${self.numbers.first}:${rows.letters}<above>)+1"
        highest = max((number for number in self.entry_numbers if number), default=0)
        heads = self._heads()
        for place, line in enumerate(self.lines):
            value = None
            if line.is_shown:
                value = self._fixed_number(place, heads) if line.number else highest + 1
                highest = max(highest, value)
            self.line_numbers.append(value)
            number = line.number or above
            hidden.fill(rows.part(place, 1), f'IF({line.shown},{number},"")', [value])
            hidden.fill(self.kinds.part(place, 1), str(line.kind), [line.kind])
            for column in COLUMNS:
                template, cell = line.cells.get(column, ('""', None))
                hidden.fill(self.columns[column].part(place, 1), template, [cell])
        self.last = highest

    def _fixed_number(self, place: int, heads: list[int]) -> int:
        """The twin of a line's own number: headings of classes, then total, loans and net worth."""
        if place < UNCLASSED:
            return heads[place]
        loans = heads[LOANS - 1]
        return {UNCLASSED: loans - 1, UNCLASSED + 1: loans}.get(
            place, loans + self.data.review.groups[LOANS - 1].lines + 1
        )

    def at(self, number: int) -> int | None:
        """The line that has a number: entries counted from 1, then the other lines; None past the last one."""
        if not hasattr(self, "_by_number"):
            every = [*self.entry_numbers, *self.line_numbers]
            self._by_number = {found: place for place, found in enumerate(every, start=1) if found is not None}
        return self._by_number.get(number)

    def entry_cell(self, column: str) -> str:
        """The formula for a column of a holding on the pages: `<m>` is its line, `<p>` its row in Assets."""
        data = self.data
        status, value = f"INDEX({data.status.area},<m>)", f"INDEX({data.value.area},<m>)"
        group = f"INDEX({data.group.area},<m>)"
        plain = {"C": "institution", "D": "acquired_on", "E": "risk_level"}
        if column == "B":
            return '"　"&INDEX({assets.name},<p>)'
        if column in plain:
            return shown_formula("assets", plain[column], "<p>")
        if column == "F":
            return f'IF({status}>={CLOSED},"",{value})'
        if column == "G":
            no_share = f'OR({status}>={CLOSED},{group}={LOANS},{value}="",{data.total}<=0)'
            return f'IF({no_share},"",{value}/{data.total})'
        if column == "H":
            return f"INDEX({data.amount.area},<m>)"
        if column == "I":
            words = ",".join(quoted(self.say(WORDS[code])) for code in sorted(WORDS))
            return f'IF({status}=0,"",INDEX({{{words}}},{status}))'
        return self._remark(group, value)

    def _remark(self, group: str, value: str) -> str:
        data = self.data
        risky = f'IF(INDEX({data.level.area},<m>)>{data.profile},"{self.say(ABOVE_PROFILE)}","")'
        share = f"IF({data.total}<=0,0,IF({group}={LOANS},0,N({value})/{data.total}))"
        large = f'IF({share}>factor_largest_holding,"{self.say(LARGE)}","")'
        return f'IF(<m>>{HOLDING_SLOTS},"",TRIM({risky}&" "&{large}))'

    def entry_value(self, column: str, number: int) -> Any:
        """The twin of `entry_cell`, for a line counted from 1."""
        data, review = self.data, self.data.review
        holding = data.entry(number)
        if holding is None:
            raise ValueError(f"no holding on line {number}")
        now = number <= HOLDING_SLOTS
        change = review.changes[number - 1] if now else review.closings[number - 1 - HOLDING_SLOTS]
        plain = {"C": "institution", "D": "acquired_on", "E": "risk_level"}
        whole = review.total_at(review.day)
        if column == "B":
            return "　" + (shown(self.context, "assets", "name", holding.record) or "")
        if column in plain:
            return serial(shown(self.context, "assets", plain[column], holding.record))
        if column == "F":
            return holding.value if now else None
        if column == "G":
            has_share = now and holding.group != LOANS and holding.value is not None and whole > 0
            return (holding.value or 0.0) / whole if has_share else None
        if column == "H":
            return change.amount
        if column == "I":
            return self.say(WORDS[change.status]) if change.status else None
        if not now:
            return None
        share = (holding.value or 0.0) / whole if whole > 0 and holding.group != LOANS else 0.0
        risky = self.say(ABOVE_PROFILE) if holding.risk > review.profile else ""
        large = self.say(LARGE) if share > self.context.ledger.settings.factors["largest_holding"] else ""
        return f"{risky} {large}".strip() or None


def _ranked(groups: Sequence[int | None], sizes: Sequence[float | None], heads: Sequence[int]) -> list[int | None]:
    """The number of each holding's line: under the heading of its group, the largest first."""
    found: list[int | None] = [None] * len(groups)
    for group, head in enumerate(heads, start=1):
        members = [place for place, of in enumerate(groups) if of == group]
        for rank, place in enumerate(sorted(members, key=lambda p: (-(sizes[p] or 0.0), p)), start=1):
            found[place] = head + rank
    return found
