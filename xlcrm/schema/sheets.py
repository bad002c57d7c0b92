"""The sheets that a build makes, in the order of their tabs; the input sheets stand before Settings."""

from collections.abc import Iterable

from xlcrm.labels import labels
from xlcrm.schema.registry import subjects
from xlcrm.schema.sheet import Sheet
from xlcrm.schema.subject import Subject

DASHBOARD = Sheet(
    "dashboard",
    labels("首页", "首頁", "Dashboard"),
    labels(
        "全书要点：关键数字、到期与逾期、客户金字塔、前十大客户、资产构成",
        "整本重點：關鍵數字、到期與逾期、客戶金字塔、前十大客戶、資產構成",
        "The book at a glance: key figures, what is due, the pyramid, the top ten, the asset mix",
    ),
    place=10,
)
TODO = Sheet(
    "todo",
    labels("待办事项", "待辦事項", "To-do"),
    labels(
        "按日期列出要做的事：约定、联系、回顾、生日、缴费、到期与逾期",
        "依日期列出要做的事：約定、聯絡、檢視、生日、繳費、到期與逾期",
        "What is to be done, by date: promises, calls, reviews, birthdays, premiums, ends, arrears",
    ),
    place=20,
)
OVERVIEW = Sheet(
    "overview",
    labels("客户总览", "客戶總覽", "Overview"),
    labels("每位客户一行，列出全部指标", "每位客戶一列，列出全部指標", "One row per customer with every measure"),
    place=30,
)
CARD = Sheet(
    "card",
    labels("客户卡", "客戶卡", "Client Card"),
    labels(
        "选一位客户，看到全部资料：指标、提醒、保单、跟进、购买",
        "選一位客戶，看到全部資料：指標、提醒、保單、跟進、購買",
        "Pick a customer: all that is known, from reminders to policies and purchases",
    ),
    place=40,
)
FINDINGS = Sheet(
    "findings",
    labels("检查结果", "檢查結果", "Findings"),
    labels(
        "检查发现的问题在哪个单元格、怎样改正",
        "檢查發現的問題在哪個儲存格、如何修正",
        "What is wrong in which cell, and how to mend it",
    ),
    place=900,
)
SETTINGS = Sheet(
    "settings",
    labels("设置", "設定", "Settings"),
    labels(
        "统计日期、汇率、分层规则、联系间隔与保障参数",
        "統計日期、匯率、分層規則、聯絡間隔與保障參數",
        "As-of date, rates, tier policy, contact plan, coverage factors",
    ),
    place=1000,
)
GUIDE = Sheet(
    "guide",
    labels("使用说明", "使用說明", "Guide"),
    labels(
        "各页的用途、填写的内容与颜色的含义",
        "各頁的用途、填寫的內容與顏色的含義",
        "What each sheet is for, what is typed where, what the colours mean",
    ),
    place=1010,
)
"""A book starts with it, last of all. Whoever changes it makes it their own, and whoever deletes it is rid of it."""


def before_input(present: Iterable[Subject]) -> tuple[Sheet, ...]:
    """The sheets before the input sheets, in a book that has these subjects."""
    found = [DASHBOARD, TODO, OVERVIEW, CARD, FINDINGS, *(sheet for subject in present for sheet in subject.sheets)]
    return tuple(sorted(found, key=lambda sheet: sheet.place))


BEFORE_INPUT = before_input(subject for subject in subjects() if subject.core)
"""Those of a book that has the core alone."""

AFTER_INPUT = (SETTINGS,)

ALWAYS = (OVERVIEW, SETTINGS)
"""Those that no book can do without: all others may be switched off on Settings."""

GENERATED = BEFORE_INPUT + AFTER_INPUT
