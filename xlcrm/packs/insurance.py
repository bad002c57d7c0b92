"""The insurance of a pack: policies in force, what they cover by type, gaps, and premiums that fall due."""

from typing import Any

from xlcrm.labels import labels
from xlcrm.packs.portfolio import Portfolio
from xlcrm.packs.sheet import DAY, ROW, TOTAL_LOOK, Sheet
from xlcrm.pages.panels import lines_of
from xlcrm.schema.enums import COVERAGE_TYPE
from xlcrm.schema.tables import TABLE
from xlcrm.subjects.assets.page_layout import WHOLE
from xlcrm.subjects.assets.page_line import REMARK
from xlcrm.subjects.assets.page_policies import ENDS_SOON, INSURANCE, NEXT_DUE, NO_POLICY, PREMIUM_SOON
from xlcrm.subjects.insurance import coverage
from xlcrm.writing.canvas import Context
from xlcrm.writing.styles import BAD_INK, GOOD_INK, MUTED

IN_FORCE = labels("有效保单", "有效保單", "Policies in force")
BY_TYPE = labels("各险种保障", "各險種保障", "Cover by type")
POLICIES = labels("保单数", "保單數", "Policies")
GAPS = labels("保障缺口", "保障缺口", "Gaps in cover")
NO_GAPS = labels("✓ 未发现保障缺口", "✓ 未發現保障缺口", "✓ No gap found")
COVER_NOW, COVER_WANTED, COVER_GAP = (
    labels("现有保额", "現有保額", "Cover now"),
    labels("建议保额", "建議保額", "Cover advised"),
    labels("缺口", "缺口", "Short of it by"),
)
PREMIUMS = labels("近期应缴保费（{day} 前）", "近期應繳保費（{day} 前）", "Premiums due by {day}")
NO_PREMIUMS = labels("近期没有应缴保费", "近期沒有應繳保費", "No premium falls due")
TOTAL = labels("合计", "合計", "Total")

_WIDTHS = (34, 23, 15, 12, 12, 12, 15, 16, 13, 18)
_KEYS = (
    "product", "insurer", "coverage_type", "relation", "start_date", "end_date", "sum_insured", "premium", "next_due",
)  # fmt: skip
_LONG_TERM = ("life", "critical_illness")
_NUMBERS = (6, 7)
_ON_A_PAGE = 25
_TYPE, _SUM, _PREMIUM, _DUE = 2, 6, 7, 8


