"""The insurance of a pack: policies in force, what they cover by type, gaps, and premiums that fall due."""

from functools import cached_property
from typing import Any

from xlcrm.labels import labels
from xlcrm.packs.holdings import RATE
from xlcrm.packs.portfolio import OwnPortfolio
from xlcrm.packs.sheet import ROW, TOTAL_LOOK, Sheet
from xlcrm.pages.panels import lines_of
from xlcrm.pages.tables import Column, Content
from xlcrm.schema.tables import TABLE
from xlcrm.subjects.assets.wording import (
    DAY,
    ENDS_SOON,
    INSURANCE,
    NO_POLICY,
    POLICY_COLUMNS,
    PREMIUM_SOON,
    SUM,
    WHOLE,
)
from xlcrm.subjects.insurance import coverage
from xlcrm.subjects.insurance.enums import COVERAGE_TYPE
from xlcrm.subjects.insurance.lists import IN_FORCE
from xlcrm.writing.canvas import Context
from xlcrm.writing.styles import BAD_INK, GOOD_INK, MUTED

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

_WIDTHS = {
    "product": 34, "insurer": 23, "coverage_type": 15, "relation": 12, "start_date": 12, "end_date": 12,
    "sum_insured": 15, "premium": 16, "next_due": 13, "remark": 18,
}  # fmt: skip
_CURRENCY_WIDTH = 9
_WRAPPED = ("product", "insurer")
_REMARKS = {"next_due": PREMIUM_SOON, "end_date": ENDS_SOON}
_LONG_TERM = ("life", "critical_illness")
_ON_A_PAGE = 25
_MONEY = {"num_format": WHOLE, "shrink": True}


