"""What the Review Report says to look at: large holdings, risks, what falls due, and gaps in cover."""

from collections.abc import Mapping
from typing import Any

from xlcrm.measures.formula import quoted
from xlcrm.measures.render_excel import IN_TABLES
from xlcrm.ooxml.a1 import letters_of
from xlcrm.pages.cell_texts import filled, shown_formula, table_position
from xlcrm.pages.panels import across
from xlcrm.pages.tables import Cell
from xlcrm.subjects.assets.page_data import ReviewData
from xlcrm.subjects.assets.page_lines import ReviewLines
from xlcrm.subjects.assets.portfolio import GAP, MARK, NOTHING
from xlcrm.subjects.assets.review import HOLDING_SLOTS, LOANS
from xlcrm.subjects.insurance import coverage
from xlcrm.subjects.insurance.lists import POLICIES_IN_FORCE
from xlcrm.writing.canvas import Canvas
from xlcrm.writing.styles import GOOD_INK, LINE

Remark = tuple[str, bool, Cell]
"""A remark that may hold: whether, as a formula and as a truth, and what it says."""


class ReviewAlerts:
    """Remarks that hold, one to a row; the candidates stand in hidden cells."""

    def __init__(self, canvas: Canvas, data: ReviewData, lines: ReviewLines) -> None:
        self.canvas = canvas
        self.hidden = data.hidden
        self.data = data
        self.lines = lines
        self.context = canvas.context

    def write(self, row: int, first: int, last: int, rows: int) -> None:
        """Write the remarks into rows, over some columns."""
        remarks = [*self._remarks(), *self._gaps()]
        numbers, texts = self.hidden.place(len(remarks)), self.hidden.place(len(remarks))
        said: list[str] = []
        for place, (flag, holds, (template, value)) in enumerate(remarks):
            if holds:
                said.append(str(value))
            above = f"MAX({numbers.part(0, place).area})" if place else "0"
            self.hidden.fill(numbers.part(place, 1), f'IF({flag},{above}+1,"")', [len(said) if holds else None])
            cell = f"${numbers.letters}<row>"
            self.hidden.fill(texts.part(place, 1), f'IF({cell}="","",{template})', [value if holds else None])
        nothing = self.context.say(NOTHING)
        for number in range(rows):
            template = f'IFERROR("{MARK}"&INDEX({texts.area},MATCH({number + 1},{numbers.area},0)),"")'
            shown = MARK + said[number] if number < len(said) else None
            if number == 0:
                template = f"IF(COUNT({numbers.area})=0,{quoted(nothing)},{template})"
                shown = shown or nothing
            look = self.context.styles(shrink=True, indent=1)
            across(self.canvas, row + number, first, last, template, shown, look)
        line = self.context.styles.highlight(bottom=1, bottom_color=LINE)
        cell = f"${letters_of(first)}{row + 1}"
        good = self.context.styles.highlight(font_color=GOOD_INK)
        self.canvas.highlight(row, first, row, last, f"COUNT({numbers.area})=0", good)
        self.canvas.highlight(row, first, row + rows - 1, last, f'{cell}<>""', line)

    def _remarks(self) -> list[Remark]:
        """The remarks of the review, each with its formulas."""
        alerts = self.data.review.alerts()
        counts = self._counts()
        name, share, concentrated = self._largest()
        texts: dict[str, Mapping[str, str]] = {"largest": {"name": name, "share": share}}
        flags = {"largest": concentrated}
        for key, (meaning, formula) in counts.items():
            cell = self.hidden.single(meaning, formula, alerts[key].values["n"])
            texts[key], flags[key] = {"n": cell}, f"{cell}>0"
        texts["premiums"] = {**texts["premiums"], "sum": self._premiums()}
        found = []
        for key, alert in alerts.items():
            cells = {value: (texts[key][value], said) for value, said in alert.values.items()}
            found.append((flags[key], alert.holds, filled(self.context, alert.words, **cells)))
        return found

    def _largest(self) -> tuple[str, str, str]:
        """The name and share of the largest of the assets, and whether it is above the factor on Settings."""
        data, largest = self.data, self.data.review.largest
        values, groups = data.value.part(0, HOLDING_SLOTS).area, data.group.part(0, HOLDING_SLOTS).area
        size = self.hidden.single(
            "largest holding",
            f"IFERROR(AGGREGATE(14,6,{values}/({groups}<{LOANS}),1),0)",
            largest.value if largest else 0,
        )
        rows = f"(ROW({values})-{data.value.first - 1})/(({values}={size})*({groups}<{LOANS}))"
        place = f'IFERROR(INDEX({data.positions.area},AGGREGATE(15,6,{rows},1)),"")'
        position = None if largest is None else table_position(self.context, "assets", largest.record)
        name = shown_formula("assets", "name", self.hidden.single("its row", place, position))
        above = f"IF({data.total}>0,{size}/{data.total},0)>factor_largest_holding"
        return name, f"ROUND({size}/{data.total}*100,0)", above

    def _counts(self) -> Mapping[str, tuple[str, str]]:
        """What is counted for a remark, in words, and how."""
        data = self.data
        levels, rows, values = (cells.part(0, HOLDING_SLOTS).area for cells in (data.level, data.positions, data.value))
        ends = "{assets.maturity}"
        mine = f"({{assets.customer_id}}={data.picked.who})*({{assets.review_date}}={data.day})"
        maturing = f"SUMPRODUCT({mine}*ISNUMBER({ends})*({ends}>=as_of)*({ends}<=as_of+factor_look_ahead_days))"
        return {
            "risky": ("risk mismatches", f'COUNTIF({levels},">"&{data.profile})'),
            "unvalued": ("without value", f"COUNT({rows})-COUNT({values})"),
            "maturing": ("maturing", f'IF({data.day}="",0,{maturing})'),
            "premiums": ("premiums due", f"SUMPRODUCT({self._due()})"),
        }

    def _due(self) -> str:
        """For each policy, 1 where it is in force and wants a premium soon."""
        due = "{insurance.next_due}"
        condition = POLICIES_IN_FORCE.condition.replace("<who>", self.data.picked.who)
        condition += f"*ISNUMBER({due})*({due}>=as_of)*({due}<=as_of+factor_look_ahead_days)"
        return f"--ISNUMBER(1/({condition}))"

    def _premiums(self) -> str:
        formula = f"SUMPRODUCT({self._due()},{{insurance.premium}}{IN_TABLES.rate('insurance', ',')})"
        cell = self.hidden.single("premiums due, sum", formula, self.data.review.premium_due)
        return f'TEXT({cell},"#,##0")'

    def _gaps(self) -> list[Remark]:
        """The rules of cover that find a gap, in words."""
        picked, review = self.data.picked, self.data.review
        row, position, place = picked.customer.row, picked.position, picked.overview
        known = coverage.known(review.m)

        def own(key: str) -> str:
            return f"INDEX({{customers.{key}}},{position})"

        def fact(meaning: str, formula: str, value: Any) -> str:
            said = 0 if row is None else float(value.iat[row])
            return self.hidden.single(meaning, f'IF({position}="",0,{formula})', said)

        def measured(key: str) -> str:
            return f'IF({place}="",0,N(INDEX({{all:{key}}},{place})))'

        company = f"IF({own('customer_type')}={{customer_type:company}},0,1)"
        family = f"IF(({own('marital_status')}={{marital_status:married}})+(N({own('children')})>0)>0,1,0)"
        facts = coverage.Facts(
            person=fact("person", company, known.person),
            family=fact("family", family, known.family),
            income=fact("income", f"N({own('annual_income')})", known.income),
            age=fact("age", measured("age"), known.age),
            premium=fact("premiums", measured("premium_year"), known.premium),
            sums=self.lines.policies.sums,
        )
        say, factors, words = self.context.say, review.m.settings.factors, self.context.say(GAP)
        return [
            (
                f"{coverage.gap_formula(gap, facts)}=1",
                gap in review.gaps,
                (
                    f"{quoted(words)}&{coverage.rule_formula(gap, say)}",
                    words + coverage.rule_text(gap, say, factors),
                ),
            )
            for gap in coverage.GAPS
        ]