class InsuranceSheet:
    """Writes the sheet of insurance."""

    def __init__(self, context: Context, portfolio: Portfolio) -> None:
        self.context = context
        self.portfolio = portfolio
        self.sheet = Sheet(context, portfolio, INSURANCE, _WIDTHS, landscape=True)

    def write(self) -> None:
        """The whole sheet."""
        sheet = self.sheet
        sheet.running_title(sheet.say(INSURANCE))
        self._policies()
        is_company = self.portfolio.m.own("customer_type").iat[0] == "company"
        sections = [self._by_type] if self.portfolio.policies else []
        sections += [self._premiums] if is_company else [self._gaps, self._premiums]
        for section in sections:
            sheet.height(10)
            sheet.next()
            begin = sheet.row
            section()
            sheet.together(begin)
        # The header stands on every page where the policies fill more than one.
        is_long = self.end - self.first > _ON_A_PAGE
        sheet.finish(repeat=(0, self.first - 1 if is_long else 0))

    def _policies(self) -> None:
        sheet, portfolio = self.sheet, self.portfolio
        sheet.heading(sheet.say(IN_FORCE))
        sheet.next()
        self.first = self.end = sheet.row
        self._type_rows: dict[str, int] = {}
        if not portfolio.policies:
            sheet.note(sheet.say(NO_POLICY))
            sheet.next()
            return
        declared = TABLE["insurance"]
        heads = [sheet.say(NEXT_DUE if key == "next_due" else declared[key].labels) for key in _KEYS]
        sheet.header([*heads, sheet.say(REMARK)], _NUMBERS, indented=(_DUE,))
        sheet.next()
        self.first = sheet.row
        for record in portfolio.policies:
            self._policy(record)
        self.end = sheet.row

    def _policy(self, record: int) -> None:
        sheet, portfolio = self.sheet, self.portfolio
        for column, key in enumerate(_KEYS):
            value = portfolio.cell("insurance", key, record)
            kind = TABLE["insurance"][key].kind
            if kind.name == "date":
                style = sheet.line_style(num_format=DAY, align="left", indent=int(column == _DUE))
            elif kind.is_number:
                style = sheet.line_style(num_format=WHOLE, align="right", shrink=True)
            else:
                style = sheet.line_style(shrink=column > 1, text_wrap=column <= 1)
            if value is None or isinstance(value, str):
                sheet.canvas.text(sheet.row, column, value, style)
            else:
                sheet.canvas.value(sheet.row, column, value, style)
        remark = self._remark(record)
        sheet.canvas.text(sheet.row, len(_KEYS), remark, sheet.line_style(font_color=BAD_INK, shrink=True))
        texts = (portfolio.cell("insurance", key, record) for key in _KEYS[:2])
        lines = max(lines_of(str(text or ""), width) for text, width in zip(texts, _WIDTHS, strict=False))
        sheet.height(ROW + 14.0 * (lines - 1))
        sheet.next()

    def _remark(self, record: int) -> str | None:
        for key, words in (("next_due", PREMIUM_SOON), ("end_date", ENDS_SOON)):
            day = self.portfolio.book.insurance[key].iat[record]
            if self.portfolio.is_near(day):
                return self.sheet.say(words)
        return None

    def _area(self, column: int) -> str:
        letter = chr(65 + column)
        return f"${letter}${self.first + 1}:${letter}${max(self.end, self.first + 1)}"

    def _by_type(self) -> None:
        """The sums insured in force by type; a type without any stands there too, so that it is seen."""
        sheet, portfolio = self.sheet, self.portfolio
        sheet.heading(sheet.say(BY_TYPE), last=2)
        sheet.next()
        words = (TABLE["insurance"]["coverage_type"].labels, POLICIES, TABLE["insurance"]["sum_insured"].labels)
        sheet.header([sheet.say(word) for word in words], (1, 2))
        sheet.next()
        types = portfolio.book.insurance["coverage_type"]
        for key in COVERAGE_TYPE.keys:
            label = sheet.say(COVERAGE_TYPE[key].labels)
            count = sum(types.iat[record] == key for record in portfolio.policies)
            sheet.canvas.text(sheet.row, 0, label, sheet.line_style(bold=bool(count)))
            condition = f"{self._area(_TYPE)},$A{sheet.row + 1}"
            number = sheet.line_style(num_format='0;-0;"–"', align="right")
            sheet.canvas.formula(sheet.row, 1, f"COUNTIFS({condition})", count, number)
            money = sheet.line_style(num_format=WHOLE, align="right", shrink=True)
            total = portfolio.sums_insured[key]
            sheet.canvas.formula(sheet.row, 2, f"SUMIFS({self._area(_SUM)},{condition})", total, money)
            self._type_rows[key] = sheet.row
            sheet.next()

    def _gaps(self) -> None:
        sheet, portfolio = self.sheet, self.portfolio
        sheet.heading(sheet.say(GAPS))
        sheet.next()
        if not portfolio.gaps:
            sheet.note(sheet.say(NO_GAPS), colour=GOOD_INK)
            sheet.next()
        for gap in portfolio.gaps:
            text = coverage.rule_text(gap, sheet.say, portfolio.m.settings.factors)
            for column in range(sheet.last + 1):
                sheet.canvas.blank(sheet.row, column, sheet.line_style())
            sheet.text_across(0, 2, f"⚠ {text}", sheet.line_style(font_color=BAD_INK))
            if gap.key == "cover":
                self._short_of()
            sheet.next()

    def _short_of(self) -> None:
        """Life and critical illness cover against what is advised, beside the rule."""
        sheet, portfolio = self.sheet, self.portfolio
        row, cells = sheet.row, [f"C{self._type_rows[key] + 1}" for key in _LONG_TERM if key in self._type_rows]
        now = sum(portfolio.sums_insured[key] for key in _LONG_TERM)
        factor = portfolio.m.settings.factors["cover_times_income"]
        wanted = factor * float(portfolio.book.customers["annual_income"].iat[0])
        small = sheet.line_style(font_color=MUTED, align="right")
        money = sheet.line_style(num_format=WHOLE, align="right", shrink=True)
        sheet.canvas.text(row, 3, sheet.say(COVER_NOW), small)
        sheet.canvas.formula(row, 4, "+".join(cells) or "0", now, money)
        sheet.canvas.text(row, 5, sheet.say(COVER_WANTED), small)
        sheet.canvas.number(row, 6, wanted, money)
        sheet.canvas.text(row, 7, sheet.say(COVER_GAP), small)
        bold: dict[str, Any] = {"bold": True, "num_format": WHOLE, "align": "right", "shrink": True}
        sheet.canvas.formula(row, 8, f"MAX(0,G{row + 1}-E{row + 1})", max(0.0, wanted - now), sheet.line_style(**bold))

    def _premiums(self) -> None:
        """The premiums that fall due soon, by day, and their sum."""
        sheet, portfolio = self.sheet, self.portfolio
        sheet.heading(sheet.say(PREMIUMS, day=f"{portfolio.until:%Y-%m-%d}"), last=2)
        sheet.next()
        days = portfolio.book.insurance["next_due"]
        if not portfolio.premiums_due:
            sheet.note(sheet.say(NO_PREMIUMS))
            sheet.next()
            return
        first, total = sheet.row, 0.0
        for record in portfolio.premiums_due:
            place = self.first + portfolio.policies.index(record) + 1
            premium = portfolio.book.insurance["premium"].fillna(0.0).iat[record]
            total += premium
            name = portfolio.cell("insurance", "product", record)
            sheet.canvas.text(sheet.row, 0, name, sheet.line_style(text_wrap=True))
            style = sheet.line_style(num_format=DAY, align="left")
            sheet.canvas.formula(sheet.row, 1, f"${chr(65 + _DUE)}${place}", days.iat[record], style)
            money = sheet.line_style(num_format=WHOLE, align="right", shrink=True)
            sheet.canvas.formula(sheet.row, 2, f"N(${chr(65 + _PREMIUM)}${place})", premium, money)
            sheet.next()
        sheet.canvas.text(sheet.row, 0, sheet.say(TOTAL), sheet.style(**TOTAL_LOOK))
        sheet.canvas.blank(sheet.row, 1, sheet.style(**TOTAL_LOOK))
        money = sheet.style(num_format=WHOLE, align="right", shrink=True, **TOTAL_LOOK)
        sheet.canvas.formula(sheet.row, 2, f"SUM(C{first + 1}:C{sheet.row})", total, money)
        sheet.next()


def is_needed(portfolio: Portfolio) -> bool:
    """Whether there is anything to say about a customer's insurance."""
    return bool(portfolio.policies or portfolio.gaps)
