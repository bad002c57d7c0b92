"""What the Review Report asks the customer to heed: large holdings, risks, what falls due, and gaps in cover."""

import math
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from xlcrm.labels import Labels, labels
from xlcrm.measures.customer import POLICIES_IN_FORCE
from xlcrm.measures.formula import quoted
from xlcrm.pages.cell_texts import shown, shown_formula, table_position
from xlcrm.pages.hidden import Hidden
from xlcrm.pages.panels import across
from xlcrm.subjects.assets.page_data import ReviewData
from xlcrm.subjects.assets.page_line import Cell
from xlcrm.subjects.assets.page_lines import ReviewLines
from xlcrm.subjects.assets.review import HOLDING_SLOTS, LOANS
from xlcrm.subjects.insurance import coverage
from xlcrm.subjects.insurance.measures import in_force
from xlcrm.writing.canvas import Canvas
from xlcrm.writing.styles import GOOD_INK, LINE

LARGEST = labels(
    "「{name}」占总资产 {share}%，较为集中",
    "「{name}」占總資產 {share}%，較為集中",
    "{name} makes up {share}% of the assets",
)
RISKY = labels(
    "{n} 项资产的风险等级高于风险承受能力",
    "{n} 項資產的風險等級高於風險屬性",
    "{n} of the holdings carry more risk than the profile allows",
)
UNVALUED = labels(
    "{n} 项资产缺少市值或汇率，未计入合计",
    "{n} 項資產缺少市值或匯率，未計入合計",
    "{n} of the holdings lack a value or a rate and are left out",
)
MATURING = labels(
    "{n} 项资产即将到期，请安排接续",
    "{n} 項資產即將到期，請安排接續",
    "{n} of the holdings mature soon: plan what comes next",
)
PREMIUMS = labels(
    "近期应缴保费 {n} 笔，共 {sum}",
    "近期應繳保費 {n} 筆，共 {sum}",
    "Premiums due soon: {n} ({sum} in all)",
)
GAP = labels("保障缺口：", "保障缺口：", "Cover: ")
NOTHING = labels("✓ 没有需要特别留意的事项", "✓ 沒有需要特別留意的事項", "✓ Nothing that calls for attention")
MARK = "• "


