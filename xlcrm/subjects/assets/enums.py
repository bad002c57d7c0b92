"""What is held, and how risky it is."""

from xlcrm.labels import labels
from xlcrm.schema.types import Choice, Enum

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
