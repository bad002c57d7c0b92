"""The lines of the Review Report that show holdings: grouped by class, the largest first, with subtotals."""

from collections.abc import Callable, Sequence
from typing import Any

from xlcrm.labels import Labels, labels
from xlcrm.measures.formula import quoted
from xlcrm.pages.cell_texts import counted, shortened, shown, shown_formula
from xlcrm.pages.hidden import Cells
from xlcrm.subjects.assets.enums import ASSET_CLASS
from xlcrm.subjects.assets.page_data import ENTRIES, ReviewData
from xlcrm.subjects.assets.page_line import GROUP, HOLDING_KEYS, SMALL, TOTAL, Line, text, width
from xlcrm.subjects.assets.review import CLOSED, GROUPS, HOLDING_SLOTS, LOANS, UNCLASSED, Position
from xlcrm.subjects.assets.wording import ABOVE_PROFILE, ASSETS_TOTAL, ITEMS, LARGE, NET_WORTH, NO_REVIEW, WORDS
from xlcrm.writing.canvas import serial

UNCLASSED_LABEL = labels("未分类及未列出", "未分類及未列出", "Not classified or listed")
MORE_HOLDINGS = labels(
    "… 另有 {n} 项资产未列出，已计入合计",
    "… 另有 {n} 項資產未列出，已計入合計",
    "… and {n} more holdings, in the totals",
)
_INDENT = "　"


