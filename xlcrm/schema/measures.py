"""The measures of the Overview sheet, in the order of its columns; `xlcrm.measures` says how each is computed."""

from xlcrm.labels import labels, same
from xlcrm.schema.types import DATE, ID, INTEGER, MONEY, PERCENT, TEXT, Column

MEASURE_COLUMNS = (
    Column("customer_id", ID, labels("客户编号", "客戶編號", "Customer ID")),
    Column("name", TEXT, labels("客户名称", "客戶名稱", "Customer Name")),
    Column("manager", TEXT, labels("客户经理", "客戶經理", "Account Manager")),
    Column("activity", TEXT, labels("活跃状态", "活躍狀態", "Activity")),
    Column("tier", TEXT, labels("客户等级", "客戶等級", "Tier")),
    Column("age", INTEGER, labels("年龄", "年齡", "Age")),
    Column("next_birthday", DATE, labels("下次生日", "下次生日", "Next Birthday")),
    Column("revenue_12m", MONEY, labels("近12个月购买额", "近12個月購買額", "Revenue 12M")),
    Column("revenue_total", MONEY, labels("累计购买额", "累計購買額", "Revenue Total")),
    Column("margin_12m", MONEY, labels("近12个月毛利", "近12個月毛利", "Margin 12M")),
    Column("purchase_count", INTEGER, labels("购买次数", "購買次數", "Purchases")),
    Column("first_purchase", DATE, labels("首次购买", "首次購買", "First Purchase")),
    Column("last_purchase", DATE, labels("最近购买", "最近購買", "Last Purchase")),
    Column("last_contact", DATE, labels("最近联系", "最近聯絡", "Last Contact")),
    Column("last_visit", DATE, labels("最近拜访", "最近拜訪", "Last Visit")),
    Column("call_due", DATE, labels("应联系日", "應聯絡日", "Call Due")),
    Column("visit_due", DATE, labels("应拜访日", "應拜訪日", "Visit Due")),
    Column("review_date", DATE, labels("最近回顾", "最近檢視", "Last Review")),
    Column("previous_review", DATE, labels("上次回顾", "上次檢視", "Previous Review")),
    Column("review_due", DATE, labels("应回顾日", "應檢視日", "Review Due")),
    Column("assets_here", MONEY, labels("本行资产", "本行資產", "Assets Here")),
    Column("assets_total", MONEY, labels("总资产", "總資產", "Total Assets")),
    Column("liabilities", MONEY, labels("总负债", "總負債", "Liabilities")),
    Column("net_worth", MONEY, labels("净资产", "淨資產", "Net Worth")),
    Column("wallet_share", PERCENT, labels("本行占比", "本行占比", "Wallet Share")),
    Column("assets_change", MONEY, labels("资产变化", "資產變化", "Assets Change")),
    Column("assets_change_pct", PERCENT, labels("资产变化率", "資產變化率", "Assets Change %")),
    Column("risk_mismatch", INTEGER, labels("风险错配数", "風險錯配數", "Risk Mismatches")),
    Column("policies", INTEGER, labels("有效保单数", "有效保單數", "Policies In Force")),
    Column("premium_year", MONEY, labels("年缴保费合计", "年繳保費合計", "Yearly Premium")),
    Column("sum_life", MONEY, labels("寿险保额", "壽險保額", "Life Cover")),
    Column("sum_ci", MONEY, labels("重疾保额", "重疾保額", "Critical Illness Cover")),
    Column("sum_medical", MONEY, labels("医疗保额", "醫療保額", "Medical Cover")),
    Column("sum_accident", MONEY, labels("意外保额", "意外保額", "Accident Cover")),
    Column("next_premium", DATE, labels("下次缴费", "下次繳費", "Next Premium")),
    Column("receivable", MONEY, labels("应收余额", "應收餘額", "Receivable")),
    Column("overdue", MONEY, labels("逾期金额", "逾期金額", "Overdue")),
)

# What the measures stand on: hidden cells beside the Overview table.
HELPER_COLUMNS = (
    Column("key", TEXT, same("key")),
    Column("place", INTEGER, same("place")),
)

MEASURE_COLUMN = {column.key: column for column in MEASURE_COLUMNS + HELPER_COLUMNS}

BASES = (
    "revenue_12m",
    "revenue_total",
    "margin_12m",
    "assets_here",
    "assets_total",
    "liabilities",
    "net_worth",
    "premium_year",
)
"""The measures that a tier policy may look at: none of them depends on the tier."""
