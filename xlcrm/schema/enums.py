"""The closed lists of values that several subjects share, with every word by which a value is known."""

from xlcrm.labels import labels
from xlcrm.schema.types import Choice, Enum

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

BOOLEAN = Enum(
    "boolean",
    Choice("yes", labels("是", "是", "Yes"), ("Y", "TRUE", "1", "√", "✓", "有", "对")),
    Choice("no", labels("否", "否", "No"), ("N", "FALSE", "0", "×", "✗", "无", "無", "非")),
)
