"""Customers: who they are."""

from xlcrm.labels import labels
from xlcrm.schema.enums import GENDER, STAGE
from xlcrm.schema.types import CUSTOMER_REF, DATE, ID, INTEGER, MONEY, TEXT, Column, Table
from xlcrm.subjects.customers.enums import CUSTOMER_TYPE, MARITAL_STATUS, POTENTIAL, RISK_PROFILE

CUSTOMER_ID_ALIASES = (
    "客户号", "客戶號", "客户代码", "客户ID", "编号", "CIF", "CIF号",
    "Client ID", "Client No", "Account ID", "CustomerID", "customer_id",
)

CUSTOMER = Column(
    "customer_id", CUSTOMER_REF, labels("客户编号", "客戶編號", "Customer ID"), aliases=CUSTOMER_ID_ALIASES, required=True
)
"""The column by which the rows of another table say whose they are."""

CUSTOMERS = Table(
    "customers",
    labels("客户信息", "客戶資料", "Customers"),
    aliases=("客户", "客户基本信息", "客户资料", "基本信息", "客户档案", "客戶", "Clients", "Accounts", "Customer Info"),
    excel_name="Customers",
    columns=(
        Column("customer_id", ID, labels("客户编号", "客戶編號", "Customer ID"), aliases=CUSTOMER_ID_ALIASES, required=True, unique=True),
        Column("name", TEXT, labels("客户名称", "客戶名稱", "Customer Name"), aliases=("姓名", "名称", "客户姓名", "客戶姓名", "Name", "Client Name", "Account"), required=True),
        Column("customer_type", CUSTOMER_TYPE, labels("客户类型", "客戶類型", "Customer Type"), aliases=("类型", "Type"), default="individual"),
        Column("stage", STAGE, labels("客户阶段", "客戶階段", "Stage"), aliases=("客户状态", "客戶狀態", "Status", "Lifecycle Stage"), default="customer"),
        Column("manager", TEXT, labels("客户经理", "客戶經理", "Account Manager"), aliases=("理财经理", "理專", "理财专员", "负责人", "經辦", "Owner", "RM", "Relationship Manager", "Sales Rep")),
        Column("gender", GENDER, labels("性别", "性別", "Gender"), aliases=("Sex",)),
        Column("birth_date", DATE, labels("出生日期", "出生日期", "Date of Birth"), aliases=("生日", "出生年月日", "成立日期", "Birthday", "DOB", "Founded")),
        Column("id_number", TEXT, labels("证件号码", "證件號碼", "ID Number"), aliases=("身份证号", "身份证号码", "身分證字號", "统一社会信用代码", "統一編號", "Passport No"), sensitive=True, form="id_number"),
        Column("phone", TEXT, labels("联系电话", "聯絡電話", "Phone"), aliases=("电话", "手机", "手机号", "手機", "行動電話", "Mobile", "Tel"), sensitive=True, form="phone"),
        Column("email", TEXT, labels("电子邮箱", "電子郵件", "Email"), aliases=("邮箱", "信箱", "E-mail"), sensitive=True, form="email"),
        Column("address", TEXT, labels("地址", "地址", "Address"), aliases=("联系地址", "住址", "通訊地址"), sensitive=True, long=True),
        Column("occupation", TEXT, labels("职业", "職業", "Occupation"), aliases=("Profession",)),
        Column("employer", TEXT, labels("工作单位", "服務單位", "Employer"), aliases=("单位", "公司", "服務公司", "Company")),
        Column("industry", TEXT, labels("所属行业", "所屬行業", "Industry"), aliases=("行业", "行業", "產業", "Sector", "Segment"), suggested=True),
        Column("hobbies", TEXT, labels("爱好", "興趣愛好", "Hobbies"), aliases=("兴趣爱好", "兴趣", "嗜好", "Interests"), long=True),
        Column("marital_status", MARITAL_STATUS, labels("婚姻状况", "婚姻狀況", "Marital Status"), aliases=("婚否", "婚姻")),
        Column("children", INTEGER, labels("子女数", "子女數", "Children"), aliases=("孩子数", "小孩", "子女人数"), at_least=0, at_most=30),
        Column("annual_income", MONEY, labels("年收入", "年收入", "Annual Income"), aliases=("家庭年收入", "年薪", "Income"), at_least=0),
        Column("risk_profile", RISK_PROFILE, labels("风险承受能力", "風險屬性", "Risk Profile"), aliases=("风险偏好", "風險偏好", "风险等级", "風險等級", "Risk Tolerance")),
        Column("source", TEXT, labels("客户来源", "客戶來源", "Source"), aliases=("来源", "Lead Source")),
        Column("opened_on", DATE, labels("建档日期", "建檔日期", "Opened On"), aliases=("开户日期", "開戶日期", "建卡日期", "Created", "Created On", "Customer Since")),
        Column("referred_by", CUSTOMER_REF, labels("推荐人编号", "推薦人編號", "Referred By"), aliases=("推荐人", "介绍人", "Referrer")),
        Column("decision_maker", TEXT, labels("购买决策人", "採購決策人", "Decision Maker"), aliases=("决策人", "負責人")),
        Column("credit_limit", MONEY, labels("信用额度", "信用額度", "Credit Limit"), aliases=("授信额度", "授信額度"), at_least=0),
        Column("potential", POTENTIAL, labels("发展潜力", "發展潛力", "Potential"), aliases=("潜力", "潛力", "Growth Potential"), internal=True),
        Column("loyalty", INTEGER, labels("忠诚度", "忠誠度", "Loyalty"), aliases=("忠诚度评分", "Loyalty Score"), at_least=1, at_most=5, internal=True),
        Column("special_notes", TEXT, labels("特别注意", "特別注意", "Special Notes"), aliases=("注意事项", "禁忌"), internal=True, long=True),
        Column("notes", TEXT, labels("备注", "備註", "Notes"), aliases=("说明", "Remark", "Remarks", "Comment"), long=True),
    ),
    keys=(("customer_id",),),
    row_means=labels(
        "每位客户一行。{stage}为空即视为“{stage_default}”",
        "每位客戶一列。{stage}空白即視為「{stage_default}」",
        "One row per customer. A blank {stage} means {stage_default}",
    ),
)
