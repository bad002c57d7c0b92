"""The lines of the Review Report that show holdings: grouped by class, the largest first, with subtotals."""

from collections.abc import Sequence
from typing import Any

from xlcrm.labels import Labels, labels
from xlcrm.measures.formula import quoted
from xlcrm.pages.cell_texts import shortened, shown, shown_formula
from xlcrm.pages.hidden import Cells
from xlcrm.schema.enums import ASSET_CLASS
from xlcrm.schema.tables import TABLE
from xlcrm.subjects.assets.page_data import ENTRIES, ReviewData, padded
from xlcrm.subjects.assets.page_layout import WIDTHS
from xlcrm.subjects.assets.page_line import GROUP, ITEMS, REMARK, SMALL, TOTAL, Cell, Line, counted, text
from xlcrm.subjects.assets.review import CLOSED, DOWN, GROUPS, HOLDING_SLOTS, LOANS, MATURED, NEW, SAME, UNCLASSED, UP
from xlcrm.writing.canvas import serial

ASSETS_TOTAL = labels("资产合计", "資產合計", "Total assets")
NET_WORTH = labels("净资产（资产 − 贷款）", "淨資產（資產 − 貸款）", "Net worth (assets less loans)")
UNCLASSED_LABEL = labels("未分类及未列出", "未分類及未列出", "Not classified or listed")
NO_REVIEW = labels("尚无资产回顾记录", "尚無資產檢視紀錄", "No asset review so far")
MORE_HOLDINGS = labels(
    "… 另有 {n} 项资产未列出，已计入合计",
    "… 另有 {n} 項資產未列出，已計入合計",
    "… and {n} more holdings, in the totals",
)
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

SHARE, CHANGE, WORD = (
    labels("占比", "占比", "Share"),
    labels("较上次", "較上次", "Change"),
    labels("变动", "變動", "Status"),
)
SINCE, CLASS_AND_NAME = (
    labels("持有起始", "持有起始", "Held since"),
    labels("类别 / 资产", "類別 / 資產", "Class / holding"),
)
VALUE = labels("市值", "市值", "Value")

HOLDING_HEADER = (
    CLASS_AND_NAME, TABLE["assets"]["institution"].labels, SINCE, TABLE["assets"]["risk_level"].labels,
    VALUE, SHARE, CHANGE, WORD, REMARK,
)  # fmt: skip
_PLAIN = {"C": "institution", "D": "acquired_on", "E": "risk_level"}
_INDENT = "　"


