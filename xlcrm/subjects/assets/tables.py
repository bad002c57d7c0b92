"""Asset Reviews: what they held at each review."""

from xlcrm.labels import labels
from xlcrm.schema.types import BOOLEAN, CURRENCY, DATE, MONEY, TEXT, Column, Table
from xlcrm.subjects.assets.enums import ASSET_CLASS, RISK_LEVEL
from xlcrm.subjects.customers.tables import CUSTOMER

ASSETS = Table(
    "assets",
    labels("资产回顾", "資產檢視", "Asset Reviews"),
    aliases=("资产", "资产明细", "持仓", "资产检视", "資產", "Holdings", "Portfolio", "Assets"),
    excel_name="Assets",
    columns=(
        CUSTOMER,
        Column("review_date", DATE, labels("回顾日期", "檢視日期", "Review Date"), aliases=("回顾时间", "检视日期", "日期", "As Of", "Valuation Date"), required=True, first_year=1990),
        Column("asset_class", ASSET_CLASS, labels("资产类别", "資產類別", "Asset Class"), aliases=("类别", "资产类型", "資產類型", "Type"), required=True),
        Column("institution", TEXT, labels("所在机构", "所在機構", "Institution"), aliases=("机构", "银行", "銀行", "Bank", "Custodian")),
        Column("held_here", BOOLEAN, labels("本行持有", "本行持有", "Held Here"), aliases=("本行", "是否本行", "In-house"), default=True),
        Column("name", TEXT, labels("资产名称", "資產名稱", "Asset Name"), aliases=("产品名称", "名称", "名稱", "Holding", "Security"), required=True),
        Column("acquired_on", DATE, labels("持有起始日", "持有起始日", "Acquired On"), aliases=("购买日期", "买入日期", "購入日期", "Purchase Date")),
        Column("maturity", DATE, labels("到期日", "到期日", "Maturity"), aliases=("到期日期", "Maturity Date")),
        Column("risk_level", RISK_LEVEL, labels("风险等级", "風險等級", "Risk Level"), aliases=("产品风险", "產品風險", "RR")),
        Column("cost", MONEY, labels("成本", "成本", "Cost"), aliases=("买入成本", "購入成本", "Book Value"), at_least=0),
        Column("value", MONEY, labels("市值", "市值", "Market Value"), aliases=("金额", "金額", "余额", "餘額", "现值", "Value", "Balance"), required=True, at_least=0),
        Column("currency", CURRENCY, labels("币种", "幣別", "Currency"), aliases=("货币", "幣種", "CCY")),
        Column("notes", TEXT, labels("备注", "備註", "Notes"), aliases=("说明", "Remark")),
    ),
    keys=(("customer_id", "review_date", "name", "institution", "asset_class"),),
    owner=CUSTOMER.key,
    dated="review_date",
    row_means=labels(
        "每次回顾、每项资产一行，他行的也记。同一次回顾用同一个“{review_date}”",
        "每次檢視、每項資產一列，他行的也記。同一次檢視用同一個「{review_date}」",
        "One row per holding at each review, held here or elsewhere, with the same {review_date}",
    ),
)
