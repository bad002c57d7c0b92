"""The words of the asset review and the formats of its numbers: each once, for the page and the pack."""

from dataclasses import dataclass

from xlcrm.labels import Labels, labels
from xlcrm.schema.tables import TABLE
from xlcrm.subjects.assets.review import CLOSED, DOWN, MATURED, NEW, SAME, UP
from xlcrm.writing.styles import NUMBER_FORMATS

DAY = NUMBER_FORMATS["date"]
WHOLE = '#,##0;-#,##0;"–"'
SIGNED = '+#,##0;-#,##0;"–"'
PERCENT = "0.0%"
SIGNED_PERCENT = '+0.0%;-0.0%;"–"'

# The title

REPORT = labels("资产回顾报告", "資產檢視報告", "Asset Review")
REVIEW_OF = labels("回顾日期 ", "檢視日期 ", "Review of ")
BEFORE = labels("上次回顾 ", "上次檢視 ", "Previous review ")
NO_REVIEW = labels("尚无资产回顾记录", "尚無資產檢視紀錄", "No asset review so far")

# Key figures

TOTAL = labels("总资产", "總資產", "Total assets")
SINCE_LAST = labels("较上次回顾", "較上次檢視", "Since last review")
HERE = labels("本行资产", "本行資產", "Held with us")
LOAN = labels("贷款", "貸款", "Loans")
NET = labels("净资产", "淨資產", "Net worth")
OF_TOTAL = labels("占总资产 ", "占總資產 ", "of total: ")
FIRST_REVIEW = labels("首次回顾", "首次檢視", "First review")
ITEMS = labels("{n} 项", "{n} 項", "Holdings: {n}")

# Classes and totals

ALLOCATION = labels("资产配置与走势", "資產配置與走勢", "Allocation and trend")
PIE = labels("各类资产占比", "各類資產占比", "Share of each class")
TREND_TITLE = labels("历次回顾总资产（{unit}）", "歷次檢視總資產（{unit}）", "Total at each review ({unit})")
CLASS = labels("资产类别", "資產類別", "Class")
HELD_HERE = labels("本行", "本行", "With us")
ELSEWHERE = labels("他行", "他行", "Elsewhere")
SUM = labels("合计", "合計", "Total")
SHARE = labels("占比", "占比", "Share")
CHANGE = labels("较上次", "較上次", "Change")
ASSETS_TOTAL = labels("资产合计", "資產合計", "Total assets")
NET_WORTH = labels("净资产（资产 − 贷款）", "淨資產（資產 − 貸款）", "Net worth (assets less loans)")

# What changed, and what is agreed

WHAT_CHANGED = labels("自上次回顾以来", "自上次檢視以來", "Since the last review")
ALERTS = labels("请留意", "請留意", "Worth a look")
NEXT_STEPS = labels("下一步约定", "下一步約定", "Next steps agreed")
STEP_HEADINGS = labels("事项", "事項", "What"), labels("方式", "方式", "How"), labels("日期", "日期", "By")
NO_STEPS = labels(
    "暂无约定，请在此商定下一步。", "尚無約定，請在此商定下一步。", "Nothing agreed yet: agree the next step here."
)
MORE_STEPS = labels("… 另有 {n} 项约定", "… 另有 {n} 項約定", "… and {n} more")

WORDS: dict[int, Labels] = {
    NEW: labels("＋ 新增", "＋ 新增", "+ New"),
    UP: labels("▲ 增加", "▲ 增加", "▲ Up"),
    DOWN: labels("▼ 减少", "▼ 減少", "▼ Down"),
    SAME: labels("＝ 持平", "＝ 持平", "= Same"),
    CLOSED: labels("－ 结清", "－ 結清", "− Closed"),
    MATURED: labels("● 到期", "● 到期", "● Matured"),
}
CHANGES = (NEW, UP, DOWN, CLOSED, MATURED)
"""What the summary counts."""

# Holdings

ABOVE_PROFILE = labels("⚠ 风险超出", "⚠ 風險超出", "⚠ Above profile")
LARGE = labels("⚠ 占比偏高", "⚠ 占比偏高", "⚠ Large share")
REMARK = labels("提示", "提示", "Remark")


@dataclass(frozen=True)
class Shown:
    """A column of a list: what it is called, and the format of its numbers or days; None for texts."""

    label: Labels
    shape: str | None = None

    @property
    def is_number(self) -> bool:
        """Whether it holds numbers."""
        return self.shape not in (None, DAY)


_HOLDING = TABLE["assets"]
HOLDING_COLUMNS = {
    "name": Shown(labels("类别 / 资产", "類別 / 資產", "Class / holding")),
    "institution": Shown(_HOLDING["institution"].labels),
    "where": Shown(labels("持有", "持有", "Held")),
    "acquired_on": Shown(labels("持有起始", "持有起始", "Held since"), DAY),
    "maturity": Shown(_HOLDING["maturity"].labels, DAY),
    "risk_level": Shown(_HOLDING["risk_level"].labels),
    "value": Shown(labels("市值", "市值", "Value"), WHOLE),
    "share": Shown(SHARE, PERCENT),
    "before": Shown(labels("上次市值", "上次市值", "Last time"), WHOLE),
    "change": Shown(CHANGE, SIGNED),
    "status": Shown(labels("变动", "變動", "Status")),
    "currency": Shown(_HOLDING["currency"].labels),
    "original": Shown(labels("原币金额", "原幣金額", "In its currency"), WHOLE),
    "remark": Shown(REMARK),
}

# Policies

INSURANCE = labels("保险保障", "保險保障", "Insurance")
NO_POLICY = labels("没有有效保单", "沒有有效保單", "No policy in force")
PREMIUM_SOON = labels("保费将到期", "保費將到期", "Premium due soon")
ENDS_SOON = labels("保单将到期", "保單將到期", "Ends soon")

_POLICY = TABLE["insurance"]
POLICY_COLUMNS = {
    "product": Shown(_POLICY["product"].labels),
    "insurer": Shown(_POLICY["insurer"].labels),
    "coverage_type": Shown(_POLICY["coverage_type"].labels),
    "relation": Shown(_POLICY["relation"].labels),
    "start_date": Shown(_POLICY["start_date"].labels, DAY),
    "end_date": Shown(_POLICY["end_date"].labels, DAY),
    "sum_insured": Shown(_POLICY["sum_insured"].labels, WHOLE),
    "premium": Shown(_POLICY["premium"].labels, WHOLE),
    "currency": Shown(_HOLDING["currency"].labels),
    "next_due": Shown(labels("下次缴费", "下次繳費", "Next due"), DAY),
    "remark": Shown(REMARK),
}
