"""Rules on cells that hold a formula or an error value."""

from xlcrm.labels import labels
from xlcrm.rules.finding import ERROR, WARNING
from xlcrm.rules.rule import Rules

RULES = Rules()

RULES.reader(
    "V501", ERROR, "error_value",
    labels("单元格是错误值 {value}", "儲存格是錯誤值 {value}", "The cell holds the error value {value}"),
    labels("改正公式，或直接填值", "更正公式，或直接填值", "Mend the formula, or type the value"),
    what="A cell holds one of Excel's error values, computed or typed.",
    why="An error is not a blank: nobody knows what should stand there, so the cell counts as not understood.",
    bad="`#N/A`.", good="the value, or an empty cell.",
)

RULES.reader(
    "V502", ERROR, "no_cached_value",
    labels("公式没有计算结果", "公式沒有計算結果", "The formula has no computed value"),
    labels("用 Excel 或 WPS 打开并保存一次", "用 Excel 或 WPS 開啟並儲存一次", "Open the book in Excel or WPS and save it once"),
    what="A cell holds a formula that nobody has computed yet.",
    why="Formulas are not computed here: the value that Excel stored beside them is read, and there is none.",
    bad="a book written by a script and never opened.", good="the same book, opened and saved once.",
)

RULES.reader(
    "V503", WARNING, "external_formula",
    labels("公式引用了另一个工作簿，用的是上次的结果 {value}", "公式參照了另一個活頁簿，用的是上次的結果 {value}", "The formula refers to another workbook; its last result {value} was used"),
    labels("把公式换成数值", "把公式換成數值", "Replace the formula by its value"),
    foldable=True,
    what="A cell takes its value from another workbook.",
    why="The other workbook is never opened here. When it moves or changes, the value is stale and nothing shows it.",
    bad="`='[rates 2023.xlsx]Sheet1'!B2`.", good="the value itself, or a rate on Settings.",
)

RULES.reader(
    "X108", WARNING, "formula_overwritten",
    labels("“{header}”列的公式在这里被“{value}”覆盖了", "「{header}」欄的公式在這裡被「{value}」覆蓋了", 'The formula of the column "{header}" was typed over with "{value}" here'),
    labels("运行 build 会恢复公式；自己的内容请写到另一列", "執行 build 會恢復公式；自己的內容請寫到另一欄", "A build puts the formula back; type what is yours into another column"),
    what="A cell of a calculated column holds a typed value, while the cells around it hold their formula.",
    why="It looks right until the customer is renamed or moves to another tier: this cell alone stays as it was.",
    bad="`Wang Fang`, typed over the formula of the column Customer Name.", good="the formula; the name is changed on Customers.",
)
