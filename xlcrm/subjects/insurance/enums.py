"""What a policy covers, whom, and how it stands."""

from xlcrm.labels import labels
from xlcrm.schema.types import Choice, Enum

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
