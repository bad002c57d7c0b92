"""The Settings sheet: every cell that a user may change has a defined name, which the formulas elsewhere use."""

from typing import Any

from xlcrm.labels import Labels, labels
from xlcrm.measures.methods import BY_CUT_OFF, METHODS, any_chosen, by_method, cut_offs, name_of
from xlcrm.measures.tiers import ByCutOff, TierMethod
from xlcrm.ooxml.a1 import Area
from xlcrm.pages.page import Page
from xlcrm.pages.panels import header_right, tier_fill
from xlcrm.schema import names
from xlcrm.schema.enums import BOOLEAN
from xlcrm.schema.measures import BASES, MEASURE_COLUMN
from xlcrm.schema.registry import modules
from xlcrm.schema.settings import THRESHOLD_SLOTS, TIER_SLOTS, Tier
from xlcrm.schema.sheet import Sheet
from xlcrm.schema.sheets import ALWAYS, SETTINGS, before_input
from xlcrm.schema.shown import SHOWN, choices_for
from xlcrm.schema.subject import Factor
from xlcrm.schema.types import DATE, MONEY
from xlcrm.writing.canvas import Canvas, Context
from xlcrm.writing.styles import CALCULATED_FILL, INPUT_FILL, LINE, MUTED, text_width

LINE_UNDER_TITLE = labels(
    "浅黄色的单元格可以修改，改后全书随即重算；灰色的单元格由公式算出。",
    "淺黃色的儲存格可以修改，改後整本活頁簿隨即重算；灰色的儲存格由公式算出。",
    "Change the light yellow cells: the whole book follows at once. The grey cells are computed.",
)
GENERAL = labels("基本设置", "基本設定", "General")
AS_OF = labels("统计日期", "統計日期", "As-of date")
AS_OF_HINT = labels(
    "=TODAY() 表示总是今天；也可以输入固定日期",
    "=TODAY() 表示一律為今天；也可以輸入固定日期",
    "=TODAY() is always today; or type a date",
)
BASE_CURRENCY = labels("本位币", "本位幣", "Base currency")
TIER_POLICY = labels("客户分层与联系计划", "客戶分層與聯絡計畫", "Tier policy and contact plan")
METHOD = labels("分层方法", "分層方法", "Method")
BASIS = labels("排名依据", "排名依據", "Ranked by")
TIER = labels("等级", "等級", "Tier")
CUT_OFF = labels("门槛值（计算）", "門檻值（計算）", "Cut-off (computed)")
CALL = labels("电话间隔（天）", "電話間隔（天）", "Call every (days)")
VISIT = labels("拜访间隔（天）", "拜訪間隔（天）", "Visit every (days)")
REVIEW = labels("回顾间隔（天）", "檢視間隔（天）", "Review every (days)")
COLOUR = labels("颜色", "顏色", "Colour")
THRESHOLD_HINT = labels(
    "门槛法：达到任一门槛即属该等级；三个门槛都空着的等级收下其余客户",
    "門檻法：達到任一門檻即屬該等級；三個門檻都空白的等級收下其餘客戶",
    "By threshold: any one that is reached will do; a tier without thresholds takes the rest",
)
CURRENCIES = labels("汇率", "匯率", "Exchange rates")
CURRENCY = labels("币种", "幣別", "Currency")
RATE = labels("1 单位折合本位币", "1 單位折合本位幣", "Base currency per unit")
RATE_HINT = labels(
    "汇率仅为初始参考，请按实际情况更新；没有汇率的币种不计入合计",
    "匯率僅為初始參考，請依實際情況更新；沒有匯率的幣別不計入合計",
    "The rates are a rough start: keep them up to date. A currency without a rate is left out of the totals",
)
COVERAGE = labels("保障与回顾参数", "保障與檢視參數", "Coverage and review factors")
PAGES = labels("页面", "頁面", "Pages")
PAGES_HINT = labels(
    "写“否”的页面，下次生成时移除；改回“是”，再放回原处；“有记录时”，等相应的表有了记录才生成",
    "寫「否」的頁面，下次產生時移除；改回「是」，再放回原處；「有紀錄時」，待相應的表有了紀錄才產生",
    "A page that says No is gone after the next build; say Yes, and it is back. If filled: once its table has rows",
)
SUBJECTS = labels("专题", "專題", "Subjects")
SUBJECTS_HINT = labels(
    "写“否”则不生成该专题的页面，已录入的内容保留；没有内容的专题，删去它的工作表后即不再出现",
    "寫「否」則不產生該專題的頁面，已輸入的內容保留；沒有內容的專題，刪除其工作表後即不再出現",
    "No leaves out the subject's pages and keeps what was typed; one without rows goes once its sheet is deleted",
)

