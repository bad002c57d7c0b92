"""Follow-ups: every contact with a customer."""

from xlcrm.labels import labels
from xlcrm.schema.enums import CHANNEL
from xlcrm.schema.types import BOOLEAN, DATE, NUMBER, TEXT, Column, Table
from xlcrm.subjects.customers.tables import CUSTOMER

FOLLOW_UPS = Table(
    "follow_ups",
    labels("跟进记录", "跟進紀錄", "Follow-ups"),
    aliases=("跟进", "拜访记录", "联系记录", "客户跟进记录", "聯絡紀錄", "Activities", "Contacts Log", "Followups"),
    excel_name="FollowUps",
    columns=(
        CUSTOMER,
        Column("date", DATE, labels("跟进日期", "跟進日期", "Date"), aliases=("日期", "联系日期", "拜访日期", "聯絡日期", "Contact Date", "Activity Date"), required=True, first_year=1990),
        Column("channel", CHANNEL, labels("跟进方式", "跟進方式", "Channel"), aliases=("方式", "联系方式", "聯絡方式", "Type", "Activity Type"), required=True),
        Column("subject", TEXT, labels("主题", "主題", "Subject"), aliases=("事由", "标题")),
        Column("content", TEXT, labels("跟进内容", "跟進內容", "Content"), aliases=("内容", "洽谈内容", "洽談內容", "跟进记录", "Description", "Details")),
        Column("result", TEXT, labels("结果", "結果", "Result"), aliases=("洽谈结果", "Outcome")),
        Column("next_action", TEXT, labels("下一步行动", "下一步行動", "Next Action"), aliases=("下次内容", "后续行动", "Next Step")),
        Column("next_date", DATE, labels("下次联系日期", "下次聯絡日期", "Next Date"), aliases=("下次跟进日期", "约定日期", "Next Contact", "Due Date")),
        Column("done", BOOLEAN, labels("已完成", "已完成", "Done"), aliases=("完成", "是否完成", "Completed"), default=True),
        Column("satisfaction", NUMBER, labels("满意度", "滿意度", "Satisfaction"), aliases=("满意度评分", "CSAT"), at_least=0, at_most=100),
        Column("by", TEXT, labels("跟进人", "跟進人", "By"), aliases=("记录人", "經辦人", "Owner")),
    ),
    keys=(("customer_id", "date", "channel", "subject"), ("customer_id", "date", "channel", "content")),
    owner=CUSTOMER.key,
    dated="date",
    row_means=labels(
        "每次联系一行。约好了下次，就填“{next_date}”，“{done}”选“否”",
        "每次聯絡一列。約好下次，就填「{next_date}」，「{done}」選「否」",
        "One row per contact. For a promise give {next_date}, and set {done} to No",
    ),
)
