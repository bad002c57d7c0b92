"""The closed lists of values that a column may hold, with every word by which a value is known."""

from xlcrm.labels import labels
from xlcrm.schema.types import Choice, Enum

CUSTOMER_TYPE = Enum(
    "customer_type",
    Choice("individual", labels("个人", "個人", "Individual"), ("自然人", "个人客户", "Person")),
    Choice("company", labels("企业", "企業", "Company"), ("公司", "法人", "机构", "对公", "企业客户", "Organization", "Corporate")),
)

STAGE = Enum(
    "stage",
    Choice("customer", labels("客户", "客戶", "Customer"), ("成交客户", "现有客户", "正式客户", "Active")),
    Choice("prospect", labels("潜在客户", "潛在客戶", "Prospect"), ("潜在", "意向客户", "准客户", "準客戶", "Lead")),
    Choice("onlooker", labels("观望客户", "觀望客戶", "Onlooker"), ("观望", "持观望态度", "Suspect")),
    Choice("lost", labels("流失客户", "流失客戶", "Lost"), ("流失", "已流失", "Churned")),
)

GENDER = Enum(
    "gender",
    Choice("male", labels("男", "男", "Male"), ("M", "先生", "Mr")),
    Choice("female", labels("女", "女", "Female"), ("F", "女士", "Ms", "Mrs")),
)

MARITAL_STATUS = Enum(
    "marital_status",
    Choice("single", labels("未婚", "未婚", "Single"), ("单身", "單身")),
    Choice("married", labels("已婚", "已婚", "Married"), ("结婚",)),
    Choice("divorced", labels("离异", "離婚", "Divorced"), ("离婚", "離異")),
    Choice("widowed", labels("丧偶", "喪偶", "Widowed")),
)

RISK_PROFILE = Enum(
    "risk_profile",
    Choice("C1", labels("C1 保守型", "C1 保守型", "C1 Conservative"), ("C1", "保守型", "保守", "Conservative", "谨慎型")),
    Choice("C2", labels("C2 稳健型", "C2 穩健型", "C2 Moderately Conservative"), ("C2", "稳健型", "穩健型", "稳健")),
    Choice("C3", labels("C3 平衡型", "C3 平衡型", "C3 Balanced"), ("C3", "平衡型", "平衡", "Balanced", "Moderate")),
    Choice("C4", labels("C4 成长型", "C4 成長型", "C4 Growth"), ("C4", "成长型", "成長型", "积极型", "Growth")),
    Choice("C5", labels("C5 进取型", "C5 進取型", "C5 Aggressive"), ("C5", "进取型", "激进型", "進取型", "積極型", "Aggressive")),
)

POTENTIAL = Enum(
    "potential",
    Choice("high", labels("高", "高", "High"), ("H", "A", "大")),
    Choice("medium", labels("中", "中", "Medium"), ("M", "B", "Mid")),
    Choice("low", labels("低", "低", "Low"), ("L", "C", "小")),
)

CHANNEL = Enum(
    "channel",
    Choice("call", labels("电话", "電話", "Call"), ("打电话", "电访", "電訪", "Phone", "Phone Call")),
    Choice("visit", labels("拜访", "拜訪", "Visit"), ("上门拜访", "登门拜访", "走访", "家訪", "Site Visit")),
    Choice("meeting", labels("面谈", "面談", "Meeting"), ("到店面谈", "网点面谈", "臨櫃", "Face to Face")),
    Choice("message", labels("微信/短信", "訊息", "Message"), ("微信", "短信", "WeChat", "LINE", "SMS", "WhatsApp")),
    Choice("email", labels("邮件", "電郵", "Email"), ("电子邮件", "E-mail", "Mail")),
    Choice("event", labels("活动", "活動", "Event"), ("沙龙", "客户活动")),
    Choice("review", labels("资产回顾", "資產檢視", "Asset Review"), ("资产检视", "回顾", "Portfolio Review")),
)

RELATION = Enum(
    "relation",
    Choice("self", labels("本人", "本人", "Self"), ("自己", "本人投保")),
    Choice("spouse", labels("配偶", "配偶", "Spouse"), ("丈夫", "妻子", "先生", "太太", "Husband", "Wife")),
    Choice("child", labels("子女", "子女", "Child"), ("儿子", "女儿", "兒子", "女兒", "Son", "Daughter")),
    Choice("parent", labels("父母", "父母", "Parent"), ("父亲", "母亲", "父", "母", "Father", "Mother")),
    Choice("other", labels("其他", "其他", "Other")),
)