CURRENCY_ROWS = 16

_METHOD_ROW, _BASIS_ROW, _TIER_HEADER = 8, 9, 11
_FIRST_TIER = _TIER_HEADER + 1
_PLAN_ROWS = TIER_SLOTS + 4
_HELPER_COLUMN = 12
_FIRST_COMPUTED = 10
_TWO_LINES = 30


def write(canvas: Canvas, context: Context) -> None:
    """Write the sheet and define the names of its cells."""
    _SettingsPage(canvas, context).write()


PAGE = Page(SETTINGS, write)


class _SettingsPage:
    def __init__(self, canvas: Canvas, context: Context) -> None:
        self.canvas = canvas
        self.context = context
        self.settings = context.book.settings
        method = METHODS[self.settings.policy.method]
        self.by_cut_off = method if isinstance(method, ByCutOff) else BY_CUT_OFF[0]
        styles = context.styles
        box: dict[str, Any] = {"border": 1, "border_color": LINE}
        self.label = styles(**box)
        self.input = styles(bg_color=INPUT_FILL, align="left", **box)
        self.number = styles(bg_color=INPUT_FILL, num_format="#,##0.######", align="right", **box)
        self.percent = styles(bg_color=INPUT_FILL, num_format="0.##%", align="right", **box)
        self.date = styles.of_kind(DATE, bg_color=INPUT_FILL, **box)
        self.computed = styles.of_kind(MONEY, bg_color=CALCULATED_FILL, **box)
        self.fixed = styles(bg_color=CALCULATED_FILL, **box)

    def write(self) -> None:
        """The whole sheet, top to bottom."""
        self.canvas.title(self._say(SETTINGS.labels), self._say(LINE_UNDER_TITLE))
        widest = max(text_width(self._say(factor.labels)) for factor in self.context.book.factors)
        self.canvas.widths(max(34, widest + 2), 18, 18, 18, 18, 18, 14, 14, 14, 12)
        self._general()
        self._policy()
        row = self._tiers() + 2
        row = self._currencies(row) + 2
        pages = self._factors(row) + 2
        self._subjects(self._pages(pages) + 2)
        self._helpers()
        self.canvas.worksheet.set_h_pagebreaks([pages])
        self.canvas.page(landscape=True)

    def _say(self, text: Labels) -> str:
        return self.context.say(text)

    def _heading(self, row: int, text: Labels, hint: Labels | None = None) -> None:
        for column in range(10):
            self.canvas.blank(row, column, self.context.styles.heading)
        self.canvas.text(row, 0, self._say(text), self.context.styles.heading)
        if hint is not None:
            self.canvas.text(row + 1, 0, self._say(hint), self.context.styles.subtitle)

    def _name(self, name: str, row: int, column: int, last_row: int | None = None) -> None:
        area = Area(row + 1, column, (row if last_row is None else last_row) + 1, column).fixed
        self.canvas.name(name, area)

    def _general(self) -> None:
        self._heading(3, GENERAL)
        self.canvas.text(4, 0, self._say(AS_OF), self.label)
        if self.settings.as_of is None:
            self.canvas.formula(4, 1, "TODAY()", self.context.book.as_of, self.date)
        else:
            self.canvas.value(4, 1, self.settings.as_of, self.date)
        self.canvas.text(4, 2, self._say(AS_OF_HINT), self.context.styles(font_color=MUTED, indent=1))
        self._name(names.AS_OF, 4, 1)
        self.canvas.text(5, 0, self._say(BASE_CURRENCY), self.label)
        self.canvas.text(5, 1, self.settings.base_currency, self.input)
        self._name(names.BASE_CURRENCY, 5, 1)

    def _policy(self) -> None:
        policy = self.settings.policy
        self._heading(7, TIER_POLICY)
        self.canvas.text(_METHOD_ROW, 0, self._say(METHOD), self.label)
        self.canvas.text(_METHOD_ROW, 1, self._say(METHODS[policy.method].labels), self.input)
        self.canvas.dropdown_of(_METHOD_ROW, 1, [self._say(method.labels) for method in METHODS.values()])
        self._name(names.TIER_METHOD, _METHOD_ROW, 1)
        self.canvas.text(_BASIS_ROW, 0, self._say(BASIS), self.label)
        self.canvas.text(_BASIS_ROW, 1, self._measure(policy.basis), self.input)
        self.canvas.dropdown_of(_BASIS_ROW, 1, [self._measure(key) for key in BASES])
        self._name(names.TIER_BASIS, _BASIS_ROW, 1)
        self.canvas.text(_BASIS_ROW + 1, 0, self._say(THRESHOLD_HINT), self.context.styles.subtitle)

    def _measure(self, key: str) -> str:
        return self._say(MEASURE_COLUMN[key].labels)

    def _tiers(self) -> int:
        """The tier table; returns its last row."""
        header, right = self.context.styles.header, header_right(self.context)
        for column, text in enumerate((TIER, self.by_cut_off.number)):
            self.canvas.text(_TIER_HEADER, column, self._say(text), header if column == 0 else right)
        for slot, key in enumerate(self.settings.policy.threshold_measures):
            self.canvas.text(_TIER_HEADER, 2 + slot, self._measure(key) if key else None, self.input)
            self.canvas.dropdown_of(_TIER_HEADER, 2 + slot, [self._measure(basis) for basis in BASES])
            self._name(names.TIER_THRESHOLD_MEASURES[slot], _TIER_HEADER, 2 + slot)
        for column, text in enumerate((CUT_OFF, CALL, VISIT, REVIEW, COLOUR), start=5):
            self.canvas.text(_TIER_HEADER, column, self._say(text), header if text is COLOUR else right)
        self.canvas.worksheet.set_row(_TIER_HEADER, _TWO_LINES)
        cuts = self._cut_offs()
        for place, tier in enumerate(self.context.book.settings.slots):
            row = _FIRST_TIER + place
            below = place >= TIER_SLOTS
            self.canvas.text(row, 0, tier.name, self.fixed if below else self.input)
            if below:
                for column in range(1, 6):
                    self.canvas.blank(row, column, self.fixed)
            else:
                self._ranked(row, tier, cuts[place])
            for column, days in enumerate((tier.plan.call, tier.plan.visit, tier.plan.review), start=6):
                self.canvas.value(row, column, days, self.number)
            self._colour(row, tier)
        last = _FIRST_TIER + _PLAN_ROWS - 1
        last_tier = _FIRST_TIER + TIER_SLOTS - 1
        for name, column in (
            (names.TIER_NAMES, 0), (names.TIER_SHARES, 1), (names.TIER_THRESHOLDS[0], 2), (names.TIER_THRESHOLDS[1], 3),
            (names.TIER_THRESHOLDS[2], 4), (names.TIER_CUTOFFS, 5),
        ):  # fmt: skip
            self._name(name, _FIRST_TIER, column, last_tier)
        for column, name in enumerate((*names.PLANS.values(), names.TIER_COLOURS), start=6):
            self._name(name, _FIRST_TIER, column, last)
        self._name(names.PLAN_NAMES, _FIRST_TIER, 0, last)
        return last

    def _cut_offs(self) -> list[float | None]:
        found = cut_offs(self.context.ledger)
        return found + [None] * (TIER_SLOTS - len(found))

    def _ranked(self, row: int, tier: Tier, cut_off: float | None) -> None:
        """A tier's share and thresholds, and the cut-off that follows from them."""
        self.canvas.value(row, 1, tier.share, self.number if self.by_cut_off.whole else self.percent)
        for slot in range(THRESHOLD_SLOTS):
            self.canvas.value(row, 2 + slot, tier.thresholds[slot], self.number)
        number = row + 1
        rank = f'SUMPRODUCT(--($A${_FIRST_TIER + 1}:$A{number}<>""))'
        active = "COUNTIF({all:activity},{activity:active})"
        bases = ",".join(f"{{all:{key}}}" for key in BASES)
        count = by_method(BY_CUT_OFF, lambda method: method.count.format(active=active, number=f"$B{number}"))
        template = (
            f'IF(OR($A{number}="",NOT(ISNUMBER($B{number})),NOT({any_chosen(BY_CUT_OFF)}),{active}=0),"",'
            f"ROUND(AGGREGATE(14,6,CHOOSE({names.TIER_BASIS_NO},{bases})/({{all:activity}}={{activity:active}}),"
            f"MIN({active},MAX({rank},{count}))),2))"
        )
        self.canvas.formula(row, 5, template, cut_off, self.computed)

    def _colour(self, row: int, tier: Tier) -> None:
        fill = tier_fill(tier)
        look = self.context.styles(border=1, border_color=LINE, align="center", **fill) if fill else self.input
        self.canvas.text(row, 9, tier.colour, look)

    def _currencies(self, row: int) -> int:
        """The exchange rates, the base currency first; returns the last row."""
        self._heading(row, CURRENCIES, RATE_HINT)
        header = row + 2
        self.canvas.text(header, 0, self._say(CURRENCY), self.context.styles.header)
        self.canvas.text(header, 1, self._say(RATE), header_right(self.context))
        self.canvas.worksheet.set_row(header, _TWO_LINES)
        first, last = header + 1, header + CURRENCY_ROWS
        base = self.settings.base_currency
        self.canvas.formula(first, 0, names.BASE_CURRENCY, base, self.fixed)
        self.canvas.number(first, 1, 1, self.fixed)
        others = [(code, rate) for code, rate in self.settings.rates.items() if code != base]
        for number in range(first + 1, last + 1):
            code, rate = others.pop(0) if others else (None, None)
            self.canvas.value(number, 0, code, self.input)
            self.canvas.value(number, 1, rate, self.number)
        self._name(names.CURRENCY_CODES, first, 0, last)
        self._name(names.CURRENCY_RATES, first, 1, last)
        return last

    def _factors(self, row: int) -> int:
        """The numbers of the core, then those of each other subject under its name; returns the last row."""
        subjects = self.context.book.subjects
        parts = [(COVERAGE, [factor for subject in subjects if subject.core for factor in subject.factors])]
        parts += [(subject.labels, list(subject.factors)) for subject in subjects if not subject.core]
        for title, factors in parts:
            if factors:
                self._heading(row, title)
                for number, factor in enumerate(factors, start=row + 1):
                    self._factor(number, factor)
                row += len(factors) + 2
        return row - 2

    def _factor(self, row: int, factor: Factor) -> None:
        self.canvas.text(row, 0, self._say(factor.labels), self.label)
        value = self.settings.factors.get(factor.key, factor.value)
        if factor.switches:
            words = [self._say(choice.labels) for choice in BOOLEAN.choices]
            self.canvas.text(row, 1, words[not value], self.input)
            self.canvas.dropdown_of(row, 1, words)
        else:
            self.canvas.value(row, 1, value, self.percent if factor.percent else self.number)
        if factor.note is not None:
            self.canvas.text(row, 2, self._say(factor.note), self.context.styles(font_color=MUTED, indent=1))
        self._name(names.factor_name(factor.key), row, 1)

    def _pages(self, row: int) -> int:
        """When each page is made; returns the last row."""
        self._heading(row, PAGES, PAGES_HINT)
        sheets = (*before_input(self.context.book.subjects), SETTINGS)
        for number, sheet in enumerate(sheets, start=row + 2):
            self._answered(number, sheet.labels, sheet.what)
            if sheet in ALWAYS:
                self.canvas.text(number, 1, self._say(BOOLEAN["yes"].labels), self.fixed)
                continue
            self._when(number, sheet)
        return row + 1 + len(sheets)

    def _when(self, row: int, sheet: Sheet) -> None:
        shown = self.settings.pages.get(sheet.key, "yes")
        self.canvas.text(row, 1, self._say(SHOWN[shown].labels), self.input)
        self.canvas.dropdown_of(row, 1, [self._say(choice.labels) for choice in choices_for(sheet)])
        self._name(names.page_name(sheet.key), row, 1)

    def _subjects(self, row: int) -> None:
        """Whether the book asks for each of its subjects besides the core."""
        added = [subject for subject in self.context.book.subjects if not subject.core]
        if added:
            self._heading(row, SUBJECTS, SUBJECTS_HINT)
        for number, subject in enumerate(added, start=row + 2):
            asked = BOOLEAN["yes" if self.settings.subjects.get(subject.key, True) else "no"]
            self._answered(number, subject.labels)
            self.canvas.text(number, 1, self._say(asked.labels), self.input)
            self.canvas.dropdown_of(number, 1, [self._say(choice.labels) for choice in BOOLEAN.choices])
            self._name(names.subject_name(subject.key), number, 1)

    def _answered(self, row: int, called: Labels, what: Labels | None = None) -> None:
        """What a yes or no beside it is about."""
        self.canvas.text(row, 0, self._say(called), self.label)
        if what is not None:
            self.canvas.text(row, 2, self._say(what), self.context.styles(font_color=MUTED, indent=1))

    def _helpers(self) -> None:
        """Hidden cells that turn the words chosen above into numbers for the formulas."""
        policy = self.settings.policy
        known = "{" + ",".join(f'"{self._measure(key)}"' for key in BASES) + "}"
        column = _HELPER_COLUMN
        basis = f"IFERROR(MATCH({names.TIER_BASIS},{known},0),1)"
        self.canvas.formula(5, column, basis, BASES.index(policy.basis) + 1)
        self._name(names.TIER_BASIS_NO, 5, column)
        for slot, key in enumerate(policy.threshold_measures):
            template = f"IFERROR(MATCH({names.TIER_THRESHOLD_MEASURES[slot]},{known},0),0)"
            self.canvas.formula(6 + slot, column, template, BASES.index(key) + 1 if key else 0)
            self._name(names.TIER_THRESHOLD_NOS[slot], 6 + slot, column)
        computed = [module.COMPUTED for _, module in modules("on_settings", self.context.book.subjects)]
        for row, (name, figure) in enumerate((item for part in computed for item in part.items()), _FIRST_COMPUTED):
            self.canvas.formula(row, column, figure.formula, figure.twin(self.context.ledger))
            self._name(name, row, column)
        first, *others, _ = METHODS.values()
        places = ((4, column), *((row, column + 1) for row in range(4, 4 + len(others))))
        for (row, place), method in zip(places, (first, *others), strict=True):
            self.canvas.formula(row, place, self._is_chosen(method), policy.method == method.key)
            self._name(name_of(method), row, place)
        self.canvas.hide_columns(column, column + bool(others))

    def _is_chosen(self, method: TierMethod) -> str:
        """Whether Settings names a method; the first one also where it names none."""
        usual, *others = METHODS.values()
        if method is not usual:
            return f'{names.TIER_METHOD}="{self._say(method.labels)}"'
        none = [f'{names.TIER_METHOD}<>"{self._say(other.labels)}"' for other in others]
        return none[0] if len(none) == 1 else f"AND({','.join(none)})"