class HoldingLines:
    """The lines of the classes, totals and holdings.

    A holding's own line has no cells here: the pages look into Assets. `entry_numbers` are the numbers of those lines.
    """

    def __init__(self, data: ReviewData) -> None:
        self.data = data
        self.review = data.review
        self.context = data.context
        self.hidden = data.hidden
        self._heads_at = self._count_heads()
        self.lines = self._lines()

    def _say(self, words: Labels) -> str:
        return self.context.say(words)

    def _lines(self) -> list[Line]:
        """Headings of the classes, totals, and what there is to say where holdings are missing."""
        data, review = self.data, self.review
        self.heads, self.listed = self.hidden.place(LOANS), self.hidden.place(LOANS)
        loans_head, loans_listed = self.heads.cell(LOANS - 1), self.listed.cell(LOANS - 1)
        has, before = review.day is not None, review.total_at(review.previous)
        loans, loans_at = review.groups[LOANS - 1], self._heads_at[LOANS - 1]
        worth = review.total - review.total_at(review.day, loans=True)
        worth_before = before - review.total_at(review.previous, loans=True)
        net, net_before = f"({data.total}-{data.loans})", f"({data.total_before}-{data.loans_before})"
        rest = f"MAX(0,{data.count}-{HOLDING_SLOTS})"
        more = max(0, review.count - HOLDING_SLOTS)
        totals = {
            "B": text(self._say(ASSETS_TOTAL)), "F": (data.total, review.total),
            "G": (f'IF({data.total}>0,1,"")', 1 if review.total > 0 else None),
            "H": data.since((f"{data.total}-{data.total_before}", review.total - before)),
        }  # fmt: skip
        net_cells = {
            "B": text(self._say(NET_WORTH)), "F": (net, worth),
            "H": data.since((f"{net}-{net_before}", worth - worth_before)),
        }  # fmt: skip
        after_loans = (f"{loans_head}+{loans_listed}+1", loans_at + loans.lines + 1)
        return [
            *(self._group(group) for group in range(1, UNCLASSED + 1)),
            Line(TOTAL, f'{data.day}<>""', has, totals, (f"{loans_head}-1", loans_at - 1)),
            self._group(LOANS),
            Line(TOTAL, f"{loans_listed}>0", loans.lines > 0, net_cells, after_loans),
            Line(SMALL, f"{rest}>0", more > 0, {"B": counted(self.context, MORE_HOLDINGS, rest, more)}),
            Line(SMALL, f'{data.day}=""', not has, {"B": text(self._say(NO_REVIEW))}),
        ]

    def _group(self, group: int) -> Line:
        """The heading of a class, with its subtotal."""
        data, review = self.data, self.review
        found = review.groups[group - 1]
        total, before = data.totals.cell(group - 1), data.totals_before.cell(group - 1)
        lines = self.listed.cell(group - 1)
        key = GROUPS[group - 1]
        label = UNCLASSED_LABEL if key is None else ASSET_CLASS[key].labels
        cells = {
            "B": text(self._say(label)),
            "C": counted(self.context, ITEMS, data.listed_now.cell(group - 1), found.now),
            "F": (total, found.total),
            "H": data.since((f"{total}-{before}", found.total - found.before)),
        }
        if group != LOANS:
            share = found.total / review.total if review.total > 0 else None
            cells["G"] = (f'IF({data.total}>0,{total}/{data.total},"")', share)
        number = self.heads.cell(group - 1), self._heads_at[group - 1]
        return Line(GROUP, f"{lines}>0", found.lines > 0, cells, number)

    def number(self, numbers: Cells) -> None:
        """The numbers of the classes' headings, and of the holdings under them, the largest first."""
        data, hidden = self.data, self.hidden
        status, group = f"${data.status.letters}<row>", f"${data.group.letters}<row>"
        entries = [data.entry(number) for number in range(1, ENTRIES + 1)]
        listed = [entry if entry and entry.change.status is not None else None for entry in entries]
        groups = [entry.holding.group if entry else None for entry in listed]
        sizes = [(entry.value or 0.0) - (not entry.is_held) if entry else None for entry in listed]
        shown_group = hidden.column(f'IF({status}="","",{group})', groups)
        value = f"${data.value.letters}<row>"
        size = hidden.place(ENTRIES)
        for part, template in ((0, f'IF({value}="",0,{value})'), (HOLDING_SLOTS, "-1")):
            values = sizes[part : part + HOLDING_SLOTS]
            hidden.fill(size.part(part, HOLDING_SLOTS), f'IF({status}="","",{template})', values)
        hidden.fill(self.listed, f"COUNTIF({shown_group.area},<k>)", [found.lines for found in self.review.groups])
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
        for place, group in enumerate(self.review.groups):
            if place == LOANS - 1 and self.review.day is not None:
                number += 1
            found.append(number)
            number += group.lines + 1 if group.lines else 0
        return found

    # The columns of a holding on the pages: in a formula `<m>` is its line, `<p>` its row in Assets

    def cell(self, column: str) -> tuple[str, Callable[[Position], Any]]:
        """The formula for a column of a holding, and the value for each."""
        key = HOLDING_KEYS[column]
        special = {"value": self._value, "share": self._share, "change": self._change, "status": self._status}
        if key in special:
            return special[key]()
        return self._remark() if key == "remark" else self._own(column, key)

    def _own(self, column: str, key: str) -> tuple[str, Callable[[Position], Any]]:
        """A column of Assets; names are cut to their columns."""
        template, mark = shown_formula("assets", key, "<p>"), _INDENT if key == "name" else ""
        is_long = key in ("name", "institution")
        if is_long:
            template, _ = shortened(self.context, (template, None), width(column))
        if mark:
            template = f"{quoted(mark)}&{template}"

        def value(position: Position) -> Any:
            said = shown(self.context, "assets", key, position.record)
            if is_long:
                _, said = shortened(self.context, ('""', said), width(column))
            return mark + (said or "") if mark else serial(said, date_1904=self.context.date_1904)

        return template, value

    def _at(self, cells: Cells) -> str:
        return f"INDEX({cells.area},<m>)"

    def _value(self) -> tuple[str, Callable[[Position], Any]]:
        template = f'IF({self._at(self.data.status)}>={CLOSED},"",{self._at(self.data.value)})'
        return template, lambda position: position.value

    def _share(self) -> tuple[str, Callable[[Position], Any]]:
        data, status, value = self.data, self._at(self.data.status), self._at(self.data.value)
        none = f'OR({status}>={CLOSED},{self._at(data.group)}={LOANS},{value}="",{data.total}<=0)'
        return f'IF({none},"",{value}/{data.total})', self.review.share

    def _change(self) -> tuple[str, Callable[[Position], Any]]:
        return self._at(self.data.amount), lambda position: position.change.amount

    def _status(self) -> tuple[str, Callable[[Position], Any]]:
        status, words = self._at(self.data.status), {code: self._say(WORDS[code]) for code in sorted(WORDS)}
        template = f'IF({status}=0,"",INDEX({{{",".join(map(quoted, words.values()))}}},{status}))'
        return template, lambda position: words.get(position.change.status or 0)

    def _remark(self) -> tuple[str, Callable[[Position], Any]]:
        data, review = self.data, self.review
        above, large_words = self._say(ABOVE_PROFILE), self._say(LARGE)
        risky = f'IF({self._at(data.level)}>{data.profile},"{above}","")'
        part = f"IF({self._at(data.group)}={LOANS},0,N({self._at(data.value)})/{data.total})"
        large = f'IF(IF({data.total}<=0,0,{part})>factor_largest_holding,"{large_words}","")'

        def value(position: Position) -> str | None:
            said = [above] if review.is_risky(position) else []
            return " ".join([*said, large_words] if review.is_large(position) else said) or None

        return f'IF(<m>>{HOLDING_SLOTS},"",TRIM({risky}&" "&{large}))', value


def _ranked(groups: Sequence[int | None], sizes: Sequence[float | None], heads: Sequence[int]) -> list[int | None]:
    """The number of each holding's line: under the heading of its group, the largest first."""
    found: list[int | None] = [None] * len(groups)
    for group, head in enumerate(heads, start=1):
        members = [place for place, its_group in enumerate(groups) if its_group == group]
        for rank, place in enumerate(sorted(members, key=lambda p: (-(sizes[p] or 0.0), p)), start=1):
            found[place] = head + rank
    return found