class HoldingLines:
    """The lines of the classes, totals and holdings.

    A holding's own line has no cells here: the pages look into Assets. `entry_numbers` are the numbers of those lines.
    """

    def __init__(self, data: ReviewData) -> None:
        self.data = data
        self.context = data.context
        self.hidden = data.hidden
        self._heads_at = self._count_heads()
        self.lines = self._lines()

    def _say(self, words: Labels) -> str:
        return self.context.say(words)

    def _lines(self) -> list[Line]:
        """Headings of the classes, totals, and what there is to say where holdings are missing."""
        data, review = self.data, self.data.review
        self.heads, self.listed = self.hidden.place(LOANS), self.hidden.place(LOANS)
        loans_head, loans_listed = self.heads.cell(LOANS - 1), self.listed.cell(LOANS - 1)
        lines = [self._group(group) for group in range(1, UNCLASSED + 1)]
        has = review.day is not None
        loans_at = self._heads_at[LOANS - 1]
        change = self._change(
            data.total, data.total_before, review.total_at(review.day), review.total_at(review.previous)
        )
        lines.append(
            Line(TOTAL, f'{data.day}<>""', has, {
                "B": text(self._say(ASSETS_TOTAL)), "F": (data.total, review.total_at(review.day)),
                "G": (f'IF({data.total}>0,1,"")', 1 if review.total_at(review.day) > 0 else None), "H": change,
            }, number=f"{loans_head}-1", at=loans_at - 1)
        )  # fmt: skip
        lines.append(self._group(LOANS))
        loans = review.groups[LOANS - 1]
        worth = review.total_at(review.day) - review.total_at(review.day, loans=True)
        worth_before = review.total_at(review.previous) - review.total_at(review.previous, loans=True)
        net, net_before = f"({data.total}-{data.loans})", f"({data.total_before}-{data.loans_before})"
        lines.append(
            Line(TOTAL, f"{loans_listed}>0", loans.lines > 0, {
                "B": text(self._say(NET_WORTH)), "F": (net, worth),
                "H": self._change(net, net_before, worth, worth_before),
            }, number=f"{loans_head}+{loans_listed}+1", at=loans_at + loans.lines + 1)
        )  # fmt: skip
        rest = f"MAX(0,{data.count}-{HOLDING_SLOTS})"
        more = max(0, review.count - HOLDING_SLOTS)
        lines.append(Line(SMALL, f"{rest}>0", more > 0, {"B": counted(self.context, MORE_HOLDINGS, rest, more)}))
        lines.append(Line(SMALL, f'{data.day}=""', not has, {"B": text(self._say(NO_REVIEW))}))
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
            "B": text(self._say(label)),
            "C": counted(self.context, ITEMS, data.listed_now.cell(group - 1), found.now),
            "F": (total, found.total),
            "H": self._change(total, before, found.total, found.before),
        }
        if group != LOANS:
            cells["G"] = (f'IF({data.total}>0,{total}/{data.total},"")', found.total / whole if whole > 0 else None)
        return Line(
            GROUP, f"{lines}>0", found.lines > 0, cells, number=self.heads.cell(group - 1), at=self._heads_at[group - 1]
        )

    def number(self, numbers: Cells) -> None:
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
        heads = self._heads_at
        cells, counts = f"${self.heads.letters}<above>", f"${self.listed.letters}<above>"
        following = f"{cells}+IF({counts}>0,{counts}+1,0)"
        hidden.fill(self.heads.part(0, 1), "1", heads[:1])
        hidden.fill(self.heads.part(1, LOANS - 2), following, heads[1:-1])
        hidden.fill(self.heads.part(LOANS - 1, 1), f'{following}+IF({data.day}="",0,1)', heads[-1:])
        own, mine = f"${shown_group.letters}<row>", f"${size.letters}<row>"
        ahead = f"({size.area}>{mine})+({size.area}={mine})*(ROW({size.area})<<row>)"
        template = f'IF({own}="","",INDEX({self.heads.area},{own})+1+SUMPRODUCT(({shown_group.area}={own})*({ahead})))'
        self.entry_numbers = _ranked(groups, sizes, heads)
        hidden.fill(numbers, template, self.entry_numbers)

    def _count_heads(self) -> list[int]:
        """The number of the heading of each class, were it shown."""
        found, number = [], 1
        for place, group in enumerate(self.data.review.groups):
            if place == LOANS - 1 and self.data.review.day is not None:
                number += 1
            found.append(number)
            number += group.lines + 1 if group.lines else 0
        return found

    def cell(self, column: str) -> str:
        """The formula for a column of a holding on the pages: `<m>` is its line, `<p>` its row in Assets."""
        data = self.data
        status, value = f"INDEX({data.status.area},<m>)", f"INDEX({data.value.area},<m>)"
        group = f"INDEX({data.group.area},<m>)"
        if column == "B":
            return f"{quoted(_INDENT)}&{self._short(column, shown_formula('assets', 'name', '<p>'))[0]}"
        if column in _PLAIN:
            return self._short(column, shown_formula("assets", _PLAIN[column], "<p>"))[0]
        if column == "F":
            return f'IF({status}>={CLOSED},"",{value})'
        if column == "G":
            no_share = f'OR({status}>={CLOSED},{group}={LOANS},{value}="",{data.total}<=0)'
            return f'IF({no_share},"",{value}/{data.total})'
        if column == "H":
            return f"INDEX({data.amount.area},<m>)"
        if column == "I":
            words = ",".join(quoted(self._say(WORDS[code])) for code in sorted(WORDS))
            return f'IF({status}=0,"",INDEX({{{words}}},{status}))'
        return self._remark(group, value)

    def _short(self, column: str, template: str, value: Any = None) -> Cell:
        """The name of a holding or an institution, cut to its column; every other column as it is."""
        if column not in "BC":
            return template, value
        return shortened(self.context, (template, value), WIDTHS[ord(column) - ord("A")])

    def _remark(self, group: str, value: str) -> str:
        data = self.data
        risky = f'IF(INDEX({data.level.area},<m>)>{data.profile},"{self._say(ABOVE_PROFILE)}","")'
        share = f"IF({data.total}<=0,0,IF({group}={LOANS},0,N({value})/{data.total}))"
        large = f'IF({share}>factor_largest_holding,"{self._say(LARGE)}","")'
        return f'IF(<m>>{HOLDING_SLOTS},"",TRIM({risky}&" "&{large}))'

    def value(self, column: str, number: int) -> Any:
        """The twin of `cell`, for a line counted from 1."""
        data, review = self.data, self.data.review
        holding = data.entry(number)
        if holding is None:
            raise ValueError(f"no holding on line {number}")
        now = number <= HOLDING_SLOTS
        change = review.changes[number - 1] if now else review.closings[number - 1 - HOLDING_SLOTS]
        whole = review.total_at(review.day)
        if column == "B":
            name = shown(self.context, "assets", "name", holding.record)
            return _INDENT + (self._short(column, '""', name)[1] or "")
        if column in _PLAIN:
            value = self._short(column, '""', shown(self.context, "assets", _PLAIN[column], holding.record))[1]
            return serial(value, date_1904=self.context.date_1904)
        if column == "F":
            return holding.value if now else None
        if column == "G":
            has_share = now and holding.group != LOANS and holding.value is not None and whole > 0
            return (holding.value or 0.0) / whole if has_share else None
        if column == "H":
            return change.amount
        if column == "I":
            return self._say(WORDS[change.status]) if change.status else None
        if not now:
            return None
        share = (holding.value or 0.0) / whole if whole > 0 and holding.group != LOANS else 0.0
        risky = self._say(ABOVE_PROFILE) if holding.risk > review.profile else ""
        large = self._say(LARGE) if share > self.context.ledger.settings.factors["largest_holding"] else ""
        return f"{risky} {large}".strip() or None


def _ranked(groups: Sequence[int | None], sizes: Sequence[float | None], heads: Sequence[int]) -> list[int | None]:
    """The number of each holding's line: under the heading of its group, the largest first."""
    found: list[int | None] = [None] * len(groups)
    for group, head in enumerate(heads, start=1):
        members = [place for place, of in enumerate(groups) if of == group]
        for rank, place in enumerate(sorted(members, key=lambda p: (-(sizes[p] or 0.0), p)), start=1):
            found[place] = head + rank
    return found