class InsuranceSheet:
    """Writes the sheet of insurance."""

    def __init__(self, context: Context, portfolio: OwnPortfolio) -> None:
        self.portfolio = portfolio
        widths = dict(_WIDTHS)
        if "insurance" in portfolio.book.converted:
            last = widths.pop("remark")
            widths |= {"currency": _CURRENCY_WIDTH, "remark": last}
        self.keys = tuple(widths)
        self.sheet = Sheet(context, portfolio, INSURANCE, tuple(widths.values()), landscape=True)
        self.type_rows: dict[str, int] = {}

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
        is_long = len(self.portfolio.policies) > _ON_A_PAGE
        sheet.finish(repeat=(0, self.first - 1 if is_long else 0))

    def _nothing(self, words: str, colour: str = MUTED) -> None:
        self.sheet.note(words, colour=colour)
        self.sheet.next()

    def _policies(self) -> None:
        sheet, portfolio = self.sheet, self.portfolio
        sheet.heading(sheet.say(IN_FORCE))
        sheet.next()
        self.first = sheet.row
        if not portfolio.policies:
            self._nothing(sheet.say(NO_POLICY))
            return
        self.first += 1
        sheet.table([self._column(key) for key in self.keys], portfolio.policies, height=self._height)
        base = portfolio.m.settings.base_currency
        for code, rate in self._rates.items():
            if code != base and rate is not None:
                sheet.note(f"{sheet.say(RATE)} 1 {code} → {base} {rate:.4f}")
                sheet.next()

    def _currency(self, policy: int) -> str:
        """The currency of a policy's amounts; a blank is the base currency."""
        said = self.portfolio.cell("insurance", "currency", policy) if "currency" in self.keys else None
        return str(said or self.portfolio.m.settings.base_currency).upper()

    @cached_property
    def _rates(self) -> dict[str, float | None]:
        """The currencies of the policies and what one unit of each is worth; None without a rate."""
        rates = {**self.portfolio.rates, self.portfolio.m.settings.base_currency.upper(): 1.0}
        return {code: rates.get(code) for code in map(self._currency, self.portfolio.policies)}

    def _column(self, key: str) -> Column[int]:
        """A column of the policies."""
        declared = POLICY_COLUMNS[key]
        if key == "remark":
            return Column(declared.label, self._remark, look={"font_color": BAD_INK, "shrink": True})
        look: dict[str, Any] = {"num_format": declared.shape} if declared.shape else {}
        if declared.is_number:
            return Column(declared.label, lambda policy: self._cell(key, policy), "right", {**look, "shrink": True})
        if declared.shape:
            look |= {"align": "left"}
            return Column(
                declared.label,
                lambda policy: self._cell(key, policy),
                "indent" if key == "next_due" else "plain",
                look,
            )
        fit = {"text_wrap": True} if key in _WRAPPED else {"shrink": True}
        return Column(declared.label, lambda policy: self._cell(key, policy), look=fit)

    def _cell(self, key: str, policy: int) -> Content:
        if key == "currency":
            return self._currency(policy)
        value: Content = self.portfolio.cell("insurance", key, policy)
        return value

    def _remark(self, policy: int) -> str | None:
        key = self.portfolio.remark_on(policy)
        return None if key is None else self.sheet.say(_REMARKS[key])

    def _height(self, policy: int) -> float:
        lines = max(lines_of(str(self._cell(key, policy) or ""), _WIDTHS[key]) for key in _WRAPPED)
        return ROW + 14.0 * (lines - 1)

    def _letter(self, key: str) -> str:
        return chr(65 + self.keys.index(key))

    def _area(self, key: str) -> str:
        letter, last = self._letter(key), self.first + len(self.portfolio.policies)
        return f"${letter}${self.first + 1}:${letter}${last}"

    def _by_type(self) -> None:
        """The sums insured in force by type; a type without any stands there too, so that it is seen."""
        sheet, portfolio, declared = self.sheet, self.portfolio, TABLE["insurance"]
        sheet.heading(sheet.say(BY_TYPE), last=2)
        sheet.next()
        types = portfolio.book.insurance["coverage_type"]
        counts = {key: sum(types.iat[policy] == key for policy in portfolio.policies) for key in COVERAGE_TYPE.keys}
        first = sheet.row + 1
        self.type_rows = {key: first + place for place, key in enumerate(COVERAGE_TYPE.keys)}

        def condition(key: str) -> str:
            return f"{self._area('coverage_type')},$A{self.type_rows[key] + 1}"

        def total(key: str) -> Content:
            criteria = f"{self._area('sum_insured')},{condition(key)}"
            formula = f"SUMIFS({criteria})"
            if "currency" in self.keys:
                by_code = f'SUMIFS({criteria},{self._area("currency")},"{{}}")*{{:.15g}}'
                formula = "+".join(by_code.format(code, rate) for code, rate in self._rates.items() if rate) or "0"
            return formula, portfolio.sums_insured[key]

        columns = (
            Column[str](
                declared["coverage_type"].labels,
                lambda key: sheet.say(COVERAGE_TYPE[key].labels),
                look=lambda key: {"bold": bool(counts[key])},
            ),
            Column[str](
                POLICIES, lambda key: (f"COUNTIFS({condition(key)})", counts[key]), "right", {"num_format": '0;-0;"–"'}
            ),
            Column[str](declared["sum_insured"].labels, total, "right", _MONEY),
        )
        sheet.table(columns, COVERAGE_TYPE.keys)

    def _gaps(self) -> None:
        sheet, portfolio = self.sheet, self.portfolio
        sheet.heading(sheet.say(GAPS))
        sheet.next()
        if not portfolio.gaps:
            self._nothing(sheet.say(NO_GAPS), GOOD_INK)
        for gap in portfolio.gaps:
            text = coverage.rule_text(gap, sheet.say, portfolio.m.settings.factors)
            for column in range(sheet.last + 1):
                sheet.put(column, None, sheet.line_style())
            sheet.put(0, f"⚠ {text}", sheet.line_style(font_color=BAD_INK), 2)
            if gap.key == "cover":
                self._short_of()
            sheet.next()

    def _short_of(self) -> None:
        """Life and critical illness cover against what is advised, beside the rule."""
        sheet, portfolio, row = self.sheet, self.portfolio, self.sheet.row + 1
        cells = [f"C{self.type_rows[key] + 1}" for key in _LONG_TERM if key in self.type_rows]
        now = sum(portfolio.sums_insured[key] for key in _LONG_TERM)
        factor = portfolio.m.settings.factors["cover_times_income"]
        wanted = factor * float(portfolio.book.customers["annual_income"].iat[0])
        short = f"MAX(0,G{row}-E{row})", max(0.0, wanted - now)
        amounts: tuple[tuple[Any, Content, dict[str, Any]], ...] = (
            (COVER_NOW, ("+".join(cells) or "0", now), {}),
            (COVER_WANTED, wanted, {}),
            (COVER_GAP, short, {"bold": True}),
        )
        for column, (words, amount, look) in zip((3, 5, 7), amounts, strict=True):
            sheet.put(column, sheet.say(words), sheet.line_style(font_color=MUTED, align="right"))
            sheet.put(column + 1, amount, sheet.line_style(align="right", **_MONEY, **look))

    def _premiums(self) -> None:
        """The premiums that fall due soon, by day, and their sum."""
        sheet, portfolio = self.sheet, self.portfolio
        sheet.heading(sheet.say(PREMIUMS, day=f"{portfolio.until:%Y-%m-%d}"), last=2)
        sheet.next()
        if not portfolio.premiums_due:
            self._nothing(sheet.say(NO_PREMIUMS))
            return
        days = portfolio.book.insurance["next_due"]
        premiums = portfolio.m.table("insurance").amounts("premium").fillna(0.0)

        def cell(key: str, policy: int) -> str:
            return f"${self._letter(key)}${self.first + portfolio.policies.index(policy) + 1}"

        def premium(policy: int) -> str:
            rate = self._rates[self._currency(policy)] or 0
            return f"N({cell('premium', policy)})" + ("" if rate == 1 else f"*{rate:.15g}")

        columns = (
            Column[int](None, lambda policy: self._cell("product", policy), look={"text_wrap": True}),
            Column[int](None, lambda policy: (cell("next_due", policy), days.iat[policy]), "left", {"num_format": DAY}),
            Column[int](None, lambda policy: (premium(policy), premiums.iat[policy]), "right", _MONEY),
        )
        first = sheet.row + 1
        sheet.table(columns, portfolio.premiums_due, header=False)
        sheet.put(0, sheet.say(SUM), sheet.style(**TOTAL_LOOK))
        sheet.put(1, None, sheet.style(**TOTAL_LOOK))
        total = f"SUM(C{first}:C{sheet.row})", float(premiums.iloc[portfolio.premiums_due].sum())
        sheet.put(2, total, sheet.style(align="right", **_MONEY, **TOTAL_LOOK))
        sheet.next()


def is_needed(portfolio: OwnPortfolio) -> bool:
    """Whether there is anything to say about a customer's insurance."""
    return bool(portfolio.policies or portfolio.gaps)
