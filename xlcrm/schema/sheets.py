"""The sheets that a build makes, in the order of their tabs; the input sheets stand before Settings."""

from dataclasses import dataclass

from xlcrm.labels import Labels, labels


@dataclass(frozen=True)
class Sheet:
    """A generated sheet: its key and its title."""

    key: str
    labels: Labels


DASHBOARD = Sheet("dashboard", labels("首页", "首頁", "Dashboard"))
TODO = Sheet("todo", labels("待办事项", "待辦事項", "To-do"))
OVERVIEW = Sheet("overview", labels("客户总览", "客戶總覽", "Overview"))
CARD = Sheet("card", labels("客户卡", "客戶卡", "Client Card"))
REVIEW = Sheet("review", labels("回顾报告", "檢視報告", "Review Report"))
PYRAMID = Sheet("pyramid", labels("客户金字塔", "客戶金字塔", "Pyramid"))
COVERAGE = Sheet("coverage", labels("保障分析", "保障分析", "Coverage"))
FINDINGS = Sheet("findings", labels("检查结果", "檢查結果", "Findings"))
SETTINGS = Sheet("settings", labels("设置", "設定", "Settings"))

BEFORE_INPUT = (DASHBOARD, TODO, OVERVIEW, CARD, REVIEW, PYRAMID, COVERAGE, FINDINGS)
AFTER_INPUT = (SETTINGS,)
GENERATED = BEFORE_INPUT + AFTER_INPUT