class ReviewHeed:
    """Remarks that hold, one to a row; the candidates stand in hidden cells."""

    def __init__(self, canvas: Canvas, hidden: Hidden, data: ReviewData, lines: ReviewLines) -> None:
        self.canvas = canvas
        self.hidden = hidden
        self.data = data
        self.lines = lines
        self.context = canvas.context
        self.m = self.context.ledger

    def write(self, row: int, first: int, last: int, rows: int) -> None:
        """Write the remarks into rows, over some columns."""
        remarks = [self._largest(), self._risky(), self._unvalued(), self._maturing(), self._premiums(), *self._gaps()]
        numbers, texts = self.hidden.place(len(remarks)), self.hidden.place(len(remarks))
        count = 0
        said: list[str | None] = []
        for place, (flag, holds, (template, value)) in enumerate(remarks):
            count += holds
            above = f"MAX({numbers.part(0, place).area})" if place else "0"
            self.hidden.fill(numbers.part(place, 1), f'IF({flag},{above}+1,"")', [count if holds else None])
            cell = f"${numbers.letters}<row>"
            self.hidden.fill(texts.part(place, 1), f'IF({cell}="","",{template})', [value if holds else None])
            if holds:
                said.append(str(value))
        nothing = self.context.say(NOTHING)
        for number in range(rows):
            look = self.context.styles(shrink=True, indent=1)
            template = f'IFERROR("{MARK}"&INDEX({texts.area},MATCH({number + 1},{numbers.area},0)),"")'
            value = MARK + str(said[number]) if number < len(said) else None
            if number == 0:
                template = f"IF(COUNT({numbers.area})=0,{quoted(nothing)},{template})"
                value = value or nothing
            across(self.canvas, row + number, first, last, template, value, look)
        line = self.context.styles.highlight(bottom=1, bottom_color=LINE)
        at = f"${xl_col_to_name(first)}{row + 1}"
        good = self.context.styles.highlight(font_color=GOOD_INK)
        self.canvas.highlight(row, first, row, last, f"COUNT({numbers.area})=0", good)
        self.canvas.highlight(row, first, row + rows - 1, last, f'{at}<>""', line)

    def _text(self, words: Labels, **values: Cell) -> Cell:
        """A text with numbers and names in it."""
        template, said, rest = [], "", words.in_(self.context.language)
        for key, (formula, value) in values.items():
            before, rest = rest.split("{" + key + "}")
            template += [quoted(before), formula]
            said += f"{before}{value}"
        return "&".join([*template, quoted(rest)]), said + rest

    def _largest(self) -> tuple[str, bool, Cell]:
        """The largest of the assets, where its share is above the factor on Settings."""
        data, review = self.data, self.data.review
        values, groups = data.value.part(0, HOLDING_SLOTS).area, data.group.part(0, HOLDING_SLOTS).area
        assets = [h for h in review.now if h.group < LOANS and h.value is not None]
        biggest = max(assets, key=lambda h: h.value or 0.0, default=None)
        size = self.hidden.single(
            "largest holding",
            f"IFERROR(AGGREGATE(14,6,{values}/({groups}<{LOANS}),1),0)",
            biggest.value if biggest else 0,
        )
        rows = f"(ROW({values})-{data.value.first - 1})/(({values}={size})*({groups}<{LOANS}))"
        place = f'IFERROR(INDEX({data.positions.area},AGGREGATE(15,6,{rows},1)),"")'
        at = self.hidden.single(
            "its row", place, table_position(self.context, "assets", biggest.record) if biggest else None
        )
        whole = review.total_at(review.day)
        share = (biggest.value or 0.0) / whole if biggest and whole > 0 else 0.0
        holds = share > self.m.settings.factors["largest_holding"]
        name = shown(self.context, "assets", "name", biggest.record) if biggest else None
        said = self._text(
            LARGEST,
            name=(shown_formula("assets", "name", at), name or ""),
            share=(f"ROUND({size}/{data.total}*100,0)", math.floor(share * 100 + 0.5)),
        )
        return f"IF({data.total}>0,{size}/{data.total},0)>factor_largest_holding", holds, said

    def _counted(self, meaning: str, formula: str, value: int, words: Labels) -> tuple[str, bool, Cell]:
        cell = self.hidden.single(meaning, formula, value)
        return f"{cell}>0", value > 0, self._text(words, n=(cell, value))

    def _risky(self) -> tuple[str, bool, Cell]:
        data, review = self.data, self.data.review
        levels = data.level.part(0, HOLDING_SLOTS).area
        count = sum(holding.risk > review.profile for holding in review.now)
        return self._counted("risk mismatches", f'COUNTIF({levels},">"&{data.profile})', count, RISKY)

    def _unvalued(self) -> tuple[str, bool, Cell]:
        data, review = self.data, self.data.review
        rows, values = data.positions.part(0, HOLDING_SLOTS).area, data.value.part(0, HOLDING_SLOTS).area
        count = sum(holding.value is None for holding in review.now)
        return self._counted("without value", f"COUNT({rows})-COUNT({values})", count, UNVALUED)

    def _maturing(self) -> tuple[str, bool, Cell]:
        """Holdings of the review that mature within the days that Settings look ahead."""
        data, review = self.data, self.data.review
        ends = "{assets.maturity}"
        formula = (
            f'IF({data.day}="",0,SUMPRODUCT(({{assets.customer_id}}={data.picked.who})*({{assets.review_date}}={data.day})'
            f"*ISNUMBER({ends})*({ends}>=as_of)*({ends}<=as_of+factor_look_ahead_days)))"
        )
        on = review.customer.records(self.m.assets, self.m.assets["review_date"] == review.day) if review.day else []
        count = int(self._soon(self.m.assets["maturity"]).iloc[on].sum()) if on else 0
        return self._counted("maturing", formula, count, MATURING)

    def _soon(self, days: Any) -> Any:
        ahead = (days - self.m.as_of).dt.days
        return (ahead >= 0) & (ahead <= self.m.settings.factors["look_ahead_days"])

    def _premiums(self) -> tuple[str, bool, Cell]:
        due = "{insurance.next_due}"
        condition = POLICIES_IN_FORCE.condition.replace("<who>", self.data.picked.who)
        condition += f"*ISNUMBER({due})*({due}>=as_of)*({due}<=as_of+factor_look_ahead_days)"
        flags = f"--ISNUMBER(1/({condition}))"
        found = self.data.picked.customer.records(
            self.m.insurance, in_force(self.m) & self._soon(self.m.insurance["next_due"])
        )
        amount = float(self.m.insurance["premium"].iloc[found].fillna(0.0).sum()) if found else 0.0
        count = self.hidden.single("premiums due", f"SUMPRODUCT({flags})", len(found))
        total = self.hidden.single("premiums due, sum", f"SUMPRODUCT({flags},{{insurance.premium}})", amount)
        said = self._text(
            PREMIUMS, n=(count, len(found)), sum=(f'TEXT({total},"#,##0")', f"{math.floor(amount + 0.5):,}")
        )
        return f"{count}>0", bool(found), said

    def _gaps(self) -> list[tuple[str, bool, Cell]]:
        """The rules of cover that find a gap, in words."""
        picked = self.data.picked
        row = picked.customer.row
        known, gaps = coverage.known(self.m), coverage.gaps(self.m)
        position = picked.position

        def own(key: str) -> str:
            return f"INDEX({{customers.{key}}},{position})"

        def fact(meaning: str, formula: str, value: Any) -> str:
            return self.hidden.single(
                meaning, f'IF({position}="",0,{formula})', 0 if row is None else float(value.iat[row])
            )

        def measured(key: str) -> str:
            place = picked.overview
            return f'IF({place}="",0,N(INDEX({{all:{key}}},{place})))'

        company = f"IF({own('customer_type')}={{customer_type:company}},0,1)"
        family = f"IF(({own('marital_status')}={{marital_status:married}})+(N({own('children')})>0)>0,1,0)"
        facts = coverage.Facts(
            person=fact("person", company, known.person),
            family=fact("family", family, known.family),
            income=fact("income", f"N({own('annual_income')})", known.income),
            age=fact("age", measured("age"), known.age),
            premium=fact("premiums", measured("premium_year"), known.premium),
            sums={key: cell for key, (cell, _) in self.lines.policies.sums.items()},
        )
        found = []
        for gap in coverage.GAPS:
            holds = row is not None and bool(gaps[gap.key].iat[row])
            words = self.context.say(GAP)
            template = f"{quoted(words)}&{coverage.rule_formula(gap, self.context.say)}"
            said = words + coverage.rule_text(gap, self.context.say, self.m.settings.factors)
            found.append((f"{coverage.gap_formula(gap, facts)}=1", holds, (template, said)))
        return found
