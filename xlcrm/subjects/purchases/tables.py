"""Purchases: what customers bought."""

from xlcrm.labels import labels
from xlcrm.schema.types import DATE, ID, MONEY, NUMBER, TEXT, Column, Table
from xlcrm.subjects.customers.tables import CUSTOMER

PURCHASES = Table(
    "purchases",
    labels("购买记录", "購買紀錄", "Purchases"),
    aliases=("购买", "交易记录", "客户购买记录", "订单", "消费记录", "Orders", "Sales", "Transactions"),
    excel_name="Purchases",
    columns=(
        Column("order_no", ID, labels("订单编号", "訂單編號", "Order No"), aliases=("订单号", "單號", "合同号", "Order ID", "Invoice No"), unique_with="product"),
        CUSTOMER,
        Column("date", DATE, labels("购买日期", "購買日期", "Date"), aliases=("日期", "交易日期", "订单日期", "成交日期", "Order Date", "Purchase Date"), required=True, first_year=1990),
        Column("product", TEXT, labels("产品名称", "產品名稱", "Product"), aliases=("产品", "商品", "商品名称", "Product Name", "Item"), required=True),
        Column("category", TEXT, labels("产品类别", "產品類別", "Category"), aliases=("类别", "類別", "品类", "Product Category")),
        Column("quantity", NUMBER, labels("数量", "數量", "Quantity"), aliases=("Qty",)),
        Column("unit_price", MONEY, labels("单价", "單價", "Unit Price"), aliases=("价格", "Price")),
        Column("amount", MONEY, labels("金额", "金額", "Amount"), aliases=("成交金额", "销售额", "購買金額", "Sales", "Total", "Revenue"), required=True, product_of=("quantity", "unit_price")),
        Column("cost", MONEY, labels("成本", "成本", "Cost"), aliases=("销售成本", "COGS")),
        Column("due_date", DATE, labels("应收日期", "應收日期", "Due Date"), aliases=("到期付款日", "账期到期日")),
        Column("paid_amount", MONEY, labels("已收金额", "已收金額", "Paid Amount"), aliases=("已付金额", "回款金额", "Paid")),
        Column("paid_on", DATE, labels("收款日期", "收款日期", "Paid On"), aliases=("回款日期", "付款日期")),
        Column("salesperson", TEXT, labels("销售人员", "銷售人員", "Salesperson"), aliases=("经办人", "業務員", "Sales Agent")),
        Column("notes", TEXT, labels("备注", "備註", "Notes"), aliases=("说明", "Remark")),
    ),
    keys=(("order_no", "product"), ("customer_id", "date", "product", "amount")),
    owner=CUSTOMER.key,
    dated="date",
    row_means=labels(
        "每笔购买一行，退货填负数。赊账的填“{due_date}”和“{paid_amount}”",
        "每筆購買一列，退貨填負數。賒帳的填「{due_date}」和「{paid_amount}」",
        "One row per purchase, returns below zero. For credit give {due_date} and {paid_amount}",
    ),
)
