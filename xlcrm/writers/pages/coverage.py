"""The Coverage sheet: what each customer's policies cover, where there are gaps, and what falls due soon."""

from collections.abc import Callable
from typing import Any

import pandas as pd
from xlsxwriter.utility import xl_col_to_name

from xlcrm.labels import Labels, labels
from xlcrm.measures import coverage as measured
from xlcrm.measures.coverage import GAPS, TYPES, Facts
from xlcrm.schema.enums import COVERAGE_TYPE
from xlcrm.schema.measures import MEASURE_COLUMN
from xlcrm.schema.sheets import COVERAGE
from xlcrm.schema.tables import TABLE
from xlcrm.writers.canvas import Canvas, Context
from xlcrm.writers.pages import coverage_due
from xlcrm.writers.pages.panels import (
    COUNT,
    OVERVIEW_FIRST_ROW,
    across,
    as_of_line,
    cell,
    cell_style,
    customer_position,
    header_indented,
    header_right,
    heading,
    lines_of,
    names_width,
    overview_link,
    text_across,
    tier_fill_of,
)
from xlcrm.writers.pages.units import unit_for
from xlcrm.writers.styles import BAD_FILL, BAD_INK, GOOD_INK, LINK

RULES = labels("缺口统计", "缺口統計", "Gaps found")
RULE = labels("规则", "規則", "Rule")
CUSTOMERS = labels("客户数", "客戶數", "Customers")
GAP = labels("✖ 缺口", "✖ 缺口", "✖ Gap")
WHOLE = labels("✔ 无缺口", "✔ 無缺口", "✔ None")
COMPANY = labels("企业不适用", "企業不適用", "Company: no rules")
GAPS_FOUND = labels("缺口说明", "缺口說明", "Gaps")
BETWEEN = labels("、", "、", ", ")
INCOME_SHARE = labels("保费占收入", "保費占收入", "Premiums of income")
BY_CUSTOMER = labels("逐户保障", "逐戶保障", "Customer by customer")
NOBODY = labels(
    "还没有客户阶段为“客户”的记录：请在“客户信息”中登记。",
    "還沒有客戶階段為「客戶」的紀錄：請在「客戶資料」中登錄。",
    "No customers yet whose stage is Customer: enter them on the Customers sheet.",
)

_RULES_ROW = 3
_HEADER = _RULES_ROW + len(GAPS) + 4
_FIRST = _HEADER + 1

_ID, _NAME, _TIER, _AGE, _INCOME, _FIRST_TYPE = range(6)
_PREMIUM = _FIRST_TYPE + len(TYPES)
_SHARE, _TEXT = _PREMIUM + 1, _PREMIUM + 2

# Hidden cells of each row: where the customer stands, what the rules look at, and what they find.
_POSITION = _TEXT + 2
_KEY, _PERSON, _FAMILY, _RAW_INCOME, _RAW_PREMIUM, _RAW_AGE = range(_POSITION + 1, _POSITION + 7)
_RAW_TYPE = _RAW_AGE + 1
_FLAG = _RAW_TYPE + len(TYPES)
_LAST_HIDDEN = _FLAG + len(GAPS) - 1

# The type of cover in whose column a rule's gap is marked.
_MARKED = {"life": "life", "critical_illness": "critical_illness", "medical": "medical", "annuity": "annuity"}


def write(canvas: Canvas, context: Context) -> None:
    """Write how often each rule finds a gap, a row for every customer, and the premiums and ends to come."""
    _CoveragePage(canvas, context).write()