COVERAGE_TYPE = Enum(
    "coverage_type",
    Choice("life", labels("寿险", "壽險", "Life"), ("人寿保险", "终身寿险", "定期寿险", "人壽保險", "Term Life", "Whole Life")),
    Choice("critical_illness", labels("重疾险", "重大疾病險", "Critical Illness"), ("重疾", "重大疾病", "重大疾病保险", "重疾保险", "CI")),
    Choice("medical", labels("医疗险", "醫療險", "Medical"), ("医疗", "醫療", "住院医疗", "Health")),
    Choice("accident", labels("意外险", "意外險", "Accident"), ("意外", "意外伤害", "傷害險")),
    Choice("annuity", labels("年金险", "年金險", "Annuity"), ("年金", "养老保险", "养老年金")),
    Choice("endowment", labels("两全险", "儲蓄險", "Endowment"), ("两全", "两全保险", "储蓄险", "Savings")),
    Choice("property", labels("财产险", "財產險", "Property"), ("家财险", "财产", "住宅險", "Home")),
    Choice("auto", labels("车险", "車險", "Auto"), ("汽车保险", "Motor", "Car")),
)

POLICY_STATUS = Enum(
    "policy_status",
    Choice("in_force", labels("有效", "有效", "In Force"), ("正常", "有效中", "Active")),
    Choice("lapsed", labels("失效", "失效", "Lapsed"), ("停效", "中止")),
    Choice("matured", labels("满期", "滿期", "Matured"), ("已满期",)),
    Choice("surrendered", labels("退保", "解約", "Surrendered"), ("已退保",)),
)

ASSET_CLASS = Enum(
    "asset_class",
    Choice("deposit", labels("存款", "存款", "Deposit"), ("活期", "定期", "大额存单", "定存", "Cash", "CD")),
    Choice("wealth_product", labels("理财产品", "理財商品", "Wealth Product"), ("理财", "银行理财", "結構型商品", "Structured Product")),
    Choice("fund", labels("基金", "基金", "Fund"), ("公募基金", "私募基金", "共同基金", "Mutual Fund", "ETF")),
    Choice("bond", labels("债券", "債券", "Bond"), ("国债", "公司债", "Bonds", "Fixed Income")),
    Choice("stock", labels("股票", "股票", "Stock"), ("A股", "港股", "Equity", "Shares")),
    Choice("insurance", labels("保险(现金价值)", "保單價值", "Insurance Cash Value"), ("保险", "保單", "Insurance")),
    Choice("property", labels("房产", "房產", "Property"), ("不动产", "不動產", "房地产", "Real Estate")),
    Choice("metal", labels("贵金属", "貴金屬", "Precious Metal"), ("黄金", "黃金", "Gold")),
    Choice("loan", labels("贷款", "貸款", "Loan"), ("房贷", "负债", "房貸", "負債", "Mortgage", "Liability")),
    Choice("other", labels("其他", "其他", "Other")),
)

RISK_LEVEL = Enum(
    "risk_level",
    Choice("R1", labels("R1 低风险", "R1 低風險", "R1 Low"), ("R1", "RR1", "低风险", "低")),
    Choice("R2", labels("R2 中低风险", "R2 中低風險", "R2 Medium-Low"), ("R2", "RR2", "中低风险", "中低")),
    Choice("R3", labels("R3 中风险", "R3 中風險", "R3 Medium"), ("R3", "RR3", "中风险", "中")),
    Choice("R4", labels("R4 中高风险", "R4 中高風險", "R4 Medium-High"), ("R4", "RR4", "中高风险", "中高")),
    Choice("R5", labels("R5 高风险", "R5 高風險", "R5 High"), ("R5", "RR5", "高风险", "高")),
)

BOOLEAN = Enum(
    "boolean",
    Choice("yes", labels("是", "是", "Yes"), ("Y", "TRUE", "1", "√", "✓", "有", "对")),
    Choice("no", labels("否", "否", "No"), ("N", "FALSE", "0", "×", "✗", "无", "無", "非")),
)
