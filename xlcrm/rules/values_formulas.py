"""Rules on cells that hold a formula or an error value."""

from collections.abc import Mapping
from typing import Any

from xlcrm.labels import labels
from xlcrm.model.book import Problem
from xlcrm.rules.engine import told
from xlcrm.rules.finding import ERROR, WARNING


@told(
    "V501",
    ERROR,
    "error_value",
    message=labels("单元格是错误值 {value}", "儲存格是錯誤值 {value}", "The cell holds the error value {value}"),
    hint=labels("改正公式，或直接填值", "更正公式，或直接填值", "Mend the formula, or type the value"),
)
def error_value(problem: Problem) -> Mapping[str, Any]:
    """A cell holds one of Excel's error values, computed or typed.

    An error is not a blank: nobody knows what should stand there, so the cell counts as not understood.

    Bad: `#N/A`.
    Good: the value, or an empty cell.
    """
    return problem.params


@told(
    "V502",
    ERROR,
    "no_cached_value",
    message=labels("公式没有计算结果", "公式沒有計算結果", "The formula has no computed value"),
    hint=labels(
        "用 Excel 或 WPS 打开并保存一次",
        "用 Excel 或 WPS 開啟並儲存一次",
        "Open the book in Excel or WPS and save it once",
    ),
)
def no_cached_value(problem: Problem) -> Mapping[str, Any]:
    """A cell holds a formula that nobody has computed yet.

    Formulas are not computed here: the value that Excel stored beside them is read, and there is none.

    Bad: a book written by a script and never opened.
    Good: the same book, opened and saved once.
    """
    return problem.params


@told(
    "V503",
    WARNING,
    "external_formula",
    message=labels(
        "公式引用了另一个工作簿，用的是上次的结果 {value}",
        "公式參照了另一個活頁簿，用的是上次的結果 {value}",
        "The formula refers to another workbook; its last result {value} was used",
    ),
    hint=labels("把公式换成数值", "把公式換成數值", "Replace the formula by its value"),
    foldable=True,
)
def external_formula(problem: Problem) -> Mapping[str, Any]:
    """A cell takes its value from another workbook.

    The other workbook is never opened here. When it moves or changes, the value is stale and nothing shows it.

    Bad: `='[rates 2023.xlsx]Sheet1'!B2`.
    Good: the value itself, or a rate on Settings.
    """
    return problem.params