class _CoveragePage:
    def __init__(self, canvas: Canvas, context: Context) -> None:
        self.canvas = canvas
        self.context = context
        self.say: Callable[[Labels], str] = context.say
        self.rows = measured.rows(context.ledger)
        self.last = _FIRST + max(len(self.rows), 1) - 1
        self.known = measured.known(context.ledger)
        self.gaps = measured.gaps(context.ledger)
        largest = max((float(values.max()) for values in self.known.sums.values() if len(values)), default=0.0)
        self.unit = unit_for(context.language, largest)

    def write(self) -> None:
        """The whole sheet."""
        canvas, context = self.canvas, self.context
        canvas.title(self.say(COVERAGE.labels))
        as_of_line(canvas, self.unit)
        type_width = 11.5 if context.language == "en" else 9
        canvas.widths(12, names_width(context), 12, 6, 11, *[type_width] * len(TYPES), 10, 10, _text_width(context))
        self._rules()
        coverage_due.write_counts(canvas, _RULES_ROW, _PREMIUM - 4, _TEXT, self.unit)
        heading(canvas, _HEADER - 1, 0, _TEXT, self.say(BY_CUSTOMER))
        if not self.rows:
            canvas.text(_HEADER, 0, self.say(NOBODY))
            canvas.page(landscape=True)
            return
        self._header()
        for number, row in enumerate(self.rows):
            self._facts(_FIRST + number, number, row)
            self._customer(_FIRST + number, row)
        self._colours()
        coverage_due.write_list(canvas, self.last + 2, _TEXT, self.unit)
        canvas.hide_columns(_POSITION, _LAST_HIDDEN)
        canvas.page(landscape=True, repeat_rows=(_HEADER, _HEADER), freeze=0)

    def _rules(self) -> None:
        """Each rule with the factor on Settings, and how many customers it finds."""
        canvas, context = self.canvas, self.context
        heading(canvas, _RULES_ROW, 0, _INCOME, self.say(RULES))
        text_across(canvas, _RULES_ROW + 1, 0, _AGE, self.say(RULE), context.styles.header)
        canvas.text(_RULES_ROW + 1, _INCOME, self.say(CUSTOMERS), header_right(context))
        for number, gap in enumerate(GAPS):
            row = _RULES_ROW + 2 + number
            text = measured.rule_text(gap, self.say, self.known.factors)
            across(canvas, row, 0, _AGE, measured.rule_formula(gap, self.say), text, cell_style(context))
            count = float(self.gaps[gap.key].iloc[self.rows].sum()) if self.rows else 0.0
            area = f"{cell(_FIRST, _FLAG + number)}:{cell(self.last, _FLAG + number)}"
            look = cell_style(context, num_format=COUNT, align="right", bold=True)
            canvas.formula(row, _INCOME, f"SUM({area})", count, look)

    def _header(self) -> None:
        canvas, context = self.canvas, self.context
        left, right, indented = context.styles.header, header_right(context), header_indented(context)
        for column, text, style in (
            (_ID, MEASURE_COLUMN["customer_id"].labels, left),
            (_NAME, MEASURE_COLUMN["name"].labels, left),
            (_TIER, MEASURE_COLUMN["tier"].labels, left),
            (_AGE, MEASURE_COLUMN["age"].labels, right),
            (_INCOME, TABLE["customers"]["annual_income"].labels, right),
            *((_FIRST_TYPE + at, COVERAGE_TYPE[key].labels, right) for at, key in enumerate(TYPES)),
            (_PREMIUM, TABLE["insurance"]["premium"].labels, right),
            (_SHARE, INCOME_SHARE, right),
            (_TEXT, GAPS_FOUND, indented),
        ):
            canvas.text(_HEADER, column, self.say(text), style)
        canvas.worksheet.set_row(_HEADER, 30)

    def _facts(self, line: int, number: int, row: int) -> None:
        """The hidden cells of a row: everything else on it is computed from them."""
        m, known = self.context.ledger, self.known
        position = _at(line, _POSITION)
        own = customer_position(self.context, position)
        formula = self.canvas.formula
        formula(line, _POSITION, measured.position_formula(number + 1, OVERVIEW_FIRST_ROW), row + 1)
        formula(line, _KEY, f'IFERROR(INDEX(overview_key,{position}),"")', m["key"].iat[row])
        company = f"INDEX({{customers.customer_type}},{own})={{customer_type:company}}"
        formula(line, _PERSON, f"IFERROR(IF({company},0,1),0)", int(known.person.iat[row]))
        married = f"INDEX({{customers.marital_status}},{own})={{marital_status:married}}"
        children = f"N(INDEX({{customers.children}},{own}))>0"
        formula(line, _FAMILY, f"IFERROR(IF(OR({married},{children}),1,0),0)", int(known.family.iat[row]))
        income = f"IFERROR(N(INDEX({{customers.annual_income}},{own})),0)"
        formula(line, _RAW_INCOME, income, known.income.iat[row])
        formula(line, _RAW_PREMIUM, f"IFERROR(INDEX({{all:premium_year}},{position}),0)", known.premium.iat[row])
        formula(line, _RAW_AGE, f"IFERROR(N(INDEX({{all:age}},{position})),0)", known.age.iat[row])
        for at, key in enumerate(TYPES):
            template = measured.sum_formula(key, position, _at(line, _KEY))
            formula(line, _RAW_TYPE + at, template, known.sums[key].iat[row])
        facts = Facts(
            person=_at(line, _PERSON),
            family=_at(line, _FAMILY),
            income=_at(line, _RAW_INCOME),
            age=_at(line, _RAW_AGE),
            premium=_at(line, _RAW_PREMIUM),
            sums={key: _at(line, _RAW_TYPE + at) for at, key in enumerate(TYPES)},
        )
        for at, gap in enumerate(GAPS):
            formula(line, _FLAG + at, measured.gap_formula(gap, facts), self.gaps[gap.key].iat[row])

    def _customer(self, line: int, row: int) -> None:
        """What is shown of a customer."""
        canvas, context, m = self.canvas, self.context, self.context.ledger
        position, plain = _at(line, _POSITION), cell_style(context)
        link = cell_style(context, font_color=LINK, underline=1)
        tier = cell_style(context, **tier_fill_of(m, row))
        number, name = f"INDEX({{all:customer_id}},{position})", f"INDEX({{all:name}},{position})"
        ids, names = m["customer_id"].iat[row], m["name"].iat[row]
        canvas.formula(line, _ID, _known(position, f'{number}&""'), ids, plain)
        shown = overview_link(context, position, f'IF({name}="",{number},{name})')
        canvas.formula(line, _NAME, _known(position, shown), names or ids, link)
        canvas.formula(line, _TIER, _known(position, f'INDEX({{all:tier}},{position})&""'), m["tier"].iat[row], tier)
        age = m["age"].iat[row]
        whole = cell_style(context, num_format="#,##0", align="right")
        canvas.formula(line, _AGE, _known(position, f"INDEX({{all:age}},{position})"), age, whole)
        income, premium = self.known.income.iat[row], self.known.premium.iat[row]
        raw = _at(line, _RAW_INCOME)
        template = f'IF({raw}>0,{self.unit.scaled(raw)},"")'
        canvas.formula(
            line, _INCOME, template, self.unit.of(income) if income > 0 else None, self._money(self.known.income)
        )
        for at, key in enumerate(TYPES):
            self._sum(line, row, at, key, self._money(self.known.sums[key]))
        canvas.formula(
            line,
            _PREMIUM,
            self.unit.scaled(_at(line, _RAW_PREMIUM)),
            self.unit.of(premium),
            self._money(self.known.premium),
        )
        share = premium / income if income > 0 else None
        percent = cell_style(context, num_format="0.0%;-0.0%;–", align="right")
        canvas.formula(line, _SHARE, f'IF({raw}>0,{_at(line, _RAW_PREMIUM)}/{raw},"")', share, percent)
        self._words(line, row)

    def _money(self, column: pd.Series) -> Any:
        """The look of the amounts of one column: with a decimal where not all of them are whole in the page's unit."""
        whole = (column % self.unit.size == 0).all() or self.unit.size == 1
        return cell_style(self.context, num_format=COUNT if whole else "#,##0.0;-#,##0.0;–", align="right")

    def _sum(self, line: int, row: int, at: int, key: str, style: Any) -> None:
        """The sum insured in force of one type, or the word for a gap."""
        raw, value = _at(line, _RAW_TYPE + at), self.known.sums[key].iat[row]
        template, shown = self.unit.scaled(raw), self.unit.of(value)
        if key in _MARKED:
            flag = next(place for place, gap in enumerate(GAPS) if gap.key == _MARKED[key])
            template = f'IF({_at(line, _FLAG + flag)}=1,"{self.say(GAP)}",{template})'
            if self.gaps[_MARKED[key]].iat[row]:
                self.canvas.formula(line, _FIRST_TYPE + at, template, self.say(GAP), style)
                return
        self.canvas.formula(line, _FIRST_TYPE + at, template, shown, style)

    def _words(self, line: int, row: int) -> None:
        """All gaps in words; that there is none; or that a company has no rules."""
        between = self.say(BETWEEN)
        parts = "&".join(
            f'IF({_at(line, _FLAG + at)}=1,"{between}{self.say(gap.word)}","")' for at, gap in enumerate(GAPS)
        )
        flags = f"{_at(line, _FLAG)}:{_at(line, _LAST_HIDDEN)}"
        listed = f"MID({parts},{len(between) + 1},300)"
        template = (
            f'IF({_at(line, _POSITION)}="","",IF({_at(line, _PERSON)}=0,"{self.say(COMPANY)}",'
            f'IF(SUM({flags})=0,"{self.say(WHOLE)}",{listed})))'
        )
        found = [self.say(gap.word) for gap in GAPS if self.gaps[gap.key].iat[row]]
        text = between.join(found) or self.say(WHOLE)
        if not self.known.person.iat[row]:
            text = self.say(COMPANY)
        self.canvas.formula(line, _TEXT, template, text, cell_style(self.context, text_wrap=True, indent=1))
        self.canvas.worksheet.set_row(line, 15 * lines_of(text, _text_width(self.context)) + 2)

    def _colours(self) -> None:
        """A gap stands out beside its word; so does a row without any."""
        bad = self.context.styles.highlight(bg_color=BAD_FILL, font_color=BAD_INK, bold=True)
        good = self.context.styles.highlight(font_color=GOOD_INK)
        first = cell(_FIRST, _FIRST_TYPE)
        self.canvas.highlight(
            _FIRST, _FIRST_TYPE, self.last, _FIRST_TYPE + len(TYPES) - 1, f'{first}="{self.say(GAP)}"', bad
        )
        heavy = _at(_FIRST, _FLAG + [gap.key for gap in GAPS].index("premium"))
        self.canvas.highlight(_FIRST, _SHARE, self.last, _SHARE, f"{heavy}=1", bad)
        words = _at(_FIRST, _TEXT)
        self.canvas.highlight(_FIRST, _TEXT, self.last, _TEXT, f'{words}="{self.say(WHOLE)}"', good)


def _text_width(context: Context) -> int:
    """The width of the column of gaps, in digits."""
    return 36 if context.language == "en" else 32


def _at(line: int, column: int) -> str:
    """A cell of a row, its column fixed."""
    return f"${xl_col_to_name(column)}{line + 1}"


def _known(position: str, template: str) -> str:
    """A formula for a customer, nothing where there is none any more."""
    return f'IF({position}="","",{template})'
