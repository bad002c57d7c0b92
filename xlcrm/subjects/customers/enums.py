"""What is said of a customer in words of a closed list."""

from xlcrm.labels import labels
from xlcrm.schema.types import Choice, Enum

CUSTOMER_TYPE = Enum(
    "customer_type",
    Choice("individual", labels("个人", "個人", "Individual"), ("自然人", "个人客户", "Person")),
    Choice("company", labels("企业", "企業", "Company"), ("公司", "法人", "机构", "对公", "企业客户", "Organization", "Corporate")),
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
