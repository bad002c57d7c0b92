"""Insurance: the policies that protect them."""

from xlcrm.labels import labels
from xlcrm.schema.types import DATE, ID, INTEGER, MONEY, TEXT, Column, Table
from xlcrm.subjects.customers.tables import CUSTOMER
from xlcrm.subjects.insurance.enums import COVERAGE_TYPE, POLICY_STATUS, RELATION

INSURANCE = Table(
    "insurance",
    labels("保险保障", "保險保障", "Insurance"),
    aliases=("保险", "保单", "保险涵盖范围", "保險", "保單", "Policies", "Insurance Coverage"),
    excel_name="Insurance",
    columns=(
        Column("policy_no", ID, labels("保单号", "保單號碼", "Policy No"), aliases=("保单编号", "保单号码", "保單編號", "Policy Number"), unique=True),
        CUSTOMER,
        Column("insured", TEXT, labels("被保险人", "被保險人", "Insured"), aliases=("被保人", "Insured Person")),
        Column("relation", RELATION, labels("与客户关系", "與客戶關係", "Relation"), aliases=("关系", "關係", "Relationship"), default="self"),
        Column("insurer", TEXT, labels("保险公司", "保險公司", "Insurer"), aliases=("承保公司", "Insurance Company")),
        Column("product", TEXT, labels("保险产品", "保險商品", "Product"), aliases=("险种名称", "产品名称", "商品名稱", "Plan")),
        Column("coverage_type", COVERAGE_TYPE, labels("险种", "險種", "Coverage Type"), aliases=("险种类别", "保障类型", "類型", "Type of Cover"), required=True),
        Column("start_date", DATE, labels("生效日期", "生效日期", "Start Date"), aliases=("起保日期", "投保日期", "Effective Date"), required=True),
        Column("end_date", DATE, labels("到期日期", "到期日期", "End Date"), aliases=("满期日", "保障到期日", "滿期日", "Maturity"), form="open_end"),
        Column("pay_years", INTEGER, labels("缴费年限", "繳費年期", "Payment Years"), aliases=("缴费期", "繳費期間", "Payment Term"), at_least=0, at_most=100),
        Column("premium", MONEY, labels("年缴保费", "年繳保費", "Annual Premium"), aliases=("保费", "保費", "Premium"), at_least=0),
        Column("sum_insured", MONEY, labels("保额", "保額", "Sum Insured"), aliases=("保险金额", "保險金額", "Coverage Amount", "Face Amount"), required=True, at_least=0),
        Column("next_due", DATE, labels("下次缴费日", "下次繳費日", "Next Premium Due"), aliases=("续期缴费日", "應繳日")),
        Column("status", POLICY_STATUS, labels("保单状态", "保單狀態", "Policy Status"), aliases=("状态", "狀態"), default="in_force"),
        Column("beneficiary", TEXT, labels("受益人", "受益人", "Beneficiary")),
        Column("notes", TEXT, labels("备注", "備註", "Notes"), aliases=("说明", "Remark")),
    ),
    keys=(("policy_no",), ("customer_id", "product", "start_date")),
    owner=CUSTOMER.key,
    row_means=labels(
        "每张保单一行，不论在哪里投保。要提醒缴费，就填“{next_due}”",
        "每張保單一列，不論在何處投保。要提醒繳費，就填「{next_due}」",
        "One row per policy, wherever it was bought. For a reminder give {next_due}",
    ),
)
