"""What the customer record adds to the columns of Customers."""

from xlcrm.labels import labels
from xlcrm.schema.types import DATE, TEXT, Column

OF_CUSTOMERS = (
    Column("short_name", TEXT, labels("客户简称", "客戶簡稱", "Short Name"), aliases=("简称", "簡稱", "Also Known As")),
    Column("education", TEXT, labels("学历", "學歷", "Education"), aliases=("教育程度", "文化程度"), suggested=True),
    Column("website", TEXT, labels("网址", "網址", "Website"), aliases=("公司网站", "公司網站", "Web")),
    Column("needs", TEXT, labels("需求状况", "需求狀況", "Needs"), aliases=("客户需求", "客戶需求", "需求"), long=True),
    Column("finances", TEXT, labels("财务状况", "財務狀況", "Finances"), aliases=("财务情况", "財務情況"), internal=True, long=True),
    Column("business", TEXT, labels("经营状况", "經營狀況", "Business"), aliases=("经营情况", "經營情況"), long=True),
    Column("purchasing", TEXT, labels("采购状况", "採購狀況", "Purchasing"), aliases=("采购情况", "採購情況"), long=True),
    Column("relations", TEXT, labels("对外关系", "對外關係", "Relations"), aliases=("社会关系", "社會關係"), internal=True, long=True),
    Column("created_by", TEXT, labels("建卡人", "建卡人", "Created By"), aliases=("建档人", "建檔人", "登记人"), suggested=True),
    Column("nationality", TEXT, labels("国籍", "國籍", "Nationality"), aliases=("国家", "國家", "Country of Citizenship"), suggested=True),
    Column("id_type", TEXT, labels("证件类型", "證件類型", "ID Type"), aliases=("证件种类", "證件種類"), sensitive=True, suggested=True),
    Column("id_expiry", DATE, labels("证件到期日", "證件到期日", "ID Expiry"), aliases=("证件有效期", "證件有效期", "ID Expiry Date"), sensitive=True),
)
